import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/cli/commands/all.ts';
import { overgangDone, type World } from './helpers/cli.ts';
import { answersOfVerbs, everyVerb, verbsOf, type Asked, type VerbAnswer } from './helpers/every-verb.ts';
import { emptyRegister, sipList } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const DAY = '2025-10-08';
const ASKED: Asked = { sip: 'SIP-1', day: DAY, earlier: '2025-10-03', list: 'sip-2025-10-08.csv' };

/** Lists of several kinds; those of the evening between are taken in and set aside again, or never come. */
async function lived(withAside: boolean): Promise<World> {
  const world = await emptyRegister();
  await importList(world, 'sip', '2025-09-15', [
    {},
    { 'SIP-id': 'SIP-2', who: 'eva' },
    { 'SIP-id': 'SIP-3', who: 'rune' },
  ]);
  await importList(world, 'vardtillfalle', '2025-09-29', [{ Utskrivningsklar: '2025-09-25' }]);
  await importList(world, 'meddelande', '2025-09-29', [{}]);
  if (withAside) {
    const aside = ['sip', 'vardtillfalle', 'lcsp_vardtillfalle'] as const;
    // Others closed, moved, protected and new; a vårdtillfälle that is started in Lifecare SP.
    await importList(world, 'sip', '2025-10-01', [
      { Fas: 'Utvärdering', 'Skyddade personuppgifter': 'Ja' },
      { 'SIP-id': 'SIP-9', who: 'ulla' },
    ]);
    await importList(world, 'vardtillfalle', '2025-10-01', [
      { Utskrivningsklar: '2025-10-03' },
      { Vårdtillfälle: 'VT-9', who: 'ulla' },
    ]);
    await importList(world, 'lcsp_vardtillfalle', '2025-10-01', [{}]);
    for (const kind of aside)
      await overgangDone(['undo', `${kind}-2025-10-01.csv`, '--yes', '--as-of', '2025-10-01'], world);
  }
  await importList(world, 'sip', '2025-10-06', [{}, { 'SIP-id': 'SIP-2', who: 'eva' }]);
  writeFileSync(join(world.cwd, ASKED.list), sipList([{ id: 'SIP-1' }]));
  return world;
}

/** They tell of the register itself, or copy it: every event, and the key that the list brought with it. */
const OF_THE_LEDGER = ['log', 'verify', 'backup'];

describe('a list that is set aside', () => {
  let answers: { readonly lived: readonly VerbAnswer[]; readonly never: readonly VerbAnswer[] };
  beforeAll(async () => {
    answers = {
      lived: await answersOfVerbs(await lived(true), ASKED),
      never: await answersOfVerbs(await lived(false), ASKED),
    };
  }, 60_000);

  it('leaves every verb answering as if it had never come; the ledger alone keeps it', () => {
    for (const [at, { args, code, stdout }] of answers.lived.entries()) {
      if (OF_THE_LEDGER.includes(args[0] ?? '')) continue;
      const never = answers.never[at];
      expect([args, code, plain(stdout)]).toEqual([args, never?.code, plain(never?.stdout ?? '')]);
    }
  });

  it('is asked of by every verb there is', () => {
    const verbs = verbsOf(everyVerb(ASKED));
    expect(COMMANDS.map(({ name }) => name).filter((name) => !verbs.has(name))).toEqual([]);
  });
});

const OF_A_CASE = /^(?:SIP|VT|M)-/u;

/** An answer without what counts events and lists, what is drawn by lot, and the history that the ledger keeps. */
function plain(stdout: string): string {
  const bare = stdout.replaceAll(
    /[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\/\S*overgang-test-\w+/gu,
    '',
  );
  if (!bare.startsWith('{')) return bare;
  return JSON.stringify(JSON.parse(bare), (key, value: unknown) =>
    ['seq', 'sourceNo', 'events'].includes(key) || (key === 'id' && !OF_A_CASE.test(String(value)))
      ? null
      : value,
  );
}
