import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openClassifier } from '../../src/app/cases/classifier.ts';
import { importList } from '../../src/app/lists/import-list.ts';
import type { ImportReport } from '../../src/app/lists/import-report.ts';
import type { Register } from '../../src/register/file/register.ts';
import { newFolder, writeAnew } from '../helpers/folder.ts';
import { memoryRegister, runs } from '../helpers/memory.ts';
import { SAID_WHOLE } from '../helpers/whole.ts';
import { workbookReader } from '../helpers/workbook-reader.ts';

const AS_OF = '2025-10-20';
const KOMMUNER = ['Ånge', 'Sundsvall', 'Timrå'] as const;
const HEADER = [
  ...['SIP-id', 'Personnummer', 'Namn', 'Kommun', 'Samordningsansvarig enhet', 'Samordningsansvar'],
  ...['Planform', 'Status', 'Fas', 'Startad', 'Senast ändrad', 'Samtycke', 'Skyddade personuppgifter'],
];
const SHEETS = ['Blad A', 'Blad B', 'Blad C'] as const;

interface Sip {
  readonly id: string;
  readonly kommun: string;
  /** The sheet that it stands on; nowhere where the list was cut. */
  readonly sheet: number | null;
}

/** What is done with one of the sheets besides: it is hidden, or has a column fewer. */
type Harm = 'none' | 'hidden' | 'column-fewer';

const rowOf = ({ id, kommun }: Sip): string[] => [
  ...[id, '', '', kommun, 'Enheten', 'Kommun', 'SIP', 'Pågående'],
  ...['Genomförande', '2025-03-04', '2025-08-20', 'Ja', 'Nej'],
];

async function bookOf(sips: readonly Sip[], harm: Harm, harmed: number): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Om listan').addRow(['SIP ur Prator']);
  for (const [at, name] of SHEETS.entries()) {
    const own = sips.filter(({ sheet }) => sheet === at);
    // A sheet without a row says nothing but its header.
    if (own.length === 0) continue;
    const sheet = book.addWorksheet(name);
    const cut = harm === 'column-fewer' && at === harmed ? HEADER.length - 2 : HEADER.length;
    sheet.addRows([HEADER, ...own.map(rowOf)].map((row) => row.slice(0, cut)));
    if (harm === 'hidden' && at === harmed) sheet.state = 'hidden';
  }
  return new Uint8Array(await book.xlsx.writeBuffer());
}

const folder = newFolder();
let readerProcess: Awaited<ReturnType<typeof workbookReader>>;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

async function take(
  register: Register,
  name: string,
  content: Uint8Array,
  isSaidWhole = false,
): Promise<ImportReport | { readonly refused: string }> {
  const path = join(folder, name);
  writeAnew(path, content);
  try {
    return await importList(register, {
      path,
      kind: null,
      mapping: null,
      exportedOn: null,
      asOf: AS_OF,
      writer: { by: 'prov', recordedAt: '2025-10-20T13:00:00.000Z' },
      readerProcess,
      ...(isSaidWhole ? { word: SAID_WHOLE } : {}),
    });
  } catch (error) {
    return { refused: (error as { code: string }).code };
  }
}

const openIds = (register: Register): readonly string[] =>
  [...openClassifier(register, AS_OF).sips()]
    .flatMap(({ row, classification }) => (classification.class === 'closed' ? [] : [row.key]))
    .sort();

const sips = fc
  .array(fc.tuple(fc.constantFrom(...KOMMUNER), fc.nat(2), fc.nat(7)), { minLength: 4, maxLength: 30 })
  .map((rows) =>
    rows.map(([kommun, sheet, fate], at) => ({
      id: `SIP-${String(at + 1).padStart(3, '0')}`,
      kommun,
      sheet,
      // One in eight is cut away.
      isCut: fate === 0,
    })),
  );

describe('a list split over sheets in any way', () => {
  it('is the whole where all its rows are read, and closes nothing where they are not', async () => {
    const seen = { whole: 0, held: 0, differ: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(
        sips,
        fc.constantFrom<Harm>('none', 'none', 'hidden', 'column-fewer'),
        fc.nat(2),
        fc.boolean(),
        fc.boolean(),
        async (all, harm, harmed, isCutAny, isSaidWhole) => {
          const register = await memoryRegister('2025-04-28');
          try {
            await take(register, 'sip-2025-09-15.xlsx', await bookOf(all, 'none', 0), isSaidWhole);
            const before = openIds(register);
            expect(before).toHaveLength(all.length);
            const left = all.filter(({ isCut }) => !(isCutAny && isCut));
            const report = await take(register, 'sip-2025-09-22.xlsx', await bookOf(left, harm, harmed));
            const read = left
              .filter(({ sheet }) => !(harm === 'hidden' && sheet === harmed))
              .map(({ id }) => id);
            if ('refused' in report) {
              // The only list stands on the hidden sheet, or there is none.
              expect([harm === 'hidden' || left.length === 0, openIds(register)]).toEqual([true, before]);
              seen.refused += 1;
              return;
            }
            const sheetsOf = new Set(left.map(({ sheet }) => sheet));
            if (harm === 'column-fewer' && sheetsOf.has(harmed) && sheetsOf.size > 1) {
              expect([report.held?.code, openIds(register)]).toEqual(['SHEETS_DIFFER', before]);
              seen.differ += 1;
              return;
            }
            if (report.held !== null) {
              const lacking = report.held.missing.reduce((sum, { open, inList }) => sum + open - inList, 0);
              expect([openIds(register), lacking]).toEqual([before, all.length - read.length]);
              seen.held += 1;
              return;
            }
            // By the word that is remembered for the very same sheets: never without being told.
            expect([openIds(register), report.gone]).toEqual([[...read].sort(), all.length - read.length]);
            if (report.gone > 0)
              expect([isSaidWhole, harm]).toEqual([true, expect.not.stringMatching('hidden')]);
            else seen.whole += 1;
          } finally {
            register.close();
          }
        },
      ),
      { numRuns: runs(24) },
    );
    expect(Math.min(seen.whole, seen.held, seen.differ)).toBeGreaterThan(0);
  }, 300_000);
});
