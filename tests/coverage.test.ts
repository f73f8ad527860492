import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { writeSmallList } from './helpers/small-lists.ts';

const HEADERS =
  'SIP-id;Personnummer;Namn;Kommun;Samordningsansvarig enhet;Samordningsansvarig roll;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Möte;Samtycke;Skyddade personuppgifter;Vårdtillfälle';
const KOMMUNER = ['Ånge', 'Sundsvall', 'Timrå'];
const PARTS = ['Kommun', 'Primärvård'];

interface Sip {
  readonly id: string;
  readonly kommun?: string;
  readonly part?: string;
  readonly phase?: string;
  readonly status?: string;
}

/** Twelve SIPs in three kommuner and two parts, in no order of either. */
const SIPS: readonly Sip[] = Array.from({ length: 12 }, (_none, at) => ({
  id: `SIP-${String(at + 1).padStart(3, '0')}`,
  kommun: KOMMUNER[at % 3] ?? '',
  part: PARTS[at % 2] ?? '',
}));
const without = (...ids: readonly number[]): readonly Sip[] =>
  SIPS.filter((_sip, at) => !ids.includes(at + 1));

const rowOf = ({ id, kommun, part, phase, status }: Sip): string =>
  `${id};;;${kommun ?? 'Ånge'};Enheten;Handläggare;${part ?? 'Kommun'};SIP;${status ?? 'Pågående'};${phase ?? 'Genomförande'};2025-03-04;2025-08-20;;Ja;Nej;`;

let world: World;
const path = (name: string): string => join(world.cwd, name);
const write = (name: string, sips: readonly Sip[], { title = '', footer = '' } = {}): string => {
  const lines = [
    ...(title === '' ? [] : [title]),
    HEADERS,
    ...sips.map(rowOf),
    ...(footer === '' ? [] : [footer]),
  ];
  writeFileSync(path(name), `${lines.join('\n')}\n`);
  return name;
};

interface Imported {
  readonly files: readonly {
    readonly held: {
      readonly code: string;
      readonly signs: readonly string[];
      readonly missing: readonly {
        kommun: string | null;
        part: string | null;
        open: number;
        inList: number;
      }[];
      readonly ways: readonly unknown[];
    } | null;
    readonly gone: number;
    readonly rows: number;
    readonly fates: Readonly<Record<string, number>>;
    readonly findings: readonly { readonly code: string }[];
  }[];
}

async function take(
  ...args: readonly string[]
): Promise<Imported['files'][number] & { readonly code: number }> {
  const { stdout, stderr, code } = await overgang(['import', ...args, '--json'], world);
  const file = (JSON.parse(stdout) as Imported).files.at(-1);
  if (code > 1) throw new Error(`${stdout}${stderr}`);
  if (file === undefined) throw new Error(stdout);
  return { ...file, code };
}

const open = async (): Promise<number> => {
  const { sips } = await overgangJson<{ sips: { open: number } }>(['status'], world);
  return sips.open;
};

const AT = '2025-10-20T13:00:00.000Z';
beforeEach(async () => {
  world = { cwd: newFolder(), now: AT };
  await overgangDone(['init'], world);
});

