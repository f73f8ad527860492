import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diffLists } from '../../src/app/lists/diff-lists.ts';
import { groupsOf, layWords } from '../../src/app/lists/coverage-word.ts';
import { importList } from '../../src/app/lists/import-list.ts';
import type { ImportReport } from '../../src/app/lists/import-report.ts';
import { planSettingAside, setAside } from '../../src/app/lists/set-aside-list.ts';
import { openClassifier } from '../../src/app/cases/classifier.ts';
import type { CoverageWord } from '../../src/domain/coverage/held-list.ts';
import type { Register } from '../../src/register/file/register.ts';
import { factsAndClassesIn } from '../helpers/database.ts';
import { newFolder, writeAnew } from '../helpers/folder.ts';
import { inMemory, runs, statusOf } from '../helpers/memory.ts';
import { SAID_WHOLE } from '../helpers/whole.ts';

const AS_OF = '2025-10-20';
const DAYS = ['2025-09-15', '2025-09-22', '2025-09-29', '2025-10-06'] as const;
const KOMMUNER = ['Ånge', 'Sundsvall', 'Timrå'] as const;
const PARTS = ['Kommun', 'Primärvård'] as const;
const PHASES = ['Genomförande', 'Utvärdering'] as const;
const LONG = 300_000;

interface Sip {
  readonly id: string;
  readonly kommun: string;
  readonly part: string;
  readonly phase: string;
}

const HEADERS =
  'SIP-id;Personnummer;Namn;Kommun;Samordningsansvarig enhet;Samordningsansvarig roll;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Möte;Samtycke;Skyddade personuppgifter;Vårdtillfälle';
const listText = (sips: readonly Sip[], title = ''): string =>
  [
    ...(title === '' ? [] : [title]),
    HEADERS,
    ...sips.map(
      ({ id, kommun, part, phase }) =>
        `${id};;;${kommun};Enheten;Handläggare;${part};SIP;Pågående;${phase};2025-03-04;2025-08-20;;Ja;Nej;`,
    ),
    '',
  ].join('\n');

const folder = newFolder();
const writer = { by: 'prov', recordedAt: '2025-10-20T13:00:00.000Z' };

function take(
  register: Register,
  name: string,
  text: string,
  said: { readonly word?: CoverageWord; readonly isWordForSeveral?: boolean } = {},
): Promise<ImportReport> {
  const path = join(folder, name);
  writeAnew(path, text);
  return importList(register, {
    path,
    kind: null,
    mapping: null,
    exportedOn: null,
    asOf: AS_OF,
    writer,
    readerProcess: { command: process.execPath, args: [] },
    ...said,
  });
}

const openIds = (register: Register): ReadonlySet<string> =>
  new Set(
    [...openClassifier(register, AS_OF).sips()].flatMap(({ row, classification }) =>
      classification.class === 'closed' ? [] : [row.key],
    ),
  );

/** What every verb answers from: the cases, their classes and their history, as of every day. */
const answersOf = (register: Register): unknown => ({
  cases: factsAndClassesIn(register.db),
  status: DAYS.map((day) => statusOf(register, day)),
  then: DAYS.map((day) =>
    [...openClassifier(register, day).sips()]
      .map(({ row, classification }) => [row.key, classification.class, classification.rule, row.phase])
      .sort(),
  ),
  earlier: register.db
    .prepare(
      'SELECT c.key, e.facts_on, e.facts FROM earlier_facts e JOIN sip c USING (case_no) ORDER BY 1, 2, 3',
    )
    .all(),
  fates: register.db
    .prepare(
      `SELECT s.file_name, r.row, r.fate, c.key FROM source s JOIN source_row r USING (source_no)
       LEFT JOIN sip c USING (case_no) ORDER BY 1, 2`,
    )
    .all(),
});

const sips = (most: number): fc.Arbitrary<Sip[]> =>
  fc
    .array(
      fc.record({
        kommun: fc.constantFrom(...KOMMUNER),
        part: fc.constantFrom(...PARTS),
        phase: fc.constantFrom(...PHASES),
      }),
      { minLength: 1, maxLength: most },
    )
    .map((rows) => rows.map((row, at) => ({ id: `SIP-${String(at + 1).padStart(3, '0')}`, ...row })));

