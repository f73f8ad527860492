import { fold } from '../words/fold.ts';
import { spellingsOfName } from './kommuner.ts';
import type { Profile } from './profile-schema.ts';
import { SWEDISH_KOMMUNER } from './swedish-kommuner.ts';

/** What is wrong with a profile's kommuner: where, and in Swedish what. */
interface KommunFault {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/**
 * Kommuner that a list could not tell apart: a code twice, or a spelling that is another kommun's, of the profile's or of
 * Sweden's. Persons of one would be taken for the other's, and nobody would see it.
 */
export function kommunFaults(kommuner: Profile['kommuner']): readonly KommunFault[] {
  const faults: KommunFault[] = [];
  kommuner.forEach((kommun, at) => {
    const before = kommuner.slice(0, at);
    if (before.some(({ code }) => code === kommun.code))
      faults.push({
        path: ['kommuner', at, 'code'],
        message: `kommunkoden ${kommun.code} står två gånger`,
      });
    if (before.some(({ name }) => isSpelling(kommun.name, name)))
      faults.push({ path: ['kommuner', at, 'name'], message: `kommunen ${kommun.name} står två gånger` });
    kommun.aliases.forEach((alias, nth) => {
      const other = ownerOf(alias, kommun, kommuner);
      if (other !== null)
        faults.push({
          path: ['kommuner', at, 'aliases', nth],
          message: `”${alias}” är ${other}, inte ${kommun.name}`,
        });
    });
  });
  return faults;
}

type Kommun = Profile['kommuner'][number];

const isSpelling = (text: string, name: string): boolean =>
  spellingsOfName(name).some((spelling) => fold(spelling) === fold(text));

/** Whose spelling an alias is, where it is not its own kommun's; null where it is nobody else's. */
function ownerOf(alias: string, own: Kommun, kommuner: readonly Kommun[]): string | null {
  // A code that stands twice is told as that, and what two have as their alias at the later of them.
  const others = kommuner.filter(({ code }) => code !== own.code);
  const before = kommuner.slice(0, kommuner.indexOf(own));
  const [code = ''] = /^\d{4}/u.exec(alias.trim()) ?? [];
  if (code !== '' && code !== own.code)
    return `koden för ${others.find((one) => one.code === code)?.name ?? 'en annan kommun'}`;
  const known =
    others.find(({ name }) => isSpelling(alias, name)) ??
    before.find(({ aliases }) => aliases.some((text) => fold(text) === fold(alias)));
  if (known !== undefined) return `kommunen ${known.name}`;
  if (isSpelling(alias, own.name)) return null;
  const swedish = SWEDISH_KOMMUNER.find((name) => isSpelling(alias, name));
  return swedish === undefined || isSameKommun(swedish, own.name) ? null : `kommunen ${swedish}`;
}

/** One of Sweden's kommuner has two names: Gotland is a region, too. */
const isSameKommun = (one: string, other: string): boolean =>
  fold(one).replace(/^region /u, '') === fold(other).replace(/^region /u, '');
