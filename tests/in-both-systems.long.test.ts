import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { filledCopy, handOutLists, handOutOne, openList, returnFiles } from './helpers/filled-lists.ts';
import { statesOfOrders } from './helpers/orders.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;

beforeAll(async () => {
  readerProcess = await workbookReader();
});
beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
});

interface Explained {
  readonly class: string;
  readonly rule: { readonly code: string; readonly reason: string };
  readonly also: readonly { readonly code: string; readonly reason: string }[];
}
const explain = (id: string, day: string): Promise<Explained> =>
  overgangJson<Explained>(['explain', id, '--as-of', day], world);
const mark = (id: string, what: string, on: string, asOf = on): Promise<unknown> =>
  overgangDone(['mark', id, what, '--on', on, '--note', 'prov', '--as-of', asOf], world);

interface Figures {
  readonly extra: { readonly expected: number; readonly attestedSent: number };
  readonly classes: Readonly<Record<string, number>>;
}
async function status(day: string): Promise<Figures> {
  const { messages, vardtillfallen } = await overgangJson<{
    messages: { extra: Figures['extra'] };
    vardtillfallen: { classes: Figures['classes'] };
  }>(['status', '--as-of', day], world);
  return { extra: messages.extra, classes: vardtillfallen.classes };
}

async function gate(id: string, day: string): Promise<number | null> {
  const { stdout } = await overgang(['readiness', '--json', '--as-of', day], world);
  const { gates } = JSON.parse(stdout) as { gates: readonly { id: string; value: number | null }[] };
  return gates.find((one) => one.id === id)?.value ?? null;
}

