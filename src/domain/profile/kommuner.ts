import { fold } from '../words/fold.ts';
import type { Profile } from './profile-schema.ts';

/**
 * Every spelling of the profile's kommuner, folded, leading to the SCB code: the code itself, the name,
 * "X kommun", "Xs kommun", "X kn", "X k:n" and the profile's own aliases.
 */
export function kommunSpellings(profile: Profile): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const { code, name, aliases } of profile.kommuner) {
    const genitive = /[sxz]$/iu.test(name) ? name : `${name}s`;
    const texts = [
      code,
      name,
      `${name} kommun`,
      `${genitive} kommun`,
      `${name} kn`,
      `${name} k:n`,
      `${code} ${name}`,
      ...aliases,
    ];
    for (const text of texts) spellings.set(fold(text), code);
  }
  return spellings;
}

/** The kommun's name; a code outside the profile is shown as it is, none as "okänd kommun". */
export function kommunName(profile: Profile, code: string | null): string {
  if (code === null) return 'Okänd kommun';
  return profile.kommuner.find((kommun) => kommun.code === code)?.name ?? code;
}
