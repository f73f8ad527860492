import type { Profile } from '../profile/profile-schema.ts';
import { fillLabels, fillText, milestoneNamed } from '../profile/fill-text.ts';
import { PLAN_CLASSES, SIP_CLASSES, type SipClass } from '../classification/classes.ts';
import { givenClasses, sipRulesWith } from '../classification/own-sip-rules.ts';
import type { SipRule } from '../classification/sip-classes.ts';
import type { MarkName } from '../answers/marks.ts';
import type { Actor } from './actors.ts';
import type { GateEntry } from './gate-entry.ts';
import type { Owner } from './owners.ts';
import type { MilestoneMeasures, PlanEntry } from './plan-entry.ts';
import { groundOfStep, planNamed } from './plans.ts';
import { isCounted, readFrom, readOne, type CountedGroup } from './readings.ts';
import type { AnyStepEntry, StepCall } from './step-entry.ts';
import { stepsOff } from './steps-off.ts';
import { deadlineOf, roleOf, textsFor, titleOf, type StepTexts } from './step-texts.ts';
import type { Narrowing } from './selectors.ts';
import type { SumEntry } from './sum-entry.ts';
import type { Subject, SubjectKind } from './subject.ts';
import { unitSlug } from './unit-slug.ts';

/** A step as one region does it: its texts and days are the profile's. */
export interface Step extends StepTexts {
  readonly id: string;
  readonly kind: SubjectKind;
  /** The classes of its cases. */
  readonly classes: readonly string[];
  readonly takes: (of: Subject | CountedGroup) => boolean;
  readonly owner: (of: Subject | CountedGroup) => Owner;
  /** The milestone that its work is part of; null for work beside the plan. */
  readonly milestone: string | null;
  /** The day that its work begins by the plan; null for work without a beginning of its own. */
  readonly beginsOn: string | null;
  readonly gate: string | null;
  readonly actor: Actor | null;
  readonly groups: boolean;
  readonly isGuarded: boolean;
  readonly comparesSystems: boolean;
  readonly calls: StepCall | null;
  readonly source: string;
  /** Whether the database tells all that says which cases it takes and whose they are. */
  readonly isCounted: boolean;
  /** What else must hold of the cases of its classes; null where it takes every one. */
  readonly narrowing: Narrowing<never> | null;
}

/** A plan as one region follows it. */
export interface Plan {
  readonly name: string;
  /** In the order of the cut-over. */
  readonly steps: readonly Step[];
  /** Steps that the profile turns off: no list is made of them, but one handed out before can still come back. */
  readonly off: readonly Step[];
  readonly sums: readonly SumEntry[];
  readonly closedBy: MilestoneMeasures;
  readonly gates: readonly GateEntry[];
  readonly switchesByUnit: boolean;
  /** The rules that give its SIPs their classes, in order. */
  readonly sipRules: readonly SipRule[];
  /** What the classes are called. */
  readonly sipLabels: Readonly<Record<SipClass, string>>;
  /** The classes that its SIPs can have. */
  readonly sipClasses: readonly SipClass[];
}

const made = new WeakMap<Profile, Plan>();

/** The plan that a profile follows, with its names and days. */
export function planOf(profile: Profile): Plan {
  const known = made.get(profile);
  if (known !== undefined) return known;
  const entry = planNamed(profile.plan);
  if (entry === undefined) throw new Error(`no plan ${profile.plan}`);
  const plan = planFor(entry, profile);
  made.set(profile, plan);
  return plan;
}

