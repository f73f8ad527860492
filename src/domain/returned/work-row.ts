import { ANSWERED } from '../answers/answers.ts';
import type { AnswerColumn } from '../answers/answer-columns.ts';
import { readAnswer } from '../answers/answer-rules.ts';
import { columnsOfStep } from '../worklists/columns.ts';
import type { FactColumn } from '../plan/columns/fact-column.ts';
import type { Step } from '../plan/plan.ts';
import { readAnswerCell, unreadable, type CellReading } from './answer-cell.ts';
import { asSeen } from './as-seen.ts';
import { mustBeConfirmed } from './moved-case.ts';
import type { RowFinding } from './returned-findings.ts';
import {
  CHECK,
  EARLIER,
  type FoundAnswer,
  type KnownRow,
  type ReturnContext,
  type RowReader,
  type RowReading,
  type SaidHere,
} from './returned-row.ts';
import { markFindings, markOnAnswer } from './row-marks.ts';
import { checkOf, identityOf, isCheckWrittenOver } from './row-identity.ts';
import { isRefused, rowFaults, type RowFault } from './row-rules.ts';
import { isSigned, signatureIn } from './signature.ts';

/** A worklist and its columns. */
interface Worklist {
  readonly context: ReturnContext;
  readonly step: Step;
  readonly stepBeginsOn: string | null;
  readonly facts: readonly FactColumn[];
  readonly asked: readonly AnswerColumn[];
  /** The key of the column for who has answered. */
  readonly signature: string;
}

/** Reads the rows of a worklist. */
export function workReader(context: ReturnContext, step: Step): RowReader {
  const { list, issued } = context;
  // All rows of a list have the same columns.
  const [first] = issued.values();
  const isHandedOut = (key: string): boolean => first !== undefined && Object.hasOwn(first.cells, key);
  const columns = columnsOfStep(step, {
    kommun: list.kommun,
    showsPersonnummer: isHandedOut('personnummer'),
  });
  const answers = columns.filter((column): column is AnswerColumn => column.kind === 'answer');
  const worklist: Worklist = {
    context,
    step,
    stepBeginsOn: step.beginsOn,
    facts: columns.filter((column): column is FactColumn => column.kind === 'fact'),
    asked: answers.filter(({ signs }) => signs !== true),
    signature: answers.find(({ signs }) => signs === true)?.key ?? '',
  };
  return {
    headers: columns,
    // Once the source system is read-only, lists have no columns for work there.
    asked: answers.flatMap(({ key, signs }) => (signs === true || isHandedOut(key) ? [key] : [])),
    guards: worklist.facts.flatMap(({ key, identifies }) =>
      (identifies === true || key === 'reference') && isHandedOut(key) ? [key] : [],
    ),
    read: (known) => readWorkRow(known, worklist),
  };
}

function readWorkRow(known: KnownRow, worklist: Worklist): RowReading {
  const { issued, cells } = known;
  const { token: reference } = issued;
  const { altered, refusal } = identityOf(known, worklist.facts, worklist.context.issued.values());
  const untold = { reference, answers: [], altered, left: 0, said: null };
  if (refusal !== null) return { ...untold, findings: [refusal] };
  const read = readCells(known, worklist);
  const isWritten = asSeen(cells.get(worklist.signature) ?? null) !== '';
  const check = checkOf(known);
  const saysAny = isWritten || read.some(({ says, fault }) => says === 'new' || fault !== null);
  if (check !== null && isRefused(check.code)) {
    const over = isCheckWrittenOver(reference, cells, worklist.context.issued) && !saysAny ? [CHECK] : [];
    return { ...untold, altered: [...altered, ...over], findings: saysAny ? [check] : [] };
  }
  const isAnswered = read.some(({ says, fault }) => says !== 'nothing' || fault !== null);
  const askedKeys = worklist.asked.map(({ key }) => key);
  const cellFindings = [
    ...read.flatMap(({ column: { key }, fault, told }): readonly RowFinding[] =>
      [fault, told].flatMap((code) => (code === null || code === undefined ? [] : [{ code, column: key }])),
    ),
    ...markFindings(known.marks, askedKeys, isAnswered),
    ...(check !== null && saysAny ? [check] : []),
    ...(isWritten && !isAnswered
      ? [{ code: 'SIGNED_WITHOUT_ANSWER', column: worklist.signature } as const]
      : []),
  ];
  const { answers, findings, isTrusted } = answersOf(known, worklist, read);
  return {
    reference,
    altered,
    left: read.filter(({ says }) => says === 'same').length,
    said: isTrusted ? saidIn(known, worklist, read) : null,
    answers,
    findings: [...cellFindings, ...findings],
  };
}

