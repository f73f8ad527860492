import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { takeReadinessRows } from '../src/app/readiness/take-readiness.ts';
import type { Cell } from '../src/domain/readiness/cells.ts';
import { openRegister } from '../src/register/file/register.ts';
import { answeredRegion, copyOf, octoberRegion } from './helpers/answered-region.ts';
import {
  asItIs,
  attack,
  isKnownToBe,
  isRecovered,
  type IndexedSips,
  type OutsideReport,
  type Shown,
} from './helpers/attacker.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { registerPlace, rowsOf } from './helpers/database.ts';
import { ENHETER, MEDDELANDEN, pathOf, SIP_SEPTEMBER, VARDTILLFALLEN, WRITTEN } from './helpers/lists.ts';
import { handOutLists, type HandedOutList } from './helpers/filled-lists.ts';
import { newRegister } from './helpers/region.ts';

const KOMMUNER = ['2260', '2262', '2280', '2281', '2282', '2283', '2284', '?'];

/** What the attacker is after, counted from the cases themselves: "what kommun" → how many. */
type Truth = ReadonlyMap<string, number>;

interface Played {
  readonly reports: readonly OutsideReport[];
  readonly truths: ReadonlyMap<string, Truth>;
  /** The lists of SIPs that the index of each day's hand-out names, with how many rows each has. */
  readonly indexed: ReadonlyMap<string, readonly IndexedList[]>;
}

interface IndexedList extends IndexedSips {
  readonly rows: number;
}

interface HandedOut extends HandedOutList {
  readonly unit: string | null;
}

const SIP_STEPS: readonly string[] = ['6', 'stada', 'beslut', 'vardplan', 'utan-samtycke', 'avslut'];

/** Hands out what a day has, and reads who has a list of SIPs in the index, which tells no number. */
async function indexedOn(world: World, day: string): Promise<readonly IndexedList[]> {
  const copy = copyOf(world);
  const lists = (await handOutLists(copy, day, 'ut', '--format', 'csv')) as readonly HandedOut[];
  const index = readFileSync(join(copy.cwd, 'ut', 'index.html'), 'utf8');
  return lists
    .filter(({ id, step }) => SIP_STEPS.includes(step) && index.includes(`>${id}<`))
    .map(({ id, rows, kommun, unit }) => ({ id, rows, kommun: unit === null ? kommun : null }));
}

function nameOf(cell: Cell): string | null {
  if (cell.kind === 'sip') {
    if (cell.closedBy !== 'nobody') return cell.closedBy === 'word' ? 'sip-attested' : 'sip-confirmed';
    const rest = cell.class === 'needs-decision' ? 'undecided' : 'other';
    return `sip-open-${cell.class === 'protected' ? 'protected' : rest}`;
  }
  if (cell.kind === 'meddelande')
    return cell.steps.some(({ step }) => step === 'kvittera') ? 'to-acknowledge' : 'message-other';
  if (cell.kind !== 'vardtillfalle') return null;
  const names: Readonly<Record<string, string>> = {
    'start-in-lifecare': 'start',
    'finish-in-prator': cell.willBeTrapped ? 'finish-to-be-trapped' : 'finish',
    'moved-back': 'moved-back',
    'awaiting-acknowledgement': 'awaiting',
    trapped: 'trapped',
    'needs-decision': 'vt-undecided',
    protected: 'vt-protected',
  };
  return names[cell.class] ?? null;
}

function truthOf(world: World, day: string): Truth {
  const register = openRegister(registerPlace(world), 'read');
  try {
    const truth = new Map<string, number>();
    for (const cell of takeReadinessRows(register, day, { since: null })) {
      const name = nameOf(cell);
      if (name === null) continue;
      const kommun = 'kommun' in cell && cell.kommun !== null ? cell.kommun : '?';
      const place = KOMMUNER.includes(kommun) ? kommun : '?';
      truth.set(`${name} ${place}`, (truth.get(`${name} ${place}`) ?? 0) + cell.cases);
    }
    return truth;
  } finally {
    register.close();
  }
}

