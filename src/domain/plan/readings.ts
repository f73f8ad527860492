import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../classification/classes.ts';
import { reasonOf, type Classification, type ClassRule } from '../classification/class-rule.ts';
import { SIP_RULES } from '../classification/sip-classes.ts';
import { VARDTILLFALLE_RULES } from '../classification/vardtillfalle-classes.ts';
import { isListedSinceDecidedClosed, type CaseState } from '../classification/case-state.ts';
import type {
  MessageSubject,
  PartySubject,
  PatientSubject,
  SipSubject,
  Subject,
  SubjectKind,
  SubjectOf,
  VardtillfalleSubject,
} from './subject.ts';

/** A person's word that a case is closed, and the last list that has it all the same. */
type Closing = Pick<CaseState, 'attestedClosedOn' | 'lastSeenOn'> & {
  /** The day that it was decided to be closed, where that list goes against it. */
  readonly decidedClosedOn: string | null;
};

const closingOf = (item: CaseState): Closing => ({
  attestedClosedOn: item.attestedClosedOn,
  lastSeenOn: item.lastSeenOn,
  decidedClosedOn: isListedSinceDecidedClosed(item) ? (item.decision?.on ?? null) : null,
});

/** Why a case is classed as it is, by every rule that is worth telling. */
function reasonsOf<Item, Context, Class extends string>(
  rules: readonly ClassRule<Item, Context, Class>[],
  {
    item,
    context,
    classification,
  }: {
    readonly item: Item;
    readonly context: Context;
    readonly classification: Classification<Class>;
  },
): readonly string[] {
  return [classification.rule, ...classification.also].map((code) => reasonOf(rules, code, item, context));
}

const OF_ANY = {
  reference: (subject: Subject) => subject.reference,
  name: (subject: Subject) => subject.name,
  personId: (subject: Subject) => subject.personId,
  birthYear: (subject: Subject) => subject.birthYear,
  kommun: (subject: Subject) => subject.kommun,
  unit: (subject: Subject) => subject.unit,
  consent: (subject: Subject) => subject.consent,
  isProtected: (subject: Subject) => subject.isProtected,
} as const;

/**
 * Everything that a step or a column can ask of a case, by name, and the only way to it: what is declared is what is
 * handed over. So whether a step can be counted in the database follows from what it reads, and cannot be forgotten.
 */
export const READINGS = {
  sip: {
    ...OF_ANY,
    sipId: ({ item }: SipSubject) => item.facts.sip_id,
    class: ({ classification }: SipSubject) => classification.class,
    classLabel: ({ classification, context: { labels = SIP_CLASSES } }: SipSubject): string =>
      labels[classification.class],
    reasons: (subject: SipSubject) => reasonsOf(subject.context.rules ?? SIP_RULES, subject),
    part: ({ item }: SipSubject) => item.facts.part,
    role: ({ item }: SipSubject) => item.facts.role,
    phase: ({ item }: SipSubject) => item.facts.phase,
    meetingOn: ({ item }: SipSubject) => item.facts.meeting_on,
    changedOn: ({ item }: SipSubject) => item.facts.changed_on,
    closing: ({ item }: SipSubject) => closingOf(item),
    isLost: ({ lost }: SipSubject) => lost !== null,
    lost: ({ lost }: SipSubject) => lost,
    connection: ({ connection }: SipSubject) => connection,
    startedOn: ({ item }: SipSubject) => item.facts.started_on,
    isBegunLate: ({ isBegunLate }: SipSubject) => isBegunLate,
    registeredOn: ({ registeredOn }: SipSubject) => registeredOn(),
    parties: ({ parties }: SipSubject) => parties(),
    isMeetingInWindow: ({ isMeetingInWindow }: SipSubject) => isMeetingInWindow,
  },
  vardtillfalle: {
    ...OF_ANY,
    vardtillfalleId: ({ item }: VardtillfalleSubject) => item.facts.vardtillfalle_id,
    class: ({ classification }: VardtillfalleSubject) => classification.class,
    classLabel: ({ classification }: VardtillfalleSubject): string =>
      VARDTILLFALLE_CLASSES[classification.class],
    reasons: (subject: VardtillfalleSubject) => reasonsOf(VARDTILLFALLE_RULES, subject),
    careForm: ({ item }: VardtillfalleSubject) => item.facts.care_form,
    admittedAt: ({ item }: VardtillfalleSubject) => item.facts.admitted_at,
    expectedOn: ({ item }: VardtillfalleSubject) => item.facts.expected_discharge_on,
    readyAt: ({ item }: VardtillfalleSubject) => item.facts.ready_at,
    dischargedAt: ({ item }: VardtillfalleSubject) => item.facts.discharged_at,
    halsocentral: ({ item }: VardtillfalleSubject) => item.facts.halsocentral,
    openPsychiatry: ({ openPsychiatry }: VardtillfalleSubject) => openPsychiatry,
    closing: ({ item }: VardtillfalleSubject) => closingOf(item),
    moves: ({ moves }: VardtillfalleSubject) => moves,
    outside: ({ outside }: VardtillfalleSubject) => outside,
    connection: ({ connection }: VardtillfalleSubject) => connection,
    isBegunLate: ({ isBegunLate }: VardtillfalleSubject) => isBegunLate,
    registeredOn: ({ registeredOn }: VardtillfalleSubject) => registeredOn(),
    messages: ({ messages }: VardtillfalleSubject) => messages(),
  },
  patient: {
    ...OF_ANY,
    isListed: ({ facts }: PatientSubject) => facts !== null,
    housing: ({ facts }: PatientSubject) => facts?.housing ?? null,
    hemsjukvard: ({ facts }: PatientSubject) => facts?.hemsjukvard_unit ?? null,
    temporaryAddress: ({ facts }: PatientSubject) => facts?.temporary_address ?? null,
    nextOfKin: ({ facts }: PatientSubject) => facts?.has_next_of_kin ?? null,
    listedAt: ({ facts }: PatientSubject) => facts?.halsocentral ?? null,
    hasOpenSip: ({ hasOpenSip }: PatientSubject) => hasOpenSip,
    caseInSource: ({ caseInSource }: PatientSubject) => caseInSource,
    movingSips: ({ movingSips }: PatientSubject) => movingSips,
    inTargetListOn: ({ inTargetLists }: PatientSubject) =>
      inTargetLists?.wasThere === true ? inTargetLists.listOn : null,
  },
  meddelande: {
    ...OF_ANY,
    meddelandeId: ({ facts }: MessageSubject) => facts.meddelande_id,
    caseId: ({ facts }: MessageSubject) => facts.case_id,
    type: ({ facts }: MessageSubject) => facts.type,
    fromUnit: ({ facts }: MessageSubject) => facts.from_unit,
    toUnit: ({ facts }: MessageSubject) => facts.to_unit,
    sentAt: ({ facts }: MessageSubject) => facts.sent_at,
    receivedBy: ({ receivedBy }: MessageSubject) => receivedBy,
    caseState: ({ caseState }: MessageSubject) => caseState,
    isCaseOpen: ({ caseState }: MessageSubject) => caseState === 'open',
    isUnitKnown: ({ isUnitKnown }: MessageSubject) => isUnitKnown,
  },
  sip_part: {
    ...OF_ANY,
    sipId: ({ sip }: PartySubject) => sip.item.facts.sip_id,
    class: ({ sip }: PartySubject) => sip.classification.class,
    responsible: ({ sip }: PartySubject) => sip.unit,
    party: ({ party }: PartySubject) => party,
  },
} as const satisfies {
  readonly [K in SubjectKind]: Readonly<Record<string, (subject: SubjectOf<K>) => unknown>>;
};