/** What can be left of a list: by kommun, part or phase, cut at an end, any rows, or none. */
type Cut = (all: readonly Sip[]) => readonly Sip[];
const cut: fc.Arbitrary<Cut> = fc.oneof(
  fc.subarray([...KOMMUNER]).map(
    (kept): Cut =>
      (all) =>
        all.filter(({ kommun }) => kept.includes(kommun as 'Ånge')),
  ),
  fc.subarray([...PARTS]).map(
    (kept): Cut =>
      (all) =>
        all.filter(({ part }) => kept.includes(part as 'Kommun')),
  ),
  fc.constantFrom(...PHASES).map(
    (kept): Cut =>
      (all) =>
        all.filter(({ phase }) => phase === kept),
  ),
  fc.nat(40).map(
    (rows): Cut =>
      (all) =>
        all.slice(rows),
  ),
  fc.nat(40).map(
    (rows): Cut =>
      (all) =>
        all.slice(0, rows),
  ),
  fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }).map(
    (keeps): Cut =>
      (all) =>
        all.filter((_sip, at) => keeps[at]),
  ),
);

describe('a list cut in any way', () => {
  it(
    'closes nothing where nobody has said that it is whole: what is missing is held, told by kommun and part',
    async () => {
      let held = 0;
      await fc.assert(
        fc.asyncProperty(sips(40), cut, fc.boolean(), async (all, leave, isFirstWhole) => {
          await inMemory(async (register) => {
            const first = isFirstWhole ? { word: SAID_WHOLE } : {};
            await take(register, 'sip-2025-09-15.csv', listText(all), first);
            const before = openIds(register);
            const left = leave(all);
            // Another name and title: nothing is remembered of it.
            const report = await take(register, 'del-2025-09-22.csv', listText(left, 'Urval'));
            expect(openIds(register)).toEqual(before);
            if (left.length === all.length) {
              expect(report.held).toBeNull();
              return;
            }
            held += 1;
            expect(report.held).not.toBeNull();
            const missing = report.held?.missing ?? [];
            const told = missing.reduce((sum, { open, inList }) => sum + open - inList, 0);
            expect(told).toBe(all.length - left.length);
          });
        }),
        { numRuns: runs(100) },
      );
      expect(held).toBeGreaterThan(runs(100) / 3);
    },
    LONG,
  );

  it(
    'of a kind that was called whole is held, or says how many are gone by the word that is remembered',
    async () => {
      const seen = { held: 0, closed: 0 };
      await fc.assert(
        fc.asyncProperty(sips(40), cut, async (all, leave) => {
          await inMemory(async (register) => {
            await take(register, 'sip-2025-09-15.csv', listText(all), { word: SAID_WHOLE });
            const before = openIds(register);
            const left = leave(all);
            const report = await take(register, 'sip-2025-09-22.csv', listText(left));
            const after = openIds(register);
            if (report.held !== null) {
              seen.held += 1;
              expect(after).toEqual(before);
              return;
            }
            const gone = all.length - left.length;
            expect([report.gone, after]).toEqual([gone, new Set(left.map(({ id }) => id))]);
            if (gone > 0) seen.closed += 1;
            // Never a whole kommun or part of several, nor most of it.
            for (const group of ['kommun', 'part'] as const)
              for (const name of new Set(all.map((one) => one[group]))) {
                const of = (some: readonly Sip[]): number => some.filter((one) => one[group] === name).length;
                if (of(left) === 0 && of(all) > 1) expect(gone).toBeGreaterThan(of(all));
              }
            if (gone > 1) expect(gone / all.length).toBeLessThanOrEqual(0.75);
          });
        }),
        { numRuns: runs(100) },
      );
      expect(seen.held).toBeGreaterThan(runs(100) / 5);
      expect(seen.closed).toBeGreaterThan(runs(100) / 15);
    },
    LONG,
  );
});

/** Which of the SIPs there are in each of three rounds: most stay. */
const threeRounds = fc
  .tuple(sips(24), fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { minLength: 24, maxLength: 24 }))
  .map(([all, ends]) =>
    [0, 1, 2].map((round) =>
      all.filter((_sip, at) => {
        const [second = 9, third = 9] = ends[at] ?? [];
        return round === 0 || (second > 1 && (round === 1 || third > 1));
      }),
    ),
  );

