import { userInfo } from 'node:os';
import { runCli } from './cli/run.ts';
import type { Output } from './cli/context.ts';

/** The real world, handed to the program: everything it reads or writes besides files comes from here. */
const READ_XLSX = '__read-xlsx';

function claimedUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'okänd';
  }
}

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  isTerminal: stream.isTTY,
  columns: stream.isTTY ? stream.columns : 80,
});

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await reader.question(question);
  } finally {
    reader.close();
  }
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args[0] === READ_XLSX) {
    const { xlsxReaderMain } = await import('./files/reading/xlsx-reader-process.ts');
    await xlsxReaderMain(args);
    return;
  }
  // A pipe closed by its reader ("| head") is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await runCli({
    args,
    env: process.env,
    cwd: process.cwd(),
    stdout: output(process.stdout),
    stderr: output(process.stderr),
    now: () => new Date(),
    user: claimedUser(),
    ...(process.stdin.isTTY ? { ask } : {}),
    readerProcess: { command: process.execPath, args: ['--max-old-space-size=384', __filename, READ_XLSX] },
  });
}

void main();
