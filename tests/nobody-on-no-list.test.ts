import { beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { handOutLists } from './helpers/filled-lists.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList, writeSmallList } from './helpers/small-lists.ts';

const DAY = '2025-09-30';
let world: World;

beforeEach(async () => {
  world = await emptyRegister();
});

const lists = async (): Promise<readonly (readonly [string, number])[]> =>
  (await handOutLists(world, DAY, 'ut', '--format', 'csv')).map(({ step, rows }) => [step, rows] as const);

async function gates(day = DAY): Promise<Readonly<Record<string, number | null>>> {
  const { stdout } = await overgang(['readiness', '--json', '--as-of', day], world);
  const { gates: all } = JSON.parse(stdout) as { gates: readonly { id: string; value: number | null }[] };
  return Object.fromEntries(all.map(({ id, value }) => [id, value]));
}

const UNITS = [
  { Enhet: 'Medicinavdelning 2', Enhetstyp: 'vårdavdelning', 'Huvudman/verksamhet': 'Slutenvård' },
  {},
];

describe('a patient or a unit that the target system does not reach', () => {
  it('is in the reserve routine instead of steps 2–4, and holds up none of their gates', async () => {
    await importList(world, 'enhet', DAY, UNITS);
    await importList(world, 'meddelande', DAY, []);
    await importList(world, 'vardtillfalle', DAY, [{ Kommun: 'Umeå' }]);
    expect(await lists()).toEqual([
      ['5', 1],
      ['reserv', 1],
    ]);
    expect(await gates()).toMatchObject({
      'steg-2-startade': 0,
      'steg-3-kompletterade': 0,
      'steg-4a-kompletterade': 0,
      'steg-4b-kompletterade': 0,
      'laslage-extrameddelanden': 0,
    });
    const { messages } = await overgangJson<{ messages: { extra: { expected: number } } }>(
      ['status', '--as-of', DAY],
      world,
    );
    expect(messages.extra.expected).toBe(0);
  });

  it('is a hälsocentral alone: the others do their part', async () => {
    await importList(world, 'enhet', DAY, UNITS);
    await importList(world, 'vardtillfalle', DAY, [{ Hälsocentral: 'Hälsocentralen i Umeå' }]);
    expect((await lists()).map(([step]) => step)).toEqual(['2-somatik', '4a', '4b', '5', 'reserv']);
    expect(await gates()).toMatchObject({ 'steg-2-startade': 1, 'steg-3-kompletterade': 0 });
  });

  it('is not one whose kommun or ward the list leaves empty: that is a decision', async () => {
    await importList(world, 'sip', DAY, []);
    await importList(world, 'vardtillfalle', DAY, [
      { Kommun: '' },
      { Vårdtillfälle: 'VT-2', who: 'eva', Vårdenhet: '' },
    ]);
    expect(await lists()).toEqual([['beslut-vardtillfallen', 2]]);
    expect((await gates())['laslage-beslut-fattade']).toBe(2);
  });
});

describe('a patient of whom nobody knows if, or where, it is to be registered', () => {
  it('is on a decision list, and counted by the gate of step 1', async () => {
    await importList(world, 'patient', '2025-09-15', [
      { Boendeform: 'Korttidsboende' },
      { who: 'eva', Boendeform: '' },
      { who: 'ulla', Kommun: '' },
      { who: 'rune' },
      { who: 'birgitta', Boendeform: 'Ordinärt boende' },
    ]);
    expect(await lists()).toEqual([
      ['1', 1],
      ['beslut-patienter', 2],
      ['beslut-patienter', 1],
    ]);
    expect((await gates())['steg-1-registrerade']).toBe(4);
  });
});

describe('a message that no unit has on its list', () => {
  it('is on a decision list, and all that owe a kvittens are on one list or the other', async () => {
    await importList(world, 'enhet', DAY, UNITS);
    await importList(world, 'vardtillfalle', DAY, [
      {},
      { Vårdtillfälle: 'VT-2', who: 'eva', Status: 'Avslutad' },
    ]);
    await importList(world, 'meddelande', DAY, [
      {},
      { 'Meddelande-id': 'M-2', Mottagare: 'Avdelning 99' },
      { 'Meddelande-id': 'M-3', Mottagare: '' },
      { 'Meddelande-id': 'M-4', Ärende: 'VT-2' },
      { 'Meddelande-id': 'M-5', Ärende: 'VT-9' },
      { 'Meddelande-id': 'M-6', Kvitterat: '2025-09-29 10:00' },
    ]);
    const rows = (await lists()).filter(([step]) => /meddelanden|kvittera/u.test(step));
    expect(rows).toEqual([
      ['kvittera', 1],
      ['beslut-meddelanden', 4],
    ]);
    expect((await gates())['laslage-meddelanden-kvitterade']).toBe(5);
  });
});

describe('a message with a kvittens that had not come when its list was taken out', () => {
  const counted = async (day: string): Promise<unknown> => {
    const { messages } = await overgangJson<{ messages: { unacknowledged: number } }>(
      ['status', '--as-of', day],
      world,
    );
    const explained = await overgangJson<{ lists: readonly { step: string }[] }>(
      ['explain', 'M-2', '--as-of', day],
      world,
    );
    return [messages.unacknowledged, explained.lists.map(({ step }) => step)];
  };

  it('is owed till a later list has it, as kept and as of a day before', async () => {
    const ahead = { 'Meddelande-id': 'M-2', Kvitterat: '2025-10-02 10:00' };
    await importList(world, 'enhet', DAY, UNITS);
    await importList(world, 'vardtillfalle', DAY, [{}]);
    await importList(world, 'meddelande', DAY, [
      {},
      ahead,
      { 'Meddelande-id': 'M-3', Kvitterat: '2025-09-29 10:00' },
      { ...ahead, 'Meddelande-id': 'M-4', 'För kännedom': 'Ja' },
      { ...ahead, 'Meddelande-id': 'M-5', Ärende: '' },
    ]);
    expect(await counted(DAY)).toEqual([3, ['kvittera']]);
    expect((await gates())['laslage-meddelanden-kvitterade']).toBe(3);
    await importList(world, 'meddelande', '2025-10-03', [{}, ahead]);
    expect(await counted('2025-10-03')).toEqual([1, []]);
    expect(await counted(DAY)).toEqual([3, ['kvittera']]);
  });

  it('is missing without a reason from a list that lacks it', async () => {
    const codeAfter = async (kvitterat: string): Promise<number> => {
      world = await emptyRegister();
      await importList(world, 'meddelande', DAY, [{}, { 'Meddelande-id': 'M-2', Kvitterat: kvitterat }], []);
      const later = writeSmallList(world, 'meddelande', '2025-10-03', [{}]);
      return (await overgang(['import', later, '--as-of', '2025-10-03'], world)).code;
    };
    expect([await codeAfter('2025-10-02 10:00'), await codeAfter('2025-09-29 10:00')]).toEqual([1, 0]);
  });
});

describe('what is begun in the source system after the start in the target', () => {
  it('is a finding, stands on a list for who did it, and is counted', async () => {
    const DAY_AFTER = '2025-10-08';
    await importList(world, 'enhet', DAY, UNITS);
    const { findings } = await importList(world, 'vardtillfalle', DAY_AFTER, [
      { Inskriven: '2025-09-29 23:59' },
      { Vårdtillfälle: 'VT-2', who: 'eva', Inskriven: '2025-09-30 00:01' },
    ]);
    expect(findings.filter(({ code }) => code === 'BEGUN_AFTER_GO_LIVE')).toMatchObject([{ row: 3 }]);
    const sips = await importList(world, 'sip', DAY_AFTER, [
      { Startad: '2025-10-01' },
      { 'SIP-id': 'SIP-2', who: 'ulla', Startad: '2025-10-02' },
    ]);
    expect(sips.findings.filter(({ code }) => code === 'BEGUN_AFTER_GO_LIVE')).toMatchObject([{ row: 3 }]);
    const handed = await handOutLists(world, DAY_AFTER, 'ut', '--format', 'csv');
    const wrong = handed.filter(({ step }) => step.startsWith('fel-system'));
    expect(wrong.map(({ step, rows }) => [step, rows])).toEqual([
      ['fel-system-vardtillfallen', 1],
      ['fel-system-sip', 1],
    ]);
    const { stdout } = await overgang(['readiness', '--json', '--as-of', DAY_AFTER], world);
    const { tables } = JSON.parse(stdout) as {
      tables: readonly { id: string; rows: readonly { values: readonly number[] }[] }[];
    };
    expect(tables.find(({ id }) => id === 'begun-late')?.rows.at(-1)?.values).toEqual([1, 1, 2]);
  });

  it('is not told of in a list that was taken out before', async () => {
    const { findings } = await importList(world, 'vardtillfalle', '2025-09-29', [
      { Inskriven: '2025-10-02' },
    ]);
    expect(findings.map(({ code }) => code)).not.toContain('BEGUN_AFTER_GO_LIVE');
  });
});
