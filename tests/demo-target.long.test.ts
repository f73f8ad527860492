import { beforeAll, describe, expect, it } from 'vitest';
import { generateRegion } from '../src/demo/region-lists.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

interface Compared {
  readonly kind: string;
  readonly expected: number;
  readonly found: number;
  readonly missing: readonly string[];
  readonly cannotTell: readonly string[];
  readonly tooMuch: readonly string[];
  readonly unknown: readonly string[];
  readonly twice: readonly { readonly reference: string }[];
  readonly otherPlace: readonly { readonly reference: string }[];
}

describe('the demonstration’s lists of the target system', () => {
  const { target } = generateRegion().truth;
  let world: World;
  beforeAll(async () => {
    world = { cwd: newFolder(), readerProcess: await workbookReader() };
    await overgangDone(['demo', '.', '--force'], world);
  }, 120_000);

  const reconciled = async (day: string, ...lists: readonly string[]): Promise<readonly Compared[]> => {
    const { stdout } = await overgang(['reconcile', ...lists, '--json', '--as-of', day], world);
    return (JSON.parse(stdout) as { targets: readonly Compared[] }).targets;
  };

  it('show step 1 nearly done on the eve, kommun by kommun, and what is wrong there', async () => {
    const targets = await reconciled('2025-09-29');
    const patients = targets.find(({ kind }) => kind === 'lcsp_patient');
    expect(patients?.found).toBe(target.patients.found);
    expect(patients?.missing.length).toBeGreaterThan(0);
    expect(patients?.unknown).toHaveLength(target.patients.unknown);
    expect(patients?.twice).toHaveLength(target.patients.twice);
    expect(patients?.otherPlace).toHaveLength(target.patients.otherKommun);
    const units = targets.find(({ kind }) => kind === 'lcsp_enhet');
    expect(units?.missing).toEqual(target.units.missing);
    expect(units?.twice.map(({ reference }) => reference)).toEqual(target.units.twice);
    expect(units?.otherPlace.map(({ reference }) => reference)).toEqual(target.units.otherKommun);
    expect(units?.unknown).toHaveLength(target.units.unknown);
    const { inTarget } = await overgangJson<{
      inTarget: { steps: readonly { step: string; listed: number }[] };
    }>(['status', '--as-of', '2025-09-29'], world);
    expect(inTarget.steps.find(({ step }) => step === '1')?.listed).toBe(target.patients.found);
  });

  it('show step 2 on its day: who is started, twice, on another ward, or to be finished in the source', async () => {
    const file = 'listor/lcsp-vardtillfallen-2025-09-30.csv';
    const stays = (await reconciled('2025-09-30', '--lcsp', file)).find(
      ({ kind }) => kind === 'lcsp_vardtillfalle',
    );
    expect(stays?.found).toBe(target.stays.found);
    expect(stays?.twice).toHaveLength(target.stays.twice.length);
    expect(stays?.otherPlace).toHaveLength(target.stays.otherUnit.length);
    expect(stays?.tooMuch).toHaveLength(target.stays.tooMuch.length);
    expect(stays?.unknown).toEqual([]);
    const [id = ''] = target.stays.tooMuch;
    const { class: name } = await overgangJson<{ class: string }>(
      ['explain', id, '--as-of', '2025-09-30'],
      world,
    );
    expect(name).toBe('in-both-systems');
  });
});
