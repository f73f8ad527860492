import type { Classification } from '../../domain/classification/class-rule.ts';
import { closeProposedOn } from '../../domain/classification/sip-classes.ts';
import { WHOEVER_IS_PROTECTED } from '../../domain/classification/whoever-is-protected.ts';
import { trappedOn } from '../../domain/classification/vardtillfalle-classes.ts';
import { dayOf } from '../../domain/calendar/days.ts';
import { UNDONE, undoneSeqs } from '../../domain/answers/undone.ts';
import type { ReclassifiedData } from '../../domain/inbox/class-changes.ts';
import { SAID_BY_PEOPLE } from '../../domain/tracking/tracking.ts';
import { casesNow, someSips } from '../../register/cases/case-pages.ts';
import { protectSome } from '../../register/cases/protect-some.ts';
import {
  classWriter,
  closedAsWriter,
  turningDayWriter,
  type CaseBookkeeping,
  type KeptClass,
} from '../../register/cases/cases.ts';
import { eventDaysDown, eventsOfType, type NewEvent } from '../../register/log/events.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { setSetting } from '../../register/engine/settings.ts';
import type { Register } from '../../register/file/register.ts';
import { newestListOn } from '../../register/lists/sources.ts';
import type { AddedCases } from '../../register/rows/added-cases.ts';
import { openClosedAs } from './closed-as.ts';
import { RECLASSIFIED } from './class-changes.ts';
import {
  EVERYTHING,
  openClassifier,
  type Classifier,
  type ClassifiedVardtillfalle,
  type IsSaid,
} from './classifier.ts';
import { FOREVER, KEPT } from './kept-classes.ts';

/** SIPs that were classified as they came in, and the persons who were protected then. */
export interface JustClassified {
  readonly added: AddedCases;
  readonly protectedThen: ReadonlySet<string>;
  /** Whether those without a number, whom names protect, may be others now. */
  readonly areNamesOther: boolean;
}

/**
 * Classifies anew every case that an import or an event can have touched, both ways, and logs each change of class
 * with its rule. Vårdtillfällen come first, since SIPs follow them.
 *
 * @param just SIPs of which those are left that are as they were when they were classified; null where there are none
 */
export function reclassify(
  register: Register,
  just: JustClassified | null,
  logEvent: (event: NewEvent) => number,
): void {
  const { db } = register;
  const day = keptFrom(db);
  const classifier = openClassifier(register, day);
  const writerOf = { sip: classWriter(db, 'sip'), vardtillfalle: classWriter(db, 'vardtillfalle') };
  const writeTurn = {
    sip: turningDayWriter(db, 'sip'),
    vardtillfalle: turningDayWriter(db, 'vardtillfalle'),
  };
  const apply = (
    kind: 'sip' | 'vardtillfalle',
    row: CaseBookkeeping & KeptClass,
    classification: Classification<string>,
  ): void => {
    if (row.class === classification.class) return;
    writerOf[kind](row.case_no, classification.class);
    // What a list adds has no other class before it than the one it has when all of the list is in.
    if (row.class === null || (kind === 'sip' && just !== null && row.case_no > just.added.lastBefore))
      return;
    logEvent({
      type: RECLASSIFIED,
      effectiveOn: day,
      kind,
      caseId: row.key,
      data: {
        from: row.class,
        to: classification.class,
        rule: classification.rule,
      } satisfies ReclassifiedData,
    });
  };
  // What a SIP was linked to when it came in, and was not protected then.
  let isLinkOther = false;
  for (const { row, item, classification } of classifier.vardtillfallen) {
    isLinkOther ||= (row.class === 'protected') !== (classification.class === 'protected');
    apply('vardtillfalle', row, classification);
    const turnsOn = trappedOn(item, classifier.vardtillfalleContext, classification);
    if (turnsOn !== row.trapped_on) writeTurn.vardtillfalle(row.case_no, turnsOn);
  }
  const closedAsOf = openClosedAs(register, classifier);
  const writeClosedAs = closedAsWriter(db);
  const sips =
    just === null || isLinkOther
      ? casesNow(db, 'sip')
      : someSips(db, { upTo: just.added.lastBefore, besides: otherwiseNow(db, just, classifier) });
  for (const row of sips) {
    const sip = classifier.classifySipRow(row);
    const { item, classification } = sip;
    apply('sip', row, classification);
    const turnsOn = closeProposedOn(item, classifier.sipContext, classification);
    if (turnsOn !== row.close_proposed_on) writeTurn.sip(row.case_no, turnsOn);
    const became = closedAsOf(sip);
    if (became !== row.closed_as) writeClosedAs(row.case_no, became);
  }
  setSetting(db, KEPT.from, day);
  setSetting(db, KEPT.until, firstLeavingAfter(classifier.vardtillfallen, day));
}

/**
 * Of the SIPs that a list added, those that a later row contradicted, and those of persons who have come to be protected
 * since, or are so no longer. Of those who have come to be, most get their class here, all at once: there is only one for
 * them. A list that says of a few that they are protected, and not who, can make it so of thousands with their names.
 */
function otherwiseNow(
  db: Engine,
  { added, protectedThen, areNamesOther }: JustClassified,
  { protectedPersons: now }: Pick<Classifier, 'protectedPersons'>,
): readonly number[] {
  const ofProtected = added.perhapsOf(new Set([...now].filter((one) => !protectedThen.has(one))));
  const isAsEver = (caseNo: number): boolean => AS_EVER.has(added.cameAs(caseNo));
  // Most rows of most lists say it themselves: they came in so.
  protectSome(
    db,
    ofProtected.filter((caseNo) => !isAsEver(caseNo) && added.cameAs(caseNo) !== 'protected'),
  );
  const ofOthers = added.perhapsOf(new Set([...protectedThen].filter((one) => !now.has(one))));
  const ofNobody = areNamesOther ? added.ofNobody() : [];
  return [...new Set([...added.changed, ...ofOthers, ...ofNobody, ...ofProtected.filter(isAsEver)])];
}

const AS_EVER: ReadonlySet<string | null> = new Set(WHOEVER_IS_PROTECTED);

/**
 * The day that the kept classes count from.
 *
 * @param upTo what counts from a later day is left out
 * @param isSaid false for what is left out besides
 */
export function keptFrom(db: Engine, upTo = FOREVER, isSaid: IsSaid = EVERYTHING): string {
  const newest = [newestListOn(db, upTo) ?? NO_DAY, newestSaidOn(db, upTo, isSaid)].sort().at(-1);
  return newest ?? NO_DAY;
}

const NO_DAY = '0000-00-00';

/** What has been taken back counts from no day. */
function newestSaidOn(db: Engine, upTo: string, isSaid: IsSaid): string {
  const undone = undoneSeqs(eventsOfType(db, UNDONE));
  for (const { seq, effectiveOn } of eventDaysDown(db, ...SAID_BY_PEOPLE)) {
    if (effectiveOn <= upTo && !undone.has(seq) && isSaid(seq)) return effectiveOn;
  }
  return NO_DAY;
}

/**
 * Days after a list's own are not read as discharges. Earlier versions did read them: where a register has one, the kept
 * classes hold until then.
 */
function firstLeavingAfter(vardtillfallen: readonly ClassifiedVardtillfalle[], day: string): string {
  return (
    vardtillfallen
      .flatMap(({ row }) => [row.discharged_at, row.deceased_on])
      .flatMap((moment) => (moment !== null && dayOf(moment) > day ? [dayOf(moment)] : []))
      .sort()[0] ?? FOREVER
  );
}
