import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList, writeSmallList, type SmallRow } from './helpers/small-lists.ts';

const PART: readonly string[] = [];
const AFTER_ALL = '2025-10-09';
let world: World;

beforeEach(async () => {
  world = await emptyRegister();
});

const classOf = async (id: string, day: string): Promise<string> =>
  (await overgangJson<{ class: string }>(['explain', id, '--as-of', day], world)).class;

interface Answer {
  readonly ok: boolean;
  readonly lifecare: {
    readonly moved: number;
    readonly lost: readonly unknown[];
    readonly unclear: readonly { readonly reason: string }[];
    readonly lifecareNotCounted: readonly { readonly why: string }[];
  } | null;
  readonly targets: readonly {
    readonly kind: string;
    readonly found: number;
    readonly missing: readonly string[];
    readonly cannotTell: readonly string[];
    readonly tooMuch: readonly string[];
    readonly unknown: readonly string[];
    readonly notCounted: readonly { readonly from: string; readonly why: string }[];
  }[];
}
const reconciled = async (day: string): Promise<Answer> =>
  JSON.parse((await overgang(['reconcile', '--json', '--as-of', day], world)).stdout) as Answer;

it.each([
  ['it has none of SIPs', 'lcsp_patient', {}],
  ['what is gone is of nobody', 'lcsp_sip', { Personnummer: '' }],
] as const)('a list asks for no key to lists of Lifecare SP where %s', async (_where, kind, row) => {
  await importList(world, 'sip', '2025-10-01', [row, { 'SIP-id': 'SIP-2', who: 'eva' }], PART);
  await importList(world, kind, '2025-10-03', [{}]);
  rmSync(join(world.cwd, 'overgang.sqlite.key'));
  const file = writeSmallList(world, 'sip', '2025-10-04', [{ 'SIP-id': 'SIP-2', who: 'eva' }]);
  const { code, stdout } = await overgang(['import', file, '--as-of', '2025-10-04'], world);
  expect([code, stdout]).toEqual([1, expect.stringContaining('1 av 2 saknas')]);
});