describe('a list that nobody has called whole', () => {
  it('needs no word when it is the first, or lacks nothing', async () => {
    const perKommun = ['2260', '2262', '2281'].map((kommun) => ({ kommun, cases: 4 }));
    expect(await take(write('sip-2025-09-15.csv', SIPS))).toMatchObject({ code: 0, held: null, perKommun });
    const more = [...SIPS, { id: 'SIP-900' }];
    expect(await take(write('sip-2025-09-22.csv', more))).toMatchObject({ code: 0, held: null, gone: 0 });
    expect(await open()).toBe(13);
    // Of units nothing can be gone: nobody needs to count them.
    const units = basename(writeSmallList(world, 'enhet', '2025-09-15', [{}]));
    expect(await take(units)).toMatchObject({ code: 0, perKommun: [] });
  });

  it('needs none where it is of units, with or without any: nothing is gone by it', async () => {
    const lists = [[], [{}, { Enhet: 'Hälsocentralen Boken', 'HSA-id': 'SE2321000206-3EA' }], [{}]];
    for (const [at, units] of lists.entries()) {
      const file = basename(writeSmallList(world, 'enhet', `2025-09-0${at + 1}`, units));
      expect(await take(file, '--as', 'enhet')).toMatchObject({ code: 0, held: null, gone: 0 });
    }
  });

  it('is held when a case is missing: told by kommun and part, and nothing is changed', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    const { code, held, rows, fates, gone } = await take(write('sip-2025-09-22.csv', without(2, 5, 8, 6)));
    expect([code, held?.code, gone]).toEqual([1, 'LIST_MAYBE_PART', 0]);
    expect(held?.missing).toEqual([
      { kommun: '2262', part: 'primarvard', open: 2, inList: 1 },
      { kommun: '2281', part: 'kommun', open: 2, inList: 1 },
      { kommun: '2281', part: 'primarvard', open: 2, inList: 0 },
    ]);
    expect(held?.ways.length).toBeGreaterThan(1);
    expect(Object.values(fates).reduce((sum, one) => sum + one, 0)).toBe(rows);
    expect(await open()).toBe(12);
  });

  it('is not held for a case that is attested closed, or that the list before had as closed', async () => {
    await take(
      write(
        'sip-2025-09-15.csv',
        SIPS.map((sip, at) => (at === 0 ? { ...sip, status: 'Avslutad' } : sip)),
      ),
    );
    await overgangDone(['mark', 'SIP-002', 'closed-in-prator', '--on', '2025-09-16', '--note', 'x'], world);
    expect(await take(write('sip-2025-09-22.csv', without(1, 2)))).toMatchObject({ code: 0, held: null });
    expect(await open()).toBe(10);
    expect((await take(write('sip-2025-09-23.csv', without(1, 2, 3)))).held?.code).toBe('LIST_MAYBE_PART');
  });
});