describe('a patient started in Lifecare SP who turns out to have been utskrivningsklar in time', () => {
  beforeEach(async () => {
    await importList(world, 'vardtillfalle', '2025-09-29', [{}]);
    await importList(world, 'meddelande', '2025-09-29', []);
  });
  const readyInTime = () =>
    importList(world, 'vardtillfalle', '2025-10-01', [{ Utskrivningsklar: '2025-09-29 15:00' }]);

  it('is in both systems: a decision that says what is owed where, and not sent back as if nothing was done', async () => {
    await importList(world, 'sip', '2025-09-29', []);
    await mark('VT-1', 'registered-in-lifecare', '2025-09-30');
    expect((await explain('VT-1', '2025-09-30')).class).toBe('start-in-lifecare');
    await readyInTime();
    const { class: name, rule, also } = await explain('VT-1', '2025-10-01');
    expect([name, rule.code]).toEqual(['in-both-systems', 'VT_IN_BOTH']);
    expect(rule.reason).toContain('intygat startat i Lifecare SP 2025-09-30');
    expect(rule.reason).toContain('I Prator:');
    expect(rule.reason).toContain('I Lifecare SP:');
    expect(also.map(({ code }) => code)).toContain('VT_MOVED_TO_SOURCE');
    expect((await status('2025-10-01')).classes).toMatchObject({ 'in-both-systems': 1, 'moved-back': 0 });
    const lists = await handOutLists(world, '2025-10-01', 'ut');
    expect(lists.map(({ step, rows }) => [step, rows])).toEqual([['beslut-vardtillfallen', 1]]);
    expect(await gate('laslage-beslut-fattade', '2025-10-01')).toBe(1);
  });

  it('owes the Extrameddelanden that were sent, until they are kvitterade', async () => {
    await importList(world, 'enhet', '2025-09-29', [
      { Enhet: 'Medicinavdelning 2', Enhetstyp: 'vårdavdelning', 'Huvudman/verksamhet': 'Slutenvård' },
      {},
    ]);
    expect((await status('2025-09-30')).extra.expected).toBe(4);
    const two = await handOutOne(world, '2025-09-30', 'ut', '--step', '2-somatik');
    const done = {
      'Registrerad i Lifecare SP': new Date('2025-09-30'),
      'Extra-meddelande skickat': new Date('2025-09-30'),
    };
    const { tokens } = await openList(two.path);
    await filledCopy(two.path, join(world.cwd, 'svar.xlsx'), { [tokens[0] ?? '']: done });
    await returnFiles(world, '2025-09-30', 'svar.xlsx');
    await readyInTime();
    expect((await status('2025-10-01')).extra).toMatchObject({ expected: 1, attestedSent: 1 });
    expect(await gate('laslage-extrameddelanden', '2025-10-01')).toBe(1);
    const message = { Meddelandetyp: 'Extrameddelande', Skickat: '2025-09-30 10:00' };
    await importList(world, 'meddelande', '2025-10-02', [message]);
    expect(await gate('laslage-extrameddelanden', '2025-10-02')).toBe(1);
    await overgangDone(
      ['decide', 'VT-1', '--as', 'finish-in-prator', '--reason', 'prov', '--as-of', '2025-10-02'],
      world,
    );
    expect(await gate('laslage-extrameddelanden', '2025-10-02')).toBe(1);
    await importList(world, 'meddelande', '2025-10-03', [{ ...message, Kvitterat: '2025-10-02 12:00' }]);
    expect(await gate('laslage-extrameddelanden', '2025-10-03')).toBe(0);
  });

  it('is finished in Prator when somebody attests that it is finished in Lifecare SP', async () => {
    await mark('VT-1', 'registered-in-lifecare', '2025-09-30');
    await readyInTime();
    await mark('VT-1', 'closed-in-lifecare', '2025-10-02');
    expect((await explain('VT-1', '2025-10-02')).rule.code).toBe('VT_MOVED_TO_SOURCE');
    expect((await explain('VT-1', '2025-10-01')).class).toBe('in-both-systems');
  });

  it('is told that the day was set back, where a list after it had the patient not ready', async () => {
    await importList(world, 'vardtillfalle', '2025-09-30', [{}]);
    await readyInTime();
    const { also } = await explain('VT-1', '2025-10-01');
    expect(also.find(({ code }) => code === 'VT_READY_SET_BACK')?.reason).toContain('2025-09-30');
  });

  it('keeps its SIP undecided until it is decided where it goes on', async () => {
    await importList(world, 'sip', '2025-09-29', [{}]);
    await mark('VT-1', 'registered-in-lifecare', '2025-09-30');
    await readyInTime();
    expect((await explain('SIP-1', '2025-10-01')).rule.code).toBe('SIP_VARDTILLFALLE_UNDECIDED');
  });

  it('is the same whatever the order in which the lists of the parties come back', async () => {
    const lists = await handOutLists(world, '2025-09-30', 'ut');
    const filled: string[] = [];
    for (const [at, { path, step }] of lists.entries()) {
      if (!['2-somatik', '3-primarvard', '4a'].includes(step)) continue;
      const { tokens } = await openList(path);
      const sent = { 'Extra-meddelande skickat': new Date(step === '4a' ? '2025-10-01' : '2025-09-30') };
      const own = step === '2-somatik' ? { 'Registrerad i Lifecare SP': new Date('2025-09-30') } : {};
      const copy = join(world.cwd, `svar-${at}.xlsx`);
      filled.push(await filledCopy(path, copy, { [tokens[0] ?? '']: { ...sent, ...own } }));
    }
    expect(filled).toHaveLength(3);
    const states = await statesOfOrders(world, filled, '2025-10-01', async (copy) => {
      world = copy;
      await readyInTime();
      expect((await explain('VT-1', '2025-10-01')).class).toBe('in-both-systems');
      return [await status('2025-10-01'), await gate('steg-2-startade', '2025-10-01')];
    });
    expect(states).toHaveLength(1);
    expect(states[0]).toContain('"expected":3,"attestedSent":3');
  });
});

