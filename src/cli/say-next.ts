import type { NextStep } from '../domain/guidance/situation.ts';
import type { Register } from '../register/file/register.ts';
import type { Session } from './session.ts';

const SENTENCES: Readonly<Record<NextStep, readonly [says: string, command: string]>> = {
  create: ['Skapa registret', 'init'],
  'take-in': ['Läs in SIP-listan', 'import LISTA'],
  'hand-out': ['När alla listor är inlästa, lämna ut arbetslistor', 'worklist -o arbetslistor'],
  settle: ['Skriv listor över svar som hålls inne', 'return --conflicts konflikter'],
  'take-back': ['Se läget', 'status'],
  report: ['Är vi redo?', 'readiness'],
};

/** Says which command comes next, to who sits at the terminal. */
export async function sayNext({ terminal, context, asOf }: Session, register: Register): Promise<void> {
  if (!context.stderr.isTerminal) return;
  const { nextStep } = await import('../domain/guidance/situation.ts');
  const { workSoFar } = await import('../app/guidance/take-situation.ts');
  const [says, command] = SENTENCES[nextStep(workSoFar(register, asOf))];
  terminal.say(`Sedan: ${says}: ${context.calledAs ?? 'overgang'} ${command}`);
}
