import { RETURNED_FINDINGS, type FindingDetail, type ReturnedCode } from './returned-findings.ts';
import {
  CONTRADICTED_BY,
  isAside,
  isForClosing,
  isForDecision,
  isOfItsDay,
  senseOf,
  settles,
  STATUS,
  type Status,
} from '../answers/row-senses.ts';
import {
  closing,
  decidedBefore,
  deciding,
  goingOn,
  isCurrent,
  isEmpty,
  isNo,
  isWork,
  notDone,
  statusOf,
  where,
  type JudgedRow,
  type Said,
  type Sentence,
} from './row-sentence.ts';
import { saysSomething } from './signature.ts';

// What the answers of a row say together. Every list is judged by it, by what its columns are.

export interface RowFault {
  readonly code: ReturnedCode;
  /** The column that it is told of. */
  readonly column: string;
  readonly detail?: FindingDetail;
  /** Keys of the new answers that are not taken in because of it. */
  readonly refuses: readonly string[];
}

/** What a rule has found: told of the first, where any of them, or of `with`, is new. */
interface Found {
  readonly of: readonly [Said, ...Said[]];
  readonly with?: readonly Said[];
  readonly named?: readonly Said[];
}

interface RowRule {
  readonly code: ReturnedCode;
  /** What is not taken in of what is new: everything on the row, or what the finding is of. */
  readonly refuses?: 'row' | 'part';
  readonly find: (row: Sentence) => readonly Found[];
}

const SETTLED: readonly (string | null)[] = ['Klar', 'Inte aktuell'] satisfies readonly Status[];
const UNSETTLED: readonly (string | null)[] = ['Pågår', 'Behöver hjälp'] satisfies readonly Status[];

const together = ([first, ...rest]: readonly Said[], more: Omit<Found, 'of'> = {}): readonly Found[] =>
  first === undefined ? [] : [{ of: [first, ...rest], ...more }];
/** What can not stand together, or can not stand alone: of such a row nothing closes, and nothing is decided. */
const CONTRADICTIONS: readonly RowRule[] = [
  {
    code: 'STATUS_CONTRADICTED',
    refuses: 'row',
    find: (row) => {
      const against = row.status === null ? [] : CONTRADICTED_BY[row.status as Status];
      const opposed = where(
        row,
        ({ sense, isNew }) => sense !== null && against.includes(sense) && (isNew || !isOfItsDay(sense)),
      );
      return together(opposed, { with: statusOf(row) });
    },
  },
  {
    code: 'CLOSED_BUT_CURRENT',
    refuses: 'row',
    find: (row) => {
      const current = where(row, ({ sense }) => sense === 'current');
      return current.length === 0 ? [] : together(closing(row), { with: current });
    },
  },
  {
    code: 'CLOSED_BUT_NOT',
    refuses: 'row',
    find: (row) => {
      const denied = where(row, (one) => one.column.finishes === true && isNo(one));
      return denied.length === 0 ? [] : together(closing(row), { with: denied, named: denied });
    },
  },
  {
    code: 'DECISION_WITHOUT_REASON',
    refuses: 'row',
    find: (row) => {
      const reasons = where(row, ({ column }) => column.explains === true && column.format === 'text');
      const isNone = reasons.length > 0 && !reasons.some(({ value }) => saysSomething(value ?? ''));
      return isNone ? together(deciding(row), { with: reasons }) : [];
    },
  },
  {
    code: 'REASON_WITHOUT_DECISION',
    refuses: 'part',
    find: (row) =>
      deciding(row).length > 0 || !row.columns.some(isForDecision)
        ? []
        : together(where(row, (one) => one.column.explains === true && !isEmpty(one))),
  },
  {
    // What stands there may say that it is not so.
    code: 'SETTLED_IN_DOUBT',
    refuses: 'part',
    find: (row) => {
      const named = where(row, ({ column }) => row.doubts.has(column.key));
      const settling = where(row, ({ sense, isNew }) => isNew && settles(sense));
      if (named.length === 0 || settling.length === 0) return [];
      // Why a decision was made is nothing without it.
      const explaining = where(row, ({ column, isNew }) => isNew && column.explains === true);
      return [...settling, ...explaining].map((one) => ({ of: [one], named }));
    },
  },
];

