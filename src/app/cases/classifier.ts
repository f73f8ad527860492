import { planOf } from '../../domain/plan/plan.ts';
import type { ClassedKind, Classification } from '../../domain/classification/class-rule.ts';
import { isIdentityUnfit, type CaseState } from '../../domain/classification/case-state.ts';
import { inTargetBy } from '../../domain/tracking/in-target.ts';
import { changedUnderDecision } from '../../domain/classification/decision-facts.ts';
import { isUndecided, type SipClass, type VardtillfalleClass } from '../../domain/classification/classes.ts';
import {
  classifySip,
  type SipCase,
  type SipContext,
  type VardtillfalleLink,
} from '../../domain/classification/sip-classes.ts';
import { openUnplaced } from '../../domain/classification/unplaced-messages.ts';
import { classifyVardtillfalle, movesToTarget } from '../../domain/classification/vardtillfalle-classes.ts';
import {
  dispositionOf,
  isDispositionUnread,
  type EarlierDisposition,
  type VardtillfalleCase,
  type VardtillfalleContext,
} from '../../domain/classification/vardtillfalle-case.ts';
import { fold } from '../../domain/words/fold.ts';
import { late } from '../../domain/words/late.ts';
import {
  TRACKED,
  TRACKED_WITHOUT_ANSWERS,
  trackCases,
  type Tracked,
} from '../../domain/tracking/tracking.ts';
import {
  casesAsOf,
  earlierFacts,
  unacknowledgedMessages,
  unitNames,
  unreadColumns,
  type CaseRow,
  type EarlierFacts,
} from '../../register/cases/cases.ts';
import { openOtherPersons, openRenewals } from '../../register/cases/doubts.ts';
import { openProtection, protectedPersons, type PersonRow } from '../../register/cases/protected-persons.ts';
import { perhapsProtected } from '../../register/cases/unplaced-protection.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { openTargetLists, type SaidThere, type TargetLists } from './target-evidence.ts';
import { setAsideSources } from '../../register/rows/set-aside.ts';
import { caseAsOf, openFactsAt, openPhasesOfSips } from '../../register/rows/list-contents.ts';
import { allSources, latestListOn, sourceWithNumber } from '../../register/lists/sources.ts';
import { openGroundPlaces } from './person-places.ts';
import { unknownUnits } from './units.ts';

/**
 * Brings the register's facts and the pure tables of classes together, as of a day. Everything is derived from
 * facts and events: the order in which lists came in does not matter.
 */
export interface ClassifiedVardtillfalle {
  readonly row: CaseRow<'vardtillfalle'>;
  readonly item: VardtillfalleCase;
  readonly classification: Classification<VardtillfalleClass>;
}

export interface ClassifiedSip {
  readonly row: CaseRow<'sip'>;
  readonly item: SipCase;
  readonly classification: Classification<SipClass>;
}

export interface Classifier {
  readonly sipContext: SipContext;
  readonly vardtillfalleContext: VardtillfalleContext;
  readonly vardtillfallen: readonly ClassifiedVardtillfalle[];
  /** All SIPs as of the day, classified one by one as they are asked for. */
  readonly sips: () => Iterable<ClassifiedSip>;
  readonly sipOf: (row: CaseRow<'sip'>) => SipCase;
  readonly classifySipRow: (row: CaseRow<'sip'>) => ClassifiedSip;
  readonly trackedOf: (kind: string, caseId: string) => Tracked;
  /** The keys of those whom any list says are protected. */
  readonly protectedPersons: ReadonlySet<string>;
  /** What the lists of the target system say. */
  readonly targetLists: TargetLists;
}

/** Whether what an event says counts, by its number. */
export type IsSaid = (seq: number) => boolean;
export const EVERYTHING: IsSaid = () => true;

