import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import {
  filledCsv,
  handOutLists,
  handOutOne,
  type HandedOutList,
  type Returned,
} from './helpers/filled-lists.ts';
import { rowsOf } from './helpers/database.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

/** What becomes of a list that comes back, near each guard of the way: as CSV, of which nothing has to be unpacked. */
const DAY = '2025-10-06';
const CLOSED = { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': DAY, Av: 'B' };
const [ONE, TWO] = ['S1-G', 'S2-H'] as const;
type Filling = Parameters<typeof filledCsv>[2];
type TakenBack = Returned & { readonly withdrawn: number; readonly noLongerSaid: number };

let world: World;
let list: HandedOutList;
let made = 0;

beforeEach(async () => {
  world = await emptyRegister();
  await importSips(world, '2025-09-15', [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla }]);
  list = await handOutOne(world, DAY, 'ut', '--step', '6', '--format', 'csv');
});

const filled = (filling: Filling, of = list): string =>
  filledCsv(of, join(world.cwd, `svar-${String((made += 1))}.csv`), filling);
const giveBack = async (file: string, ...more: readonly string[]): Promise<TakenBack> => {
  const { files } = await overgangJson<{ files: readonly TakenBack[] }>(
    ['return', file, ...more, '--as-of', DAY],
    world,
  );
  const [first] = files;
  if (first === undefined) throw new Error(`${file}: not returned`);
  return first;
};
const undo = (what: string) => overgangDone(['undo', what, '--yes', '--as-of', DAY], world);
const classOf = async (id: string): Promise<string> =>
  (await overgangJson<{ class: string }>(['explain', id, '--as-of', DAY], world)).class;

describe('a list that comes back', () => {
  it('says nothing new the second time, and gets no number', async () => {
    const file = filled({ [ONE]: CLOSED });
    expect(await giveBack(file)).toMatchObject({ returnId: 'R-0001', unchanged: 0 });
    expect(await classOf('SIP-1')).toBe('closed');
    expect(await giveBack(file)).toMatchObject({ returnId: null, applied: 0 });
  });

  it('is taken in again when its return was undone', async () => {
    const file = filled({ [ONE]: CLOSED });
    await giveBack(file);
    await undo('R-0001');
    expect(await classOf('SIP-1')).not.toBe('closed');
    await giveBack(file);
    expect(await classOf('SIP-1')).toBe('closed');
  });
});

it.each(['#NAMN?', 'Err:502'])('a cell that says %s is no answer, and is told of', async (Kommentar) => {
  const told = await giveBack(filled({ [ONE]: { ...CLOSED, Kommentar } }));
  expect([told.applied, told.rejected.map(({ column }) => column)]).toEqual([3, ['Kommentar']]);
});

describe('a file that can not be used', () => {
  it.each([
    ['is not there', 'finns-inte.csv', null],
    ['is empty', 'tom.csv', ''],
    ['is a damaged package', 'paket.zip', 'PK\u0003\u0004 and nothing more of a package'],
    ['is another list', 'annat.csv', 'a;b\n1;2\n'],
  ])('stops no other, and is told of by name, where it %s', async (_, name, content) => {
    if (content !== null) writeFileSync(join(world.cwd, name), content);
    const { code, stdout } = await overgang(
      ['return', name, filled({ [ONE]: CLOSED }), '--json', '--as-of', DAY],
      world,
    );
    const { files } = JSON.parse(stdout) as {
      files: readonly { file: string; error?: object; applied?: number }[];
    };
    expect([code, files.map(({ file, error }) => [file, error !== undefined])]).toEqual([
      2,
      [
        [name, true],
        [expect.stringContaining('svar-'), false],
      ],
    ]);
    expect(await classOf('SIP-1')).toBe('closed');
  });
});