/** What is taken in as it stands, and is worth a look. */
const REMARKS: readonly RowRule[] = [
  {
    code: 'CLOSED_WITH_MESSAGES_OWED',
    find: (row) => (row.messagesOwed > 0 ? together(closing(row)) : []),
  },
  {
    code: 'SETTLED_WITHOUT_DAY',
    find: (row) => {
      const days = where(row, ({ column }) => isForClosing(column));
      return row.status === 'Inte aktuell' && days.length > 0 && days.every(isEmpty)
        ? together(statusOf(row))
        : [];
    },
  },
  {
    code: 'CLOSED_BUT_LISTED',
    find: (row) =>
      together(
        [
          ...closing(row).filter(
            ({ value }) => row.openInListOn !== null && (value ?? '') < row.openInListOn,
          ),
          ...decidedBefore(row),
        ],
        { with: row.status === 'Klar' ? statusOf(row) : [] },
      ),
  },
  {
    // A word by hand is no cell of the row: nothing else holds the two against each other.
    code: 'CLOSED_BY_HAND',
    find: (row) => (row.isClosedByHand ? together([...goingOn(row), ...notDone(row)]) : []),
  },
  {
    // Gone or closed confirms that a case is finished, and not that it is to go on.
    code: 'FINISHED_IN_LIST',
    find: (row) =>
      row.isFinishedInList && !row.isClosedByHand
        ? together([...goingOn(row), ...(row.columns.some(isForClosing) ? notDone(row) : [])])
        : [],
  },
  {
    code: 'DONE_WITHOUT_DAY',
    find: (row) => (isDoneWithoutDay(row) ? together(statusOf(row)) : []),
  },
  {
    code: 'DONE_BUT_NOT',
    find: (row) =>
      row.status === 'Klar' && where(row, (one) => one.column.finishes === true && isNo(one)).length > 0
        ? together(statusOf(row))
        : [],
  },
  {
    // 000, Steg 5 and 6: closed in both systems; created in the target is half the work.
    code: 'DONE_IN_PART',
    find: (row) => {
      const isAsked = (one: Said): boolean =>
        isWork(one) && one.column.mayBeUnknown !== true && !row.doubts.has(one.column.key);
      const named = where(row, (one) => isAsked(one) && isEmpty(one));
      const isPart = row.status === 'Klar' && !isCurrent(row) && !isDoneWithoutDay(row) && named.length > 0;
      return isPart ? together(statusOf(row), { named }) : [];
    },
  },
  {
    // 001, Reservrutin: what the unit has on paper is with all parties before the case is closed.
    code: 'CLOSED_IN_PART',
    find: (row) => {
      const named = where(
        row,
        (one) => one.column.finishes === true && isEmpty(one) && !row.doubts.has(one.column.key),
      );
      return named.length === 0 || row.status === 'Klar' ? [] : together(closing(row), { named });
    },
  },
  {
    code: 'DONE_WITHOUT_DECISION',
    find: (row) => {
      const asked = where(row, ({ column }) => isForDecision(column));
      return SETTLED.includes(row.status) && asked.length > 0 && asked.every(isEmpty)
        ? together(statusOf(row))
        : [];
    },
  },
  {
    // 000, Steg 6: ”glöm inte att byta samordningsansvarig”.
    code: 'DONE_WITH_NO',
    find: (row) => {
      const isDone = row.status === 'Klar' || closing(row).length > 0;
      return where(row, (one) => !isWork(one) && isNo(one)).flatMap((one) => {
        const needing = where(row, (other) => other.column.needs === one.column.key && !isEmpty(other));
        if (!isDone && needing.length === 0) return [];
        return [{ of: [one], with: [...statusOf(row), ...closing(row), ...needing] }];
      });
    },
  },
  {
    code: 'DONE_BUT_UNDER_WAY',
    find: (row) => {
      const work = where(row, ({ column }) => column.key !== STATUS);
      const isFilled = work.some(isWork) && work.every((one) => !isEmpty(one) && !isNo(one));
      return UNSETTLED.includes(row.status) && isFilled ? together(statusOf(row), { with: work }) : [];
    },
  },
  {
    code: 'CREATED_AFTER_CLOSED',
    find: (row) => {
      const [closed] = closing(row);
      const after = where(
        row,
        ({ sense, column, value }) =>
          sense === 'moves' && column.format === 'date' && (value ?? '') > (closed?.value ?? ''),
      );
      return closed === undefined ? [] : together(after, { with: [closed], named: [closed] });
    },
  },
  {
    // 000, Steg 2: ”Skicka ett Extrameddelande i Prator om att vårdtillfället är överflyttat”, when it is.
    code: 'MESSAGE_BEFORE_MOVE',
    find: (row) => {
      const moved = where(row, ({ sense, column }) => sense === 'moves' && column.format === 'date');
      const [last] = [...moved].sort((a, b) => ((a.value ?? '') < (b.value ?? '') ? 1 : -1));
      const early = where(
        row,
        ({ column, value }) =>
          column.attests === 'extrameddelande-sent' && value !== null && value < (last?.value ?? ''),
      );
      return last === undefined ? [] : together(early, { with: [last], named: [last] });
    },
  },
];