/** Makes a case of each row of a kind, with all that the rules look at besides its facts. */
function openCases<K extends ClassedKind>(
  { db }: Register,
  kind: K,
  asOf: string,
  trackedOf: Classifier['trackedOf'],
  {
    isProtected,
    saidThere,
  }: {
    readonly isProtected: ReturnType<typeof openProtection>;
    readonly saidThere: (row: CaseRow<K>) => SaidThere;
  },
): (row: CaseRow<K>) => CaseState & { readonly facts: CaseRow<K> } {
  const coverage = coverageOf(db, kind, asOf);
  const setAside = setAsideSources(db);
  const changedOf = changedSinceDecision(db, kind);
  const renewedAs = openRenewals(db, kind, asOf);
  const otherPersonOn = openOtherPersons(db, kind);
  const perhaps = perhapsProtected(db);
  const wasEvaluatedOn = openEvaluated(db);
  // Who has no number is known to be protected by the row's own word alone.
  const isPerhaps = ({ is_protected: isSaid, person_key: person }: PersonRow): boolean =>
    isSaid !== 1 && (person === null || perhaps.has(person));
  // Written out field by field: copying objects a million times over would be felt.
  return (row) => {
    const tracked = trackedOf(kind, row.key);
    const { evidence, unclear } = saidThere(row);
    const inTarget =
      tracked.attested.length === 0 && evidence === null && unclear === null
        ? null
        : inTargetBy(tracked.attested, evidence, unclear);
    return {
      facts: row,
      identity: row.identity,
      personKey: row.person_key,
      isProtected: isProtected(row),
      isProtectedPerhaps: isPerhaps(row),
      notProtected: tracked.notProtected,
      unread: unreadColumns(row.not_understood),
      otherPersonOn: otherPersonOn(row),
      renewedAs: renewedAs(row),
      isConflicting: row.is_conflicting === 1,
      lastSeenOn: row.last_seen_on,
      latestListOn: setAside.has(row.last_source_no) ? row.last_seen_on : coverage.coveredOn(row),
      attestedClosedOn: tracked.attestedClosedOn,
      inTarget,
      inTargetLists: evidence,
      wasEvaluatedBefore: inTarget !== null && kind === 'sip' && wasEvaluatedOn(row.case_no, inTarget.since),
      decision: tracked.decision,
      changedSinceDecision: changedOf(tracked, row),
      reopened: tracked.reopened,
      isOnlySetAside: setAside.has(row.last_source_no),
    };
  };
}

/**
 * @param view `judgedOn`: the day that rules count from, where that is another than the day of the facts;
 *   `withAnswers`: false for what lists and decisions alone say; `isSaid`: false for events that do not count
 */
export function openClassifier(
  register: Register,
  asOf: string,
  {
    judgedOn = asOf,
    withAnswers = true,
    isSaid = EVERYTHING,
  }: { readonly judgedOn?: string; readonly withAnswers?: boolean; readonly isSaid?: IsSaid } = {},
): Classifier {
  const { db, profile } = register;
  const said = withAnswers ? TRACKED : TRACKED_WITHOUT_ANSWERS;
  const events = eventsOfType(db, ...said);
  const counted = isSaid === EVERYTHING ? events : events.filter(({ seq }) => isSaid(seq));
  const trackedOf = trackCases(counted, asOf, openGroundPlaces(register));
  const targetLists = openTargetLists(register, asOf);
  const { byCase: unacknowledged, unplaced } = unacknowledgedMessages(db, asOf);
  const perhapsOwed = openUnplaced(unplaced);
  const vardtillfalleContext: VardtillfalleContext = {
    asOf: judgedOn,
    profile,
    hasMessageList: latestListOn(db, 'meddelande', asOf) !== null,
    unacknowledgedOf: (vardtillfalleId) => unacknowledged.get(vardtillfalleId)?.owed ?? 0,
    unreadMessagesOf: (vardtillfalleId) => {
      const { unread = 0, ahead = 0 } = unacknowledged.get(vardtillfalleId) ?? {};
      return unread + ahead;
    },
  };

  // Asked once: finding them reads every case.
  const persons = protectedPersons(db);
  const isProtected = openProtection(db, persons);
  // Opened by the first one: where no list has any, as when lists of SIPs come first, nothing is asked for them.
  const asVardtillfalle = late(() =>
    openCases(register, 'vardtillfalle', asOf, trackedOf, {
      isProtected,
      saidThere: targetLists.vardtillfalle,
    }),
  );
  const earlierOf = late(() => earlierDispositions(db, profile, asOf));
  const vardtillfallen: ClassifiedVardtillfalle[] = [];
  for (const row of casesAsOf(db, 'vardtillfalle', asOf)) {
    const item: VardtillfalleCase = {
      ...asVardtillfalle()(row),
      earlier: earlierOf()(row),
      perhapsOwed: perhapsOwed(row),
    };
    vardtillfallen.push({ row, item, classification: classifyVardtillfalle(item, vardtillfalleContext) });
  }

  const sipContext: SipContext = {
    asOf: judgedOn,
    profile,
    hasVardtillfalleList: latestListOn(db, 'vardtillfalle', asOf) !== null,
    vardtillfallenOf: linksOfSip(vardtillfallen),
    namesakesOf: namesakesOfSip(vardtillfallen),
    isUnknownUnit: unknownUnits(unitNames(db)),
    rules: planOf(profile).sipRules,
    labels: planOf(profile).sipLabels,
  };
  const sipOf = openCases(register, 'sip', asOf, trackedOf, {
    isProtected,
    saidThere: targetLists.sip,
  });
  const classifySipRow = (row: CaseRow<'sip'>): ClassifiedSip => {
    const item = sipOf(row);
    return { row, item, classification: classifySip(item, sipContext) };
  };
  return {
    sipContext,
    vardtillfalleContext,
    vardtillfallen,
    sipOf,
    classifySipRow,
    trackedOf,
    protectedPersons: persons,
    targetLists,
    *sips() {
      for (const row of casesAsOf(db, 'sip', asOf)) yield classifySipRow(row);
    },
  };
}

