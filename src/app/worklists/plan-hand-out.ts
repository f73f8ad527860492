import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { basisOf, type BasisEntry, type ListDays } from '../../domain/worklists/basis.ts';
import {
  checkEnvironment,
  type EnvironmentCheck,
  type TestNumbers,
} from '../../domain/worklists/environment-guard.ts';
import { sourceReadOnlySince } from '../../domain/checkpoints/lock.ts';
import { proveSums, type ProvenSum } from '../../domain/worklists/proof.ts';
import type { Owner } from '../../domain/plan/owners.ts';
import { planOf, withReadOnlySource, type Step } from '../../domain/plan/plan.ts';
import { isForNamedHandlers, type Subject } from '../../domain/plan/subject.ts';
import type { Writer } from '../../register/log/events.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import type { Register } from '../../register/file/register.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import { UserError } from '../../text/errors.ts';
import { lostInMove } from '../reconciliation/compare-lifecare.ts';
import { collectSubjects, subjectsOfKind } from '../cases/subjects.ts';

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
  readonly subjects: Subject[];
  /** What it is cut down to, where the owner has more rows; null for a whole list. */
  readonly selection: string | null;
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
  /** Only a kommun, a part or a unit was asked for. */
  readonly isPart: boolean;
}

/** @throws UserError where the lists hold the wrong class of patient for the environment */
export function planHandOut(register: Register, request: HandOutRequest): Plan {
  const { db, profile } = register;
  const readOnlySince = sourceReadOnlySince(lockOfRegister(register.db), request.asOf, profile.deadlines);
  const plan = planOf(profile);
  const steps = plan.steps
    .filter(({ id }) => request.steps === null || request.steps.includes(id))
    .map((step) => (readOnlySince === null ? step : withReadOnlySource(step, readOnlySince, profile)));
  const subjects = collectSubjects(
    register,
    request.asOf,
    steps.some(({ comparesSystems }) => comparesSystems) ? lostInMove(register, request.asOf) : undefined,
  );
  const isPart = isPartOfRegion(request);
  // Lists for named handlers are handed out whole: cut by kommun they would tell where somebody lives.
  const isAsked = (subject: Subject): boolean =>
    !isPart ||
    (!isForNamedHandlers(subject) &&
      (request.kommun === null || subject.kommun === request.kommun) &&
      (request.unit === null || subject.unit === request.unit));
  const leftOut = new Set<string>();
  const lists = new Map<string, PlannedList>();
  for (const step of steps) {
    for (const subject of subjectsOfKind(subjects, step.kind)) {
      if (!step.takes(subject)) continue;
      const owner = step.owner(subject);
      if (request.part !== null && owner.part !== request.part) continue;
      const name = `${step.id}|${owner.key}`;
      if (!isAsked(subject)) {
        leftOut.add(name);
        continue;
      }
      const list = lists.get(name);
      if (list === undefined) lists.set(name, { step, owner, subjects: [subject], selection: null });
      else list.subjects.push(subject);
    }
  }
  const selection = selectionText(request, profile);
  const planned = [...lists].map(([name, list]) => (leftOut.has(name) ? { ...list, selection } : list));
  const sorted = planned.sort(
    (a, b) => steps.indexOf(a.step) - steps.indexOf(b.step) || a.owner.name.localeCompare(b.owner.name, 'sv'),
  );
  const rowsOfStep = new Map<string, number>();
  for (const { step, subjects: rows } of sorted)
    rowsOfStep.set(step.id, (rowsOfStep.get(step.id) ?? 0) + rows.length);
  const everything = [...subjects.sips, ...subjects.vardtillfallen, ...subjects.messages].filter(isAsked);
  const sums =
    request.part === null
      ? proveSums(
          plan,
          everything,
          rowsOfStep,
          steps.map(({ id }) => id),
          profile,
        )
      : [];
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

const isPartOfRegion = ({ kommun, part, unit }: HandOutRequest): boolean =>
  kommun !== null || part !== null || unit !== null;

/** Whom a list is for: one that is cut is another list than the owner's whole one, and replaces none. */
export function receiverOf({ owner, selection }: PlannedList): Owner {
  if (selection === null) return owner;
  return { ...owner, key: `${owner.key}|${selection}`, name: `${owner.name} (${selection})` };
}

/** "bara Sundsvall": what a list holds that its owner has more of. */
function selectionText({ kommun, unit }: HandOutRequest, profile: Profile): string {
  const named = [kommun === null ? null : kommunName(profile, kommun), unit];
  return `bara ${named.filter((text) => text !== null).join(', ')}`;
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
