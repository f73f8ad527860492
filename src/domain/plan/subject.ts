import type { Classification } from '../classification/class-rule.ts';
import type { SipClass, VardtillfalleClass } from '../classification/classes.ts';
import type { SipCase, SipContext } from '../classification/sip-classes.ts';
import type { VardtillfalleCase, VardtillfalleContext } from '../classification/vardtillfalle-case.ts';
import type { TargetEvidence } from '../classification/in-target.ts';
import type { UnitConnection } from '../profile/unit-days.ts';
import type { FactsOf, KindName } from '../kinds/kinds.ts';
import type { PartiesDone, Party } from './parties.ts';

/** What a row of a worklist is about, whatever the kind. */
interface SubjectBase {
  /** Tells the row from every other, says nothing of the person. */
  readonly reference: string;
  readonly caseNo: number;
  readonly name: string | null;
  readonly personId: string | null;
  readonly birthYear: number | null;
  readonly kommun: string | null;
  readonly unit: string | null;
  readonly consent: string | null;
  /** Whether any list, of any kind, says that the person is protected. */
  readonly isProtected: boolean;
}

export interface SipSubject extends SubjectBase {
  readonly kind: 'sip';
  readonly item: SipCase;
  readonly classification: Classification<SipClass>;
  readonly context: SipContext;
  /** Gone from the source system and not found in the target; null for every other, and where nothing was compared. */
  readonly lost: LostInMove | null;
  /** Begun in the source system when such cases were begun in the target. */
  readonly isBegunLate: boolean;
  /** Whether the unit that is responsible for it works in the target system yet. */
  readonly connection: UnitConnection;
  readonly registeredOn: RegisteredOn;
  /** Whether a meeting is booked on the days on which SIPs are moved. */
  readonly isMeetingInWindow: boolean;
  /** Its parties besides the responsible one; asked when shown. */
  readonly parties: () => PartiesDone;
}

/** The day that the person was registered in the target system by, as a list of patients was answered; asked when shown. */
type RegisteredOn = () => string | null;

/** What says that a SIP is lost: the lists that were held against each other. */
export interface LostInMove {
  readonly lastSeenOn: string;
  readonly sourceListOn: string;
  readonly targetListOn: string;
  readonly attestedMovedOn: string | null;
}

export interface VardtillfalleSubject extends SubjectBase {
  readonly kind: 'vardtillfalle';
  readonly item: VardtillfalleCase;
  readonly classification: Classification<VardtillfalleClass>;
  readonly context: VardtillfalleContext;
  /** Begun in the source system when such cases were begun in the target. */
  readonly isBegunLate: boolean;
  /** Whether it is started up in the target system. */
  readonly moves: boolean;
  /** The psykiatriska öppenvårdsenhet of the patient's kommun, when the list of units has exactly one. */
  readonly openPsychiatry: string | null;
  /** What of it the target system does not reach. */
  readonly outside: readonly Outside[];
  /** Whether the ward works in the target system yet. */
  readonly connection: UnitConnection;
  readonly registeredOn: RegisteredOn;
  /** What the lists of messages have of it; asked when shown. */
  readonly messages: () => MessagesSent;
}

/** Messages that lists show were sent about a vårdtillfälle, and when. */
export interface MessagesSent {
  /** The newest list of messages; null where there is none. */
  readonly listOn: string | null;
  /** Notices of utskrivningsklar, in order. */
  readonly readyNoticesAt: readonly string[];
  /** Kallelser to a SIP, about the vårdtillfälle or a SIP of the person's, in order. */
  readonly summonsAt: readonly string[];
}

export type Outside = 'kommun' | 'ward' | 'halsocentral' | 'halsocentral-later' | 'halsocentral-never';

export interface PatientSubject extends SubjectBase {
  readonly kind: 'patient';
  /** Null where the person is known only from an ongoing SIP. */
  readonly facts: FactsOf<'patient'> | null;
  readonly hasOpenSip: boolean;
  /** An ongoing SIP of the person, or else a vårdtillfälle: what the person is found by; null where there is none. */
  readonly caseInSource: string | null;
  /** What the lists of the target system say of the person; null where they can not say. */
  readonly inTargetLists: TargetEvidence | null;
  /** The person's SIPs that are to be moved, in the order of the lists. */
  readonly movingSips: readonly MovingSip[];
}

export interface MovingSip {
  readonly sipId: string;
  readonly part: string | null;
  readonly kommun: string | null;
  readonly unit: string | null;
  readonly role: string | null;
}

export interface MessageSubject extends SubjectBase {
  readonly kind: 'meddelande';
  readonly facts: FactsOf<'meddelande'>;
  /** Whether its case is open; no list need have it. */
  readonly caseState: 'open' | 'closed' | 'unknown';
  /** Whether it says to which unit, and the list of units, where there is one, has that. */
  readonly isUnitKnown: boolean;
  /** On which side of the regional border the receiving unit is; null when the list of units does not say. */
  readonly receivedBy: 'kommun' | 'region' | null;
}

/** A party of a SIP that is to be moved, besides the one that is responsible for it: it moves what is its own. */
export interface PartySubject extends SubjectBase {
  readonly kind: 'sip_part';
  readonly sip: SipSubject;
  readonly party: Party;
}

export type Subject = SipSubject | VardtillfalleSubject | PatientSubject | MessageSubject | PartySubject;
export type SubjectKind = Subject['kind'];
/** What answers and rows of worklists can be about: a case of a list, or a party of one. */
export type AnsweredKind = KindName | 'sip_part';
export type SubjectOf<K extends SubjectKind> = Extract<Subject, { readonly kind: K }>;

/** Whether a subject stands on lists for named handlers alone. */
export function isForNamedHandlers(subject: Subject): boolean {
  const isClassed = subject.kind === 'sip' || subject.kind === 'vardtillfalle';
  return subject.isProtected || (isClassed && subject.classification.class === 'protected');
}

/**
 * Without consent only personnummer, name and folkbokföringsadress may be passed on (seed 003: "Om samtycke till
 * informationsöverföring inte medges kan ändå personnummer, namn och folkbokföringsadress lämnas").
 */
export function isWithoutConsent({ consent }: Pick<Subject, 'consent'>): boolean {
  return consent === 'no';
}

/** What stands in place of a fact that consent is refused for. */
export const WITHHELD = 'visas inte (nekat samtycke)';

/** The unit that a row is grouped under; grouped by it, a list tells it. */
export function groupOf(subject: Subject): string {
  return isWithoutConsent(subject) ? `Enheten ${WITHHELD}` : (subject.unit ?? 'Ingen enhet');
}
