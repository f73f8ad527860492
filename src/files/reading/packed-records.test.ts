import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { FactValue } from '../../domain/kinds/kinds.ts';
import type { Ahead, Told } from '../../domain/records/read-ahead.ts';
import { createPacker, createUnpacker } from './packed-records.ts';

/** Batches as they come out on the other side. */
function sent(batches: readonly string[][][]): readonly string[][][] {
  const pack = createPacker();
  const unpack = createUnpacker();
  return batches.map((records) => unpack(structuredClone(pack(records))).records);
}

const cell = fc.oneof(fc.constantFrom('', 'Ja', 'Nej', 'Ånge'), fc.string({ unit: 'binary' }));
const batch = fc.array(fc.array(cell, { maxLength: 70 }), { maxLength: 20 });

const NO_MARKS = { key: 0, person: 0, name: 0 };

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

/** Something to tell: the same of the same number. */
const telling = (number: number): Told => ({
  remarks: [['CONSENT_REFUSED', 'Samtycke', String(number)]],
  identity: 'ok',
  notUnderstood: number % 2 === 0 ? null : { unit: String(number) },
});

describe('what is read of records ahead', () => {
  const texts = fc.constantFrom('', 'Ja', 'Nej', 'SIP-1', 'Ånge', '19250628-9822');
  const rows = fc.array(fc.array(texts, { maxLength: 5 }), { maxLength: 30 });
  const values = fc.dictionary(texts, fc.constantFrom(null, 0, 1, 'yes', '2260'));

  it('comes out as it was read, or as not read', () => {
    const cellOf = [2, -1, 0];
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 3 }), values, fc.nat(3), (batches, meanings, whim) => {
        let met = 0;
        const valueOf = (text: string | undefined): FactValue =>
          text === undefined || text === '' ? null : (meanings[text] ?? text);
        const read = (cells: readonly string[]): Ahead | null => {
          met += 1;
          if (met % 4 === whim) return null;
          const personKey = cells[1] === undefined ? null : `${cells[1]}!`;
          // Now and then one that its cells do not make.
          const third = met % 7 === 0 ? 'otherwise' : valueOf(cells[0]);
          return {
            values: [valueOf(cells[2]), null, third],
            personKey,
            fitsTestPattern: personKey !== null && met % 2 === 0,
            marks: { key: met, person: -met, name: 2 ** 31 - met },
            told: met % 5 === 0 ? telling(met % 3 === 0 ? met : 0) : null,
          };
        };
        const pack = createPacker({ read, cellOf });
        const unpack = createUnpacker(cellOf);
        for (const records of batches) {
          const before = met;
          const out = unpack(structuredClone(pack(records)));
          met = before;
          const expected = records.map((record) => read(record));
          expect(out.records).toEqual(records);
          for (const [at, one] of (out.ahead ?? []).entries())
            if (one !== null) expect(one).toEqual(expected[at]);
          expect(out.ahead?.length).toBe(records.length);
        }
      }),
    );
  });

  it('is not lost where every value is made by its cell', () => {
    const cellOf = [0, 1];
    const pack = createPacker({
      read: ([id = '', word]) => ({
        values: [id, word === 'Ja' ? 1 : 0],
        personKey: null,
        fitsTestPattern: false,
        marks: NO_MARKS,
        told: null,
      }),
      cellOf,
    });
    const records = Array.from({ length: 50 }, (_, at) => [`SIP-${at}`, at % 2 === 0 ? 'Ja' : 'Nej']);
    const { ahead } = createUnpacker(cellOf)(structuredClone(pack(records)));
    expect(ahead?.map((one) => one?.values)).toEqual(
      records.map(([id, word]) => [id, word === 'Ja' ? 1 : 0]),
    );
  });

  it('means of rows that are told of what it does there, whatever it means in others', () => {
    const cellOf = [0];
    const pack = createPacker({
      read: ([word = '', , isTold]) => ({
        values: [isTold === 'ja' ? null : word],
        personKey: null,
        fitsTestPattern: false,
        marks: NO_MARKS,
        told: isTold === 'ja' ? telling(1) : null,
      }),
      cellOf,
    });
    const records = ['ja', 'nej', 'ja', 'nej'].map((isTold) => ['Avslutad', '', isTold]);
    const { ahead } = createUnpacker(cellOf)(structuredClone(pack(records)));
    expect(ahead?.map((one) => one?.values)).toEqual([[null], ['Avslutad'], [null], ['Avslutad']]);
    expect(ahead?.map((one) => one?.told)).toEqual([telling(1), null, telling(1), null]);
  });

  it('is sent once where many are told the same, and not at all where each is told something else', () => {
    const cellOf = [0];
    const packing = (numberOf: (at: number) => number): ReturnType<typeof createPacker> =>
      createPacker({
        read: ([word = '']) => ({
          values: [word],
          personKey: null,
          fitsTestPattern: false,
          marks: NO_MARKS,
          told: telling(numberOf(Number(word))),
        }),
        cellOf,
      });
    const records = Array.from({ length: 3_000 }, (_, at) => [String(at)]);
    const same = packing(() => 7);
    expect(same(records).ahead?.freshTold).toEqual([telling(7)]);
    expect(same(records).ahead?.freshTold).toEqual([]);
    const other = packing((at) => at);
    expect(other(records).ahead?.freshTold.length).toBe(1_024);
    expect(other(records).ahead?.freshTold).toEqual([]);
    expect(other(records).ahead?.tellings).toEqual([]);
  });
});
