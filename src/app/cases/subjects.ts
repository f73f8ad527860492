import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { referenceCode } from '../../domain/identity/reference-code.ts';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import type { SipCase } from '../../domain/classification/sip-classes.ts';
import { movesToTarget } from '../../domain/classification/vardtillfalle-classes.ts';
import type { VardtillfalleCase } from '../../domain/classification/vardtillfalle-case.ts';
import { firstIds, firstSips, movingSipsByPerson } from '../../domain/plan/cases-of-persons.ts';
import { moveWindow } from '../../domain/plan/plan.ts';
import { openMessagesSent } from './messages-sent.ts';
import { goLiveOfUnit, isBegunAfter } from '../../domain/plan/go-live.ts';
import { isWithoutConsent } from '../../domain/plan/subject.ts';
import type {
  LostInMove,
  MessageSubject,
  MovingSip,
  PartySubject,
  PatientSubject,
  SipSubject,
  Subject,
  SubjectKind,
  VardtillfalleSubject,
} from '../../domain/plan/subject.ts';
import { casesAsOf } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { openProtection } from '../../register/cases/protected-persons.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { messagesOf } from './message-subjects.ts';
import { openSipParties, partySubjects, type SipParties } from './sip-parties.ts';
import { openRegistered } from './registered-persons.ts';
import {
  openClassifier,
  type ClassifiedSip,
  type ClassifiedVardtillfalle,
  type Classifier,
} from './classifier.ts';
import { outsideOf, unitsOf, type Units } from './units.ts';

/** Everything that can stand on a worklist, as of a day. */
export interface Subjects {
  readonly sips: readonly SipSubject[];
  readonly vardtillfallen: readonly VardtillfalleSubject[];
  readonly patients: readonly PatientSubject[];
  /** Messages that somebody owes a kvittens. */
  readonly messages: readonly MessageSubject[];
  /** The parties of SIPs that are to be moved, besides the responsible ones. */
  readonly parties: readonly PartySubject[];
}

/**
 * @param lostOf what says that a SIP is lost; nothing where the systems are not compared
 * @param classifier of the day, where the caller has one
 */
export function collectSubjects(
  register: Register,
  asOf: string,
  lostOf: (sipId: string) => LostInMove | null = () => null,
  classifier: Classifier = openClassifier(register, asOf),
): Subjects {
  const birthYearOf = birthYears(asOf);
  const units = unitsOf(register, asOf);
  const isProtected = openProtection(register.db);
  const registeredOn = openRegistered(register.db, asOf, classifier.targetLists);

  const goLiveOf = goLiveOfUnit(register.profile, 'sip');
  const sipParties = openSipParties(register, asOf);
  const window = moveWindow(register.profile);
  const isInWindow = (day: string | null): boolean =>
    window !== null && day !== null && window.from <= day && day <= window.to;
  const named = [...classifier.sips()].map((sip) => ({
    row: sip.row,
    subject: asSip(
      sip,
      { context: classifier.sipContext, lost: lostOf(sip.row.key) },
      { birthYearOf, connectionOf: units.connectionOf, registeredOn, goLiveOf, sipParties, isInWindow },
    ),
  }));
  const sips = named.map(({ subject }) => subject);
  const vardtillfallen = vardtillfallenOf(
    classifier,
    units,
    birthYearOf,
    registeredOn,
    openMessagesSent(register.db, asOf),
  );
  return {
    sips,
    vardtillfallen,
    patients: patientsOf({ register, asOf, birthYearOf, isProtected, classifier }, sips, vardtillfallen),
    messages: messagesOf(
      register,
      asOf,
      [...sips, ...vardtillfallen],
      units.huvudmanOf,
      classifier.sipContext,
    ),
    parties: partySubjects(named, sipParties),
  };
}

