import type { Profile } from '../domain/profile/profile-schema.ts';

/** What a worklist says of its environment (seed 000, "Lifecares olika miljöer"). */
const TEXTS: Readonly<Record<Profile['environment'], string>> = {
  production: 'PRODUKTION – riktiga patienter. Inga tester.',
  acceptance: 'ACCEPTANSTEST – endast fiktiva patienter.',
  training: 'UTBILDNING – endast fiktiva patienter.',
};

export function environmentText(profile: Profile): string {
  const { environment, invented } = profile;
  return invented === null ? TEXTS[environment] : `${TEXTS[environment]} ${invented}`;
}
