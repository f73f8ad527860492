import type { Profile } from '../profile/profile-schema.ts';
import type { FactsOf } from '../kinds/kinds.ts';
import { termLabel } from '../kinds/terms.ts';
import { nobodysMessage } from '../plan/columns/meddelande-facts.ts';
import type { MessageSubject, PatientSubject } from '../plan/subject.ts';
import type { Kvittens } from './kvittens.ts';

/** What the newest list says of a case that it need not have. */
export interface InNewestList {
  readonly isListed: boolean;
  /** The day of the newest list that would have it. */
  readonly listOn: string;
}

/**
 * Why a patient stands on a list, or on none: the facts that the steps of patients rest on (seed 000, Steg 1: "Alla
 * patienter som inte tillhör ordinärt boende … Alla patienter som har en pågående SIP").
 *
 * @param subject null for a patient whom the newest list lacks and no ongoing SIP tells of
 * @param isTaken whether any step takes the patient
 */
export function whyPatient(
  subject: PatientSubject | null,
  { listOn, isTaken }: Pick<InNewestList, 'listOn'> & { readonly isTaken: boolean },
  profile: Profile,
): readonly string[] {
  if (subject === null) return [`Patienten finns inte i det senaste uttaget ${listOn}.`, ON_NO_LIST];
  const { hasOpenSip, isProtected, facts, kommun } = subject;
  const housing = facts?.housing ?? null;
  const isExcepted = profile.exceptions.some(
    (one) => one.housing === housing && kommun !== null && one.exceptKommuner.includes(kommun),
  );
  return [
    ...(isProtected
      ? ['Personen har skyddade personuppgifter: bara utsedda handläggare har den på listor.']
      : []),
    hasOpenSip ? 'Personen har en pågående SIP.' : 'Personen har ingen pågående SIP.',
    housing === null ? 'Boendet är okänt.' : `Boende: ${termLabel('housing', housing)}.`,
    ...(kommun === null ? ['Patientens kommun är okänd eller ligger utanför regionen.'] : []),
    ...(isTaken ? [] : [...(isExcepted ? ['Kommunen är undantagen för det boendet.'] : []), ON_NO_LIST]),
  ];
}

const ON_NO_LIST = 'Inget steg i planen gäller patienten: den står på ingen lista.';

/** Why somebody owes a message a kvittens, or nobody does. */
export function whyMessage(
  subject: MessageSubject | null,
  facts: Pick<FactsOf<'meddelande'>, 'acknowledged_at' | 'is_information_only'> & {
    readonly kvittens: Kvittens;
  },
  { isListed, listOn }: InNewestList,
  profile: Profile,
): readonly string[] {
  if (facts.kvittens === 'doubted')
    return [
      `Listan har en kvittens ${(facts.acknowledged_at ?? '').replace('T', ' ')}, som inte hade kommit när den togs ut: det är inte känt om meddelandet är kvitterat.`,
    ];
  if (facts.acknowledged_at !== null)
    return [`Meddelandet är kvitterat ${facts.acknowledged_at.replace('T', ' ')}.`];
  if (facts.is_information_only === 1)
    return ['Meddelandet är skickat för kännedom: ingen ska kvittera det.'];
  if (!isListed || subject === null)
    return [`Meddelandet finns inte i det senaste uttaget ${listOn}, och väntar inte på någon kvittens.`];
  const nobodys = nobodysMessage.value(subject, profile);
  return [
    subject.unit === null
      ? 'Meddelandet väntar på kvittens.'
      : `Meddelandet väntar på kvittens av ${subject.unit}.`,
    ...(typeof nobodys === 'string' && nobodys !== '' ? [`${nobodys}.`] : []),
  ];
}