/** The vårdtillfällen alone, as of a day, without looking at a SIP. */
export function collectVardtillfallen(
  register: Register,
  asOf: string,
  classifier: Classifier = openClassifier(register, asOf),
  units: Units = unitsOf(register, asOf),
): readonly VardtillfalleSubject[] {
  return vardtillfallenOf(
    classifier,
    units,
    birthYears(asOf),
    openRegistered(register.db, asOf, classifier.targetLists),
    openMessagesSent(register.db, asOf),
  );
}

type IsProtected = ReturnType<typeof openProtection>;
type BirthYearOf = (personId: string | null) => number | null;

function birthYears(asOf: string): BirthYearOf {
  const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, Number(asOf.slice(0, 4)));
  return (personId) => readIdentity(personId ?? '').birthYear;
}

function vardtillfallenOf(
  classifier: Classifier,
  units: Units,
  birthYearOf: BirthYearOf,
  registeredOn: ReturnType<typeof openRegistered>,
  messagesOf: ReturnType<typeof openMessagesSent>,
): readonly VardtillfalleSubject[] {
  const goLiveOf = goLiveOfUnit(classifier.vardtillfalleContext.profile, 'vardtillfalle');
  return classifier.vardtillfallen.map((classified): VardtillfalleSubject => {
    const { row, item, classification } = classified;
    const connection = units.connectionOf(row.unit);
    return {
      kind: 'vardtillfalle',
      caseNo: row.case_no,
      name: row.name,
      personId: row.person_id,
      birthYear: birthYearOf(row.person_id),
      kommun: row.kommun,
      unit: row.unit,
      isProtected: item.isProtected,
      consent: consentOf(item),
      reference: referenceCode('V', row.case_no),
      item,
      classification,
      context: classifier.vardtillfalleContext,
      moves: movesOn(classified),
      openPsychiatry: units.openPsychiatryOf(row.kommun),
      outside: outsideOf(row, classifier.sipContext.isUnknownUnit, units.connectionOf),
      isBegunLate: isBegunAfter(goLiveOf(connection), row.admitted_at),
      connection,
      registeredOn: () => registeredOn(row),
      messages: () => messagesOf(row),
    };
  });
}

/** The subjects of one kind. */
export function subjectsOfKind(subjects: Subjects, kind: SubjectKind): readonly Subject[] {
  const byKind: Readonly<Record<SubjectKind, readonly Subject[]>> = {
    sip: subjects.sips,
    vardtillfalle: subjects.vardtillfallen,
    patient: subjects.patients,
    meddelande: subjects.messages,
    sip_part: subjects.parties,
  };
  return byKind[kind];
}

const movesOn = ({ classification }: ClassifiedVardtillfalle): boolean =>
  classification.class !== 'closed' && classification.class !== 'protected' && movesToTarget(classification);

/** What nobody could read may be a no, and is handled as one. */
function consentOf({ facts, unread }: SipCase | VardtillfalleCase): string | null {
  return unread.includes('consent') ? 'no' : facts.consent;
}

function asSip(
  { row, item, classification }: ClassifiedSip,
  { context, lost }: Pick<SipSubject, 'context' | 'lost'>,
  {
    birthYearOf,
    connectionOf,
    registeredOn,
    goLiveOf,
    sipParties,
    isInWindow,
  }: {
    readonly birthYearOf: BirthYearOf;
    readonly connectionOf: Units['connectionOf'];
    readonly registeredOn: ReturnType<typeof openRegistered>;
    readonly goLiveOf: ReturnType<typeof goLiveOfUnit>;
    readonly sipParties: SipParties;
    readonly isInWindow: (day: string | null) => boolean;
  },
): SipSubject {
  return {
    kind: 'sip',
    isProtected: item.isProtected,
    consent: consentOf(item),
    reference: referenceCode('S', row.case_no),
    item,
    classification,
    context,
    isBegunLate: isBegunAfter(goLiveOf(connectionOf(row.unit)), row.started_on),
    isMeetingInWindow: isInWindow(row.meeting_on),
    lost,
    connection: connectionOf(row.unit),
    registeredOn: () => registeredOn(row),
    parties: () => sipParties.done(row),
    caseNo: row.case_no,
    name: row.name,
    personId: row.person_id,
    birthYear: birthYearOf(row.person_id),
    kommun: row.kommun,
    unit: row.unit,
  };
}