describe('a corrected list', () => {
  const taken = async (): Promise<{ first: string; second: string }> => {
    const first = filled({ [ONE]: CLOSED, [TWO]: CLOSED });
    const second = filled({ [TWO]: CLOSED });
    await giveBack(first);
    return { first, second };
  };

  it('takes nothing back unless it is said to be one, and tells of what is said no longer', async () => {
    const { second } = await taken();
    expect(await giveBack(second)).toMatchObject({ withdrawn: 0, noLongerSaid: 3 });
    expect(await classOf('SIP-1')).toBe('closed');
    expect(await giveBack(second, '--withdraw')).toMatchObject({ withdrawn: 3, noLongerSaid: 0 });
    expect(await classOf('SIP-1')).not.toBe('closed');
  });

  it('outlives its original when that comes again, and not what another file says', async () => {
    const { first, second } = await taken();
    await giveBack(second, '--withdraw');
    await giveBack(first);
    expect(await classOf('SIP-1')).not.toBe('closed');
    await giveBack(filled({ [ONE]: { ...CLOSED, Kommentar: 'nu' } }));
    expect(await classOf('SIP-1')).toBe('closed');
  });

  it('that was undone does not stand in the way of its original', async () => {
    const { first, second } = await taken();
    await giveBack(second, '--withdraw');
    const { events } = await overgangJson<{ events: readonly { seq: number; type: string }[] }>(
      ['log'],
      world,
    );
    await undo(String(events.findLast(({ type }) => type === 'undone')?.seq));
    expect(await classOf('SIP-1')).toBe('closed');
    await undo('R-0001');
    expect(await classOf('SIP-1')).not.toBe('closed');
    await giveBack(first);
    expect(await classOf('SIP-1')).toBe('closed');
  });
});

