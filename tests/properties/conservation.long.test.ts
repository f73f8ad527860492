import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inNewRegister,
  MADE_UP,
  rowsOfKind,
  takeBytesIn,
  way,
  writtenList,
  type MadeUpRow,
  type Way,
} from '../helpers/made-up-lists.ts';
import { PATIENCE, runs } from '../helpers/memory.ts';

/**
 * The law, whatever the encoding, the delimiter, the line ends and the kind: every physical row has exactly one fate,
 * the ledger has each once, and every id that stands in the file has a case.
 */
const KINDS = [MADE_UP.sip, MADE_UP.vardtillfalle, MADE_UP.meddelande, MADE_UP.enhet];

const extra = fc.record({
  before: fc.nat(16),
  cells: fc.constantFrom<readonly string[]>(
    [''],
    ['  ', '', ''],
    ['Antal poster: 3'],
    ['Summa'],
    ['', 'utan id', 'och', 'kort'],
    ['', '', '', 'utan id'],
  ),
});

interface MadeUp {
  readonly at: number;
  readonly rows: readonly MadeUpRow[];
  readonly how: Way;
  readonly extras: readonly { readonly before: number; readonly cells: readonly string[] }[];
}

const madeUp: fc.Arbitrary<MadeUp> = fc.nat(KINDS.length - 1).chain((at) =>
  fc.record({
    at: fc.constant(at),
    rows: rowsOfKind(KINDS[at] ?? MADE_UP.sip),
    how: way,
    extras: fc.array(extra, { maxLength: 4 }),
  }),
);

describe('a list in any form', () => {
  it(
    'has one fate for every row, one line in the ledger for each, and a case for every id',
    async () => {
      const met = new Set<string>();
      const kinds = new Set<string>();
      await fc.assert(
        fc.asyncProperty(madeUp, async ({ at, rows, how, extras }) => {
          const kind = KINDS[at] ?? MADE_UP.sip;
          const { bytes, records } = writtenList(kind, rows, how, extras);
          await inNewRegister(async (register) => {
            const report = await takeBytesIn(register, { name: 'lista-2025-09-15.csv', bytes });
            const isPlain = bytes.every((byte) => byte < 0x80);
            expect([report.kind, report.delimiter, report.encoding]).toEqual([
              kind.kind,
              how.delimiter,
              isPlain ? 'utf-8' : how.encoding,
            ]);
            expect(report.rows).toBe(records);
            expect(Object.values(report.fates).reduce((sum, count) => sum + count, 0)).toBe(records);
            const ledger = register.db
              .prepare('SELECT row, fate FROM source_row ORDER BY row')
              .raw()
              .all() as [number, string][];
            expect(ledger.map(([row]) => row)).toEqual(
              Array.from({ length: records }, (_, index) => index + 1),
            );
            for (const [fate, count] of Object.entries(report.fates)) {
              expect([fate, ledger.filter(([, own]) => own === fate).length]).toEqual([fate, count]);
              if (count > 0) met.add(fate);
            }
            const keys = register.db.prepare(`SELECT key FROM ${kind.kind}`).pluck().all() as string[];
            const named = (name: string): string => (kind.kind === 'enhet' ? name.toLowerCase() : name);
            expect(new Set(keys)).toEqual(new Set(rows.map(({ id }) => named(id))));
            kinds.add(kind.kind);
          });
        }),
        { numRuns: runs(200) },
      );
      expect([kinds.size, [...met].toSorted()]).toEqual([
        KINDS.length,
        ['blank', 'duplicate', 'footer', 'new', 'rejected', 'title'],
      ]);
    },
    PATIENCE,
  );
});
