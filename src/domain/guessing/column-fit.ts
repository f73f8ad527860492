import type { Profile } from '../profile/profile-schema.ts';
import type { ColumnEvidence } from './column-evidence.ts';
import { fold } from '../words/fold.ts';
import { kindOf, type Field, type FieldType, type KindName } from '../kinds/kinds.ts';
import { vocabularyReader, type TextReading } from './propose-values.ts';

/** What the values of a column say about whether it can be a certain canonical column. */
type Verdict =
  /** The values alone show what the column is: persons, kommuner, HSA-ids, a vocabulary of several codes. */
  | 'proves'
  /** The values are of the right sort, as they would be in other columns. */
  | 'fits'
  | 'empty'
  /** Hardly: many of the values are something else. */
  | 'doubtful'
  /** The values are something else. */
  | 'contradicts';

export interface Fit {
  readonly verdict: Verdict;
  /** Share of the filled cells that are what the column wants, 0–1. */
  readonly share: number;
  /** For fields with a vocabulary: how each text was read. */
  readonly texts: readonly TextReading[];
  /** The values would prove it, were they spelled as they are known. */
  readonly isNearlyTelling?: boolean;
}

/** So few cells prove nothing. */
const ENOUGH_CELLS = 5;
const NEARLY_ALL = 0.9;
const MOST = 0.5;

/** Ja and Nej prove nothing: half the columns of a list hold them. */
const TELLING_TERMS = new Set([
  'part',
  'planForm',
  'sipStatus',
  'targetSipStatus',
  'phase',
  'careForm',
  'vardtillfalleStatus',
  'targetStayStatus',
  'housing',
]);

const empty: Fit = { verdict: 'empty', share: 0, texts: [] };
const fit = (verdict: Verdict, share: number, texts: readonly TextReading[] = []): Fit => ({
  verdict,
  share,
  texts,
});

/** Sorts of value that a column of text can not be. */
function isOtherThanText({ shares }: ColumnEvidence): boolean {
  return shares.personLike >= 0.2 || shares.person >= 0.1 || shares.day >= MOST || shares.long >= 0.3;
}

interface Asked {
  readonly kind: KindName;
  readonly field: Field;
  readonly profile: Profile;
}

const FITS: Readonly<Record<FieldType, (column: ColumnEvidence, asked: Asked) => Fit>> = {
  person: ({ shares, filled }) => {
    if (shares.person >= NEARLY_ALL && filled >= ENOUGH_CELLS) return fit('proves', shares.person);
    if (shares.person >= MOST) return fit('fits', shares.person);
    return fit(shares.personLike >= MOST ? 'doubtful' : 'contradicts', shares.person);
  },
  kommun: (column, asked) => vocabularyFit(column, asked),
  term: (column, asked) => vocabularyFit(column, asked),
  flag: (column, asked) => vocabularyFit(column, asked),
  hsa: ({ shares, filled }) => {
    if (shares.hsa >= NEARLY_ALL && filled >= ENOUGH_CELLS) return fit('proves', shares.hsa);
    return fit(shares.hsa >= MOST ? 'fits' : 'contradicts', shares.hsa);
  },
  date: dayFit,
  instant: dayFit,
  id: (column, { kind, field }) => {
    const { shares, distinctShare, filled, rows, isRowNumber } = column;
    if (
      shares.id < MOST ||
      shares.person >= MOST ||
      shares.day >= NEARLY_ALL ||
      shares.hsa >= MOST ||
      shares.unit >= MOST ||
      isRowNumber
    ) {
      return fit('contradicts', shares.id);
    }
    const isOwn = field.name === kindOf(kind).identifiedBy;
    if (!isOwn) return fit('fits', shares.id);
    if (distinctShare < MOST) return fit('contradicts', shares.id);
    if (distinctShare < NEARLY_ALL || filled < rows * NEARLY_ALL) return fit('doubtful', shares.id);
    return fit(
      filled >= ENOUGH_CELLS && distinctShare >= 0.98 && filled >= rows * 0.98 && shares.id >= 0.95
        ? 'proves'
        : 'fits',
      shares.id,
    );
  },
  unit: (column, { kind, field }) => {
    const { shares, distinctShare } = column;
    const share = field.name === 'halsocentral' ? shares.halsocentral : shares.unit;
    if (isOtherThanText(column) || isVocabularyOfFlags(column)) return fit('contradicts', share);
    if (shares.name >= 0.8 && distinctShare > MOST) return fit('contradicts', share);
    if (field.name === kindOf(kind).identifiedBy && distinctShare < MOST) return fit('contradicts', share);
    if (field.name === 'hemsjukvard_unit' && shares.halsocentral >= MOST) return fit('doubtful', share);
    if (shares.unit >= MOST) return fit('fits', share);
    if (shares.id >= NEARLY_ALL && distinctShare > MOST) return fit('contradicts', share);
    return fit(shares.id >= MOST || shares.hsa >= MOST ? 'doubtful' : 'fits', share);
  },
  // Names of several units in a cell look like nothing else: the header tells.
  units: (column) =>
    fit(isOtherThanText(column) || isVocabularyOfFlags(column) ? 'contradicts' : 'fits', column.shares.unit),
  name: (column) => {
    const { shares } = column;
    if (isOtherThanText(column) || shares.unit >= MOST || shares.id >= MOST || isVocabularyOfFlags(column))
      return fit('contradicts', shares.name);
    return fit(shares.name >= MOST ? 'fits' : 'doubtful', shares.name);
  },
  text: textFit,
};

