import { openDatabase } from '../src/register/engine/sqlite/driver.ts';
import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answerCells, heldCells } from '../src/app/cases/answered-case.ts';
import { handOut } from '../src/app/worklists/hand-out.ts';
import { returnLists, type ReturnRequest } from '../src/app/worklists/return-list.ts';
import { bytesOf } from '../src/register/file/copy-register.ts';
import type { Register } from '../src/register/file/register.ts';
import { newFolder } from './helpers/folder.ts';
import { factsAndClassesIn } from './helpers/database.ts';
import { memoryRegister, PATIENCE, runs, takeIn } from './helpers/memory.ts';
import { sipList } from './helpers/sip-lists.ts';

const DAY = '2025-10-06';
const writer = { by: 'prov', recordedAt: '2025-10-06T13:00:00.000Z' };
const readerProcess = { command: process.execPath, args: [] };

const CHOICES = {
  Status: ['', 'Klar', 'Pågår', 'Inte aktuell'],
  'Ny samordningsansvarig satt': ['', 'Ja', 'Nej'],
  'Alla parter klara': ['', 'Ja'],
  'Avslutad i Prator': ['', '2025-10-02', '2025-10-03'],
  Av: ['', 'A Berg', 'B Ceder'],
  Kommentar: ['', 'ett', 'två'],
} as const;
type Header = keyof typeof CHOICES;
const HEADERS = Object.keys(CHOICES) as readonly Header[];

/** One file: by row, what is written in each column. */
type File = readonly Readonly<Record<Header, string>>[];
const ROWS = 3;
const file: fc.Arbitrary<File> = fc.array(
  fc.record(
    Object.fromEntries(
      HEADERS.map((header) => [header, fc.constantFrom<string>(...CHOICES[header])]),
    ) as Record<Header, fc.Arbitrary<string>>,
  ),
  { minLength: ROWS, maxLength: ROWS },
);

function* orders<T>(items: readonly T[]): Generator<readonly T[]> {
  if (items.length === 0) yield [];
  for (const [at, first] of items.entries()) {
    for (const rest of orders(items.filter((_, other) => other !== at))) yield [first, ...rest];
  }
}

/** Whether a row of a file says one thing: of any other nothing counts. */
const isSound = (row: File[number] | undefined): boolean =>
  !(row?.Status === 'Inte aktuell' && row['Alla parter klara'] === 'Ja') &&
  !(row?.Status === 'Pågår' && row['Avslutad i Prator'] !== '');

/** The cells that a reader with pen and paper would find contradicted. */
function contradictions(files: readonly File[], references: readonly string[]): readonly string[] {
  return references.flatMap((reference, row) => {
    const said = (header: Header): ReadonlySet<string> => {
      const isGiven = (one: File): boolean =>
        header !== 'Avslutad i Prator' || one[row]?.['Alla parter klara'] === 'Ja';
      const values = new Set(
        files.filter((one) => isSound(one[row]) && isGiven(one)).map((one) => one[row]?.[header] ?? ''),
      );
      values.delete('');
      if (header === 'Status' && values.size > 1) values.delete('Pågår');
      return values;
    };
    // One says that it is not current, and another that it is moved.
    const isGainsaid = said('Status').size === 1 && said('Status').has('Inte aktuell');
    return HEADERS.filter((header) => header !== 'Av' && header !== 'Kommentar').flatMap((header) =>
      said(header).size > 1 || (header === 'Alla parter klara' && isGainsaid && said(header).size > 0)
        ? [`${reference} ${header}`]
        : [],
    );
  });
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  status: 'Status',
  coordinator: 'Ny samordningsansvarig satt',
  allParties: 'Alla parter klara',
  closedOn: 'Avslutad i Prator',
};

/** All that follows from the answers, without the numbers that follow the order in which they came. */
function stateOf({ db }: Register): string {
  const cells = [...answerCells(db)].map(([name, { value, effectiveOn, held, given }]) => [
    name,
    value,
    effectiveOn,
    held?.because,
    held?.values.map((one) => [
      one.value,
      one.given.map(({ worklist, by, on }) => JSON.stringify([worklist, by, on])).sort(),
    ]),
    given.map((one) => JSON.stringify([one.worklist, one.value, one.by, one.on])).sort(),
  ]);
  return JSON.stringify([cells.map((cell) => JSON.stringify(cell)).sort(), factsAndClassesIn(db)]);
}

async function handedOut(): Promise<{
  readonly bytes: Buffer;
  readonly register: Register;
  readonly csv: string;
}> {
  const register = await memoryRegister('2025-04-28');
  const sips = Array.from({ length: ROWS }, (_, at) => ({ id: `SIP-${String(at + 1)}` }));
  await takeIn(register, { name: 'sip-2025-09-15.csv', text: sipList(sips) }, DAY);
  const folder = newFolder();
  const { worklists } = await handOut(register, {
    folder,
    steps: ['6'],
    kommun: null,
    part: null,
    unit: null,
    formats: ['csv'],
    showsPersonnummer: false,
    asOf: DAY,
    writer,
    force: false,
    isDryRun: false,
  });
  return {
    bytes: bytesOf(register.db),
    register,
    csv: readFileSync(worklists[0]?.paths[0] ?? '', 'utf8'),
  };
}

function filledIn(
  csv: string,
  answers: File,
): { readonly text: string; readonly references: readonly string[] } {
  const [header = '', ...rows] = csv.replace('\ufeff', '').trimEnd().split('\r\n');
  const headers = header.split(';').map((cell) => cell.slice(1, -1));
  const references: string[] = [];
  const lines = rows.map((row, at) => {
    const cells = row.split(';');
    references.push((cells[headers.indexOf('Radnyckel')] ?? '').slice(1, -1));
    for (const name of HEADERS) cells[headers.indexOf(name)] = answers[at]?.[name] ?? '';
    return cells.join(';');
  });
  return { text: `${[header, ...lines].join('\n')}\n`, references };
}

it(
  'five files with overlaps give one state in all 120 orders, with each contradiction held once; and again nothing',
  async () => {
    const { bytes, register, csv } = await handedOut();
    const folder = newFolder();
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 5, maxLength: 5 }), async (files) => {
        const made = files.map((answers) => filledIn(csv, answers));
        const paths = made.map(({ text }, at) => {
          const path = join(folder, `svar-${String(at)}.csv`);
          writeFileSync(path, text);
          return path;
        });
        const expected = contradictions(files, made[0]?.references ?? []);
        const states = new Set<string>();
        for (const order of orders(paths)) {
          const copy: Register = { ...register, db: openDatabase(bytes) };
          const take = async (path: string): Promise<{ returnId: string | null }> => {
            const request: ReturnRequest = {
              asOf: DAY,
              writer,
              readerProcess,
              isDryRun: false,
              withdraws: false,
            };
            const [taken] = await returnLists(copy, [path], request);
            if (taken === undefined || 'error' in taken) throw new Error(`${path} was not taken back`);
            return taken;
          };
          for (const path of order) await take(path);
          const state = stateOf(copy);
          states.add(state);
          const held = heldCells(copy.db).map(
            ({ token, column }) => `${token} ${COLUMN_OF[column] ?? column}`,
          );
          expect(held.toSorted()).toEqual(expected.toSorted());
          if (states.size === 1 && order[0] === paths[0]) {
            for (const path of order) expect((await take(path)).returnId).toBeNull();
            expect(stateOf(copy)).toBe(state);
          }
          copy.db.close();
        }
        expect(states.size).toBe(1);
      }),
      { numRuns: runs(2) },
    );
    register.close();
  },
  PATIENCE * 4,
);