describe('a SIP that is gone, of a person whom a list of Lifecare SP has', () => {
  const BEFORE = '2025-10-01';
  const THERE = '2025-10-03';
  const AFTER = '2025-10-04';
  const OTHERS = [
    { 'SIP-id': 'SIP-8', who: 'rune' },
    { 'SIP-id': 'SIP-9', who: 'eva' },
  ] as const;

  /** SIP-1, and what else is Anna's, is in the first list and not in the second. */
  async function gone(
    rows: readonly SmallRow<'lcsp_sip'>[],
    annas: readonly SmallRow<'sip'>[] = [{}],
    stays: readonly SmallRow<'sip'>[] = [],
  ): Promise<{ readonly code: number; readonly held: { code: string; message: string } | null }> {
    await importList(world, 'sip', BEFORE, [...OTHERS, ...annas], PART);
    await importList(world, 'lcsp_sip', THERE, rows, PART);
    const file = writeSmallList(world, 'sip', AFTER, [...OTHERS, ...stays]);
    const { code, stdout } = await overgang(['import', file, '--json', '--as-of', AFTER], world);
    const { files } = JSON.parse(stdout) as { files: [{ held: { code: string; message: string } | null }] };
    return { code, held: files[0].held };
  }

  it.each<[string, SmallRow<'lcsp_sip'>]>([
    ['ongoing', {}],
    ['ongoing, of a sort of SIP', { Typ: 'SIP inom slutenvård' }],
    ['without status and type', { Status: '', Typ: '' }],
    ['ended since', { Status: 'Avslutad' }],
    ['with the name the other way round, in other letters', { Namn: 'NORDSTROM, Marta' }],
    ['under another surname', { Namn: 'Märta Zetterlund' }],
    ['without a name', { Namn: '' }],
    ['with another unit of the kommun', { Enhet: 'Hemsjukvården Timrå' }],
    ['on a ward, which has patients of any kommun', { Enhet: 'Psykiatrisk öppenvård Sundsvall' }],
    ['of a unit that nobody knows', { Enhet: 'Solgläntan' }],
    ['without a unit', { Enhet: '' }],
  ])('is moved where its row there is one: %s', async (_what, row) => {
    expect(await gone([row])).toMatchObject({ code: 0, held: null });
    expect(await classOf('SIP-1', AFTER)).toBe('closed');
    expect((await reconciled(AFTER)).lifecare).toMatchObject({ moved: 1, lost: [], unclear: [] });
  });

  it.each<[string, SmallRow<'lcsp_sip'>, string]>([
    ['makulerad', { Status: 'Makulerad' }, 'makulerad'],
    ['an utkast', { Status: 'Utkast' }, 'inte påbörjad'],
    ['planned', { Status: 'Ej påbörjad' }, 'inte påbörjad'],
    ['of a status that nobody understands', { Status: 'Vilar?' }, 'status går inte att läsa'],
    ['ended, without a day', { Status: 'Avslutad', Skapad: '' }, 'avslutad, utan dag'],
    ['a vårdplan', { Typ: 'Vårdplan' }, 'en annan plan än SIP'],
    ['said to be no SIP', { Typ: 'Inte SIP' }, 'typen går inte att läsa'],
    ['from before the SIP', { Skapad: '2024-10-02' }, 'från en annan tid'],
    ['from before the moving', { Skapad: '2025-09-10' }, 'skapad innan flytten började'],
    ['from a day after its list', { Skapad: '2025-12-02' }, 'en dag ligger efter uttagets egen'],
    ['from a day that nobody understands', { Skapad: 'igår' }, 'en dag går inte att läsa'],
    ['without a day', { Skapad: '' }, 'utan dag som visar när den började'],
    ['from a day that stands for none', { Skapad: '1900-01-01' }, 'utan dag som visar när den började'],
    ['under quite another name', { Namn: 'Helt Annan' }, 'namnet är ett helt annat'],
    ['under a name that nobody can read', { Namn: '#SAKNAS!' }, 'namnet går inte att läsa'],
    ['of a unit of another kommun', { Enhet: 'Enheten i Ånge' }, 'enheten hör till en annan kommun'],
    ['of a unit that nobody can read', { Enhet: '#N/A' }, 'enheten går inte att läsa'],
  ])('is held, with the reason, where the row is %s', async (_what, row, why) => {
    const { code, held } = await gone([row]);
    expect([code, held?.code]).toEqual([1, 'LIST_MAYBE_PART']);
    expect(held?.message).toContain('1 av dem är av personer med rader i Lifecare SP som inte räknas');
    expect(held?.message).toContain(why);
    expect(await classOf('SIP-1', AFTER)).toBe('move-outside-vardtillfalle');
    const word = ['--whole', '--by', 'Kim', '--reason', 'hela uttaget'];
    await overgang(['import', `sip-${AFTER}.csv`, ...word, '--as-of', AFTER], world);
    const { lifecare } = await reconciled(AFTER);
    expect(lifecare?.moved).toBe(0);
    expect((lifecare?.lost.length ?? 0) + (lifecare?.unclear.length ?? 0)).toBe(1);
  });

  it('is moved by a row of a list without the column of the day, which says nothing of it, and that is told', async () => {
    await importList(world, 'sip', BEFORE, [...OTHERS, {}], PART);
    const text = 'Personnummer;Namn;Status\n19250628-9822;Märta Nordström;Pågående\n';
    writeFileSync(join(world.cwd, 'lcsp-sip-2025-10-03.csv'), text);
    const args = ['import', 'lcsp-sip-2025-10-03.csv', '--as', 'lcsp_sip', '--as-of', THERE];
    const { stdout } = await overgangDone(args, world);
    expect(stdout).toContain('Listan säger inte när SIP:arna skapades');
    const file = writeSmallList(world, 'sip', AFTER, OTHERS);
    expect((await overgang(['import', file, '--as-of', AFTER], world)).code).toBe(0);
    expect(await classOf('SIP-1', AFTER)).toBe('closed');
  });

  it.each([
    ['is not moved by such a row that was there before the moving', ['2025-09-20', THERE]],
    ['is not, either, where the earlier list came in last', [THERE, '2025-09-20']],
  ])('%s', async (_what, days) => {
    await importList(world, 'sip', BEFORE, [...OTHERS, {}], PART);
    const text = 'Personnummer;Namn;Status\n19250628-9822;Märta Nordström;Pågående\n';
    for (const day of days) {
      writeFileSync(join(world.cwd, `lcsp-sip-${day}.csv`), text);
      await overgang(['import', `lcsp-sip-${day}.csv`, '--as', 'lcsp_sip', '--as-of', THERE], world);
    }
    const file = writeSmallList(world, 'sip', AFTER, OTHERS);
    const { code, stdout } = await overgang(['import', file, '--as-of', AFTER], world);
    expect([code, stdout]).toEqual([1, expect.stringContaining('fanns redan innan flytten började')]);
    expect(await classOf('SIP-1', AFTER)).not.toBe('closed');
    expect((await reconciled(AFTER)).lifecare?.moved).toBe(0);
  });

  it('is moved by such a row again where the list from before the moving is set aside', async () => {
    await importList(world, 'sip', BEFORE, [...OTHERS, {}], PART);
    const text = 'Personnummer;Namn;Status\n19250628-9822;Märta Nordström;Pågående\n';
    for (const day of ['2025-09-20', THERE]) {
      writeFileSync(join(world.cwd, `lcsp-sip-${day}.csv`), text);
      await overgang(['import', `lcsp-sip-${day}.csv`, '--as', 'lcsp_sip', '--as-of', THERE], world);
    }
    await overgangDone(['undo', 'lcsp-sip-2025-09-20.csv', '--yes', '--as-of', THERE], world);
    const file = writeSmallList(world, 'sip', AFTER, OTHERS);
    expect((await overgang(['import', file, '--as-of', AFTER], world)).code).toBe(0);
    expect(await classOf('SIP-1', AFTER)).toBe('closed');
  });

  it('is told of when the list comes in, where its row there will not count, unless the row is makulerad', async () => {
    await importList(world, 'sip', BEFORE, [...OTHERS, {}], PART);
    const told = async (day: string, row: SmallRow<'lcsp_sip'>) =>
      (await importList(world, 'lcsp_sip', day, [row], PART)).findings.map(({ code, row: at }) => [code, at]);
    expect(await told('2025-10-03', { Enhet: 'Enheten i Ånge' })).toContainEqual(['TARGET_OTHER_KOMMUN', 2]);
    expect(await told('2025-10-04', { Skapad: '' })).toContainEqual(['TARGET_UNDATED', 2]);
    expect(await told('2025-10-05', { Namn: 'Helt Annan' })).toContainEqual(['TARGET_OTHER_NAME', 2]);
    const all = { Enhet: 'Enheten i Ånge', Skapad: '', Namn: 'Helt Annan', Status: 'Makulerad' };
    const ofRow = (await told('2025-10-06', all)).filter(([, row]) => row === 2);
    expect(ofRow).toEqual([['TARGET_NOT_BEGUN', 2]]);
    const ofUnknown = await told('2025-10-07', { who: 'ulla', Enhet: 'Enheten i Ånge' });
    const inTimra = await told('2025-10-08', { Enhet: 'Enheten i Timrå' });
    expect([...ofUnknown, ...inTimra].map(([code]) => code)).not.toContain('TARGET_OTHER_KOMMUN');
  });

  it('is held against the units of the list of units, and against its own name, whichever list came first', async () => {
    const units = [
      { Enhet: 'Solgläntan', Kommun: 'Ånge', 'Huvudman/verksamhet': 'Kommun' },
      { Enhet: 'Kirurgen', Kommun: 'Ånge', 'Huvudman/verksamhet': 'Slutenvård (somatik)' },
    ];
    await importList(world, 'enhet', BEFORE, units, []);
    expect((await gone([{ Enhet: 'Solgläntan' }])).code).toBe(1);
    world = await emptyRegister();
    await importList(world, 'enhet', BEFORE, units, []);
    expect((await gone([{ Enhet: 'Kirurgen' }])).code).toBe(0);
    world = await emptyRegister();
    await importList(world, 'lcsp_sip', THERE, [{ Namn: 'Helt Annan' }], PART);
    await importList(world, 'sip', BEFORE, [...OTHERS, {}], PART);
    const file = writeSmallList(world, 'sip', AFTER, OTHERS);
    expect((await overgang(['import', file, '--as-of', AFTER], world)).code).toBe(1);
  });

  it('is not explained by a row that another of the person’s SIPs has', async () => {
    const two = [{}, { 'SIP-id': 'SIP-2', Samordningsansvar: 'Kommun' }] as const;
    const { held } = await gone([{}], two);
    expect([held?.code, held?.message]).toEqual([
      'LIST_MAYBE_PART',
      expect.stringContaining('1 av dem är av personer med rader'),
    ]);
  });

  it('is counted alone among those with rows that do not count, whatever else of the person is still open', async () => {
    const { held } = await gone(
      [{ Status: 'Makulerad' }],
      [{}, { 'SIP-id': 'SIP-2' }],
      [{ 'SIP-id': 'SIP-2' }],
    );
    expect(held?.message).toContain('1 av dem är av personer med rader');
  });

  it('is explained with the other where each has its own, also where the rows say the same', async () => {
    const two = [{}, { 'SIP-id': 'SIP-2', Samordningsansvar: 'Kommun' }] as const;
    expect(await gone([{}, {}], two)).toMatchObject({ code: 0, held: null });
    expect((await reconciled(AFTER)).lifecare).toMatchObject({ moved: 2, unclear: [] });
  });

  it('does not use a row again that explained another before', async () => {
    const two = [{}, { 'SIP-id': 'SIP-2' }] as const;
    expect((await gone([{}], two, [{ 'SIP-id': 'SIP-2' }])).held).toBeNull();
    const later = '2025-10-06';
    const file = writeSmallList(world, 'sip', later, OTHERS);
    const { code } = await overgang(['import', file, '--as-of', later], world);
    expect(code).toBe(1);
    expect(await classOf('SIP-2', later)).toBe('move-outside-vardtillfalle');
  });

  it('has the row, and not another of the person’s that was ended as not current', async () => {
    const two = [{}, { 'SIP-id': 'SIP-0' }] as const;
    await importList(world, 'sip', '2025-09-30', [...OTHERS, ...two], PART);
    const asOf = ['--as-of', BEFORE];
    const decided = ['decide', 'SIP-0', '--as', 'close-not-current', '--reason', 'inte aktuell'];
    await overgangDone([...decided, ...asOf], world);
    const closed = ['mark', 'SIP-0', 'closed-in-prator', '--on', BEFORE, '--note', 'avslutad'];
    await overgangDone([...closed, ...asOf], world);
    expect(await gone([{}], two)).toMatchObject({ code: 0, held: null });
  });

  it('is no vårdplan, and none that the patient has said no to', async () => {
    expect((await gone([{}], [{ Planform: 'Samordnad vårdplan' }])).held?.code).toBe('LIST_MAYBE_PART');
    world = await emptyRegister();
    const { held } = await gone([{}], [{ Samtycke: 'Nej' }]);
    expect(held?.message).toContain('patienten har sagt nej');
  });

  it('is told of in text too: the rows that do not count, and why', async () => {
    await gone([{ Status: 'Makulerad' }]);
    const { stdout } = await overgang(['reconcile', '--as-of', AFTER], world);
    const text = stdout.replace(/\s+/gu, ' ');
    expect(text).toContain('1 rad räknas inte (makulerad)');
    expect(text).toContain('rad 2 i lcsp_sip-2025-10-03.csv: makulerad');
  });
});