/** The new answers of a row that are taken in, and what is told of the row as a whole. */
function answersOf(
  known: KnownRow,
  worklist: Worklist,
  read: readonly CellReading[],
): Pick<RowReading, 'answers' | 'findings'> & { readonly isTrusted: boolean } {
  const { issued, cells, lost } = known;
  const { openInListOn, isClosedByHand, isFinishedInList, messagesOwed } = known.now;
  const changed = read.filter(({ says }) => says === 'new').map(({ column }) => column);
  if (changed.length === 0) return { answers: [], findings: [], isTrusted: true };
  const values = new Map(
    read.flatMap(({ column: { key }, value }) => (value === undefined ? [] : [[key, value] as const])),
  );
  const faulty = read.flatMap(({ column: { key }, fault }) => (fault === null ? [] : [key]));
  const faults = rowFaults({
    columns: worklist.asked.filter(({ key }) => Object.hasOwn(issued.cells, key)),
    answers: values,
    changed: new Set(changed.map(({ key }) => key)),
    doubts: new Set([...faulty, ...lost]),
    signature: { key: worklist.signature, isSigned: isSigned(cells, worklist.signature) },
    meant: new Map(
      read.flatMap(({ column: { key }, meant }) => (meant === undefined ? [] : [[key, meant] as const])),
    ),
    ...{ openInListOn, isClosedByHand, isFinishedInList, messagesOwed },
  });
  const refused = new Set(faults.flatMap(({ refuses }) => refuses));
  const taken = changed.filter(({ key }) => !refused.has(key));
  const signature = signatureIn(cells, worklist.signature);
  const days = worklist.asked.flatMap(({ key, format }) =>
    format === 'date' && !refused.has(key) ? (values.get(key) ?? []) : [],
  );
  const row = { by: signature.by, on: [...days].sort().at(-1) ?? null };
  const late = new Set(read.flatMap(({ column, isLate }) => (isLate === true ? [column.key] : [])));
  const answers = taken.map((column) =>
    answerTo(column, values.get(column.key) ?? null, known, worklist, {
      ...row,
      isLate: late.has(column.key),
    }),
  );
  const toldLate = answers.flatMap(({ place, data }): readonly RowFinding[] =>
    data.isLate === true ? [{ code: 'ANSWER_LATE', column: place.column }] : [],
  );
  const takenBack = answers.flatMap(({ place, data }): readonly RowFinding[] =>
    data.value === null ? [{ code: 'ANSWER_TAKEN_BACK', column: place.column }] : [],
  );
  return {
    answers,
    findings: [...faults.map(findingOf), ...signature.findings, ...takenBack, ...toldLate],
    // What contradicts itself takes nothing back either.
    isTrusted: refused.size === 0,
  };
}

const findingOf = ({ code, column, detail = {} }: RowFault): RowFinding => ({ code, column, detail });

/** The last of the days that the row is filled in with. */
function lastDayIn(cells: KnownRow['cells'], asked: readonly AnswerColumn[]): string | null {
  const days = asked.flatMap((column) => {
    const written = cells.get(column.key);
    if (column.format !== 'date' || written === undefined) return [];
    const read = readAnswer(column, written);
    return 'fault' in read || read.value === null ? [] : [read.value];
  });
  return days.sort().at(-1) ?? null;
}