function isVocabularyOfFlags({ texts }: ColumnEvidence): boolean {
  return (
    texts !== null &&
    texts.size > 0 &&
    [...texts.keys()].every((text) => /^(?:ja|nej|j|n|x|0|1|true|false)$/iu.test(text))
  );
}

function dayFit({ shares }: ColumnEvidence): Fit {
  if (shares.dateLike < MOST || shares.oldDay >= MOST) return fit('contradicts', shares.day);
  return fit(shares.day >= 0.8 ? 'fits' : 'doubtful', shares.day);
}

/** Words of the text columns that have no closed vocabulary. */
function knownTexts({ kind, field, profile }: Asked): ((text: string) => boolean) | null {
  const spellings = (
    entries: readonly { readonly name: string; readonly aliases: readonly string[] }[],
  ): ((text: string) => boolean) => {
    const known = new Set(entries.flatMap(({ name, aliases }) => [name, ...aliases]).map(fold));
    return (text) => known.has(fold(text));
  };
  if (field.name === 'role') return spellings(profile.roles);
  if ((kindOf(kind).mirrors ?? kind) === 'enhet') return spellings(profile.unitTypes);
  if (kind === 'meddelande')
    return (text) =>
      /meddelande|vårdbegäran|rapport|kallelse|makulering|utskrivningsklar|vårdplanering/iu.test(text);
  return null;
}

function addressFit(column: ColumnEvidence): Fit {
  const { shares } = column;
  const isOther = shares.personLike >= 0.2 || shares.day >= MOST || isVocabularyOfFlags(column);
  return fit(isOther ? 'contradicts' : 'fits', shares.address);
}

function textFit(column: ColumnEvidence, asked: Asked): Fit {
  if (asked.field.name === 'temporary_address') return addressFit(column);
  const { shares, texts, filled, distinctShare } = column;
  const isKnown = knownTexts(asked);
  const share = isKnown === null ? 0 : shareOfKnown(column, isKnown);
  const isNames = shares.name >= MOST && distinctShare > 0.3;
  if (isOtherThanText(column) || isNames || texts === null || isVocabularyOfFlags(column))
    return fit('contradicts', share);
  if (share >= NEARLY_ALL && filled >= ENOUGH_CELLS && texts.size > 1) return fit('proves', share);
  return fit(share < MOST && isKnown !== null ? 'doubtful' : 'fits', share);
}

function shareOfKnown({ texts, filled }: ColumnEvidence, isKnown: (text: string) => boolean): number {
  let known = 0;
  for (const [text, rows] of texts ?? []) if (isKnown(text)) known += rows;
  return filled === 0 ? 0 : known / filled;
}

function vocabularyFit(column: ColumnEvidence, { field, profile }: Asked): Fit {
  const { texts, filled, shares } = column;
  const read = vocabularyReader(field, profile);
  if (texts === null || read === null || shares.person >= 0.1) return fit('contradicts', 0);
  const readings = [...texts].map(([text, rows]) => ({ text, rows, ...read(text) }));
  const shareOf = (wanted: (reading: TextReading) => boolean): number =>
    readings.filter(wanted).reduce((sum, { rows }) => sum + rows, 0) / filled;
  const known = shareOf(({ code }) => code !== null);
  const near = known + shareOf(({ near: code }) => code !== null);
  const codes = new Set(readings.map(({ code }) => code).filter((code) => code !== null));
  const isTelling = isTellingVocabulary(field, codes);
  if (isTelling && known >= NEARLY_ALL && codes.size > 1 && filled >= ENOUGH_CELLS)
    return fit('proves', known, readings);
  const nearCodes = new Set(readings.map(({ code, near: like }) => code ?? like));
  if (near >= 0.6)
    return {
      ...fit('fits', known, readings),
      isNearlyTelling: isTelling && near >= NEARLY_ALL && nearCodes.size > 1,
    };
  if (near >= 0.1) return fit('doubtful', known, readings);
  const couldBe = readings.length <= (field.type === 'kommun' ? 60 : 12) && isOfNoOtherSort(column);
  return fit(couldBe ? 'doubtful' : 'contradicts', known, readings);
}

const isOfNoOtherSort = ({ shares }: ColumnEvidence): boolean =>
  [shares.day, shares.name, shares.long, shares.unit].every((share) => share < MOST);

/** Only consent knows menprövning; without it, it is Ja and Nej like half the columns of a list. */
const isTellingVocabulary = ({ type, terms }: Field, codes: ReadonlySet<string>): boolean =>
  type === 'kommun' || TELLING_TERMS.has(terms ?? '') || codes.has('menprovning');

/** How the values of a column agree with a canonical column. */
export function columnFit(column: ColumnEvidence, kind: KindName, field: Field, profile: Profile): Fit {
  return column.filled === 0 ? empty : FITS[field.type](column, { kind, field, profile });
}
