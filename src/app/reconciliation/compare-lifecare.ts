import { standingDecision } from '../../domain/classification/case-state.ts';
import { classifySip, type SipCase } from '../../domain/classification/sip-classes.ts';
import type { Classification } from '../../domain/classification/class-rule.ts';
import type { SipClass } from '../../domain/classification/classes.ts';
import { referenceCode } from '../../domain/identity/reference-code.ts';
import { moveWindow, planOf } from '../../domain/plan/plan.ts';
import {
  compareSystems,
  type Expectation,
  type SourceSip,
  type SystemsComparison,
  type TargetSip,
} from '../../domain/reconciliation/compare-systems.ts';
import {
  compareTarget,
  foundAmong,
  type FoundThere,
  type KnownHere,
  type TargetComparison,
} from '../../domain/reconciliation/compare-target.ts';
import type { Coordinator } from '../../domain/reconciliation/coordinator.ts';
import { judgeSip, standingOfSip, type Judged } from '../../domain/target/target-row.ts';
import { fold } from '../../domain/words/fold.ts';
import { markOf, MARK_NAMES, type MarkName } from '../../domain/answers/marks.ts';
import type { Tracked } from '../../domain/tracking/tracking.ts';
import type { LostInMove } from '../../domain/plan/subject.ts';
import { casesAsOf, type CaseRow } from '../../register/cases/cases.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import { listDays, partsOfUnits, rowsWithoutCase } from '../../register/cases/reconciliation.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { openProtection } from '../../register/cases/protected-persons.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageBefore, coverageOf } from '../../register/lists/coverage.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import { UserError } from '../../text/errors.ts';
import { openTargetCases, targetRowsAsOf } from '../../register/cases/target-cases.ts';
import { openClassifier, type Classifier } from '../cases/classifier.ts';
import { openHeldAgainst, openTargetRows } from '../cases/held-against.ts';
import { openFrom } from './compare-targets.ts';

const MOVES: readonly SipClass[] = ['move-with-vardtillfalle', 'move-outside-vardtillfalle'];
const CLOSES: readonly SipClass[] = ['close-not-current', 'closed'];

/** The newest day, up to `asOf`, of the lists from Lifecare SP; null where the register has none. */
export function targetListDay({ db }: Register, asOf: string): string | null {
  return latestListOn(db, 'lcsp_sip', asOf);
}

/**
 * Prator against Lifecare SP as of a day; what counts as lost is told in compare-systems.
 *
 * A SIP that is gone is judged by the last list that had it open, on that list's day: time that passes afterwards
 * makes nothing "not current". What has become known since does count: a person's decision, and that the patient is
 * dead. Only the last list before the moving began, and later ones, are looked at: a SIP that was gone by then was
 * cleaned up.
 *
 * @param targetListOn the list of Lifecare SP to compare with
 * @throws UserError where there is no list of Prator
 */
export function compareLifecare(register: Register, asOf: string, targetListOn: string): SystemsComparison {
  return compareSips(register, asOf, targetListOn).systems;
}

/** The same, and what should be in the target by its step against the list. */
export function compareSips(
  register: Register,
  asOf: string,
  targetListOn: string,
): { readonly systems: SystemsComparison; readonly there: () => TargetComparison } {
  const { db, profile } = register;
  const days = listDays(db, 'sip', asOf);
  const sourceListOn = days.at(-1);
  if (sourceListOn === undefined)
    throw new UserError('SOURCE_LIST_MISSING', { day: asOf, source: profile.source });
  const moveBeginsOn = moveWindow(profile)?.from ?? null;
  const before = moveBeginsOn === null ? null : coverageBefore(db, 'sip', moveBeginsOn);
  const pseudonymOf = openPseudonyms(register, 'read');
  const against = openHeldAgainst(register, () => pseudonymOf);
  const classifier = openClassifier(register, asOf);

  const isProtected = openProtection(db);
  const source: { readonly row: CaseRow<'sip'>; readonly isOpen: boolean; readonly className: SipClass }[] =
    [];
  const closed = new Set<number>();
  for (const { row, classification } of classifier.sips()) {
    const isOpen = classification.class !== 'closed';
    source.push({ row, isOpen, className: classification.class });
    if (!isOpen) closed.add(row.case_no);
  }
  const sightings = openSightings(
    db,
    days.filter((day) => before === null || day >= before.wholeOn),
    closed,
  );

  const sips = source.map(({ row: now, isOpen }): SourceSip => {
    const lastBefore = before?.coveredOn({ ...now, last_seen_on: '' }) ?? '';
    const seen = (sightings.get(now.case_no) ?? []).filter((row) => row.last_seen_on >= lastBefore);
    const row = seen.at(-1) ?? now;
    return {
      sipId: row.key,
      reference: referenceCode('S', row.case_no),
      person: row.person_key === null ? null : pseudonymOf(row.person_key),
      isProtected: isProtected(row) || isProtected(now),
      kommun: row.kommun,
      planned: { part: row.part, unit: row.unit, role: row.role },
      lastSeenOn: row.last_seen_on,
      gone: isOpen ? null : seen.length === 0 ? 'before-the-move' : expectationOf(seen, classifier),
      attestedMovedOn: attestedMovedOn(classifier.trackedOf('sip', row.key)),
      asThere: against.sip(row),
    };
  });
  const { comparison: systems, pairs } = compareSystems(
    {
      sips,
      targetSips: targetSips(register, targetListOn),
      sourceListOn,
      targetListOn,
      moveBeginsOn,
      lifecareRowsWithoutPerson: rowsWithoutCase(db, 'lcsp_sip', targetListOn),
    },
    profile,
  );
  const classOf = new Map(source.map(({ row, className }) => [row.key, className]));
  const isFound = (sip: SourceSip): boolean => pairs.has(sip);
  return {
    systems,
    there: () =>
      sipsThere(register, sips, { classOf: (id) => classOf.get(id) ?? 'closed', isFound }, targetListOn),
  };
}