describe('a vårdtillfälle, of a patient whom a list of Lifecare SP has', () => {
  const DAY = '2025-10-03';
  beforeEach(async () => {
    await importList(world, 'sip', '2025-09-29', []);
    await importList(world, 'meddelande', '2025-09-29', []);
    await importList(world, 'vardtillfalle', '2025-10-01', [
      {},
      { who: 'rune', Vårdtillfälle: 'VT-3', Utskrivningsklar: '2025-09-28 10:00' },
    ]);
  });

  async function gate(): Promise<{ ok: boolean; value: number | null } | undefined> {
    const { stdout } = await overgang(['readiness', '--json', '--as-of', DAY], world);
    const { gates } = JSON.parse(stdout) as {
      gates: readonly { id: string; ok: boolean; value: number | null }[];
    };
    return gates.find(({ id }) => id === 'steg-2-startade');
  }
  const ofStays = async () =>
    (await reconciled(DAY)).targets.find(({ kind }) => kind === 'lcsp_vardtillfalle');

  it.each<[string, SmallRow<'lcsp_vardtillfalle'>]>([
    ['admitted the same day', {}],
    ['on another ward since', { Vårdenhet: 'Kirurgen' }],
    ['ended there', { Status: 'Avslutad' }],
    [
      'without admission, status and ward',
      { Inskriven: '', Status: '', Vårdenhet: '', Registrerad: '2025-09-30' },
    ],
    ['under another surname', { Namn: 'Märta Zetterlund' }],
  ])('is started where its row there is one: %s', async (_what, row) => {
    await importList(world, 'lcsp_vardtillfalle', DAY, [row]);
    expect(await gate()).toMatchObject({ ok: true, value: 0 });
    expect(await ofStays()).toMatchObject({ found: 1, notCounted: [] });
  });

  it.each<[why: string, row: SmallRow<'lcsp_vardtillfalle'>, ofTheOther: string]>([
    ['cancelled', { Status: 'Makulerad' }, 'finish-in-prator'],
    ['planned', { Status: 'Planerad' }, 'finish-in-prator'],
    ['planned', { Status: 'Utkast' }, 'finish-in-prator'],
    ['status-unread', { Status: 'Vilar?' }, 'needs-decision'],
    ['day-unread', { Utskriven: 'igår' }, 'needs-decision'],
    ['day-unread', { Inskriven: 'i somras' }, 'needs-decision'],
    ['day-ahead', { Registrerad: '2025-12-01' }, 'needs-decision'],
    ['other-stay', { Inskriven: '2025-09-30 08:00' }, 'needs-decision'],
    ['other-ward', { Inskriven: '', Vårdenhet: 'Kirurgen' }, 'needs-decision'],
    ['undated', { Inskriven: '1900-01-01', Vårdenhet: '' }, 'needs-decision'],
    ['other-name', { Namn: 'Helt Annan' }, 'needs-decision'],
  ])('is not started by a row that does not count: %s', async (why, row, ofTheOther) => {
    await importList(world, 'lcsp_vardtillfalle', DAY, [row, { ...row, who: 'rune' }]);
    expect(await gate()).toMatchObject({ ok: false, value: 1 });
    const compared = await ofStays();
    expect(compared).toMatchObject({ found: 0, tooMuch: [] });
    expect(compared?.notCounted.map((one) => one.why)).toEqual([why, why]);
    expect(await classOf('VT-3', DAY)).toBe(ofTheOther);
    expect(await classOf('VT-1', DAY)).toBe('start-in-lifecare');
  });

  it.each<[string, SmallRow<'lcsp_vardtillfalle'>]>([
    ['over long ago', { Inskriven: '2024-10-03 08:00', Utskriven: '2024-10-09 10:00', Status: 'Avslutad' }],
    ['begun long ago, and never ended', { Inskriven: '2024-10-03 08:00', Registrerad: '2024-10-03' }],
    ['begun later than any list has this one', { Inskriven: '2025-10-03 08:00', Vårdenhet: 'Kirurgen' }],
  ])('is not started by another, %s, nor in both systems by it', async (_what, row) => {
    await importList(world, 'lcsp_vardtillfalle', DAY, [row, { ...row, who: 'rune' }]);
    expect(await gate()).toMatchObject({ ok: false, value: 1 });
    expect(await ofStays()).toMatchObject({ found: 0, tooMuch: [] });
    expect(await classOf('VT-3', DAY)).toBe('finish-in-prator');
  });

  it('is not told from another of the person’s by one row, and is by days or by as many rows', async () => {
    const second = { Vårdtillfälle: 'VT-2', Inskriven: '2025-09-20 15:00' } as const;
    await importList(world, 'vardtillfalle', '2025-10-01', [{}, second]);
    await importList(world, 'lcsp_vardtillfalle', '2025-10-02', [{}]);
    const found = async (day: string) =>
      (await reconciled(day)).targets.find(({ kind }) => kind === 'lcsp_vardtillfalle');
    expect(await found('2025-10-02')).toMatchObject({ found: 0, missing: [] });
    expect((await found('2025-10-02'))?.cannotTell).toHaveLength(2);
    await importList(world, 'lcsp_vardtillfalle', DAY, [{}, {}]);
    expect(await found(DAY)).toMatchObject({ found: 2, cannotTell: [] });
    await importList(world, 'vardtillfalle', '2025-10-04', [
      {},
      { ...second, Inskriven: '2025-10-01 15:00' },
    ]);
    await importList(world, 'lcsp_vardtillfalle', '2025-10-05', [{}]);
    expect(await found('2025-10-05')).toMatchObject({ found: 1 });
  });

  it('says why nobody knows, where its row can not be read', async () => {
    await importList(world, 'lcsp_vardtillfalle', DAY, [{ who: 'rune', Status: 'Vilar?' }]);
    const { stdout } = await overgang(['explain', 'VT-3', '--as-of', DAY], world);
    expect(stdout.replace(/\s+/gu, ' ')).toContain(
      'Vårdtillfället har kanske en rad i uttaget från Lifecare SP 2025-10-03, som inte räknas (status går inte att läsa), men ska enligt uppgifterna avslutas i Prator',
    );
  });

  it('keeps what was attested of it, where its row can not be read', async () => {
    const registered = ['mark', 'VT-1', 'registered-in-lifecare', '--on', '2025-10-01', '--note', 'prov'];
    await overgangDone([...registered, '--as-of', DAY], world);
    await importList(world, 'lcsp_vardtillfalle', DAY, [{ Status: 'Vilar?' }]);
    expect(await gate()).toMatchObject({ ok: true, value: 0 });
    // One that is makulerad there is none: the whole list goes against the word.
    await importList(world, 'lcsp_vardtillfalle', '2025-10-04', [{ Status: 'Makulerad' }]);
    const { stdout } = await overgang(['readiness', '--json', '--as-of', '2025-10-04'], world);
    const { gates } = JSON.parse(stdout) as { gates: readonly { id: string; value: number | null }[] };
    expect(gates.find(({ id }) => id === 'steg-2-startade')?.value).toBe(1);
  });
});

