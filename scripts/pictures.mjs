// The handbook's pictures from the made-up region's lists: of a terminal, a step each (the program's own text, drawn as
// SVG), and of worklists as sheets and pages. `node scripts/pictures.mjs` draws them, `--check` says which no longer show
// what the program answers.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './lib/package-bin.mjs';
import { sheetPictures } from './lib/sheet-pictures.mjs';

const PROGRAM = join(root, 'bin/overgang.js');
const DAY = '2025-09-29';
const BEFORE = ['--as-of', DAY];
/** Lines enough to see what an answer looks like. */
const LINES = 22;

/** In the order of the work: each finds what those before it left. The day is not shown. */
const STEPS = [
  { picture: 'guide', command: 'guide' },
  { picture: 'init', command: 'init' },
  { picture: 'validate', command: 'validate prator-sip-2025-09-15.csv' },
  { picture: 'import', command: 'import enheter.csv prator-sip-2025-09-15.csv' },
  { picture: 'status', command: 'status' },
  { picture: 'worklist', command: 'worklist -o arbetslistor --step 6' },
  { picture: 'timeline', command: 'timeline' },
  { picture: 'readiness', command: 'readiness' },
];

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function drawn(command, answer) {
  const all = answer.trimEnd().split('\n');
  const lines = [`$ overgang ${command}`, ...all.slice(0, LINES), ...(all.length > LINES ? ['…'] : [])];
  const height = lines.length * 18 + 24;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="${height}" viewBox="0 0 700 ${height}" role="img">`,
    `<title>overgang ${escaped(command)}</title>`,
    '<rect width="100%" height="100%" rx="6" fill="#1e1e1e"/>',
    '<g font-family="Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="14" fill="#e6e6e6" xml:space="preserve">',
    ...lines.map(
      (line, at) =>
        `<text x="12" y="${at * 18 + 26}"${at === 0 ? ' fill="#8fd18f"' : ''}>${escaped(line)}</text>`,
    ),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

const isCheck = process.argv.includes('--check');
const bilder = join(root, 'docs/bilder');
const cwd = mkdtempSync(join(tmpdir(), 'overgang-pictures-'));
const stale = [];

function overgang(args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args, ...BEFORE], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', XDG_CONFIG_HOME: cwd },
  });
  // 1: the lists have faults on purpose, and the region is not ready.
  if (status !== 0 && status !== 1) throw new Error(`overgang ${args.join(' ')}: ${status}\n${stderr}`);
  return stdout;
}

let count = STEPS.length;
try {
  for (const list of ['enheter.csv', 'prator-sip-2025-09-15.csv'])
    cpSync(join(root, 'fixtures/region', list), join(cwd, list));
  for (const { picture, command } of STEPS) {
    const file = join(bilder, `steg-${picture}.svg`);
    const svg = drawn(command, overgang(command.split(' ')).replaceAll('node bin/overgang.js', 'overgang'));
    if (existsSync(file) && readFileSync(file, 'utf8') === svg) continue;
    stale.push(`steg-${picture}.svg`);
    if (!isCheck) writeFileSync(file, svg);
  }
  const sheets = await sheetPictures({ overgang, day: DAY, cwd, bilder, isCheck });
  stale.push(...sheets.stale);
  count += sheets.count;
} finally {
  rmSync(cwd, { recursive: true });
}
console.log(
  `${count} pictures, ${stale.length} ${isCheck ? 'out of step' : 'drawn'}${stale.length === 0 ? '' : `: ${stale.join(', ')}`}`,
);
if (isCheck && stale.length > 0) {
  console.log('node scripts/pictures.mjs draws them anew.');
  process.exitCode = 1;
}
