import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEncryptedBook, createSpinner } from '../src/files/encrypted/encrypted-book.ts';
import { filesInPackage } from '../src/files/reading/package-zip.ts';
import { unzipParts } from '../src/documents/kit/unzip-for-tests.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { filesIn } from './helpers/folder.ts';
import { naiveList, SIP_SEPTEMBER } from './helpers/lists.ts';
import { AS_OF, regionRegister } from './helpers/region.ts';

const HEADER = 'Mottagare;Funktion;Kanal;Adress;Lösenordskanal;Telefon';

let world: World;
/** Of each package: its cover, and the plain text of its lists. */
const cards: string[] = [];
const packages = new Map<string, { readonly cover: string; readonly lists: ReadonlyMap<string, string> }>();

const isProtectedRow = (at: (header: string) => string): boolean => at('Skyddade personuppgifter') === 'Ja';

beforeAll(async () => {
  world = await regionRegister();
  const { without } = await overgangJson<{ without: string[] }>(
    ['contacts', 'show', '--as-of', AS_OF],
    world,
  );
  const rows = without.map((name) => `${name};Samordning;sdk;f;brev;`);
  writeFileSync(join(world.cwd, 'k.csv'), [HEADER, ...rows].join('\n'));
  await overgangDone(['contacts', 'import', 'k.csv', '--as-of', AS_OF], world);
  const ran = await overgang(['worklist', '-o', 'ut', '--as-of', AS_OF], world);
  expect(ran.code).toBe(0);
  await overgangDone(['contacts', 'slips', '-o', 'lappar', '--as-of', AS_OF], world);
  const passwords = filesIn(join(world.cwd, 'lappar')).map((name) =>
    [...readFileSync(join(world.cwd, 'lappar', name), 'utf8').matchAll(/<li><i>\d<\/i>([a-z]+)<\/li>/gu)]
      .map(([, word = '']) => word)
      .join(' '),
  );
  expect(new Set(passwords).size).toBe(without.length);
  const names = new Map(
    filesIn(join(world.cwd, 'lappar')).map((name, at) => [
      /<h1>([^<]*)<\/h1>/u.exec(readFileSync(join(world.cwd, 'lappar', name), 'utf8'))?.[1] ?? '',
      passwords[at] ?? '',
    ]),
  );
  const spinner = createSpinner();
  for (const zip of filesIn(join(world.cwd, 'ut')).filter((name) => name.endsWith('.zip'))) {
    const [first, card, ...lists] = (await filesInPackage(readFileSync(join(world.cwd, 'ut', zip)))) ?? [];
    const cover = (await first?.bytes())?.toString('utf8') ?? '';
    cards.push((await card?.bytes())?.toString('utf8') ?? '');
    const password = names.get(/<h1>([^<]*)<\/h1>/u.exec(cover)?.[1] ?? '') ?? '';
    const opened = new Map<string, string>();
    for (const { name, bytes } of lists) {
      const book = openEncryptedBook(await bytes()).open(password, spinner);
      expect([zip, name, book !== null]).toEqual([zip, name, true]);
      opened.set(name, [...unzipParts(book ?? Buffer.alloc(0)).values()].join('\n'));
    }
    packages.set(zip, { cover, lists: opened });
  }
}, 300_000);

describe('the packages of a region', () => {
  it('are one for each recipient, each opened by its own password', () => {
    expect(packages.size).toBeGreaterThan(80);
    expect(packages.size).toBeLessThan(100);
  });

  it('have a protected person in exactly one, with no ordinary list in it', () => {
    const ids = naiveList(SIP_SEPTEMBER).rows.flatMap(({ at }) => (isProtectedRow(at) ? [at('SIP-id')] : []));
    expect(ids.length).toBeGreaterThan(0);
    const guarded = rowsOf<{ token: string }>(
      world,
      "SELECT DISTINCT token FROM worklist_row JOIN worklist USING (worklist_no) WHERE step LIKE 'skyddade%'",
    ).map(({ token }) => token);
    expect(guarded.length).toBeGreaterThanOrEqual(ids.length);
    for (const wanted of [...ids, ...guarded]) {
      const inOne = new RegExp(`(?<![\\w-])${wanted}(?![\\w-])`, 'u');
      const having = [...packages].filter(([, { lists }]) =>
        [...lists.values()].some((text) => inOne.test(text)),
      );
      expect([wanted, having.map(([zip]) => zip)]).toEqual([wanted, ['utsedda-handlaggare.zip']]);
    }
    const names = [...(packages.get('utsedda-handlaggare.zip')?.lists.keys() ?? [])];
    for (const name of names) expect(name).toMatch(/^lista-\d\.xlsx$/u);
  });

  it('name nobody in covers, slips, index or names of files', () => {
    const told = [
      ...[...packages.values()].map(({ cover }) => cover),
      ...cards,
      ...filesIn(join(world.cwd, 'lappar')).map((name) =>
        readFileSync(join(world.cwd, 'lappar', name), 'utf8'),
      ),
      readFileSync(join(world.cwd, 'ut', 'index.html'), 'utf8'),
      filesIn(world.cwd).join('\n'),
      [...packages.values()].flatMap(({ lists }) => [...lists.keys()]).join('\n'),
    ].join('\n');
    const rows = naiveList(SIP_SEPTEMBER).rows;
    const needles = rows
      .flatMap(({ at }) => [at('Personnummer'), at('Namn'), at('SIP-id')])
      .filter((text) => text.length > 5);
    expect(needles.length).toBeGreaterThan(3000);
    expect(needles.filter((needle) => told.includes(needle))).toEqual([]);
    expect(told).not.toMatch(/(?<![\w-])[SVMP]\d+-[A-Z](?![\w-])/u);
  });

  it('have no number of rows on any cover: who holds them all could subtract', () => {
    for (const [zip, { cover }] of packages) {
      const table = /<table class="lists[\s\S]*?<\/table>/u.exec(cover)?.[0] ?? '';
      const cells = [...table.matchAll(/<td[^>]*>([^<]*)<\/td>/gu)].map(([, text = '']) => text.trim());
      expect([zip, table === '', cells.filter((text) => /\d/u.test(text))]).toEqual([zip, false, []]);
    }
  });
});
