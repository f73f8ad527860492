import type { Profile } from '../profile/profile-schema.ts';
import { count, counted } from '../words/counted.ts';
import { planNamed } from './plans.ts';
import type { AnyStepEntry } from './step-entry.ts';

/** Work in the source system cannot be planned once it is read-only (domain §7). */
const worksInSource = ({ inSource }: AnyStepEntry, own: Profile['steps'][string] | undefined): boolean =>
  (own?.inSource ?? inSource).length > 0;

function stepsInSource({ plan, steps }: Profile): readonly AnyStepEntry[] {
  const entries = planNamed(plan)?.steps ?? [];
  return entries.filter((entry) => steps[entry.id]?.isOff !== true && worksInSource(entry, steps[entry.id]));
}

/** `path: what is wrong`: last days that a profile gives steps of its own, on which their system can no longer be written. */
export function daysAfterReadOnly(profile: Profile): readonly string[] {
  const { steps, deadlines, source } = profile;
  return stepsInSource(profile).flatMap(({ id }) => {
    const deadline = steps[id]?.deadline;
    return deadline === undefined || deadline <= deadlines.readOnly
      ? []
      : [
          `steps.${id}.deadline: ${deadline} ligger efter läsläget ${deadlines.readOnly}, och steget görs i ${source}`,
        ];
  });
}

/** `path: what is doubtful`: milestones of such steps that end after it. */
export function profileWarnings(profile: Profile): readonly string[] {
  const { milestones, deadlines, source } = profile;
  const needed = new Map(
    stepsInSource(profile).flatMap(({ id, milestone, due }) =>
      [milestone, 'milestone' in due ? due.milestone : null].flatMap((one) =>
        one === null ? [] : [[one, id] as const],
      ),
    ),
  );
  return milestones.flatMap(({ id, to }) => {
    const step = needed.get(id);
    return step === undefined || to <= deadlines.readOnly
      ? []
      : [
          `milestones[${id}].to: ${to} ligger efter läsläget ${deadlines.readOnly}, och steget ${step} görs i ${source}`,
        ];
  });
}

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