describe('a vårdtillfälle that somebody says is closed', () => {
  const inHospital = { Utskrivningsklar: '2025-09-28 09:00' };

  it('while the list has the patient in hospital is a contradiction, and nobody is said to have left', async () => {
    await importList(world, 'vardtillfalle', '2025-10-08', [inHospital]);
    await importList(world, 'meddelande', '2025-10-08', []);
    await mark('VT-1', 'closed-in-prator', '2025-10-08');
    const { class: name, rule } = await explain('VT-1', '2025-10-08');
    expect([name, rule.code]).toEqual(['needs-decision', 'VT_CLOSED_IN_HOSPITAL']);
    expect(JSON.stringify(await explain('VT-1', '2025-10-08'))).not.toContain('Patienten har lämnat');
    await importList(world, 'vardtillfalle', '2025-10-10', [
      { ...inHospital, Utskriven: '2025-10-08 11:00', Status: 'Utskriven' },
    ]);
    expect((await explain('VT-1', '2025-10-10')).rule.code).toBe('VT_DISCHARGED');
  });

  it('is that contradiction in whatever order the lists of step 5 and of the messages come back', async () => {
    const units = [{ Enhet: 'Medicinavdelning 2', Enhetstyp: 'vårdavdelning somatik' }, {}];
    await importList(world, 'enhet', '2025-10-02', units);
    await importList(world, 'vardtillfalle', '2025-10-02', [inHospital]);
    await importList(world, 'meddelande', '2025-10-02', [{}]);
    const answers: Readonly<Record<string, string>> = { '5': 'Avslutad i Prator', kvittera: 'Kvitterat' };
    const filled: string[] = [];
    for (const { path, step } of await handOutLists(world, '2025-10-02', 'ut')) {
      const column = answers[step];
      if (column === undefined) continue;
      const { tokens } = await openList(path);
      const answer = { [tokens[0] ?? '']: { [column]: new Date('2025-10-02') } };
      filled.push(await filledCopy(path, join(world.cwd, `svar-${step}.xlsx`), answer));
    }
    expect(filled).toHaveLength(2);
    const states = await statesOfOrders(world, filled, '2025-10-02', async (copy) => {
      world = copy;
      const { class: name, rule } = await explain('VT-1', '2025-10-02');
      return [name, rule.code, await status('2025-10-02')];
    });
    expect(states).toHaveLength(1);
    expect(states[0]).toContain('VT_CLOSED_IN_HOSPITAL');
  });

  it('after the list is closed by that word, until a list says otherwise', async () => {
    await importList(world, 'vardtillfalle', '2025-10-08', [inHospital]);
    await importList(world, 'meddelande', '2025-10-08', []);
    await mark('VT-1', 'closed-in-prator', '2025-10-09');
    const { rule } = await explain('VT-1', '2025-10-09');
    expect(rule).toMatchObject({
      code: 'VT_ATTESTED_CLOSED',
      reason:
        'Vårdtillfället är intygat avslutat i Prator 2025-10-09; ännu inte bekräftat av ett senare uttag.',
    });
    await importList(world, 'vardtillfalle', '2025-10-10', [inHospital]);
    expect((await explain('VT-1', '2025-10-10')).rule.code).toBe('VT_CLOSED_IN_HOSPITAL');
  });
});

describe('a SIP created in Lifecare SP', () => {
  it('is a move under way when the moving puts it in the phase of evaluation', async () => {
    await importList(world, 'sip', '2025-09-29', [{}]);
    await mark('SIP-1', 'sip-created-in-lifecare', '2025-10-02');
    await importList(world, 'sip', '2025-10-08', [{ Fas: 'Utvärdering och avslut av plan' }]);
    expect((await explain('SIP-1', '2025-10-08')).class).toBe('move-outside-vardtillfalle');
  });

  it('that was proposed for closing is in both systems, and stands on the list of decisions', async () => {
    await importList(world, 'sip', '2025-09-29', [{ Fas: 'Utvärdering och avslut av plan' }]);
    expect((await explain('SIP-1', '2025-09-29')).class).toBe('close-not-current');
    await mark('SIP-1', 'sip-created-in-lifecare', '2025-10-02');
    expect((await explain('SIP-1', '2025-10-02')).class).toBe('in-both-systems');
    const lists = await handOutLists(world, '2025-10-02', 'ut', '--step', 'beslut');
    expect(lists.map(({ rows }) => rows)).toEqual([1]);
    expect(await gate('laslage-beslut-fattade', '2025-10-02')).toBe(1);
  });
});
