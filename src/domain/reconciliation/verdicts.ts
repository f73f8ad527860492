import type { Profile } from '../profile/profile-schema.ts';
import { dayNumber } from '../calendar/days.ts';
import type { SystemsComparison } from './compare-systems.ts';
import type { TargetComparison } from './compare-target.ts';
import { isDiffering, type TotalsComparison } from './compare-totals.ts';

/** What has been compared; null = was not asked for. */
export interface Evidence {
  readonly lifecare: SystemsComparison | null;
  readonly totals: TotalsComparison | null;
  /** One comparison for each kind of list from the target. */
  readonly targets?: readonly TargetComparison[];
}

interface VerdictRule {
  readonly id: string;
  /** A `blocking` one that does not hold makes the answer no (exit code 1); a `warning` is told. */
  readonly severity: 'blocking' | 'warning';
  /** What is counted, so that none of it is best. */
  readonly counts: (profile: Profile) => string;
  /** Null where it was not compared: the verdict is then left out. */
  readonly measure: (evidence: Evidence) => number | null;
  readonly threshold: number;
}

export interface ReconciliationVerdict {
  readonly id: string;
  readonly severity: VerdictRule['severity'];
  readonly ok: boolean;
  readonly value: number;
  readonly threshold: number;
  readonly text: string;
}

/** Days that the first list is older than the second. */
const daysOlder = (day: string, than: string): number => Math.max(0, dayNumber(than) - dayNumber(day));

const ofSystems =
  (count: (lifecare: SystemsComparison) => number): VerdictRule['measure'] =>
  ({ lifecare }) =>
    lifecare === null ? null : count(lifecare);
/** Of persons, vårdtillfällen and units; two SIPs of one person are no conflict (contract). */
const ofTargets =
  (count: (target: TargetComparison) => number): VerdictRule['measure'] =>
  ({ targets = [] }) => {
    const compared = targets.filter(({ kind }) => kind !== 'lcsp_sip');
    return compared.length === 0 ? null : compared.reduce((sum, target) => sum + count(target), 0);
  };
const ofTotals =
  (count: (totals: TotalsComparison) => number | null): VerdictRule['measure'] =>
  ({ totals }) =>
    totals === null ? null : count(totals);

/** What must hold for the reconciliation to be well, in the order in which it is told. To add one: one entry. */
export const VERDICT_RULES = [
  {
    id: 'lost',
    severity: 'blocking',
    counts: () => 'SIP:ar som finns i inget av systemen',
    measure: ofSystems(({ lost }) => lost.length),
    threshold: 0,
  },
  {
    id: 'other-coordinator',
    severity: 'blocking',
    counts: () => 'SIP:ar med annan samordningsansvarig än planerat',
    measure: ofSystems(({ otherCoordinator }) => otherCoordinator.length),
    threshold: 0,
  },
  {
    id: 'unclear',
    severity: 'warning',
    counts: () => 'Oklara SIP:ar',
    measure: ofSystems(({ unclear }) => unclear.length),
    threshold: 0,
  },
  {
    // A lost SIP may hide among them.
    id: 'rows-without-person',
    severity: 'warning',
    counts: ({ target }) => `Rader från ${target} som inte hör till någon person`,
    measure: ofSystems(({ lifecareRowsWithoutPerson }) => lifecareRowsWithoutPerson),
    threshold: 0,
  },
  {
    id: 'target-list-age',
    severity: 'warning',
    counts: ({ source, target }) => `Dagar som listan från ${target} är äldre än den från ${source}`,
    measure: ofSystems(({ sourceListOn, targetListOn }) => daysOlder(targetListOn, sourceListOn)),
    threshold: 0,
  },
  {
    id: 'source-list-age',
    severity: 'warning',
    counts: ({ source, target }) => `Dagar som listan från ${source} är äldre än den från ${target}`,
    measure: ofSystems(({ sourceListOn, targetListOn }) => daysOlder(sourceListOn, targetListOn)),
    threshold: 0,
  },
  {
    id: 'target-twice',
    severity: 'blocking',
    counts: ({ target }) => `Personer, vårdtillfällen och enheter som finns dubbelt i ${target}`,
    measure: ofTargets(({ twice }) => twice.length),
    threshold: 0,
  },
  {
    id: 'target-other-place',
    severity: 'blocking',
    counts: ({ source, target }) => `Med annan kommun eller enhet i ${target} än i ${source}`,
    measure: ofTargets(({ otherPlace }) => otherPlace.length),
    threshold: 0,
  },
  {
    id: 'target-too-much',
    severity: 'warning',
    counts: ({ target }) => `Finns i ${target} fast de inte ska finnas där`,
    measure: ofTargets(({ tooMuch }) => tooMuch.length),
    threshold: 0,
  },
  {
    // What is not done yet; the steps' gates say when it must be.
    id: 'target-missing',
    severity: 'warning',
    counts: ({ target }) => `Ska finnas i ${target} men finns inte i listan därifrån`,
    measure: ofTargets(({ missing }) => missing.length),
    threshold: 0,
  },
  {
    id: 'totals-cells',
    severity: 'blocking',
    counts: () => 'Celler i kontrollsummorna som skiljer',
    measure: ofTotals(({ hasLostNames, cells }) => (hasLostNames ? null : cells.filter(isDiffering).length)),
    threshold: 0,
  },
  {
    id: 'totals-sums',
    severity: 'blocking',
    counts: () => 'Summor i kontrollsummorna som skiljer',
    measure: ofTotals(({ hasLostNames, sums }) =>
      hasLostNames ? null : sums.filter(({ difference }) => difference !== 0).length,
    ),
    threshold: 0,
  },
  {
    id: 'totals-inner',
    severity: 'blocking',
    counts: () => 'Summor i tabellen som inte går ihop med dess egna celler',
    measure: ofTotals(({ inner }) => inner.differences.length),
    threshold: 0,
  },
  {
    // Then neither cells nor sums could be held against the register.
    id: 'totals-names',
    severity: 'warning',
    counts: () => 'Tabeller utan kommunnamn som profilen känner',
    measure: ofTotals(({ hasLostNames }) => (hasLostNames ? 1 : 0)),
    threshold: 0,
  },
] as const satisfies readonly VerdictRule[];

/** What holds of that which was compared, in the order of the table. */
export function verdictsOf(evidence: Evidence, profile: Profile): readonly ReconciliationVerdict[] {
  return VERDICT_RULES.flatMap(({ id, severity, counts, measure, threshold }: VerdictRule) => {
    const value = measure(evidence);
    if (value === null) return [];
    const ok = value <= threshold;
    return {
      id,
      severity,
      ok,
      value,
      threshold,
      text: `${counts(profile)}: ${value}${ok ? '' : `, får vara högst ${threshold}`}`,
    };
  });
}

/** Whether the reconciliation is well: every blocking verdict holds. */
export const isReconciled = (verdicts: readonly ReconciliationVerdict[]): boolean =>
  verdicts.every(({ ok, severity }) => ok || severity === 'warning');
