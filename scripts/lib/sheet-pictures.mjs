// Pictures of worklists as people see them: the sheet as LibreOffice prints it, and the page as Chromium shows it at 1280
// points. They are drawn by hand, where there are these and Poppler's pdftoppm and Python. Whether they show
// what the program writes is seen without: beside each stands the hash of what it was drawn from.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import yauzl from 'yauzl';

const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Dots to an inch, and an A4 laid across in inches. */
const DOTS = 95;
const A4_ACROSS = 11.7;

/**
 * Each as a sheet (`blad-…`) and as a page (`sida-…`). `page`: which of the printed ones shows the list; `height`: how much
 * of it, in dots.
 */
const LISTS = [
  {
    name: 'steg-6',
    asked: ['--step', '6', '--unit', 'Hälsocentralen Eken Örnsköldsvik'],
    page: 3,
    height: 370,
  },
  { name: 'beslut', asked: ['--step', 'beslut'], page: 2, height: 480 },
];

const sha256 = (...texts) => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return hash.digest('hex');
};

/** Of the register that a list is from, and not shown. */
const SNAPSHOT = /(?<=snapshotId&quot;:&quot;)[0-9a-f]+/gu;

/** What a workbook says, however its parts are packed. */
async function partsOf(path) {
  const zip = await promisify(yauzl.open)(path, { lazyEntries: true });
  const open = promisify(zip.openReadStream.bind(zip));
  const parts = [];
  await new Promise((done, fail) => {
    zip.on('error', fail).on('end', done);
    zip.on('entry', async (entry) => {
      const chunks = [];
      for await (const chunk of await open(entry)) chunks.push(chunk);
      parts.push(entry.fileName, Buffer.concat(chunks).toString().replaceAll(SNAPSHOT, ''));
      zip.readEntry();
    });
    zip.readEntry();
  });
  return parts;
}

function run(command, args, cwd) {
  const { status, error, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr}`);
}

/** The day of the list stands for today's: a row that is late when it is drawn was not when it was written. */
const ON_THE_DAY = `
import sys, zipfile
source, target, day = sys.argv[1:]
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, 'w') as new:
    for part in old.namelist():
        new.writestr(part, old.read(part).replace(b'TODAY()', f'DATE({day.replace("-", ",")})'.encode()))
`;

function drawSheet(path, { name, page, height }, day, folder, target) {
  const book = join(folder, `${name}.xlsx`);
  run('python3', ['-c', ON_THE_DAY, path, book, day]);
  const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profil'))}`;
  run('soffice', ['--headless', profile, '--convert-to', 'pdf', '--outdir', folder, book]);
  const size = [
    '-r',
    `${DOTS}`,
    '-x',
    '0',
    '-y',
    '0',
    '-W',
    `${Math.round(DOTS * A4_ACROSS)}`,
    '-H',
    `${height}`,
  ];
  const shown = ['-png', '-singlefile', '-f', `${page}`, '-l', `${page}`];
  run('pdftoppm', [...size, ...shown, join(folder, `${name}.pdf`), target.replace(/\.png$/u, '')]);
}

async function drawPage(path, target) {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.goto(pathToFileURL(path).href);
  await page.screenshot({ path: target });
  await browser.close();
}

/**
 * @param overgang runs the program in a folder with the made-up region's lists
 * @returns the pictures that were drawn anew, or with `isCheck` those that no longer show what the program writes
 */
export async function sheetPictures({ overgang, day, cwd, bilder, isCheck }) {
  const told = join(bilder, 'blad.json');
  const known = existsSync(told) ? JSON.parse(readFileSync(told, 'utf8')) : {};
  const stale = [];
  for (const list of LISTS) {
    const { worklists } = JSON.parse(
      overgang(['worklist', '-o', `blad-${list.name}`, ...list.asked, '--format', 'xlsx,html', '--json']),
    );
    const [book, page] = worklists[0].paths;
    const folder = join(cwd, 'drawn');
    mkdirSync(folder, { recursive: true });
    const pictures = [
      ['blad', sha256(...(await partsOf(book))), (to) => drawSheet(book, list, day, folder, to)],
      ['sida', sha256(readFileSync(page)), (to) => drawPage(page, to)],
    ];
    for (const [form, shows, draw] of pictures) {
      const name = `${form}-${list.name}.png`;
      const target = join(bilder, name);
      const isCurrent =
        existsSync(target) &&
        known[name]?.shows === shows &&
        known[name]?.picture === sha256(readFileSync(target));
      if (isCurrent) continue;
      stale.push(name);
      if (isCheck) continue;
      await draw(target);
      known[name] = { shows, picture: sha256(readFileSync(target)) };
    }
  }
  if (!isCheck) writeFileSync(told, `${JSON.stringify(known, null, 2)}\n`);
  return { count: LISTS.length * 2, stale };
}
