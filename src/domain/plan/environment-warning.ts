import type { Profile } from '../profile/profile-schema.ts';
import { count, counted } from '../words/counted.ts';

/**
 * What a register that changes its environment is told: production holds real patients alone, the others fictitious ones
 * alone (seed 000, "Lifecares olika miljöer"). Null where it does not.
 */
export function environmentWarning(
  before: Profile,
  after: Profile,
  { persons, wrongPersons }: { readonly persons: number; readonly wrongPersons: number },
): string | null {
  if (before.environment === after.environment) return null;
  const [sort, number] =
    after.environment === 'production' ? ['riktiga', 'ett testnummer'] : ['påhittade', 'inget testnummer'];
  const wrong =
    wrongPersons === 0
      ? ''
      : ` ${counted(wrongPersons, 'person', 'personer')} av ${count(persons)} har ${number}, av mönstret att döma.`;
  return `environment: miljön byts från ${NAMES[before.environment]} till ${NAMES[after.environment]}. Registrets personer räknas då som ${sort}, och listorna märks så.${wrong} Är de inte ${sort}: gör ett nytt register med overgang init`;
}

const NAMES: Readonly<Record<Profile['environment'], string>> = {
  production: 'produktion',
  acceptance: 'acceptanstest',
  training: 'utbildning',
};
