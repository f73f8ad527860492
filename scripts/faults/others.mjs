// Lists and workbooks by others: `node scripts/faults/others.mjs FOLDER…` validates every file of the folders, and
// counts what was said of them. Fails where a file crashes the program. Such files are not ours to keep here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';

const PROGRAM = join(import.meta.dirname, '../../bin/overgang.js');
const AT_ONCE = 25;

const files = process.argv
  .slice(2)
  .flatMap((folder) => readdirSync(folder).map((name) => resolve(folder, name)));
const cwd = mkdtempSync(join(tmpdir(), 'others-'));
const said = new Map();
let crashes = 0;

const validate = (paths) =>
  spawnSync(process.execPath, [PROGRAM, 'validate', ...paths, '--json', '--no-input'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: 90_000,
  });

function note(path, what) {
  const key = `${extname(path).toLowerCase()} ${what}`;
  said.set(key, [...(said.get(key) ?? []), path]);
}

function tell(paths) {
  const { status, stdout } = validate(paths);
  const answers = status === 70 || status === null ? [] : (JSON.parse(stdout).files ?? []);
  if (answers.length === paths.length) {
    for (const [at, { error, kind, held }] of answers.entries())
      note(paths[at], error?.code ?? `${kind}${held === null ? '' : ` ${held?.code ?? ''}`}`);
    return;
  }
  if (paths.length > 1) for (const path of paths) tell([path]);
  else {
    crashes += 1;
    note(paths[0], `CRASH (exit ${status})`);
  }
}

for (let at = 0; at < files.length; at += AT_ONCE) tell(files.slice(at, at + AT_ONCE));
for (const [key, paths] of [...said].sort(([a], [b]) => a.localeCompare(b)))
  process.stdout.write(
    `${String(paths.length).padStart(4)}  ${key}\n${process.env.NAMES ? `      ${paths.join('\n      ')}\n` : ''}`,
  );
process.stdout.write(`${files.length} files, ${crashes} crashes\n`);
process.exitCode = crashes === 0 ? 0 : 1;
