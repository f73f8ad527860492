import { join } from 'node:path';
import { kindOf, type KindName } from '../../src/domain/kinds/kinds.ts';
import { openTable } from '../../src/files/reading/open-table.ts';
import { workbookReader } from './workbook-reader.ts';

type Rows = readonly (readonly string[])[];

/** The region's list that the rows of a kind are taken from, and the columns of it in the order of the kind's. */
interface Source {
  readonly file: string;
  readonly of: KindName;
  /** Positions in `of`; null: all, as they stand. */
  readonly columns: readonly number[] | null;
}

const asItStands = (of: KindName, file: string): Source => ({ of, file, columns: null });

/** Lists of Lifecare SP of what Prator has too hold its rows; they were registered on the day of another column. */
const SOURCES: Readonly<Record<KindName, Source>> = {
  sip: asItStands('sip', 'prator-sip-2025-09-15.csv'),
  vardtillfalle: asItStands('vardtillfalle', 'prator-vardtillfallen-2025-09-29.csv'),
  meddelande: asItStands('meddelande', 'prator-meddelanden-2025-09-29.csv'),
  patient: asItStands('patient', 'prator-patienter-2025-09-15.csv'),
  enhet: asItStands('enhet', 'enheter.csv'),
  lcsp_sip: asItStands('lcsp_sip', 'lcsp-sip-2025-10-08.xlsx'),
  lcsp_patient: { of: 'patient', file: 'prator-patienter-2025-09-15.csv', columns: [0, 1, -1, 2, 3, 4, 8] },
  lcsp_vardtillfalle: {
    of: 'vardtillfalle',
    file: 'prator-vardtillfallen-2025-09-29.csv',
    columns: [1, 2, -1, 3, 4, 5, 6, 9, 11, 14],
  },
  lcsp_enhet: asItStands('enhet', 'enheter.csv'),
};

/** The columns that lists of a kind ordinarily have. */
export const ordinaryFields = (kind: KindName) =>
  kindOf(kind).fields.filter(({ isSeldomListed }) => isSeldomListed !== true);

const ROWS = 80;
const REGION = join(import.meta.dirname, '../../fixtures/region');
const kept = new Map<KindName, Promise<Rows>>();

/** Some eighty rows of a kind from all parts of the region's list, in the order of its canonical columns. */
export function rowsOfKind(kind: KindName): Promise<Rows> {
  const rows = kept.get(kind) ?? readRows(SOURCES[kind]);
  kept.set(kind, rows);
  return rows;
}

async function readRows({ file, of, columns }: Source): Promise<Rows> {
  const width = ordinaryFields(of).length;
  const table = await openTable(join(REGION, file), { readerProcess: await workbookReader() });
  const rows: (readonly string[])[] = [];
  for await (const batch of table.batches()) rows.push(...batch.map(({ cells }) => cells));
  const data = rows.filter((cells) => cells.filter((cell) => cell !== '').length > width / 2).slice(1);
  const step = Math.max(1, Math.floor(data.length / ROWS));
  const some = data.filter((_, at) => at % step === 0);
  return columns === null
    ? some
    : some.map((cells, row) => columns.map((at) => cells[at] ?? registered(row)));
}

/** A day of the cut-over. */
const registered = (row: number): string => `2025-09-${String(1 + (row % 28)).padStart(2, '0')}`;
