import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { filledCopy, handOutOne, openList, returnFile } from './helpers/filled-lists.ts';
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

interface Told {
  readonly kind: string;
  readonly lists: readonly { readonly step: string; readonly owner: string }[];
  readonly reasons: readonly string[];
  readonly cases: readonly string[];
  readonly attested: readonly object[];
  readonly inTarget: object | null;
  readonly events: readonly { readonly type: string }[];
  readonly person: { readonly attested: readonly object[]; readonly inTarget: object | null };
}
const explain = (id: string, day: string): Promise<Told> =>
  overgangJson<Told>(['explain', id, '--as-of', day], world);

/** Answers the only row of a step's list; gives its reference. */
async function answer(step: string, day: string, cells: Readonly<Record<string, Date>>): Promise<string> {
  const { path } = await handOutOne(world, day, `ut-${step}-${day}`, '--step', step);
  const [token = ''] = (await openList(path)).tokens;
  await returnFile(world, day, await filledCopy(path, join(world.cwd, `${step}.xlsx`), { [token]: cells }));
  return token;
}
const registered = (day: string) => answer('1', day, { 'Registrerad i Lifecare SP': new Date(day) });

describe('a patient, explained', () => {
  it('stands on the list of step 1, and says why; what is attested has its standing', async () => {
    await importList(world, 'patient', '2025-09-15', [{ Vistelseadress: 'Storgatan 1' }]);
    const patient = await registered('2025-09-20');
    expect(await explain(patient, '2025-09-19')).toMatchObject({
      kind: 'patient',
      attested: [],
      inTarget: null,
    });
    const then = await explain(patient, '2025-09-20');
    expect(then.lists).toMatchObject([{ step: '1', owner: 'Kommunen, Timrå' }]);
    expect(then.reasons).toEqual(['Personen har ingen pågående SIP.', 'Boende: Särskilt boende.']);
    expect(then.events.map(({ type }) => type)).toEqual(['answered']);
    expect(then.inTarget).toMatchObject({ since: '2025-09-20', standing: 'attested' });
    await importList(world, 'lcsp_patient', '2025-09-22', [{}]);
    const later = await explain(patient, '2025-09-22');
    expect(later.attested).toMatchObject([
      {
        mark: 'registered-in-lifecare',
        step: '1',
        confirmation: { state: 'confirmed', listOn: '2025-09-22' },
      },
    ]);
    expect(later.inTarget).toMatchObject({ standing: 'confirmed' });
    await importList(world, 'lcsp_patient', '2025-09-24', [{ who: 'eva' }]);
    const last = await explain(patient, '2025-09-24');
    expect(last.attested).toMatchObject([{ confirmation: { state: 'contradicted', listOn: '2025-09-24' } }]);
    expect(last.inTarget).toMatchObject({ standing: 'contradicted', listOn: '2025-09-24' });
    const { stdout } = await overgang(['explain', patient, '--as-of', '2025-09-24'], world);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain('men uttaget därifrån 2025-09-24 har inte personen.');
    expect(stdout).not.toMatch(/Nordström|9822|Storgatan/u);
    const { events } = await overgangJson<{ events: { type: string; data: object }[] }>(['log'], world);
    expect(events.findLast(({ type }) => type === 'shown')?.data).toMatchObject({ references: [patient] });
  });

  it('known only from a SIP is told with that SIP, and whoever has a list of patients later', async () => {
    await importList(world, 'sip', '2025-09-15', [{}]);
    await importList(world, 'vardtillfalle', '2025-09-15', [{}]);
    await registered('2025-09-20');
    const person = { attested: [{ step: '1' }], inTarget: { standing: 'attested', since: '2025-09-20' } };
    for (const id of ['SIP-1', 'VT-1'])
      expect(await explain(id, '2025-09-20')).toMatchObject({ attested: [], person });
    await importList(world, 'patient', '2025-09-21', [{}]);
    const { path } = await handOutOne(world, '2025-09-21', 'ut-2', '--step', '1');
    const [token = ''] = (await openList(path)).tokens;
    expect(await explain(token, '2025-09-21')).toMatchObject({
      kind: 'patient',
      cases: ['SIP-1', 'VT-1'],
      reasons: ['Personen har en pågående SIP.', 'Boende: Särskilt boende.'],
      ...person,
    });
  });

  it('on no list says so, and why', async () => {
    await importList(world, 'patient', '2025-09-15', [{}]);
    const patient = await registered('2025-09-20');
    await importList(world, 'patient', '2025-09-22', [{ Boendeform: 'Ordinärt boende' }]);
    const then = await explain(patient, '2025-09-22');
    expect([then.lists, then.reasons.at(-1)]).toEqual([[], expect.stringContaining('på ingen lista')]);
  });
});

describe('a message, explained', () => {
  beforeEach(async () => {
    await importList(world, 'enhet', '2025-09-29', [{}]);
    await importList(world, 'vardtillfalle', '2025-09-29', [{}]);
    await importList(world, 'meddelande', '2025-09-29', [{}]);
  });

  it('stands on the list of who owes it, by its id and by its reference', async () => {
    const token = await answer('kvittera', '2025-09-30', { Kvitterat: new Date('2025-09-30') });
    for (const id of ['M-1', token])
      expect(await explain(id, '2025-09-30')).toMatchObject({
        kind: 'meddelande',
        id: 'M-1',
        reference: token,
        lists: [{ step: 'kvittera', owner: 'Hälsocentralen Granen' }],
        reasons: ['Meddelandet väntar på kvittens av Hälsocentralen Granen.'],
        cases: ['VT-1'],
        attested: [{ mark: 'acknowledged', confirmation: { state: 'awaited' } }],
      });
    await importList(world, 'meddelande', '2025-10-01', [{}]);
    expect((await explain('M-1', '2025-10-01')).attested).toMatchObject([
      { confirmation: { state: 'contradicted', listOn: '2025-10-01' } },
    ]);
    await importList(world, 'meddelande', '2025-10-02', [{ Kvitterat: '2025-09-30 12:00' }]);
    const last = await explain('M-1', '2025-10-02');
    expect(last.attested).toMatchObject([{ confirmation: { state: 'confirmed', listOn: '2025-10-02' } }]);
    expect([last.lists, last.reasons]).toEqual([[], ['Meddelandet är kvitterat 2025-09-30 12:00.']]);
  });
});
