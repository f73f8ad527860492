import { describe, expect, it } from 'vitest';
import { overgang, overgangDone, type World } from './helpers/cli.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const DAY = '2025-10-06';

interface Table {
  readonly columns: readonly { readonly cohort: string | null }[];
  readonly rows: readonly { readonly values: readonly (number | null)[] }[];
}

/** Each figure of the whole region, by its cohort. */
async function figuresOf(world: World): Promise<Readonly<Record<string, number | null>>> {
  const { stdout } = await overgang(['readiness', '--as-of', DAY, '--json'], world);
  const { tables } = JSON.parse(stdout) as { readonly tables: readonly Table[] };
  return Object.fromEntries(
    tables.flatMap(({ columns, rows }) =>
      columns.map(({ cohort }, at) => [cohort ?? '', rows.at(-1)?.values[at] ?? null] as const),
    ),
  );
}

/** The same, once they are kept for a later day, so that each case is classified on the spot. */
async function figuresOnTheSpot(world: World, sip: string): Promise<unknown> {
  const later = ['--on', '2025-10-30', '--as-of', '2025-10-30'];
  await overgangDone(['mark', sip, 'note', '--note', 'prov', ...later], world);
  return figuresOf(world);
}

describe('the figures counted from what is kept', () => {
  it('say of a SIP that a list lacks, and that the person has another of since then, that it was open', async () => {
    const world = await emptyRegister();
    await importList(world, 'sip', '2025-09-10', [{ 'SIP-id': 'SIP-6' }, { 'SIP-id': 'SIP-4', who: 'eva' }]);
    await importList(world, 'sip', '2025-09-29', [{}]);
    await importList(world, 'sip', '2025-10-02', [{}]);
    const kept = await figuresOf(world);
    expect(kept).toMatchObject({ 'sip-open-then': 2, 'sip-persisting': 2, 'sip-new': 0, 'sip-reopened': 0 });
    expect(await figuresOnTheSpot(world, 'SIP-6')).toEqual(kept);
  });

  it('count a person who is in no list of patients where the first SIP by its id is, whichever came first', async () => {
    const of = async (...order: readonly (readonly [id: string, kommun: string])[]) => {
      const world = await emptyRegister();
      await importList(world, 'patient', '2025-09-10', [{ who: 'eva' }]);
      await importList(
        world,
        'sip',
        '2025-09-10',
        order.map(([id, Kommun]) => ({ 'SIP-id': id, Kommun })),
      );
      const { stdout } = await overgang(['status', '--as-of', DAY, '--step', '1', '--json'], world);
      const kept = await figuresOf(world);
      expect(await figuresOnTheSpot(world, 'SIP-1')).toEqual(kept);
      return { kept, step: JSON.parse(stdout) as unknown };
    };
    const [known, unknown] = [['SIP-1', 'Timrå'] as const, ['SIP-2', ''] as const];
    expect(await of(unknown, known)).toEqual(await of(known, unknown));
  });
});
