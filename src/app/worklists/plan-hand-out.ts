import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { basisOf, type BasisEntry, type ListDays } from '../../domain/worklists/basis.ts';
import {
  checkEnvironment,
  type EnvironmentCheck,
  type TestNumbers,
} from '../../domain/worklists/environment-guard.ts';
import { sourceReadOnlySince } from '../../domain/checkpoints/lock.ts';
import { fold } from '../../domain/words/fold.ts';
import { proveSums, type ProvenSum } from '../../domain/worklists/proof.ts';
import { recipientOf, type Owner, type Recipient } from '../../domain/plan/owners.ts';
import { planOf, withReadOnlySource, type Step } from '../../domain/plan/plan.ts';
import type { Subject } from '../../domain/plan/subject.ts';
import type { Writer } from '../../register/log/events.ts';
import { kommunOfKommunUnits } from '../../register/cases/units.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import type { Register } from '../../register/file/register.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import { UserError } from '../../text/errors.ts';
import { lostInMove } from '../reconciliation/compare-lifecare.ts';
import { collectSubjects, subjectsOfKind, type Subjects } from '../cases/subjects.ts';

export type WorklistFormat = 'xlsx' | 'html' | 'csv';

export interface HandOutRequest {
  readonly folder: string;
  /** Ids of steps; null = all of them. */
  readonly steps: readonly string[] | null;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly formats: readonly WorklistFormat[];
  /** Full personnummer in the lists: asked for, marked and logged. */
  readonly showsPersonnummer: boolean;
  /** Not encrypted, though there are contacts: asked for, told what it risks, and logged. */
  readonly isPlain?: boolean;
  readonly asOf: string;
  readonly writer: Writer;
  readonly force: boolean;
  readonly isDryRun: boolean;
  /** The user's list of test numbers; without it the environment is guarded by the pattern alone. */
  readonly testNumbers?: TestNumbers | null;
}

export interface PlannedList {
  readonly step: Step;
  /** Whose the rows are. */
  readonly owner: Owner;
  /** Whom it is sent to, with the other lists of the same. */
  readonly recipient: Recipient;
  readonly subjects: Subject[];
}

export interface Plan {
  readonly lists: readonly PlannedList[];
  readonly emptySteps: readonly string[];
  readonly sums: readonly ProvenSum[];
  readonly listOn: ListDays;
  readonly basedOn: readonly BasisEntry[];
  readonly environment: EnvironmentCheck;
  /** The day since which the source system is read-only; null while work is done there. */
  readonly readOnlySince: string | null;
  /** Only lists of a kommun, a part or a unit were asked for. */
  readonly isPart: boolean;
}

/** @throws UserError where the lists hold the wrong class of patient for the environment */
export function planHandOut(register: Register, request: HandOutRequest): Plan {
  const { db, profile } = register;
  const plan = planOf(profile);
  const { steps: all, readOnlySince } = stepsOn(register, request.asOf);
  const steps = all.filter(({ id }) => request.steps === null || request.steps.includes(id));
  const subjects = collectSubjects(
    register,
    request.asOf,
    steps.some(({ comparesSystems }) => comparesSystems) ? lostInMove(register, request.asOf) : undefined,
  );
  const isAsked = ownersAsked(register, request);
  const isPart = isPartOfRegion(request);
  const lists = listsOf(steps, subjects, (step, owner) => !isPart || (!step.isGuarded && isAsked(owner)));
  // Those of protected persons come last: a number that is lacking among the others would tell of them.
  const sorted = [...lists.values()].sort(
    (a, b) =>
      Number(a.step.isGuarded) - Number(b.step.isGuarded) ||
      steps.indexOf(a.step) - steps.indexOf(b.step) ||
      a.owner.name.localeCompare(b.owner.name, 'sv'),
  );
  const rowsOfStep = new Map<string, number>();
  for (const { step, subjects: rows } of sorted)
    rowsOfStep.set(step.id, (rowsOfStep.get(step.id) ?? 0) + rows.length);
  // What only some owners have adds up to nothing that could be counted another way.
  const sums = isPart
    ? []
    : proveSums(
        plan,
        [...subjects.sips, ...subjects.vardtillfallen, ...subjects.messages],
        rowsOfStep,
        steps.map(({ id }) => id),
        profile,
      );
  const listOn: ListDays = (kind) => latestListOn(db, kind, request.asOf);
  return {
    lists: sorted,
    emptySteps: steps
      .filter(({ id, isGuarded }) => !isGuarded && !rowsOfStep.has(id))
      .map(({ title }) => title),
    sums,
    listOn,
    basedOn: basisOf(
      sorted.map(({ step }) => step),
      listOn,
    ),
    environment: guard(sorted, profile, request),
    readOnlySince,
    isPart,
  };
}