/** The SIPs that are to be moved, or were, against the list: how far the step has come by it. */
function sipsThere(
  register: Register,
  sips: readonly SourceSip[],
  {
    classOf,
    isFound,
  }: {
    readonly classOf: (sipId: string) => SipClass;
    readonly isFound: (sip: SourceSip) => boolean;
  },
  listOn: string,
): TargetComparison {
  const cases = openTargetCases(register.db, 'lcsp_sip', listOn);
  const fromOf = openFrom(register);
  const moveBeginsOn = moveWindow(register.profile)?.from ?? null;
  const looked = sips.filter(({ gone }) => gone !== 'before-the-move');
  const byReference = new Map(looked.map((sip) => [sip.reference, sip]));
  const ofPerson = new Map<string | null, SourceSip[]>();
  for (const sip of looked) {
    const same = ofPerson.get(sip.person);
    if (same === undefined) ofPerson.set(sip.person, [sip]);
    else same.push(sip);
  }
  const asTargetRow = openTargetRows(register, 'lcsp_sip');
  const judgeAs = (row: CaseRow<'lcsp_sip'>, sip: SourceSip): Judged =>
    judgeSip(asTargetRow(row), sip.asThere, moveBeginsOn);
  const evidence = (sip: SourceSip): KnownHere['evidence'] => {
    if (sip.person === null) return 'unknown';
    if ((ofPerson.get(sip.person) ?? []).every(isFound)) return 'there';
    const isPerhaps = (cases?.of(sip.person) ?? []).some((row) => judgeAs(row, sip).is !== 'other');
    return isPerhaps || (cases?.coveredOn({ unit: sip.planned.unit }) ?? '') === '' ? 'unknown' : 'absent';
  };
  const known = looked.map((sip): KnownHere => {
    const className =
      sip.gone === null || sip.gone === 'before-the-move' ? classOf(sip.sipId) : sip.gone.class;
    const { reference, isProtected, person } = sip;
    return {
      who: person,
      reference,
      isProtected,
      // Who is responsible for it there is compared one by one.
      kommun: null,
      unit: null,
      standing: MOVES.includes(className)
        ? 'expected'
        : CLOSES.includes(className)
          ? 'unexpected'
          : 'allowed',
      evidence: evidence(sip),
    };
  });
  const there = [...(cases?.all() ?? [])].map(([who, rows]): [string, readonly FoundThere[]] => [
    who,
    rows.map((row) => ({
      who,
      from: fromOf(row),
      kommun: null,
      unit: null,
      seenOn: row.last_seen_on,
      ...foundAmong(
        standingOfSip(asTargetRow(row)),
        (ofPerson.get(who) ?? []).map(({ reference }) => reference),
        (reference) => {
          const sip = byReference.get(reference);
          return sip === undefined ? { is: 'other', why: 'other-time' } : judgeAs(row, sip);
        },
      ),
    })),
  ]);
  const steps = planOf(register.profile)
    .steps.filter(({ kind, classes }) => kind === 'sip' && MOVES.some((name) => classes.includes(name)))
    .map(({ id }) => id);
  return compareTarget({ kind: 'lcsp_sip', steps, listOn, known, there: new Map(there) });
}