/** The columns under a person's decision whose facts are not what they were when it was made. */
function changedSinceDecision<K extends ClassedKind>(
  db: Engine,
  kind: K,
): (tracked: Tracked, row: CaseRow<K>) => readonly string[] {
  const factsAt = openFactsAt(db, kind);
  return ({ decisionBasis: basis }, row) => {
    if (basis === null) return NO_COLUMNS;
    const list = sourceWithNumber(db, basis.sourceNo);
    const then = list === undefined ? undefined : factsAt(row.case_no, list);
    return then === undefined ? NO_COLUMNS : changedUnderDecision(basis, then, row);
  };
}

/** Whether the newest list up to a day had a SIP in the phase of evaluation, which few are ever in. */
function openEvaluated(db: Engine): (caseNo: number, day: string) => boolean {
  const wasEver = openPhasesOfSips(db, 'utvardering');
  return (caseNo, day) => wasEver(caseNo) && caseAsOf(db, 'sip', caseNo, day)?.phase === 'utvardering';
}

/**
 * Where each patient was to be finished, by the lists before: one entry for as long as the facts stood, with the last
 * list that said so. What contradicted itself, or could not be read, is not known.
 */
function earlierDispositions(
  db: Engine,
  profile: Profile,
  asOf: string,
): (row: CaseRow<'vardtillfalle'>) => readonly EarlierDisposition[] {
  const listDays = allSources(db).flatMap(({ kind, exportedOn }) =>
    kind === 'vardtillfalle' && exportedOn <= asOf ? [exportedOn] : [],
  );
  const spells = new Map<number, EarlierFacts<'vardtillfalle'>[]>();
  for (const spell of earlierFacts(db, 'vardtillfalle', asOf)) {
    const known = spells.get(spell.caseNo);
    if (known === undefined) spells.set(spell.caseNo, [spell]);
    else known.push(spell);
  }
  return (row) =>
    (spells.get(row.case_no) ?? []).map(({ factsOn, facts }, at, all) => {
      const isUnread = facts.is_conflicting === 1 || isDispositionUnread(unreadColumns(facts.not_understood));
      const next = all[at + 1]?.factsOn ?? row.facts_on;
      const listOn = listDays.findLast((day) => day < next) ?? factsOn;
      return {
        listOn: listOn < factsOn ? factsOn : listOn,
        disposition: isUnread ? 'unread' : dispositionOf(facts, listOn, profile),
      };
    });
}

const NO_COLUMNS: readonly string[] = [];
const NO_LINKS: readonly VardtillfalleLink[] = [];

/** The patient's vårdtillfällen: by person, and by the id that the SIP itself names. */
function linksOfSip(vardtillfallen: readonly ClassifiedVardtillfalle[]): SipContext['vardtillfallenOf'] {
  const byPerson = new Map<string, VardtillfalleLink[]>();
  const byId = new Map<string, VardtillfalleLink>();
  for (const { row, classification } of vardtillfallen) {
    const link: VardtillfalleLink = {
      vardtillfalleId: row.key,
      isOpen: classification.class !== 'closed',
      moves: movesToTarget(classification),
      isUndecided: isUndecided(classification.class),
      deceasedOn: row.deceased_on,
    };
    byId.set(row.key, link);
    if (row.person_key !== null)
      byPerson.set(row.person_key, [...(byPerson.get(row.person_key) ?? []), link]);
  }
  return ({ personKey, facts }) => {
    const ofPerson = personKey === null ? undefined : byPerson.get(personKey);
    const named = facts.vardtillfalle_id === null ? undefined : byId.get(facts.vardtillfalle_id);
    if (named === undefined) return ofPerson ?? NO_LINKS;
    return ofPerson === undefined ? [named] : [named, ...ofPerson.filter((link) => link !== named)];
  };
}

/** Patients in hospital whose number points at nobody, by what they are called and where they live. */
function namesakesOfSip(vardtillfallen: readonly ClassifiedVardtillfalle[]): SipContext['namesakesOf'] {
  const byName = new Map<string, { readonly key: string; readonly kommun: string | null }[]>();
  for (const { row, item, classification } of vardtillfallen) {
    if (row.name === null || classification.class === 'closed' || !isIdentityUnfit(item)) continue;
    const name = fold(row.name);
    byName.set(name, [...(byName.get(name) ?? []), { key: row.key, kommun: row.kommun }]);
  }
  if (byName.size === 0) return () => NO_COLUMNS;
  return ({ facts: { name, kommun } }) =>
    (name === null ? undefined : byName.get(fold(name)))
      ?.filter((other) => other.kommun === null || kommun === null || other.kommun === kommun)
      .map(({ key }) => key) ?? NO_COLUMNS;
}