/** The steps of a register's plan on a day, as lists are made of them; and since when the source system is read-only. */
export function stepsOn(
  { db, profile }: Pick<Register, 'db' | 'profile'>,
  asOf: string,
): { readonly steps: readonly Step[]; readonly readOnlySince: string | null } {
  const since = sourceReadOnlySince(lockOfRegister(db), asOf, profile.deadlines);
  const { steps } = planOf(profile);
  return {
    steps: since === null ? steps : steps.map((step) => withReadOnlySource(step, since, profile)),
    readOnlySince: since,
  };
}

/** Tells the lists of one hand-out apart, whoever has made it. */
export const listKey = (step: string, ownerKey: string): string => `${step}|${ownerKey}`;

/** The lists that steps make of the cases, by their keys. */
export function listsOf(
  steps: readonly Step[],
  subjects: Subjects,
  isWanted: (step: Step, owner: Owner) => boolean = () => true,
): ReadonlyMap<string, PlannedList> {
  const lists = new Map<string, PlannedList>();
  for (const step of steps) {
    for (const subject of subjectsOfKind(subjects, step.kind)) {
      if (!step.takes(subject)) continue;
      const owner = step.owner(subject);
      if (!isWanted(step, owner)) continue;
      const key = listKey(step.id, owner.key);
      const list = lists.get(key);
      if (list === undefined)
        lists.set(key, { step, owner, recipient: recipientOf(step, owner), subjects: [subject] });
      else list.subjects.push(subject);
    }
  }
  return lists;
}

const isPartOfRegion = ({ kommun, part, unit }: HandOutRequest): boolean =>
  kommun !== null || part !== null || unit !== null;

/**
 * Whose lists were asked for, whole: what is sent on to somebody must not hold the lists of others. A unit of a kommun
 * is the kommun's, where the list of units says so.
 */
function ownersAsked({ db }: Register, { kommun, part, unit }: HandOutRequest): (owner: Owner) => boolean {
  const kommunOf = kommun === null ? new Map<string, string>() : kommunOfKommunUnits(db);
  return (owner) =>
    (part === null || owner.part === part) &&
    (unit === null || (owner.unit !== null && fold(owner.unit) === fold(unit))) &&
    (kommun === null ||
      (owner.unit === null
        ? owner.kommun === kommun && !owner.isNobodys
        : kommunOf.get(fold(owner.unit)) === kommun));
}

/** How many references an error names. */
const NAMED = 10;

function guard(
  lists: readonly PlannedList[],
  { environment, source }: Profile,
  { asOf, testNumbers = null }: HandOutRequest,
): EnvironmentCheck {
  const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, Number(asOf.slice(0, 4)));
  const check = checkEnvironment(
    lists.flatMap(({ subjects }) => subjects),
    environment,
    testNumbers,
    readIdentity,
  );
  if (check.checkedBy === 'pattern' || check.wrongPersons === 0) return check;
  const guarded = new Set(
    lists.flatMap(({ step, subjects }) => (step.isGuarded ? subjects.map(({ reference }) => reference) : [])),
  );
  const references = check.references.filter((reference) => !guarded.has(reference));
  throw new UserError(environment === 'production' ? 'TEST_PERSONS_IN_PRODUCTION' : 'REAL_PERSONS_IN_TEST', {
    source,
    persons: check.wrongPersons,
    all: check.persons,
    references: `${references.slice(0, NAMED).join(', ')}${references.length > NAMED ? ' …' : ''}`,
  });
}
