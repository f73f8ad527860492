import { counted, some } from '../../domain/words/counted.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { AnsweredData } from '../../domain/answers/answers.ts';
import { MARKS, type MarkName } from '../../domain/answers/marks.ts';
import { reopeningText, type Reopening } from '../../domain/classification/reopening.ts';
import type { UndoneData } from '../../domain/answers/undone.ts';
import type { ReclassifiedData } from '../../domain/inbox/class-changes.ts';
import { GUARDED_FROM } from '../../domain/worklists/guarded.ts';
import { eventWord } from '../../domain/log/event-words.ts';
import { answerColumn } from '../../domain/answers/answer-columns.ts';

/** What the systems are called. */
type Names = Pick<Profile, 'source' | 'target'>;

/** What an event says, in a line: the data as it may be shown. */
export function eventText(type: string, data: unknown, names: Names): string {
  return EVENT_TEXTS[type]?.(data as Told, names) ?? upper(eventWord(type));
}

type Told = Readonly<Partial<Record<string, string | number | boolean | readonly string[]>>>;

const several = (value: Told[string], one: string, many: string): string =>
  counted(typeof value === 'number' ? value : 0, one, many);
const codesOf = (told: Told[string]): readonly string[] => [
  ...new Set((Array.isArray(told) ? (told as { readonly code: string }[]) : []).map(({ code }) => code)),
];
const listed = (value: Told[string]): readonly string[] => (Array.isArray(value) ? (value as string[]) : []);

const upper = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const text = (value: Told[string]): string => (typeof value === 'string' ? value : '');

function undoneText({ seqs, list }: UndoneData): string {
  return list === undefined
    ? `Ångrade händelse ${seqs.join(', ')}`
    : `Lade listan ${list.file} (uttag ${list.exportedOn}) åt sidan`;
}

function reclassifiedText({ from, to, rule, stands }: ReclassifiedData): string {
  if (from !== to || stands === undefined) return `Omklassad från ${from} till ${to} (${rule ?? ''})`;
  const last = stands.at(-1);
  return `Klassen ${to} räknas från ${last === undefined ? 'början' : last.on}, efter att något har ångrats`;
}

