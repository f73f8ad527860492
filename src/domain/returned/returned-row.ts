import type { ANSWERED, AnsweredData, CellPlace, RESOLVED } from '../answers/answers.ts';
import type { AnsweredKind } from '../plan/subject.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { RowFinding } from './returned-findings.ts';
import type { RowMark } from './row-marks.ts';
import type { KnownHeader } from './returned-table.ts';

/** The list as it was handed out. */
interface IssuedList {
  readonly worklistId: string;
  readonly step: string;
  readonly kommun: string | null;
  /** The event by which it was handed out. */
  readonly eventSeq: number;
}

export interface IssuedRow {
  readonly kind: AnsweredKind;
  readonly token: string;
  /** The cells handed out, by the column's key. */
  readonly cells: Readonly<Record<string, string | null>>;
}

/** What says which list a case belongs on. */
export interface Footing {
  /** By lists and decisions alone, judged on the day of the hand-out; null for what has no class. */
  readonly class: string | null;
  readonly isForNamedHandlers: boolean;
  readonly owner: string;
}

/** How the case of a row stands when its list comes back. */
export interface CaseNow {
  readonly caseId: string;
  /** The day it began; null where no list says. */
  readonly beganOn: string | null;
  /** The day of the newest list, where that has the case open; null otherwise. */
  readonly openInListOn: string | null;
  /** Whether somebody has marked it as closed in the source system by hand. */
  readonly isClosedByHand: boolean;
  /** Whether the newest list that covers it has it no longer, or has it closed. */
  readonly isFinishedInList: boolean;
  readonly messagesOwed: number;
  /** Whether the newest list says No to the consent that moving it needs. */
  readonly isConsentRefused: boolean;
  /**
   * Whether all parties have moved their information, by what is said already: of a worklist, which asks that itself, by
   * hand; null where nobody asks.
   */
  readonly areAllPartiesDone: boolean | null;
  /** The class that somebody has decided by hand since the hand-out; null where nobody has. */
  readonly decidedSince: string | null;
  /** Where it stands by today's lists and decisions; null where none has come since the hand-out, or it is gone. */
  readonly footing: Footing | null;
  /** On a list of conflicts: what the row of the contested answer says, by column. */
  readonly rowSays?: ReadonlyMap<string, string>;
}

/** All that the rows of a returned list are judged by. */
export interface ReturnContext {
  readonly list: IssuedList;
  /** By the key that each row has in the file. */
  readonly issued: ReadonlyMap<string, IssuedRow>;
  readonly casesNow: ReadonlyMap<string, CaseNow>;
  readonly profile: Profile;
  readonly asOf: string;
  /** The day since which the source system is read-only: no work there is attested of that day or later. */
  readonly lockedSince: string | null;
  /** Whether the list was handed out with a text besides its table: title, instructions, footnotes. */
  readonly isOwnText: (text: string) => boolean;
  /** The same of what is shown beside cells and on pages, and of what the list's sheets can be called. */
  readonly isOwnBeside: (text: string) => boolean;
  readonly isOwnName: (name: string) => boolean;
}

/** A row of the file that is one of the list's. */
export interface KnownRow {
  readonly issued: IssuedRow;
  readonly now: CaseNow;
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
  /** Whether the file proves which hand-out it is of; where it does not, the facts must. */
  readonly isProven: boolean;
  /** What people have done to its cells besides writing in them. */
  readonly marks: readonly RowMark[];
  /** Whether keys among the answers stand on other rows than their own in the file. */
  readonly hasMoved: boolean;
  /** Columns for answers that the file does not have, while it has others: what they say is not read. */
  readonly lost: readonly string[];
}

/** An answer that the file gives, and where. */
export interface FoundAnswer {
  readonly row: number;
  readonly place: CellPlace;
  readonly type: typeof ANSWERED | typeof RESOLVED;
  readonly data: Omit<AnsweredData, 'return' | 'returnedOn'>;
  readonly effectiveOn: string;
}

/** What one row says. */
export interface RowReading {
  readonly reference: string;
  readonly answers: readonly FoundAnswer[];
  readonly findings: readonly RowFinding[];
  /** Keys of locked columns that were changed by hand. */
  readonly altered: readonly string[];
  /** Answers that say what they said when the list was handed out. */
  readonly left: number;
  /** What the row says in each column that could be read; nothing of a row that is not trusted. */
  readonly said: SaidHere | null;
}

/** What one row of the file says now, whether it is new or not. */
export interface SaidRow extends Omit<CellPlace, 'column'> {
  readonly sheet: string | null;
  readonly row: number;
  readonly token: string;
  readonly values: ReadonlyMap<string, string | null>;
}

/** Before it is known which sheet it is on. */
export type SaidHere = Omit<SaidRow, 'sheet'>;

/** What a list's rows are read by: one for worklists, one for lists of conflicts. */
export interface RowReader {
  readonly headers: readonly KnownHeader[];
  /** The columns that people answer in. */
  readonly asked: readonly string[];
  /** Locked columns that were handed out, and by which a row is told from others. */
  readonly guards: readonly string[];
  readonly read: (row: KnownRow) => RowReading;
  /** What is wrong with answers on different rows of the file together: none of these is taken in. */
  readonly together?: (answers: readonly FoundAnswer[]) => ReadonlyMap<FoundAnswer, RowFinding>;
}

/** Columns of every list, which belong to no step. */
export const GROUP = '_group';
export const DUE = '_due';
/** The row's key once more, among the answers. */
export const CHECK = '_check';
/** Whose the row was, and the class of its case; not shown in the file. */
export const OWNER = '_owner';
export const CLASS = '_class';
/** Under this key, as JSON by column: what a row said that a later list has contradicted. It is handed out empty. */
export const EARLIER = '_earlier';