function readCells(
  { issued, cells, now, marks }: KnownRow,
  { asked, stepBeginsOn, context }: Worklist,
): readonly CellReading[] {
  const { asOf, lockedSince } = context;
  const cellContext = {
    asOf,
    lockedSince,
    stepBeginsOn,
    caseBeganOn: now.beganOn,
    isConsentRefused: now.isConsentRefused,
    areAllPartiesDone: null,
    // It waits: what is taken in must not depend on which list comes back first.
    isGroundLaid: null,
    rowOn: lastDayIn(cells, asked),
  };
  const readings = new Map<AnswerColumn, CellReading>();
  // First what other answers rest on, as far as the list itself asks for it.
  for (const column of [...asked].sort((a, b) => restsOnOther(a) - restsOnOther(b))) {
    const { restsOn } = column;
    const base = asked.find(({ key }) => key === restsOn?.column);
    const areAllPartiesDone =
      base === undefined ? null : isGround(readings.get(base), restsOn?.value, now.areAllPartiesDone);
    const handed = issued.cells[column.key] ?? null;
    const mark = markOnAnswer(marks, column.key);
    readings.set(
      column,
      mark === null
        ? readAnswerCell(column, cells.get(column.key), handed, { ...cellContext, areAllPartiesDone })
        : unreadable(column, mark),
    );
  }
  return asked.flatMap((column) => readings.get(column) ?? []);
}

/** Whether another answer of the row may rest on one: it says so, or says nothing and somebody has said so by hand. */
const isGround = (
  base: CellReading | undefined,
  wanted: string | undefined,
  isSaidByHand: boolean | null,
): boolean =>
  base?.value === wanted || (isSaidByHand === true && base?.value === null && base.fault === null);

const restsOnOther = ({ restsOn }: AnswerColumn): number => (restsOn === undefined ? 0 : 1);

/** A cell that can not be read says nothing; nor does one that the file does not have. */
function saidIn(
  { issued, now, cells, row }: KnownRow,
  { step }: Worklist,
  read: readonly CellReading[],
): SaidHere {
  const readable = read.filter(({ column, fault }) => fault === null && cells.has(column.key));
  return {
    row,
    kind: issued.kind,
    caseId: now.caseId,
    step: step.id,
    token: issued.token,
    values: new Map(readable.map(({ column, value }) => [column.key, value ?? null])),
  };
}

/** What the row said when it was handed out, and a later list had contradicted: whoever answers it anew knows of that. */
const earlierIn = ({ cells }: KnownRow['issued']): Readonly<Record<string, string>> =>
  JSON.parse(cells[EARLIER] ?? '{}') as Readonly<Record<string, string>>;

function answerTo(
  column: AnswerColumn,
  value: string | null,
  { issued, now, row }: KnownRow,
  { context: { list, asOf }, step }: Worklist,
  { by, on, isLate }: { readonly by: string | null; readonly on: string | null; readonly isLate: boolean },
): FoundAnswer {
  const { key, format } = column;
  const said = { column, value, decidedSince: now.decidedSince };
  return {
    row,
    place: { kind: issued.kind, caseId: now.caseId, step: step.id, column: key },
    type: ANSWERED,
    effectiveOn: (format === 'date' ? value : null) ?? on ?? asOf,
    data: {
      worklist: list.worklistId,
      listSeq: list.eventSeq,
      token: issued.token,
      step: step.id,
      column: key,
      baseline: issued.cells[key] ?? earlierIn(issued)[key] ?? null,
      value,
      by,
      on,
      ...(mustBeConfirmed(said, issued.cells, step.isGuarded, now.footing) ? { isHeld: true } : {}),
      ...(isLate ? { isLate: true } : {}),
    },
  };
}
