import { recipientOf } from '../../domain/plan/owners.ts';
import { planOf } from '../../domain/plan/plan.ts';
import type { Register } from '../../register/file/register.ts';
import { collectSubjects, subjectsOfKind } from '../cases/subjects.ts';

/** The names of those who would get lists as of a day. */
export function recipientsNow(register: Register, asOf: string): readonly string[] {
  const subjects = collectSubjects(register, asOf);
  const names = new Map<string, string>();
  for (const step of planOf(register.profile).steps)
    for (const subject of subjectsOfKind(subjects, step.kind)) {
      if (!step.takes(subject)) continue;
      const { key, name } = recipientOf(step, step.owner(subject));
      names.set(key, name);
    }
  return [...names.values()];
}
