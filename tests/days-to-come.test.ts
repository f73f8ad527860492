import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';

const NOW = '2025-10-08T08:00:00.000Z';
const TODAY = '2025-10-08';
const TOMORROW = '2025-10-09';

let world: World;
beforeEach(async () => {
  const register = await emptyRegister();
  await importSips(register, '2025-10-06', [
    { id: 'SIP-101', pnr: PNR.eva },
    { id: 'SIP-102', pnr: PNR.anna },
  ]);
  world = { ...register, now: NOW };
});

const CHECKPOINT = [
  ...['checkpoint', 'create', '--kind', 'milestone', '--by', 'P Exempel', '--statement', 'prov', '-o', 'k'],
] as const;

const seqOf = (type: string): number =>
  rowsOf<{ seq: number }>(world, 'SELECT max(seq) AS seq FROM event WHERE type = ?', type)[0]?.seq ?? 0;

describe('a day that has not come', () => {
  it.each([
    [['mark', 'SIP-101', 'closed-in-prator', '--note', 'prov']],
    [['decide', 'SIP-101', '--as', 'closed', '--reason', 'prov']],
    [['waive', 'steg-2-startade', '--reason', 'prov', '--by', 'P Exempel', '--until', '2025-12-31']],
    [['return', 'finns-inte.csv']],
    [[...CHECKPOINT]],
    [['checkpoint', 'unlock', '--by', 'P Exempel', '--reason', 'prov']],
  ])('is refused by %j, and nothing is written', async (args) => {
    const before = rowsOf(world, 'SELECT max(seq) FROM event');
    const { code, stderr } = await overgang([...args, '--as-of', TOMORROW], world);
    expect(code).toBe(2);
    expect(stderr).toContain(`--as-of ${TOMORROW} är en dag som inte har kommit: i dag är det ${TODAY}.`);
    expect(rowsOf(world, 'SELECT max(seq) FROM event')).toEqual(before);
  });

  it('begins at midnight in Sweden, wherever the machine is', async () => {
    const late = { ...world, now: '2025-10-08T22:30:00.000Z' };
    const mark = ['mark', 'SIP-101', 'note', '--note', 'prov', '--as-of'] as const;
    expect((await overgang([...mark, TOMORROW], late)).code).toBe(0);
    expect((await overgang([...mark, '2025-10-10'], late)).code).toBe(2);
  });

  it('can be prepared for with worklists, which are recorded on today’s', async () => {
    await overgangDone(['worklist', '-o', 'ut', '--format', 'csv', '--as-of', TOMORROW], world);
    const days = rowsOf(
      world,
      "SELECT DISTINCT effective_on AS day FROM event WHERE type IN ('worklist-issued', 'shown')",
    );
    expect(days).toEqual([{ day: TODAY }]);
    expect(rowsOf(world, 'SELECT DISTINCT as_of AS day FROM worklist')).toEqual([{ day: TOMORROW }]);
  });

  it('is played in a rehearsal, also by hand in its register', async () => {
    await overgangDone(['rehearse', '-o', 'ovning', '--as-of', TOMORROW], world);
    const mark = ['mark', 'SIP-101', 'note', '--note', 'prov', '--register', 'ovning/ovning.sqlite'];
    await overgangDone([...mark, '--as-of', TOMORROW], world);
  });
});

describe('what already counts from a day that has not come', () => {
  beforeEach(async () => {
    // The computer's clock was wrong.
    const later = { ...world, now: '2026-12-31T12:00:00.000Z' };
    await overgangDone(['decide', 'SIP-101', '--as', 'close-not-current', '--reason', 'prov'], world);
    await overgangDone(['mark', 'SIP-101', 'closed-in-prator', '--note', 'prov'], later);
  });

  it('blocks no checkpoint: it is stated as an open exception, and counted in no figure', async () => {
    const { counts, datedAhead } = await overgangJson<{
      counts: { sips: { open: number } };
      datedAhead: unknown;
    }>([...CHECKPOINT, '--as-of', TODAY], world);
    expect(readFileSync(join(world.cwd, 'k/data/intyg.html'), 'utf8')).toContain('(2026-12-31)');
    expect(counts.sips.open).toBe(2);
    expect(datedAhead).toEqual([{ seq: seqOf('marked'), sourceNo: null, effectiveOn: '2026-12-31' }]);
  });

  it('is set right by a counter-event, and then nothing is left of it', async () => {
    await overgangDone(['undo', String(seqOf('marked')), '--yes', '--as-of', TODAY], world);
    const { datedAhead } = await overgangJson<{ datedAhead: unknown }>(
      [...CHECKPOINT, '--dry-run', '--as-of', TODAY],
      world,
    );
    expect(datedAhead).toEqual([]);
  });
});
