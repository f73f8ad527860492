import type { InboxEntry } from '../../domain/inbox/inbox.ts';
import { INBOX_KIND_NAMES, inboxKind, type InboxKind } from '../../domain/inbox/inbox-kinds.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { weekday } from '../../domain/calendar/days.ts';
import { shortDay } from '../kit/day-text.ts';
import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

/** So many of each kind are told where no kind was asked for. */
const SHOWN = 4;
/** So many references of one item are told. */
const REFERENCES = 6;

/** The items that are told: the most urgent of each kind. */
export function shownItems(entries: readonly InboxEntry[], isShort: boolean): readonly InboxEntry[] {
  if (!isShort) return entries;
  return INBOX_KIND_NAMES.flatMap((kind) => entries.filter((one) => one.kind === kind).slice(0, SHOWN));
}

/** What waits for somebody, kind by kind, in 80 columns: whose it is, which, since when and what settles it. */
export function inboxText(
  entries: readonly InboxEntry[],
  { asOf, profile, isShort }: { readonly asOf: string; readonly profile: Profile; readonly isShort: boolean },
  paint: Paint,
  width: number,
): string {
  const heading = paint.bold(`${profile.title}: inkorgen ${weekday(asOf)} ${asOf}`);
  if (entries.length === 0) return `${heading}\nIngenting väntar på någon.`;
  const told = shownItems(entries, isShort);
  const groups = INBOX_KIND_NAMES.flatMap((kind) => {
    const all = entries.filter((one) => one.kind === kind);
    if (all.length === 0) return [];
    const some = told.filter((one) => one.kind === kind);
    const rest = all.length - some.length;
    const usual = usualOf(all);
    return [
      [
        `${paint.bold(fillNames(inboxKind(kind).title, profile))}: ${count(all.length)}`,
        ...(usual.how === null ? [] : [paint.dim(`  ${wrap(usual.how, width - 2, '  ')}`)]),
        ...(usual.command === null ? [] : [`  ${usual.command}`]),
        ...some.map((one) => entryText(one, usual, paint, width)),
        ...(rest > 0 ? [`  … och ${count(rest)} till: overgang inbox --kind ${kind}`] : []),
      ].join('\n'),
    ];
  });
  return [
    `${heading}\n${wrap(sumText(entries), width)}`,
    ...groups,
    wrap(
      `Omhändertaget: overgang inbox --done NUMMER --by NAMN.${entries.some(hasUntold) ? ' Texterna: --with-texts, loggas.' : ''}`,
      width,
    ),
  ].join('\n\n');
}

const hasUntold = ({ hasComment, texts, kind }: InboxEntry): boolean =>
  texts === null && (hasComment || kind === 'acknowledge');

function sumText(entries: readonly InboxEntry[]): string {
  const late = entries.filter(({ isLate }) => isLate).length;
  return `${count(entries.length)} ${entries.length === 1 ? 'sak' : 'saker'} väntar på någon${late === 0 ? '' : `, varav ${count(late)} över sin sista dag`}.`;
}

/** What settles all of a kind in the same way is told once. */
interface Usual {
  readonly how: string | null;
  readonly command: string | null;
}

function usualOf(entries: readonly InboxEntry[]): Usual {
  const [first] = entries;
  const same = (of: 'how' | 'command'): string | null =>
    first !== undefined && entries.every(({ settles }) => settles[of] === first.settles[of])
      ? first.settles[of]
      : null;
  return { how: same('how'), command: same('command') };
}

const INDENT = ' '.repeat(13);

function entryText(entry: InboxEntry, usual: Usual, paint: Paint, width: number): string {
  const { id, recipient, contact, texts, settles, isLate } = entry;
  const head = wrap(`${id}  ${recipient}${contact === null ? '' : ` (${contact})`}`, width - 2, INDENT);
  const facts = `${factsOf(entry)}${isLate ? ' Sent.' : ''}`;
  const below = [
    facts,
    ...(usual.how === null ? [settles.how] : []),
    ...(usual.command === null ? [settles.command] : []),
  ];
  const written = (texts ?? []).flatMap((text) => text.split('\n'));
  return [
    `  ${paint.bold(id)}${head.slice(id.length)}`,
    ...below.map((text) => `${INDENT}${wrap(text, width - INDENT.length, INDENT)}`),
    ...written.map((line) => `${INDENT}│ ${wrap(line, width - INDENT.length - 2, `${INDENT}│ `)}`),
  ].join('\n');
}

/** "S1042-P, steg 6, lista AL-0031, sedan 2 okt. Varför." */
function factsOf({ references, step, list, since, why, kind, hasComment }: InboxEntry): string {
  const isMany = references.length > REFERENCES;
  const told = isMany
    ? `${count(references.length)} ${nounOf(kind)}`
    : references.length === 0
      ? 'Skyddade personuppgifter'
      : references.join(', ');
  const facts = [
    told,
    step === null ? null : `steg ${step}`,
    list === null || references.includes(list) ? null : `lista ${list}`,
    since === null ? null : `sedan ${shortDay(since)}`,
    hasComment && kind !== 'comment' ? 'med kommentar' : null,
  ].filter((text) => text !== null);
  return `${facts.join(', ')}.${why === '' ? '' : ` ${sentence(why)}`}`;
}

const nounOf = (kind: InboxKind): string => (kind === 'acknowledge' ? 'meddelanden' : 'rader');

/** A reason as a sentence. */
export const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/u.test(text) ? '' : '.'}`;
