import type { Behind, DayStep } from '../../domain/readiness/day-page.ts';
import { shortDay } from '../kit/day-text.ts';
import { counted } from '../../domain/words/counted.ts';
import { shownPace } from './number-text.ts';

/** Words of the first page, whatever form it has. */
export const URGENCY = {
  late: ['bad', 'Sent'],
  today: ['warn', 'I dag'],
  help: ['warn', 'Hjälp'],
  far: ['bad', 'Långt'],
} as const satisfies Record<Behind['urgency'], readonly [tone: string, word: string]>;

export function whyBehind({ step, urgency, dueOn, hasAnswered, holdsUp, pace }: Behind): string {
  const waits = holdsUp.length === 0 ? '' : ` ${counted(holdsUp.length, 'enhet väntar', 'enheter väntar')}.`;
  const silent = hasAnswered ? '' : ' Inget svar.';
  if (pace !== null && step === null)
    return `Behöver ${shownPace(pace.needed)} stängda om dagen; bäst hittills ${shownPace(pace.best)}.`;
  const due =
    urgency === 'today'
      ? ', i dag'
      : urgency === 'late'
        ? `, skulle vara klart ${shortDay(dueOn)}`
        : ', har bett om hjälp';
  return `${step ?? 'SIP:ar i kommunen'}${due}.${silent}${waits}`;
}

export const STEP_STATES = {
  'may-begin': ['calm', 'Får börja'],
  waits: ['grey', 'Börjar senare i dag'],
  running: ['calm', 'Pågår'],
  done: ['good', 'Klart'],
  late: ['bad', 'Sent'],
  ahead: ['grey', 'Kommer'],
} as const satisfies Record<DayStep['state'], readonly [tone: string, word: string]>;
