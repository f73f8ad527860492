import { nextStep } from '../../domain/guidance/situation.ts';
import { shellWord } from '../../text/shell-word.ts';
import type { CommandDefinition } from '../command.ts';
import type { Session } from '../session.ts';

export const guideCommand: CommandDefinition = {
  name: 'guide',
  summary: 'se var du är och vad du kan göra nu, i ord; overgang ensamt på en terminal är detsamma',
  define(command, run) {
    run(async (session) => {
      const { context, mayAsk, isJson } = session;
      const { runGuide } = await import('../guide/run-guide.ts');
      if (isJson || !mayAsk || context.screen === undefined || context.runAgain === undefined)
        return propose(session);
      const { openPrompts } = await import('../guide/prompts.ts');
      await runGuide(
        session,
        await openPrompts(context.screen()),
        globalsOf(command.optsWithGlobals()),
        context.runAgain,
      );
      return 'done';
    });
  },
};

/** The options of every command, as they are written. */
function globalsOf(options: {
  readonly register?: string;
  readonly asOf?: string;
  readonly hsaId?: string;
  readonly color?: boolean;
}): readonly string[] {
  return [
    ...(options.register === undefined ? [] : ['--register', options.register]),
    ...(options.asOf === undefined ? [] : ['--as-of', options.asOf]),
    ...(options.hsaId === undefined ? [] : ['--hsa-id', options.hsaId]),
    ...(options.color === false ? ['--no-color'] : []),
  ];
}

/** Where nobody can answer: where the work stands, and the commands that can come next. */
async function propose(session: Session): Promise<'done'> {
  const { situationNow, told } = await import('../guide/run-guide.ts');
  const { TASKS } = await import('../guide/tasks.ts');
  const { terminal, isJson, asOf, registerPath, context } = session;
  const situation = await situationNow(session);
  const next = nextStep(situation);
  const tasks = TASKS.filter(({ isFor }) => isFor(situation)).map(({ says, verb, questions, isNext }) => ({
    says,
    command: [context.calledAs ?? 'overgang', verb, ...questions.flatMap(wordsOf)].join(' '),
    isNext: isNext === next,
  }));
  if (isJson) terminal.printJson({ register: registerPath, asOf, situation, next: tasks });
  else
    terminal.print(
      [
        await told(session, situation),
        '',
        'Det här går att göra nu:',
        ...tasks.flatMap(({ says, command, isNext }) => [`${isNext ? '→' : ' '} ${says}`, `    ${command}`]),
      ].join('\n'),
    );
  return 'done';
}

function wordsOf({
  for: name,
  how,
}: {
  readonly for: string;
  readonly how: { readonly kind: string };
}): readonly string[] {
  if (how.kind === 'yes' || how.kind === 'one of') return [];
  const isFlag = name.startsWith('--');
  const initial = 'initial' in how && typeof how.initial === 'string' ? how.initial : '';
  const value = initial === '' ? `<${isFlag ? 'värde' : name}>` : shellWord(initial);
  return isFlag ? [name, value] : [value];
}
