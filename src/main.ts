import { fstatSync } from 'node:fs';
import type { Interface } from 'node:readline/promises';
import { endUnwritten, interruptCli, runCli } from './cli/run.ts';
import type { Output } from './cli/context.ts';

/** The real world, handed to the program: everything it reads or writes besides files comes from here. */
const READ_XLSX = '__read-xlsx';
const READ_TEXT = '__read-text';

let user: string | undefined;

/** Asked for several times, and looked up once: it is read from the system's files. */
function claimedUser(): string {
  try {
    return (user ??= process.getBuiltinModule('node:os').userInfo().username);
  } catch {
    return 'okänd';
  }
}

/** In a copy of the project there is no command of its own; installed or packaged there is. */
const calledAs = (program: string): string =>
  /(?<!node_modules[/\\]overgang[/\\])bin[/\\]overgang\.js$/u.test(program)
    ? 'node bin/overgang.js'
    : 'overgang';

/** What has been written to, so that nothing of it is left behind at the end. */
const written = new Set<NodeJS.WriteStream>();

/** Streams are touched when used: each costs something to open. */
const output = (descriptor: number, open: () => NodeJS.WriteStream): Output => ({
  write(text) {
    const stream = open();
    written.add(stream);
    stream.write(text);
  },
  get isTerminal() {
    return canBeTerminal(descriptor) && open().isTTY;
  },
  get columns() {
    return open().isTTY ? open().columns : 80;
  },
});

/** A file or a pipe is no terminal; to ask the stream itself costs the parts of Node that speak to networks. */
function canBeTerminal(descriptor: number): boolean {
  return process.platform === 'win32' || fstatSync(descriptor).isCharacterDevice();
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  return answerOf(reader, question);
}

/** A line that is typed. Ctrl-C ends the program as everywhere else, and so does the end of what can be typed (Ctrl-D). */
async function answerOf(reader: Interface, question: string): Promise<string> {
  const interrupt = (): void => void process.emit('SIGINT');
  reader.once('SIGINT', interrupt).once('close', interrupt);
  const answer = await reader.question(question);
  reader.off('close', interrupt).close();
  return answer;
}

/** What is typed goes nowhere: no echo, no history. */
async function askHidden(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const { Writable } = await import('node:stream');
  const nowhere = new Writable({
    write(_chunk, _encoding, done) {
      done();
    },
  });
  process.stderr.write(question);
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  const answer = await answerOf(reader, '');
  process.stderr.write('\n');
  return answer;
}

async function readStdin(): Promise<string> {
  const { text } = await import('node:stream/consumers');
  return text(process.stdin);
}

/**
 * Ends the program once nothing is left to do or to write; Node itself would first wait for what V8 compiles meanwhile.
 * Whoever still writes (a pipe on Windows), or could not, is waited for as ever.
 */
function endWhenDone(): void {
  const isWritten = [...written].every(
    ({ writableLength, errored }) => writableLength === 0 && errored === null,
  );
  if (isWritten && process.getActiveResourcesInfo().length === 0) process.exit();
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args[0] === READ_XLSX) {
    const { xlsxReaderMain } = await import('./files/reading/xlsx-reader-process.ts');
    await xlsxReaderMain();
    return;
  }
  if (args[0] === READ_TEXT) {
    const { listThreadMain } = await import('./app/lists/list-thread-main.ts');
    await listThreadMain();
    return;
  }
  const stderr = output(2, () => process.stderr);
  let ending: Promise<void> | null = null;
  // A pipe closed by its reader ("| head") is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    ending ??= endUnwritten(stderr, error.code ?? error.message).then((code) => process.exit(code));
  });
  // The listener stays: a spinner's own would end the program at once if it were the only one left.
  process.on('SIGINT', () => {
    ending ??= interruptCli(stderr).then((code) => process.exit(code));
  });
  process.exitCode = await runCli({
    args,
    get calledAs() {
      return calledAs(process.argv[1] ?? '');
    },
    env: process.env,
    cwd: process.cwd(),
    stdout: output(1, () => process.stdout),
    stderr,
    now: () => new Date(),
    get user() {
      return claimedUser();
    },
    get ask() {
      return process.stdin.isTTY ? ask : undefined;
    },
    screen: () => ({ input: process.stdin, output: process.stderr }),
    get askHidden() {
      return process.stdin.isTTY ? askHidden : undefined;
    },
    readStdin,
    readerProcess: {
      command: process.execPath,
      args: ['--max-old-space-size=384', __filename, READ_XLSX],
      thread: { script: __filename, args: [READ_TEXT] },
    },
  });
  // A turn later: what could not be written has been told by then.
  setImmediate(endWhenDone);
}

void main();