/**
 * The SIPs that are lost in the move, by the newest list from the target system; none where no such list is in, or none
 * from the source.
 */
export function lostInMove(register: Register, asOf: string): (sipId: string) => LostInMove | null {
  const targetListOn = targetListDay(register, asOf);
  if (targetListOn === null || latestListOn(register.db, 'sip', asOf) === null) return () => null;
  const { lost, sourceListOn } = compareLifecare(register, asOf, targetListOn);
  const found = new Map(
    lost.map(({ sipId, lastSeenOn, attestedMovedOn }): [string, LostInMove] => [
      sipId,
      { lastSeenOn, sourceListOn, targetListOn, attestedMovedOn },
    ]),
  );
  return (sipId) => found.get(sipId) ?? null;
}

/** Of these cases: each list of these days that has them open, with the facts of that day, oldest first. */
function openSightings(
  db: Engine,
  days: readonly string[],
  cases: ReadonlySet<number>,
): ReadonlyMap<number, readonly CaseRow<'sip'>[]> {
  const sightings = new Map<number, CaseRow<'sip'>[]>();
  if (cases.size === 0) return sightings;
  for (const day of days) {
    for (const row of casesAsOf(db, 'sip', day)) {
      if (!cases.has(row.case_no) || row.last_seen_on !== day || row.status === 'closed') continue;
      const seen = sightings.get(row.case_no);
      if (seen === undefined) sightings.set(row.case_no, [row]);
      else seen.push(row);
    }
  }
  return sightings;
}

/**
 * What was to become of a SIP, by the last list that had it open.
 *
 * Moving a SIP puts it into the phase of evaluation (seed 000, Steg 6: a note under "Utvärdering och avslut av plan"),
 * where it looks as if it were not current: one that was to move by an earlier list is told apart.
 */
function expectationOf(seen: readonly CaseRow<'sip'>[], classifier: Classifier): Expectation {
  const judged = seen.map((row) => judge(row, classifier));
  const last = judged.at(-1) ?? { class: 'needs-decision' as const, rule: '' };
  const isEvaluatedDuringMove =
    last.rule === 'SIP_EVALUATED' && judged.some((before) => MOVES.includes(before.class));
  return { class: last.class, rule: last.rule, isEvaluatedDuringMove };
}

/** The class of a SIP while it was open, on the day of the list that has it. */
function judge(
  row: CaseRow<'sip'>,
  { classifySipRow, sipContext }: Classifier,
): Pick<Classification<SipClass>, 'class' | 'rule'> {
  const { item } = classifySipRow(row);
  const open: SipCase = { ...item, latestListOn: row.last_seen_on, attestedClosedOn: null, inTarget: null };
  const judged = classifySip(open, { ...sipContext, asOf: row.last_seen_on });
  const isDead = sipContext
    .vardtillfallenOf(open)
    .some(({ deceasedOn }) => deceasedOn !== null && deceasedOn <= sipContext.asOf);
  return isDead && MOVES.includes(judged.class) && standingDecision(open) === null
    ? { class: 'close-not-current', rule: 'SIP_PATIENT_DECEASED' }
    : judged;
}

const IN_TARGET = new Set<MarkName>(
  MARK_NAMES.filter((name) => markOf(name).system === 'target' && markOf(name).kinds.includes('sip')),
);

/** The last day that somebody attested a SIP to be in the target system, by hand or on a worklist. */
function attestedMovedOn({ attested }: Tracked): string | null {
  return (
    attested
      .filter(({ mark }) => IN_TARGET.has(mark))
      .map(({ on }) => on)
      .sort()
      .at(-1) ?? null
  );
}

/** The SIPs of Lifecare SP that any list up to a day has. The part is that of the unit, where a list of units says. */
function targetSips(register: Register, listOn: string): readonly TargetSip[] {
  const { db } = register;
  const fromOf = openFrom(register);
  const partOf = partsOfUnits(db);
  const asTargetRow = openTargetRows(register, 'lcsp_sip');
  const sips: TargetSip[] = [];
  const coverage = coverageOf(db, 'lcsp_sip', listOn);
  for (const row of targetRowsAsOf(db, 'lcsp_sip', listOn)) {
    const { person_key: person, unit, role } = row;
    if (person === null) continue;
    const actual: Coordinator = { part: unit === null ? null : (partOf.get(fold(unit)) ?? null), unit, role };
    sips.push({
      person,
      actual,
      row: asTargetRow(row),
      from: fromOf(row),
      isInNewestList: coverage.isListed(row),
    });
  }
  return sips;
}