/** By type of event: first those about a case or a gate, then those of the register as a whole. */
const EVENT_TEXTS: Readonly<Record<string, (data: Told, names: Names) => string>> = {
  marked: ({ mark, note }, names) => `${markLabel(text(mark), names)}: ${text(note)}`,
  decided: ({ class: decided, reason }) => `Beslut ${text(decided)}: ${text(reason)}`,
  'protection-decided': ({ reason }) => `Beslut att det inte är den skyddade med samma namn: ${text(reason)}`,
  reopened: (data) => `Återöppnat: ${reopeningText(data as unknown as Reopening)} men finns igen`,
  answered: (data, names) =>
    `Svar på lista ${text(data['worklist'])}: ${answerText(data as unknown as AnsweredData, names)}`,
  'conflict-resolved': (data, names) =>
    `Konflikt avgjord på lista ${text(data['worklist'])}: ${answerText(data as unknown as AnsweredData, names)}`,
  undone: (data) => undoneText(data as unknown as UndoneData),
  'coverage-said': ({ sourceNos, reason }) =>
    `Sade att lista ${listed(sourceNos).join(', ')} är hel${text(reason) === '' ? '' : `: ${text(reason)}`}`,
  waived: ({ gate, until, reason }) =>
    `Undantag för ${text(gate)} till och med ${text(until)}: ${text(reason)}`,
  'inbox-done': ({ item, reason }) =>
    `Tog ${text(item)} ur inkorgen${text(reason) === '' ? '' : `: ${text(reason)}`}`,
  'not-counted': ({ worklist, told }) =>
    `Svar som inte räknas på lista ${text(worklist)}: ${codesOf(told).join(', ')}`,
  'comment-released': ({ item, reason }) =>
    `Släppte kommentaren i ${text(item)}${text(reason) === '' ? '' : `: ${text(reason)}`}`,
  reclassified: (data) => reclassifiedText(data as unknown as ReclassifiedData),
  'register-created': ({ profile }) => `Registret skapat med profilen ${String(profile)}`,
  'register-upgraded': ({ to }) => `Registrets tabeller gjordes om till version ${String(to)}`,
  'register-restored': () => 'Återställde registret ur en säkerhetskopia',
  'register-copied': ({ of, seq }) =>
    `Kopierade registret ${String(of)}, till och med händelse ${String(seq)}`,
  'register-sealed': () => 'Förseglade registret',
  imported: ({ file, kind, rows }) =>
    `Läste in ${String(file ?? kind ?? 'en lista')}, ${several(rows, 'rad', 'rader')}`,
  'profile-applied': ({ name, changes }) =>
    `Ändrade profilen till ${String(name)}, ${several(changes, 'uppgift', 'uppgifter')}`,
  'worklist-issued': ({ worklist, step, rows }) =>
    `Lämnade ut lista ${String(worklist)}, steg ${String(step)}, ${typeof rows === 'number' ? several(rows, 'rad', 'rader') : `färre än ${some(GUARDED_FROM, 'rad')}`}`,
  'contacts-imported': ({ contacts }) => `Läste in ${several(contacts, 'kontakt', 'kontakter')}`,
  'password-renewed': ({ recipient, generation }) =>
    typeof recipient !== 'string'
      ? 'Bytte nyckeln till alla lösenord'
      : `Gav ${recipient} ett nytt lösenord (nummer ${String(generation)})`,
  'slips-made': ({ recipients }) =>
    `Gjorde lappar med lösenord för ${several(recipients, 'mottagare', 'mottagare')}`,
  replied: ({ lists, encrypted }) =>
    `Skrev återkoppling på ${several(lists, 'lista', 'listor')}${encrypted === false ? ', utan kryptering fast det finns kontakter' : ''}`,
  'conflicts-issued': ({ worklist, step, rows }) =>
    `Lämnade ut konfliktlista ${String(worklist)}, steg ${String(step)}, ${several(rows, 'rad', 'rader')}`,
  'errors-written': ({ file, rows }) =>
    `Skrev rättningslistan ${String(file)}, ${several(rows, 'rad', 'rader')}`,
  returned: ({ worklist, return: id, applied }) =>
    `Tog emot lista ${String(worklist)} (${String(id)}), ${several(applied, 'nytt svar', 'nya svar')}`,
  shown: ({ command, references, rows, files }) =>
    [
      ...shownText(listed(references), listed(rows)).map((text) => `Visade ${text} med "${String(command)}"`),
      ...listed(files).map((file) => `Filen ${file} lämnade registret`),
    ].join('; '),
  'import-held': ({ file, kind }) => `Tog inte in ${String(file ?? kind ?? 'en lista')}`,
  'checkpoint-created': ({ checkpoint, kind, effectiveOn }) =>
    `Kontrollpunkt ${String(checkpoint)} (${String(kind)}) för ${String(effectiveOn)}`,
  'checkpoint-sealed': ({ checkpoint }) => `Kontrollpunkt ${String(checkpoint)}: mappen är klar`,
  unlocked: ({ checkpoint, reason }) => `Hävde läsläget i ${String(checkpoint)}: ${String(reason)}`,
  'rehearsal-started': ({ of }) => `Övning på en kopia av ${String(of)}`,
  gallrat: ({ checkpoint }) => `Gallrade registret, efter arkivet ${String(checkpoint)}`,
  'alteration-accepted': ({ problems, reason }) =>
    `Godtog att registret ändrats, ${several(problems, 'fel', 'fel')}: ${String(reason)}`,
};

const markLabel = (mark: string, names: Names): string =>
  mark in MARKS ? fillNames(MARKS[mark as MarkName].label, names) : mark;

/** How many references are named one by one. */
const NAMED = 5;

function shownText(references: readonly string[], rows: readonly string[]): readonly string[] {
  if (references.length + rows.length === 0) return [];
  const rest = references.length - NAMED;
  return [
    [
      ...references.slice(0, NAMED),
      ...(rest > 0 ? [`${rest} till`] : []),
      ...(rows.length > 0 ? [several(rows.length, 'rad utan referens', 'rader utan referens')] : []),
    ].join(', '),
  ];
}

function answerText({ column, value, isHeld }: AnsweredData, names: Names): string {
  const held = isHeld === true ? ' (räknas inte förrän det bekräftas: uppgifterna hade ändrats)' : '';
  return `${fillNames(answerColumn(column)?.header ?? column, names)} ${value ?? 'borttaget'}${held}`;
}
