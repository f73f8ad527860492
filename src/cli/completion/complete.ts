import { registerPlace } from '../../register/engine/register-name.ts';
import { wordsOfRegister, type RegisterWords } from '../../app/guidance/register-words.ts';
import { shownOnTerminal } from '../../text/shown-on-terminal.ts';
import { withSettings } from '../config.ts';
import type { Context } from '../context.ts';
import { createProgram } from '../whole-program.ts';
import { candidates } from './candidates.ts';
import { valuesWith } from './values.ts';

/** Whoever presses Tab is not told what is wrong with a file of settings. */
function registerOf({ env, cwd }: Context): string | undefined {
  try {
    return withSettings(env, cwd)['OVERGANG_REGISTER'];
  } catch {
    return env['OVERGANG_REGISTER'];
  }
}

/** Answers a shell that asks what can stand where Tab was pressed: `__complete --word=WHAT -- WORDS BEFORE IT`. */
export function complete(context: Context): void {
  const [, written = '', , ...before] = context.args;
  const program = createProgram(context, () => undefined);
  const given = before[before.lastIndexOf('--register') + 1];
  const path = before.includes('--register') && given !== undefined ? given : registerOf(context);
  let known: { readonly words: RegisterWords | null } | undefined;
  const words = (): RegisterWords | null =>
    (known ??= { words: wordsOfRegister(registerPlace(path ?? 'overgang.sqlite', context.cwd)) }).words;
  const found = candidates(
    program,
    before.filter((word) => word !== '='),
    written.replace(/^--word=/u, ''),
    valuesWith(words),
  );
  const plain = (text: string): string => shownOnTerminal(text.replaceAll(/\s/gu, ' '), false);
  const lines =
    found === 'files' ? [':files'] : found.map(({ value, about }) => `${plain(value)}\t${plain(about)}`);
  for (const line of lines) context.stdout.write(`${line}\n`);
}