describe('a list that is handed out', () => {
  const indexOf = (folder: string): string => readFileSync(join(world.cwd, folder, 'index.html'), 'utf8');

  it('stands in the folder’s index until its file is gone, besides those that come after it', async () => {
    await importSips(world, '2025-09-16', [
      { id: 'SIP-1' },
      { id: 'SIP-2', pnr: PNR.ulla },
      { id: 'SIP-3', pnr: PNR.eva, fas: 'Utvärdering och avslut av plan' },
    ]);
    const next = (...more: string[]) =>
      handOutOne(world, DAY, 'ut', '--step', 'stada', '--format', 'csv', ...more);
    const { id } = await next();
    expect([list.id, id].map((one) => indexOf('ut').includes(one))).toEqual([true, true]);
    rmSync(list.paths[0] ?? '');
    const { id: last } = await next('--force');
    expect([list.id, id, last].map((one) => indexOf('ut').includes(one))).toEqual([false, false, true]);
  });

  it('is named by the index of its own folder alone, and no index that is another’s is written over', async () => {
    const copied = join(world.cwd, 'b', list.paths[0]?.split(/[/\\]ut[/\\]/u)[1] ?? '');
    const handOut = () => handOutLists(world, DAY, 'b', '--step', '1', '--format', 'csv', '--force');
    await handOut();
    mkdirSync(dirname(copied), { recursive: true });
    copyFileSync(list.paths[0] ?? '', copied);
    await handOut();
    expect(indexOf('b')).not.toContain(list.id);
    mkdirSync(join(world.cwd, 'c'));
    writeFileSync(join(world.cwd, 'c', 'index.html'), 'egen sida');
    const ran = await overgang(['worklist', '-o', 'c', '--step', '6', '--as-of', DAY], world);
    expect([ran.code, indexOf('c')]).toEqual([2, 'egen sida']);
  });

  it('has what was answered on the one before it, signature aside', async () => {
    await giveBack(filled({ [ONE]: { Status: 'Pågår', Av: 'B' } }));
    const next = await handOutOne(world, DAY, 'sedan', '--step', '6', '--format', 'csv');
    const [, row = ''] = readFileSync(next.paths[0] ?? '', 'utf8').split('\r\n');
    expect(row).toContain('"Pågår"');
    expect(row).not.toContain('"B"');
  });

  it('changes nothing when it comes back as it was, with what begins as a formula does', async () => {
    await giveBack(filled({ [ONE]: { Status: 'Pågår', Kommentar: '-inte nådd', Av: 'B' } }));
    const next = await handOutOne(world, DAY, 'sedan', '--step', '6', '--format', 'csv');
    expect(readFileSync(next.paths[0] ?? '', 'utf8')).toContain(`"'-inte nådd"`);
    expect(await giveBack(next.paths[0] ?? '')).toMatchObject({ applied: 0, conflicts: [], unchanged: 2 });
  });

  it('has those first whose meeting comes first', async () => {
    const own = await emptyRegister();
    await importList(own, 'sip', '2025-09-15', [
      { 'SIP-id': 'SIP-1', who: 'anna' },
      { 'SIP-id': 'SIP-2', who: 'ulla', Möte: '2025-10-20' },
      { 'SIP-id': 'SIP-3', who: 'eva', Möte: '2025-10-10' },
    ]);
    const { paths } = await handOutOne(own, DAY, 'ut', '--step', '6', '--format', 'csv');
    const ids = readFileSync(paths[0] ?? '', 'utf8').match(/SIP-\d/gu);
    expect(ids).toEqual(['SIP-3', 'SIP-2', 'SIP-1']);
  });

  it('of a kommun has its rows by unit, and one of a unit has no need to', async () => {
    const own = await emptyRegister();
    const ofKommun = { Samordningsansvar: 'Kommun' };
    await importList(own, 'sip', '2025-09-15', [
      { ...ofKommun, 'SIP-id': 'SIP-1', who: 'anna', 'Samordningsansvarig enhet': 'Hemtjänst Söder' },
      { ...ofKommun, 'SIP-id': 'SIP-2', who: 'ulla', 'Samordningsansvarig enhet': 'Hemtjänst Norr' },
      { 'SIP-id': 'SIP-3', who: 'eva' },
    ]);
    const lists = await handOutLists(own, DAY, 'ut', '--step', '6', '--format', 'html');
    const headings = lists.map(({ paths: [path = ''] }) =>
      [...readFileSync(path, 'utf8').matchAll(/class="group">.*?>([^<]*)</gu)].map(([, text]) => text),
    );
    expect(headings).toEqual([[], ['Hemtjänst Norr (1)', 'Hemtjänst Söder (1)']]);
  });

  it('has those first who are to be discharged first, and the message first that was sent first', async () => {
    const own = await emptyRegister();
    await importList(own, 'vardtillfalle', '2025-09-28', [
      {},
      { Vårdtillfälle: 'VT-2', who: 'ulla', 'Beräknad utskrivning': '2025-10-20' },
      { Vårdtillfälle: 'VT-3', who: 'eva', 'Beräknad utskrivning': '2025-10-10' },
    ]);
    await importList(own, 'meddelande', '2025-09-29', [
      { Ärende: 'VT-1' },
      { Ärende: 'VT-2', 'Meddelande-id': 'M-2', Skickat: '2025-09-27 09:00' },
    ]);
    const rowsOfStep = async (step: string, id: RegExp): Promise<readonly string[] | null> => {
      const { paths } = await handOutOne(own, '2025-09-29', `ut-${step}`, '--step', step, '--format', 'csv');
      return readFileSync(paths[0] ?? '', 'utf8').match(id);
    };
    expect(await rowsOfStep('2', /VT-\d/gu)).toEqual(['VT-3', 'VT-2', 'VT-1']);
    expect(await rowsOfStep('kvittera', /VT-\d/gu)).toEqual(['VT-2', 'VT-1']);
  });

  it('has a person without a name as any other', async () => {
    const own = await emptyRegister();
    await importList(own, 'sip', '2025-09-15', [{ Namn: '' }]);
    expect((await handOutOne(own, DAY, 'ut', '--step', '6', '--format', 'csv')).rows).toBe(1);
  });

  it('says of whom it has the same initial, name and year of birth, and of nobody with two cases', async () => {
    const shown = async (second: 'ulla' | 'rune'): Promise<string> => {
      const own = await emptyRegister();
      const rows = [{ who: 'ulla' }, { 'SIP-id': 'SIP-2', who: second }] as const;
      await importList(own, 'sip', '2025-09-15', rows);
      const { paths } = await handOutOne(own, DAY, 'ut', '--step', '6', '--format', 'html');
      return readFileSync(paths[0] ?? '', 'utf8');
    };
    expect(await shown('rune')).toContain('Samma initial, efternamn och födelseår: S1-G och S2-H.');
    expect(await shown('ulla')).not.toContain('Samma initial');
    expect(await shown('ulla')).toContain('Görs av');
  });
});

