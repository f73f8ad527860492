import { isoMinute } from './days.ts';
import { writeList } from './list-file.ts';
import type { GeneratedList, Row } from './list-file.ts';
import { KOMMUNER } from './parts.ts';
import type { KommunCode } from './parts.ts';
import type { Random } from './random.ts';
import type { Sip } from './sip-cases.ts';
import { unitNames, UNKNOWN_UNITS, UNKNOWN_WARD } from './units.ts';
import { dispositionOf, LAST_MINUTE } from './vardtillfallen.ts';
import type { Vardtillfalle } from './vardtillfallen.ts';

/** Different messages; the list has a few rows more. */
const MESSAGES = 2600;
const REPEATED_ROWS = 2;

type MessageType =
  | 'Inskrivningsmeddelande'
  | 'Utskrivningsrapport'
  | 'Meddelande om utskrivningsklar'
  | 'Utskrivningsmeddelande'
  | 'Extrameddelande'
  | 'Initiativ'
  | 'Kallelse till planering';

interface Message {
  readonly caseId: string;
  readonly type: MessageType;
  readonly from: string;
  readonly to: string;
  readonly sentAt: number;
  readonly isInformationOnly: boolean;
  readonly acknowledgedAt: number | null;
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** Sent but kvittens is owed: what keeps a vårdtillfälle open. */
const isOwed = (message: Message): boolean => !message.isInformationOnly && message.acknowledgedAt === null;

/** What is for information needs no kvittens, and mostly gets none. */
function sent(random: Random, message: Omit<Message, 'acknowledgedAt'>, acknowledges: number): Message {
  const isAcknowledged = random.chance(message.isInformationOnly ? 0.15 : acknowledges);
  const at = Math.min(message.sentAt + random.int(20, 3 * DAY), LAST_MINUTE);
  return { ...message, acknowledgedAt: isAcknowledged ? at : null };
}

function recipients(random: Random, stay: Vardtillfalle): string[] {
  const { kommun } = stay.person;
  const bistandsenhet = random.pick(unitNames(kommun, 'biståndsenhet'));
  const third =
    stay.plan.careForm === 'somatik'
      ? unitNames(kommun, 'hemsjukvård')
      : unitNames(KOMMUNER[kommun].psykiatri, 'psykiatrisk öppenvård');
  return [bistandsenhet, stay.halsocentral, random.pick(third)];
}

/** What the ward has sent so far, each type to everybody; the people then write to each other besides. */
function messagesOf(random: Random, stay: Vardtillfalle): Message[] {
  const to = recipients(random, stay);
  const end = Math.min(stay.dischargedAt ?? LAST_MINUTE, LAST_MINUTE) - HOUR;
  const clamp = (minutes: number): number => Math.min(Math.max(minutes, stay.admittedAt), LAST_MINUTE);
  const moments: [MessageType, number][] = [
    ['Inskrivningsmeddelande', clamp(stay.admittedAt + random.int(30, 20 * HOUR))],
  ];
  if (stay.readyAt !== null && stay.readyAt <= LAST_MINUTE) {
    moments.push(['Utskrivningsrapport', clamp(stay.readyAt - random.int(10, 10 * HOUR))]);
    moments.push(['Meddelande om utskrivningsklar', stay.readyAt]);
  }
  if (stay.dischargedAt !== null) moments.push(['Utskrivningsmeddelande', clamp(stay.dischargedAt + 15)]);

  const acknowledges = dispositionOf(stay) === 'closed' ? 1 : 0.8;
  const send = (type: MessageType, from: string, recipient: string, sentAt: number, aside: number): Message =>
    sent(
      random,
      { caseId: stay.id, type, from, to: recipient, sentAt, isInformationOnly: random.chance(aside) },
      acknowledges,
    );

  const formal = moments.flatMap(([type, at]) =>
    to.map((recipient) => send(type, stay.unit, recipient, at, 0.02)),
  );
  const extra = Array.from({ length: random.int(2, 7) }, () => {
    const [from = stay.unit, recipient = stay.unit] = random.shuffle([stay.unit, ...to]);
    const at = random.int(stay.admittedAt, Math.max(stay.admittedAt, end));
    return send('Extrameddelande', from, recipient, at, 0.12);
  });

  const messages = [...formal, ...extra].sort((one, other) => one.sentAt - other.sentAt);
  if (dispositionOf(stay) !== 'awaiting-acknowledgement' || messages.some(isOwed)) return messages;
  // Chance has acknowledged everything where something must be left.
  const last = messages.findLastIndex((message) => !message.isInformationOnly);
  return messages.map((message, index) => (index === last ? { ...message, acknowledgedAt: null } : message));
}

function otherUnit(random: Random, kommun: KommunCode, unit: string): string {
  return random.pick(
    unitNames(kommun, 'hälsocentral', 'biståndsenhet', 'hemsjukvård').filter((name) => name !== unit),
  );
}

/** The initiative of a SIP and the call to its meeting. */
function messagesOfSip(random: Random, sip: Sip): Message[] {
  const start = sip.startedOn * DAY + random.int(8 * HOUR, 15 * HOUR);
  return (['Initiativ', 'Kallelse till planering'] as const).map((type, index) =>
    sent(
      random,
      {
        caseId: sip.id,
        type,
        from: sip.unit,
        to: otherUnit(random, sip.person.kommun, sip.unit),
        sentAt: start + index * random.int(HOUR, DAY),
        isInformationOnly: index === 1 && random.chance(0.06),
      },
      0.9,
    ),
  );
}

const HEADER: Row = [
  'Meddelande-id',
  'Ärende',
  'Meddelandetyp',
  'Avsändare',
  'Mottagare',
  'Skickat',
  'För kännedom',
  'Kvitterat',
];

const ORPHAN_CASES = ['VT90007', 'SIP-399001'];

export interface MeddelandeTruth {
  readonly exportedOn: string;
  /** Different messages. */
  readonly total: number;
  readonly dataRows: number;
  readonly repeatedRows: number;
  readonly informationOnly: number;
  /** Kvittens is owed and not given: not counted is what is only for information. */
  readonly unacknowledged: {
    readonly total: number;
    readonly onVardtillfallen: number;
    readonly onSips: number;
  };
  /** Case → messages still owed, for every case that has any. */
  readonly unacknowledgedByCase: Readonly<Record<string, number>>;
  /** Messages on cases that no list has; all of them are acknowledged. */
  readonly orphans: readonly string[];
  /** Messages from or to a unit that the list of units does not have. */
  readonly withUnknownUnit: readonly string[];
}

/** Every message of the vårdtillfällen, and as many of the SIPs' as make up a round number. */
function createMessages(random: Random, stays: readonly Vardtillfalle[], sips: readonly Sip[]): Message[] {
  const messages = stays.flatMap((stay) => messagesOf(random, stay));
  for (const sip of random.shuffle(sips)) {
    if (messages.length >= MESSAGES - ORPHAN_CASES.length) break;
    messages.push(...messagesOfSip(random, sip));
  }
  messages.length = MESSAGES - ORPHAN_CASES.length;
  const orphans = ORPHAN_CASES.map((caseId): Message => {
    const from = random.pick(unitNames('2281', 'hälsocentral'));
    const sentAt = LAST_MINUTE - random.int(20 * DAY, 60 * DAY);
    const to = otherUnit(random, '2281', from);
    const type = 'Extrameddelande';
    return { caseId, type, from, to, sentAt, isInformationOnly: false, acknowledgedAt: sentAt + 2 * HOUR };
  });
  return [...messages, ...orphans];
}

export function writeMeddelanden(
  random: Random,
  stays: readonly Vardtillfalle[],
  sips: readonly Sip[],
): { list: GeneratedList; truth: MeddelandeTruth } {
  const unknown = new Set([...UNKNOWN_UNITS, UNKNOWN_WARD]);
  const toUnknown = new Set(Array.from({ length: 4 }, (_, index) => 150 + index * 310));
  let number = 7_000_000;
  const nextId = (): string => {
    number += random.int(1, 40);
    return `M${number}`;
  };
  const messages = createMessages(random, stays, sips).map((message, index) => ({
    ...message,
    id: nextId(),
    to: toUnknown.has(index) ? random.pick(UNKNOWN_UNITS) : message.to,
  }));
  const rows = messages.map((message): Row => [
    message.id,
    message.caseId,
    message.type,
    message.from,
    message.to,
    isoMinute(message.sentAt),
    message.isInformationOnly ? 'Ja' : 'Nej',
    message.acknowledgedAt === null ? '' : isoMinute(message.acknowledgedAt),
  ]);
  const repeated = random.shuffle(rows).slice(0, REPEATED_ROWS);

  const owed = messages.filter(isOwed);
  const unacknowledgedByCase: Record<string, number> = {};
  for (const { caseId } of owed) unacknowledgedByCase[caseId] = (unacknowledgedByCase[caseId] ?? 0) + 1;
  const onSips = owed.filter(({ caseId }) => caseId.startsWith('SIP')).length;
  return {
    list: writeList('prator-meddelanden-2025-09-29.csv', { encoding: 'utf-8', delimiter: ',' }, HEADER, [
      ...rows,
      ...repeated,
    ]),
    truth: {
      exportedOn: '2025-09-29',
      total: messages.length,
      dataRows: rows.length + repeated.length,
      repeatedRows: REPEATED_ROWS,
      informationOnly: messages.filter((message) => message.isInformationOnly).length,
      unacknowledged: { total: owed.length, onVardtillfallen: owed.length - onSips, onSips },
      unacknowledgedByCase,
      orphans: messages.filter(({ caseId }) => ORPHAN_CASES.includes(caseId)).map(({ id }) => id),
      withUnknownUnit: messages
        .filter(({ from, to }) => unknown.has(from) || unknown.has(to))
        .map(({ id }) => id),
    },
  };
}
