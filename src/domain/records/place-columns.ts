import { kindOf } from '../kinds/kinds.ts';
import type { ResolvedColumns } from '../mapping/mapping.ts';
import { openGlimpse } from '../words/glimpse.ts';
import { late } from '../words/late.ts';
import { remembering } from './cell-readers.ts';
import { nameKey } from './namesakes.ts';
import type { RowUnderWay } from './record-reader.ts';
import { misfitTeller } from './row-of-other-list.ts';

/** What offices are called by, and nobody; in small letters. */
const UNIT_WORDS =
  /hälsocentral|vårdcentral|mottagning|avdelning|enhet|hemsjukvård|hemtjänst|hemvård|bistånd|boende|klinik|geriatrik|rehab|öppenvård|sjukhus|lasarett/u;
/** Those that other words begin with. What knows every letter takes time to make: most texts are told without. */
const WORDS_ALONE = late(
  () => /(?<!\p{L})(?:avd|hc|vc|iva|bvc|säbo|lss|hsv)(?!\p{L})|team(?:et)?(?!\p{L})/iu,
);
const mayStandAlone = openGlimpse([
  ...['avd', '_hc', '*hc', '_vc', '*vc', 'iva', 'bvc', 'säb', 'lss', 'hsv', 'tea'],
]);

/** Whether a text holds a word that offices are called by. */
export const holdsUnitWord = (text: string): boolean =>
  UNIT_WORDS.test(text.toLowerCase()) || (mayStandAlone(text) && WORDS_ALONE().test(text));

/**
 * Watches what stands in the columns of units, which are shown where nobody's name may be. Of a row that does not stand
 * under its headers no unit is one; nor is what holds the name of the row's own person.
 */
export function openPlaceWatch(columns: ResolvedColumns): (row: RowUnderWay) => void {
  const { fields, identifiedBy } = kindOf(columns.kind);
  const places = columns.columns.flatMap(({ field, header }) =>
    (field.type === 'unit' || field.type === 'units') && field.name !== identifiedBy
      ? [{ name: field.name, at: fields.indexOf(field), header }]
      : [],
  );
  if (places.length === 0) return () => undefined;
  const nameAt = fields.findIndex(({ type }) => type === 'name');
  const isMisfit = misfitTeller(columns);
  const isOffice = remembering(holdsUnitWord);
  const wordsOf = remembering((text) => nameKey(text)?.split(' ') ?? []);

  const holds = (place: string, name: string): boolean => {
    if (place.includes(name)) return name.includes(' ');
    // Of most texts nothing more is asked.
    if (isOffice(place)) return false;
    const words = nameKey(name)?.split(' ') ?? [];
    return words.length > 1 && words.every((word) => wordsOf(place).includes(word));
  };

  return (row) => {
    const { values, unread } = row;
    const hasSlid = unread !== null && isMisfit({ values, notUnderstood: unread });
    const name = nameAt < 0 ? null : (values[nameAt] ?? null);
    for (const place of places) {
      const text = values[place.at];
      if (typeof text !== 'string') continue;
      const isPerson = typeof name === 'string' && holds(text, name);
      if (!hasSlid && !isPerson) continue;
      values[place.at] = null;
      (row.unread ??= {})[place.name] = text;
      row.remark(hasSlid ? 'ROW_NOT_UNDER_HEADERS' : 'UNIT_IS_PERSON', place.header, null);
    }
  };
}
