import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSpinner, encryptBook, openEncryptedBook } from '../src/files/encrypted/encrypted-book.ts';
import type { Engine } from '../src/register/engine/engine.ts';
import { filesInPackage } from '../src/files/reading/package-zip.ts';
import { zipOf } from '../src/documents/kit/zip.ts';
import { overgang, overgangDone, overgangJson, type Ran, type World } from './helpers/cli.ts';
import { inRegister, rowsOf, stateHash } from './helpers/database.ts';
import { contentOf, filesIn, newFolder } from './helpers/folder.ts';
import { fill, openList, type HandedOutList, type Returned } from './helpers/filled-lists.ts';
import { databaseOf, keyName, ofFile } from './helpers/on-server.ts';
import { copyOf } from './helpers/region.ts';
import { emptyRegister, importSips, PNR, SECRETS } from './helpers/sip-lists.ts';
import { spinLittle } from './helpers/spun-little.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

spinLittle();

const DAY = '2025-10-06';
const UNIT = 'Hälsocentralen Granen';
const HEADER = 'Mottagare;Funktion;Kanal;Adress;Lösenordskanal;Telefon';
const SENDER = 'Avsändare;Systemförvaltningen;sdk;plc-forvaltning;;070-174 06 31';
const ofUnit = (channels = 'sdk;granen;brev;'): string => `${UNIT};Samordning;${channels}`;
const DONE = { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03') };

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

/** Two SIPs of one hälsocentral, and one that somebody must decide on: two recipients. */
async function makeTwoRecipients(): Promise<string> {
  const made = await emptyRegister();
  await importSips(made, '2025-09-15', [
    { id: 'SIP-1' },
    { id: 'SIP-2', pnr: PNR.ulla },
    { id: 'SIP-3', pnr: PNR.eva, kommun: '' },
  ]);
  return join(made.cwd, 'overgang.sqlite');
}

beforeEach(async () => {
  world = { ...(await copyOf('two-recipients.sqlite', makeTwoRecipients)), readerProcess };
});

const inWorld = (...name: string[]): string => join(world.cwd, ...name);
const run = (...args: string[]): Promise<Ran> => overgang([...args, '--as-of', DAY], world);

async function withContacts(...rows: readonly string[]): Promise<Ran> {
  writeFileSync(inWorld('kontakter.csv'), [HEADER, ...rows].join('\n'));
  return run('contacts', 'import', 'kontakter.csv');
}
const OTHERS = ['Kommunen, Timrå', 'Projektledningen'];
const all = (): Promise<Ran> =>
  withContacts(
    SENDER,
    ofUnit(),
    ...OTHERS.map(
      (name) => `${name};Samordning;hand;;${name === 'Projektledningen' ? 'sms' : 'brev'};070-174 06 32`,
    ),
  );

interface HandOut {
  readonly worklists: readonly (HandedOutList & { readonly recipient: string })[];
  readonly encrypted: boolean;
  readonly withoutContact: readonly string[];
}
const handOut = (...more: string[]): Promise<HandOut> =>
  overgangJson<HandOut>(['worklist', '-o', 'ut', '--as-of', DAY, ...more], world);

/** The password of a slip. */
const WORD_OF_PASSWORD = /<li><i>\d<\/i>([a-z]+)<\/li>/gu;
async function passwordOf(slip: string): Promise<string> {
  if (!existsSync(inWorld('lappar')))
    await overgangDone(['contacts', 'slips', '-o', 'lappar', '--as-of', DAY], world);
  const page = readFileSync(inWorld('lappar', slip), 'utf8');
  return [...page.matchAll(WORD_OF_PASSWORD)].map(([, word = '']) => word).join(' ');
}
const SLIP = 'halsocentralen-granen.html';

const packed = async (zip: string): Promise<ReadonlyMap<string, Buffer>> => {
  const files = (await filesInPackage(readFileSync(zip))) ?? [];
  return new Map(await Promise.all(files.map(async ({ name, bytes }) => [name, await bytes()] as const)));
};

/** A list of a package, filled in and saved with its password, as Excel would. */
async function filled(zip: string, name = 'ifylld.xlsx', answers: object = DONE): Promise<string> {
  const password = await passwordOf(SLIP);
  const [file = '', bytes = Buffer.alloc(0)] =
    [...(await packed(zip))].find(([one]) => one.startsWith('steg-6')) ?? [];
  expect(file).not.toBe('');
  const plain = openEncryptedBook(bytes).open(password, createSpinner());
  writeFileSync(inWorld('tmp.xlsx'), plain ?? '');
  const list = await openList(inWorld('tmp.xlsx'));
  fill(list, { 'S1-G': answers as typeof DONE });
  const book = Buffer.from(await list.book.xlsx.writeBuffer());
  rmSync(inWorld('tmp.xlsx'));
  const salt = Buffer.from('a salt of excels');
  writeFileSync(inWorld(name), encryptBook(book, { password, salt }, createSpinner()));
  return inWorld(name);
}

const UNIT_ZIP = join('ut', 'halsocentralen-granen.zip');

const made = new Map<string, string>();

/** What many tests begin with: made once, in the folder of the first, and copied into those of the others. */
async function beginWith(name: string, make: () => Promise<unknown>): Promise<void> {
  const before = made.get(name);
  if (before !== undefined) {
    cpSync(before, world.cwd, { recursive: true });
    return;
  }
  await make();
  const folder = newFolder();
  cpSync(world.cwd, folder, { recursive: true });
  databaseOf(join(folder, 'overgang.sqlite'));
  made.set(name, folder);
}

/** Every recipient has a contact, and the packages are made. */
const handedOut = (): Promise<void> =>
  beginWith('handed out', async () => {
    await all();
    await handOut();
  });

/** The unit's list is filled in besides, and the slips are made. */
async function filledIn(): Promise<string> {
  await beginWith('filled in', async () => {
    await handedOut();
    await filled(inWorld(UNIT_ZIP));
  });
  return inWorld('ifylld.xlsx');
}

describe('without contacts', () => {
  it('lists are handed out as they were, and it is said that they are not encrypted', async () => {
    const { stdout, code, stderr } = await run('worklist', '-o', 'ut');
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Listorna är inte krypterade: inga kontakter är inlästa.');
    expect(filesIn(inWorld('ut')).filter((name) => name.endsWith('.zip'))).toEqual([]);
    expect(existsSync(inWorld('overgang.sqlite.losen'))).toBe(false);
  });
});

describe('contacts', () => {
  it.each([
    ['a list and its password the same way', ofUnit('sdk;granen;sdk;'), 'samma väg'],
    ['no channel', ofUnit(';granen;brev;'), 'kanalen ska vara'],
    ['a channel nobody knows', ofUnit('e-post;granen;brev;'), 'kanalen ska vara'],
    ['no way for the password', ofUnit('sdk;granen;;'), 'lösenordets kanal'],
    ['no address', ofUnit('sdk;;brev;'), 'adress saknas'],
    ['no number for a text message', ofUnit('sdk;granen;sms;'), 'telefon saknas'],
    ['a number that nobody can ring', ofUnit('sdk;granen;sms;granen@x.se'), 'telefon'],
    [
      'a password that goes where the list goes',
      ofUnit('saker-epost;070-174 06 32;sms;+46 (0)70 1740632'),
      'samma väg',
    ],
    ['no function', `${UNIT};;sdk;granen;brev;`, 'funktion saknas'],
    ['a person’s number', `${UNIT};Anna ${PNR.anna};sdk;granen;brev;`, 'personnummer'],
  ])('with %s are refused, row by row, and nothing is changed', async (_, row, why) => {
    await all();
    const before = await overgangJson(['contacts', 'show', '--as-of', DAY], world);
    const { code, stderr } = await withContacts(SENDER, 'Projektledningen;P;hand;;sms;070-174 06 32', row);
    expect([code, stderr.includes('rad 4')]).toEqual([2, true]);
    expect(stderr).toContain(why);
    expect(stderr).not.toContain(PNR.anna);
    expect(await overgangJson(['contacts', 'show', '--as-of', DAY], world)).toEqual(before);
  });

  it('twice for one recipient are refused, however it is written', async () => {
    const { code, stderr } = await withContacts(ofUnit(), ofUnit().replace(UNIT, ` ${UNIT.toUpperCase()} `));
    expect([code, stderr.includes('två gånger')]).toEqual([2, true]);
  });

  it('replace those before, and show who gets lists and has none', async () => {
    await all();
    await withContacts(ofUnit());
    const shown = await overgangJson<{
      contacts: { recipient: string }[];
      without: string[];
      sender: unknown;
    }>(['contacts', 'show', '--as-of', DAY], world);
    expect(shown.contacts.map(({ recipient }) => recipient)).toEqual([UNIT]);
    expect([shown.without, shown.sender]).toEqual([OTHERS, null]);
  });
});

describe('with contacts', () => {
  it('each recipient gets a package: a cover without patients, and its lists encrypted', async () => {
    await all();
    const made = await handOut();
    expect([made.encrypted, made.withoutContact]).toEqual([true, []]);
    expect(filesIn(inWorld('ut'))).toEqual([
      'halsocentralen-granen.zip',
      'index.html',
      'kommunen-timra.zip',
      'projektledningen.zip',
    ]);
    for (const { paths } of made.worklists) for (const path of paths) expect(existsSync(path)).toBe(true);
    const files = await packed(inWorld(UNIT_ZIP));
    expect([...files.keys()][0]).toBe('00-las-mig.html');
    expect([...files.keys()].slice(1)).toEqual([
      '01-kort-att-satta-upp.html',
      'steg-6-halsocentralen-granen.xlsx',
    ]);
    const cover = files.get('00-las-mig.html')?.toString('utf8') ?? '';
    for (const text of [UNIT, 'Systemförvaltningen', '070-174 06 31', '3 kap. 15 §', 'sex svenska ord'])
      expect(cover).toContain(text);
    expect(cover).toMatch(/AL-\d{4}/u);
    expect(cover).not.toMatch(/S\d+-[A-Z]\b|SIP-\d/u);
    for (const secret of SECRETS) expect(cover).not.toContain(secret);
    const book = files.get('steg-6-halsocentralen-granen.xlsx') ?? Buffer.alloc(0);
    expect(book.subarray(0, 4).toString('hex')).toBe('d0cf11e0');
    const password = await passwordOf(SLIP);
    expect(password).toMatch(/^(?:[a-z]{3,6} ){5}[a-z]{3,6}$/u);
    expect(openEncryptedBook(book).open(password, createSpinner())?.subarray(0, 2).toString()).toBe('PK');
    expect(openEncryptedBook(book).open('fel', createSpinner())).toBeNull();
    const index = readFileSync(inWorld('ut', 'index.html'), 'utf8');
    expect(index).toContain('href="halsocentralen-granen.zip"');
  });

  it('who has none gets neither package nor list, is named, and the exit code says so', async () => {
    await withContacts(SENDER, ofUnit());
    const { code, stderr } = await run('worklist', '-o', 'ut');
    expect(code).toBe(1);
    expect(stderr).toContain('Utan kontakt, och därför utan listor: ' + OTHERS.join(', '));
    expect(filesIn(inWorld('ut'))).toEqual(['halsocentralen-granen.zip', 'index.html']);
    expect(rowsOf<{ recipient: string }>(world, 'SELECT recipient FROM worklist')).toEqual([
      { recipient: UNIT },
    ]);
    expect((await run('worklist', '-o', 'ut', '-n')).code).toBe(1);
  });

  it('--plain says what it risks, and is logged; another format is refused without it', async () => {
    await all();
    // Of nothing that leaves the house it is not said.
    expect((await run('return', '--conflicts', 'k', '--plain')).stderr).toBe('');
    const { code, stderr } = await run('worklist', '-o', 'ut', '--plain', '--format', 'xlsx,html');
    expect([code, stderr.includes('inte krypterade')]).toEqual([0, true]);
    expect(filesIn(inWorld('ut')).filter((name) => name.endsWith('.zip'))).toEqual([]);
    const { events } = await overgangJson<{ events: { data: { encrypted?: boolean } }[] }>(
      ['log', '--type', 'worklist-issued'],
      world,
    );
    expect(events.map(({ data }) => data.encrypted)).toEqual(events.map(() => false));
    const refused = await run('worklist', '-o', 'annan', '--format', 'html');
    expect([refused.code, existsSync(inWorld('annan'))]).toEqual([2, false]);
  });

  it('no password stands in the register, the log, a checkpoint or anything said', async () => {
    await all();
    const said = [await run('worklist', '-o', 'ut'), await run('contacts', 'slips', '-o', 'lappar')];
    said.push(await run('log', '--json'), await run('contacts', 'show'), await run('return', 'ut'));
    const made = await run(
      'checkpoint',
      'create',
      '--kind',
      'milestone',
      '--by',
      'A B',
      '--statement',
      'Prov',
      '-o',
      'cp',
    );
    expect(made.code).toBe(0);
    const words = (await passwordOf(SLIP)).split(' ');
    const sms = readFileSync(inWorld('lappar', 'sms.csv'), 'utf8');
    const passwords = [words.join(' '), /,([a-z ]+)\r\n$/u.exec(sms)?.[1] ?? '?'];
    for (const [name, content] of contentOf(world.cwd)) {
      if (name.startsWith('lappar') || content === 'folder') continue;
      const bytes = Buffer.from(content, 'base64');
      for (const password of passwords)
        for (const encoding of ['utf8', 'utf16le'] as const)
          expect([name, bytes.includes(Buffer.from(password, encoding))]).toEqual([name, false]);
    }
    for (const { stdout, stderr } of said)
      for (const password of passwords) expect(`${stdout}${stderr}`).not.toContain(password);
  });

  it('slips are never written beside lists, and name neither system nor patients', async () => {
    await handedOut();
    const beside = await run('contacts', 'slips', '-o', 'ut');
    expect([beside.code, filesIn(inWorld('ut')).length]).toEqual([2, 4]);
    await passwordOf(SLIP);
    for (const name of readdirSync(inWorld('lappar'))) {
      const slip = readFileSync(inWorld('lappar', name), 'utf8');
      // A password is drawn, and may have anything in it.
      expect(slip.replaceAll(WORD_OF_PASSWORD, '')).not.toMatch(/Prator|Lifecare|patient|SIP/iu);
    }
    const { events } = await overgangJson<{ events: { data: unknown }[] }>(
      ['log', '--type', 'slips-made'],
      world,
    );
    expect(events.map(({ data }) => data)).toEqual([{ recipients: 3 }]);
  });

  it('a key that is lost or another’s is named before anything is made', async () => {
    await handedOut();
    const key = inWorld('overgang.sqlite.losen');
    renameSync(key, inWorld('undan'));
    const before = [...contentOf(inWorld('ut')).keys()];
    for (const made of [
      () => {
        rmSync(key, { force: true });
      },
      () => {
        writeFileSync(key, `${'ab'.repeat(32)}\n`);
      },
    ]) {
      made();
      const { code, stderr } = await run('worklist', '-o', 'ut2');
      expect([code, stderr.includes(keyName('.losen'))]).toEqual([2, true]);
      expect(existsSync(inWorld('ut2'))).toBe(false);
      // Nothing is in conflict, so that nothing is to be encrypted.
      expect((await run('return', '--conflicts', 'k')).code).toBe(0);
    }
    expect([...contentOf(inWorld('ut')).keys()]).toEqual(before);
    const renewed = await run('contacts', 'renew', '--all');
    expect(renewed.code).toBe(0);
    expect((await run('worklist', '-o', 'ut2')).code).toBe(0);
  });

  ofFile('copies').it('a backup has the key with it', async () => {
    await handedOut();
    await overgangDone(['backup', 'kopia.tar', '--as-of', DAY], world);
    const key = readFileSync(inWorld('overgang.sqlite.losen'), 'utf8');
    mkdirSync(inWorld('ny'));
    await overgangDone(['restore', 'kopia.tar', '--register', 'ny/overgang.sqlite', '--as-of', DAY], world);
    expect(readFileSync(inWorld('ny', 'overgang.sqlite.losen'), 'utf8')).toBe(key);
  });

  it('a new password is of another generation, and what is out is opened with the one before', async () => {
    const returned = await filledIn();
    const before = await passwordOf(SLIP);
    await overgangDone(['contacts', 'renew', UNIT, '--as-of', DAY], world);
    rmSync(inWorld('lappar'), { recursive: true });
    expect(await passwordOf(SLIP)).not.toBe(before);
    const { files } = await overgangJson<{ files: Returned[] }>(['return', returned, '--as-of', DAY], world);
    expect(files[0]).toMatchObject({ applied: 3, rejected: [] });
    expect((await run('contacts', 'renew', 'Ingen sådan')).code).toBe(2);
  });

  it('a rehearsal never uses the key: its lists are plain, and it has no slips', async () => {
    await handedOut();
    await overgangDone(['rehearse', '-o', 'ovning', '--as-of', DAY], world);
    expect(existsSync(inWorld('ovning', 'ovning.sqlite.losen'))).toBe(false);
    const copy = ['--register', 'ovning/ovning.sqlite'];
    const { code, stderr } = await run('worklist', '-o', 'ovn', ...copy);
    expect([code, stderr.includes('övning')]).toEqual([0, true]);
    expect(filesIn(inWorld('ovn')).filter((name) => name.endsWith('.zip'))).toEqual([]);
    expect((await run('contacts', 'slips', '-o', 'l2', ...copy)).code).toBe(2);
    expect(existsSync(inWorld('ovning', 'ovning.sqlite.losen'))).toBe(false);
  });
});

describe('lists of conflicts', () => {
  /** Two answers to one question, neither of which is read over the other. */
  const contradicted = (): Promise<void> =>
    beginWith('contradicted', async () => {
      await overgangDone(['return', await filledIn(), '--as-of', DAY], world);
      await overgang(['return', await filled(inWorld(UNIT_ZIP), 'annan.xlsx', LATER), '--as-of', DAY], world);
    });
  const LATER = { ...DONE, 'Avslutad i Prator': new Date('2025-10-02') };

  it('leave as worklists do: in a package, encrypted, which comes back like any other', async () => {
    await contradicted();
    const { code, stdout } = await run('return', '--conflicts', 'k', '--json');
    expect(code).toBe(0);
    const { conflictLists } = JSON.parse(stdout) as { conflictLists: { id: string; path: string }[] };
    expect(filesIn(inWorld('k'))).toEqual(['konflikter-halsocentralen-granen.zip']);
    expect(conflictLists.map(({ path }) => path)).toEqual([
      inWorld('k', 'konflikter-halsocentralen-granen.zip'),
    ]);
    const files = await packed(conflictLists[0]?.path ?? '');
    const [name = '', bytes = Buffer.alloc(0)] = [...files].at(-1) ?? [];
    expect([name, bytes.subarray(0, 4).toString('hex')]).toEqual([
      'konflikter-6-halsocentralen-granen-primarvard.xlsx',
      'd0cf11e0',
    ]);
    expect(files.get('00-las-mig.html')?.toString('utf8')).toContain(conflictLists[0]?.id);
    const back = await overgangJson<{ files: Returned[] }>(['return', 'k', '--as-of', DAY], world);
    expect(back.files.map(({ worklistId }) => worklistId)).toEqual([conflictLists[0]?.id]);
  });

  it('of who has no contact are not made, and it is said; --plain makes them, says so and is logged', async () => {
    await contradicted();
    await withContacts(SENDER, 'Projektledningen;P;hand;;sms;070-174 06 32');
    const refused = await run('return', '--conflicts', 'k');
    expect([refused.code, existsSync(inWorld('k'))]).toEqual([1, false]);
    expect(refused.stderr).toContain(`Utan kontakt, och därför utan listor: ${UNIT}`);
    expect(refused.stdout).not.toContain('Inget är i konflikt');
    const plain = await run('return', '--conflicts', 'k', '--plain');
    expect([plain.code, plain.stderr.includes('inte krypterade')]).toEqual([0, true]);
    expect(filesIn(inWorld('k'))).toEqual([
      'halsocentralen-granen/konflikter-6-halsocentralen-granen-primarvard.xlsx',
    ]);
    const { events } = await overgangJson<{ events: { data: { encrypted: boolean } }[] }>(
      ['log', '--type', 'conflicts-issued'],
      world,
    );
    expect(events.map(({ data }) => data.encrypted)).toEqual([false]);
  });
});

describe('return', () => {
  const returnJson = (...paths: string[]): Promise<{ files: Returned[] }> =>
    overgangJson<{ files: Returned[] }>(['return', ...paths, '--as-of', DAY], world);

  it('takes an encrypted list, and gives the register that the same list gives unencrypted', async () => {
    const file = await filledIn();
    const plain = inWorld('klar.xlsx');
    const password = await passwordOf(SLIP);
    writeFileSync(plain, openEncryptedBook(readFileSync(file)).open(password, createSpinner()) ?? '');
    mkdirSync(inWorld('annan'));
    copyFileSync(inWorld('overgang.sqlite'), inWorld('annan', 'overgang.sqlite'));
    await overgangDone(['return', plain, '--register', 'annan/overgang.sqlite', '--as-of', DAY], world);
    const before = [...contentOf(world.cwd).keys()];
    expect((await returnJson(file)).files[0]).toMatchObject({ applied: 3, rejected: [] });
    expect([...contentOf(world.cwd).keys()]).toEqual(before);
    const answers = (cwd: string) =>
      rowsOf({ ...world, cwd }, "SELECT type, data FROM event WHERE type = 'answered' ORDER BY seq");
    expect(answers(world.cwd)).toHaveLength(3);
    expect(answers(world.cwd)).toEqual(answers(inWorld('annan')));
  });

  it('takes packages and folders; twice changes nothing; names and places do not matter', async () => {
    const list = readFileSync(await filledIn());
    mkdirSync(inWorld('in', 'djupt'), { recursive: true });
    const zip = await zipOf([{ name: 'mapp/fel namn.xlsx', content: list }], DAY);
    // The package of another, and its name.
    writeFileSync(inWorld('in', 'djupt', 'projektledningen.zip'), zip);
    copyFileSync(inWorld('ut', 'projektledningen.zip'), inWorld('in', 'halsocentralen-granen.zip'));
    const first = await returnJson('in');
    expect(first.files.map(({ applied }) => applied).reduce((a, b) => a + b, 0)).toBe(3);
    const state = stateHash(world);
    const again = await returnJson('in', 'in/djupt/projektledningen.zip');
    expect(again.files.map(({ applied }) => applied)).toEqual(again.files.map(() => 0));
    expect(stateHash(world)).toBe(state);
  });

  it('one file that can not be used stops no other, and says why', async () => {
    const list = await filledIn();
    const whole = readFileSync(list);
    const damaged = Buffer.from(whole);
    damaged[damaged.length - 600] = (damaged[damaged.length - 600] ?? 0) ^ 1;
    mkdirSync(inWorld('in'));
    writeFileSync(inWorld('in', 'a.xlsx'), damaged);
    writeFileSync(inWorld('in', 'c.zip'), readFileSync(inWorld(UNIT_ZIP)).subarray(0, 900));
    writeFileSync(
      inWorld('in', 'd.xlsx'),
      encryptBook(Buffer.from('PK'), { password: 'okänt', salt: Buffer.alloc(16) }, createSpinner()),
    );
    renameSync(list, inWorld('in', 'b.xlsx'));
    const { code, stdout, stderr } = await run('return', 'in');
    expect(code).toBe(2);
    expect(stdout).toContain('3 svar inlästa');
    for (const name of ['a.xlsx', 'c.zip', 'd.xlsx']) expect(stderr).toContain(name);
    expect(stderr).toContain('inget lösenord som verktyget kan räkna fram');
    const { files } = JSON.parse((await run('return', 'in', '--json')).stdout) as {
      files: { file: string; applied: number; rejected: unknown[]; error?: { code: string } }[];
    };
    // Where the bit falls differs from run to run: in the content, or in what says how it is encrypted.
    expect(files[0]?.error?.code).toMatch(/^FILE_(?:ENCRYPT|XLSX_BROKEN)/u);
    expect(files.map(({ file, error }) => [file, error?.code]).slice(1)).toEqual([
      ['b.xlsx', undefined],
      ['c.zip', 'FILE_XLSX_BROKEN'],
      ['d.xlsx', 'RETURN_PASSWORD'],
    ]);
    for (const { applied, rejected } of files) expect([applied, rejected]).toEqual([0, []]);
  });

  it('asks for the password where it can not be derived, and nowhere shows or keeps it', async () => {
    const file = await filledIn();
    const password = await passwordOf(SLIP);
    rmSync(inWorld('lappar'), { recursive: true });
    rmSync(inWorld('overgang.sqlite.losen'));
    const unasked = await run('return', file);
    expect([unasked.code, unasked.stderr.includes(keyName('.losen'))]).toEqual([2, true]);
    const asked: World = { ...world, terminal: { stderr: true }, answer: ` ${password.toUpperCase()} ` };
    const ran = await overgang(['return', file, '--as-of', DAY], asked);
    expect([ran.code, ran.stdout.includes('3 svar inlästa')]).toEqual([0, true]);
    expect(`${ran.stdout}${ran.stderr}`.toLowerCase()).not.toContain(password);
    expect(readFileSync(inWorld('overgang.sqlite')).includes(password)).toBe(false);
    const kept = (db: Engine) => db.tables().map((table) => db.prepare(`SELECT * FROM ${table}`).all());
    expect(JSON.stringify(inRegister(world, kept))).not.toContain(password);
  });

  describe.each([
    ['svar.ods', () => zipOf([{ name: 'content.xml', content: Buffer.from('<x/>') }], DAY), 'OpenDocument'],
    [
      'svar.numbers',
      () => zipOf([{ name: 'Index/Document.iwa', content: Buffer.from('x') }], DAY),
      'Numbers',
    ],
    ['svar.xls', () => Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), 'svar.xls'],
    ['svar.pdf', () => Buffer.from('%PDF-1.7'), 'PDF'],
    ['svar.html', () => Buffer.from('<!doctype html><table></table>'), 'svar.html'],
    ['anteckning.txt', () => Buffer.from('Vi ringde i går'), 'anteckning.txt'],
  ])('a file that can not be read, %s', (name, make, why) => {
    it.each([
      ['alone', name, (content: Buffer) => content, join('in', name)],
      ['in a folder with lists', name, (content: Buffer) => content, 'in'],
      ['in a package', 'p.zip', (content: Buffer) => zipOf([{ name, content }], DAY), join('in', 'p.zip')],
    ])('is never passed over in silence: %s', async (_, file, wrapped, given) => {
      const list = await filledIn();
      mkdirSync(inWorld('in'));
      renameSync(list, inWorld('in', 'b.xlsx'));
      writeFileSync(inWorld('in', file), await wrapped(await make()));
      const { code, stdout, stderr } = await run('return', given);
      expect([code, stderr.includes(why)]).toEqual([2, true]);
      expect(stdout.includes('3 svar inlästa')).toBe(given === 'in');
    });
  });

  it('what holds no answers is passed over: locks, what systems leave, and our own pages', async () => {
    const list = await filledIn();
    mkdirSync(inWorld('in'));
    renameSync(list, inWorld('in', 'b.xlsx'));
    copyFileSync(inWorld('ut', 'index.html'), inWorld('in', 'index.html'));
    for (const name of ['~$b.xlsx', '.~lock.b.xlsx#', '.DS_Store', 'Thumbs.db', '._b.xlsx'])
      writeFileSync(inWorld('in', name), 'x');
    const { code, stdout, stderr } = await run('return', 'in');
    expect([code, stderr, stdout.includes('3 svar inlästa')]).toEqual([0, '', true]);
  });

  it('a zip with nothing in it is said to be one', async () => {
    await all();
    writeFileSync(
      inWorld('tom.zip'),
      await zipOf([{ name: '00-las-mig.txt~', content: Buffer.from('') }], DAY),
    );
    const { code, stderr } = await run('return', 'tom.zip');
    expect([code, stderr.length > 0]).toEqual([2, true]);
  });

  it('a package in a package is not opened, and it is said what to do', async () => {
    await handedOut();
    const name = 'halsocentralen-granen.zip';
    writeFileSync(inWorld('p.zip'), await zipOf([{ name, content: readFileSync(inWorld(UNIT_ZIP)) }], DAY));
    const { code, stderr } = await run('return', 'p.zip');
    expect([code, stderr.includes(name), stderr.includes('Packa upp')]).toEqual([2, true, true]);
  });

  it('a folder without lists, or a package that is too much, is refused', async () => {
    mkdirSync(inWorld('tom'));
    expect((await run('return', 'tom')).code).toBe(2);
    const many = Array.from({ length: 2001 }, (_, at) => ({
      name: `${String(at)}.xlsx`,
      content: Buffer.from('x'),
    }));
    writeFileSync(inWorld('många.zip'), await zipOf(many, DAY));
    const { code, stderr } = await run('return', 'många.zip');
    expect([code, stderr.includes('många.zip')]).toEqual([2, true]);
    expect(basename(inWorld('många.zip'))).toBe('många.zip');
  });
});