describe('files per kommun', () => {
  const fileOf = (kommun: string, day: string): string => `sip-${kommun}-${day}.csv`;

  /** All files of a round in one order: together they are whole, which is said once, and again where it is asked. */
  async function takeRound(
    register: Register,
    round: readonly Sip[],
    {
      day,
      order,
      isSaid,
    }: { readonly day: string; readonly order: readonly string[]; readonly isSaid: boolean },
  ): Promise<void> {
    const before = openIds(register);
    const takeAll = async (word: CoverageWord | null): Promise<readonly ImportReport[]> => {
      const reports: ImportReport[] = [];
      for (const kommun of order) {
        const said = word === null ? {} : { word, isWordForSeveral: true };
        const text = listText(round.filter((sip) => sip.kommun === kommun));
        reports.push(await take(register, fileOf(kommun, day), text, said));
        const isLast = reports.length === order.length;
        // Until the last has come nothing is gone.
        if (!isLast) expect([...before].every((id) => openIds(register).has(id))).toBe(true);
      }
      return reports;
    };
    const reports = await takeAll(isSaid ? SAID_WHOLE : null);
    const again = reports.some(({ held }) => held !== null) ? await takeAll(SAID_WHOLE) : reports;
    if (isSaid || again !== reports) layWords(register, groupsOf(again), SAID_WHOLE, { asOf: AS_OF, writer });
  }

  it(
    'in any order over three rounds give the state of one whole file a round',
    async () => {
      let gone = 0;
      const order = fc.shuffledSubarray([...KOMMUNER], { minLength: 3, maxLength: 3 });
      await fc.assert(
        fc.asyncProperty(threeRounds, fc.tuple(order, order, order), async (rounds, orders) => {
          const casesOf = (register: Register): unknown =>
            (answersOf(register) as { cases: unknown; then: unknown }).then;
          const whole = await inMemory(async (register) => {
            for (const [at, round] of rounds.entries())
              await take(register, `sip-${DAYS[at] ?? ''}.csv`, listText(round), { word: SAID_WHOLE });
            return casesOf(register);
          });
          const split = await inMemory(async (register) => {
            for (const [at, round] of rounds.entries())
              await takeRound(register, round, {
                day: DAYS[at] ?? '',
                order: orders[at] ?? [],
                isSaid: at === 0,
              });
            expect(
              register.db.prepare("SELECT count(*) FROM event WHERE type = 'reopened'").pluck().get(),
            ).toBe(0);
            return casesOf(register);
          });
          gone += (rounds[0]?.length ?? 0) - (rounds[2]?.length ?? 0);
          expect(split).toEqual(whole);
        }),
        { numRuns: runs(60) },
      );
      expect(gone).toBeGreaterThan(runs(60));
    },
    LONG,
  );
});

describe('lists taken in and set aside', () => {
  it(
    'in any order leave what the others say, as if those had never come',
    async () => {
      let aside = 0;
      const list = fc.record({
        day: fc.nat(DAYS.length - 1),
        leave: cut,
        phases: fc.array(fc.constantFrom(...PHASES), { minLength: 14, maxLength: 14 }),
      });
      /** In which order they come, and after which of them one is set aside. */
      const steps = fc.array(fc.tuple(fc.boolean(), fc.nat(20)), { minLength: 4, maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(
          sips(14),
          fc.array(list, { minLength: 2, maxLength: 5 }),
          steps,
          async (all, lists, way) => {
            const files = lists.map(({ day, leave, phases }, at) => ({
              name: `sip-${at}-${DAYS[day] ?? ''}.csv`,
              text: listText(
                leave(all).map((sip, row) => ({ ...sip, phase: phases[row] ?? '' })),
                `Lista ${'abcde'.charAt(at)}`,
              ),
            }));
            const standing: string[] = [];
            const textOf = (name: string): string => files.find((file) => file.name === name)?.text ?? '';
            const lived = await inMemory(async (register) => {
              for (const [isTaken, which] of way) {
                const absent = files.filter(({ name }) => !standing.includes(name));
                const one = absent[which % Math.max(1, absent.length)];
                if (isTaken && one !== undefined) {
                  await take(register, one.name, one.text, { word: SAID_WHOLE });
                  standing.push(one.name);
                } else if (standing.length > 0) {
                  const [name = ''] = standing.splice(which % standing.length, 1);
                  const plan = planSettingAside(register, name);
                  if (plan === null) throw new Error(name);
                  setAside(register, plan, { asOf: AS_OF, writer });
                  aside += 1;
                }
              }
              return { answers: answersOf(register), diff: diffOf(register) };
            });
            const never = await inMemory(async (register) => {
              for (const name of standing) await take(register, name, textOf(name), { word: SAID_WHOLE });
              return { answers: answersOf(register), diff: diffOf(register) };
            });
            expect(lived).toEqual(never);
          },
        ),
        { numRuns: runs(200) },
      );
      expect(aside).toBeGreaterThan(runs(200));
    },
    LONG,
  );
});

/** What the newest lists differ in, by case; null where there are not two. */
function diffOf(register: Register): unknown {
  try {
    const {
      new: added,
      gone,
      back,
      changed,
      unchanged,
    } = diffLists(register, { from: null, to: null, kind: 'sip' });
    const ids = (some: readonly { readonly id: string | null }[]): readonly (string | null)[] =>
      some.map(({ id }) => id).sort();
    return [ids(added), ids(gone), ids(back), ids(changed), unchanged];
  } catch {
    return null;
  }
}
