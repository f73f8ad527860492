import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { AS_OF, regionRegister } from './helpers/region.ts';

let world: World;

beforeAll(async () => {
  world = await regionRegister();
});

const mark = (id: string, ...more: string[]) =>
  overgang(['mark', id, 'closed-in-prator', '--note', 'prov', '--as-of', AS_OF, ...more], world);

describe('a mark by hand', () => {
  it.each([
    ['2025-12-24', 'har inte varit än'],
    ['1999-12-31', 'före ärendets början'],
  ])('on %s is refused: %s', async (day, text) => {
    const [sip] = rowsOf<{ key: string }>(
      world,
      'SELECT key FROM sip WHERE started_on IS NOT NULL ORDER BY key LIMIT 1',
    );
    const { code, stderr } = await mark(sip?.key ?? '', '--on', day);
    expect([code, stderr.includes(text)]).toEqual([2, true]);
    expect(rowsOf(world, "SELECT 1 FROM event WHERE type = 'marked'")).toEqual([]);
  });

  it.each([
    ['kvittera', 'M', 'ett meddelande'],
    ['1', 'P', 'en person'],
  ])('with a reference of step %s names the cases it is about', async (step, letter, what) => {
    await overgang(['worklist', '--step', step, '-o', `ut-${step}`, '--as-of', AS_OF], world);
    const [row] = rowsOf<{ token: string }>(
      world,
      `SELECT r.token FROM worklist_row r JOIN worklist w USING (worklist_no)
       LEFT JOIN patient p ON r.kind = 'patient' AND p.case_no = r.case_no
       WHERE w.step = '${step}' AND r.token LIKE '${letter}%'
         AND (r.kind = 'meddelande' OR p.person_key IN (SELECT person_key FROM sip)) LIMIT 1`,
    );
    const { code, stderr } = await mark(row?.token ?? '');
    expect([code, stderr.includes(what), /Ärenden: \S/u.test(stderr)]).toEqual([2, true, true]);
    const [, id = ''] = /Ärenden: ([^\s,]+?)[.,]/u.exec(stderr) ?? [];
    expect(await overgangJson(['explain', id, '--as-of', AS_OF], world)).toMatchObject({ id });
  });
});

it('status of a kommun has the lists of units with its patients', async () => {
  const steps = async (...flags: string[]) =>
    (
      await overgangJson<{ steps: { unit: string | null; planned: number | null }[] }>(
        ['status', '--step', '6', '--as-of', AS_OF, ...flags],
        world,
      )
    ).steps;
  const all = (await steps()).filter(({ unit }) => unit !== null);
  expect(all.length).toBeGreaterThan(0);
  const kommuner = rowsOf<{ kommun: string }>(
    world,
    'SELECT DISTINCT kommun FROM sip WHERE kommun IS NOT NULL',
  );
  const parts = await Promise.all(kommuner.map(({ kommun }) => steps('--kommun', kommun)));
  const sum = (some: readonly { unit: string | null; planned: number | null }[]): number =>
    some.reduce((total, { unit, planned }) => total + (unit === null ? 0 : (planned ?? 0)), 0);
  expect(sum(parts.flat())).toBe(sum(all));
});

it('status of a unit counts the Extrameddelanden of that unit alone', async () => {
  const { rows } = await overgangJson<{ rows: { unit: string | null }[] }>(
    ['readiness', '--rows', 'extra-expected', '--as-of', AS_OF],
    world,
  );
  const unit = rows.find((row) => row.unit !== null)?.unit ?? '';
  const expected = rows.filter((row) => row.unit === unit).length;
  expect([expected > 0, expected < rows.length]).toEqual([true, true]);
  expect(await overgangJson(['status', '--unit', unit, '--as-of', AS_OF], world)).toMatchObject({
    messages: { extra: { expected } },
  });
});
