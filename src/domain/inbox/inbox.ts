import { undoneSeqs } from '../answers/undone.ts';
import { groupBy } from '../words/group-by.ts';
import { compareText } from '../words/compare-text.ts';
import { compareSwedish } from '../words/swedish-order.ts';
import { INBOX_KIND_NAMES, inboxKind, type InboxKind } from './inbox-kinds.ts';

/** Somebody has seen to an item of the inbox. */
export const INBOX_DONE = 'inbox-done';
/** Somebody lets a comment stand on pages that leave the register. */
export const COMMENT_RELEASED = 'comment-released';

/** Data of both events: marks of what was seen to, never a text, an id of the source system or a unit. */
export interface SettledData {
  readonly item: string;
  readonly kind: string;
  readonly causes: readonly string[];
  readonly references: readonly string[];
  readonly reason: string;
}

/** Whose it is: a unit, a role in a kommun or a named function; never a person. */
export interface Who {
  readonly recipient: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
}

/** One thing that calls for somebody. */
export interface Signal extends Who {
  readonly kind: InboxKind;
  /** Signals of one kind and subject are one item: they are settled together. */
  readonly subject: string;
  /** What calls; for another cause it is called again, though this one has been seen to. */
  readonly cause: string;
  /** The case's code, or the list's number. */
  readonly reference: string;
  /** The case's id: items that are as urgent go by it. Codes follow the order in which lists came. */
  readonly caseId?: string | null;
  readonly step: string | null;
  /** The list that it stands on; null where it stands on none. */
  readonly list: string | null;
  readonly since: string | null;
  /** The last day of the work by the plan. */
  readonly dueOn: string | null;
  readonly why: string;
  /** What somebody has written, and what is known of that writing: it may hold a name. */
  readonly comment: { readonly cause: string; readonly text: string } | null;
  /** Of protected persons: told as one, without number, place or reference. */
  readonly isGuarded: boolean;
}

export interface InboxItem extends Who {
  /** What is written after `--done`; another as soon as something else calls. */
  readonly id: string;
  readonly kind: InboxKind;
  readonly references: readonly string[];
  readonly step: string | null;
  readonly list: string | null;
  readonly since: string | null;
  readonly dueOn: string | null;
  readonly isLate: boolean;
  readonly why: string;
  readonly comments: readonly InboxComment[];
  readonly isGuarded: boolean;
  readonly causes: readonly string[];
}

/** An item as it is told: whom to call, what settles it, and where they were asked for the texts. */
export interface InboxEntry extends Omit<InboxItem, 'comments' | 'causes'> {
  /** How the recipient is reached: a function, never a person; null where no contact is given. */
  readonly contact: string | null;
  readonly settles: { readonly how: string; readonly command: string };
  readonly hasComment: boolean;
  /** What people have written, and the request of a unit; null where it was not asked for. */
  readonly texts: readonly string[] | null;
}

interface InboxComment {
  readonly cause: string;
  readonly text: string;
  readonly isReleased: boolean;
}

interface Event {
  readonly seq: number;
  readonly type: string;
  readonly effectiveOn: string;
  readonly data: string;
}

/** What has been seen to, and what let out, by a day: the marks of their causes. */
export interface Settled {
  readonly done: ReadonlySet<string>;
  readonly released: ReadonlySet<string>;
}

/** @param events all of both types, and the counter-events, in the order of `seq` */
export function settledBy(events: readonly Event[], asOf: string): Settled {
  const undone = undoneSeqs(events);
  const causesOf = (type: string): ReadonlySet<string> =>
    new Set(
      events
        .filter((event) => event.type === type && event.effectiveOn <= asOf && !undone.has(event.seq))
        .flatMap(({ data }) => (JSON.parse(data) as SettledData).causes),
    );
  return { done: causesOf(INBOX_DONE), released: causesOf(COMMENT_RELEASED) };
}

/** A hash of a text: long enough that two causes are never taken for one. */
export type Digest = (text: string) => string;

const GUARDED: Who = { recipient: 'Utsedda handläggare', kommun: null, part: null, unit: null };

/**
 * What waits for somebody, the most urgent first within each kind. A signal that has been seen to is none; what is left
 * of a subject is one item, whose id stands for exactly these causes.
 */
export function itemsOf(
  signals: readonly Signal[],
  { done, released }: Settled,
  asOf: string,
  digest: Digest,
): readonly InboxItem[] {
  const marked = signals
    .map((signal) => ({ signal, mark: digest(`${signal.kind}|${signal.subject}|${signal.cause}`) }))
    .filter(({ mark }) => !done.has(mark));
  const groups = groupBy(marked, ({ signal: { kind, subject, isGuarded } }) =>
    JSON.stringify([kind, isGuarded ? null : subject]),
  );
  return [...groups.values()]
    .flatMap((group): readonly Ordered[] => {
      const [first] = group;
      if (first === undefined) return [];
      const causes = group.map(({ mark }) => mark).toSorted();
      const id = idOf(digest(causes.join(' ')));
      const signals = group.map(({ signal }) => signal);
      const item = { ...told(signals, asOf, released, digest), id, causes };
      return [{ item, ids: signals.map(({ caseId, reference }) => caseId ?? reference).join(' ') }];
    })
    .toSorted(byUrgency)
    .map(({ item }) => item);
}

