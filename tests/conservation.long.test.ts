import { bytesOf } from '../src/register/file/copy-register.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryRegister, PATIENCE, runs, takeIn, unlessRefused } from './helpers/memory.ts';

/**
 * The law: a list of n lines has n fates, each line stands in the ledger once, and no id of the list is lost,
 * whatever else is wrong with it. Tried on made-up lists; `OVERGANG_RUNS=1000` tries more of them.
 */
const HEADER = [
  'SIP-id',
  'Personnummer',
  'Namn',
  'Kommun',
  'Samordningsansvar',
  'Startad',
  'Skyddade personuppgifter',
];

const PERSON = '19270525-9964';
const text = fc.constantFrom(
  ...[
    '',
    'Sundsvall',
    'okänt ord',
    ' 2281 ',
    'Ö-vik',
    'Nej',
    'Ja',
    '2025-13-45',
    '2025-02-03',
    PERSON,
    '1927052',
    '=1+1',
    'Totalt',
  ],
);
const id = fc.integer({ min: 1, max: 12 }).map((number) => `SIP-${String(number)}`);
const cells = fc.array(text, { minLength: 6, maxLength: 6 });

type Line =
  | { readonly what: 'case'; readonly id: string; readonly cells: readonly string[] }
  | { readonly what: 'again'; readonly of: number }
  | { readonly what: 'no id' | 'ragged' | 'short'; readonly cells: readonly string[] }
  | { readonly what: 'blank'; readonly blank: string }
  | { readonly what: 'footer'; readonly footer: string }
  | { readonly what: 'header again' };

const caseLine: fc.Arbitrary<Line> = fc.record({ what: fc.constant('case' as const), id, cells });

const line: fc.Arbitrary<Line> = fc.oneof(
  { weight: 8, arbitrary: caseLine },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('again' as const), of: fc.nat(5) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constantFrom('no id' as const, 'ragged' as const, 'short' as const),
      cells,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('blank' as const),
      blank: fc.constantFrom('', '   ', ';;;;;;', ' ; ;'),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('footer' as const),
      footer: fc.constantFrom('Antal poster: 3', 'Summa', 'Totalt;5'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('header again' as const) }) },
);

const list = fc.record({
  titles: fc.constantFrom([], ['Prator - Pågående SIP'], ['Rubrik', 'Uttag 2025-09-15 07:32;;']),
  // At least one case: a list of footers alone is refused, and says so (tests/wrong-input).
  lines: fc.tuple(caseLine, fc.array(line, { maxLength: 30 })).map(([first, rest]) => [first, ...rest]),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  endsWithNewline: fc.boolean(),
});

/** The lines of a made-up list, and the ids that stand in them. */
function write(lines: readonly Line[]): { readonly written: string[]; readonly ids: Set<string> } {
  const written: string[] = [];
  const ids = new Set<string>();
  for (const one of lines) {
    switch (one.what) {
      case 'case':
        written.push([one.id, ...one.cells].join(';'));
        ids.add(one.id);
        break;
      case 'again': {
        const earlier = written[one.of];
        if (earlier === undefined) ids.add('SIP-1');
        written.push(earlier ?? 'SIP-1');
        break;
      }
      case 'no id':
        written.push(['', ...one.cells, 'x'].join(';'));
        break;
      case 'ragged':
        written.push(['SIP-99', ...one.cells, 'en till', 'och en'].join(';'));
        ids.add('SIP-99');
        break;
      case 'short':
        written.push(['SIP-98', ...one.cells.slice(0, 2)].join(';'));
        ids.add('SIP-98');
        break;
      case 'blank':
        written.push(one.blank);
        break;
      case 'footer':
        written.push(one.footer);
        break;
      case 'header again':
        written.push(HEADER.join(';'));
        break;
    }
  }
  return { written, ids };
}

describe('a list, whatever is wrong with it', () => {
  it(
    'has a fate for each line, each line in the ledger once, and a case for each id',
    async () => {
      const met = new Set<string>();
      await fc.assert(
        fc.asyncProperty(list, async ({ titles, lines, lineEnd, endsWithNewline }) => {
          const { written, ids } = write(lines);
          fc.pre(written.some((one) => one.replaceAll(/[;\s]/gu, '') !== ''));
          const all = [...titles, HEADER.join(';'), ...written];
          // A last line that is empty is no line without its end.
          const isOpen = !endsWithNewline && all.at(-1) !== '';
          const register = await memoryRegister('2025-09-29');
          try {
            const name = 'prator-sip-2025-09-15.csv';
            const text = all.join(lineEnd) + (isOpen ? '' : lineEnd);
            const report = await unlessRefused(register, () =>
              takeIn(register, { name, text }, '2025-09-29'),
            );
            expect(report.rows).toBe(all.length);
            expect(Object.values(report.fates).reduce((sum, count) => sum + count, 0)).toBe(all.length);
            const ledger = register.db.prepare('SELECT row, fate FROM source_row ORDER BY row').all() as {
              row: number;
              fate: string;
            }[];
            expect(ledger.map(({ row }) => row)).toEqual(all.map((_, at) => at + 1));
            for (const [fate, count] of Object.entries(report.fates)) {
              expect([fate, ledger.filter((entry) => entry.fate === fate).length]).toEqual([fate, count]);
              if (count > 0) met.add(fate);
            }
            const keys = register.db.prepare('SELECT key FROM sip').pluck().all() as string[];
            expect(new Set(keys)).toEqual(ids);
            const classed = register.db
              .prepare('SELECT count(*) FROM sip WHERE class IS NOT NULL')
              .pluck()
              .get();
            expect(classed).toBe(keys.length);
          } finally {
            register.close();
          }
        }),
        { numRuns: runs(200) },
      );
      expect([...met].toSorted()).toEqual(['blank', 'duplicate', 'footer', 'new', 'rejected', 'title']);
    },
    PATIENCE,
  );

  it(
    'taken in twice is taken in once',
    async () => {
      await fc.assert(
        fc.asyncProperty(list, async ({ titles, lines, lineEnd }) => {
          const { written } = write(lines);
          fc.pre(written.some((one) => one.replaceAll(/[;\s]/gu, '') !== ''));
          const file = {
            name: 'prator-sip-2025-09-15.csv',
            text: [...titles, HEADER.join(';'), ...written, ''].join(lineEnd),
          };
          const register = await memoryRegister('2025-09-29');
          try {
            const first = await unlessRefused(register, () => takeIn(register, file, '2025-09-29'));
            const before = bytesOf(register.db);
            const again = await takeIn(register, file, '2025-09-29');
            expect(bytesOf(register.db).equals(before)).toBe(true);
            expect(again).toMatchObject({ rows: first.rows, gone: 0, fates: { new: 0, changed: 0 } });
            expect(again.alreadyImportedAt).not.toBeNull();
          } finally {
            register.close();
          }
        }),
        { numRuns: runs(40) },
      );
    },
    PATIENCE,
  );
});