/** A plan with the names and days of a profile. */
function planFor(entry: PlanEntry, profile: Profile): Plan {
  const { name, steps, sums, closedBy, gates, rules = {} } = entry;
  const given = givenClasses(rules);
  const fill = (text: string): string => fillText(text, profile);
  const all = steps.map((entry) => stepFor(entry, profile));
  const off = stepsOff(entry, profile);
  const isOff = ({ id }: Step): boolean => off.includes(id);
  return {
    name,
    steps: all.filter((one) => !isOff(one)),
    off: all.filter(isOff),
    sums: sums.map((sum) => ({ ...sum, label: fill(sum.label) })),
    closedBy,
    switchesByUnit: entry.switchesByUnit === true,
    sipRules: sipRulesWith(rules),
    sipLabels: fillLabels({ ...SIP_CLASSES, ...entry.labels }, profile),
    sipClasses: (Object.keys(SIP_CLASSES) as SipClass[]).filter(
      (one) => !(PLAN_CLASSES as readonly SipClass[]).includes(one) || given.includes(one),
    ),
    gates: gates
      .flatMap((gate) => perUnit(gate, profile))
      .map((gate) => {
        const [one, many] = gate.unit;
        return { ...gate, title: fill(gate.title), unit: [fill(one), fill(many)] };
      }),
  };
}

/** One gate for each unit with a day of its own, where the gate is of units; its id is the unit's too. */
function perUnit(gate: GateEntry, { unitDays }: Profile): readonly GateEntry[] {
  if (!('counts' in gate) || gate.perUnit !== true) return [gate];
  return Object.entries(unitDays).flatMap(([unit, day]) =>
    day === null
      ? []
      : [
          {
            ...gate,
            id: `${gate.id}-${unitSlug(unit)}`,
            title: `${unit}, från ${day}: ${gate.title.charAt(0).toLowerCase()}${gate.title.slice(1)}`,
            unitName: unit,
          },
        ],
  );
}

/** The step of a plan with an id, also one that is off. */
export const stepWithId = ({ steps, off }: Plan, id: string): Step | undefined =>
  [...steps, ...off].find((step) => step.id === id);

/**
 * The first day by the plan of the work that a mark attests, on the steps that ask for it of a case of a class; null where
 * any of them has none.
 */
export function workBeginsOn(
  { steps }: Plan,
  of: { readonly kind: string; readonly className: string; readonly mark: MarkName },
): string | null {
  const asking = steps.filter(
    ({ kind, classes, columns }) =>
      kind === of.kind &&
      classes.includes(of.className) &&
      columns.some((column) => column.kind === 'answer' && column.attests === of.mark),
  );
  const days = asking.map(({ beginsOn }) => beginsOn);
  return days.includes(null) ? null : (days.sort()[0] ?? null);
}

/** Whether the steps that close a case of a class ask first that all its parties have moved what is theirs. */
export function asksAllParties(
  { steps }: Plan,
  of: { readonly kind: string; readonly className: string },
): boolean {
  return steps.some(
    ({ kind, classes, columns }) =>
      kind === of.kind &&
      classes.includes(of.className) &&
      columns.some(
        (column) => column.kind === 'answer' && columns.some(({ key }) => key === column.restsOn?.column),
      ),
  );
}

/** The step that closes a case of a class, where its closings rest on an earlier one. */
export const groundedStep = (
  { steps }: Plan,
  of: { readonly kind: string; readonly className: string },
): Step | undefined =>
  steps.find(
    ({ id, kind, classes }) =>
      kind === of.kind && classes.includes(of.className) && groundOfStep(id) !== undefined,
  );

/** The days on which SIPs are moved: those of the step that takes them; null where they have none of their own. */
export function moveWindow(profile: Profile): { readonly from: string; readonly to: string } | null {
  const moving = planOf(profile).steps.find(
    ({ kind, classes }) => kind === 'sip' && classes.includes('move-outside-vardtillfalle'),
  );
  return profile.milestones.find(({ id }) => id === moving?.milestone) ?? null;
}