describe('a reply', () => {
  const replied = (): number =>
    rowsOf<{ data: string }>(world, "SELECT data FROM event WHERE type = 'replied'").length;
  const give = (...files: readonly string[]) =>
    overgang(['return', ...files, '--reply', 'svar', '--as-of', DAY], world);
  const replies = (): readonly string[] =>
    readdirSync(join(world.cwd, 'svar'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.html'))
      .sort();

  it('is of the lists that were taken in, beside the one before it, and logged', async () => {
    writeFileSync(join(world.cwd, 'annat.csv'), 'a;b\n1;2\n');
    expect((await give(filled({ [ONE]: CLOSED }), 'annat.csv')).code).toBe(2);
    expect([replies(), replied()]).toEqual([['halsocentralen-granen/svar.html'], 1]);
    await give(filled({ [TWO]: CLOSED }));
    expect([replies().length, replied()]).toEqual([2, 2]);
  });

  it('of no list at all is none, and is not logged', async () => {
    writeFileSync(join(world.cwd, 'annat.csv'), 'a;b\n1;2\n');
    await give('annat.csv');
    expect([existsSync(join(world.cwd, 'svar')), replied()]).toEqual([false, 0]);
  });
});

describe('whose list it is', () => {
  it('is a unit’s, a kommun’s or nobody’s: what is asked for is theirs and whole', async () => {
    const own = await emptyRegister();
    await importSips(own, '2025-09-15', [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla, kommun: '' }]);
    const names = async (...asked: readonly string[]): Promise<readonly (string | null)[]> => {
      const { worklists } = await overgangJson<{ worklists: readonly { step: string }[] }>(
        ['worklist', '-o', 'x', '--dry-run', ...asked, '--as-of', DAY],
        own,
      );
      return worklists.map(({ step }) => step).sort();
    };
    expect(await names()).toEqual(['1', '6', 'beslut', 'beslut-patienter']);
    expect(await names('--unit', 'Hälsocentralen Granen')).toEqual(['6']);
    expect(await names('--step', '6')).toEqual(['6']);
    expect(existsSync(join(own.cwd, 'x'))).toBe(false);
  });
});

describe('the list of a protected person', () => {
  it('stands on no index, whenever it was handed out, and is nobody’s who asks for a kommun or a unit', async () => {
    const own = await emptyRegister();
    await importSips(own, '2025-09-15', [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla, skydd: 'Ja' }]);
    const handOut = async (...asked: readonly string[]): Promise<readonly HandedOutList[]> =>
      handOutLists(own, DAY, 'ut', '--format', 'csv', '--force', ...asked);
    const isGuarded = ({ step }: HandedOutList): boolean => step.startsWith('skyddade');
    const guarded = (await handOut()).filter(isGuarded);
    expect(guarded.map(({ rows }) => rows)).toContain(1);
    for (const asked of [
      ['--step', '6'],
      ['--kommun', 'Timrå'],
      ['--unit', 'Hälsocentralen Granen'],
    ]) {
      const lists = await handOut(...asked);
      expect([lists.length > 0, lists.filter(isGuarded)]).toEqual([true, []]);
      const index = readFileSync(join(own.cwd, 'ut', 'index.html'), 'utf8');
      expect(guarded.filter(({ id }) => index.includes(id))).toEqual([]);
      expect(index).toContain(lists[0]?.id);
    }
  });

  it('tells of nobody that two have the same name', async () => {
    const own = await emptyRegister();
    await importList(own, 'sip', '2025-09-15', [
      { who: 'ulla', 'Skyddade personuppgifter': 'Ja' },
      { 'SIP-id': 'SIP-2', who: 'rune', 'Skyddade personuppgifter': 'Ja' },
    ]);
    for (const { paths } of await handOutLists(own, DAY, 'ut', '--format', 'html'))
      expect(readFileSync(paths[0] ?? '', 'utf8')).not.toContain('Samma initial');
  });

  it('has a name that says nothing', async () => {
    const own = await emptyRegister();
    await importSips(own, '2025-09-15', [{ id: 'SIP-1', skydd: 'Ja' }]);
    const lists = await handOutLists(own, DAY, 'ut', '--format', 'csv');
    expect(lists.length).toBeGreaterThan(0);
    for (const { paths } of lists) expect(paths[0]?.slice(own.cwd.length)).not.toMatch(/skydd|steg|6/iu);
    expect(existsSync(join(own.cwd, 'ut', 'index.html'))).toBe(false);
  });
});
