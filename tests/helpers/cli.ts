import type { Context, Output } from '../../src/cli/context.ts';
import { runCli } from '../../src/cli/run.ts';
import { onTestServer, OWNER } from './on-server.ts';

/** What one command left behind. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly cwd: string;
  /** The clock, as an instant; it stands still. */
  readonly now?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Which of the streams somebody looks at. */
  readonly terminal?: { readonly stdout?: boolean; readonly stderr?: boolean };
  readonly columns?: number;
  readonly user?: string;
  /** What is piped in. */
  readonly stdin?: string;
  /** What somebody at the terminal answers to every question. */
  readonly answer?: string | ((question: string) => string);
  /** For worlds with workbooks in them (workbook-reader.ts). */
  readonly readerProcess?: Context['readerProcess'];
}

/** The afternoon before the first patients are started in Lifecare SP. */
const NOW = '2025-09-29T13:00:00.000Z';
const USER = 'prov';

/** The clock of a world without one of its own: the afternoon of the day that is asked about, if that is later. */
function afternoonOf(args: readonly string[]): string {
  const day = args[args.indexOf('--as-of') + 1] ?? '';
  const isDay = args.includes('--as-of') && /^\d{4}-\d{2}-\d{2}/u.test(day);
  return isDay && day > NOW.slice(0, 10) ? `${day.slice(0, 10)}${NOW.slice(10)}` : NOW;
}

function answering(answer: World['answer']): Context['ask'] {
  if (answer === undefined) return undefined;
  return (question) => Promise.resolve(typeof answer === 'string' ? answer : answer(question));
}

/** Runs one command of the program in this process, in a world of its own. */
export async function overgang(args: readonly string[], world: World): Promise<Ran> {
  const run = onTestServer(args, world);
  if (run === null) return runHere(args, world);
  let code = -1;
  try {
    const one = run.as();
    let ran = await runHere(one.args, one.world);
    if (isOwners(args, ran)) {
      const owner = run.as(OWNER);
      ran = await runHere(owner.args, owner.world);
    }
    ({ code } = ran);
    return ran;
  } finally {
    run.ended(code);
  }
}

/** What a server lets its register's owner do alone, and has refused whoever works. */
const isOwners = ([verb]: readonly string[], { code, stderr }: Ran): boolean =>
  code === 2 && (verb === 'undo' || verb === 'gallra') && stderr.includes('behörighet');

async function runHere(args: readonly string[], world: World): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr'): Output => ({
    write: (text) => {
      written[name] += text;
    },
    isTerminal: world.terminal?.[name] ?? false,
    columns: world.columns ?? 80,
  });
  const context: Context = {
    args,
    env: world.env ?? {},
    cwd: world.cwd,
    stdout: output('stdout'),
    stderr: output('stderr'),
    now: () => new Date(world.now ?? afternoonOf(args)),
    user: world.user ?? USER,
    ask: answering(world.answer),
    askHidden: answering(world.answer),
    readStdin: () => Promise.resolve(world.stdin ?? ''),
    readerProcess: world.readerProcess ?? { command: process.execPath, args: ['-e', 'process.exit(9)'] },
  };
  const code = await runCli(context);
  return { code, ...written };
}

/** Runs a command that must succeed. */
export async function overgangDone(args: readonly string[], world: World): Promise<Ran> {
  const ran = await overgang(args, world);
  if (ran.code !== 0) throw new Error(`overgang ${args.join(' ')}: exit ${ran.code}\n${ran.stderr}`);
  return ran;
}

/** Runs a command with `--json` and reads its answer, whatever the exit code. */
export async function overgangJson<T = unknown>(args: readonly string[], world: World): Promise<T> {
  const { code, stdout, stderr } = await overgang([...args, '--json'], world);
  if (stdout === '') throw new Error(`overgang ${args.join(' ')}: exit ${code}, no answer\n${stderr}`);
  return JSON.parse(stdout) as T;
}
