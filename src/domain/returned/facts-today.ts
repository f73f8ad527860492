import type { Profile } from '../profile/profile-schema.ts';
import { columnsOfStep, factCells } from '../worklists/columns.ts';
import type { Step } from '../plan/plan.ts';
import { groupOf, type Subject } from '../plan/subject.ts';
import { asSeen } from './as-seen.ts';
import { GROUP, OWNER, type IssuedRow } from './returned-row.ts';

type Facts = IssuedRow['cells'];

/** The facts of a row as they would be handed out today; without those that the rules work out. */
export function factsToday(
  step: Step,
  list: { readonly kommun: string | null; readonly showsPersonnummer: boolean },
  subject: Subject,
  profile: Profile,
): Facts {
  const compared = columnsOfStep(step, list).filter(
    (column) => column.kind === 'fact' && column.isDerived !== true,
  );
  return {
    ...factCells(compared, subject, profile),
    [OWNER]: step.owner(subject).key,
    [GROUP]: groupOf(subject),
  };
}

/** Whether the facts of a row are others than when it was handed out. Only new lists change facts. */
export function haveFactsChanged(handed: Facts, today: Facts | null): boolean {
  if (today === null) return false;
  // A list of one unit's rows has no groups.
  const isCompared = (key: string): boolean => key !== GROUP || handed[GROUP] !== null;
  return Object.entries(today).some(
    ([key, text]) => isCompared(key) && asSeen(text) !== asSeen(handed[key] ?? null),
  );
}
