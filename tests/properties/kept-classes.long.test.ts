import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openClassifier } from '../../src/app/cases/classifier.ts';
import { openClosedAs } from '../../src/app/cases/closed-as.ts';
import { keptFrom } from '../../src/app/cases/reclassify.ts';
import { openRegister } from '../../src/register/file/register.ts';
import { overgang, overgangDone, overgangJson, type World } from '../helpers/cli.ts';
import { registerPlace } from '../helpers/database.ts';
import { PATIENCE, runs } from '../helpers/memory.ts';
import { randomLists, type RandomList } from '../helpers/random-lists.ts';
import { emptyRegister } from '../helpers/sip-lists.ts';
import { importList, type SmallRow } from '../helpers/small-lists.ts';

/** What is kept of each case, and what it is when all are classified on the spot. */
function classesIn(world: World): { readonly kept: unknown; readonly onTheSpot: unknown } {
  const register = openRegister(registerPlace(world), 'read');
  try {
    const { db } = register;
    const classifier = openClassifier(register, keptFrom(db));
    const closedAsOf = openClosedAs(register, classifier);
    const stays = classifier.vardtillfallen.map(({ row, classification }) => [row.key, classification.class]);
    const sips = [...classifier.sips()].map((sip) => [
      sip.row.key,
      sip.classification.class,
      closedAsOf(sip),
    ]);
    const keptOf = (columns: string, kind: string): unknown[] =>
      db
        .prepare(`SELECT ${columns} FROM ${kind} ORDER BY case_no`)
        .all()
        .map((row) => Object.values(row as Record<string, unknown>));
    return {
      kept: [...keptOf('key, class', 'vardtillfalle'), ...keptOf('key, class, closed_as', 'sip')],
      onTheSpot: [...stays, ...sips],
    };
  } finally {
    register.close();
  }
}

const AFTER = '2025-10-06';

/** Every figure is one, whether it is counted from the kept classes or of cases that are classified on the spot. */
async function expectTheSameFigures(world: World, lists: readonly RandomList[]): Promise<void> {
  const [some] = lists.flatMap(({ kind, rows }) =>
    kind === 'sip' ? (rows as readonly SmallRow<'sip'>[]).flatMap((row) => row['SIP-id'] ?? []) : [],
  );
  if (some === undefined) return;
  const figures = async (): Promise<unknown> => ({
    status: await overgangJson(['status', '--as-of', AFTER], world),
    // The head of the log is another.
    readiness: {
      ...(JSON.parse((await overgang(['readiness', '--as-of', AFTER, '--json'], world)).stdout) as object),
      head: null,
    },
  });
  const kept = await figures();
  // Kept for a later day, so that the day asked for must be worked out.
  const later = ['--on', '2025-10-30', '--as-of', '2025-10-30'];
  await overgangDone(['mark', some, 'note', '--note', 'prov', ...later], world);
  expect(await figures()).toEqual(kept);
}

describe('what is kept of each case after a list has come', () => {
  it(
    'is what it is on the spot, whatever lists of both systems came before',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomLists({ minLength: 3, maxLength: 7 }), async (lists) => {
          const world = await emptyRegister();
          for (const { kind, day, rows } of lists) {
            await importList(world, kind, day, rows);
            const { kept, onTheSpot } = classesIn(world);
            expect(kept).toEqual(onTheSpot);
          }
          await expectTheSameFigures(world, lists);
        }),
        { numRuns: runs(40) },
      );
    },
    PATIENCE * 4,
  );
});
