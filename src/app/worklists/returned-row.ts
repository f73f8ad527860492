import { readDay } from '../../domain/calendar/days.ts';
import type { ANSWERED, AnsweredData, CellPlace, RESOLVED } from '../../domain/answers/answers.ts';
import type { AnswerFinding } from '../../domain/answers/answer-rules.ts';
import type { KnownHeader } from '../../domain/returned/returned-table.ts';
import { shownText } from '../../documents/kit/shown-text.ts';
import type { Register } from '../../register/file/register.ts';
import type { IssuedRow, IssuedWorklist } from '../../register/hand-outs/worklists.ts';

/** An answer that the file gives, and where. */
export interface FoundAnswer {
  readonly row: number;
  readonly place: CellPlace;
  readonly type: typeof ANSWERED | typeof RESOLVED;
  readonly data: Omit<AnsweredData, 'return' | 'returnedOn'>;
  readonly effectiveOn: string;
}

/** What a list's rows are read by: one for worklists, one for lists of conflicts. */
export interface RowReader {
  readonly headers: readonly KnownHeader[];
  /** The columns that people answer in. */
  readonly asked: readonly string[];
  readonly read: (row: KnownRow, found: Findings) => readonly FoundAnswer[];
}

export interface KnownRow {
  readonly issued: IssuedRow;
  readonly caseId: string;
  readonly row: number;
  readonly cells: ReadonlyMap<string, string>;
  /** Whether the file proves which hand-out it is of; where it does not, the facts must. */
  readonly isProven: boolean;
}

export interface Findings {
  readonly reject: (row: number, reference: string | null, column: string | null, reason: string) => void;
  readonly find: (row: number, reference: string | null, column: string, code: AnswerFinding) => void;
  readonly alter: (row: number, reference: string, column: string) => void;
  readonly leave: () => void;
}

export interface ReadContext {
  readonly register: Register;
  readonly list: IssuedWorklist;
  readonly issued: ReadonlyMap<string, IssuedRow>;
  readonly asOf: string;
}

/** Columns of every list, which belong to no step. */
export const GROUP = '_group';
export const DUE = '_due';

/** Texts compare as people see them: composed, with single spaces. */
export const asSeen = (text: string | null): string =>
  shownText(text ?? '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();

/** Days compare as days, however a spreadsheet writes them. */
export function asSeenIn(format: 'text' | 'date' | 'choice', text: string | null): string {
  const day = format === 'date' && text !== null && text !== '' ? readDay(text.trim()) : null;
  return typeof day === 'string' ? day : asSeen(text);
}
