import { fold } from '../words/fold.ts';
import type { Actor } from '../plan/actors.ts';
import type { Part } from '../kinds/terms.ts';

/**
 * The messages that the cut-over itself creates: for every vårdtillfälle that moves, each actor of the steps 2, 3, 4 A
 * and 4 B sends one Extrameddelande in the source system, which must be kvitterat before the case can be closed there
 * (seed 000, Steg 2–4: "Skicka ett Extrameddelande i Prator om att vårdtillfället är överflyttat"; domain §5, Traps).
 * What people attest and what a later list shows are counted apart.
 */

/** A unit as the list of units has it. */
export interface SendingUnit {
  readonly part: string;
  readonly type: string | null;
}

/** "extrameddelande = meddelande utanför vårdbegäran" (domain §6, terms drift). */
const EXTRA_MESSAGE_TYPES = new Set(
  ['Extrameddelande', 'Extra meddelande', 'Extra-meddelande', 'Meddelande utanför vårdbegäran'].map(fold),
);

export const isExtraMessage = (type: string | null): boolean =>
  type !== null && EXTRA_MESSAGE_TYPES.has(fold(type));

/** One actor's message about one vårdtillfälle that moves. */
export interface ExpectedExtraMessage {
  readonly vardtillfalleId: string;
  readonly reference: string;
  /** The patient's. */
  readonly kommun: string | null;
  readonly step: string;
  readonly actor: Actor;
  /** The unit that owns the step; null where it is the kommun, or nobody knows. */
  readonly unit: string | null;
  /** The first day of the step by the plan: what was sent before it was about something else. */
  readonly beginsOn: string | null;
  /** Whether the vårdtillfälle still moves; of one that does not, only what has been sent is owed. */
  readonly moves: boolean;
  /** People's word that it is sent. */
  readonly attestedSentOn: string | null;
}

/** A row of the list of messages: one recipient of an Extrameddelande. */
export interface SentExtraMessage {
  readonly vardtillfalleId: string;
  /** Null where the list of units does not have the sender. */
  readonly sender: SendingUnit | null;
  readonly sentOn: string;
  /** The recipient has not acknowledged and has to: för kännedom owes none. */
  readonly isOwed: boolean;
  /** Its kvittens had not come when the list was taken out: whether it is acknowledged is not known. */
  readonly isDoubted: boolean;
}

export interface CountedExtraMessage extends ExpectedExtraMessage {
  readonly part: Part;
  /** The first day that a list of messages shows it sent. */
  readonly foundOn: string | null;
  /** Recipients who still owe a kvittens: as long as there are any, the case can not be closed. */
  readonly owed: number;
  /** Recipients of whom nobody can say whether they do. */
  readonly doubted: number;
}

export interface ExtraMessageCount {
  readonly expected: number;
  /** By people's word. */
  readonly attestedSent: number;
  /** By a list of messages. */
  readonly found: number;
  /** Of those found: everybody who owes a kvittens has given it, by a list. */
  readonly acknowledged: number;
}

export interface ExtraMessages {
  readonly messages: readonly CountedExtraMessage[];
  /** Rows of such messages whose sender could not be laid to an actor: counted as nobody's. */
  readonly unplaced: number;
}

const NONE: readonly SentExtraMessage[] = [];

/** Lays what a list shows to those whose messages they are; nothing is guessed. */
export function countExtraMessages(
  expected: readonly ExpectedExtraMessage[],
  sent: readonly SentExtraMessage[],
): ExtraMessages {
  const ofCase = new Map<string, SentExtraMessage[]>();
  for (const row of sent) {
    const known = ofCase.get(row.vardtillfalleId);
    if (known === undefined) ofCase.set(row.vardtillfalleId, [row]);
    else known.push(row);
  }
  const placed = new Set<SentExtraMessage>();
  const messages: CountedExtraMessage[] = [];
  for (const one of expected) {
    // `status` counts hundreds, most of them without a row: nothing is made for these, and no copy is made by
    // spreading, which is ten times as large.
    const rows = ofCase.get(one.vardtillfalleId)?.filter((row) => isOf(one, row)) ?? NONE;
    for (const row of rows) placed.add(row);
    const { vardtillfalleId, reference, kommun, step, actor, unit, beginsOn, moves, attestedSentOn } = one;
    if (!moves && attestedSentOn === null && rows.length === 0) continue;
    messages.push({
      vardtillfalleId,
      reference,
      kommun,
      step,
      actor,
      unit,
      beginsOn,
      moves,
      attestedSentOn,
      part: actor.part,
      foundOn: firstDayOf(rows),
      owed: rows === NONE ? 0 : rows.filter(({ isOwed }) => isOwed).length,
      doubted: rows === NONE ? 0 : rows.filter(({ isDoubted }) => isDoubted).length,
    });
  }
  const cases = new Map(expected.map(({ vardtillfalleId, beginsOn }) => [vardtillfalleId, beginsOn]));
  const unplaced = sent.filter((row) => {
    const beginsOn = cases.get(row.vardtillfalleId);
    return beginsOn !== undefined && row.sentOn >= (beginsOn ?? '') && !placed.has(row);
  }).length;
  return { messages, unplaced };
}

/** Whether a list shows it sent, and acknowledged by all who had to. */
export const isAcknowledged = ({ foundOn, owed, doubted }: CountedExtraMessage): boolean =>
  foundOn !== null && owed === 0 && doubted === 0;

const isOf = ({ beginsOn, actor }: ExpectedExtraMessage, { sender, sentOn }: SentExtraMessage): boolean =>
  (beginsOn === null || sentOn >= beginsOn) && isActor(actor, sender);

function firstDayOf(rows: readonly SentExtraMessage[]): string | null {
  let first: string | null = null;
  for (const { sentOn } of rows) if (first === null || sentOn < first) first = sentOn;
  return first;
}

function isActor({ part, hasUnitOf }: Actor, sender: SendingUnit | null): boolean {
  if (sender?.part !== part) return false;
  if (hasUnitOf === undefined) return true;
  return sender.type !== null && hasUnitOf(fold(sender.type));
}

/** How far they have come, of all or of some. */
export function sumExtraMessages(messages: readonly CountedExtraMessage[]): ExtraMessageCount {
  const found = messages.filter(({ foundOn }) => foundOn !== null);
  return {
    expected: messages.length,
    attestedSent: messages.filter(({ attestedSentOn }) => attestedSentOn !== null).length,
    found: found.length,
    acknowledged: found.filter(isAcknowledged).length,
  };
}

/** The sums by kommun, part or unit, in the order in which they are first met. */
export function sumExtraMessagesBy(
  messages: readonly CountedExtraMessage[],
  by: 'kommun' | 'part' | 'unit',
): ReadonlyMap<string | null, ExtraMessageCount> {
  const groups = new Map<string | null, CountedExtraMessage[]>();
  for (const message of messages) {
    const known = groups.get(message[by]);
    if (known === undefined) groups.set(message[by], [message]);
    else known.push(message);
  }
  return new Map([...groups].map(([key, group]) => [key, sumExtraMessages(group)]));
}
