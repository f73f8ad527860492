import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { canariesOf, named, regionCanaries, type Canaries } from './helpers/canary.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { filesIn, newFolder } from './helpers/folder.ts';
import { naiveList, SIP_SEPTEMBER } from './helpers/lists.ts';
import { openPackagesIn, passwordsIn, type OpenedPackage } from './helpers/opened-packages.ts';
import { AS_OF, regionRegister } from './helpers/region.ts';
import { spinLittle } from './helpers/spun-little.ts';

spinLittle();

const HEADER = 'Mottagare;Funktion;Kanal;Adress;Lösenordskanal;Telefon';
const RETURNED = '2025-10-03';
const SWORN = 'Skyddade personuppgifter';
/** The row's key, and what a case is called where it may not be named: references and the systems' own ids. */
const REFERENCE = /(?<![\w-])[SVMPD]\d+-[A-Z](?![\w-])/u;

/** A region in a register, and whom its lists tell of. */
interface Region {
  readonly world: World;
  readonly canaries: Canaries;
  readonly sips: readonly { readonly id: string; readonly isProtected: boolean }[];
}

async function fixtures(): Promise<Region> {
  const { rows } = naiveList(SIP_SEPTEMBER);
  const sips = rows.map(({ at }) => ({ id: at('SIP-id'), isProtected: at(SWORN) === 'Ja' }));
  return { world: await regionRegister(), canaries: regionCanaries(), sips };
}

/** Another region, with another plan: its lists are read here without the product. */
async function madeUp(): Promise<Region> {
  const at = newFolder();
  await overgangDone(['demo', 'demo', '--profile', 'ostergotland-link'], { cwd: at });
  const cwd = join(at, 'demo');
  const lists = readdirSync(join(cwd, 'listor')).map((name) => readFileSync(join(cwd, 'listor', name)));
  const texts = lists.flatMap((bytes) =>
    (['utf8', 'latin1', 'utf16le'] as const).map((as) => bytes.toString(as)),
  );
  const persons = texts.flatMap((text) =>
    [...text.matchAll(/(\d{8}-\d{4})[;\t]([\p{L} -]+)[;\t]/gu)].map(([, number = '', name = '']) => ({
      number,
      name,
    })),
  );
  const lines = readFileSync(join(cwd, 'listor', 'uttag-sip-2025-09-15.csv'), 'latin1').split('\r\n');
  const headers = lines.find((line) => line.startsWith('SIP-id'))?.split(';') ?? [];
  const sips = lines
    .map((line) => line.split(';'))
    .filter(([id = ''], row) => id !== '' && row > lines.indexOf(headers.join(';')))
    .map((cells) => ({ id: cells[0] ?? '', isProtected: cells[headers.indexOf(SWORN)] === 'Ja' }));
  return { world: { cwd }, canaries: canariesOf(persons), sips };
}

/** Everything of a region that leaves the house, opened. */
interface LeftHouse extends Region {
  readonly contacts: number;
  readonly packages: ReadonlyMap<string, OpenedPackage>;
  readonly replies: ReadonlyMap<string, OpenedPackage>;
  /** What anybody on the way can see: covers, cards, slips, text messages, index, reminders, names of files. */
  readonly seen: string;
}

/** Every list is filled in, with a word that is no status in each, and sent back. */
function fillIn(from: string, to: string): void {
  const [header = '', ...rows] = readFileSync(from, 'utf8').split('\r\n');
  const at = header.split(';').indexOf('"Status"');
  const done = rows.map((row, nth) => {
    const cells = row.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u);
    return cells.map((cell, column) => (column === at ? (nth === 0 ? '"Fel"' : '"Klar"') : cell)).join(';');
  });
  writeFileSync(to, [header, ...done].join('\r\n'));
}

async function letOut(region: Region): Promise<LeftHouse> {
  const { world } = region;
  const within = (name: string): string => join(world.cwd, name);
  const day = ['--as-of', AS_OF];
  const { without } = await overgangJson<{ without: string[] }>(['contacts', 'show', ...day], world);
  // Every other password goes in a text message, each to a number of its own.
  const phones = new Map(without.map((name, at) => [`070-174 06 ${String(at).padStart(2, '0')}`, name]));
  const rows = [...phones].map(([phone, name], at) =>
    at % 2 === 0 ? `"${name}";Samordning;sdk;f;brev;` : `"${name}";Samordning;brev;Gatan 1;sms;${phone}`,
  );
  writeFileSync(within('k.csv'), [HEADER, ...rows].join('\n'));
  await overgangDone(['contacts', 'import', 'k.csv', ...day], world);
  expect((await overgang(['worklist', '-o', 'ut', ...day], world)).code).toBe(0);
  await overgangDone(['contacts', 'slips', '-o', 'lappar', ...day], world);
  const { stdout: reminders } = await overgang(['status', '--lists', '--as-of', RETURNED], world);
  const plain = ['--plain', '--format', 'csv', '--json', ...day];
  const { worklists } = await overgangJson<{ worklists: { paths: string[] }[] }>(
    ['worklist', '-o', 'klart', ...plain],
    world,
  );
  for (const path of worklists.flatMap(({ paths }) => paths)) fillIn(path, path);
  const back = await overgang(['return', 'klart', '--reply', 'svar', '--as-of', RETURNED], world);
  expect(back.code).toBe(1);
  const texted = readFileSync(join(within('lappar'), 'sms.csv'), 'utf8')
    .trim()
    .split(/\r?\n/u)
    .slice(1);
  const passwords = new Map([
    ...passwordsIn(within('lappar')),
    ...texted.map((line) => {
      const [phone = '', words = ''] = line.split(',');
      return [phones.get(phone) ?? '', words] as const;
    }),
  ]);
  const packages = await openPackagesIn(within('ut'), passwords);
  const replies = await openPackagesIn(within('svar'), passwords);
  const seen = [
    ...[...packages.values(), ...replies.values()].flatMap(({ pages, books }) => [...pages, ...books.keys()]),
    ...filesIn(within('lappar')).map((name) => readFileSync(join(within('lappar'), name), 'utf8')),
    readFileSync(join(within('ut'), 'index.html'), 'utf8'),
    reminders,
    ...['ut', 'lappar', 'svar', 'klart'].flatMap((name) => filesIn(within(name))),
  ].join('\n');
  expect(new Set(passwords.values()).size).toBe(without.length);
  return { ...region, contacts: without.length, packages, replies, seen };
}