async function playRegion(): Promise<Played> {
  const september = await answeredRegion();
  const october = await octoberRegion();
  const reports: OutsideReport[] = [];
  const truths = new Map<string, Truth>();
  const indexed = new Map<string, readonly IndexedList[]>();
  for (const day of ['2025-09-29', '2025-10-01', '2025-10-02', '2025-10-03', '2025-10-08', '2025-10-16']) {
    const world = day < '2025-10-08' ? september : october;
    reports.push(await overgangJson<OutsideReport>(['readiness', '--public', '--as-of', day], world));
    truths.set(day, truthOf(world, day));
    indexed.set(day, await indexedOn(world, day));
  }
  return { reports, truths, indexed };
}

/** Every nth row of the lists, so that nearly every count is small; two SIPs are closed a day. */
async function playSmall(nth: number): Promise<Played> {
  const world = await newRegister();
  for (const name of [ENHETER, SIP_SEPTEMBER, VARDTILLFALLEN, MEDDELANDEN] as const) {
    const lines = readFileSync(pathOf(name), 'latin1').split('\n');
    const head = WRITTEN[name].titles + 1;
    const kept = name === ENHETER ? lines : lines.filter((_, at) => at < head || at % nth === 0);
    const path = join(world.cwd, name);
    writeFileSync(path, kept.join('\n'), 'latin1');
    await overgang(['import', path, '--as-of', '2025-09-29'], world);
  }
  const open = rowsOf<{ key: string }>(
    world,
    "SELECT key FROM sip WHERE class IN ('move-outside-vardtillfalle', 'move-with-vardtillfalle') ORDER BY case_no",
  );
  const reports: OutsideReport[] = [];
  const truths = new Map<string, Truth>();
  const days = ['2025-09-29', '2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06', '2025-10-08'];
  for (const [at, day] of days.entries()) {
    // No SIP is moved before its step begins.
    for (const { key } of day < '2025-10-02' ? [] : open.slice(at * 2, at * 2 + 2))
      for (const event of ['sip-moved', 'closed-in-prator'])
        await overgangDone(['mark', key, event, '--note', 'prov', '--on', day, '--as-of', day], world);
    reports.push(await overgangJson<OutsideReport>(['readiness', '--public', '--as-of', day], world));
    truths.set(day, truthOf(world, day));
  }
  return { reports, truths, indexed: new Map() };
}

/** Every count from one to four of a kommun or of the region, and of protected persons, that the attacker can tell. */
function recovered({ reports, truths }: Played): {
  readonly tried: number;
  readonly found: readonly string[];
} {
  let tried = 0;
  const found: string[] = [];
  for (const [day, truth] of truths) {
    const range = attack(KOMMUNER, reports, day);
    const cohorts = [...new Set([...truth.keys()].map((name) => name.split(' ')[0] ?? ''))];
    for (const cohort of cohorts) {
      const places = [...KOMMUNER.map((kommun) => [kommun]), KOMMUNER];
      for (const place of places) {
        const names = place.map((kommun) => `${cohort} ${kommun}`);
        const count = names.reduce((sum, name) => sum + (truth.get(name) ?? 0), 0);
        const isProtected = cohort.endsWith('protected');
        if (count === 0 || (count > 4 && !isProtected)) continue;
        tried += 1;
        const told = range(...names);
        // What the attacker knows must be true, or it is no attack.
        expect(told.least).toBeLessThanOrEqual(count);
        expect(told.most).toBeGreaterThanOrEqual(count);
        if (isRecovered(count, told) || (isProtected && isKnownToBe(told)))
          found.push(`${day} ${cohort} ${place.join('+')}`);
      }
    }
  }
  return { tried, found };
}