function isDoneWithoutDay(row: Sentence): boolean {
  const attesting = where(row, ({ column }) => column.attests !== undefined);
  return row.status === 'Klar' && !isCurrent(row) && attesting.length > 0 && attesting.every(isEmpty);
}

/** What is wrong with a row as a whole, where something new has a part in it; the worst first. */
export function rowFaults(row: JudgedRow): readonly RowFault[] {
  const sentence = sentenceOf(row);
  const asMeant =
    row.meant.size === 0
      ? sentence
      : sentenceOf({ ...row, answers: new Map([...row.answers, ...row.meant]) });
  // What is not taken in holds up nothing else either: a reason without its decision stands alone.
  const broken = CONTRADICTIONS.flatMap((rule) => {
    const found = faultsBy(rule, sentence);
    return found.length > 0 || asMeant === sentence ? found : faultsBy(rule, asMeant);
  });
  const refused = new Set(broken.flatMap(({ refuses }) => refuses));
  const isLeft = ({ column }: RowFault): boolean => !refused.has(column);
  const remarks = REMARKS.flatMap((rule) => faultsBy(rule, sentence)).filter(isLeft);
  return [...broken, ...remarks, ...unsigned(sentence, refused)];
}

function sentenceOf(row: JudgedRow): Sentence {
  const { columns, answers, changed } = row;
  const said = columns
    .filter((column) => !isAside(column))
    .map((column): Said => {
      const value = answers.get(column.key) ?? null;
      return { column, value, sense: senseOf(column, value), isNew: changed.has(column.key) };
    });
  return { ...row, said, status: answers.get(STATUS) ?? null };
}

function faultsBy({ code, refuses, find }: RowRule, row: Sentence): readonly RowFault[] {
  return find(row).flatMap(({ of, with: others = [], named = of }): readonly RowFault[] => {
    if (![...of, ...others].some(({ isNew }) => isNew)) return [];
    const parts = refuses === 'row' ? row.said : refuses === 'part' ? of : [];
    const refused = parts.filter(({ isNew }) => isNew);
    return [
      {
        code,
        column: of[0].column.key,
        detail: { status: row.status ?? '', headers: headersOf(named), refused: headersOf(refused) },
        refuses: refused.map(({ column }) => column.key),
      },
    ];
  });
}

const headersOf = (some: readonly Said[]): string =>
  some.map(({ column: { header } }) => `”${header}”`).join(', ');

/** Whoever closes or decides says who it is: told of, and not guessed. */
function unsigned(
  { said, signature: { key, isSigned } }: Sentence,
  refused: ReadonlySet<string>,
): readonly RowFault[] {
  const settling = said.filter(
    ({ sense, isNew, column }) => isNew && settles(sense) && !refused.has(column.key),
  );
  if (isSigned || settling.length === 0) return [];
  return [{ code: 'SETTLED_UNSIGNED', column: key, detail: { headers: headersOf(settling) }, refuses: [] }];
}

export const isRefused = (code: ReturnedCode): boolean => RETURNED_FINDINGS[code].severity === 'error';
