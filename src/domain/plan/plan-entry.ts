import type { PlanClass, SipClass } from '../classification/classes.ts';
import type { OwnSipRules } from '../classification/own-sip-rules.ts';
import type { AnyStepEntry, ClassOf } from './step-entry.ts';
import type { GateEntry } from './gate-entry.ts';
import type { SumEntry } from './sum-entry.ts';

/** The kinds of case that every open one of must stand on a list. */
export type ClassedKind = 'sip' | 'vardtillfalle';

/** What the progress of a milestone is measured by, where that is not its steps' lists: cases that are closed. */
export type MilestoneMeasures = Readonly<Record<string, readonly ClassedKind[]>>;

/** A cut-over as it is written: its steps in order, what must add up, what its milestones are measured by, its gates. */
export interface PlanEntry {
  readonly name: string;
  readonly steps: readonly AnyStepEntry[];
  readonly sums: readonly SumEntry[];
  readonly closedBy: MilestoneMeasures;
  readonly gates: readonly GateEntry[];
  /** Units begin one by one, each on its own day by the profile, and some have none. */
  readonly switchesByUnit?: true;
  /** What rules of SIPs are here, where they are not what they are in other plans, by their codes. */
  readonly rules?: OwnSipRules;
  /** What its classes of SIPs are called, where the plan has words of its own. */
  readonly labels?: Readonly<Partial<Record<SipClass, string>>>;
}

/** The classes that steps without a narrowing take, and those that two of them take. */
type Taken<
  Steps extends readonly unknown[],
  K extends ClassedKind,
  Once = never,
  Twice = never,
> = Steps extends readonly [infer First, ...infer Rest]
  ? First extends { readonly of: K; readonly takes: readonly (infer Class)[] }
    ? First extends { readonly narrowing: object } | { readonly share: { readonly isFirst: false } }
      ? Taken<Rest, K, Once, Twice>
      : Taken<Rest, K, Once | Class, Twice | (Class & Once)>
    : Taken<Rest, K, Once, Twice>
  : { readonly once: Once; readonly twice: Twice };

/** Classes that the plan's rules never give. */
type NotGiven<P> = Exclude<
  PlanClass,
  P extends { readonly rules: infer Rules extends object }
    ? Extract<Rules[keyof Rules], { readonly class: unknown }>['class']
    : never
>;

type Untaken<P extends PlanEntry, K extends ClassedKind> = Exclude<
  ClassOf<K>,
  Taken<P['steps'], K>['once'] | 'closed' | NotGiven<P>
>;

/** Never, where every open class is taken, and every one of SIPs once. */
type CoverageFault<P extends PlanEntry> =
  Untaken<P, 'sip'> | Untaken<P, 'vardtillfalle'> | Taken<P['steps'], 'sip'>['twice'];

/**
 * A plan, held to what must hold of every one: an open class that no step takes, or one of SIPs that two take, does not
 * compile. What types cannot say is `planFaults`, which a test and the build hold every plan to: a program that
 * starts has no time to look again at what can not have changed.
 */
export function plan<const P extends PlanEntry>(
  entry: P &
    ([CoverageFault<P>] extends [never]
      ? unknown
      : { readonly 'open classes that no step takes, or that two take': CoverageFault<P> }),
): P {
  return entry;
}