describe('an outsider with a linear solver and the public reports of six days', () => {
  let played: readonly Played[];
  beforeAll(async () => {
    played = [await playRegion(), await playSmall(12), await playSmall(40)];
  }, 600_000);

  it('recovers no count under five and nothing of protected persons, in three regions', () => {
    const all = played.map(recovered);
    expect(all.flatMap(({ found }) => found)).toEqual([]);
    // Something was there to find.
    expect(all.map(({ tried }) => tried > 20)).toEqual([true, true, true]);
  }, 600_000);

  it('recovers no list under five rows from the index of the day and the reports, in the region of real size', () => {
    const [{ reports, indexed }] = played as readonly [Played];
    const found: string[] = [];
    let short = 0;
    for (const [day, lists] of indexed) {
      const range = attack(KOMMUNER, reports, day, undefined, lists);
      for (const { id, rows } of lists) {
        if (rows > 4) continue;
        short += 1;
        if (isRecovered(rows, range(id))) found.push(`${day} ${id}`);
      }
    }
    expect(found).toEqual([]);
    expect(short).toBeGreaterThan(20);
  }, 600_000);

  it('tells of no list that it is short where few SIPs are left of many lists, and would if they were told from eight', () => {
    const group = ['2260', '2262'];
    const reportOf = (open: number | null): OutsideReport => ({
      asOf: '2025-10-10',
      gates: [],
      forecast: { scopes: [] },
      tables: [
        {
          id: 'sips',
          columns: [{ label: 'Öppna' }],
          rows: [{ scope: { kommun: group.join('+') }, values: [open], isTotal: false }],
        },
      ],
    });
    // As many as an index can name: four of each kommun.
    const lists = group.flatMap((kommun) =>
      [6, 7, 8, 9].map((step) => ({ id: `${kommun}-${step}`, kommun })),
    );
    const told = (open: number | null, shown?: Shown, some = lists) =>
      attack(group, [reportOf(open)], '2025-10-10', shown, some)('2260-6');
    expect([null, 15, 20].map((open) => isRecovered(1, told(open)))).toEqual([false, false, false]);
    const fromEight: Shown = () => ({ least: 0, most: 7 });
    expect(isRecovered(1, told(null, fromEight, lists.slice(0, 4)))).toBe(true);
  });

  it('would recover hidden counts if only the small ones were left out', () => {
    const [kommun, other] = ['2260', '2281'];
    const naive: OutsideReport = {
      asOf: '2025-10-03',
      gates: [],
      forecast: { scopes: [] },
      tables: [
        {
          id: 'messages',
          columns: [{ label: 'Att kvittera' }],
          rows: [
            { scope: { kommun }, values: [null], isTotal: false },
            { scope: { kommun: other }, values: [40], isTotal: false },
            { scope: {}, values: [43], isTotal: true },
          ],
        },
      ],
    };
    const range = attack([kommun, other], [naive], naive.asOf, asItIs);
    expect(range(`to-acknowledge ${kommun}`)).toEqual({ least: 3, most: 3 });
  });

  it('finds the same in every format of a report as in JSON: no other number', async () => {
    const world = await answeredRegion();
    const json = await overgangJson<OutsideReport>(['readiness', '--public', '--as-of', '2025-10-03'], world);
    const shown = new Set(
      json.tables.flatMap(({ rows }) => rows.flatMap(({ values }) => values.map((value) => value ?? 0))),
    );
    await overgang(['readiness', '--public', '--as-of', '2025-10-03', '-o', 'ut.html'], world);
    const html = readFileSync(join(world.cwd, 'ut.html'), 'utf8');
    const figures = /<section id="siffror"[\s\S]*?<\/section>/u.exec(html)?.[0] ?? '';
    const told = [...figures.matchAll(/<td class="n[^>]*>(\d[\d\s ]*)<\/td>/gu)].map(([, text = '']) =>
      Number(text.replaceAll(/\D/gu, '')),
    );
    expect(told.length).toBeGreaterThan(20);
    expect(told.filter((value) => !shown.has(value))).toEqual([]);
    const again = await overgangJson(['readiness', '--public', '--as-of', '2025-10-03'], world);
    expect(again).toEqual(json);
  });
});
