import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClassifier } from '../../src/app/cases/classifier.ts';
import { importList } from '../../src/app/lists/import-list.ts';
import { readCoverageWord } from '../../src/app/lists/read-coverage-word.ts';
import type { ImportReport } from '../../src/app/lists/import-report.ts';
import type { Register } from '../../src/register/file/register.ts';
import { newFolder, writeAnew } from '../helpers/folder.ts';
import { memoryRegister, runs, statusOf } from '../helpers/memory.ts';

const AS_OF = '2025-10-20';
const DAYS = ['2025-09-15', '2025-09-22', '2025-09-29'] as const;
/** Those without a kommun have a file of their own. */
const KOMMUNER = ['Ånge', 'Sundsvall', ''] as const;
const HEADERS = 'SIP-id;Kommun;Samordningsansvarig enhet;Samordningsansvar;Status;Fas;Startad;Samtycke';
const LONG = 300_000;
const writer = { by: 'prov', recordedAt: '2025-10-20T13:00:00.000Z' };
const folder = newFolder();

/** Where a SIP is in each round; undefined: it is gone. */
type Sip = readonly ((typeof KOMMUNER)[number] | undefined)[];

interface File {
  readonly name: string;
  readonly text: string;
  readonly said: { readonly whole: true; readonly covers?: readonly string[] };
}

function fileOf(sips: readonly Sip[], round: number, kommun: string | null): File {
  const lines = sips.flatMap((places, at) => {
    const place = places[round];
    if (place === undefined || (kommun !== null && place !== kommun)) return [];
    return [`SIP-${at + 1};${place};Enheten;Primärvård;Pågående;Genomförande;2025-03-04;Ja`];
  });
  const covers = kommun === '' ? 'kommun=okänd' : `kommun=${kommun ?? ''}`;
  return {
    name: `sip-${kommun ?? 'alla'}-${DAYS[round] ?? ''}.csv`,
    text: `${[HEADERS, ...lines].join('\n')}\n`,
    said: { whole: true, ...(kommun !== null && { covers: [covers] }) },
  };
}

async function takeFileIn(register: Register, file: File): Promise<ImportReport> {
  const path = join(folder, file.name);
  writeAnew(path, file.text);
  const report = await importList(register, {
    path,
    kind: 'sip',
    mapping: null,
    exportedOn: null,
    asOf: AS_OF,
    writer,
    word: readCoverageWord(register, file.said, 'prov'),
    readerProcess: { command: process.execPath, args: [] },
  });
  expect([file.name, report.held]).toEqual([file.name, null]);
  return report;
}

async function classesAfter(files: readonly File[]): Promise<unknown> {
  const register = await memoryRegister('2025-04-28');
  try {
    for (const file of files) await takeFileIn(register, file);
    return answersOf(register);
  } finally {
    register.close();
  }
}

const answersOf = (register: Register): unknown => ({
  status: DAYS.map((day) => statusOf(register, day)),
  then: DAYS.map((day) =>
    [...openClassifier(register, day).sips()]
      .map(({ row, classification }) => [row.key, classification.class, classification.rule, row.kommun])
      .sort(),
  ),
});

const place = fc.constantFrom(...KOMMUNER);
const sip: fc.Arbitrary<Sip> = fc
  .record({ first: place, moved: place, last: place, stays: fc.nat(5) })
  .map(({ first, moved, last, stays }) => [
    first,
    stays < 1 ? undefined : moved,
    stays < 2 ? undefined : last,
  ]);
/** All files of all rounds, in any order at all, or round by round. */
const order = fc.tuple(
  fc.boolean(),
  fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 9, maxLength: 9 }),
);

describe('the file of a kommun', () => {
  it('closes nothing that may have lost its kommun, until the file of those without has come', async () => {
    const sips: readonly Sip[] = [['Sundsvall', ''], ['Sundsvall'], ['Sundsvall', 'Sundsvall'], ['', '']];
    const register = await memoryRegister('2025-04-28');
    try {
      const takeIn = (round: number, kommun: string) => takeFileIn(register, fileOf(sips, round, kommun));
      const open = (): number => statusOf(register, AS_OF).sips.open;
      await takeIn(0, 'Sundsvall');
      await takeIn(0, '');
      const { gone, findings } = await takeIn(1, 'Sundsvall');
      expect([gone, open()]).toEqual([0, 4]);
      expect(findings.find(({ code }) => code === 'LIST_WAITS_FOR_UNKNOWN')?.first).toMatchObject([
        { detail: '2' },
      ]);
      const last = await takeIn(1, '');
      expect([last.gone, open()]).toEqual([1, 3]);
      expect(last.findings.map(({ code }) => code)).not.toContain('CASE_REOPENED');
    } finally {
      register.close();
    }
  });
});

describe('files per kommun, each called whole of its kommun, and one of those without', () => {
  it(
    'give the state of one whole file a round in any order, whoever moves, loses a kommun or gets one',
    async () => {
      const seen = { gone: 0, lost: 0, got: 0 };
      await fc.assert(
        fc.asyncProperty(
          fc.array(sip, { minLength: 1, maxLength: 12 }),
          order,
          async (sips, [isMixed, at]) => {
            const files = at.map((no) => ({
              no,
              file: fileOf(sips, Math.floor(no / 3), KOMMUNER[no % 3] ?? ''),
            }));
            const inOrder = isMixed
              ? files
              : files.toSorted((a, b) => Math.floor(a.no / 3) - Math.floor(b.no / 3));
            const split = await classesAfter(inOrder.map(({ file }) => file));
            const whole = await classesAfter(DAYS.map((_day, round) => fileOf(sips, round, null)));
            expect(split).toEqual(whole);
            for (const [first, then, last] of sips) {
              seen.gone += last === undefined ? 1 : 0;
              seen.lost += first !== '' && then === '' ? 1 : 0;
              seen.got += then === '' && last !== undefined && last !== '' ? 1 : 0;
            }
          },
        ),
        { numRuns: runs(60) },
      );
      expect(Math.min(...Object.values(seen))).toBeGreaterThan(runs(60) / 3);
    },
    LONG,
  );
});
