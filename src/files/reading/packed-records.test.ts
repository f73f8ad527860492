import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { createPacker, createUnpacker } from './packed-records.ts';

/** Batches as they come out on the other side. */
function sent(batches: readonly (readonly (readonly string[])[])[]): readonly string[][][] {
  const pack = createPacker();
  const unpack = createUnpacker();
  return batches.map((records) => unpack(structuredClone(pack(records))));
}

const cell = fc.oneof(fc.constantFrom('', 'Ja', 'Nej', 'Ånge'), fc.string({ unit: 'binary' }));
const batch = fc.array(fc.array(cell, { maxLength: 70 }), { maxLength: 20 });

describe('records between threads', () => {
  it('come out as they went in, whatever stands in their cells', () => {
    fc.assert(
      fc.property(fc.array(batch, { maxLength: 4 }), (batches) => {
        expect(sent(batches)).toEqual(batches);
      }),
    );
  });

  it('come out as they went in when a column has more texts than are remembered', () => {
    const rows = Array.from({ length: 3_000 }, (_, at) => [`SIP-${at}`, `dag ${at % 1_500}`, 'Pågående']);
    const twice = [rows, rows];
    expect(sent(twice)).toEqual(twice);
  });

  it('send a text that comes again by its number', () => {
    const pack = createPacker();
    const first = pack([['Sundsvall'], ['Sundsvall']]);
    const again = pack([['Sundsvall']]);
    expect([first.fresh, first.text, again.fresh, again.text]).toEqual([['Sundsvall'], '', [], '']);
  });

  it('send numbers and names as they are, once a column has shown that none comes again', () => {
    const pack = createPacker();
    const rows = (from: number): string[][] => Array.from({ length: 1_100 }, (_, at) => [`${from + at}`]);
    pack(rows(1_000));
    expect(pack(rows(5_000)).fresh).toEqual([]);
  });
});
