import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { LogEntry, WaitingEntry } from '../../domain/log/log-entry.ts';
import { eventText } from './event-text.ts';
import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

const NUMBER = 6;
const TIME = 16;
/** The widest that the column of names becomes. */
const MOST_WHO = 14;

const stockholm = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Europe/Stockholm',
});

/** The log as a table, newest last. Somebody with a long name has the line alone. */
export function logText(
  events: readonly LogEntry[],
  {
    total,
    waiting = [],
    names,
    provenFrom = null,
  }: {
    readonly total: number;
    readonly waiting?: readonly WaitingEntry[];
    readonly names: Pick<Profile, 'source' | 'target'>;
    /** The event from which a server vouches for who it was; null where nobody does. */
    readonly provenFrom?: number | null;
  },
  paint: Paint,
  width: number,
): string {
  const all = [...events, ...waiting];
  if (all.length === 0) return 'Inga händelser i loggen svarar mot frågan.';
  const who = Math.max(3, ...all.map(({ by }) => (by.length > MOST_WHO ? 0 : by.length)));
  const indent = ' '.repeat(NUMBER + 2 + TIME + 2 + who + 2);
  const head = `${'Nr'.padStart(NUMBER)}  ${'När'.padEnd(TIME)}  ${'Vem'.padEnd(who)}  Vad`;
  const lines = all.map((event) => {
    const { recordedAt, by } = event;
    const place = 'seq' in event ? String(event.seq) : 'väntar';
    const what = wrap(whatText(event, names), width - indent.length - 1, indent);
    const when = `${place.padStart(NUMBER)}  ${stockholm.format(new Date(recordedAt)).padEnd(TIME)}  `;
    return by.length <= who ? `${when}${by.padEnd(who)}  ${what}` : `${when}${by}\n${indent}${what}`;
  });
  const rest = total - events.length;
  return [
    paint.bold(head),
    paint.dim('─'.repeat(Math.min(width, 80) - 1)),
    ...lines,
    ...(waiting.length === 0 ? [] : ['', WAITING]),
    ...(provenFrom === null ? [] : ['', provenText(provenFrom)]),
    ...(rest > 0 ? ['', `${count(rest)} äldre visas inte (alla med --last ${total}, eller --json).`] : []),
  ].join('\n');
}

const WAITING =
  'Det som väntar visades medan någon annan skrev i registret, och får sin plats i loggen när den är klar.';

/** The name within brackets is what was typed besides. */
const provenText = (from: number): string =>
  `Vem är serverns inloggning, styrkt${from === 1 ? '' : ` från händelse ${String(from)}; före den är det påstått`}. Det som står inom parentes är uppgivet.`;

function whatText({ type, caseId, data }: WaitingEntry, names: Pick<Profile, 'source' | 'target'>): string {
  const text = eventText(type, data, names);
  return caseId === null ? text : `${caseId}: ${text}`;
}

/** Who has done something with a person's or a case's facts, or been shown them. */
export function traceText(
  trace: {
    readonly isKnown: boolean;
    readonly cases: readonly unknown[];
    readonly references: readonly string[];
    readonly events: readonly LogEntry[];
    readonly waiting: readonly WaitingEntry[];
  },
  isPerson: boolean,
  names: Pick<Profile, 'source' | 'target'>,
  paint: Paint,
  width: number,
): string {
  const { isKnown, references, events, waiting } = trace;
  const about =
    references.length === 0
      ? !isKnown
        ? 'Personen är okänd: numret står inte i någon lista som är inläst. Är det rätt skrivet?'
        : `Personen finns bara i listor från ${names.target}.`
      : `${isPerson ? 'Personens ärenden' : 'Ärendet'}: ${references.join(', ')}`;
  if (!isKnown) return paint.bold(wrap(about, width - 2));
  if (events.length + waiting.length === 0)
    return `${paint.bold(wrap(about, width - 2))}\n\nIngen har gjort något med det eller fått det visat, enligt loggen.`;
  return `${paint.bold(wrap(about, width - 2))}\n\n${logText(events, { total: events.length, waiting, names }, paint, width)}`;
}