type Readings = typeof READINGS;

/** What can be asked of every one of some kinds. */
export type ReadingName<K extends SubjectKind> = keyof Readings[K] & string;

type ValueOf<Reading> = Reading extends (subject: never) => infer Value ? Value : never;

/** What is handed to who has asked for these. */
export type Read<K extends SubjectKind, Name extends ReadingName<K>> = {
  readonly [N in Name]: ValueOf<Readings[K][N & keyof Readings[K]]>;
};

/** What the database tells of cases that are alike: enough for steps that read no more. */
export const COUNTED_READINGS = {
  sip: ['class', 'isProtected', 'isLost', 'isBegunLate', 'part', 'kommun', 'unit'],
  patient: ['kommun', 'housing', 'isListed', 'hasOpenSip', 'isProtected'],
  meddelande: ['kommun', 'toUnit', 'isUnitKnown', 'isCaseOpen', 'isProtected'],
} as const satisfies { readonly [K in SubjectKind]?: readonly ReadingName<K>[] };

/** A number of cases that are alike in everything that is counted, or one of them. */
export type CountedGroup =
  | Counted<'sip', (typeof COUNTED_READINGS)['sip'][number]>
  | Counted<'patient', (typeof COUNTED_READINGS)['patient'][number]>
  | Counted<'meddelande', (typeof COUNTED_READINGS)['meddelande'][number]>;

interface Counted<K extends SubjectKind, Name extends ReadingName<K>> {
  readonly kind: K;
  readonly counted: Read<K, Name>;
}

/** Whether the database can tell all that is read. */
export function isCounted(kind: SubjectKind, names: readonly string[]): boolean {
  const counted: Readonly<Partial<Record<SubjectKind, readonly string[]>>> = COUNTED_READINGS;
  return names.every((name) => counted[kind]?.includes(name) === true);
}

/**
 * What is asked for, and nothing else.
 *
 * @throws Error for a reading that a group of cases does not tell: who counts must have asked `isCounted`
 */
export function readFrom(
  names: readonly string[],
  from: Subject | CountedGroup,
): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  if ('counted' in from) {
    names.forEach((name) => {
      read[name] = readOne(name, from);
    });
    return read;
  }
  // Every step of its kind asks a case: without a call in between.
  const readings = readingsOf(from);
  names.forEach((name) => {
    read[name] = readings[name] === undefined ? readOne(name, from) : readings[name](from);
  });
  return read;
}

const readingsOf = ({ kind }: Subject): Readonly<Record<string, (subject: Subject) => unknown>> =>
  READINGS[kind] as unknown as Readonly<Record<string, (subject: Subject) => unknown>>;

/** The same of one reading. */
export function readOne(name: string, from: Subject | CountedGroup): unknown {
  if ('counted' in from) {
    const counted = from.counted as Readonly<Record<string, unknown>>;
    if (!(name in counted)) throw new Error(`not counted: ${name} of ${from.kind}`);
    return counted[name];
  }
  const reading = readingsOf(from)[name];
  if (reading === undefined) throw new Error(`no reading: ${name} of ${from.kind}`);
  return reading(from);
}
