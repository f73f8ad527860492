// The handbook's pictures of a terminal, a step each, from the made-up region's lists: `node scripts/pictures.mjs` draws
// them, `--check` says which no longer show what the program answers. The text is the program's own, drawn as SVG.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './lib/package-bin.mjs';

const PROGRAM = join(root, 'bin/overgang.js');
const BEFORE = ['--as-of', '2025-09-29'];
/** Lines enough to see what an answer looks like. */
const LINES = 22;

/** In the order of the work: each finds what those before it left. What is shown of it stands in `command`. */
const STEPS = [
  { picture: 'guide', command: 'guide', hidden: BEFORE },
  { picture: 'init', command: 'init', hidden: BEFORE },
  { picture: 'validate', command: 'validate prator-sip-2025-09-15.csv', hidden: BEFORE },
  { picture: 'import', command: 'import enheter.csv prator-sip-2025-09-15.csv', hidden: BEFORE },
  { picture: 'status', command: 'status', hidden: BEFORE },
  { picture: 'worklist', command: 'worklist -o arbetslistor --step 6', hidden: BEFORE },
  { picture: 'timeline', command: 'timeline', hidden: BEFORE },
  { picture: 'readiness', command: 'readiness', hidden: BEFORE },
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

const cwd = mkdtempSync(join(tmpdir(), 'overgang-pictures-'));
const stale = [];
try {
  for (const list of ['enheter.csv', 'prator-sip-2025-09-15.csv'])
    cpSync(join(root, 'fixtures/region', list), join(cwd, list));
  for (const { picture, command, hidden } of STEPS) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [PROGRAM, ...command.split(' '), ...hidden],
      {
        cwd,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', XDG_CONFIG_HOME: cwd },
      },
    );
    // 1: the lists have faults on purpose, and the region is not ready.
    if (status !== 0 && status !== 1) throw new Error(`overgang ${command}: ${status}\n${stderr}`);
    const file = join(root, 'docs/bilder', `steg-${picture}.svg`);
    const svg = drawn(command, stdout.replaceAll('node bin/overgang.js', 'overgang'));
    if (existsSync(file) && readFileSync(file, 'utf8') === svg) continue;
    stale.push(picture);
    if (!process.argv.includes('--check')) writeFileSync(file, svg);
  }
} finally {
  rmSync(cwd, { recursive: true });
}
const isCheck = process.argv.includes('--check');
console.log(
  `${STEPS.length} pictures, ${stale.length} ${isCheck ? 'out of step' : 'drawn'}${stale.length === 0 ? '' : `: ${stale.join(', ')}`}`,
);
if (isCheck && stale.length > 0) {
  console.log('node scripts/pictures.mjs draws them anew.');
  process.exitCode = 1;
}
