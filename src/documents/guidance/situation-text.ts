import type { Situation } from '../../domain/guidance/situation.ts';
import { count, counted } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

const VERDICTS = {
  ready: 'redo',
  'ready-with-waivers': 'redo med undantag',
  'not-ready': 'inte redo',
} as const satisfies Record<NonNullable<Situation['verdict']>, string>;

/** Where the work stands, in a few lines. */
export function situationText(
  register: string,
  asOf: string,
  situation: Situation | null,
  width: number,
): string {
  if (situation === null) return wrap(`Här finns inget register (${register}).`, width);
  const { profile, lists, handedOut, back, held, verdict } = situation;
  const lines = [
    `${register}: ${profile}. Läget ${asOf}.`,
    lists.length === 0
      ? 'Inga listor är inlästa.'
      : `Listor: ${lists.map(({ label, exportedOn }) => (exportedOn === null ? label : `${label} ${exportedOn}`)).join(', ')}.`,
    ...(handedOut === 0
      ? lists.length === 0
        ? []
        : ['Inga arbetslistor är utlämnade.']
      : [`Arbetslistor: ${counted(handedOut, 'utlämnad', 'utlämnade')}, ${count(back)} tillbaka med svar.`]),
    ...(held === 0 ? [] : [`Väntar på någon: ${count(held)} svar hålls inne.`]),
    ...(verdict === null ? [] : [`Svaret i lägesrapporten: ${VERDICTS[verdict]}.`]),
  ];
  return lines.map((line) => wrap(line, width, '  ')).join('\n');
}
