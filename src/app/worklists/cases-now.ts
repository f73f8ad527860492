import { answerColumn, type AnswerColumn } from '../../domain/answers/answer-columns.ts';
import { cellName } from '../../domain/answers/answers.ts';
import { standing } from '../../domain/answers/asked-together.ts';
import { wordsRestedOn } from '../../domain/plan/plans.ts';
import { CONFLICT_COLUMN, conflictToken } from '../../domain/returned/conflict-list.ts';
import { CLASS, type CaseNow, type Footing } from '../../domain/returned/returned-row.ts';
import type { Step } from '../../domain/plan/plan.ts';
import type { IssuedRow, IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { NO_STANDING } from '../cases/case-standing.ts';
import type { ReturnBasis } from './return-basis.ts';

/** How the cases of a list stand when it comes back, by the key of their row. */
export function casesNow(
  basis: ReturnBasis,
  list: IssuedWorklist,
  issued: ReadonlyMap<string, IssuedRow>,
  stepOf: (row: IssuedRow) => Step,
): ReadonlyMap<string, CaseNow> {
  // Where no list or decision has come since, nothing can have moved.
  const canHaveMoved = basis.movedBy > list.eventSeq;
  return new Map(
    [...issued].map(([token, row]) => {
      const step = stepOf(row);
      const caseId = basis.caseIdOf(row);
      // A person can have been registered before the SIP began that the row is known by.
      const inLists = step.kind === 'patient' ? NO_STANDING : basis.standingOf(row);
      const footing = canHaveMoved ? basis.footingOf(step, referenceOf(list, row), list.asOf) : null;
      const areAllPartiesDone =
        list.asksFor === 'work'
          ? isBaseSaidByHand(basis, { row, step, caseId })
          : arePartiesDone(basis, { row, issued, step, caseId, footing });
      const messagesOwed = basis.messagesOwed(caseId);
      const decidedSince = basis.decidedAfter({ kind: row.kind, caseId }, list.eventSeq);
      const rowSays = list.asksFor === 'work' ? {} : { rowSays: standingOf(basis, row, step, caseId) };
      const answered = { messagesOwed, areAllPartiesDone, decidedSince, ...rowSays };
      return [token, { caseId, ...inLists, ...answered, footing }];
    }),
  );
}

/** What the case of a row is shown by: of a list of conflicts, a row's key names its question besides. */
const referenceOf = ({ asksFor }: IssuedWorklist, { token, cells }: IssuedRow): string =>
  asksFor === 'work' ? token : (cells['reference'] ?? token);

/** Whether what a closing on the row's list rests on is said by hand; null where it rests on nothing. */
function isBaseSaidByHand(
  { isSaidByHand }: ReturnBasis,
  { row: { kind }, step, caseId }: Pick<ContestedRow, 'row' | 'step' | 'caseId'>,
): boolean | null {
  const words = wordsRestedOn(step.id);
  return words.length === 0 ? null : words.every((mark) => isSaidByHand({ kind, caseId }, mark));
}

interface ContestedRow {
  readonly row: IssuedRow;
  readonly issued: ReadonlyMap<string, IssuedRow>;
  readonly step: Step;
  readonly caseId: string;
  readonly footing: Footing | null;
}

/** What the register knows of what a contested answer rests on; null where the list asks that too, or nobody does. */
function arePartiesDone(basis: ReturnBasis, contested: ContestedRow): boolean | null {
  const { row, issued, step, caseId, footing } = contested;
  const { restsOn } = answerColumn(row.cells[CONFLICT_COLUMN] ?? '') ?? {};
  if (restsOn !== undefined && step.columns.some(({ key }) => key === restsOn.column)) {
    if (issued.has(conflictToken(row.cells['reference'] ?? '', restsOn.column))) return null;
    return doesBaseHold(basis, contested, restsOn);
  }
  // As of whoever says it by hand: by the step that the case belongs on now, whichever list it was answered on.
  const className = footing?.class ?? row.cells[CLASS] ?? '';
  return basis.arePartiesAttested({ kind: row.kind, caseId, className });
}

/** What the row of a contested answer says, by column: an answer in conflict says nothing yet. */
function standingOf(
  { cellsOf }: ReturnBasis,
  { kind }: IssuedRow,
  { id: step }: Step,
  caseId: string,
): ReadonlyMap<string, string> {
  const cells = [...cellsOf([{ kind, caseId, step, column: '' }]).values()];
  return new Map(
    cells.flatMap((cell) => {
      const says = cell.kind === kind && cell.caseId === caseId && cell.step === step ? standing(cell) : null;
      return says === null ? [] : [[cell.column, says] as const];
    }),
  );
}

function doesBaseHold(
  { cellsOf }: ReturnBasis,
  { row, step, caseId }: ContestedRow,
  { column, value }: NonNullable<AnswerColumn['restsOn']>,
): boolean {
  const place = { kind: row.kind, caseId, step: step.id, column };
  const base = cellsOf([place]).get(cellName(place));
  // Held because of this very row, it says what it would say once that is settled.
  return base !== undefined && standing(base) === value;
}
