import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { handOutLists } from './helpers/filled-lists.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const PART: readonly string[] = [];
let world: World;

beforeEach(async () => {
  world = await emptyRegister();
});

interface Standing {
  readonly step: string;
  readonly planned: number;
  readonly attested: number;
  readonly confirmed: number;
  readonly listed: number;
  readonly contradicted: number;
}
async function standingOn(step: string, day: string): Promise<Partial<Standing> | undefined> {
  const { inTarget } = await overgangJson<{ inTarget?: { steps: readonly Standing[] } }>(
    ['status', '--as-of', day],
    world,
  );
  return inTarget?.steps.find((one) => one.step === step);
}

interface Compared {
  readonly kind: string;
  readonly expected: number;
  readonly found: number;
  readonly missing: readonly string[];
  readonly cannotTell: readonly string[];
  readonly tooMuch: readonly string[];
  readonly unknown: readonly string[];
  readonly twice: readonly unknown[];
  readonly otherPlace: readonly { readonly differs: readonly string[]; readonly actual: unknown }[];
}
async function reconciled(kind: string, day: string): Promise<Compared | undefined> {
  const { stdout } = await overgang(['reconcile', '--json', '--as-of', day], world);
  return (JSON.parse(stdout) as { targets: readonly Compared[] }).targets.find((one) => one.kind === kind);
}

async function gate(id: string, day: string): Promise<number | null | undefined> {
  const { stdout } = await overgang(['readiness', '--json', '--as-of', day], world);
  const { gates } = JSON.parse(stdout) as { gates: readonly { id: string; value: number | null }[] };
  return gates.find((one) => one.id === id)?.value;
}

const classOf = async (id: string, day: string): Promise<string> =>
  (await overgangJson<{ class: string }>(['explain', id, '--as-of', day], world)).class;