interface Ordered {
  readonly item: InboxItem;
  readonly ids: string;
}

function told(
  signals: readonly Signal[],
  asOf: string,
  released: ReadonlySet<string>,
  digest: Digest,
): Omit<InboxItem, 'id' | 'causes'> {
  const [first] = signals;
  if (first === undefined) throw new Error('an item of nothing');
  const { kind, recipient, kommun, part, unit, step, list, why, isGuarded } = first;
  if (isGuarded)
    return {
      ...{ ...GUARDED, kind, references: [], step: null, list: null, since: null, dueOn: null },
      ...{ isLate: false, why: 'Står på deras egen lista.', comments: [], isGuarded },
    };
  const dueOn = signals.flatMap((one) => one.dueOn ?? []).toSorted()[0] ?? null;
  return {
    ...{ kind, recipient, kommun, part, unit, step, list, why, isGuarded, dueOn },
    references: [...new Set(signals.map(({ reference }) => reference))],
    since: signals.flatMap((one) => one.since ?? []).toSorted()[0] ?? null,
    isLate: dueOn !== null && dueOn < asOf,
    comments: signals.flatMap(({ comment }) => {
      if (comment === null) return [];
      const cause = digest(comment.cause);
      return [{ cause, text: comment.text, isReleased: released.has(cause) }];
    }),
  };
}

/** No vowels and no signs that look alike: it is read out on the telephone. */
const SIGNS = '23456789BCDFGHJKLMNPQRSTVWXZ';
const ID_LENGTH = 8;

/** "K7M2-9QXD" of a hash in hexadecimal. */
function idOf(hash: string): string {
  let rest = BigInt(`0x${hash}`);
  let id = '';
  while (id.length < ID_LENGTH) {
    id += SIGNS.charAt(Number(rest % BigInt(SIGNS.length)));
    rest /= BigInt(SIGNS.length);
  }
  return `${id.slice(0, 4)}-${id.slice(4)}`;
}

const ALWAYS = '9999-12-31';

function byUrgency({ item: one, ids: idsOfOne }: Ordered, { item: other, ids: idsOfOther }: Ordered): number {
  const rankOf = ({ kind }: InboxItem): number => INBOX_KIND_NAMES.indexOf(kind);
  const dayOf = ({ dueOn, since }: InboxItem): string => `${dueOn ?? ALWAYS} ${since ?? ALWAYS}`;
  return (
    rankOf(one) - rankOf(other) ||
    Number(one.isGuarded) - Number(other.isGuarded) ||
    compareText(dayOf(one), dayOf(other)) ||
    compareSwedish(one.recipient, other.recipient) ||
    compareText(idsOfOne.padStart(20), idsOfOther.padStart(20)) ||
    compareText(one.id, other.id)
  );
}

/** Only items of a place, a recipient or a kind; what is of protected persons is of no place. */
export interface InboxFilter {
  readonly kinds: readonly InboxKind[] | null;
  readonly isOf: (who: Who) => boolean;
  readonly isEverywhere: boolean;
}

export const filtered = (
  items: readonly InboxItem[],
  { kinds, isOf, isEverywhere }: InboxFilter,
): readonly InboxItem[] =>
  items.filter(
    (item) => (kinds === null || kinds.includes(item.kind)) && (item.isGuarded ? isEverywhere : isOf(item)),
  );

/** How many there are of each kind that the day's page tells. */
export function inboxCounts(items: readonly InboxItem[]): readonly { label: string; count: number }[] {
  return INBOX_KIND_NAMES.flatMap((kind) => {
    const { counted } = inboxKind(kind);
    const count = items.filter((item) => item.kind === kind).length;
    if (counted === undefined || count === 0) return [];
    const [one, many] = counted;
    return [{ label: count === 1 ? one : many, count }];
  });
}

/** What settles an item: a sentence, and the command or the list by which it is done. */
export function settlingOf(
  item: Omit<InboxItem, 'comments' | 'causes'>,
  names: Names,
): { readonly how: string; readonly command: string } {
  const { how, command } = inboxKind(item.kind).settles;
  const [reference] = item.references;
  // A person or a message has no class to decide: its list is answered.
  const isDecided = reference === undefined || /^[SV]/u.test(reference);
  const isOnList = command.includes('{ref}') && (!isDecided || reference === undefined);
  const fill = (text: string): string =>
    text
      .replaceAll('{step}', item.step ?? 'STEG')
      .replaceAll('{ref}', reference ?? '')
      .replaceAll('{id}', item.id)
      .replaceAll('{source}', names.source)
      .replaceAll('{target}', names.target)
      .replaceAll('{support}', names.support.name);
  if (item.isGuarded && !command.includes('{id}'))
    return { how: 'Utsedda handläggare svarar på sin lista.', command: fill('overgang return FIL') };
  if (isOnList)
    return {
      how: fill('Löses av ett svar på listan {step}.'),
      command: fill('overgang worklist --step {step} -o MAPP'),
    };
  return { how: fill(how), command: fill(command) };
}

interface Names {
  readonly source: string;
  readonly target: string;
  readonly support: { readonly name: string };
}
