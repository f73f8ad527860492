import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cellsIn } from '../src/domain/readiness/cohort-members.ts';
import { cohortWithId } from '../src/domain/readiness/cohorts.ts';
import type { Cell } from '../src/domain/readiness/cells.ts';
import type { Readiness, Scope } from '../src/domain/readiness/readiness.ts';
import type { Status } from '../src/domain/tracking/status.ts';
import { takeReadinessRows } from '../src/app/readiness/take-readiness.ts';
import { openRegister } from '../src/register/file/register.ts';
import { answeredRegion, copyOf, octoberRegion } from './helpers/answered-region.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { registerPlace } from './helpers/database.ts';

let september: World;
let october: World;
/** The same registers, whose kept classes are those of another day. */
let notKept: Readonly<Record<string, World>>;

async function withNoteOn(world: World, day: string): Promise<World> {
  const other = copyOf(world);
  await overgangDone(['mark', 'SIP-242558', 'note', '--note', 'prov', '--on', day, '--as-of', day], other);
  return other;
}

beforeAll(async () => {
  september = await answeredRegion();
  october = await octoberRegion();
  notKept = {
    '2025-10-03': await withNoteOn(september, '2025-10-30'),
    '2025-10-08': await withNoteOn(october, '2025-10-30'),
    '2025-10-16': await withNoteOn(october, '2025-10-30'),
  };
}, 120_000);

const worldOf = (day: string): World => (day < '2025-10-08' ? september : october);
const reports = new Map<string, Promise<Readiness>>();
function reportOf(day: string): Promise<Readiness> {
  const made = reports.get(day) ?? overgangJson<Readiness>(['readiness', '--as-of', day], worldOf(day));
  reports.set(day, made);
  return made;
}

function rowsOn(day: string, world = worldOf(day)): readonly Cell[] {
  const register = openRegister(registerPlace(world), 'read');
  try {
    return takeReadinessRows(register, day, { since: null });
  } finally {
    register.close();
  }
}