describe('the word that a list is whole', () => {
  it('makes what it lacks gone, and is remembered for the next of the same definition', async () => {
    await take(write('sip-2025-09-15.csv', SIPS, { title: 'Uttag 2025-09-15' }));
    const second = write('sip-2025-09-22.csv', without(2, 5), { title: 'Uttag 2025-09-22' });
    expect((await take(second)).code).toBe(1);
    const said = await take(second, '--whole', '--by', 'Anna', '--reason', 'Utan urval');
    expect(said).toMatchObject({ code: 0, held: null, gone: 2 });
    expect(await open()).toBe(10);
    const third = write('sip-2025-09-29.csv', without(2, 5, 7), { title: 'Uttag 2025-09-29' });
    expect(await take(third)).toMatchObject({ code: 0, held: null, gone: 1 });
    const { stdout } = await overgangDone(['log', '--json'], world);
    expect(stdout).toContain('coverage-said');
  });

  it('does not hide that three of one phase are gone, and all of it', async () => {
    const sips = SIPS.map((sip, at) => (at % 5 === 1 ? { ...sip, phase: 'Utvärdering' } : sip));
    await take(write('sip-2025-09-15.csv', sips), '--whole');
    const { held } = await take(write('sip-2025-09-22.csv', without(2, 7, 12)));
    expect([held?.code, held?.signs]).toEqual(['LIST_MAYBE_PART', ['filter']]);
  });

  it.each<[string, (at: number) => boolean]>([
    ['has a number of one sex', (at) => at % 2 === 1],
    ['stood on one page', (at) => at >= 8 && at < 20],
  ])('does not hide that whoever %s is gone', async (_what, isGone) => {
    // Their ids are in another order.
    const sips = Array.from({ length: 24 }, (_none, at) => ({
      'SIP-id': `SIP-${100 + ((at * 7) % 24)}`,
      who: at % 2 === 1 ? ('ulla' as const) : ('anna' as const),
    }));
    await take(basename(writeSmallList(world, 'sip', '2025-09-15', sips)), '--whole');
    const left = sips.filter((_sip, at) => !isGone(at));
    const { held } = await take(basename(writeSmallList(world, 'sip', '2025-09-22', left)));
    expect(held?.signs).toEqual(['filter']);
  });

  it('lets vårdtillfällen end in the order in which they began, and not the last of them', async () => {
    const stays = Array.from({ length: 12 }, (_none, at) => ({
      Vårdtillfälle: `VT-${at + 1}`,
      Inskriven: `2025-09-${String(at + 1).padStart(2, '0')} 08:00`,
      Status: at < 3 ? 'Utskrivningsklar' : 'Inskriven',
    }));
    const on = (day: string, from: number, to: number): string =>
      basename(writeSmallList(world, 'vardtillfalle', day, stays.slice(from, to)));
    await take(on('2025-09-20', 0, 12), '--whole');
    expect((await take(on('2025-09-21', 3, 12))).held).toBeNull();
    expect((await take(on('2025-09-22', 3, 9))).held?.signs).toEqual(['cut-at-end']);
  });

  it('can be given for a list that is in already', async () => {
    await take(write('sip-2025-10-01.csv', without(2, 5)));
    await take(write('sip-2025-09-15.csv', SIPS));
    // The newer list is not known to be whole: what only the older one has is still ongoing.
    expect(await open()).toBe(12);
    expect(await take('sip-2025-10-01.csv', '--whole')).toMatchObject({ code: 0, gone: 2 });
    expect(await open()).toBe(10);
  });

  it.each([
    ['another criterion', { title: 'Urval: SIP startad efter 2025-01-01' }, [2], 'title'],
    ['the end cut off', {}, [10, 11, 12], 'cut-at-end'],
    ['the beginning cut off', {}, [1, 2], 'cut-at-start'],
    ['a kommun left out', {}, [1, 4, 7, 10], 'kommun-emptied'],
    ['a part left out', {}, [1, 3, 5, 7, 9, 11], 'part-emptied'],
    ['most of it left out', {}, [1, 2, 3, 4, 5, 7, 9, 10, 11, 12], 'most-gone'],
    ['a count that does not fit', { footer: 'Antal: 12' }, [2], 'count'],
  ])('does not hold for a list with %s', async (_what, more, missing, sign) => {
    await take(write('sip-2025-09-15.csv', SIPS), '--whole');
    const { code, held } = await take(write('sip-2025-09-22.csv', without(...missing), more));
    expect([code, held?.code]).toEqual([1, 'LIST_MAYBE_PART']);
    expect(held?.signs).toContain(sign);
    expect(await open()).toBe(12);
    expect(await take('sip-2025-09-22.csv', '--whole')).toMatchObject({ held: null, gone: missing.length });
  });

  it('is always needed for an empty list', async () => {
    await take(write('sip-2025-09-15.csv', SIPS), '--whole');
    const empty = write('sip-2025-09-22.csv', [], { footer: 'Antal: 0' });
    expect(await take(empty)).toMatchObject({ code: 1, held: { code: 'LIST_EMPTY' } });
    expect(await open()).toBe(12);
    expect(await take(empty, '--whole')).toMatchObject({ code: 0, held: null, gone: 12 });
    expect(await open()).toBe(0);
  });

  it('is asked for on a terminal', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    write('sip-2025-09-22.csv', without(2));
    const { code } = await overgang(['import', 'sip-2025-09-22.csv'], {
      ...world,
      terminal: { stdout: true, stderr: true },
      answer: 'ja',
    });
    expect(code).toBe(0);
    expect(await open()).toBe(11);
  });
});

