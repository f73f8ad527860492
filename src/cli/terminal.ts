import type { Paint } from '../documents/kit/paint.ts';
import { shownInJson, shownOnTerminal } from '../text/shown-on-terminal.ts';
import type { Context, Output } from './context.ts';

/**
 * The only place that knows what a terminal is: data to stdout; messages and progress to stderr; colour and
 * animation only where somebody looks.
 */
export interface Terminal {
  /** Data: the answer to what was asked. */
  readonly print: (text: string) => void;
  /** The answer as one JSON document. */
  readonly printJson: (value: unknown) => void;
  /** Says of all that is printed from now on what it is: a line before the first text, a member first in the JSON. */
  readonly markAs: (mark: { readonly line: string; readonly json: object }) => void;
  /** What goes on; silenced by --quiet and --json. */
  readonly say: (text: string) => void;
  /** What must be seen; never silenced. */
  readonly warn: (text: string) => void;
  readonly paint: Paint;
  readonly paintMessages: Paint;
  readonly width: number;
  /** Shows that something goes on while it does; nothing where nobody looks. */
  readonly whileWorking: <T>(text: string, work: () => Promise<T>) => Promise<T>;
  /** Runs work in turn, each with its progress: animated on a terminal, plain lines elsewhere. */
  readonly inTurn: (tasks: readonly Task[]) => Promise<void>;
}

interface Task {
  readonly title: string;
  /** @returns the line that stands when it is done */
  readonly run: (onProgress: (text: string) => void) => Promise<string>;
}

/** A task that went wrong in a way already told elsewhere: its line is shown as failed, and the next one runs. */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
}

async function lineOf({ run }: Task): Promise<string> {
  try {
    return await run(() => undefined);
  } catch (error) {
    if (error instanceof TaskFailed) return error.message;
    throw error;
  }
}

const asIs = (text: string): string => text;
export const UNPAINTED: Paint = { bold: asIs, dim: asIs, good: asIs, bad: asIs, notice: asIs };

async function paintFor(mayColor: boolean): Promise<Paint> {
  if (!mayColor) return UNPAINTED;
  const { Chalk } = await import('chalk');
  const { bold, dim, green, red, yellow } = new Chalk({ level: 1 });
  return { bold, dim, good: green, bad: red, notice: yellow };
}

/** A stream as listr draws on it. */
async function drawingOn({ write, columns }: Output): Promise<NodeJS.WriteStream> {
  const { Writable } = await import('node:stream');
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      write(chunk.toString());
      done();
    },
  });
  // A terminal that does not say how wide it is says 0.
  return Object.assign(stream, {
    isTTY: true,
    columns: columns > 0 ? columns : 80,
  }) as unknown as NodeJS.WriteStream;
}

/** Draws tasks one after the other, each with what it is doing; a task that fails stops no other. */
async function drawInTurn(
  tasks: readonly Task[],
  output: Output,
  shown: (text: string) => string,
): Promise<void> {
  const { DefaultRenderer, Listr, ListrLogger, ProcessOutput } = await import('listr2');
  // Listr asks stdout whether it may draw, and draws there; ours is stderr, and asked already.
  class OnStderr extends DefaultRenderer {
    static override nonTTY = true;
  }
  const stream = await drawingOn(output);
  const logger = new ListrLogger({
    processOutput: new ProcessOutput(stream, stream),
    useIcons: true,
    toStderr: [],
  });
  const list = new Listr(
    tasks.map(({ title, run }) => ({
      title: shown(title),
      task: async (_none: unknown, task: { title: string; output: string }) => {
        task.title = shown(
          await run((text) => {
            task.output = shown(text);
          }),
        );
      },
    })),
    {
      concurrent: false,
      exitOnError: false,
      // Who interrupts is answered by the program itself, with its own exit code.
      registerSignalListeners: false,
      collectErrors: 'full',
      renderer: OnStderr,
      rendererOptions: { collapseErrors: false, logger },
    },
  );
  await list.run();
  const bug = list.errors.find(({ error }) => !(error instanceof TaskFailed));
  if (bug !== undefined) throw bug.error;
}

export async function createTerminal(
  context: Context,
  settings: { readonly wantsColor: boolean; readonly isQuiet: boolean; readonly isJson: boolean },
): Promise<Terminal> {
  const { stdout, stderr, env } = context;
  const mayColor = settings.wantsColor && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb';
  const isSilent = settings.isQuiet || settings.isJson;
  const onStdout = (text: string): string => shownOnTerminal(text, mayColor && stdout.isTerminal);
  const onStderr = (text: string): string => shownOnTerminal(text, mayColor && stderr.isTerminal);
  const say = (text: string): void => {
    if (!isSilent) stderr.write(`${onStderr(text)}\n`);
  };
  const paint = await paintFor(mayColor && stdout.isTerminal);
  let mark: { readonly line: string; readonly json: object } | null = null;
  let isMarkShown = false;
  return {
    print: (text) => {
      if (mark !== null && !isMarkShown) stdout.write(`${onStdout(paint.notice(mark.line))}\n`);
      isMarkShown = true;
      const shown = onStdout(text);
      stdout.write(shown.endsWith('\n') ? shown : `${shown}\n`);
    },
    printJson: (value) => {
      const marked =
        mark !== null && typeof value === 'object' && !Array.isArray(value)
          ? { rehearsal: mark.json, ...value }
          : value;
      stdout.write(`${shownInJson(JSON.stringify(marked, null, 2))}\n`);
    },
    markAs: (given) => {
      mark = given;
    },
    say,
    warn: (text) => {
      stderr.write(`${onStderr(text)}\n`);
    },
    paint,
    paintMessages: await paintFor(mayColor && stderr.isTerminal),
    width: Math.max(60, Math.min(stdout.columns, 100)),
    async whileWorking(text, work) {
      if (!stderr.isTerminal || isSilent) return work();
      const { default: ora } = await import('ora');
      const spinner = ora({ text, discardStdin: false }).start();
      try {
        return await work();
      } finally {
        spinner.stop();
      }
    },
    async inTurn(tasks) {
      if (!stderr.isTerminal || isSilent) {
        for (const task of tasks) say(await lineOf(task));
        return;
      }
      await drawInTurn(tasks, stderr, onStderr);
    },
  };
}
