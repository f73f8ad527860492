import { answerColumn } from '../../domain/answers/answer-columns.ts';
import {
  cellName,
  type AnswerCell,
  type AnsweredData,
  type CellPlace,
} from '../../domain/answers/answers.ts';
import { UNDONE, undoneSeqs, type UndoneData } from '../../domain/answers/undone.ts';
import {
  canBeWithdrawn,
  noLongerSaid,
  notSaidTogether,
  stillCounted,
  type EarlierAnswer,
} from '../../domain/returned/earlier-version.ts';
import {
  changesClass,
  leftByWithdrawal,
  newAnswers,
  outcomeOf,
  withLeft,
  type Outcome,
} from '../../domain/returned/outcome.ts';
import { isContradicted } from '../../domain/tracking/contradicted.ts';
import type { ReadRows } from '../../domain/returned/read-returned-rows.ts';
import {
  countOfType,
  eventsOfType,
  eventWithSeq,
  eventWriter,
  type NewEvent,
  type Writer,
} from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import type { IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import type { ReturnBasis } from './return-basis.ts';

export interface Applied extends Outcome {
  readonly returnId: string | null;
  readonly changesClasses: boolean;
  /** Answers that the same hand-out gave before and gives no longer. */
  readonly noLongerSaid: number;
  /** Those of them that were taken back. */
  readonly withdrawn: readonly EarlierAnswer[];
  /** Answers that a corrected list has taken back: the file is the one that they came with. */
  readonly corrected: ReadRows['answers'];
  /** Answers that are known, and that a later list has contradicted since: they say nothing new. */
  readonly contradicted: ReadRows['answers'];
}

export const RETURNED = 'returned';

/** Writes down what is new, and says of every answer what has come of it. Classes are the caller's to renew. */
export function applyAnswers(
  { db }: Register,
  request: {
    readonly asOf: string;
    readonly writer: Writer;
    readonly withdraws: boolean;
    /** What the corrected lists that are handed in together say. */
    readonly together: ReadonlySet<string>;
  },
  list: IssuedWorklist,
  sha256: string,
  read: ReadRows,
  { cellsOf, lockedSince, decisionOf, personPlaceOf }: ReturnBasis,
  openInListOn: (token: string) => string | null,
): Applied {
  const touched = [
    ...read.answers.map(({ place }) => place),
    ...read.said.map((row) => ({ ...row, column: '' })),
  ];
  const atFirst = cellsOf(touched);
  const returnId = `R-${String(countOfType(db, RETURNED) + 1).padStart(4, '0')}`;
  const logEvent = eventWriter(db, request.writer);
  const earlier = notSaidTogether(
    noLongerSaid(read.said, list.worklistId, atFirst),
    list.worklistId,
    request.together,
  );
  const withdrawn = request.withdraws
    ? earlier.filter((one) => canBeWithdrawn(one, lockedSince !== null))
    : [];
  for (const event of withdrawals(withdrawn, returnId, request.asOf)) logEvent(event);
  const before = withdrawn.length > 0 ? cellsOf(touched) : atFirst;
  const wasCorrected = request.withdraws ? () => false : openCorrected(db, list.worklistId, sha256);
  const corrected = read.answers.filter(wasCorrected);
  const answers = read.answers.filter((answer) => !wasCorrected(answer));
  const fresh = newAnswers(answers, before);
  for (const { type, place, data, effectiveOn } of fresh) {
    const { kind, caseId } = place;
    logEvent({
      type,
      effectiveOn,
      kind,
      caseId,
      data: {
        return: returnId,
        returnedOn: request.asOf,
        ...data,
        ...decided(place, data.value, decisionOf),
      },
    });
  }
  const after = fresh.size > 0 ? cellsOf(touched) : before;
  const counted = outcomeOf(answers, fresh, before, after, personPlaceOf);
  const left = leftByWithdrawal(withdrawn, atFirst, after, personPlaceOf);
  const contradicted = answers.filter(
    (answer) => !fresh.has(answer) && isOutdated(answer, after, openInListOn),
  );
  const outcome = {
    ...withLeft(counted, left),
    contradicted,
    unchanged: counted.unchanged + corrected.length,
    corrected,
  };
  const counts = {
    noLongerSaid: stillCounted(
      earlier.filter((one) => !withdrawn.includes(one)),
      after,
    ).length,
    withdrawn,
  };
  const changed = [...fresh, ...withdrawn];
  if (changed.length === 0) return { returnId: null, changesClasses: false, ...counts, ...outcome };
  logEvent(
    returnedEvent(request.asOf, { return: returnId, worklist: list.worklistId, sha256 }, read, {
      ...outcome,
      withdrawn: withdrawn.length,
    }),
  );
  return { returnId, changesClasses: changesClass(atFirst, after), ...counts, ...outcome };
}

/** A decision that is known, and that a later list has contradicted. */
function isOutdated(
  { place, data: { token } }: ReadRows['answers'][number],
  cells: ReadonlyMap<string, AnswerCell>,
  openInListOn: (token: string) => string | null,
): boolean {
  const cell = cells.get(cellName(place));
  const listOn = openInListOn(token);
  const isDecision = answerColumn(place.column)?.decides !== undefined;
  return isDecision && cell !== undefined && listOn !== null && isContradicted(cell, cells, listOn);
}

/** That a list came back with something new, and what has come of it. */
const returnedEvent = (
  effectiveOn: string,
  of: { readonly return: string; readonly worklist: string; readonly sha256: string },
  { rows, left, rejected }: ReadRows,
  { applied, unchanged, conflicts, held, waiting, withdrawn }: Outcome & { readonly withdrawn: number },
): NewEvent => ({
  type: RETURNED,
  effectiveOn,
  data: {
    ...of,
    rows,
    applied,
    unchanged: unchanged + left,
    conflicts: conflicts.length,
    held: held.length + waiting.length,
    rejected: rejected.length,
    ...(withdrawn > 0 ? { withdrawn } : {}),
  },
});

/**
 * Opens a question of an answer: whether this very file has given it before, and a corrected list taken it back. The same
 * file again changes nothing; what another file says is news.
 */
function openCorrected(
  db: Register['db'],
  worklistId: string,
  sha256: string,
): (answer: ReadRows['answers'][number]) => boolean {
  const counters = eventsOfType(db, UNDONE);
  const undone = undoneSeqs(counters);
  const corrections = counters.flatMap(({ seq, data }) => {
    const { seqs, return: of, withdrawnBy } = JSON.parse(data) as UndoneData;
    return undone.has(seq) || withdrawnBy === undefined || of === null ? [] : [{ seqs, of }];
  });
  // Seldom is anything corrected: the returns are looked through only then.
  if (corrections.length === 0) return () => false;
  const ofThisFile = new Set(
    eventsOfType(db, RETURNED).flatMap(({ data }) => {
      const of = JSON.parse(data) as { return: string; worklist: string; sha256: string };
      return of.sha256 === sha256 && of.worklist === worklistId ? [of.return] : [];
    }),
  );
  const nameOf = ({ token, step, column, value }: Omit<AnsweredData, 'return' | 'returnedOn'>): string =>
    JSON.stringify([token, step, column, value]);
  const names = new Set(
    corrections
      .filter(({ of }) => ofThisFile.has(of))
      .flatMap(({ seqs }) => seqs.flatMap((seq) => eventWithSeq(db, seq) ?? []))
      .map(({ data }) => nameOf(JSON.parse(data) as AnsweredData)),
  );
  return ({ data }) => names.has(nameOf(data));
}

/** The class that an answer decides, and what that rests on; nothing of any other answer. */
function decided(
  place: CellPlace,
  value: string | null,
  decisionOf: ReturnBasis['decisionOf'],
): Pick<AnsweredData, 'decides' | 'restsOn' | 'overruled'> {
  const decides = answerColumn(place.column)?.decides;
  if (decides === undefined || value === null) return {};
  const basis = decisionOf(place);
  if (basis === null) return {};
  const { moves, restsOn, overruled } = basis;
  return { decides: decides[value] ?? moves, restsOn, overruled };
}

/** One event for each return that something is taken back of, naming it. */
function withdrawals(
  earlier: readonly EarlierAnswer[],
  withdrawnBy: string,
  asOf: string,
): readonly NewEvent[] {
  return [...new Set(earlier.map((one) => one.return))].map((of) => {
    const seqs = earlier.filter((one) => one.return === of).map(({ seq }) => seq);
    return { type: UNDONE, effectiveOn: asOf, data: { seqs, return: of, withdrawnBy } satisfies UndoneData };
  });
}