describe('a list of the patients in Lifecare SP', () => {
  beforeEach(async () => {
    await importList(world, 'sip', '2025-09-15', []);
    await importList(world, 'patient', '2025-09-15', [
      {},
      { who: 'eva' },
      { who: 'rune', Boendeform: 'Ordinärt boende' },
    ]);
  });

  it('shows step 1 done of whom it has, and says nothing of others while it is a part', async () => {
    await importList(world, 'lcsp_patient', '2025-09-20', [{}], PART);
    expect(await standingOn('1', '2025-09-20')).toMatchObject({ planned: 2, attested: 0, listed: 1 });
    expect(await gate('steg-1-registrerade', '2025-09-20')).toBe(1);
    expect(await reconciled('lcsp_patient', '2025-09-20')).toMatchObject({
      expected: 2,
      found: 1,
      missing: [],
      cannotTell: [expect.stringMatching(/^P/u)],
    });
    await importList(world, 'lcsp_patient', '2025-09-21', [{}]);
    expect(await reconciled('lcsp_patient', '2025-09-21')).toMatchObject({ found: 1, cannotTell: [] });
    expect((await reconciled('lcsp_patient', '2025-09-21'))?.missing).toHaveLength(1);
  });

  it('has nothing to say of a number with a fault, and lets what was attested of it stand', async () => {
    await importList(world, 'patient', '2025-09-16', [{ Personnummer: '19250628-9823' }]);
    const [list] = await handOutLists(world, '2025-09-17', 'ut', '--step', '1', '--format', 'csv');
    const path = list?.paths[0] ?? '';
    const [head = '', row = ''] = readFileSync(path, 'utf8').split('\r\n');
    const at = head.split(';').indexOf('"Registrerad i Lifecare SP"');
    writeFileSync(path, `${head}\r\n${row.split(';').with(at, '2025-09-17').join(';')}\r\n`);
    await overgangDone(['return', path, '--as-of', '2025-09-18'], world);
    await importList(world, 'lcsp_patient', '2025-09-20', []);
    expect(await standingOn('1', '2025-09-20')).toMatchObject({ planned: 1, attested: 1, contradicted: 0 });
    expect(await gate('steg-1-registrerade', '2025-09-20')).toBe(0);
    expect(await reconciled('lcsp_patient', '2025-09-20')).toMatchObject({ missing: [] });
    expect((await reconciled('lcsp_patient', '2025-09-20'))?.cannotTell).toHaveLength(1);
  });

  it('tells who is there twice, in another kommun, or though nobody should have put them there', async () => {
    const { findings } = await importList(world, 'lcsp_patient', '2025-09-20', [
      { Kommun: 'Sundsvall' },
      { who: 'eva' },
      { who: 'eva', Registrerad: '2025-09-19' },
      { who: 'rune' },
      { who: 'ulla' },
    ]);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'TARGET_PERSON_TWICE', row: 4 }));
    expect(findings).toContainEqual(expect.objectContaining({ code: 'TARGET_OTHER_KOMMUN', row: 2 }));
    const compared = await reconciled('lcsp_patient', '2025-09-20');
    expect(compared).toMatchObject({ found: 2, otherPlace: [{ differs: ['kommun'] }] });
    expect([compared?.twice, compared?.tooMuch, compared?.unknown].map((all) => all?.length)).toEqual([
      1, 1, 1,
    ]);
    expect((await overgang(['reconcile', '--as-of', '2025-09-20'], world)).code).toBe(1);
  });

  it('makes a protected person of whom it calls so, until it is set aside; and tells nothing of where', async () => {
    await importList(world, 'sip', '2025-09-16', [{ who: 'eva' }]);
    expect(await classOf('SIP-1', '2025-09-20')).toBe('move-outside-vardtillfalle');
    await importList(world, 'patient', '2025-09-17', [{ who: 'eva' }]);
    const { findings } = await importList(world, 'lcsp_patient', '2025-09-20', [
      { who: 'eva', Kommun: 'Sundsvall', 'Skyddade personuppgifter': 'Ja' },
    ]);
    expect(findings.map(({ code }) => code)).not.toContain('TARGET_OTHER_KOMMUN');
    expect(await classOf('SIP-1', '2025-09-20')).toBe('protected');
    expect((await reconciled('lcsp_patient', '2025-09-20'))?.otherPlace).toMatchObject([
      { differs: [], actual: null },
    ]);
    await overgangDone(['undo', 'lcsp_patient-2025-09-20.csv', '--yes', '--as-of', '2025-09-20'], world);
    expect(await classOf('SIP-1', '2025-09-20')).toBe('move-outside-vardtillfalle');
  });

  it('is told on the list of step 2, so that nobody is registered twice', async () => {
    await importList(world, 'vardtillfalle', '2025-09-29', [{}]);
    await importList(world, 'lcsp_patient', '2025-09-29', [{ Registrerad: '2025-09-10' }]);
    await handOutLists(world, '2025-09-30', 'ut', '--step', '2-somatik', '--format', 'csv');
    const files = readdirSync(join(world.cwd, 'ut'), { recursive: true, encoding: 'utf8' });
    const list = files.find((file) => file.endsWith('.csv') && !file.includes('index')) ?? '';
    const text = readFileSync(join(world.cwd, 'ut', list), 'utf8');
    expect(text).toContain('Finns redan i Lifecare SP');
    expect(text).toContain('2025-09-10');
  });
});

