import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { emptyRegister } from './helpers/sip-lists.ts';

/** Lists of the kinds that have gone wrong in real regions, each with what is right. */
const FOLDER = join(import.meta.dirname, '../fixtures/coverage');
const AS_OF = ['--as-of', '2025-10-20'];

interface Taken {
  readonly file: string;
  readonly exportedOn: string;
  readonly gone: number;
  readonly held: { readonly code: string } | null;
  readonly findings: readonly { readonly code: string }[];
}

const filesOf = (name: string): readonly string[] =>
  readdirSync(join(FOLDER, name))
    .sort((a, b) => (a.slice(-14) < b.slice(-14) ? -1 : 1))
    .map((file) => join(FOLDER, name, file));

async function take(
  world: World,
  files: readonly string[],
  ...more: readonly string[]
): Promise<readonly Taken[]> {
  const { stdout } = await overgang(['import', ...files, '--json', ...more, ...AS_OF], world);
  return (JSON.parse(stdout) as { files: Taken[] }).files;
}

const openIn = async (world: World): Promise<number> =>
  (await overgangJson<{ sips: { open: number } }>(['status', ...AS_OF], world)).sips.open;

describe('files per kommun', () => {
  it('of one day: nobody is gone because the next file lacks him', async () => {
    const world = await emptyRegister();
    for (const file of filesOf('files-per-kommun'))
      expect(await take(world, [file])).toMatchObject([{ gone: 0, held: null }]);
    expect(await openIn(world)).toBe(5);
  });

  it('of a second round: none is gone or reopened because its file came second', async () => {
    const world = await emptyRegister();
    const [first, second, ...round] = filesOf('files-per-kommun-two-rounds');
    await take(world, [first ?? '']);
    await take(world, [second ?? '']);
    // One by one they are held; together they are the day's uttag.
    expect(await take(world, round.slice(0, 1))).toMatchObject([{ held: { code: 'LIST_MAYBE_PART' } }]);
    expect(await openIn(world)).toBe(5);
    const together = await take(world, round);
    expect(together).toMatchObject([
      { gone: 0, held: null },
      { gone: 0, held: null },
    ]);
    expect(together.flatMap(({ findings }) => findings.map(({ code }) => code))).not.toContain(
      'CASE_REOPENED',
    );
    expect(await openIn(world)).toBe(5);
  });
});

describe('the day of a list', () => {
  it('is not that of a criterion in its title: the newer list stays the newer', async () => {
    const world = await emptyRegister();
    const [older = '', newer = ''] = filesOf('criterion-in-title');
    await take(world, [older]);
    // It lacks cases, and its title says that it is a choice.
    expect(await take(world, [newer])).toMatchObject([
      { exportedOn: '2025-09-22', held: { code: 'LIST_MAYBE_PART' } },
    ]);
    expect(await take(world, [newer], '--whole')).toMatchObject([{ exportedOn: '2025-09-22', held: null }]);
  });

  it.each(['day-with-slashes', 'day-in-swedish-words'])('is read: %s', async (name) => {
    const world = await emptyRegister();
    expect(await take(world, filesOf(name))).toMatchObject([{ exportedOn: '2025-09-15', held: null }]);
  });

  it('that is given goes before what the title says, and the difference is told', async () => {
    const world = await emptyRegister();
    const [taken] = await take(world, filesOf('day-given-differs'), '--exported-at', '2025-09-16');
    expect([taken?.exportedOn, taken?.findings.map(({ code }) => code)]).toEqual([
      '2025-09-16',
      expect.arrayContaining(['LIST_DAY_OTHERWISE']),
    ]);
  });
});
