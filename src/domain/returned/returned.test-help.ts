import { PROFILE } from '../classification/cases.test-help.ts';
import { readReturnedRows, type ReadRows, type ReturnedSheets } from './read-returned-rows.ts';
import type { CaseNow, IssuedRow, ReturnContext, RowReader } from './returned-row.ts';
import { workReader } from './work-row.ts';
import { planOf } from '../plan/plan.ts';

/** Columns of step 6's list in these tests: key, the ids, some facts and all answers. */
const HEADERS = {
  token: 'Radnyckel',
  reference: 'Referens',
  sip: 'SIP i Prator',
  patient: 'Patient',
  born: 'Född',
  role: 'Samordningsansvarig',
  _due: 'Klart senast',
  check: 'Svarens referens',
  status: 'Status',
  coordinator: 'Ny samordningsansvarig satt',
  allParties: 'Alla parter klara',
  closedOn: 'Avslutad i Prator',
  by: 'Av',
  comment: 'Kommentar',
} as const;

export type CellKey = keyof typeof HEADERS;
export const ALL_KEYS = Object.keys(HEADERS) as readonly CellKey[];
export type Written = Partial<Readonly<Record<CellKey, string>>>;

/** Two rows handed out: of two persons, with the same coordinator. */
export const HANDED: readonly IssuedRow[] = [
  issuedRow('S1-X', 'SIP-1', 'A Ek', '1940'),
  issuedRow('S2-Y', 'SIP-2', 'B Alm', '1951'),
];

function issuedRow(token: string, sip: string, patient: string, born: string): IssuedRow {
  const answers = { status: null, coordinator: null, allParties: null, closedOn: null, comment: null };
  const facts = { reference: token, sip, patient, born, role: 'Distriktssköterska' };
  return {
    kind: 'sip',
    token,
    cells: { ...facts, ...answers, _group: null, _due: '2025-10-10', _owner: 'A' },
  };
}

const NOW: Omit<CaseNow, 'caseId'> = {
  beganOn: '2025-03-01',
  openInListOn: null,
  isClosedByHand: false,
  isFinishedInList: false,
  messagesOwed: 0,
  isConsentRefused: false,
  areAllPartiesDone: null,
  decidedSince: null,
  footing: null,
};

export function contextOf(
  more: Partial<ReturnContext> & { readonly now?: Partial<CaseNow> } = {},
): ReturnContext {
  const { now = {}, ...context } = more;
  const issued = context.issued ?? new Map(HANDED.map((row) => [row.token, row]));
  return {
    list: { worklistId: 'AL-0001', step: '6', kommun: null, eventSeq: 10 },
    issued,
    casesNow: new Map(
      [...issued].map(([token, { cells }]) => [token, { caseId: cells['sip'] ?? token, ...NOW, ...now }]),
    ),
    profile: PROFILE,
    asOf: '2025-10-06',
    lockedSince: null,
    isOwnText: () => false,
    isOwnBeside: () => false,
    isOwnName: () => true,
    ...context,
  };
}

/** The cells of a row as handed out, with what is written over them. */
export function rowOf(handed: IssuedRow, written: Written = {}): Written {
  const cells = Object.fromEntries(
    Object.keys(HEADERS).map((key) => [
      key,
      handed.cells[key] ?? (key === 'token' || key === 'check' ? handed.token : ''),
    ]),
  );
  return { ...cells, ...written };
}

/** A sheet with these rows, under these headers or all of them. */
export function sheetOf(
  rows: readonly Written[],
  keys: readonly CellKey[] = ALL_KEYS,
): ReturnedSheets['sheets'][number] {
  const cells = [keys.map((key) => HEADERS[key]), ...rows.map((row) => keys.map((key) => row[key] ?? ''))];
  return { shownAs: 'Arbetslista', rows: cells.map((one, at) => ({ row: at + 1, cells: one })) };
}

export const letterOf = (column: number): string => String.fromCharCode(64 + column);

/** What a workbook of step 6 with these rows says; with its hidden sheet, unless it is said to be gone. */
export function readRows(
  rows: readonly Written[],
  {
    context = contextOf(),
    isProven = true,
    keys,
    reader = stepReader(context),
    sheets = [sheetOf(rows, keys)],
    format = 'xlsx',
  }: {
    readonly context?: ReturnContext;
    readonly isProven?: boolean;
    readonly keys?: readonly CellKey[];
    readonly reader?: RowReader;
    readonly sheets?: ReturnedSheets['sheets'];
    readonly format?: ReturnedSheets['format'];
  } = {},
): ReadRows {
  const read = readReturnedRows(context, { format, sheets, isProven }, reader, letterOf);
  if (read === null) throw new Error('no table');
  return read;
}

function stepReader(context: ReturnContext): RowReader {
  const step = planOf(context.profile).steps.find(({ id }) => id === context.list.step);
  if (step === undefined) throw new Error(`no step ${context.list.step}`);
  return workReader(context, step);
}

/** "SIP-1 closedOn 2025-10-03", one an answer. */
export const answersOf = ({ answers }: ReadRows): readonly string[] =>
  answers.map(
    ({ place: { caseId, column }, data: { value } }) => `${caseId} ${column} ${value ?? '(borttaget)'}`,
  );

/** "2 ROW_WITHOUT_KEY Status", one a finding. */
export const findingsOf = ({ rejected, warnings }: ReadRows): readonly string[] =>
  [...rejected, ...warnings].map(
    ({ row, code, column }) => `${row} ${code}${column === null ? '' : ` ${column}`}`,
  );
