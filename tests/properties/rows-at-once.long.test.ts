import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Engine } from '../../src/register/engine/engine.ts';
import type { Register } from '../../src/register/file/register.ts';
import { memoryRegister, PATIENCE, runs, takeIn } from '../helpers/memory.ts';
import { sipList, PNR, type ListedSip } from '../helpers/sip-lists.ts';

const AS_OF = '2025-09-29';
/** What lists leave, in an order: findings in that in which those of a row are told. */
const LEFT = [
  ...['sip', 'earlier_facts', 'absence'].map((table) => `SELECT * FROM ${table} ORDER BY 1, 2`),
  "SELECT seq, type, kind, case_id, data FROM event WHERE type <> 'register-created' ORDER BY seq",
  'SELECT * FROM source_row ORDER BY source_no, row',
  'SELECT * FROM finding ORDER BY source_no, row NULLS FIRST, rowid',
];

/** Few ids, so that they stand twice in a list and come again in the next; some rows have none. */
const row: fc.Arbitrary<ListedSip> = fc.record({
  id: fc.constantFrom('SIP-1', 'SIP-2', 'SIP-3', 'SIP-4', 'SIP-5', ''),
  kommun: fc.constantFrom('Timrå', 'Ånge'),
  status: fc.constantFrom('Pågående', 'Avslutad'),
  pnr: fc.constantFrom(PNR.anna, PNR.ulla),
  skydd: fc.constantFrom('Nej', 'Nej', 'Ja'),
});
const lists = fc.array(fc.array(row, { maxLength: 14 }), { minLength: 2, maxLength: 3 });
const days = fc.constantFrom(
  ['2025-09-15', '2025-09-22', '2025-09-29'],
  ['2025-09-22', '2025-09-15', '2025-09-29'],
);

/** All that lists leave in a register, and what is told of each, where so many rows are asked for at once. */
async function leftBy(
  texts: readonly (readonly [day: string, text: string])[],
  rowsAtOnce: number,
): Promise<unknown> {
  const register = await memoryRegister('2025-04-28');
  try {
    const db = Object.create(register.db, { rowsAtOnce: { value: rowsAtOnce } }) as Engine;
    const asked: Register = { ...register, db };
    const told: unknown[] = [];
    for (const [day, text] of texts) {
      const { findings, fates, held } = await takeIn(asked, { name: `sip-${day}.csv`, text }, AS_OF);
      told.push([findings, fates, held]);
    }
    return [told, LEFT.map((sql) => register.db.prepare(sql).all())];
  } finally {
    register.close();
  }
}

it(
  'lists leave the same, however many rows are asked for at once',
  async () => {
    await fc.assert(
      fc.asyncProperty(lists, days, fc.constantFrom(2, 3, 500), async (written, on, rowsAtOnce) => {
        const texts = written.map((rows, at) => [on[at] ?? AS_OF, sipList(rows)] as const);
        expect(await leftBy(texts, rowsAtOnce)).toEqual(await leftBy(texts, 1));
      }),
      { numRuns: runs(100) },
    );
  },
  PATIENCE * 4,
);
