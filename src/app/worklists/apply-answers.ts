import { cellName, type AnswerCell, type AnsweredData } from '../../domain/answers/answers.ts';
import { MARKS } from '../../domain/answers/marks.ts';
import { ANSWER_COLUMNS, answerColumn, type AnswerColumn } from '../../domain/answers/answer-columns.ts';
import type { HeldAnswer, ReturnedList } from '../../domain/returned/returned-list.ts';
import { eventsOfType, eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import type { IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { answerCellsOf } from '../cases/answered-case.ts';
import { reclassify } from '../cases/reclassify.ts';
import type { ReadRows } from './read-returned-rows.ts';
import type { FoundAnswer } from './returned-row.ts';

export const RETURNED = 'returned';

type ReadAnswer = ReadRows['answers'][number];
type Outcome = Pick<ReturnedList, 'returnId' | 'applied' | 'unchanged' | 'conflicts' | 'held' | 'waiting'>;

/** Writes down what is new, and says of every answer what has come of it. */
export function applyAnswers(
  register: Register,
  request: { readonly asOf: string; readonly writer: Writer },
  list: IssuedWorklist,
  sha256: string,
  read: ReadRows,
): Outcome {
  const { db } = register;
  const touched = read.answers.map(({ place }) => place);
  const before = answerCellsOf(db, touched);
  const returnId = `R-${String(eventsOfType(db, RETURNED).length + 1).padStart(4, '0')}`;
  const fresh = new Set(read.answers.filter((answer) => isNew(answer, before.get(cellName(answer.place)))));
  const logEvent = eventWriter(db, request.writer);
  for (const { type, place, data, effectiveOn } of fresh) {
    const { kind, caseId } = place;
    logEvent({
      type,
      effectiveOn,
      kind,
      caseId,
      data: { return: returnId, returnedOn: request.asOf, ...data },
    });
  }
  const after = answerCellsOf(db, touched);
  const outcome = {
    applied: 0,
    unchanged: 0,
    conflicts: [] as HeldAnswer[],
    held: [] as HeldAnswer[],
    waiting: [] as HeldAnswer[],
  };
  const answeredHere = new Set(touched.map(cellName));
  const placeOf = { contradiction: 'conflicts', 'facts-changed': 'held', waits: 'waiting' } as const;
  for (const answer of read.answers) {
    const then = before.get(cellName(answer.place));
    const now = after.get(cellName(answer.place));
    const held = now?.held ?? null;
    if (held?.values.some(({ value }) => value === answer.data.value) === true)
      outcome[placeOf[held.because]].push(heldAnswer(answer, answer.place.column, held.values));
    else if (fresh.has(answer) && (then?.value ?? null) !== (now?.value ?? null)) outcome.applied += 1;
    else outcome.unchanged += 1;
    // What this answer leaves without ground: closed by one, while another says that all are not done.
    for (const { key } of restingOn(answer.place.column)) {
      const name = cellName({ ...answer.place, column: key });
      const resting = after.get(name);
      if (!answeredHere.has(name) && resting?.held?.because === 'waits')
        outcome.waiting.push(heldAnswer(answer, key, resting.held.values));
    }
  }
  if (fresh.size > 0) {
    const { applied, unchanged, conflicts, held, waiting } = outcome;
    logEvent({
      type: RETURNED,
      effectiveOn: request.asOf,
      data: {
        return: returnId,
        worklist: list.worklistId,
        sha256,
        rows: read.told.rows,
        applied,
        unchanged: unchanged + read.left,
        conflicts: conflicts.length,
        held: held.length + waiting.length,
        rejected: read.told.rejected.length,
      },
    });
    if ([...fresh].some(({ place }) => decidesClass(place.column))) reclassify(register, null, logEvent);
  }
  return { returnId: fresh.size > 0 ? returnId : null, ...outcome };
}

const restingOn = (column: string): readonly AnswerColumn[] =>
  ANSWER_COLUMNS.filter(({ restsOn }) => restsOn?.column === column);

/** Of all that is answered, only that a case is closed changes its class; and what that rests on. */
function decidesClass(column: string): boolean {
  const closes = ({ attests }: AnswerColumn): boolean =>
    attests !== undefined && MARKS[attests].closesInSource;
  const own = answerColumn(column);
  return [...(own === undefined ? [] : [own]), ...restingOn(column)].some(closes);
}

/** The same answer, on the same list and by the same person, is one however often it comes back. */
function isNew({ data }: FoundAnswer, cell: AnswerCell | undefined): boolean {
  if (data.isHeld === true && cell?.value === data.value) return false;
  const same = ({ worklist, value, by, on, isHeld }: Omit<AnsweredData, 'return' | 'returnedOn'>): string =>
    JSON.stringify([worklist, value, by, on, isHeld === true]);
  return cell?.given.some((given) => same(given) === same(data)) !== true;
}

/** What people write freely can name anyone: it is shown in lists alone. */
const FREE_TEXT = '(fritext)';

function heldAnswer(
  { sheet, row, data }: ReadAnswer,
  column: string,
  values: NonNullable<AnswerCell['held']>['values'],
): HeldAnswer {
  const { header = column, format } = answerColumn(column) ?? {};
  const shown = (value: string | null): string | null =>
    format === 'text' && value !== null ? FREE_TEXT : value;
  return {
    sheet,
    row,
    reference: data.token,
    column: header,
    values: values.flatMap(({ value, given }) =>
      [...new Set(given.map(({ worklist }) => worklist))]
        .sort()
        .map((worklist) => ({ value: shown(value), worklist })),
    ),
  };
}
