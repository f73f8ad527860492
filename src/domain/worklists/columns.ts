import type { Profile } from '../profile/profile-schema.ts';
import { attestsWorkInSource } from '../answers/marks.ts';
import type { Subject, SubjectKind } from './subject.ts';
import { ANSWER_COLUMNS, type AnswerColumn } from '../answers/answer-columns.ts';
import type { ColumnBase } from '../answers/column-base.ts';
import { FACT_COLUMNS, type FactColumn } from './fact-columns.ts';

/**
 * The columns of the worklists: one entry a column, which names the steps that have it. In the order in which they
 * stand: facts first, locked, then the answers that are asked for.
 */
export type WorklistColumnEntry = FactColumn | AnswerColumn;

/** Whether a column asks for, or helps with, work in the source system. */
export function isWorkInSource(column: WorklistColumnEntry): boolean {
  if (column.kind === 'fact') return column.isForSource === true;
  return column.attests !== undefined && attestsWorkInSource(column.attests);
}

/** The columns of one step's list, in order. */
export function columnsOfStep(
  step: { readonly id: string; readonly kind: SubjectKind },
  list: { readonly kommun: string | null; readonly showsPersonnummer: boolean },
): readonly WorklistColumnEntry[] {
  const isOfStep = ({ steps }: ColumnBase): boolean => steps === undefined || steps.includes(step.id);
  const facts = FACT_COLUMNS.filter((column) => column.of.includes(step.kind) && isOfStep(column))
    .filter(({ isImpliedByKommun }) => list.kommun === null || isImpliedByKommun !== true)
    .filter(({ isWholeIdentity }) => list.showsPersonnummer || isWholeIdentity !== true);
  return [...facts, ...ANSWER_COLUMNS.filter(isOfStep)];
}

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
