import type { Profile } from '../../domain/profile/profile-schema.ts';
import { WHY_HELD } from '../../domain/returned/conflict-list.ts';
import type { ChangedAnswer, ToldEvent, UndoPlan } from '../../domain/tracking/undo-plan.ts';
import { eventText } from './event-text.ts';
import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

/** How many events of each sort are shown one by one. */
const SHOWN = 20;

/** What would be taken back, and what came after it that it touches: shown before anything is. */
export function undoText(
  { targets, returnId, comesBack, changes, later, lists }: UndoPlan,
  names: Pick<Profile, 'source' | 'target'>,
  paint: Paint,
  width: number,
): string {
  const shown = <T>(title: string, items: readonly T[], line: (item: T) => string): readonly string[] => {
    if (items.length === 0) return [];
    const rest = items.length - SHOWN;
    return [
      paint.bold(title),
      ...items.slice(0, SHOWN).map(line),
      ...(rest > 0 ? [`  … och ${count(rest)} till (alla med --json)`] : []),
    ];
  };
  const section = (title: string, events: readonly ToldEvent[]): readonly string[] =>
    shown(title, events, ({ seq, effectiveOn, caseId, type, data }) => {
      const lead = `  ${seq}  ${effectiveOn}  `;
      return `${lead}${wrap(`${caseId ?? ''} ${eventText(type, data, names)}`.trim(), width - lead.length, ' '.repeat(lead.length))}`;
    });
  const what =
    returnId === null ? 'Ångras' : `Ångras: hela inlämningen ${returnId}, ${count(targets.length)} svar`;
  return [
    ...section(what, targets),
    ...section('Räknas igen', comesBack),
    ...shown(
      'Därmed räknas annat än förut',
      changes,
      (item) => `  ${wrap(changeText(item), width - 2, '    ')}`,
    ),
    ...section('Senare händelser om samma sak: de står kvar', later),
    ...(lists.length === 0
      ? []
      : [wrap(`Listor utlämnade sedan dess med samma ärenden: ${lists.join(', ')}. De ändras inte.`, width)]),
  ].join('\n');
}

function changeText({ reference, column, was, becomes, because }: ChangedAnswer): string {
  const place = `${reference}, ${column}:`;
  if (becomes === null)
    return `${place} ${was ?? ''} räknas inte längre.${because === null ? '' : ` ${WHY_HELD[because]}`}`;
  return was === null ? `${place} ${becomes} räknas.` : `${place} ${becomes} räknas i stället för ${was}.`;
}

/** What setting a list aside touches. */
export function asideText({
  file,
  exportedOn,
  handedOut,
  worklists,
  holds,
}: {
  readonly file: string;
  readonly exportedOn: string;
  readonly handedOut: number;
  readonly worklists: readonly string[];
  readonly holds: number;
}): string {
  const lines = [`${file}, uttag ${exportedOn}: läggs åt sidan.`];
  if (handedOut === 0) lines.push('Inget är utlämnat på den.');
  else
    lines.push(
      `${handedOut} av dess ärenden står på arbetslistor som lämnats ut sedan dess: ${worklists.join(', ')}. De ärenden som bara den här listan har går till beslut.`,
    );
  if (holds > 0) lines.push(`${holds} svar på de listorna hålls kvar tills någon bekräftar dem.`);
  return lines.join('\n');
}
