import exceljs from 'exceljs';
import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { brokenEvents } from '../src/register/log/events.ts';
import { filesIn } from './helpers/folder.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { factsAndClasses, inRegister, registerPath, rowsOf } from './helpers/database.ts';
import { filledCopy, handOutLists, openList, type HandedOutList } from './helpers/filled-lists.ts';
import { pathOf, SIP_OCTOBER, SIP_SEPTEMBER } from './helpers/lists.ts';
import { IS_ON_SERVER, ofFile, REGISTER_NAME } from './helpers/on-server.ts';
import { regionRegister } from './helpers/region.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const HANDED_OUT = '2025-10-02';
const DAY = '2025-10-08';
const MARKED = IS_ON_SERVER
  ? /^ÖVNING \(kopia av ovg, 2025-10-08\): inget här gäller på riktigt\.\n/u
  : /^ÖVNING \(kopia av overgang\.sqlite, 2025-10-08\): inget här gäller på riktigt\.\n/u;

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

interface Rehearsed {
  readonly rehearsal: {
    readonly of: string;
    readonly on: string;
    readonly seq: number;
    readonly hash: string;
  };
  readonly register: string;
  readonly files: readonly { readonly worklistId: string; readonly applied: number }[];
  readonly changes: {
    readonly openSips: { readonly live: number; readonly rehearsal: number };
    readonly classes: readonly {
      readonly kind: string;
      readonly class: string;
      readonly live: number;
      readonly rehearsal: number;
    }[];
    readonly kommuner: readonly {
      readonly kommun: string | null;
      readonly live: number;
      readonly rehearsal: number;
    }[];
  };
}

/** The region's register with one list of step 6 handed out, a filled-in copy of it, and a rehearsal of both. */
let live: World;
let list: HandedOutList;
let filled: string;
let rehearsed: Rehearsed;
let copy: World;
let before: { readonly facts: unknown; readonly seq: number };
/** How it all stood when the copy had been made: the tests go on in both. */
let made: {
  readonly facts: unknown;
  readonly events: readonly { readonly seq: number; readonly type: string; readonly hash: string }[];
  readonly beside: readonly string[];
  readonly inFolder: readonly string[];
  readonly openSips: readonly number[];
};

beforeAll(async () => {
  live = { ...(await regionRegister()), readerProcess: await workbookReader() };
  const lists = await handOutLists(live, HANDED_OUT, 'ut', '--step', '6', '--kommun', 'Timrå');
  const handedOut = lists.find(({ rows }) => rows >= 3);
  if (handedOut === undefined) throw new Error('no list with three rows');
  list = handedOut;
  const { tokens } = await openList(list.path);
  filled = await filledCopy(
    list.path,
    join(live.cwd, 'ifylld.xlsx'),
    Object.fromEntries(
      tokens
        .slice(0, 2)
        .map((token) => [token, { 'Alla parter klara': 'Ja', 'Avslutad i Prator': '2025-10-07' }]),
    ),
  );
  const [newest] = rowsOf<{ seq: number }>(live, 'SELECT max(seq) AS seq FROM event');
  before = { facts: factsAndClasses(live), seq: newest?.seq ?? 0 };
  rehearsed = await overgangJson<Rehearsed>(['rehearse', filled, '-o', 'ovning', '--as-of', DAY], live);
  copy = { ...live, env: { OVERGANG_REGISTER: rehearsed.register } };
  made = {
    facts: factsAndClasses(live),
    events: rowsOf(live, 'SELECT seq, type, data, hash FROM event ORDER BY seq'),
    beside: readdirSync(live.cwd).filter((name) => name.startsWith('overgang.sqlite')),
    inFolder: readdirSync(join(live.cwd, 'ovning')),
    openSips: [await openSips(live), await openSips(copy)],
  };
});

const openSips = async (world: World): Promise<number> =>
  (await overgangJson<{ sips: { open: number } }>(['status', '--as-of', DAY], world)).sips.open;

