import type { KnownHeader } from './returned-table.ts';

/**
 * The list that asks a person which of several answers is right: one row a held cell. Its columns, by key; the
 * answers stand in columns of their own, lettered from A.
 */
export const CONFLICT_COLUMNS = {
  reference: 'Referens',
  about: 'Ärende',
  question: 'Fråga',
  why: 'Varför',
  choice: 'Rätt svar',
  own: 'Eget svar',
  by: 'Av',
} as const;

/** What the register keeps of a row besides what is shown. */
export const CONFLICT_STEP = '_step';
export const CONFLICT_COLUMN = '_column';
export const CONFLICT_VALUES = '_values';

/** The key of a row: says the case and the question, nothing of the person. */
export const conflictToken = (reference: string, column: string): string => `${reference}/${column}`;

const MOST_VALUES = 26;
export const letterOf = (at: number): string => String.fromCharCode(65 + at);
export const valueHeader = (at: number): string => `Svar ${letterOf(at)}`;

export const CONFLICT_HEADERS: readonly KnownHeader[] = [
  ...Object.entries(CONFLICT_COLUMNS).map(([key, header]) => ({ key, header })),
  ...Array.from({ length: MOST_VALUES }, (_, at) => ({
    key: `value${letterOf(at)}`,
    header: valueHeader(at),
  })),
];

export const WHY_HELD = {
  contradiction: 'Svaren säger olika.',
  'facts-changed': 'Ett nytt uttag eller ett beslut har flyttat ärendet sedan listan lämnades ut.',
  row: 'Ett annat svar om ärendet är i konflikt.',
  waits: 'Alla parter är inte klara.',
  'before-step': 'Steget före är inte besvarat som gjort.',
} as const;