describe('a person whom a list of Lifecare SP has', () => {
  it('is told of where the name is quite another, and nothing keeps it', async () => {
    await importList(world, 'sip', '2025-10-01', [{}, { 'SIP-id': 'SIP-2', who: 'eva' }]);
    const { findings } = await importList(world, 'lcsp_sip', '2025-10-03', [
      { Namn: 'Xaver Zetterlund' },
      { who: 'eva', Namn: 'Nordström, M' },
    ]);
    expect(findings.filter(({ code }) => code === 'TARGET_OTHER_NAME')).toMatchObject([{ row: 2 }]);
    const { stdout } = await overgang(['explain', 'lcsp_sip-2025-10-03.csv:2', '--as-of', AFTER_ALL], world);
    expect(stdout).not.toContain('Zetterlund');
  });

  it('is registered, unless the day can not be read or is still to come', async () => {
    await importList(world, 'sip', '2025-09-15', []);
    await importList(world, 'patient', '2025-09-15', [{}, { who: 'eva' }, { who: 'ulla' }]);
    await importList(world, 'lcsp_patient', '2025-09-20', [
      { Registrerad: '2025-05-06' },
      { who: 'eva', Registrerad: 'igår' },
      { who: 'ulla', Registrerad: '2025-12-01' },
    ]);
    const { targets } = await reconciled('2025-09-20');
    expect(targets).toMatchObject([
      { found: 1, missing: [], notCounted: [{ why: 'day-unread' }, { why: 'day-ahead' }] },
    ]);
    expect(targets[0]?.cannotTell).toHaveLength(2);
  });
});