describe('files per kommun', () => {
  const ofKommun = (kommun: string, sips = SIPS): readonly Sip[] =>
    sips.filter((sip) => sip.kommun === kommun);
  const names = { Ånge: 'ange', Sundsvall: 'sundsvall', Timrå: 'timra' } as const;

  it('of one day take nothing from each other', async () => {
    for (const kommun of KOMMUNER)
      await take(write(`sip-${names[kommun as 'Ånge']}-2025-09-15.csv`, ofKommun(kommun)));
    expect(await open()).toBe(12);
  });

  it('of a second day are held one by one, and are one uttag in one call', async () => {
    const files = KOMMUNER.map((kommun) => `sip-${names[kommun as 'Ånge']}`);
    for (const [at, file] of files.entries())
      await take(write(`${file}-2025-09-15.csv`, ofKommun(KOMMUNER[at] ?? '')));
    const second = files.map((file, at) => write(`${file}-2025-10-06.csv`, ofKommun(KOMMUNER[at] ?? '')));
    expect((await take(second[0] ?? '')).held?.code).toBe('LIST_MAYBE_PART');
    expect(await take(...second)).toMatchObject({ code: 0, held: null });
    expect(await open()).toBe(12);
  });

  it.each([
    ['of another day', () => write('sip-2025-10-06.csv', SIPS)],
    [
      'of another kind',
      () => basename(writeSmallList(world, 'vardtillfalle', '2025-09-22', [{ Vårdtillfälle: 'SIP-005' }])),
    ],
  ])('are no uttag with a list %s: what one lacks is asked about', async (_which, other) => {
    await take(write('sip-2025-09-15.csv', SIPS));
    const { stdout } = await overgang(
      ['import', write('sip-2025-09-22.csv', without(5)), other(), '--json'],
      world,
    );
    const { files } = JSON.parse(stdout) as Imported;
    expect(files.map(({ held }) => held?.code)).toEqual(['LIST_MAYBE_PART', undefined]);
  });

  it('called whole together are remembered together: one alone closes nothing, the last one what all lack', async () => {
    const files = KOMMUNER.map((kommun) => `sip-${names[kommun as 'Ånge']}`);
    const round = (day: string, sips: readonly Sip[]): readonly string[] =>
      files.map((file, at) => write(`${file}-${day}.csv`, ofKommun(KOMMUNER[at] ?? '', sips)));
    await take(...round('2025-09-15', SIPS), '--whole');
    // One without a case does not wait for the others.
    expect((await take(write(`${files[0] ?? ''}-2025-09-22.csv`, []))).held?.code).toBe('LIST_EMPTY');
    const [ange = '', sundsvall = '', timra = ''] = round('2025-10-06', without(2, 7));
    expect(await take(timra)).toMatchObject({ code: 0, held: null, gone: 0 });
    expect(await take(ange)).toMatchObject({ code: 0, held: null, gone: 0 });
    expect(await open()).toBe(12);
    expect(await take(sundsvall)).toMatchObject({ code: 0, held: null, gone: 2 });
    expect(await open()).toBe(10);
  });

  it('called whole by two in one call are so without a third of the day that has their cases', async () => {
    await take(write('sip-provuttag-2025-09-15.csv', ofKommun('Sundsvall', without(11))), '--whole');
    const [ange, sundsvall] = ['Ånge', 'Sundsvall'].map(
      (kommun) => (day: string, sips: readonly Sip[]) =>
        write(`sip-${names[kommun as 'Ånge']}-${day}.csv`, ofKommun(kommun, sips)),
    );
    const both = (day: string, sips = SIPS) =>
      [ange?.(day, sips) ?? '', sundsvall?.(day, sips) ?? ''] as const;
    await take(...both('2025-09-15'), '--whole');
    const [first, last] = both('2025-10-06', without(2));
    expect(await take(first)).toMatchObject({ held: null, gone: 0 });
    expect(await take(last)).toMatchObject({ held: null, gone: 1 });
  });

  it('called whole where another of them is still to come are so with those that are in, and not alone', async () => {
    const files = KOMMUNER.map((kommun) => `sip-${names[kommun as 'Ånge']}`);
    const round = (day: string): readonly string[] =>
      files.map((file, at) => write(`${file}-${day}.csv`, ofKommun(KOMMUNER[at] ?? '')));
    await take(...round('2025-09-15'), '--whole');
    const [ange = '', , timra = ''] = round('2025-09-22');
    await take(timra);
    expect(await take(ange)).toMatchObject({ held: null, gone: 0 });
    expect(await take(ange, '--whole')).toMatchObject({ held: null, gone: 4 });
    const [next = ''] = round('2025-10-06');
    expect(await take(next)).toMatchObject({ held: null, gone: 0 });
  });

  it('that cover their kommun leave another of the day what it was called', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    await take(write('sip-timra-2025-09-22.csv', ofKommun('Timrå')), '--whole');
    expect(await open()).toBe(4);
    const ange = write('sip-ange-2025-09-22.csv', ofKommun('Ånge'));
    expect(await take(ange, '--covers', 'kommun=Ånge')).toMatchObject({ held: null });
    expect(await open()).toBe(8);
  });

  it('that cover their kommun close only there, and that is remembered', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    const ange = write('sip-ange-2025-09-22.csv', ofKommun('Ånge', without(4)));
    expect((await take(ange)).held?.code).toBe('LIST_MAYBE_PART');
    expect(await take(ange, '--covers', 'kommun=Ånge')).toMatchObject({ code: 0, held: null, gone: 1 });
    expect(await open()).toBe(11);
    const again = write('sip-ange-2025-09-29.csv', ofKommun('Ånge', without(4, 7)));
    expect(await take(again)).toMatchObject({ code: 0, held: null, gone: 1 });
    expect(await open()).toBe(10);
  });

  it('are held when they have nothing of what they are said to cover', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    const other = write('sip-timra-2025-09-22.csv', ofKommun('Timrå'));
    expect((await take(other, '--covers', 'kommun=Ånge')).held?.code).toBe('COVERS_NOTHING');
    expect(await open()).toBe(12);
  });

  it.each([
    ['of two named together', ['--covers', 'kommun=Ånge,Timrå']],
    ['of two named by themselves', ['--covers', 'kommun=Ånge', '--covers', 'kommun=Timrå']],
    ['of a part beside a kommun', ['--covers', 'kommun=Ånge', '--covers', 'part=Kommun,Psykiatri']],
  ])('are held when they have nothing of one thing that is named: %s', async (_which, said) => {
    await take(write('sip-2025-09-15.csv', SIPS));
    const ange = write('sip-ange-2025-09-22.csv', ofKommun('Ånge'));
    const { code, held } = await take(ange, ...said);
    expect([code, held?.code, held?.ways.length]).toEqual([1, 'COVERS_NOTHING', 2]);
    expect(await open()).toBe(12);
    // That none is left there is said besides.
    expect(await take(ange, ...said, '--whole')).toMatchObject({ code: 0, held: null });
  });

  it('say what they lack of several files, too', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    const files = ['Ånge', 'Sundsvall'].map((kommun, at) =>
      write(`sip-${at}-2025-09-22.csv`, ofKommun(kommun)),
    );
    const said = ['--covers', 'kommun=Ånge,Sundsvall,Timrå', '--as-of', '2025-10-20'];
    const { code, stderr } = await overgang(['import', ...files, ...said], world);
    expect([code, stderr]).toEqual([1, expect.stringContaining('är hela för (kommun=Timrå)')]);
    expect(await open()).toBe(12);
  });

  it('have one of those without a kommun: who lost it is not closed by the file of the kommun', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    const lost = SIPS.map((sip, at) => (at === 0 || at === 3 ? { ...sip, kommun: '' } : sip));
    const ofNone = write('sip-utan-2025-09-22.csv', ofKommun('', lost));
    expect(await take(ofNone, '--covers', 'kommun=okänd')).toMatchObject({ code: 0, held: null, gone: 0 });
    const ange = write('sip-ange-2025-09-22.csv', ofKommun('Ånge', lost));
    expect(await take(ange, '--covers', 'kommun=Ånge')).toMatchObject({ code: 0, held: null, gone: 0 });
    expect(await open()).toBe(12);
    // One of them is gone in the next, and nobody else.
    const next = write('sip-utan-2025-09-29.csv', ofKommun('', lost).slice(1));
    expect(await take(next, '--covers', 'kommun=Okänd')).toMatchObject({ code: 0, held: null, gone: 1 });
    expect(await open()).toBe(11);
  });

  it('have one of those without a kommun that comes in last: what is new in it is not gone by a later day', async () => {
    const [one, other] = ofKommun('Timrå');
    const timra = write('sip-timra-2025-09-22.csv', [{ ...one, id: 'SIP-003' }]);
    await take(timra, '--covers', 'kommun=Timrå');
    const both = [
      { ...one, id: 'SIP-003' },
      { ...other, id: 'SIP-006' },
      { id: 'SIP-900', kommun: '' },
    ];
    const first = write('sip-timra-2025-09-15.csv', both);
    expect(await take(first, '--covers', 'kommun=okänd,Timrå')).toMatchObject({ code: 0, held: null });
    expect(await open()).toBe(3);
  });

  it('can be of a unit that is called as what has none', async () => {
    const called = write('sip-2025-09-15.csv', SIPS);
    const text = readFileSync(path(called), 'utf8').replaceAll('Enheten', 'Okänd');
    writeFileSync(path(called), text);
    await take(called);
    const next = write('sip-enhet-2025-09-22.csv', []);
    writeFileSync(path(next), text.replace(/^SIP-00[2-9].*\n/gmu, ''));
    expect(await take(next, '--covers', 'unit=okänd')).toMatchObject({ code: 0, held: null, gone: 8 });
  });

  it('can wait for the file of those without a kommun, and come twice on a day meanwhile', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    const lost = write('sip-utan-2025-09-16.csv', [{ id: 'SIP-900', kommun: '' }]);
    await take(lost, '--covers', 'kommun=okänd');
    const timra = write('sip-timra-2025-09-22.csv', ofKommun('Timrå', without(3)));
    expect(await take(timra, '--covers', 'kommun=Timrå')).toMatchObject({ held: null, gone: 0 });
    // No list of its sort is older: there is nothing to hold against what it lacks.
    const again = write('sip-timra-2025-09-22 (2).csv', ofKommun('Timrå', without(3, 6)));
    expect(await take(again)).toMatchObject({ held: null, gone: 0 });
  });

  it('are alike where two of them have no case, and each closes its own', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    for (const kommun of ['Ånge', 'Timrå']) {
      const empty = write(`sip-${kommun}-2025-09-22.csv`, []);
      expect(await take(empty, '--whole', '--covers', `kommun=${kommun}`)).toMatchObject({
        held: null,
        gone: 4,
      });
    }
    expect(await open()).toBe(4);
    // What is remembered of the one is not of the other.
    const again = write('sip-Timrå-2025-09-29.csv', [{ id: 'SIP-900', kommun: 'Timrå' }]);
    expect((await take(again)).held?.code).toBe('LIST_MAYBE_PART');
  });

  it('are of where their cases were, though a later list has them elsewhere', async () => {
    const moved = SIPS.map((sip) => (sip.kommun === 'Ånge' ? { ...sip, kommun: 'Timrå' } : sip));
    await take(write('sip-2025-09-22.csv', moved));
    const older = write('sip-ange-2025-09-15.csv', ofKommun('Ånge'));
    expect(await take(older, '--covers', 'kommun=Ånge')).toMatchObject({ code: 0, held: null, gone: 0 });
    expect((await take('sip-ange-2025-09-15.csv', '--covers', 'kommun=Timrå')).held?.code).toBe(
      'COVERS_NOTHING',
    );
  });

  it('are none of messages, which have no kommun, nor when there is none of them', async () => {
    const headers = 'Meddelande-id;Ärende;Meddelandetyp;Avsändare;Mottagare;Skickat;Kvitterat';
    writeFileSync(path('meddelanden-2025-09-22.csv'), `${headers}\n`);
    for (const place of ['Ånge', 'okänd'])
      expect(
        (await take('meddelanden-2025-09-22.csv', '--whole', '--covers', `kommun=${place}`)).held?.code,
      ).toBe('COVERS_NOTHING');
  });
});