function stepFor(entry: AnyStepEntry, profile: Profile): Step {
  const { id, of: kind, milestone, gate, actor, isOngoing, narrowing, source } = entry;
  const own = profile.steps[id] ?? {};
  // Made when first read: most commands read the texts of few steps, or of none.
  let made: StepTexts | undefined;
  const texts = (): StepTexts => (made ??= textsFor(entry, profile));
  let title: string | undefined;
  const owner = own.owner === undefined ? entry.owner : (entry.owner.renamed?.(own.owner) ?? entry.owner);
  return {
    id,
    kind,
    classes: entry.takes,
    takes: takesOf(entry, profile),
    owner: (of) => owner.of(readFrom(owner.reads, of) as never, profile),
    milestone,
    beginsOn:
      milestone === null || isOngoing === true ? null : (milestoneNamed(milestone, profile)?.from ?? null),
    gate: gate ?? null,
    actor: actor ?? null,
    groups: entry.groups === true,
    isGuarded: entry.isGuarded === true,
    comparesSystems: entry.comparesSystems === true,
    calls: entry.calls ?? null,
    source,
    isCounted: isCounted(kind, readsOf(entry, owner.reads)),
    narrowing: (narrowing as Narrowing<never> | undefined) ?? null,
    get title() {
      return (title ??= titleOf(entry, profile));
    },
    role: roleOf(entry, profile),
    get inSource() {
      return texts().inSource;
    },
    get whenReadOnly() {
      return texts().whenReadOnly;
    },
    get inTarget() {
      return texts().inTarget;
    },
    get traps() {
      return texts().traps;
    },
    get checklist() {
      return texts().checklist;
    },
    get openQuestions() {
      return texts().openQuestions;
    },
    get notices() {
      return texts().notices;
    },
    get deadline() {
      return deadlineOf(entry, profile);
    },
    get deadlineText() {
      return texts().deadlineText;
    },
    get columns() {
      return texts().columns;
    },
  };
}

/** All that says which cases a step takes, and whose they are. */
const readsOf = (entry: AnyStepEntry, ofOwner: readonly string[]): readonly string[] => [
  ...readsToTake(entry),
  ...(entry.narrowing?.reads ?? []),
  ...(entry.share?.reads ?? []),
  ...ofOwner,
];

/** What says whether a case is of the step's classes, and whether it stands on lists for named handlers alone. */
function readsToTake({ of: kind }: AnyStepEntry): readonly string[] {
  return kind === 'sip' || kind === 'vardtillfalle' ? ['class', 'isProtected'] : ['isProtected'];
}

/**
 * Protected persons stand on the lists for named handlers, whatever their class, and on no other.
 */
function takesOf(entry: AnyStepEntry, profile: Profile): Step['takes'] {
  const { of: kind, isGuarded } = entry;
  const conditions = [entry.narrowing, entry.share].filter((one) => one !== undefined);
  const classes: readonly string[] = entry.takes;
  const hasClass = readsToTake(entry).includes('class');
  const isOfClass = (name: unknown): boolean => !hasClass || classes.includes(name as string);
  const isNarrowed = (of: Subject | CountedGroup): boolean =>
    conditions.every((one) => one.of(readFrom(one.reads, of) as never, profile));
  return (of) => {
    if (of.kind !== kind) return false;
    const isProtected = readOne('isProtected', of) === true;
    const name = hasClass ? readOne('class', of) : undefined;
    if (isGuarded !== true) return !isProtected && isOfClass(name) && isNarrowed(of);
    const isForHandlers = hasClass ? isOfClass(name) || (isProtected && name !== 'closed') : isProtected;
    return isForHandlers && isNarrowed(of);
  };
}

/** A step once the source system is read-only: it plans no work there, and says what its rows are now. */
export function withReadOnlySource(step: Step, since: string, { source }: Pick<Profile, 'source'>): Step {
  const { title, traps, rows } = step.whenReadOnly ?? {};
  return {
    ...step,
    title: title ?? step.title,
    traps: traps ?? step.traps,
    inSource: rows === undefined ? [] : [rows],
    deadlineText: `Sista dagen enligt planen var ${step.deadline}. ${source} är skrivskyddat sedan ${since}.`,
  };
}
