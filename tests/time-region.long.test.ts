import { describe, expect, it } from 'vitest';
import type { Status } from '../src/domain/tracking/status.ts';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import {
  naiveList,
  SIP_OCTOBER,
  VARDTILLFALLEN,
  VARDTILLFALLEN_OCTOBER,
  type ListName,
  type NaiveRow,
} from './helpers/lists.ts';
import { AS_OF, importLists, regionRegister } from './helpers/region.ts';

const OCTOBER = '2025-10-08';
const LAST_READY = '2025-09-29';

async function octoberRegister(): Promise<World> {
  const world = await regionRegister();
  await importLists(world, [SIP_OCTOBER, VARDTILLFALLEN_OCTOBER], OCTOBER);
  return world;
}

/** Vårdtillfällen by id, counted from the files alone. */
const vardtillfallen = (name: ListName): ReadonlyMap<string, NaiveRow> =>
  new Map(naiveList(name).rows.map((row) => [row.cells[0]?.trim() ?? '', row]));
const readyDay = (row: NaiveRow | undefined): string => row?.at('Utskrivningsklar').slice(0, 10) ?? '';
const staysInPrator = (day: string): boolean => day !== '' && day <= LAST_READY;

const before = vardtillfallen(VARDTILLFALLEN);
const after = vardtillfallen(VARDTILLFALLEN_OCTOBER);
const inBoth = [...after.keys()].filter((id) => before.has(id));
const wasInPrator = inBoth.filter((id) => staysInPrator(readyDay(before.get(id))));
const annulled = wasInPrator.filter((id) => readyDay(after.get(id)) === '');
const movedLater = wasInPrator.filter((id) => readyDay(after.get(id)) > LAST_READY);
const newlyInTime = inBoth.filter(
  (id) => !wasInPrator.includes(id) && staysInPrator(readyDay(after.get(id))),
);

interface Explained {
  readonly class: string;
  readonly rule: { readonly code: string; readonly reason: string };
  readonly earlier: readonly {
    readonly from: { readonly file: string };
    readonly differs: readonly { readonly column: string; readonly text: string }[];
  }[];
  readonly events: readonly { readonly type: string; readonly data: Readonly<Record<string, string>> }[];
}

describe('vårdtillfällen between 29 September and 8 October', () => {
  it('7 utskrivningsklar were annulled, none was moved past the last day, none came in before it', () => {
    expect([annulled.length, movedLater.length, newlyInTime.length]).toEqual([7, 0, 0]);
  });

  it('moved back are exactly those whose utskrivningsklar was annulled or moved', async () => {
    const world = await octoberRegister();
    const classified = rowsOf<{ key: string; class: string }>(
      world,
      'SELECT key, class FROM vardtillfalle ORDER BY key',
    );
    const movedBack = classified.filter(({ class: name }) => name === 'moved-back');
    expect(movedBack.map(({ key }) => key)).toEqual([...annulled, ...movedLater, ...newlyInTime].sort());
  });

  it('each tells what it was, from which list, and that it was classified anew', async () => {
    const world = await octoberRegister();
    for (const id of annulled) {
      const explained = await overgangJson<Explained>(['explain', id, '--as-of', OCTOBER], world);
      expect(explained).toMatchObject({ class: 'moved-back', rule: { code: 'VT_MOVED_TO_TARGET' } });
      expect(explained.rule.reason).toContain(
        'enligt uttaget 2025-09-29, men har inte längre någon dag för utskrivningsklar',
      );
      const was = before.get(id)?.at('Utskrivningsklar');
      expect(explained.earlier).toMatchObject([
        {
          from: { file: VARDTILLFALLEN },
          differs: expect.arrayContaining([
            expect.objectContaining({ column: 'ready_at', text: was }),
          ]) as unknown,
        },
      ]);
      const reclassified = explained.events
        .filter(({ type }) => type === 'reclassified')
        .map(({ data }) => data);
      expect(reclassified[0]).toMatchObject({ from: 'finish-in-prator' });
      expect(reclassified.at(-1)).toMatchObject({ to: 'moved-back', rule: 'VT_MOVED_TO_TARGET' });
    }
  });

  it('reopens nothing: no case of the region was gone and came back', async () => {
    const world = await octoberRegister();
    expect(rowsOf(world, "SELECT * FROM finding WHERE code = 'CASE_REOPENED'")).toEqual([]);
    expect(rowsOf(world, "SELECT * FROM event WHERE type = 'reopened'")).toEqual([]);
  });
});

describe('the state as of 29 September', () => {
  it('is the same after the lists of October as before them', async () => {
    const world = await regionRegister();
    const then = await overgangJson<Status>(['status', '--as-of', AS_OF], world);
    await importLists(world, [SIP_OCTOBER, VARDTILLFALLEN_OCTOBER], OCTOBER);
    expect(await overgangJson<Status>(['status', '--as-of', AS_OF], world)).toEqual(then);
  });

  it('is the same whatever order the lists came in', async () => {
    const world = await octoberRegister();
    const { newRegister } = await import('./helpers/region.ts');
    const { SEPTEMBER_LISTS } = await import('./helpers/lists.ts');
    const backwards = await newRegister();
    await importLists(
      backwards,
      [VARDTILLFALLEN_OCTOBER, SIP_OCTOBER, ...SEPTEMBER_LISTS.toReversed()],
      OCTOBER,
    );
    for (const day of ['2025-04-28', '2025-09-15', AS_OF, OCTOBER]) {
      expect(await overgangJson<Status>(['status', '--as-of', day], backwards)).toEqual(
        await overgangJson<Status>(['status', '--as-of', day], world),
      );
    }
  });

  it('explains a case as it stood, and does not name the list it comes from as an earlier one', async () => {
    const world = await octoberRegister();
    const [id = ''] = annulled;
    const { class: name, earlier } = await overgangJson<Explained>(['explain', id, '--as-of', AS_OF], world);
    expect([name, earlier]).toEqual(['finish-in-prator', []]);
    expect((await overgang(['explain', id, '--as-of', AS_OF], world)).stdout).toContain(
      before.get(id)?.at('Utskrivningsklar'),
    );
  });
});