describe('the day of a list', () => {
  it('is asked for where title and file name differ, and what is said wins and is told of', async () => {
    write('sip-2025-09-16.csv', SIPS, { title: 'Uttag 2025-09-15' });
    expect((await take('sip-2025-09-16.csv')).held?.code).toBe('LIST_DAY_UNCLEAR');
    const said = await take('sip-2025-09-16.csv', '--exported-at', '2025-09-15');
    expect([said.held, said.findings.map(({ code }) => code)]).toEqual([
      null,
      expect.arrayContaining(['LIST_DAY_OTHERWISE']),
    ]);
  });

  it('has come: a list dated ahead is held', async () => {
    expect((await take(write('sip-2025-10-21.csv', SIPS))).held?.code).toBe('LIST_FROM_THE_FUTURE');
  });

  it('has a time: a list that was taken out earlier than one that is in is held', async () => {
    await take(write('sip.csv', SIPS, { title: 'Uttag 2025-09-15 15:10' }));
    write('sip-tidig.csv', SIPS.slice(1), { title: 'Uttag 2025-09-15 07:32' });
    expect((await take('sip-tidig.csv')).held?.code).toBe('LIST_EARLIER_SAME_DAY');
  });
});

describe('a list that is set aside', () => {
  const undo = (...args: readonly string[]) => overgang(['undo', ...args, '--yes'], world);
  const answers = async (): Promise<unknown> => {
    const ids = await Promise.all(
      SIPS.map(async ({ id }) => {
        const { stdout, code } = await overgang(['explain', id, '--json'], world);
        if (code === 2) return id;
        const { class: name, facts, earlier } = JSON.parse(stdout) as Record<string, unknown>;
        return { id, name, facts, earlier: (earlier as unknown[]).length };
      }),
    );
    return { status: await overgangJson(['status'], world), ids };
  };

  it.each(['the newest', 'the one in the middle', 'the oldest'])(
    'is as if it had never come: %s',
    async (which) => {
      const changed = SIPS.map((sip, at) => (at % 4 === 0 ? { ...sip, phase: 'Utvärdering' } : sip));
      const lists = {
        'the oldest': write('sip-2025-09-15.csv', without(11)),
        'the one in the middle': write(
          'sip-2025-09-22.csv',
          changed.filter((_sip, at) => at !== 2 && at !== 5),
        ),
        'the newest': write('sip-2025-09-29.csv', without(4, 7)),
      };
      for (const [name, file] of Object.entries(lists)) if (name !== which) await take(file, '--whole');
      const never = await answers();
      world = { ...world, cwd: newFolder() };
      await overgangDone(['init'], world);
      write('sip-2025-09-15.csv', without(11));
      write(
        'sip-2025-09-22.csv',
        changed.filter((_sip, at) => at !== 2 && at !== 5),
      );
      write('sip-2025-09-29.csv', without(4, 7));
      for (const file of Object.values(lists)) await take(file, '--whole');
      const { code } = await undo(lists[which as 'the newest']);
      expect(code).toBe(0);
      expect(await answers()).toEqual(never);
      expect((await overgang(['verify'], world)).code).toBe(0);
      // The same file can come again.
      const again = await take(lists[which as 'the newest'], '--whole');
      expect([again.code, again.held, again.fates['new']]).toEqual([
        0,
        null,
        which === 'the oldest' ? 0 : expect.any(Number),
      ]);
      expect((await overgang(['verify'], world)).code).toBe(0);
    },
  );

  it('keeps what was handed out on it: cases that only it has go to decision', async () => {
    await take(write('sip-2025-09-15.csv', without(2, 5)));
    await take(write('sip-2025-09-22.csv', SIPS));
    await overgangDone(['worklist', '-o', 'ut', '--format', 'csv', '--as-of', '2025-09-29'], world);
    expect((await undo('sip-2025-09-22.csv')).code).toBe(0);
    const { class: name, rule } = await overgangJson<{ class: string; rule: { code: string } }>(
      ['explain', 'SIP-002'],
      world,
    );
    expect([name, rule.code]).toEqual(['needs-decision', 'SIP_ONLY_SET_ASIDE']);
    expect((await overgang(['verify'], world)).code).toBe(0);
    expect(await open()).toBe(12);
  });

  it('is not set aside without a word: it asks, and tries without writing', async () => {
    await take(write('sip-2025-09-15.csv', SIPS));
    expect((await overgang(['undo', 'sip-2025-09-15.csv', '--dry-run'], world)).code).toBe(0);
    expect((await overgang(['undo', 'sip-2025-09-15.csv'], world)).code).toBe(2);
    expect(await open()).toBe(12);
    expect((await undo('sip-2025-09-15.csv')).code).toBe(0);
    expect(await open()).toBe(0);
    expect((await undo('sip-2025-09-15.csv')).code).toBe(2);
  });
});
