import { attestsWorkInSource } from '../answers/marks.ts';
import type { Step } from '../plan/plan.ts';
import type { WorklistColumnEntry } from '../plan/step-texts.ts';
import type { Subject } from '../plan/subject.ts';
import type { Profile } from '../profile/profile-schema.ts';

/** Whether a column asks for, or helps with, work in the source system. */
export function isWorkInSource(column: WorklistColumnEntry): boolean {
  if (column.kind === 'fact') return column.isForSource === true;
  return column.attests !== undefined && attestsWorkInSource(column.attests);
}

/** The columns of one step's list, in order. */
export function columnsOfStep(
  { columns }: Pick<Step, 'columns'>,
  list: { readonly kommun: string | null; readonly showsPersonnummer: boolean },
): readonly WorklistColumnEntry[] {
  return columns
    .filter(({ isImpliedByKommun }) => list.kommun === null || isImpliedByKommun !== true)
    .filter(({ isWholeIdentity }) => list.showsPersonnummer || isWholeIdentity !== true);
}

/** Whether a step's list shows initial and surname. */
export const showsThePerson = ({ columns }: Pick<Step, 'columns'>): boolean =>
  columns.some((column) => column.kind === 'fact' && column.showsPerson === true);

/** The facts of a row, by the column's key. */
export function factCells(
  columns: readonly WorklistColumnEntry[],
  subject: Subject,
  profile: Profile,
): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    columns.flatMap((column) =>
      column.kind === 'fact' ? [[column.key, column.value(subject, profile)]] : [],
    ),
  );
}