describe('a list of the vårdtillfällen in Lifecare SP', () => {
  beforeEach(async () => {
    await importList(world, 'sip', '2025-09-29', []);
    await importList(world, 'meddelande', '2025-09-29', []);
    await importList(world, 'vardtillfalle', '2025-09-29', [
      {},
      { who: 'eva', Vårdtillfälle: 'VT-2' },
      { who: 'rune', Vårdtillfälle: 'VT-3', Utskrivningsklar: '2025-09-28 10:00' },
    ]);
  });

  it('shows step 2 done, and neither closes nor moves anything', async () => {
    await importList(world, 'lcsp_vardtillfalle', '2025-10-01', [{}]);
    expect(await standingOn('2-somatik', '2025-10-01')).toMatchObject({ planned: 2, listed: 1 });
    expect(await standingOn('3-primarvard', '2025-10-01')).toMatchObject({
      planned: 2,
      listed: 0,
      confirmed: 0,
    });
    expect(await gate('steg-2-startade', '2025-10-01')).toBe(1);
    expect(await classOf('VT-1', '2025-10-01')).toBe('start-in-lifecare');
  });

  it('contradicts a word of the day before, unless it is a part', async () => {
    await overgangDone(
      [
        'mark',
        'VT-1',
        'registered-in-lifecare',
        '--on',
        '2025-09-30',
        '--note',
        'prov',
        '--as-of',
        '2025-10-01',
      ],
      world,
    );
    await importList(world, 'lcsp_vardtillfalle', '2025-10-01', [{ who: 'eva' }], PART);
    expect(await standingOn('2-somatik', '2025-10-01')).toMatchObject({
      attested: 1,
      listed: 1,
      contradicted: 0,
    });
    await importList(world, 'lcsp_vardtillfalle', '2025-10-02', [{ who: 'eva' }]);
    expect(await standingOn('2-somatik', '2025-10-02')).toMatchObject({
      attested: 0,
      listed: 1,
      contradicted: 1,
    });
    const { attested } = await overgangJson<{
      attested: readonly { confirmation: { state: string; listOn: string } }[];
    }>(['explain', 'VT-1', '--as-of', '2025-10-02'], world);
    expect(attested[0]?.confirmation).toEqual({ state: 'contradicted', listOn: '2025-10-02' });
  });

  it('contradicts nobody whose number has a fault: under that number there is nobody to find', async () => {
    await importList(world, 'vardtillfalle', '2025-09-30', [{ Personnummer: '19250628-9823' }]);
    const registered = ['mark', 'VT-1', 'registered-in-lifecare', '--on', '2025-09-30', '--note', 'prov'];
    await overgangDone([...registered, '--as-of', '2025-10-01'], world);
    await importList(world, 'lcsp_vardtillfalle', '2025-10-02', [{ who: 'eva' }]);
    expect(await standingOn('2-somatik', '2025-10-02')).toMatchObject({ attested: 1, contradicted: 0 });
    expect((await reconciled('lcsp_vardtillfalle', '2025-10-02'))?.cannotTell).toHaveLength(1);
  });

  it('makes a decision of one that is to be finished in Prator', async () => {
    await importList(world, 'lcsp_vardtillfalle', '2025-10-01', [{ who: 'rune' }]);
    expect(await classOf('VT-3', '2025-10-01')).toBe('in-both-systems');
    expect(await reconciled('lcsp_vardtillfalle', '2025-10-01')).toMatchObject({
      expected: 2,
      found: 0,
      tooMuch: [expect.stringMatching(/^V/u)],
    });
  });

  it('says nothing of where somebody is by a row that is makulerad', async () => {
    const { findings } = await importList(world, 'lcsp_vardtillfalle', '2025-10-01', [
      { Kommun: 'Sundsvall', Vårdenhet: 'Avdelning 99', Namn: 'Helt Annan', Status: 'Makulerad' },
    ]);
    expect(findings.flatMap(({ code, row }) => (row === 2 ? [code] : []))).toEqual(['TARGET_NOT_BEGUN']);
  });

  it('says nothing of where one is who has several in Prator', async () => {
    await importList(world, 'vardtillfalle', '2025-09-30', [
      {},
      { Vårdtillfälle: 'VT-4', Vårdenhet: 'Kirurgen' },
      // Whose it is nobody can tell.
      { Vårdtillfälle: 'VT-5', Personnummer: '' },
    ]);
    const { findings } = await importList(world, 'lcsp_vardtillfalle', '2025-10-01', [
      { Vårdenhet: 'Avdelning 99' },
    ]);
    expect(findings.map(({ code }) => code)).not.toContain('TARGET_OTHER_UNIT');
  });

  it('is told where one is there twice, and on another ward', async () => {
    const { fates, findings } = await importList(world, 'lcsp_vardtillfalle', '2025-10-01', [
      {},
      {},
      { who: 'eva', Vårdenhet: 'Avdelning 99' },
      { who: 'eva', Utskriven: '2025-09-30 10:00', Status: 'Utskriven' },
      { Personnummer: '' },
      { Personnummer: '' },
    ]);
    expect(fates).toMatchObject({ new: 4, rejected: 2 });
    const twice = findings.flatMap(({ code, row }) => (code === 'TARGET_STAY_TWICE' ? [row] : []));
    expect(twice).toEqual([3]);
    expect(findings).toContainEqual(expect.objectContaining({ code: 'TARGET_OTHER_UNIT', row: 4 }));
    expect(await reconciled('lcsp_vardtillfalle', '2025-10-01')).toMatchObject({
      found: 2,
      twice: [{ times: 2 }],
      otherPlace: [{ differs: ['unit'] }],
    });
  });
});