describe('the copy', () => {
  it('is made without a fact of the register being changed, is written down there as shown, and is its owner’s alone', () => {
    expect(made.facts).toEqual(before.facts);
    expect(made.events.filter(({ seq }) => seq > before.seq)).toMatchObject([
      { type: 'shown', data: expect.stringContaining('ovning.sqlite') as string },
    ]);
    expect(made.beside).toEqual(['overgang.sqlite']);
    expect(rehearsed.register).toBe(join(live.cwd, 'ovning', 'ovning.sqlite'));
    expect(statSync(rehearsed.register).mode & 0o777).toBe(0o600);
    expect(made.inFolder).toEqual(['ovning.sqlite']);
  });

  it('has the whole log, and says from where the two part', () => {
    // That it was shown is written down on a server after the moment that is copied.
    const { seq, hash } = made.events.at(IS_ON_SERVER ? -2 : -1) ?? { seq: 0, hash: '' };
    expect(rehearsed.rehearsal).toEqual({ of: REGISTER_NAME, on: DAY, seq, hash });
    copyFileSync(rehearsed.register, join(live.cwd, 'ovning', 'overgang.sqlite'));
    inRegister({ cwd: join(live.cwd, 'ovning') }, (db) => {
      expect(brokenEvents(db)).toEqual([]);
      const next = db.prepare('SELECT type, prev_hash FROM event WHERE seq = ?').get(seq + 1);
      expect(next).toEqual({ type: 'rehearsal-started', prev_hash: hash });
    });
  });

  it('has been played the list, and the answer says what that would change', () => {
    expect(rehearsed.files).toMatchObject([{ worklistId: list.id, applied: 4 }]);
    const { openSips: open, classes, kommuner } = rehearsed.changes;
    expect(open).toEqual({ live: 1188, rehearsal: 1186 });
    expect(kommuner).toEqual([
      { kommun: '2262', live: kommuner[0]?.live, rehearsal: (kommuner[0]?.live ?? 0) - 2 },
    ]);
    expect(classes.find(({ class: name, kind }) => kind === 'sip' && name === 'closed')).toEqual({
      kind: 'sip',
      class: 'closed',
      live: 1349,
      rehearsal: 1351,
    });
    expect(classes.reduce((sum, change) => sum + change.rehearsal - change.live, 0)).toBe(0);
    expect(made.openSips).toEqual([1188, 1186]);
  });

  it('tells it in words: what changes, and how to go on', async () => {
    const { code, stdout } = await overgang(['rehearse', filled, '-o', 'ovning-text', '--as-of', DAY], live);
    expect(code).toBe(0);
    expect(stdout).toMatch(MARKED);
    expect(stdout).toMatch(/Timrå +\d+ +\d+ +−2/u);
    expect(stdout).toMatch(/Hela regionen +1\u00a0188 +1\u00a0186 +−2/u);
    expect(stdout.replace(/\s+/gu, ' ')).toContain(`${REGISTER_NAME} är orört.`);
    expect(stdout).toContain(
      `overgang status --register ${join('ovning-text', 'ovning.sqlite')} --as-of ${DAY}`,
    );
    for (const line of stdout.split('\n')) expect([line.length <= 80, line]).toEqual([true, line]);
  });
});

describe('work in the copy', () => {
  const own = async (): Promise<World> => {
    const { register } = await overgangJson<Rehearsed>(
      ['rehearse', '-o', 'arbete', '--as-of', DAY, '--force'],
      live,
    );
    return { ...live, env: { OVERGANG_REGISTER: register } };
  };

  it('goes on with import, mark, decide, return and undo, and never reaches the register', async () => {
    const world = await own();
    const whole = hashOf(registerPath(live));
    const imported = await overgang(['import', '--whole', pathOf(SIP_OCTOBER), '--as-of', DAY], world);
    expect(imported.code).toBeLessThan(2);
    expect(imported.stdout).toMatch(MARKED);
    expect(await openSips(world)).toBeLessThan(300);
    const { tokens } = await openList(list.path);
    const marked = await overgangJson<{ seq: number }>(
      ['mark', tokens[2] ?? '', 'note', '--note', 'prov', '--as-of', DAY],
      world,
    );
    await overgangDone(
      ['decide', tokens[2] ?? '', '--as', 'vardplan', '--reason', 'prov', '--as-of', DAY],
      world,
    );
    await overgangDone(['undo', String(marked.seq), '--yes', '--as-of', DAY], world);
    expect((await overgang(['return', filled, '--as-of', DAY], world)).code).toBeLessThan(2);
    expect(hashOf(registerPath(live))).toBe(whole);
  });
});

