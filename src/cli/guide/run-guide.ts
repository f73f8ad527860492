import { nameOfRegister } from '../../register/engine/register-name.ts';
import { nextStep, type Situation } from '../../domain/guidance/situation.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import { shellWord } from '../../text/shell-word.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { findFiles } from './find-files.ts';
import type { Prompts } from './prompts.ts';
import { TASKS, type Question, type Task } from './tasks.ts';

/** Runs a command as if it had been written: its exit code. */
type Run = (args: readonly string[]) => Promise<number>;

const QUIT = 'quit';

/**
 * Says where the work stands, asks what to do, asks for what that needs, shows the command and runs it; until somebody
 * has had enough. Does nothing that the command written by hand would not do.
 *
 * @param globals options of every command, as they were given to the guide
 */
export async function runGuide(
  session: Session,
  prompts: Prompts,
  globals: readonly string[],
  run: Run,
): Promise<void> {
  const { terminal, context } = session;
  for (;;) {
    const situation = await situationNow(session);
    terminal.say(`\n${await told(session, situation)}\n`);
    const next = nextStep(situation);
    const options = TASKS.filter(({ isFor }) => isFor(situation)).map((task) => ({
      value: task,
      label: task.isNext === next ? `${task.says}  ← nästa steg` : task.says,
    }));
    const first = options.find(({ value }) => value.isNext === next)?.value;
    const answer = await prompts.oneOf<Task | typeof QUIT>(
      'Vad vill du göra?',
      [...options, { value: QUIT, label: 'Avsluta' }],
      first,
    );
    if (answer === null || answer.chosen === QUIT) return;
    const args = await askFor(session, prompts, answer.chosen, situation);
    if (args === null) continue;
    const words = [answer.chosen.verb, ...args, ...globals];
    terminal.say(`\nKommandot:  ${[context.calledAs ?? 'overgang', ...words.map(shellWord)].join(' ')}\n`);
    if ((await prompts.yes('Köra det?')) !== true) continue;
    const code = await run(words);
    const outcome = Object.values(EXIT_CODES).find((one) => one.code === code);
    terminal.say(code === 0 || outcome === undefined ? '' : `\nSlutkod ${code}: ${outcome.text}.`);
    const more = await prompts.oneOf('Och nu?', [
      { value: true, label: 'Gå vidare' },
      { value: false, label: 'Avsluta' },
    ]);
    if (more?.chosen !== true) return;
  }
}

/** Null where there is no register. */
export async function situationNow(session: Session): Promise<Situation | null> {
  const { hasRegister, takeSituation } = await import('../../app/guidance/take-situation.ts');
  if (!hasRegister(session.registerPath)) return null;
  return session.terminal.whileWorking('Läser registret', () =>
    session.withRegister('read', (register) => takeSituation(register, session.asOf)),
  );
}

export async function told(
  { registerPath, asOf, terminal }: Session,
  situation: Situation | null,
): Promise<string> {
  const { situationText } = await import('../../documents/guidance/situation-text.ts');
  return situationText(nameOfRegister(registerPath), asOf, situation, terminal.width);
}

/** The words of the command after its verb; null where somebody went back. */
async function askFor(
  session: Session,
  prompts: Prompts,
  { verb, questions }: Task,
  situation: Situation | null,
): Promise<readonly string[] | null> {
  const args: string[] = [];
  for (const question of questions) {
    // Writing over is asked only of what is written.
    if (question.for === '--force' && !args.includes('--output')) continue;
    const values = await answerOf(session, prompts, question, verb, situation);
    if (values === null) return null;
    args.push(...values);
  }
  return args;
}

async function answerOf(
  session: Session,
  prompts: Prompts,
  question: Question,
  verb: string,
  situation: Situation | null,
): Promise<readonly string[] | null> {
  const { asks, how } = question;
  const isFlag = question.for.startsWith('--');
  const asWords = (value: string): readonly string[] => (isFlag ? [question.for, value] : [value]);
  switch (how.kind) {
    case 'text': {
      const value = await prompts.text(asks, how.initial);
      return value === null ? null : asWords(value);
    }
    case 'yes': {
      const isYes = await prompts.yes(asks);
      return isYes === null ? null : isYes ? [question.for] : [];
    }
    case 'files':
      return filesFor(session, prompts, asks, verb);
    case 'one of': {
      const answer = await prompts.oneOf(asks, choicesOf(how.of, situation));
      return answer === null ? null : answer.chosen === null ? [] : asWords(answer.chosen);
    }
  }
}

type Choices = Extract<Question['how'], { readonly kind: 'one of' }>['of'];

function choicesOf(
  of: Choices,
  situation: Situation | null,
): readonly { readonly value: string | null; readonly label: string }[] {
  if (of === 'profiles')
    return Object.entries(SHIPPED_PROFILES).map(([value, profile]) => ({
      value,
      label: `${(profile as { readonly title: string }).title} (${value})`,
    }));
  if (of === 'steps')
    return [
      { value: null, label: 'alla' },
      ...(situation?.steps ?? []).map(({ code, label }) => ({ value: code, label: `${code}: ${label}` })),
    ];
  return of;
}

async function filesFor(
  { context }: Session,
  prompts: Prompts,
  asks: string,
  verb: string,
): Promise<readonly string[] | null> {
  const found = findFiles(context.cwd, verb === 'restore' ? ['.tar'] : ['.csv', '.xlsx', '.txt']);
  const chosen = found.length === 0 ? [] : await prompts.several(asks, found);
  if (chosen === null || chosen.length > 0) return chosen;
  const written = await prompts.text(`${asks} Skriv sökvägen (eller dra filen hit)`, '');
  // Dragged there, a path with a space comes in quotes.
  return written === null ? null : [written.replace(/^(["'])(.*)\1$/u, '$2')];
}
