import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClassifier } from '../src/app/cases/classifier.ts';
import { importList } from '../src/app/lists/import-list.ts';
import type { ImportReport } from '../src/app/lists/import-report.ts';
import { createRandom } from '../src/demo/random.ts';
import type { CoverageWord } from '../src/domain/coverage/held-list.ts';
import type { Register } from '../src/register/file/register.ts';
import { eventWriter } from '../src/register/log/events.ts';
import { newFolder } from './helpers/folder.ts';
import { naiveList, SIP_OCTOBER, SIP_SEPTEMBER } from './helpers/lists.ts';
import { memoryRegister } from './helpers/memory.ts';
import { SAID_WHOLE } from './helpers/whole.ts';

/** The week in which SIPs are moved, day by day: the region's 1,188 SIPs of September end up as the 206 of October. */
const WEEK = ['2025-10-02', '2025-10-03', '2025-10-06', '2025-10-07', '2025-10-08'] as const;
const HEADERS =
  'SIP-id;Personnummer;Namn;Kommun;Samordningsansvarig enhet;Samordningsansvarig roll;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Möte;Samtycke;Skyddade personuppgifter;Vårdtillfälle';
const folder = newFolder();
const writerOn = (day: string) => ({ by: 'prov', recordedAt: `${day}T13:00:00.000Z` });

type Row = readonly string[];
const idOf = ([id = '']: Row): string => id;

/** The September list without what is wrong in it: one row a SIP. */
const september: readonly Row[] = [
  ...new Map(naiveList(SIP_SEPTEMBER).rows.map(({ cells }) => [idOf(cells), cells])).values(),
].filter((cells) => idOf(cells) !== '');
const stays = new Set(naiveList(SIP_OCTOBER).rows.map(({ cells }) => idOf(cells)));

/** The lists of the week, in whatever order the SIPs are closed: about as many each day. */
function listsOfWeek(seed: number): readonly (readonly Row[])[] {
  const random = createRandom(seed);
  const closedOn = new Map(september.map((row) => [idOf(row), stays.has(idOf(row)) ? 9 : random.int(0, 4)]));
  return WEEK.map((_day, at) => september.filter((row) => (closedOn.get(idOf(row)) ?? 9) > at));
}

async function take(
  register: Register,
  day: string,
  rows: readonly Row[],
  word: CoverageWord | null = null,
): Promise<ImportReport> {
  const path = join(folder, `prator-sip-${day}.csv`);
  const text = [
    'Prator - Pågående SIP',
    `Uttag ${day} 07:32`,
    HEADERS,
    ...rows.map((cells) => cells.join(';')),
  ];
  writeFileSync(path, `${text.join('\n')}\n`);
  return importList(register, {
    path,
    kind: null,
    mapping: null,
    exportedOn: null,
    asOf: day,
    writer: writerOn(day),
    readerProcess: { command: process.execPath, args: [] },
    word,
  });
}

const openOn = (register: Register, day: string): number =>
  [...openClassifier(register, day).sips()].filter(({ classification }) => classification.class !== 'closed')
    .length;

/** What the samordningsansvariga say of the SIPs that were closed on a day. */
function attest(register: Register, day: string, closed: readonly string[]): void {
  const log = eventWriter(register.db, writerOn(day));
  for (const caseId of closed)
    log({
      type: 'marked',
      effectiveOn: day,
      kind: 'sip',
      caseId,
      data: { mark: 'closed-in-prator', note: 'Flyttad' },
    });
}

const gone = (before: readonly Row[], after: readonly Row[]): readonly string[] => {
  const left = new Set(after.map(idOf));
  return before.map(idOf).filter((id) => !left.has(id));
};

describe('the week in which SIPs are moved', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'asks once whether the list is whole, and holds a filtered one in the middle (order %i)',
    async (seed) => {
      const register = await memoryRegister('2025-09-15');
      try {
        const lists = listsOfWeek(seed);
        expect((await take(register, '2025-09-15', september)).held).toBeNull();
        let asked = 0;
        for (const [at, day] of WEEK.entries()) {
          const list = lists[at] ?? [];
          const before = lists[at - 1] ?? september;
          // Answers lag by two lists.
          if (at >= 2) attest(register, day, gone(lists[at - 3] ?? september, lists[at - 2] ?? []));
          if (at === 2) {
            const open = openOn(register, day);
            const isInSundsvall = (cells: Row): boolean => /sundsvall|2281/iu.test(cells[3] ?? '');
            for (const part of [list.filter(isInSundsvall), list.filter((row) => !isInSundsvall(row))]) {
              expect((await take(register, day, part)).held?.code).toBe('LIST_MAYBE_PART');
              expect(openOn(register, day)).toBe(open);
            }
          }
          let report = await take(register, day, list);
          if (report.held !== null) {
            asked += 1;
            expect(report.held.missing.reduce((sum, { open, inList }) => sum + open - inList, 0)).toBe(
              gone(before, list).length,
            );
            report = await take(register, day, list, SAID_WHOLE);
          }
          expect(report.held).toBeNull();
          expect(openOn(register, day)).toBe(list.length);
        }
        expect(asked).toBe(1);
        expect([september.length, openOn(register, '2025-10-08')]).toEqual([1188, 206]);
      } finally {
        register.close();
      }
    },
    120_000,
  );
});
