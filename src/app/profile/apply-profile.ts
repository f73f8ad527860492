import {
  changedMembers,
  PROFILE_APPLIED,
  unfitForLiving,
  type ProfileConsequences,
} from '../../domain/plan/profile-change.ts';
import { profileDecision } from '../../domain/plan/profile-decision.ts';
import { dayWarnings } from '../../domain/plan/day-rules.ts';
import { environmentWarning } from '../../domain/plan/environment-warning.ts';
import { unitDayWarnings } from '../../domain/profile/unit-days.ts';
import { publicRowsWarning } from '../../domain/plan/public-rows.ts';
import { checkEnvironment, type EnvironmentCheck } from '../../domain/worklists/environment-guard.ts';
import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import { planOf } from '../../domain/plan/plan.ts';
import type { CaseState } from '../../domain/classification/case-state.ts';
import { isInTarget } from '../../domain/classification/in-target.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { GateResult } from '../../domain/readiness/readiness.ts';
import { atOnce } from '../../register/engine/transaction.ts';
import { eventsOfType, eventWriter, type Writer } from '../../register/log/events.ts';
import { newestWorklists } from '../../register/hand-outs/worklists.ts';
import { isKommunUsed } from '../../register/cases/kommuner-used.ts';
import { hasHadLists } from '../../register/lists/sources.ts';
import { keepProfile, type Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { answerCells } from '../cases/answered-case.ts';
import { openClassifier, type Classifier } from '../cases/classifier.ts';
import { keptFrom, reclassify } from '../cases/reclassify.ts';
import { unitsOf, unknownUnitDays } from '../cases/units.ts';
import { unitsWithLists } from '../../register/cases/units.ts';
import { fold } from '../../domain/words/fold.ts';
import { collectSubjects, type Subjects } from '../cases/subjects.ts';
import { gatesAt } from '../readiness/take-readiness.ts';
import { lostInMove } from '../reconciliation/compare-lifecare.ts';
import { changedLists } from './changed-lists.ts';
import { keyOfIssued, listsShown, type ListsShown } from './lists-shown.ts';

interface ApplyRequest {
  readonly profile: Profile;
  readonly asOf: string;
  readonly writer: Writer;
  /** Works it all out and leaves the register as it was. */
  readonly isDryRun: boolean;
}

/**
 * Gives a living register another profile: classifies anew, and says what followed. A dry run does the same and takes
 * it back, so that what is said to follow is what follows.
 *
 * @returns what followed, and the event's number; null where nothing was kept
 * @throws UserError for a profile that this register cannot take in, and one that changes nothing
 */
export function applyProfile(
  register: Register,
  request: ApplyRequest,
): { readonly consequences: ProfileConsequences; readonly seq: number | null } {
  const { db } = register;
  const { profile, asOf } = request;
  const unfit = unfitForLiving(register.profile, profile, (code) => isKommunUsed(db, code), hasHadLists(db));
  if (unfit.length > 0)
    throw new UserError('PROFILE_UNFIT', { faults: unfit.map((fault) => `  ${fault}`).join('\n') });
  const members = changedMembers(register.profile, profile);
  if (members.length === 0) throw new UserError('PROFILE_UNCHANGED', { name: profile.name });
  const issued = newestWorklists(db);
  const keys = new Set(issued.map(keyOfIssued));
  const before = stateOf(register, asOf, keys);
  const changed: Register = { ...register, profile };
  let seq: number | null = null;
  const apply = (): ProfileConsequences => {
    keepProfile(db, profile);
    const logEvent = eventWriter(db, request.writer);
    seq = logEvent({
      type: PROFILE_APPLIED,
      effectiveOn: asOf,
      data: { name: profile.name, changes: members.length, before: register.profile, after: profile },
    });
    reclassify(changed, null, logEvent);
    const after = stateOf(changed, asOf, keys);
    const consequences = compared(
      { register, state: before },
      { register: changed, state: after },
      members,
      asOf,
    );
    if (request.isDryRun) throw new TakenBack(consequences);
    return consequences;
  };
  try {
    return { consequences: atOnce(db, apply), seq };
  } catch (error) {
    if (error instanceof TakenBack) return { consequences: error.consequences, seq: null };
    throw error;
  }
}

/** Leaves a transaction with what it had come to, and nothing written. */
class TakenBack extends Error {
  readonly consequences: ProfileConsequences;
  constructor(consequences: ProfileConsequences) {
    super('taken back');
    this.consequences = consequences;
  }
}

interface State {
  /** Case → class. */
  readonly classes: ReadonlyMap<string, string>;
  readonly gates: readonly GateResult[];
  readonly inTarget: ProfileConsequences['inTarget'];
  readonly shown: ListsShown;
  /** Who does not belong in the environment, by the pattern of their numbers. */
  readonly persons: EnvironmentCheck;
}

/** @param issued the keys of the lists that somebody has */
function stateOf(register: Register, asOf: string, issued: ReadonlySet<string>): State {
  const classifier = openClassifier(register, asOf);
  const inTarget = { sip: 0, vardtillfalle: 0 };
  const take = (kind: keyof typeof inTarget, { item, classification }: ClassifiedRow): void => {
    if (classification.class !== 'closed' && isInTarget(item.inTarget)) inTarget[kind] += 1;
  };
  for (const one of classifier.vardtillfallen) take('vardtillfalle', one);
  for (const one of classifier.sips()) take('sip', one);
  const { steps } = planOf(register.profile);
  const lostOf = steps.some(({ comparesSystems }) => comparesSystems)
    ? lostInMove(register, asOf)
    : undefined;
  const subjects = collectSubjects(register, asOf, lostOf, classifier);
  return {
    classes: classesOf(register, asOf, classifier),
    inTarget,
    gates: gatesAt(register, asOf),
    shown: listsShown(register, asOf, subjects, issued),
    persons: environmentOf(register, asOf, subjects),
  };
}

const environmentOf = ({ profile }: Register, asOf: string, subjects: Subjects): EnvironmentCheck =>
  checkEnvironment(
    [...subjects.sips, ...subjects.vardtillfallen, ...subjects.patients],
    profile.environment,
    null,
    createIdentityReader(RESERVE_NUMBER_RULES, Number(asOf.slice(0, 4))),
  );

/**
 * Case → class, on a day; on one before the newest list, as of that list: so they are kept, and so all but who asks for
 * an earlier day has them.
 */
function classesOf(register: Register, asOf: string, onDay: Classifier): State['classes'] {
  const newest = keptFrom(register.db);
  const classifier = newest > asOf ? openClassifier(register, newest) : onDay;
  const classes = new Map<string, string>();
  const take = (kind: string, { row, classification }: ClassifiedRow): void => {
    classes.set(`${kind} ${row.key}`, classification.class);
  };
  for (const one of classifier.vardtillfallen) take('vardtillfalle', one);
  for (const one of classifier.sips()) take('sip', one);
  return classes;
}

interface ClassifiedRow {
  readonly row: { readonly key: string };
  readonly item: Pick<CaseState, 'inTarget'>;
  readonly classification: { readonly class: string };
}

interface Side {
  readonly register: Register;
  readonly state: State;
}

function compared(
  { register: before, state: was }: Side,
  { register: after, state: is }: Side,
  members: ProfileConsequences['members'],
  asOf: string,
): ProfileConsequences {
  const days = changedDays(before.profile, after.profile);
  const unitDays = movedUnits(before, after, asOf);
  const { lists, firstLists } = changedLists(
    { register: before, shown: was.shown },
    { register: after, shown: is.shown },
    asOf,
  );
  return {
    from: before.profile.name,
    to: after.profile.name,
    asOf,
    members,
    warnings: [
      ...[environmentWarning(before.profile, after.profile, is.persons)].filter((one) => one !== null),
      ...dayWarnings(after.profile),
      ...unitDayWarnings(unknownUnitDays(after)),
      ...(hasHadLists(after.db) ? publicRowsWarning(before.profile, after.profile) : []),
    ],
    days,
    unitDays,
    classes: changedClasses(was, is),
    gates: changedGates(was.gates, is.gates),
    lists,
    firstLists,
    inTarget: is.inTarget,
    decision: profileDecision(before.profile, after.profile, {
      asOf,
      hadBefore: hasHad(before, after.profile),
      hasOtherDays: days.length > 0,
      unitDays,
      lists,
      firstLists,
    }),
    earlyAnswers: earlyAnswers(before, after),
  };
}

/** Whether a register has had this very profile before the one it has. */
const hasHad = ({ db }: Register, profile: Profile): boolean =>
  eventsOfType(db, PROFILE_APPLIED).some(({ data }) => {
    const { before } = JSON.parse(data) as { readonly before?: Profile };
    return before !== undefined && changedMembers(before, profile).length === 0;
  });

/** Units of the register, and of the profiles, whose day of beginning is another; by their own day or that of their type. */
function movedUnits(before: Register, after: Register, asOf: string): ProfileConsequences['unitDays'] {
  const [then, now] = [before, after].map((register) => unitsOf(register, asOf).connectionOf);
  const named = [before, after].flatMap(({ profile }) => Object.keys(profile.unitDays));
  const units = new Map([...unitsWithLists(before.db), ...named].map((unit) => [fold(unit), unit]));
  return [...units.values()].flatMap((unit) => {
    const [from, to] = [then?.(unit).day ?? null, now?.(unit).day ?? null];
    return from === to ? [] : [{ unit, from, to }];
  });
}

function changedDays(before: Profile, after: Profile): ProfileConsequences['days'] {
  const daysOf = ({ deadlines, milestones }: Profile): ReadonlyMap<string, string> =>
    new Map([
      ...Object.entries(deadlines),
      ...milestones.map(({ id, from, to }) => [id, from === to ? from : `${from} – ${to}`] as const),
    ]);
  const now = daysOf(after);
  return [...daysOf(before)].flatMap(([name, from]) => {
    const to = now.get(name);
    return to === undefined || to === from ? [] : [{ name, from, to }];
  });
}

function changedClasses(was: State, is: State): ProfileConsequences['classes'] {
  const moves = new Map<string, { kind: 'sip' | 'vardtillfalle'; from: string; to: string; cases: number }>();
  for (const [name, from] of was.classes) {
    const to = is.classes.get(name) ?? from;
    if (to === from) continue;
    const kind = name.startsWith('sip ') ? 'sip' : 'vardtillfalle';
    const key = `${kind} ${from} ${to}`;
    const known = moves.get(key);
    if (known === undefined) moves.set(key, { kind, from, to, cases: 1 });
    else known.cases += 1;
  }
  return [...moves.values()];
}

function changedGates(was: readonly GateResult[], is: readonly GateResult[]): ProfileConsequences['gates'] {
  const then = (gates: readonly GateResult[], id: string) => {
    const found = gates.find((gate) => gate.id === id);
    return found === undefined ? null : { dueOn: found.dueOn, ok: found.ok, value: found.value };
  };
  return [...new Set([...was, ...is].map(({ id }) => id))].flatMap((id) => {
    const [before, after] = [then(was, id), then(is, id)];
    const called = [is, was].map((gates) => gates.find((gate) => gate.id === id)?.title);
    const title = called.find((one) => one !== undefined) ?? id;
    const isSame = JSON.stringify(before) === JSON.stringify(after) && new Set(called).size === 1;
    return isSame ? [] : [{ id, title, before, after }];
  });
}

const DAY = /^\d{4}-\d\d-\d\d$/u;

function earlyAnswers(before: Register, after: Register): ProfileConsequences['earlyAnswers'] {
  const beginnings = ({ profile }: Register): ReadonlyMap<string, string | null> =>
    new Map(planOf(profile).steps.map(({ id, beginsOn }) => [id, beginsOn]));
  const [then, now] = [beginnings(before), beginnings(after)];
  const early = new Map<string, number>();
  for (const { step, value } of answerCells(before.db).values()) {
    const begins = now.get(step) ?? null;
    if (value === null || !DAY.test(value) || begins === null || value >= begins) continue;
    const began = then.get(step) ?? null;
    if (began !== null && value < began) continue;
    early.set(step, (early.get(step) ?? 0) + 1);
  }
  return [...early].map(([step, answers]) => ({ step, answers }));
}
