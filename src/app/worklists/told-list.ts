import { answerColumn } from '../../domain/answers/answer-columns.ts';
import { groundOfStep } from '../../domain/plan/plans.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { HeldCellAnswer } from '../../domain/returned/outcome.ts';
import type { PlacedFinding, ReadRows } from '../../domain/returned/read-returned-rows.ts';
import type { HeldAnswer, ReturnedList, ToldRow } from '../../domain/returned/returned-list.ts';
import type { IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { FREE_TEXT, returnedText } from '../../text/returned.ts';
import type { Applied } from './apply-answers.ts';

/** What is told of the rows of a list: by the file alone, and by what is known besides. */
export interface Found {
  readonly rejected: readonly PlacedFinding[];
  readonly warnings: readonly PlacedFinding[];
}

export function foundIn({ rejected, warnings }: ReadRows, outcome: Applied): Found {
  const notCounted = (
    answers: ReadRows['answers'],
    code: 'ANSWER_WEIGHED' | 'ANSWER_CORRECTED' | 'ANSWER_OUTDATED',
  ) =>
    answers.map(({ sheet, row, data: { token }, place: { column: key } }) => ({
      ...{ sheet, row, reference: token, key, column: answerColumn(key)?.header ?? key },
      code,
    }));
  return {
    rejected,
    warnings: [
      ...warnings,
      ...outcome.waiting.flatMap(beforeStep),
      ...notCounted(outcome.weighed, 'ANSWER_WEIGHED'),
      ...notCounted(outcome.corrected, 'ANSWER_CORRECTED'),
      ...notCounted(outcome.contradicted, 'ANSWER_OUTDATED'),
    ],
  };
}

/** What a returned list is told as, with the names that the profile has. */
export function toldOf(
  file: string,
  { worklistId }: IssuedWorklist,
  read: ReadRows,
  outcome: Applied,
  found: Found,
  supersededBy: string | null,
  profile: Profile,
): ReturnedList {
  const fill = (text: string): string => fillNames(text, profile);
  const withReason = ({ sheet, row, reference, column, code, detail }: PlacedFinding): ToldRow => ({
    ...{ sheet, row, reference, code },
    column: column === null ? null : fill(column),
    reason: fill(returnedText(code, detail)),
  });
  const withTexts = ({ sheet, row, reference, column, because, values }: HeldCellAnswer): HeldAnswer => ({
    ...{ sheet, row, reference, column: fill(column), because },
    values: values.map(({ isFreeText, value, worklist }) => ({
      value: isFreeText ? FREE_TEXT : value,
      worklist,
    })),
  });
  const { returnId, noLongerSaid, withdrawn, applied, unchanged, conflicts, held, waiting } = outcome;
  const { rows, missingRows, missing, left, altered, foreign, ignoredColumns, ignoredRows, ignored } = read;
  return {
    file,
    worklistId,
    returnId,
    applied,
    unchanged: unchanged + left,
    conflicts: conflicts.map(withTexts),
    held: held.map(withTexts),
    waiting: waiting.map(withTexts),
    rows,
    missingRows,
    missing,
    noLongerSaid,
    withdrawn: withdrawn.length,
    withdrawnAnswers: withdrawn.map(({ token, place: { column }, return: of }) => ({
      reference: token,
      column: fill(answerColumn(column)?.header ?? column),
      return: of,
    })),
    rejected: found.rejected.map(withReason),
    warnings: found.warnings.map(withReason),
    altered,
    foreign,
    ignoredColumns,
    ignoredRows,
    ignored,
    supersededBy,
  };
}

/** A closing that waits for an earlier step, by the name of what that must say. */
function beforeStep({ because, step, ...place }: HeldCellAnswer): readonly PlacedFinding[] {
  const ground = because === 'before-step' ? groundOfStep(step) : undefined;
  if (ground === undefined) return [];
  const { sheet, row, reference, column } = place;
  const header = answerColumn(ground.column)?.header ?? ground.column;
  const detail = { step: ground.step, header };
  return [{ ...{ sheet, row, reference, column, key: null }, code: 'CLOSED_BEFORE_STEP', detail }];
}
