import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { handOutLists } from './helpers/filled-lists.ts';
import { AS_OF, regionRegister } from './helpers/region.ts';
import { emptyRegister, importSips, PNR, type ListedSip } from './helpers/sip-lists.ts';

/** A person whom the lists of SIPs and of patients say is protected, and the list of vårdtillfällen says is not. */
const CASE = 'VT88312';
let world: World;
let lists: Awaited<ReturnType<typeof handOutLists>>;

beforeAll(async () => {
  world = await regionRegister();
  lists = await handOutLists(world, AS_OF, 'alla', '--format', 'csv');
});

describe('a person protected in one list', () => {
  it('is protected on every worklist, whatever another list says', async () => {
    const [person] = rowsOf<{ reference: string; here: number; elsewhere: number }>(
      world,
      `SELECT v.is_protected AS here,
         (SELECT count(*) FROM sip s WHERE s.person_key = v.person_key AND s.is_protected = 1) AS elsewhere
       FROM vardtillfalle v WHERE v.key = ?`,
      CASE,
    );
    expect(person).toMatchObject({ here: 0, elsewhere: 1 });
    const { reference } = await overgangJson<{ reference: string }>(
      ['explain', CASE, '--as-of', AS_OF],
      world,
    );
    const naming = lists.filter(({ path }) => readFileSync(path, 'utf8').includes(reference));
    expect(naming.map(({ step }) => step).filter((step) => !step.startsWith('skyddade'))).toEqual([]);
    expect(naming.map(({ step }) => step)).toContain('skyddade-vardtillfallen');
  });
});

describe('a hand-out for one kommun', () => {
  it('has no list of protected persons, and says so; nobody can tell them by subtraction', async () => {
    const lists = await handOutLists(world, AS_OF, 'sundsvall', '--kommun', 'Sundsvall');
    expect(lists.filter(({ step }) => step.startsWith('skyddade'))).toEqual([]);
    const index = readFileSync(`${world.cwd}/sundsvall/index.html`, 'utf8');
    expect(index).not.toContain('de skyddade');
    const { stdout } = await overgang(
      ['worklist', '-o', 'sundsvall2', '--kommun', 'Sundsvall', '--as-of', AS_OF],
      world,
    );
    expect(stdout.replace(/\s+/gu, ' ')).toContain('listorna för utsedda handläggare, som lämnas ut hela');
  });

  it('has the lists of the kommun alone, each whole: it replaces them, and no list of another', async () => {
    const before = await handOutLists(world, AS_OF, 'hel', '--step', '4a');
    const own = await handOutLists(world, AS_OF, 'del', '--kommun', 'Sundsvall');
    const rows = rowsOf<{ id: string; key: string; step: string; rows: number }>(
      world,
      `SELECT worklist_id AS id, owner_key AS key, step, count(*) AS rows
       FROM worklist JOIN worklist_row USING (worklist_no) GROUP BY worklist_no ORDER BY worklist_no`,
    );
    const [whole, replacing] = [before, own].map((lists) => {
      const ids = new Set(lists.map(({ id }) => id));
      return rows.filter(({ id, step, key }) => step === '4a' && key === '2281' && ids.has(id));
    });
    expect([whole?.length, replacing?.length]).toEqual([1, 1]);
    expect(replacing?.[0]?.rows).toBe(whole?.[0]?.rows);
    for (const { kommun } of own) expect([null, '2281']).toContain(kommun);
  });

  it('and the log does not tell how many they are', async () => {
    const { events } = await overgangJson<{
      events: { type: string; data: { step?: string; rows?: number | null } }[];
    }>(['log', '--as-of', AS_OF], world);
    const guarded = events.filter(({ data }) => data.step?.startsWith('skyddade') === true);
    expect(guarded.length).toBeGreaterThan(0);
    for (const { data } of guarded) expect(data.rows ?? 5).toBeGreaterThanOrEqual(5);
  });

  it('and the register is whole after all of it', async () => {
    expect(await overgangJson(['verify'], world)).toMatchObject({ ok: true, problems: [] });
  });
});

describe('a SIP classified before its list has said that the person is protected', () => {
  it('is protected once a later row has', async () => {
    const own = await emptyRegister();
    await importSips(own, '2025-09-15', [
      { id: 'SIP-1', pnr: PNR.ulla },
      { id: 'SIP-2', pnr: PNR.anna },
      { id: 'SIP-3', pnr: PNR.ulla, skydd: 'Ja' },
    ]);
    expect(rowsOf(own, 'SELECT key, class FROM sip ORDER BY key')).toEqual([
      { key: 'SIP-1', class: 'protected' },
      { key: 'SIP-2', class: 'move-outside-vardtillfalle' },
      { key: 'SIP-3', class: 'protected' },
    ]);
    // What the list adds had no other class before it.
    expect(rowsOf(own, "SELECT seq FROM event WHERE type = 'reclassified'")).toEqual([]);
  });
});

describe('the index of a hand-out', () => {
  const ordinary = [
    { id: 'SIP-101', pnr: PNR.anna },
    { id: 'SIP-102', pnr: PNR.ulla },
  ];
  const indexOf = async (sips: readonly ListedSip[], ...asked: readonly string[]): Promise<string> => {
    const own = await emptyRegister();
    await importSips(own, AS_OF, sips);
    await handOutLists(own, AS_OF, 'ut', '--format', 'csv', ...asked);
    const path = join(own.cwd, 'ut', 'index.html');
    return existsSync(path) ? readFileSync(path, 'utf8').replaceAll(/ data-underlag="\w+"/gu, '') : 'none';
  };

  it('is the same whether there are protected persons or none', async () => {
    const guarded = { id: 'SIP-103', pnr: PNR.eva, skydd: 'Ja' };
    const without = await indexOf(ordinary);
    expect(without).toContain('AL-0001');
    expect(await indexOf([...ordinary, guarded])).toBe(without);
    expect(await indexOf([...ordinary, guarded], '--step', 'skyddade')).toBe('none');
    expect(await indexOf(ordinary, '--step', 'skyddade')).toBe('none');
  });

  it('is so in every hand-out that follows: no number is lacking between them either', async () => {
    const numbers = async (sips: readonly ListedSip[]): Promise<readonly string[]> => {
      const own = await emptyRegister();
      await importSips(own, AS_OF, sips);
      const found: string[] = [];
      for (const folder of ['ett', 'två']) {
        await handOutLists(own, AS_OF, folder, '--format', 'csv');
        const index = readFileSync(join(own.cwd, folder, 'index.html'), 'utf8');
        found.push(...[...index.matchAll(/>([A-Z]+-\d+)</gu)].map(([, number = '']) => number));
      }
      return found;
    };
    const without = await numbers(ordinary);
    expect(without.length).toBeGreaterThan(1);
    expect(await numbers([...ordinary, { id: 'SIP-103', pnr: PNR.eva, skydd: 'Ja' }])).toEqual(without);
  });

  it('has no number lacking between its lists, which would tell of one that it does not name', () => {
    expect(lists.some(({ step }) => step.startsWith('skyddade'))).toBe(true);
    const index = readFileSync(join(world.cwd, 'alla', 'index.html'), 'utf8');
    const numbers = [...index.matchAll(/>AL-(\d+)</gu)]
      .map(([, number]) => Number(number))
      .toSorted((a, b) => a - b);
    expect(numbers.length).toBeGreaterThan(50);
    expect(numbers.map((number) => number - (numbers[0] ?? 0))).toEqual(numbers.map((_, at) => at));
  });
});