/** The packages that have a case in a list. */
const having = (packages: ReadonlyMap<string, OpenedPackage>, wanted: string): readonly string[] => {
  const within = new RegExp(`(?<![\\w-])${wanted}(?![\\w-])`, 'u');
  return [...packages].flatMap(([zip, { books }]) =>
    [...books.values()].some((text) => within.test(text)) ? [zip] : [],
  );
};

describe.each([
  ['the fixtures', fixtures],
  ['a made-up region with another plan', madeUp],
])('the packages of %s', (_, make) => {
  let left: LeftHouse;
  let guarded: readonly string[];

  beforeAll(async () => {
    left = await letOut(await make());
    const rows = rowsOf<{ token: string }>(
      left.world,
      "SELECT DISTINCT token FROM worklist_row JOIN worklist USING (worklist_no) WHERE step LIKE 'skyddade%'",
    );
    const ids = left.sips.flatMap(({ id, isProtected }) => (isProtected ? [id] : []));
    expect(ids.length).toBeGreaterThan(0);
    expect(rows.length).toBeGreaterThanOrEqual(ids.length);
    guarded = [...ids, ...rows.map(({ token }) => token)];
  }, 600_000);

  it('are one for each recipient, each opened by its own password; and each is replied to', () => {
    expect(left.packages.size).toBe(left.contacts);
    expect(left.packages.size).toBeGreaterThan(60);
    expect(left.packages.size).toBeLessThan(100);
    const recipientsOf = (packages: LeftHouse['packages']): readonly string[] =>
      [...packages.values()].map(({ recipient }) => recipient).sort();
    expect(recipientsOf(left.replies)).toEqual(recipientsOf(left.packages));
  });

  it('have a protected person in exactly one, with no ordinary list in it, and in the reply to it', () => {
    for (const wanted of guarded)
      expect([wanted, having(left.packages, wanted)]).toEqual([wanted, ['utsedda-handlaggare.zip']]);
    const names = [...(left.packages.get('utsedda-handlaggare.zip')?.books.keys() ?? [])];
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/^lista-\d\.xlsx$/u);
    const replied = guarded.flatMap((wanted) => having(left.replies, wanted));
    expect([...new Set(replied)]).toEqual(['svar-utsedda-handlaggare.zip']);
  });

  it('name nobody in covers, cards, slips, text messages, index, reminders or names of files', () => {
    expect(left.canaries.numbers.size).toBeGreaterThan(4000);
    expect(left.seen).toContain('Samordning');
    expect(left.seen.length).toBeGreaterThan(500_000);
    expect(named(left.seen, left.canaries)).toEqual([]);
    const ids = left.sips.map(({ id }) => id).filter((id) => id !== '');
    expect(ids.length).toBeGreaterThan(1000);
    expect(ids.filter((id) => left.seen.includes(id))).toEqual([]);
    expect(REFERENCE.exec(left.seen)?.[0]).toBeUndefined();
  });

  it('name nobody in a reply, and tell there of no case but those of the recipient’s own lists', () => {
    let references = 0;
    const handedOut = new Map([...left.packages.values()].map(({ recipient, books }) => [recipient, books]));
    for (const [zip, { recipient, books }] of left.replies) {
      const text = [...books.values()].join('\n');
      const own = [...(handedOut.get(recipient)?.values() ?? [])].join('\n');
      expect([zip, named(text, left.canaries)]).toEqual([zip, []]);
      const told = [...new Set(text.match(new RegExp(REFERENCE, 'gu')) ?? [])];
      references += told.length;
      expect([zip, told.filter((reference) => !own.includes(reference))]).toEqual([zip, []]);
    }
    expect(references).toBeGreaterThan(50);
  });

  it('have no number of rows on any cover: who holds them all could subtract', () => {
    for (const [zip, { pages }] of left.packages) {
      const table = /<table class="lists[\s\S]*?<\/table>/u.exec(pages[0] ?? '')?.[0] ?? '';
      const cells = [...table.matchAll(/<td[^>]*>([^<]*)<\/td>/gu)].map(([, text = '']) => text.trim());
      expect([zip, table === '', cells.filter((text) => /\d/u.test(text))]).toEqual([zip, false, []]);
    }
  });
});
