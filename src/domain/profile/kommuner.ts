import { fold } from '../words/fold.ts';
import { SWEDISH_KOMMUNER } from './swedish-kommuner.ts';
import type { Profile } from './profile-schema.ts';

/**
 * Every spelling of the profile's kommuner, folded, leading to the SCB code: the code itself, the name,
 * "X kommun", "Xs kommun", "X kn", "Xs kn", "X k:n" and the profile's own aliases.
 */
export function kommunSpellings(profile: Profile): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const { code, name, aliases } of profile.kommuner)
    for (const text of [code, ...spellingsOfName(name), `${code} ${name}`, ...aliases])
      spellings.set(fold(text), code);
  return spellings;
}

/** A kommun's name in the ways that are always understood. */
export function spellingsOfName(name: string): readonly string[] {
  const genitive = /[sxz]$/iu.test(name) ? name : `${name}s`;
  const names = name === genitive ? [name] : [name, genitive];
  return [name, ...names.flatMap((one) => ['kommun', 'kn', 'k:n'].map((word) => `${one} ${word}`))];
}

/** Of a kommun that lies outside the profile's region: known, and none of its kommuner. */
export const OUTSIDE_REGION = 'outside-region';

/** No name and code together are longer. The patterns take the square of a text's length, and a cell can be of a megabyte. */
const LONGEST = 200;
const CODE_AND_NAME = /^(?<code>\d{4})(?:\.0)?\s*[-–,:()/ ]*\s*(?<name>\D*?)\)?$/u;
const NAME_AND_CODE = /^(?<name>\D+?)\s*[-–,:(/ ]+\s*(?<code>\d{4})\)?$/u;

/**
 * Makes the reader of kommuner: a spelling, or a name and a code that say the same.
 *
 * @param spellings those of the profile and of the mapping file, folded
 * @returns the code; OUTSIDE_REGION for another Swedish kommun; undefined for what nobody can read
 */
export function kommunReader(spellings: ReadonlyMap<string, string>): (text: string) => string | undefined {
  // All of Sweden's, made for the first text that is none of the region's.
  let outside: ReadonlySet<string> | undefined;
  return (text) => {
    const folded = fold(text);
    const known = spellings.get(folded);
    if (known !== undefined) return known;
    outside ??= new Set([...SWEDISH_KOMMUNER.flatMap(spellingsOfName), ...OUTSIDE_WORDS].map(fold));
    if (outside.has(folded)) return OUTSIDE_REGION;
    if (folded.length > LONGEST) return undefined;
    const { code = '', name = '' } = (CODE_AND_NAME.exec(folded) ?? NAME_AND_CODE.exec(folded))?.groups ?? {};
    const byCode = spellings.get(code);
    return byCode !== undefined && (name === '' || spellings.get(name.trim()) === byCode)
      ? byCode
      : undefined;
  };
}

/** What lists say of patients from elsewhere, without naming a kommun. */
const OUTSIDE_WORDS = [
  ...['utomläns', 'utomlänspatient', 'utomlän', 'annat län', 'annan region', 'annan kommun', 'utanför länet'],
  ...['utland', 'utlandet', 'utländsk', 'utlandssvensk', 'utlandsboende'],
];

/** The kommun's name; a code outside the profile is shown as it is, none as "okänd kommun". */
export function kommunName(profile: Profile, code: string | null): string {
  if (code === null) return 'Okänd kommun';
  const known = names.get(profile.kommuner) ?? new Map(profile.kommuner.map((one) => [one.code, one.name]));
  names.set(profile.kommuner, known);
  return known.get(code) ?? code;
}
/** A report names them a thousand times. */
const names = new WeakMap<Profile['kommuner'], ReadonlyMap<string, string>>();
