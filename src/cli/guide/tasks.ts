import type { NextStep, Situation } from '../../domain/guidance/situation.ts';

/** What the guide asks for before it runs a command: each is an argument or a flag of that command. */
export interface Question {
  /** `--step`, or the argument's name. */
  readonly for: string;
  readonly asks: string;
  readonly how:
    | { readonly kind: 'text'; readonly initial: string }
    | { readonly kind: 'files' }
    | { readonly kind: 'yes' }
    | { readonly kind: 'one of'; readonly of: 'profiles' | 'steps' | readonly Choice[] };
}

interface Choice {
  /** Null leaves the flag out. */
  readonly value: string | null;
  readonly label: string;
}

/** Something that can be done next, in words, and the command that does it. */
export interface Task {
  readonly says: string;
  readonly verb: string;
  readonly isFor: (situation: Situation | null) => boolean;
  /** It is what comes next after these. */
  readonly isNext?: NextStep;
  readonly questions: readonly Question[];
}

const text = (name: string, asks: string, initial = ''): Question => ({
  for: name,
  asks,
  how: { kind: 'text', initial },
});
const files = (name: string, asks: string): Question => ({ for: name, asks, how: { kind: 'files' } });
const yes = (name: string, asks: string): Question => ({ for: name, asks, how: { kind: 'yes' } });

const isNothing = (situation: Situation | null): boolean => situation === null;
const isRegister = (situation: Situation | null): boolean => situation !== null;
const hasSips = (situation: Situation | null): boolean => situation?.hasSips === true;
const isAny = (): boolean => true;

/** In the order in which the work goes. */
export const TASKS: readonly Task[] = [
  {
    says: 'Börja: skapa ett register i den här mappen',
    verb: 'init',
    isFor: isNothing,
    isNext: 'create',
    questions: [{ for: '--profile', asks: 'Vilken region?', how: { kind: 'one of', of: 'profiles' } }],
  },
  {
    says: 'Prova på en påhittad region',
    verb: 'demo',
    isFor: isNothing,
    questions: [text('mapp', 'I vilken mapp?', 'demo')],
  },
  {
    says: 'Lägg tillbaka en säkerhetskopia',
    verb: 'restore',
    isFor: isNothing,
    questions: [files('fil', 'Vilken säkerhetskopia?')],
  },
  {
    says: 'Läs in listor',
    verb: 'import',
    isFor: isRegister,
    isNext: 'take-in',
    questions: [files('fil', 'Vilka listor?')],
  },
  {
    says: 'Pröva en lista utan att läsa in den',
    verb: 'validate',
    isFor: isAny,
    questions: [files('fil', 'Vilka listor?')],
  },
  {
    says: 'Läs en lista med andra rubriker',
    verb: 'map',
    isFor: isAny,
    questions: [files('fil', 'Vilken lista?')],
  },
  {
    says: 'Lämna ut arbetslistor',
    verb: 'worklist',
    isFor: hasSips,
    isNext: 'hand-out',
    questions: [
      { for: '--step', asks: 'Vilka steg?', how: { kind: 'one of', of: 'steps' } },
      text('--output', 'I vilken mapp?', 'arbetslistor'),
    ],
  },
  {
    says: 'Ta emot ifyllda arbetslistor',
    verb: 'return',
    isFor: (situation) => (situation?.handedOut ?? 0) > 0,
    isNext: 'take-back',
    questions: [files('fil', 'Vilka ifyllda listor?')],
  },
  {
    says: 'Skriv listor över svar som hålls inne',
    verb: 'return',
    isFor: (situation) => (situation?.held ?? 0) > 0,
    isNext: 'settle',
    questions: [text('--conflicts', 'I vilken mapp?', 'konflikter')],
  },
  {
    says: 'Se vad som behöver en människa: inkorgen',
    verb: 'inbox',
    isFor: hasSips,
    questions: [],
  },
  { says: 'Se läget per kommun och part', verb: 'status', isFor: hasSips, questions: [] },
  { says: 'Se tidplanen', verb: 'timeline', isFor: isRegister, questions: [] },
  {
    says: 'Är vi redo? Lägesrapporten',
    verb: 'readiness',
    isFor: hasSips,
    isNext: 'report',
    questions: [
      {
        for: '--output',
        asks: 'Som vad?',
        how: {
          kind: 'one of',
          of: [
            { value: null, label: 'här i terminalen' },
            { value: 'lagesrapport.html', label: 'en sida att öppna och skriva ut (lagesrapport.html)' },
            { value: 'lagesrapport.xlsx', label: 'en arbetsbok (lagesrapport.xlsx)' },
          ],
        },
      },
      yes('--force', 'Skriva över en rapport som redan finns?'),
    ],
  },
  {
    says: 'Fråga om ett ärende',
    verb: 'explain',
    isFor: hasSips,
    questions: [text('id', 'Vilket? SIP-id, vårdtillfälle eller referens från en arbetslista')],
  },
  { says: 'Ångra det senaste', verb: 'undo', isFor: isRegister, questions: [] },
  {
    says: 'Säkerhetskopiera',
    verb: 'backup',
    isFor: isRegister,
    questions: [text('fil', 'Vad ska kopian heta?', 'overgang-kopia.tar')],
  },
  { says: 'Kontrollera att registret är helt', verb: 'verify', isFor: isRegister, questions: [] },
];
