// The places and times in which a register can not be written: a full disk, another process, no right to write. Each
// time the command must end within seconds with a message for people and exit 2, and the register must hold what it
// held. `npm run test:faults`, or `node scripts/faults/conditions.mjs [--quick]`. What can not be tried here says that it was not.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../lib/sqlite.mjs';
import { has, isClear, isWhole, newFolder, OVERGANG, RAN, run, stateOf } from './lib/program.mjs';
import { filesOf, partialFiles, prepareRegion, WRITING } from './lib/region.mjs';

const folder = newFolder('conditions');
const fresh = prepareRegion(folder);
const before = stateOf(join(fresh('start-copy'), 'r.sqlite'));
const STATUS = ['--register', 'r.sqlite', 'status'];
const isRoot = process.getuid?.() === 0;
/** The kilobytes that a full disk has left. */
const LEFT = process.argv.includes('--quick') ? [0, 64, 256] : [0, 16, 64, 128, 256, 512];
let violations = 0;

await twoProcesses();
readOnly();
fullDisk();
console.log(`violations ${violations}`);
process.exitCode = violations === 0 ? 0 : 1;

function hold(isTrue, what) {
  if (isTrue) return;
  violations += 1;
  console.error(`FAIL: ${what}`);
}

/** Runs a command as a process of its own, beside others. */
async function timed(args, cwd) {
  const began = performance.now();
  const child = spawn(process.execPath, [OVERGANG, ...args], { cwd, stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { code, stderr, seconds: (performance.now() - began) / 1000 };
}

/** Every command that writes meets a register that another process is writing in. */
async function twoProcesses() {
  const most = 5;
  const waits = await Promise.all(
    Object.entries(WRITING).map(async ([name, args]) => {
      const copy = fresh(`held-${name}`);
      const holder = new Database(join(copy, 'r.sqlite'));
      holder.exec('BEGIN IMMEDIATE');
      // Beside it one that need not wait, which tells how busy the machine is.
      const [{ code, stderr, seconds }, free] = await Promise.all([timed(args, copy), timed(STATUS, copy)]);
      holder.exec('ROLLBACK');
      holder.close();
      hold(code === 2 && isClear(stderr), `${name}, while another process writes: exit ${code}\n${stderr}`);
      hold(
        stderr.includes('används av ett annat program'),
        `${name}: the message does not say why\n${stderr}`,
      );
      hold(
        stateOf(join(copy, 'r.sqlite')) === before,
        `${name}: something was written beside another process`,
      );
      hold(
        filesOf(join(copy, 'ut')).whole.size === 0,
        `${name}: files of a hand-out that the register does not know`,
      );
      hold(
        RAN.includes(free.code),
        `status, while another process writes: exit ${free.code}\n${free.stderr}`,
      );
      return { name, seconds, free: free.seconds };
    }),
  );
  // Starting the program comes on top of the wait: seconds, or what it takes on a machine that is busy.
  const starting = Math.max(5, ...waits.map(({ free }) => 3 * free));
  for (const { name, seconds } of waits)
    hold(
      seconds < most + starting,
      `${name} waited ${seconds.toFixed(1)} s, of at most ${most} + ${starting.toFixed(1)}`,
    );
  // One that holds the file for itself, as a large import does when its memory is full: no reader calls it damaged.
  await Promise.all(
    Object.entries({ status: STATUS, verify: ['--register', 'r.sqlite', 'verify'] }).map(
      async ([name, args]) => {
        const copy = fresh(`exclusive-${name}`);
        const holder = new Database(join(copy, 'r.sqlite'));
        holder.exec('BEGIN EXCLUSIVE');
        const { code, stderr } = await timed(args, copy);
        holder.exec('ROLLBACK');
        holder.close();
        hold(
          code === 2 && isClear(stderr) && stderr.includes('används av ett annat program'),
          `${name}, while another process holds the file: exit ${code}\n${stderr}`,
        );
      },
    ),
  );
  // And one after the other both do their work.
  const copy = fresh('both');
  const both = ['first', 'second'].map((note) =>
    spawn(process.execPath, [OVERGANG, ...WRITING.mark.with(-3, note)], { cwd: copy, stdio: 'ignore' }),
  );
  const codes = await Promise.all(both.map(async (child) => (await once(child, 'close'))[0]));
  hold(
    codes.every((code) => code === 0),
    `two marks at once: exits ${codes.join(' and ')}`,
  );
  console.log(
    `two processes: ${waits.length} commands refused after ${waits.map(({ seconds }) => seconds.toFixed(1)).join(', ')} s (beside them status: ${waits.map(({ free }) => free.toFixed(1)).join(', ')} s); two marks at once both written`,
  );
}

/** A user who owns neither file nor folder: root without the right to pass over permissions. */
function readOnly() {
  const drop = isRoot ? ['--bounding-set', '-dac_override,-dac_read_search,-fowner'] : [];
  if (isRoot && !has('setpriv', ...drop, 'true')) {
    console.log('read-only folder and file: not tried, setpriv can not drop rights here');
    return;
  }
  let tried = 0;
  for (const [name, args] of Object.entries(WRITING)) {
    for (const what of ['file', 'folder']) {
      const copy = fresh(`locked-${name}-${what}`);
      if (what === 'file') chmodSync(join(copy, 'r.sqlite'), 0o444);
      else chmodSync(copy, 0o555);
      const [command, ...rest] = [
        ...(isRoot ? ['setpriv', ...drop] : []),
        process.execPath,
        OVERGANG,
        ...args,
      ];
      const { status, stderr } = spawnSync(command, rest, { cwd: copy, encoding: 'utf8' });
      hold(status === 2 && isClear(stderr), `${name}, read-only ${what}: exit ${status}\n${stderr}`);
      chmodSync(copy, 0o700);
      chmodSync(join(copy, 'r.sqlite'), 0o600);
      hold(stateOf(join(copy, 'r.sqlite')) === before, `${name}, read-only ${what}: the register changed`);
      tried += 1;
    }
  }
  console.log(`read-only folder and file: ${tried} commands refused, with a message`);
}

/** A disk of so few bytes that the work does not fit, filled to within more and more of them. */
function fullDisk() {
  const disk = join(folder, 'disk');
  mkdirSync(disk);
  const mounted = isRoot && has('mount', '-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk);
  if (!mounted) {
    console.log('full disk: not tried, a disk of its own can not be mounted here (needs root)');
    return;
  }
  try {
    const seen = { before: 0, after: 0 };
    for (const [name, args] of Object.entries(WRITING)) {
      const untouched = fresh('whole');
      run(args, { cwd: untouched });
      const after = stateOf(join(untouched, 'r.sqlite'));
      const reference = filesOf(join(untouched, 'ut')).whole;
      for (const left of LEFT) {
        const copy = join(disk, 'play');
        rmSync(copy, { recursive: true, force: true });
        cpSync(fresh('play'), copy, { recursive: true });
        const { bavail, bsize } = statfsSync(disk);
        writeFileSync(join(copy, 'filling'), Buffer.alloc(Math.max(0, bavail * bsize - left * 1024)));
        const { status, stderr } = spawnSync(process.execPath, [OVERGANG, ...args], {
          cwd: copy,
          encoding: 'utf8',
        });
        const what = `${name}, ${left} KB left: exit ${status}`;
        rmSync(join(copy, 'filling'));
        run(['--register', 'r.sqlite', 'status'], { cwd: copy });
        const now = stateOf(join(copy, 'r.sqlite'));
        hold(isWhole(join(copy, 'r.sqlite')), `${what}, and the register is damaged`);
        hold(now === before || now === after, `${what}, and the state is neither before nor after`);
        hold(status === 2 ? isClear(stderr) : now === after, `${what}, and the work is not done\n${stderr}`);
        hold([0, 1, 2].includes(status), `${what}\n${stderr}`);
        hold(partialFiles(join(copy, 'ut'), reference).length === 0, `${what}, and half-written files`);
        seen[now === after ? 'after' : 'before'] += 1;
      }
    }
    hold(seen.before > 0, 'the disk was never full');
    console.log(`full disk: state before ${seen.before}, after ${seen.after}`);
  } finally {
    spawnSync('umount', [disk]);
  }
}
