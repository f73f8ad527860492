import { initialAndSurname } from '../../identity/initials.ts';
import { capitalised } from '../../words/capitalised.ts';
import { kommunName } from '../../profile/kommuner.ts';
import type { Read } from '../readings.ts';
import { isWithoutConsent } from '../subject.ts';
import { ALL_KINDS, fact } from './fact-column.ts';

/** What lists of several kinds tell: which case and which person a row is about, and what holds of the case. */

/** Why a row that says Klar, with a day, is on the list all the same. */
function contradictedClosing({ closing }: Read<'sip' | 'vardtillfalle', 'closing'>): string | null {
  const { attestedClosedOn, decidedClosedOn, lastSeenOn } = closing;
  const said = [
    ...(attestedClosedOn !== null && attestedClosedOn < lastSeenOn
      ? [`intygad avslutad ${attestedClosedOn}`]
      : []),
    ...(decidedClosedOn === null ? [] : [`beslutad som avslutad ${decidedClosedOn}`]),
  ].join(', ');
  return said === '' ? null : `${capitalised(said)}, men kvar i uttaget ${lastSeenOn}.`;
}

export const reference = fact(
  ALL_KINDS,
  ['reference'],
  { key: 'reference', header: 'Referens', width: 10, format: 'text', pinned: true },
  ({ reference }) => reference,
);

const personnummer = fact(
  ALL_KINDS,
  ['personId'],
  {
    key: 'personnummer',
    header: 'Personnummer',
    width: 14,
    format: 'text',
    isWholeIdentity: true,
    identifies: true,
    showsPerson: true,
  },
  ({ personId }) => personId,
);

/** Initial and surname, as the region asks for in its own help requests: "A Larsson" (seed 000). */
export const patient = fact(
  ALL_KINDS,
  ['name'],
  {
    key: 'patient',
    header: 'Patient',
    width: 16,
    format: 'text',
    pinned: true,
    identifies: true,
    showsPerson: true,
  },
  ({ name }) => (name === null ? null : initialAndSurname(name)),
);

const born = fact(
  ALL_KINDS,
  ['birthYear'],
  {
    key: 'born',
    header: 'Född',
    width: 6,
    format: 'text',
    identifies: true,
    showsPerson: true,
  },
  ({ birthYear }) => (birthYear === null ? null : String(birthYear)),
);

/** What tells who a row is about; the number only where it was asked for. */
export const PERSON = [personnummer, patient, born] as const;

export const kommun = fact(
  ['sip', 'vardtillfalle', 'patient', 'sip_part'],
  ['kommun'],
  {
    key: 'kommun',
    header: 'Kommun',
    width: 12,
    format: 'text',
    isImpliedByKommun: true,
  },
  ({ kommun: code }, profile) => kommunName(profile, code),
);

/**
 * Who has been registered on a list of patients need not be so again; searched for all the same. Of who has refused
 * consent it says nothing: what one party has done is not told another (seed 003).
 */
export const registered = fact(
  ['sip', 'vardtillfalle'],
  ['registeredOn', 'consent'],
  {
    key: 'registered',
    header: 'Finns redan i {target}',
    width: 11,
    format: 'date',
    isDerived: true,
    isRare: true,
  },
  (read) => (isWithoutConsent(read) ? null : read.registeredOn),
);

export const remark = fact(
  ['sip', 'vardtillfalle'],
  ['closing'],
  {
    key: 'remark',
    isDerived: true,
    isRare: true,
    header: 'Obs',
    width: 22,
    format: 'text',
    wrap: true,
  },
  contradictedClosing,
);

/** Where units switch one by one: the day of the one whose case it is. */
export const unitDay = fact(
  ['sip', 'vardtillfalle'],
  ['connection'],
  { key: 'unitDay', header: 'Enhetens dag', width: 18, format: 'text', wrap: true, isDerived: true },
  ({ connection: { day: on, why: reason } }) => on ?? `ingen: ${reason ?? ''}`,
);