interface PatientsOf {
  readonly register: Register;
  readonly asOf: string;
  readonly birthYearOf: BirthYearOf;
  readonly isProtected: IsProtected;
  readonly classifier: Classifier;
}

/**
 * The persons that step 1 can concern: those of the patient list, and those known only from an ongoing SIP ("Alla
 * patienter som har en pågående SIP", seed 000).
 */
function patientsOf(
  { register: { db }, asOf, birthYearOf, isProtected, classifier: { targetLists } }: PatientsOf,
  sips: readonly SipSubject[],
  vardtillfallen: readonly VardtillfalleSubject[],
): readonly PatientSubject[] {
  const open = sips.filter(({ classification }) => classification.class !== 'closed');
  const openVardtillfallen = vardtillfallen.filter(({ classification }) => classification.class !== 'closed');
  // The list of patients has no consent: who has refused it in an open case has refused it here.
  const refusing = new Set(
    [...open, ...openVardtillfallen].flatMap((subject) =>
      isWithoutConsent(subject) ? [subject.item.personKey] : [],
    ),
  );
  const consentOf = (personKey: string | null): string | null =>
    personKey !== null && refusing.has(personKey) ? 'no' : null;
  // A SIP whose number points at nobody says nothing of a patient whose number does not either.
  const personsOf = (some: readonly SipSubject[]): ReadonlySet<string | null> =>
    new Set(some.flatMap(({ item }) => (item.personKey === null ? [] : [item.personKey])));
  const withOpenSip = personsOf(open);
  const sipOf = firstIds(open, ({ item }) => item.facts.sip_id);
  const vardtillfalleOf = firstIds(openVardtillfallen, ({ item }) => item.facts.vardtillfalle_id);
  const caseOf = (personKey: string | null): string | null =>
    personKey === null ? null : (sipOf.get(personKey) ?? vardtillfalleOf.get(personKey) ?? null);
  const coverage = coverageOf(db, 'patient', asOf);
  const moving = movingSipsByPerson(open);
  const movingOf = (personKey: string | null): readonly MovingSip[] =>
    (personKey === null ? undefined : moving.get(personKey)) ?? NO_SIPS;
  const listed = new Set<string | null>();
  const patients: PatientSubject[] = [];
  for (const row of casesAsOf(db, 'patient', asOf)) {
    if (!coverage.isListed(row)) continue;
    listed.add(row.person_key);
    patients.push({
      kind: 'patient',
      reference: referenceCode('P', row.case_no),
      caseNo: row.case_no,
      name: row.name,
      personId: row.person_id,
      birthYear: birthYearOf(row.person_id),
      kommun: row.kommun,
      unit: row.hemsjukvard_unit,
      consent: consentOf(row.person_key),
      inTargetLists: targetLists.patient(row).evidence,
      isProtected: isProtected(row),
      facts: row,
      hasOpenSip: withOpenSip.has(row.person_key),
      caseInSource: caseOf(row.person_key),
      movingSips: movingOf(row.person_key),
    });
  }
  for (const [personKey, sip] of firstSips(open, listed)) {
    const { item, reference, caseNo, name, personId, birthYear, kommun } = sip;
    patients.push({
      kind: 'patient',
      reference,
      caseNo,
      name,
      personId,
      birthYear,
      kommun,
      consent: consentOf(personKey),
      inTargetLists: targetLists.patient({ person_key: personKey, identity: item.identity, kommun }).evidence,
      unit: null,
      isProtected: item.isProtected,
      facts: null,
      hasOpenSip: true,
      caseInSource: caseOf(personKey),
      movingSips: movingOf(personKey),
    });
  }
  return patients;
}

const NO_SIPS: readonly MovingSip[] = [];
