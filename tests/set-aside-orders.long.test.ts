import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overgang, overgangDone, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { PATIENCE, runs } from './helpers/memory.ts';
import { fileOf, randomLists } from './helpers/random-lists.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const AFTER = '2025-10-06';

const ASKED: readonly (readonly string[])[] = [
  ...[['status'], ['status', '--step', '6'], ['timeline'], ['guide'], ['reconcile'], ['diff'], ['inbox']],
  ...[['readiness'], ...['sip-all', 'case-open'].map((rows) => ['readiness', '--rows', rows])],
  ...['SIP-1', 'SIP-2', 'VT-1', 'M-1'].map((id) => ['explain', id]),
];

/** Answers without what counts lists and events, codes (which are given once and not again), and the ledger's history. */
function plain(stdout: string): string {
  const bare = stdout
    .replaceAll(/[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\/\S*overgang-test-\w+/gu, '')
    .replaceAll(/\b[SVMP]\d+-[A-Z]\b/gu, 'CODE')
    .replaceAll(/lista \d+/gu, 'lista N')
    .replaceAll(/\\n\d+ {2}/gu, '\\nN  ')
    .replaceAll(/--done [\w-]+/gu, '--done ID');
  if (!bare.startsWith('{')) return bare;
  return JSON.stringify(JSON.parse(bare), (key, value: unknown) =>
    ['seq', 'sourceNo', 'events', 'history'].includes(key) ||
    (key === 'id' && !/^(?:SIP|VT|M)-/u.test(String(value)))
      ? null
      : value,
  );
}

async function answersOf(
  world: World,
): Promise<readonly (readonly [args: string, code: number, stdout: string])[]> {
  const answers: [string, number, string][] = [];
  for (const args of ASKED) {
    const { code, stdout } = await overgang([...args, '--as-of', AFTER, '--json'], world);
    answers.push([args.join(' '), code, plain(stdout)]);
  }
  return answers;
}

/** What is told of the lists that are left. */
const findingsOf = (world: World): unknown =>
  rowsOf(
    world,
    `SELECT file_name AS file, code, severity, row, detail FROM finding JOIN source USING (source_no)
     ORDER BY file_name, code, row, detail`,
  );

describe('lists that come in any order, of which some are set aside', () => {
  it(
    'leave every verb answering as if those had never come',
    async () => {
      const scenes = randomLists({ minLength: 4, maxLength: 7 }).chain((lists) =>
        fc.record({
          lists: fc.constant(lists),
          /** Which are set aside, and after how many lists more. */
          aside: fc.uniqueArray(
            fc.record({ at: fc.nat({ max: lists.length - 2 }), later: fc.nat({ max: 6 }) }),
            { minLength: 1, maxLength: 2, selector: ({ at }) => at },
          ),
          /** After which list something is decided, where none is set aside that came before: it would rest on that. */
          decided: fc.option(fc.nat({ max: lists.length - 1 })),
        }),
      );
      await fc.assert(
        fc.asyncProperty(scenes, async ({ lists, aside, decided }) => {
          const lived = await emptyRegister();
          const never = await emptyRegister();
          for (const [at, { kind, day, rows }] of lists.entries()) {
            await importList(lived, kind, day, rows);
            const isNever = aside.some((one) => one.at === at);
            if (!isNever) await importList(never, kind, day, rows);
            for (const one of aside) {
              const due = Math.min(one.at + one.later, lists.length - 1);
              const list = lists[one.at];
              if (due === at && list !== undefined)
                await overgangDone(['undo', fileOf(list), '--yes', '--as-of', AFTER], lived);
            }
            if (decided === at && aside.every((one) => one.at > at))
              for (const world of [lived, never])
                await overgang(
                  [
                    'decide',
                    'SIP-1',
                    '--as',
                    'move-outside-vardtillfalle',
                    '--reason',
                    'p',
                    '--as-of',
                    AFTER,
                  ],
                  world,
                );
          }
          expect(findingsOf(lived)).toEqual(findingsOf(never));
          const [livedAnswers, neverAnswers] = [await answersOf(lived), await answersOf(never)];
          for (const [at, answer] of livedAnswers.entries()) expect(answer).toEqual(neverAnswers[at]);
        }),
        { numRuns: runs(25) },
      );
    },
    PATIENCE * 4,
  );
});