describe('the figures', () => {
  it.each(['2025-10-03', '2025-10-08', '2025-10-16'])(
    'of %s are the same whether counted from the kept classes or on the spot',
    async (day) => {
      const kept = await reportOf(day);
      const other = await overgangJson<Readiness>(['readiness', '--as-of', day], notKept[day] ?? october);
      expect({ ...other, head: null }).toEqual({ ...kept, head: null });
      const cells = kept.tables.flatMap(({ rows }) => rows.flatMap(({ values }) => values));
      expect(cells.filter((value) => value !== null && value > 0).length).toBeGreaterThan(200);
    },
  );

  it.each(['2025-10-03', '2025-10-08'])(
    'of %s each have exactly that many rows behind them, in every table and every gate',
    async (day) => {
      const { tables, gates } = await reportOf(day);
      const cells = rowsOn(day);
      const countOf = (cohort: string, scope: Scope): number =>
        cellsIn(cells, cohortWithId(cohort), scope).length;
      let figures = 0;
      for (const { id, columns, rows } of tables) {
        for (const { label, scope, values } of rows) {
          for (const [at, { cohort }] of columns.entries()) {
            if (cohort === null) continue;
            figures += 1;
            expect([id, label, cohort, countOf(cohort, scope)]).toEqual([id, label, cohort, values[at]]);
          }
        }
      }
      for (const { id, cohort = null, value } of gates) {
        if (cohort === null || value === null) continue;
        figures += 1;
        expect([id, countOf(cohort, {})]).toEqual([id, value]);
      }
      expect(figures).toBeGreaterThan(500);
    },
  );

  it('are listed by the commands that the reasons name, as many as they say', async () => {
    const { gates } = await reportOf('2025-10-08');
    const reasons = gates
      .flatMap(({ reasons: some }) => some)
      .filter(({ command }) => command?.startsWith('overgang readiness --rows') === true);
    expect(reasons.length).toBeGreaterThan(15);
    const firstOfEach = [
      ...new Map(reasons.map((reason) => [/--rows \S+/u.exec(reason.command ?? '')?.[0], reason])).values(),
    ];
    for (const { text, command } of firstOfEach) {
      const args = (command ?? '')
        .split(/ (?=(?:[^"]*"[^"]*")*[^"]*$)/u)
        .map((word) => word.replaceAll('"', ''));
      const { rows } = await overgangJson<{ rows: readonly { reference: string }[] }>(
        [...args.slice(1), '--as-of', '2025-10-08'],
        october,
      );
      expect([command, rows.length]).toEqual([command, Number(/: (\d+)$/u.exec(text)?.[1])]);
      // A row is a case; of extrameddelanden, a message: several may be about one vårdtillfälle.
      const isOfMessages = command?.includes('--rows extra-') === true;
      const told = rows.map((row) => (isOfMessages ? JSON.stringify(row) : row.reference));
      expect(new Set(told).size).toBe(rows.length);
    }
  });

  it('of a comparison with a day that was asked for stand on the page, and are listed as many as they say', async () => {
    const asked = ['--as-of', '2025-10-08', '--since', '2025-04-28'];
    await overgang(['readiness', ...asked, '-o', 'sedan-april.html'], october);
    const page = readFileSync(join(october.cwd, 'sedan-april.html'), 'utf8');
    const { tables } = await overgangJson<Readiness>(['readiness', ...asked], october);
    const since = tables.find(({ id }) => id === 'since');
    const row = since?.rows.find(({ scope }) => scope.kommun === '2281');
    expect(since?.title).toBe('Sedan 2025-04-28');
    expect(page).toContain('Sedan 2025-04-28');
    const shown = /<th scope="row">Sundsvall<\/th>(.*?)<\/tr>/su.exec(
      page.slice(page.indexOf('id="jamforelse"')),
    )?.[1];
    expect(
      [...(shown ?? '').matchAll(/>([\d\u00a0]+)<\/td>/gu)].map(([, cell = '']) =>
        Number(cell.replaceAll('\u00a0', '')),
      ),
    ).toEqual(row?.values);
    for (const [at, { cohort }] of (since?.columns ?? []).entries()) {
      expect(cohort).not.toBeNull();
      const { rows } = await overgangJson<{ rows: readonly object[] }>(
        ['readiness', '--rows', cohort ?? '', '--kommun', '2281', ...asked],
        october,
      );
      expect([cohort, rows.length]).toEqual([cohort, row?.values[at]]);
    }
  });

  it('of open SIPs are those of status, for each kommun and part', async () => {
    for (const day of ['2025-10-03', '2025-10-08']) {
      const { tables } = await reportOf(day);
      const status = await overgangJson<Status>(['status', '--as-of', day], worldOf(day));
      const rows = tables.find(({ id }) => id === 'sips')?.rows ?? [];
      for (const { scope, values } of rows.filter(({ level }) => level === 1)) {
        const cell = status.sips.matrix.find(
          ({ kommun, part }) => kommun === scope.kommun && part === scope.part,
        );
        expect([day, scope, values[0]]).toEqual([day, scope, cell?.open]);
      }
      expect(rows.at(-1)?.values[0]).toBe(status.sips.open);
      const all = tables.find(({ id }) => id === 'messages-all')?.rows[0]?.values;
      expect(all?.[2]).toBe(status.messages.unacknowledged);
    }
  });

  it('add up: level by level, and since the uttag before', async () => {
    for (const day of ['2025-10-03', '2025-10-08']) {
      const { tables } = await reportOf(day);
      const sips = tables.find(({ id }) => id === 'sips')?.rows ?? [];
      for (const { values } of sips) {
        const [open = 0, attested = 0, confirmed = 0, all] = values.map((value) => value ?? 0);
        expect(open + attested + confirmed).toBe(all);
      }
      const sum = (level: number): number =>
        sips
          .filter((row) => row.level === level && !row.isTotal)
          .reduce((total, { values }) => total + (values[0] ?? 0), 0);
      expect([sum(0), sum(1), sum(2)]).toEqual([
        sips.at(-1)?.values[0],
        sips.at(-1)?.values[0],
        sips.at(-1)?.values[0],
      ]);
      for (const { values } of tables.find(({ id }) => id === 'since')?.rows ?? []) {
        const [then, resolved = 0, persisting = 0, fresh = 0, reopened = 0, now] = values.map(
          (value) => value ?? 0,
        );
        expect([resolved + persisting, fresh + persisting + reopened]).toEqual([then, now]);
      }
      for (const { values } of tables.find(({ id }) => id === 'steps')?.rows ?? []) {
        const [planned, ...states] = values.map((value) => value ?? 0);
        expect(states.reduce((total, value) => total + value, 0)).toBe(planned);
      }
    }
  });

  it('of those answered are attested, and confirmed once a later uttag no longer has them', async () => {
    const before = (await reportOf('2025-10-03')).tables.find(({ id }) => id === 'sips')?.rows.at(-1)?.values;
    const after = (await reportOf('2025-10-08')).tables.find(({ id }) => id === 'sips')?.rows.at(-1)?.values;
    expect(before?.[1]).toBeGreaterThan(50);
    expect(after?.[1]).toBe(0);
    expect(after?.[2]).toBeGreaterThan((before?.[2] ?? 0) + (before?.[1] ?? 0));
  });
});

describe('the burndown', () => {
  it('is at each of its days what status says of that day, in all and for each kommun', async () => {
    const { forecast } = await reportOf('2025-10-08');
    const [region, ...kommuner] = forecast.scopes;
    const days = region?.points.map(({ day }) => day) ?? [];
    expect(days).toEqual([
      '2025-04-28',
      '2025-09-15',
      '2025-10-01',
      '2025-10-02',
      '2025-10-03',
      '2025-10-08',
    ]);
    for (const [at, day] of days.entries()) {
      const { sips } = await overgangJson<Status>(['status', '--as-of', day], october);
      const left = (points: (typeof forecast.scopes)[number]['points'] | undefined): number =>
        (points?.[at]?.open ?? 0) - (points?.[at]?.attestedClosed ?? 0);
      expect([day, left(region?.points)]).toEqual([day, sips.open]);
      for (const { kommun, points } of kommuner) {
        const open = sips.matrix
          .filter((cell) => cell.kommun === kommun)
          .reduce((sum, cell) => sum + cell.open, 0);
        expect([day, kommun, left(points)]).toEqual([day, kommun, open]);
      }
    }
    expect(region?.points.filter(({ isList }) => isList).map(({ open }) => open)).toEqual([2043, 1188, 206]);
  });
});
