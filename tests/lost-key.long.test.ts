import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgangDone, type World } from './helpers/cli.ts';
import { stateHash } from './helpers/database.ts';
import { answersOfVerbs, leftIn, type Asked } from './helpers/every-verb.ts';
import { newFolder } from './helpers/folder.ts';
import { emptyRegister, sipList } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const DAY = '2025-10-08';
const ASKED: Asked = { sip: 'SIP-1', day: DAY, earlier: '2025-10-03', list: 'sip-2025-10-08.csv' };

/** A vårdtillfälle that the rules finish in Prator, and that a list of Lifecare SP shows started there. */
async function contradicted(): Promise<World> {
  const world = await emptyRegister();
  await importList(world, 'sip', '2025-09-15', [{}, { 'SIP-id': 'SIP-2', who: 'eva' }]);
  await importList(world, 'vardtillfalle', '2025-09-29', [{ Utskrivningsklar: '2025-09-25' }]);
  await importList(world, 'meddelande', '2025-09-29', [{}]);
  await importList(world, 'lcsp_vardtillfalle', '2025-10-01', [{}]);
  writeFileSync(join(world.cwd, ASKED.list), sipList([{ id: 'SIP-1' }]));
  return world;
}

/** Of these the key itself is the matter. */
const TELLING: readonly string[] = ['verify', 'backup', 'restore'];

describe('without the key by which persons are recognised in the lists of Lifecare SP', () => {
  let world: World;
  beforeAll(async () => {
    world = await contradicted();
  });

  it('every verb answers as with it, or is refused and told why: none as if those lists were not there', async () => {
    const withKey = await answersOfVerbs(world, ASKED);
    const lost = { ...world, cwd: newFolder() };
    cpSync(world.cwd, lost.cwd, { recursive: true });
    rmSync(join(lost.cwd, 'overgang.sqlite.key'));
    const before = stateHash(lost);
    const without = await answersOfVerbs(lost, ASKED);
    for (const [at, { args, code, stdout, stderr, world: after }] of without.entries()) {
      const verb = args.join(' ');
      const same = withKey[at];
      if (code === 2 && same?.code !== 2) {
        expect([verb, stderr]).toEqual([
          verb,
          expect.stringContaining('Nyckelfilen overgang.sqlite.key saknas'),
        ]);
        expect([verb, stateHash(after)]).toEqual([verb, before]);
      } else if (TELLING.includes(args[0] ?? '')) {
        // They do what they do, and tell of it.
        expect([verb, `${stdout}${stderr}`]).toEqual([
          verb,
          expect.stringContaining('Nyckelfilen overgang.sqlite.key saknas'),
        ]);
      } else expect([verb, code, plain(stdout)]).toEqual([verb, same?.code, plain(same?.stdout ?? '')]);
    }
    const refused = without.filter(({ code }, at) => code === 2 && withKey[at]?.code !== 2);
    expect(new Set(refused.map(({ args: [verb] }) => verb))).toEqual(
      new Set([
        ...[
          'status',
          'timeline',
          'readiness',
          'explain',
          'reconcile',
          'inbox',
          'worklist',
          'import',
          'decide',
          'mark',
        ],
        ...['checkpoint', 'contacts', 'guide'],
      ]),
    );
  });

  it('a checkpoint states the class that such a list gives', async () => {
    await overgangDone(
      [
        ...['checkpoint', 'create', '--kind', 'milestone', '--by', 'p', '--statement', 'p'],
        ...['-o', 'kp', '--as-of', DAY],
      ],
      world,
    );
    const state = leftIn(world, 'kp').find(([path]) => path.endsWith('/vardtillfalle.csv'))?.[1];
    expect(state).toContain('in-both-systems');
  });
});

/** Without what differs each time: hashes, and sizes of copies. */
const plain = (stdout: string): string =>
  stdout
    .replaceAll(/[0-9a-f]{64}|\/\S*overgang-test-\w+/gu, '')
    .replaceAll(/"(?:bytes|hasKey)":\s*\w+/gu, '');
