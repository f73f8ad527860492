import type { MessagesSent } from '../subject.ts';
import { fact } from './fact-column.ts';

/** What lists show of things that others work out or decide on: shown as it stands, and nothing is calculated from it. */

/** "2025-09-27 12:00"; where a list has the day alone, that it has no time. */
const instantText = (instant: string): string =>
  instant.includes('T') ? instant.replace('T', ' ') : `${instant} (klockslag saknas i listan)`;

/** A message to several units is told of once for each, and is sent once. */
const timesOf = (sentAt: readonly string[]): readonly string[] => [...new Set(sentAt)].map(instantText);

/** Classes of vårdtillfällen that stay in the source system for the billing. */
const STAYS: readonly string[] = ['finish-in-prator', 'trapped', 'in-both-systems'];

const fromMessages = (
  what: string,
  { listOn }: MessagesSent,
  sentAt: readonly string[],
  none: string,
): string =>
  listOn === null
    ? `${what}: ingen lista över meddelanden.`
    : `${what}: ${sentAt.length === 0 ? `${none} i listan ${listOn}` : timesOf(sentAt).join(', ')}.`;

/**
 * The days that the billing counts from, as lists have them: times matter (three days, four where the notice was sent
 * after 12), so they are shown where there are any. Betalningsansvar is never worked out.
 *
 * Source: seed 000, Ärendegång 3 b: "Viktigt att dessa finns kvar i Prator pga fakturering"; lag 2017:612 5 kap.
 */
export const billing = fact(
  ['vardtillfalle'],
  ['class', 'moves', 'readyAt', 'dischargedAt', 'messages'],
  {
    key: 'billing',
    header: 'Kvar för faktureringen',
    width: 30,
    format: 'text',
    wrap: true,
    isDerived: true,
    isRare: true,
    needsConsent: true,
    note: 'Dagarna som listorna har dem. Verktyget räknar inget betalningsansvar.',
  },
  ({ class: name, moves, readyAt, dischargedAt, messages }) =>
    readyAt === null || !(STAYS.includes(name) || (name === 'moved-back' && !moves))
      ? null
      : [
          `Utskrivningsklar ${instantText(readyAt)}.`,
          fromMessages('Meddelande om utskrivningsklar', messages, messages.readyNoticesAt, 'inget'),
          `Utskriven: ${dischargedAt === null ? 'inte enligt listan' : instantText(dischargedAt)}.`,
        ].join(' '),
);

/** Source: seed 003, Grön process: "Kallelse till SIP sker inom tre dagar". */
export const summonsSent = fact(
  ['vardtillfalle'],
  ['readyAt', 'messages'],
  {
    key: 'summonsSent',
    header: 'Kallelse till SIP',
    width: 26,
    format: 'text',
    wrap: true,
    isDerived: true,
    isRare: true,
    needsConsent: true,
    note: 'Behövs en SIP ska kallelsen gå inom tre dagar från utskrivningsklar.',
  },
  ({ readyAt, messages }) =>
    readyAt === null
      ? null
      : `Utskrivningsklar ${readyAt.slice(0, 10)}. ${fromMessages('Kallelse', messages, messages.summonsAt, 'ingen')}`,
);

/** Source: seed 002, 4.2.4 a: "I inbjudan ska rubrik och text formuleras neutralt". No link is asked for, and none is kept. */
export const invitation = fact(
  ['sip'],
  ['isMeetingInWindow'],
  {
    key: 'invitation',
    header: 'Möte under flytten',
    width: 26,
    format: 'text',
    wrap: true,
    isDerived: true,
    isRare: true,
    needsConsent: true,
  },
  (read) =>
    read.isMeetingInWindow
      ? 'Ett videomötes inbjudan ska vara neutral: ”Klicka här för att delta i ditt bokade SIP-möte”. Skriv ingen länk här.'
      : null,
);
