import { referenceCode } from '../../domain/identity/reference-code.ts';
import { isConcerned, type MovingVardtillfalle } from '../../domain/plan/actors.ts';
import { planOf, type Plan } from '../../domain/plan/plan.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import type { FactsOf } from '../../domain/kinds/kinds.ts';
import {
  countExtraMessages,
  isExtraMessage,
  type ExpectedExtraMessage,
  type ExtraMessages,
  type SentExtraMessage,
} from '../../domain/tracking/extra-messages.ts';
import { MARKS, type MarkName } from '../../domain/answers/marks.ts';
import { TRACKED, trackCases, type Tracked } from '../../domain/tracking/tracking.ts';
import { kvittensOf } from '../../domain/tracking/kvittens.ts';
import { messagesSentFrom, unitNames, unreadColumns } from '../../register/cases/cases.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { openVardtillfallen } from './kept-vardtillfallen.ts';
import { outsideOf, unitsOf, unknownUnits, type Units } from './units.ts';

const SENT: MarkName = 'extrameddelande-sent';

export interface Moving extends MovingVardtillfalle {
  readonly reference: string;
  readonly facts: Pick<FactsOf<'vardtillfalle'>, 'kommun' | 'vardtillfalle_id'>;
  readonly moves: boolean;
}

type Sender = Pick<ExpectedExtraMessage, 'step' | 'actor' | 'beginsOn'>;

/** What tells which vårdtillfällen move. */
export interface Around {
  readonly units: Units;
  readonly trackedOf: (kind: string, caseId: string) => Tracked;
  /** Whether anybody has begun to move a vårdtillfälle. */
  readonly isOut: (id: string | null) => boolean;
}

/** Whether anybody has begun to move it: then messages of it can be out, wherever it belongs now. */
const isBegun = ({ attested }: Tracked): boolean =>
  attested.some(({ mark }) => mark === SENT || MARKS[mark].inTarget === 'begins');

/**
 * The Extrameddelanden that the moving of vårdtillfällen creates, as of a day: expected, attested sent, found in the
 * lists of messages, and acknowledged there. What was sent of one that does not move any more is owed all the same.
 *
 * @param movingOf the vårdtillfällen that move, or that somebody has begun to move; none of persons with protected identity
 */
export function countExtraMessagesAbout(
  register: Register,
  asOf: string,
  movingOf: (around: Around) => readonly Moving[],
  units: Units = unitsOf(register, asOf),
): ExtraMessages {
  const trackedOf = trackCases(eventsOfType(register.db, ...TRACKED), asOf);
  const isOut = (id: string | null): boolean => id !== null && isBegun(trackedOf('vardtillfalle', id));
  const sending = senders(planOf(register.profile));
  const expected = movingOf({ units, trackedOf, isOut }).flatMap((one) =>
    expectedOf(one, sending, trackedOf),
  );
  return countExtraMessages(expected, sentMessages(expected, register, asOf, units.senderOf));
}

/** The same by the kept classes, without working them out again: for a day that these hold. */
export function countExtraMessagesKept(register: Register, asOf: string, units?: Units): ExtraMessages {
  const isUnknownUnit = unknownUnits(unitNames(register.db));
  const movingOf = ({ units, trackedOf, isOut }: Around): readonly Moving[] =>
    openVardtillfallen(register, asOf, trackedOf)
      .filter(({ row, moves }) => moves || isOut(row.key))
      .map(({ row, moves }) => ({
        // Member by member, here too.
        reference: referenceCode('V', row.case_no),
        facts: row,
        careForm: row.care_form,
        unit: row.unit,
        halsocentral: row.halsocentral,
        openPsychiatry: units.openPsychiatryOf(row.kommun),
        outside: outsideOf(row, isUnknownUnit, units.connectionOf),
        moves,
      }));
  return countExtraMessagesAbout(register, asOf, movingOf, units);
}

export function movingFacts({
  care_form: careForm,
  unit,
  halsocentral,
}: Pick<FactsOf<'vardtillfalle'>, 'care_form' | 'unit' | 'halsocentral'>): Omit<
  MovingVardtillfalle,
  'openPsychiatry' | 'outside'
> {
  return { careForm, unit, halsocentral };
}

/** The parties that say in the source system that they have moved a vårdtillfälle. */
const senders = ({ steps }: Plan): readonly Sender[] =>
  steps.flatMap(({ id: step, actor, beginsOn }) =>
    actor !== null && actor.isSilent !== true ? [{ step, actor, beginsOn }] : [],
  );

function expectedOf(
  one: Moving,
  sending: readonly Sender[],
  trackedOf: ReturnType<typeof trackCases>,
): readonly ExpectedExtraMessage[] {
  const { kommun, vardtillfalle_id: vardtillfalleId } = one.facts;
  if (vardtillfalleId === null) return [];
  const { attested } = trackedOf('vardtillfalle', vardtillfalleId);
  const expected: ExpectedExtraMessage[] = [];
  for (const { step, actor, beginsOn } of sending) {
    if (!isConcerned(actor, one)) continue;
    expected.push({
      vardtillfalleId,
      reference: one.reference,
      kommun,
      step,
      actor,
      unit: actor.unitOf(one),
      beginsOn,
      moves: one.moves,
      attestedSentOn: attested.find(({ mark, answer }) => mark === SENT && answer?.step === step)?.on ?? null,
    });
  }
  return expected;
}

function sentMessages(
  expected: readonly ExpectedExtraMessage[],
  { db }: Register,
  asOf: string,
  senderOf: (unit: string | null) => SentExtraMessage['sender'],
): readonly SentExtraMessage[] {
  const moving = new Set(expected.map(({ vardtillfalleId }) => vardtillfalleId));
  const coverage = coverageOf(db, 'meddelande', asOf);
  if (moving.size === 0 || coverage.newestOn === null) return [];
  const from = expected.map(({ beginsOn }) => beginsOn ?? '').sort()[0] ?? '';
  const sent: SentExtraMessage[] = [];
  for (const message of messagesSentFrom(db, asOf, from)) {
    const { case_id: vardtillfalleId, type, from_unit: unit, last_seen_on: seenOn } = message;
    const sentOn = dayOf(message.sent_at ?? '');
    // A row that says it was sent after its list was taken out proves nothing.
    if (vardtillfalleId === null || sentOn > seenOn) continue;
    if (!moving.has(vardtillfalleId) || !isExtraMessage(type)) continue;
    const kvittens = kvittensOf(message, unreadColumns(message.not_understood));
    const waits = coverage.isListed(message);
    sent.push({
      vardtillfalleId,
      sender: senderOf(unit),
      sentOn,
      isOwed: waits && kvittens === 'owed',
      isDoubted: waits && kvittens === 'doubted',
    });
  }
  return sent;
}