describe('everything from it is marked', () => {
  it.each([
    ['status'],
    ['timeline'],
    ['verify'],
    ['diff', '--as', 'sip'],
    ['reconcile', '--totals', join(import.meta.dirname, '../fixtures/region/kontrollsummor-2025-09-15.csv')],
    ['explain', `${basename(pathOf(SIP_SEPTEMBER))}:20`],
  ])('%s: a first line, and a member of the JSON', async (...args) => {
    const { stdout } = await overgang([...args, '--as-of', DAY], copy);
    expect(stdout).toMatch(MARKED);
    expect(stdout.match(/inget här gäller på riktigt/gu)).toHaveLength(1);
    expect(await overgangJson([...args, '--as-of', DAY], copy)).toMatchObject({
      rehearsal: { of: REGISTER_NAME },
    });
    const inEarnest = await overgang([...args, '--as-of', DAY], live);
    expect(inEarnest.stdout).not.toContain('ÖVNING');
    expect(await overgangJson([...args, '--as-of', DAY], live)).not.toHaveProperty('rehearsal');
  });

  it('worklists: number, file name, every page of every format', async () => {
    const lists = await handOutLists(
      copy,
      DAY,
      'ut-ovning',
      '--step',
      '6',
      '--part',
      'kommun',
      '--format',
      'xlsx,html,csv',
    );
    expect(lists.length).toBeGreaterThan(3);
    expect(lists.filter(({ id }) => !/^OV-AL-\d{4}$/u.test(id))).toEqual([]);
    const names = filesIn(join(live.cwd, 'ut-ovning')).map((file) => basename(file));
    expect(names).toContain('ovning-index.html');
    expect(names.filter((name) => !name.startsWith('ovning-'))).toEqual([]);
    const read = (end: string): string =>
      readFileSync(lists[0]?.paths.find((path) => path.endsWith(end)) ?? '', 'utf8');
    expect(read('.html')).toContain('<p class="mark">ÖVNING</p>');
    expect(read('.html')).toMatch(/<tr class="running"><td colspan="\d+"><strong>ÖVNING<\/strong>/u);
    const [, ...rows] = read('.csv').trimEnd().split('\r\n');
    expect(rows.filter((row) => !/^"OV-AL-\d{4}";"[0-9a-f]{16}";"ÖVNING – /u.test(row))).toEqual([]);
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(lists[0]?.path ?? '');
    for (const name of ['Anvisning', 'Arbetslista']) {
      const sheet = book.getWorksheet(name);
      expect(sheet?.headerFooter.oddHeader).toContain('&BÖVNING&B');
      expect(sheet?.getRow(1).getCell(2).text).toContain('ÖVNING');
    }
    expect(readFileSync(join(live.cwd, 'ut-ovning', 'ovning-index.html'), 'utf8')).toContain('<h1>ÖVNING – ');
  });

  it('lists of conflicts', async () => {
    const [token = ''] = (await openList(list.path)).tokens;
    const contradicting = await filledCopy(list.path, join(live.cwd, 'annat-svar.xlsx'), {
      [token]: { 'Alla parter klara': 'Ja', 'Avslutad i Prator': '2025-10-06' },
    });
    const { held, conflictLists } = await overgangJson<{
      held: number;
      conflictLists: readonly { id: string; path: string }[];
    }>(['return', contradicting, '--conflicts', 'konflikter', '--as-of', DAY], copy);
    expect(held).toBe(1);
    const [conflicts] = conflictLists;
    expect(conflicts?.id).toMatch(/^OV-KF-\d{4}$/u);
    expect(basename(conflicts?.path ?? '')).toMatch(/^ovning-konflikter-6-/u);
    const { sheet, book } = await openList(conflicts?.path ?? '');
    expect(sheet.headerFooter.oddHeader).toContain('&BÖVNING&B');
    expect(book.getWorksheet('_overgang')?.getRow(2).getCell(2).text).toContain('"watermark":"ÖVNING"');
    const { code, stderr } = await overgang(['return', conflicts?.path ?? '', '--as-of', DAY], live);
    expect([code, stderr.includes('är utlämnad i en övning')]).toEqual([2, true]);
  });

  it('rows to mend: at the foot of every page', async () => {
    await overgang(['import', pathOf(SIP_SEPTEMBER), '--errors', 'ratta.csv', '--as-of', DAY], copy);
    expect(readFileSync(join(live.cwd, 'ratta.csv'), 'utf8')).toContain(
      '"ÖVNING. Innehåller personuppgifter.',
    );
  });
});

describe('lists and registers that do not belong together', () => {
  it('a list of the rehearsal is refused in earnest, however it comes back, and by name', async () => {
    const lists = await handOutLists(
      copy,
      DAY,
      'ut-fel',
      '--step',
      '6',
      '--kommun',
      'Timrå',
      '--format',
      'xlsx,csv',
    );
    const [first] = lists;
    if (first === undefined) throw new Error('no list');
    const [xlsx = '', csv = ''] = first.paths;
    const bare = join(live.cwd, 'utan-blad.xlsx');
    const { book } = await openList(xlsx);
    book.removeWorksheet('_overgang');
    await book.xlsx.writeFile(bare);
    for (const file of [xlsx, csv, bare]) {
      const { code, stderr } = await overgang(['return', file, '--as-of', DAY], live);
      expect(code).toBe(2);
      expect(stderr).toContain(`listan ${first.id} är utlämnad i en övning`);
    }
    expect((await overgang(['return', csv, '--as-of', DAY], copy)).code).toBe(0);
  });

  it('a list handed out in earnest after the copy is refused in the rehearsal', async () => {
    const world = await regionRegister();
    const { register } = await overgangJson<Rehearsed>(['rehearse', '-o', 'ovning', '--as-of', DAY], world);
    const [later] = await handOutLists(
      world,
      DAY,
      'ut',
      '--step',
      '6',
      '--kommun',
      'Timrå',
      '--format',
      'csv',
    );
    const { code, stderr } = await overgang(['return', later?.path ?? '', '--as-of', DAY], {
      ...world,
      env: { OVERGANG_REGISTER: register },
    });
    expect(code).toBe(2);
    expect(stderr).toContain(`listan ${later?.id ?? ''} finns inte i övningen`);
  });

  it('a list handed out before the copy is known to both', async () => {
    const { code, stdout } = await overgang(['return', filled, '--dry-run', '--as-of', DAY], live);
    expect([code, stdout.includes(list.id)]).toEqual([0, true]);
    expect(rehearsed.files[0]?.worklistId).toBe(list.id);
  });

  it('the same number in both is two lists', async () => {
    const [inEarnest] = rowsOf<{ id: string }>(live, 'SELECT max(worklist_id) AS id FROM worklist');
    const [rehearsal] = await handOutLists(copy, DAY, 'ut-nummer', '--step', '6', '--kommun', 'Ånge');
    expect(inEarnest?.id).toMatch(/^AL-/u);
    expect(rehearsal?.id).toMatch(/^OV-AL-/u);
  });
});

describe('what is refused', () => {
  it('to rehearse a rehearsal', async () => {
    const { code, stderr } = await overgang(['rehearse', '-o', 'igen', '--as-of', DAY], copy);
    expect(code).toBe(2);
    expect(stderr).toContain('Registret ovning.sqlite är självt en övning.');
  });

  ofFile('copies').it('to write over a rehearsal unasked, and over a register in earnest ever', async () => {
    const again = ['rehearse', '-o', 'ovning', '--as-of', DAY];
    const unasked = await overgang(again, live);
    expect([unasked.code, unasked.stderr.includes('finns redan')]).toEqual([2, true]);
    copyFileSync(registerPath(live), join(live.cwd, 'ut', 'ovning.sqlite'));
    const copied = hashOf(join(live.cwd, 'ut', 'ovning.sqlite'));
    const refused = await overgang(['rehearse', '-o', 'ut', '--as-of', DAY, '--force'], live);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain(
      'ovning.sqlite är ett riktigt register, ingen övning. Det skrivs aldrig över.',
    );
    expect(hashOf(join(live.cwd, 'ut', 'ovning.sqlite'))).toBe(copied);
  });

  it('a folder that can not be: said, and nothing left behind', async () => {
    writeFileSync(join(live.cwd, 'en-fil'), '');
    const { code, stderr } = await overgang(['rehearse', '-o', 'en-fil/ovning', '--as-of', DAY], live);
    expect([code, stderr.includes('ovning.sqlite')]).toEqual([2, true]);
    expect(readFileSync(join(live.cwd, 'en-fil'), 'utf8')).toBe('');
  });

  it('a file that is no list: said, and the others are played', async () => {
    const world: World = { ...live };
    const { code, stdout, stderr } = await overgang(
      ['rehearse', pathOf(SIP_OCTOBER), filled, '-o', 'ovning-fel', '--as-of', DAY, '--json'],
      world,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(basename(pathOf(SIP_OCTOBER)));
    const { files } = JSON.parse(stdout) as Rehearsed;
    expect(files.map((file) => 'error' in file)).toEqual([true, false]);
    expect((JSON.parse(stdout) as Rehearsed).changes.openSips.rehearsal).toBe(1186);
  });
});

describe('the key of pseudonyms', () => {
  it('goes with the copy, so that systems can be compared there', async () => {
    const world = await regionRegister();
    const lcsp =
      'Personnummer;Namn;Skapad;Roll;Enhet;Status;Typ\n19640430-9848;A B;2025-10-03;Läkare;X;Pågående;SIP\n';
    writeFileSync(join(world.cwd, 'lcsp-2025-10-08.csv'), lcsp);
    await overgangJson(['import', 'lcsp-2025-10-08.csv', '--as', 'lcsp_sip', '--as-of', DAY], world);
    const { register } = await overgangJson<Rehearsed>(['rehearse', '-o', 'ovning', '--as-of', DAY], world);
    expect(hashOf(`${register}.key`)).toBe(hashOf(`${registerPath(world)}.key`));
    expect(statSync(`${register}.key`).mode & 0o777).toBe(0o600);
    const compared = await overgangJson<{ lifecare: { lifecareSips: number } }>(
      ['reconcile', '--as-of', DAY],
      {
        ...world,
        env: { OVERGANG_REGISTER: register },
      },
    );
    expect(compared.lifecare.lifecareSips).toBe(1);
  });
});