describe('a list of the units in Lifecare SP', () => {
  it('tells which are set up, which are not, and which are so twice or elsewhere', async () => {
    await importList(world, 'enhet', '2025-09-29', [{}, { Enhet: 'Avdelning 2' }, { Enhet: 'Avdelning 3' }]);
    const { findings } = await importList(world, 'lcsp_enhet', '2025-09-29', [
      {},
      { Enhet: 'hälsocentralen granen' },
      { Enhet: 'Avdelning 2', Kommun: 'Sundsvall' },
      { Enhet: 'Avdelning 9' },
    ]);
    expect(findings.filter(({ code }) => code.startsWith('TARGET_OTHER'))).toEqual([
      expect.objectContaining({ code: 'TARGET_OTHER_KOMMUN', row: 4 }),
    ]);
    expect(await reconciled('lcsp_enhet', '2025-09-29')).toMatchObject({
      expected: 3,
      found: 2,
      missing: ['Avdelning 3'],
      unknown: ['rad 5 i lcsp_enhet-2025-09-29.csv'],
      twice: [{ reference: 'Hälsocentralen Granen', times: 2 }],
      otherPlace: [{ reference: 'Avdelning 2', differs: ['kommun'] }],
    });
  });
});

describe('SIPs that come after a list of those in Lifecare SP', () => {
  /** What is kept of each, and counted by. */
  const keptSips = (): unknown =>
    rowsOf(world, 'SELECT key, class, closed_as FROM sip ORDER BY key').map(Object.values);

  it('are each what the list has of them, whatever it has of the one before', async () => {
    await importList(world, 'lcsp_sip', '2025-10-04', [{ Skapad: '' }]);
    await importList(world, 'sip', '2025-10-05', [
      { Fas: 'Utvärdering' },
      { 'SIP-id': 'SIP-2', who: 'eva', Fas: 'Utvärdering' },
    ]);
    expect(keptSips()).toEqual([
      ['SIP-1', 'needs-decision', null],
      ['SIP-2', 'close-not-current', null],
    ]);
  });

  it('are not both moved, where a person has two of them and one is there', async () => {
    await importList(world, 'lcsp_sip', '2025-10-04', [{}]);
    await importList(world, 'sip', '2025-10-05', [
      { Status: 'Avslutad' },
      { 'SIP-id': 'SIP-2', Status: 'Avslutad' },
    ]);
    expect(keptSips()).toEqual([
      ['SIP-1', 'closed', 'unknown'],
      ['SIP-2', 'closed', 'unknown'],
    ]);
    const { sips } = await overgangJson<{ sips: { closedAs: unknown } }>(
      ['status', '--as-of', '2025-10-05'],
      world,
    );
    expect(sips.closedAs).toEqual({ moved: 0, ended: 0, unknown: 2 });
  });
});
