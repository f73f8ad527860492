import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reclassify } from '../src/app/cases/reclassify.ts';
import { planSettingAside, setAside } from '../src/app/lists/set-aside-list.ts';
import { MARKED } from '../src/domain/answers/by-hand.ts';
import { eventWriter } from '../src/register/log/events.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { memoryRegister, takeIn } from './helpers/memory.ts';
import { movedProfile } from './helpers/moved-profile.ts';
import { emptyRegister, PNR, sipList } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const DAY = '2025-10-06';

async function sincesOn(world: World): Promise<unknown> {
  const { items } = await overgangJson<{ items: readonly { kind: string; since: string | null }[] }>(
    ['inbox', '--as-of', DAY],
    world,
  );
  return items.map(({ kind, since }) => [kind, since]);
}

/** How many changes of class the log has. */
const changesIn = async (world: World): Promise<number> =>
  ((await overgang(['log', '--json'], world)).stdout.match(/"type": ?"reclassified"/gu) ?? []).length;

describe('the inbox after a list has been undone', () => {
  it('is as if it had not come: what waits has waited since it did', async () => {
    const world = await emptyRegister();
    const inbox = async (day: string): Promise<unknown> =>
      (await overgangJson<{ items: unknown }>(['inbox', '--as-of', day], world)).items;
    await importList(world, 'sip', '2025-09-15', [
      { 'SIP-id': 'SIP-1', Samtycke: 'Nej' },
      { 'SIP-id': 'SIP-2', who: 'ulla', Kommun: '' },
      { 'SIP-id': 'SIP-3', who: 'eva' },
    ]);
    await importList(world, 'sip', '2025-09-22', [
      { 'SIP-id': 'SIP-1', Samtycke: 'Nej' },
      { 'SIP-id': 'SIP-2', who: 'ulla', Kommun: '' },
      { 'SIP-id': 'SIP-3', who: 'eva', Kommun: '' },
    ]);
    const [early, late] = [await inbox('2025-09-29'), await inbox(DAY)];
    expect(JSON.stringify(late)).toContain('2025-09-22');
    await importList(world, 'sip', '2025-10-01', [
      { 'SIP-id': 'SIP-1' },
      { 'SIP-id': 'SIP-2', who: 'ulla' },
      { 'SIP-id': 'SIP-3', who: 'eva' },
    ]);
    expect(await inbox(DAY)).not.toEqual(late);
    await overgangDone(['undo', 'sip-2025-10-01.csv', '--yes', '--as-of', DAY], world);
    expect(await inbox(DAY)).toEqual(late);
    expect(await inbox('2025-09-29')).toEqual(early);
  });

  it('has no day of a change of a case that came with a later list, without the one that had it first', async () => {
    const inboxOf = async (withFirst: boolean): Promise<readonly { readonly since: string | null }[]> => {
      const world = await emptyRegister();
      await importList(world, 'sip', '2025-09-15', [{ 'SIP-id': 'SIP-3', who: 'eva' }]);
      if (withFirst) await importList(world, 'sip', '2025-09-18', [{}, { 'SIP-id': 'SIP-3', who: 'eva' }]);
      await importList(world, 'sip', '2025-09-22', [{ Kommun: '' }, { 'SIP-id': 'SIP-3', who: 'eva' }]);
      if (withFirst) await overgangDone(['undo', 'sip-2025-09-18.csv', '--yes', '--as-of', DAY], world);
      const { items } = await overgangJson<{ items: readonly { readonly since: string | null }[] }>(
        ['inbox', '--as-of', DAY],
        world,
      );
      return items.map((item) => ({ ...item, id: null }));
    };
    const never = await inboxOf(false);
    expect(never.length).toBeGreaterThan(0);
    const plain = (some: unknown): string => JSON.stringify(some).replaceAll(/S\d+-\w|--done [\w-]+/gu, '');
    expect(plain(await inboxOf(true))).toBe(plain(never));
  });

  it('counts no day from the undoing, of a case that came while the list was in', async () => {
    const waiting = async (withPatients: boolean): Promise<unknown> => {
      const world = await emptyRegister();
      if (withPatients)
        await importList(world, 'patient', '2025-09-15', [{ 'Skyddade personuppgifter': 'Ja' }]);
      await importList(world, 'sip', '2025-09-18', [{ Samtycke: 'Nej' }]);
      if (withPatients)
        await overgangDone(['undo', 'patient-2025-09-15.csv', '--yes', '--as-of', DAY], world);
      return sincesOn(world);
    };
    expect(await waiting(false)).toEqual([['decision', null]]);
    expect(await waiting(true)).toEqual([['decision', null]]);
  });

  it('keeps the day of what another profile made wait, which came after what is undone', async () => {
    const { rules, ...profile } = await movedProfile(0);
    const waiting = async (withPatients: boolean): Promise<unknown> => {
      const world = await emptyRegister();
      if (withPatients) await importList(world, 'patient', '2025-09-15', [{}]);
      await importList(world, 'vardtillfalle', '2025-09-29', [{ Utskrivningsklar: '2025-09-25' }]);
      const strict = { ...profile, rules: { ...rules, trappedFrom: '2025-09-26' } };
      writeFileSync(join(world.cwd, 'p.json'), JSON.stringify(strict));
      await overgangDone(['profile', 'apply', 'p.json', '--yes', '--as-of', '2025-09-30'], world);
      if (withPatients)
        await overgangDone(['undo', 'patient-2025-09-15.csv', '--yes', '--as-of', DAY], world);
      return sincesOn(world);
    };
    const never = await waiting(false);
    expect(never).toEqual([['decision', '2025-09-29']]);
    expect(await waiting(true)).toEqual(never);
  });

  it('changes no class anew by what came after a list that changed none', async () => {
    const world = await emptyRegister();
    await importList(world, 'patient', '2025-09-15', [{ who: 'birgitta' }]);
    const ofEva = { 'SIP-id': 'SIP-2', who: 'eva' } as const;
    await importList(world, 'sip', '2025-09-18', [{}, ofEva]);
    await importList(world, 'sip', '2025-09-22', [{ Kommun: '' }, ofEva]);
    await importList(world, 'lcsp_patient', '2025-09-24', [{ who: 'eva', 'Skyddade personuppgifter': 'Ja' }]);
    expect(await changesIn(world)).toBe(2);
    await overgangDone(['undo', 'patient-2025-09-15.csv', '--yes', '--as-of', DAY], world);
    expect(await changesIn(world)).toBe(2);
  });

  it('changes no class anew by what somebody has said of who is protected since', async () => {
    const world = await emptyRegister();
    await importList(world, 'patient', '2025-09-15', [{ who: 'birgitta' }]);
    await importList(world, 'sip', '2025-09-18', [
      { Namn: 'Bo Ek' },
      { 'SIP-id': 'SIP-2', Personnummer: '', Namn: 'Bo Ek', 'Skyddade personuppgifter': 'Ja' },
    ]);
    // A case that comes in has no other class before the one that it has when all of its list is in.
    expect(await changesIn(world)).toBe(0);
    await overgangDone(
      ['decide', 'SIP-1', '--as', 'not-protected', '--reason', 'Annan adress', '--as-of', DAY],
      world,
    );
    expect(await changesIn(world)).toBe(1);
    await overgangDone(['undo', 'patient-2025-09-15.csv', '--yes', '--as-of', DAY], world);
    expect(await changesIn(world)).toBe(1);
  });

  it('changes no class anew by what one command has said of several cases since', async () => {
    const register = await memoryRegister(DAY);
    const writer = { by: 'B', recordedAt: `${DAY}T09:00:00.000Z` };
    const { db } = register;
    const changes = (): unknown =>
      db.prepare("SELECT count(*) FROM event WHERE type = 'reclassified'").pluck().get();
    const aside = { name: 'sip-2025-09-15.csv', text: sipList([{ id: 'SIP-1' }]) };
    await takeIn(register, aside, DAY);
    const both = sipList([{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.eva }]);
    await takeIn(register, { name: 'sip-2025-09-18.csv', text: both }, DAY);
    const log = eventWriter(db, writer);
    for (const [caseId, effectiveOn] of [
      ['SIP-1', '2025-10-02'],
      ['SIP-2', '2025-10-03'],
    ] as const)
      log({ type: MARKED, effectiveOn, kind: 'sip', caseId, data: { mark: 'closed-in-prator', note: '' } });
    reclassify(register, null, log);
    expect(changes()).toBe(2);
    const plan = planSettingAside(register, aside.name);
    if (plan !== null) setAside(register, plan, { asOf: DAY, writer });
    expect([plan?.source.fileName, changes()]).toEqual([aside.name, 2]);
    register.close();
  });

  it('says in the log since when a class holds, where that is all that is otherwise', async () => {
    const world = await emptyRegister();
    await importList(world, 'sip', '2025-09-15', [{ Kommun: '' }]);
    await importList(world, 'sip', '2025-09-18', [{}]);
    await importList(world, 'sip', '2025-09-22', [{ Kommun: '' }]);
    await overgangDone(['undo', 'sip-2025-09-18.csv', '--yes', '--as-of', DAY], world);
    const { stdout } = await overgang(['explain', 'SIP-1', '--as-of', DAY], world);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(
      'Klassen needs-decision räknas från början, efter att något har ångrats',
    );
  });
});
