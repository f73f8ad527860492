import { resolve } from 'node:path';
import { registerPlace } from '../register/engine/register-name.ts';
import type { Command } from 'commander';
import { stockholmDay, stockholmTime } from '../domain/calendar/days.ts';
import type { Access } from '../app/log/log-access.ts';
import type { Writer } from '../register/log/events.ts';
import type { Register } from '../register/file/register.ts';
import type { Context } from './context.ts';
import { withSettings } from './config.ts';
import { dayOption, hsaIdOption, timeOption } from './options.ts';
import { createTerminal, type Terminal } from './terminal.ts';

/** The options that every command takes (contract, "Everywhere"). */
interface GlobalOptions {
  readonly register?: string;
  readonly asOf?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly input: boolean;
  readonly debug?: boolean;
  readonly hsaId?: string;
}

/** One run of one command: its options made useful. */
export interface Session {
  readonly context: Context;
  readonly terminal: Terminal;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly mayAsk: boolean;
  /** Asks for a text; null where nobody may be asked. */
  readonly ask: (question: string) => Promise<string | null>;
  /** Asks for a text that is not shown while it is typed; null where nobody may be asked. */
  readonly askHidden: (question: string) => Promise<string | null>;
  /** Asks yes or no; no where nobody may be asked. */
  readonly confirm: (question: string) => Promise<boolean>;
  readonly asOf: string;
  /** HH:MM that the plan's clock is read at; null where only a day was asked about. */
  readonly asOfTime: string | null;
  readonly registerPath: string;
  readonly writer: Writer;
  /** A path as the user wrote it, from the folder the command was given in. */
  readonly path: (written: string) => string;
  /** Says, once, that the register lies where it is not safe. */
  readonly warnOfPlace: () => Promise<void>;
  /** Opens the register, hands it over, and closes it whatever happens. */
  readonly withRegister: <T>(
    use: 'read' | 'write',
    work: (register: Register) => T | Promise<T>,
  ) => Promise<T>;
  /** Writes down which cases are about to be shown, before they are, and by which flag more is shown of them. */
  readonly logAccess: (register: Register, access: Omit<Access, 'command'>, flag?: string) => Promise<void>;
}

const ON_NETWORK =
  'OBS: registret ligger på en nätverksplats. En databas som skrivs över nätverket kan skadas. Flytta det till datorns egen disk.';

const NOT_CHECKED =
  'OBS: registret är större än 32 MB och jämförs inte med sin försegling innan det läses. Kör "overgang verify".';

/** Asking, where somebody is there who can answer. */
function questionsOf(context: Context, mayAsk: boolean): Pick<Session, 'ask' | 'askHidden' | 'confirm'> {
  const asked = async (question: string): Promise<string | null> =>
    mayAsk && context.ask !== undefined ? (await context.ask(question)).trim() : null;
  return {
    ask: (question) => asked(`${question} `),
    async askHidden(question) {
      return mayAsk && context.askHidden !== undefined ? context.askHidden(`${question} `) : null;
    },
    async confirm(question) {
      return /^j(?:a)?$/iu.test((await asked(`${question} [j/N] `)) ?? '');
    },
  };
}

export async function openSession(
  world: Context,
  command: Command,
  { worksAfterGallring }: { readonly worksAfterGallring: boolean },
): Promise<Session> {
  const options = command.optsWithGlobals<GlobalOptions>();
  // Over the world, not a copy of it: who the user is, and what sits at stdin, is asked only when it is needed.
  const context = Object.create(world, {
    env: { value: withSettings(world.env, world.cwd) },
  }) as Context;
  const writtenRegister = options.register ?? context.env['OVERGANG_REGISTER'] ?? 'overgang.sqlite';
  const registerPath = registerPlace(writtenRegister, context.cwd);
  const now = context.now();
  const isJson = options.json === true;
  const mayAsk = options.input && context.stderr.isTerminal && context.ask !== undefined;
  const asOf = options.asOf === undefined ? stockholmDay(now) : dayOption('--as-of', options.asOf);
  const asOfTime = options.asOf === undefined ? stockholmTime(now) : timeOption(options.asOf);
  const hsaId = options.hsaId ?? context.env['OVERGANG_HSA_ID'] ?? '';
  // Noted beside the user name, not authenticated.
  const besideName = hsaId === '' ? '' : ` (${hsaIdOption(hsaId)})`;
  let loggedInAs: string | null = null;
  const writer = {
    // Of a register on a server whoever the server says is logged in.
    get by() {
      return `${loggedInAs ?? context.user}${besideName}`;
    },
    recordedAt: now.toISOString(),
  };
  const terminal = await createTerminal(context, {
    wantsColor: options.color,
    isQuiet: options.quiet === true,
    isJson,
  });
  let isPlaceTold = false;
  const warnOfPlace = async (): Promise<void> => {
    if (isPlaceTold) return;
    isPlaceTold = true;
    const { liesOnNetwork } = await import('../app/guards/network-place.ts');
    if (liesOnNetwork(writtenRegister, registerPath)) terminal.warn(ON_NETWORK);
  };
  return {
    context,
    terminal,
    isJson,
    isQuiet: options.quiet === true,
    mayAsk,
    ...questionsOf(context, mayAsk),
    asOf,
    asOfTime,
    registerPath,
    writer,
    path: (written) => resolve(context.cwd, written),
    warnOfPlace,
    async withRegister(use, work) {
      await warnOfPlace();
      const { openRegister } = await import('../register/file/register.ts');
      const { asRegisterFault } = await import('../register/engine/unusable-register.ts');
      const register = openRegister(registerPath, use, context.env);
      ({ loggedInAs } = register.db);
      try {
        if (!register.isChecked) terminal.warn(NOT_CHECKED);
        if (!worksAfterGallring) {
          const { refuseGallrat } = await import('../app/guards/refuse-gallrat.ts');
          refuseGallrat(register);
        }
        const { rehearsalMark } = await import('../app/guards/rehearsal-mark.ts');
        const mark = rehearsalMark(register);
        if (mark !== null) terminal.markAs(mark);
        return await work(register);
      } catch (error) {
        throw asRegisterFault(error, registerPath);
      } finally {
        register.close();
      }
    },
    async logAccess(register, access, flag) {
      const { logAccess } = await import('../app/log/log-access.ts');
      const name = flag === undefined ? command.name() : `${command.name()} ${flag}`;
      logAccess(register, { command: name, ...access }, { asOf, writer });
    },
  };
}
