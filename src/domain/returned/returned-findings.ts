import { ANSWER_FINDINGS } from '../answers/answer-rules.ts';

/** What can be wrong with a row of a returned list besides each answer by itself. A code is never reused; texts in `text/returned.ts`. */
const ROW_FINDINGS = {
  /** Nothing says which row of the list it is. */
  ROW_WITHOUT_KEY: { severity: 'error' },
  /** The table has no column of keys at all. */
  KEYS_MISSING: { severity: 'error' },
  ROW_OF_OTHER_LIST: { severity: 'error' },
  ROW_NOT_HANDED_OUT: { severity: 'error' },
  COLUMN_TWICE_DIFFERS: { severity: 'error' },
  ROW_COPIES_DIFFER: { severity: 'error' },
  /** A column for answers is gone, and another has come. */
  COLUMN_REWRITTEN: { severity: 'error' },
  REFERENCE_OF_OTHER_ROW: { severity: 'error' },
  /** The key among the answers is another row's. */
  ANSWERS_OF_OTHER_ROW: { severity: 'error' },
  ANSWER_STRUCK: { severity: 'error' },
  ANSWER_MERGED: { severity: 'error' },
  ANSWER_WITHOUT_VALUE: { severity: 'error' },
  ROW_WITH_NOTE: { severity: 'warning' },
  /** Written where nothing is read, or in a formula that has no value. */
  TEXT_NOT_READ: { severity: 'warning' },
  NOTE_NOT_READ: { severity: 'warning' },
  DRAWING_NOT_READ: { severity: 'warning' },
  /** The number format of a cell prints words with what stands in it. */
  FORMAT_SAYS_MORE: { severity: 'warning' },
  /** Nobody sees what stands in the cell. */
  CELL_HIDDEN: { severity: 'warning' },
  /** A rule for how cells look strikes through, prints words or hides. */
  RULE_SAYS_MORE: { severity: 'warning' },
  PROMPT_NOT_READ: { severity: 'warning' },
  PAGE_NOT_READ: { severity: 'warning' },
  /** The name says something, and is not the list's. */
  SHEET_NAMED: { severity: 'warning' },
  SHEET_NOT_READ: { severity: 'warning' },
  /** Who has answered, and no answer. */
  SIGNED_WITHOUT_ANSWER: { severity: 'warning' },
  ROW_STRUCK: { severity: 'warning' },
  ROW_COLOURED: { severity: 'warning' },
  FACTS_OF_OTHER_ROW: { severity: 'error' },
  FACTS_CHANGED_UNPROVEN: { severity: 'error' },
  /** The row's key stands among another row's answers, or keys have moved in the file and the row's is gone. */
  CHECK_ON_OTHER_ROW: { severity: 'error' },
  /** Nothing among the answers says whose they are. */
  CHECK_EMPTY: { severity: 'warning' },
  /** Columns are gone that show whether answers stand on their own rows. */
  GUARD_GONE: { severity: 'warning' },
  /** On a list of conflicts: a letter and an answer of one's own. */
  TWO_ANSWERS_CHOSEN: { severity: 'error' },
  // What the answers of a row say together (`row-rules.ts`).
  STATUS_CONTRADICTED: { severity: 'error' },
  CLOSED_BUT_CURRENT: { severity: 'error' },
  CLOSED_BUT_NOT: { severity: 'error' },
  DECISION_WITHOUT_REASON: { severity: 'error' },
  REASON_WITHOUT_DECISION: { severity: 'error' },
  /** Something else on the row can not be read, or is refused. */
  SETTLED_IN_DOUBT: { severity: 'error' },
  SETTLED_UNSIGNED: { severity: 'warning' },
  CLOSED_WITH_MESSAGES_OWED: { severity: 'warning' },
  CLOSED_BUT_LISTED: { severity: 'warning' },
  CLOSED_BY_HAND: { severity: 'warning' },
  FINISHED_IN_LIST: { severity: 'warning' },
  DONE_WITHOUT_DAY: { severity: 'warning' },
  SETTLED_WITHOUT_DAY: { severity: 'warning' },
  DONE_WITHOUT_DECISION: { severity: 'warning' },
  DONE_BUT_NOT: { severity: 'warning' },
  DONE_IN_PART: { severity: 'warning' },
  CLOSED_IN_PART: { severity: 'warning' },
  DONE_WITH_NO: { severity: 'warning' },
  DONE_BUT_UNDER_WAY: { severity: 'warning' },
  CREATED_AFTER_CLOSED: { severity: 'warning' },
  MESSAGE_BEFORE_MOVE: { severity: 'warning' },
} as const;

export const RETURNED_FINDINGS = { ...ANSWER_FINDINGS, ...ROW_FINDINGS } as const satisfies Readonly<
  Record<string, { readonly severity: 'error' | 'warning' }>
>;

/**
 * Of what is taken in and told of, what calls for a person: it does not count as whoever wrote it meant, or the days can
 * hardly be right. `closed`: as long as the case is closed all the same; `step`: as long as it stands on its step; `ever`.
 */
const CALLING = {
  ANSWER_WEIGHED: 'ever',
  ANSWER_OUTDATED: 'ever',
  CLOSED_BY_HAND: 'closed',
  FINISHED_IN_LIST: 'closed',
  CLOSED_BUT_LISTED: 'step',
  DONE_WITHOUT_DAY: 'step',
  SETTLED_WITHOUT_DAY: 'step',
  DONE_WITHOUT_DECISION: 'step',
  DONE_BUT_NOT: 'step',
  DONE_IN_PART: 'step',
  CREATED_AFTER_CLOSED: 'ever',
  MESSAGE_BEFORE_MOVE: 'ever',
} as const satisfies Partial<Record<ReturnedCode, CallsWhile>>;

export type CallsWhile = 'ever' | 'closed' | 'step';

/** As long as what a finding calls for a person; null where it calls for none. What is refused calls while it stands on its step. */
export function callsWhile(code: string): CallsWhile | null {
  if (Object.hasOwn(CALLING, code)) return CALLING[code as keyof typeof CALLING];
  const { severity } = Object.hasOwn(RETURNED_FINDINGS, code)
    ? RETURNED_FINDINGS[code as ReturnedCode]
    : { severity: 'warning' };
  return severity === 'error' ? 'step' : null;
}

/** `error`: not taken in; `warning`: taken in, and told of. */
export type ReturnedCode = keyof typeof RETURNED_FINDINGS;

/** What the text of a finding names besides its place: headers, numbers of lists, choices of ours; never what people write. */
export type FindingDetail = Readonly<Record<string, string>>;

/** A finding about one row, by the key of its column; null for the row as a whole. */
export interface RowFinding {
  readonly code: ReturnedCode;
  readonly column: string | null;
  readonly detail?: FindingDetail;
}
