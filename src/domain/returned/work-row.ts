import { ANSWERED } from '../answers/answers.ts';
import type { AnswerColumn } from '../answers/answer-columns.ts';
import { isRefused, readAnswer, rowFaults } from '../answers/answer-rules.ts';
import { columnsOfStep } from '../worklists/columns.ts';
import type { FactColumn } from '../plan/columns/fact-column.ts';
import type { Step } from '../plan/plan.ts';
import { readAnswerCell, unreadable, type CellReading } from './answer-cell.ts';
import { asSeen } from './as-seen.ts';
import { hasMoved } from './moved-case.ts';
import type { RowFinding } from './returned-findings.ts';
import {
  CHECK,
  type FoundAnswer,
  type KnownRow,
  type ReturnContext,
  type RowReader,
  type RowReading,
  type SaidRow,
} from './returned-row.ts';
import { markFindings, markOnAnswer } from './row-marks.ts';
import { answersOfOtherRow, identityOf, isCheckWrittenOver } from './row-identity.ts';
import { signatureIn } from './signature.ts';

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
    read: (known) => readWorkRow(known, worklist),
  };
}

function readWorkRow(known: KnownRow, worklist: Worklist): RowReading {
  const { issued, cells } = known;
  const { token: reference } = issued;
  const { altered, refusal } = identityOf(known, worklist.facts, worklist.context.issued.values());
  if (refusal !== null) return { reference, answers: [], findings: [refusal], altered, left: 0, said: null };
  const read = readCells(known, worklist);
  const isSigned = asSeen(cells.get(worklist.signature) ?? null) !== '';
  const isMoved = answersOfOtherRow(reference, cells);
  if (isMoved !== null) {
    const saysAny = isSigned || read.some(({ says, fault }) => says === 'new' || fault !== null);
    const over = isCheckWrittenOver(reference, cells, worklist.context.issued) && !saysAny ? [CHECK] : [];
    const findings = saysAny ? [isMoved] : [];
    return { reference, answers: [], findings, altered: [...altered, ...over], left: 0, said: null };
  }
  const changed = read.filter(({ says }) => says === 'new').map(({ column }) => column);
  const late = new Set(read.flatMap(({ column, isLate }) => (isLate === true ? [column.key] : [])));
  const values = new Map(
    read.flatMap(({ column: { key }, value }) => (value === undefined ? [] : [[key, value] as const])),
  );
  const told = {
    reference,
    altered,
    left: read.filter(({ says }) => says === 'same').length,
    said: saidIn(known, worklist, read),
  };
  const isAnswered = read.some(({ says, fault }) => says !== 'nothing' || fault !== null);
  const askedKeys = worklist.asked.map(({ key }) => key);
  const cellFindings = [
    ...read.flatMap(({ column: { key }, fault }): readonly RowFinding[] =>
      fault === null ? [] : [{ code: fault, column: key }],
    ),
    ...markFindings(known.marks, askedKeys, isAnswered),
    ...(isSigned && !isAnswered
      ? [{ code: 'SIGNED_WITHOUT_ANSWER', column: worklist.signature } as const]
      : []),
  ];
  if (changed.length === 0) return { ...told, answers: [], findings: cellFindings };
  const rowFindings = findingsOfRow(known, worklist, values, changed);
  const refused = new Set(rowFindings.filter(({ code }) => isRefused(code)).map(({ column }) => column));
  const taken = changed.filter(({ key }) => !refused.has(key));
  const signature = signatureIn(cells, worklist.signature);
  const days = worklist.asked.flatMap(({ key, format }) =>
    format === 'date' && !refused.has(key) ? (values.get(key) ?? []) : [],
  );
  const row = { by: signature.by, on: [...days].sort().at(-1) ?? null };
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
    ...told,
    answers,
    findings: [...cellFindings, ...rowFindings, ...signature.findings, ...takenBack, ...toldLate],
  };
}

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
    rowOn: lastDayIn(cells, asked),
  };
  const readings = new Map<AnswerColumn, CellReading>();
  // First what other answers rest on, as far as the list itself asks for it.
  for (const column of [...asked].sort((a, b) => restsOnOther(a) - restsOnOther(b))) {
    const { restsOn } = column;
    const base = asked.find(({ key }) => key === restsOn?.column);
    const areAllPartiesDone = base === undefined ? null : readings.get(base)?.value === restsOn?.value;
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

const restsOnOther = ({ restsOn }: AnswerColumn): number => (restsOn === undefined ? 0 : 1);

/** A cell that can not be read says nothing; nor does one that the file does not have. */
function saidIn({ issued, now, cells }: KnownRow, { step }: Worklist, read: readonly CellReading[]): SaidRow {
  const readable = read.filter(({ column, fault }) => fault === null && cells.has(column.key));
  return {
    kind: issued.kind,
    caseId: now.caseId,
    step: step.id,
    token: issued.token,
    values: new Map(readable.map(({ column, value }) => [column.key, value ?? null])),
  };
}

/** What is wrong with the answers together, where a new one has a part in it. */
function findingsOfRow(
  { now: { openInListOn, messagesOwed } }: KnownRow,
  { asked }: Worklist,
  answers: ReadonlyMap<string, string | null>,
  changed: readonly AnswerColumn[],
): readonly { readonly code: ReturnType<typeof rowFaults>[number]['code']; readonly column: string }[] {
  return rowFaults({ answers, openInListOn, messagesOwed }, asked).filter(({ column }) =>
    changed.some(({ key }) => key === column),
  );
}

function answerTo(
  { key, format, keepsAll }: AnswerColumn,
  value: string | null,
  { issued, now, row }: KnownRow,
  { context: { list, asOf }, step }: Worklist,
  { by, on, isLate }: { readonly by: string | null; readonly on: string | null; readonly isLate: boolean },
): FoundAnswer {
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
      baseline: issued.cells[key] ?? null,
      value,
      by,
      on,
      ...(keepsAll !== true && hasMoved(issued.cells, step.isGuarded, now.footing) ? { isHeld: true } : {}),
      ...(isLate ? { isLate: true } : {}),
    },
  };
}
