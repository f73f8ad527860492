import { ANSWERED, cellName, RESOLVED, type AnsweredData, type AnsweredPlace } from '../answers/answers.ts';
import { answerColumn } from '../answers/answer-columns.ts';
import type { LoggedWord } from '../answers/by-hand.ts';
import { UNDONE, undoneSeqs, type UndoneData } from '../answers/undone.ts';

/** What was told of answers on a returned row that do not count as they stand: no answer of the log says it. */
export const NOT_COUNTED = 'not-counted';

/** Codes and columns, and never what anybody has written. */
export interface NotCountedData {
  readonly worklist: string;
  /** The return that it came with; null where nothing else of the file was new. */
  readonly return: string | null;
  readonly step: string;
  readonly token: string;
  readonly told: readonly ToldAnswer[];
}

interface ToldAnswer {
  readonly code: string;
  /** Null of the row as a whole. */
  readonly column: string | null;
  /** Headers and choices of ours that the text of the code names. */
  readonly detail: Readonly<Record<string, string>>;
}

/** One thing that was told, and nothing has settled since. */
export interface NotCounted extends ToldAnswer, Omit<NotCountedData, 'told' | 'return'> {
  readonly kind: string;
  readonly caseId: string;
  readonly on: string;
}

/** What says that a thing is the same as one that was told before: it is told once, however often the file comes back. */
export const nameOfTold = (
  { worklist, step, token }: Pick<NotCountedData, 'worklist' | 'step' | 'token'>,
  { code, column }: Pick<ToldAnswer, 'code' | 'column'>,
): string => [worklist, step, token, column ?? '', code].join(' ');

/**
 * What was told by a day and stands: nobody has answered the same cell anew, on another return, and the return that it
 * came with has not been undone.
 *
 * @param events those of `NOT_COUNTED`, of answers, and the counter-events, in the order of `seq`
 * @param placeOf where what is answered under another name of the same person belongs
 */
export function standingNotCounted(
  events: readonly LoggedWord[],
  asOf: string,
  placeOf: (place: AnsweredPlace) => AnsweredPlace,
): readonly NotCounted[] {
  const undone = undoneSeqs(events);
  const returnsUndone = new Set(
    events.flatMap(({ seq, type, data }) => {
      const { return: of, withdrawnBy } = type === UNDONE ? (JSON.parse(data) as UndoneData) : NONE;
      return of === null || withdrawnBy !== undefined || undone.has(seq) ? [] : [of];
    }),
  );
  const lastAnswer = new Map<string, number>();
  for (const { seq, type, kind, caseId, data, effectiveOn } of events) {
    if ((type !== ANSWERED && type !== RESOLVED) || kind === null || caseId === null) continue;
    if (effectiveOn > asOf || undone.has(seq)) continue;
    const { step, column, token } = JSON.parse(data) as AnsweredData;
    const place = placeOf({ kind, caseId, step, column, token });
    lastAnswer.set(cellName(place), seq);
    if (answerColumn(column)?.keepsAll !== true) lastAnswer.set(cellName({ ...place, column: '' }), seq);
  }
  return events.flatMap(({ seq, type, kind, caseId, effectiveOn: on, data }): readonly NotCounted[] => {
    if (type !== NOT_COUNTED || kind === null || caseId === null || on > asOf) return [];
    const { told, return: of, ...row } = JSON.parse(data) as NotCountedData;
    if (of !== null && returnsUndone.has(of)) return [];
    return told.flatMap((one) => {
      const place = placeOf({ kind, caseId, token: row.token, step: row.step, column: one.column ?? '' });
      const isSettled = (lastAnswer.get(cellName(place)) ?? 0) > seq;
      return isSettled ? [] : [{ ...row, ...one, kind, caseId, on }];
    });
  });
}

const NONE: Pick<UndoneData, 'return'> & { readonly withdrawnBy?: string } = { return: null };
