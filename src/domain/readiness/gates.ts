import { fold } from '../words/fold.ts';
import { fillNames, fillText } from '../profile/fill-text.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { Contributors, GateEntry, GateMeasure, NeededList } from '../plan/gate-entry.ts';
import { planOf, type Plan } from '../plan/plan.ts';
import { PLANS } from '../plan/plans.ts';
import { isDiffering } from '../reconciliation/compare-totals.ts';
import { dayNumber } from '../calendar/days.ts';
import { countIn, membersIn } from './cohort-members.ts';
import { CONTRIBUTORS, largest, NAMED, scopeText, type Contributor } from './contributors.ts';
import { cohortWithId, type CohortId } from './cohorts.ts';
import { listOn, type ReadinessFacts } from './facts.ts';
import type { GateReason, GateResult, Scope, Verdict, Waiver } from './readiness.ts';
import { rowsCommand } from './rows-command.ts';

/** The reasons of a gate that counts a cohort: who has most; or what is missing for it to be measured. */
const counting =
  (cohort: CohortId, contributor: Contributor | null, missing: string, within: Scope = {}) =>
  (facts: ReadinessFacts, value: number | null): readonly GateReason[] => {
    if (value === null) return [{ text: fillNames(missing, facts.profile), command: null }];
    if (value === 0) return [];
    return contributor === null
      ? [{ text: `Alla: ${value}`, command: rowsCommand(cohort, within, facts) }]
      : largest(facts, cohort, contributor, within);
  };

const NO_LIST = {
  sip: 'Ingen SIP-lista är inläst.',
  vardtillfalle: 'Ingen lista över vårdtillfällen är inläst.',
  meddelande: 'Ingen meddelandelista är inläst.',
  patient: 'Ingen patientlista är inläst.',
  lcsp_sip: 'Ingen lista från {target} är inläst; läs in en med "overgang reconcile --lcsp FIL".',
} as const;

/** How a gate is measured: a number, null where it can not be, and what leads to it. */
interface Measure {
  /** The cohort that is counted; null where no cases stand behind it. */
  readonly cohort: CohortId | null;
  readonly measure: (facts: ReadinessFacts) => number | null;
  readonly reasons: (facts: ReadinessFacts, value: number | null) => readonly GateReason[];
}

/** A count of a cohort, where a list of the kind is in. */
const countOf = (
  cohort: CohortId,
  needs: NeededList,
  contributors: Contributors | null,
  within: Scope = {},
): Measure => ({
  cohort,
  measure: (facts) =>
    listOn(facts, needs) === null ? null : countIn(facts.cells, cohortWithId(cohort), within),
  reasons: counting(
    cohort,
    contributors === null ? null : CONTRIBUTORS[contributors],
    NO_LIST[needs],
    within,
  ),
});

const TICK_FLAGS = { region: '', kommun: ' --kommun KOMMUN', unit: ' --unit ENHET' } as const;

/** The first few by name, and how many more there are. */
const namedFew = (names: readonly string[]): string =>
  [...names.slice(0, NAMED), ...(names.length > NAMED ? [`${names.length - NAMED} till`] : [])].join(', ');

/** What is measured in a way of its own: one entry a measure that a plan's gates can name. */
const MEASURES: Readonly<Record<GateMeasure, Measure>> = {
  'held-answers': {
    cohort: 'held-answers',
    measure: ({ cells }) => countIn(cells, cohortWithId('held-answers'), {}),
    reasons: (facts, value) =>
      value === 0
        ? []
        : [
            { text: `Alla: ${value ?? 0}`, command: rowsCommand('held-answers', {}, facts) },
            { text: 'Skriv en lista över dem', command: 'overgang return --conflicts MAPP' },
          ],
  },
  lost: {
    cohort: 'sip-lost',
    measure: (facts) => (facts.canTellLost ? countIn(facts.cells, cohortWithId('sip-lost'), {}) : null),
    reasons: (facts, value) =>
      value === 0
        ? []
        : [
            ...counting('sip-lost', CONTRIBUTORS['kommun-and-part'], NO_LIST.lcsp_sip)(facts, value),
            ...(value === null ? [] : [{ text: 'Ärende för ärende', command: 'overgang reconcile' }]),
          ],
  },
  'read-only-checkpoint': {
    cohort: null,
    measure: ({ readOnlyCheckpoints }) => (readOnlyCheckpoints > 0 ? 0 : 1),
    reasons: (_facts, value) =>
      value === 0
        ? []
        : [
            {
              text: 'Ingen kontrollpunkt av läsläget är registrerad',
              command: 'overgang checkpoint create --kind read-only',
            },
          ],
  },
  'list-age': {
    cohort: null,
    measure: (facts) => {
      const day = listOn(facts, 'sip');
      return day === null ? null : dayNumber(facts.asOf) - dayNumber(day);
    },
    reasons: (facts, value) =>
      value === null
        ? [{ text: NO_LIST.sip, command: null }]
        : [
            {
              text: `Den senaste SIP-listan är från ${listOn(facts, 'sip') ?? ''}: ta ut en ny`,
              command: 'overgang import FIL',
            },
          ],
  },
  'lists-of-one-day': {
    cohort: null,
    measure: (facts) => (sourceLists(facts).length === 0 ? null : olderLists(facts).length),
    reasons: (facts, value) =>
      value === null
        ? [{ text: NO_LIST.sip, command: null }]
        : olderLists(facts).map(({ label, exportedOn }) => ({
            text: `${label} är från ${exportedOn ?? ''}, den nyaste listan från ${newestOf(facts)}`,
            command: 'overgang import FIL',
          })),
  },
  unticked: {
    cohort: null,
    measure: ({ unticked }) => unticked.reduce((sum, { missing }) => sum + missing.length, 0),
    reasons: ({ unticked }) =>
      unticked.map(({ milestone, title, owners, dueOn, per, missing }) => ({
        text: `${title} (${owners.join(', ')}, senast ${dueOn}): ${namedFew(missing)}`,
        command: `overgang mark milestone ${milestone}${TICK_FLAGS[per]}`,
      })),
  },
  'control-totals': {
    cohort: null,
    measure: ({ totals }) =>
      totals === null || totals.comparison.hasLostNames
        ? null
        : totals.comparison.cells.filter(isDiffering).length +
          totals.comparison.sums.filter(({ difference }) => difference !== 0).length +
          totals.comparison.inner.differences.length,
    reasons: ({ totals, profile, asOf, since }, value) =>
      value === null || totals === null
        ? [
            {
              text: 'Inga kontrollsummor är inlästa',
              command: 'overgang import SIP-LISTA --totals KONTROLLSUMMOR',
            },
          ]
        : [
            ...totals.comparison.cells
              .filter(isDiffering)
              .slice(0, NAMED)
              .map(({ part, kommun, expected, actual }) => ({
                text: `${scopeText({ kommun, part }, profile)}: kontrollsumman är ${expected ?? 'tom'}, räknat ${actual}`,
                command: rowsCommand('sip-in-totals', { kommun, part }, { asOf, since }),
              })),
            ...(value > 0
              ? [{ text: 'Tabellen mot sig själv och registret', command: 'overgang reconcile --totals FIL' }]
              : []),
          ],
  },
};

function measureOf(gate: GateEntry): Measure {
  if ('measure' in gate) return MEASURES[gate.measure];
  if ('left' in gate) return countOf(gate.left.id, gate.needs, 'owner');
  const { counts, needs, contributors, unitName } = gate;
  const region = countOf(counts, needs, contributors);
  return unitName === undefined ? region : countOfUnit(unitName, counts, contributors, region);
}

/** A count of one unit, however lists write it; not measured where no list has it: unread is not absent (domain §10). */
function countOfUnit(
  name: string,
  cohort: CohortId,
  contributors: Contributors | null,
  region: Measure,
): Measure {
  return {
    cohort,
    measure: (facts) =>
      facts.unknownUnits.includes(name) || region.measure(facts) === null
        ? null
        : unitsCalled(facts, cohort, name).reduce(
            (sum, unit) => sum + countIn(facts.cells, cohortWithId(cohort), { unit }),
            0,
          ),
    reasons: (facts, value) => {
      if (facts.unknownUnits.includes(name))
        return [{ text: `Ingen lista har enheten ”${name}”`, command: 'overgang profile apply FIL' }];
      if (value === null || contributors === null) return region.reasons(facts, value);
      return unitsCalled(facts, cohort, name).flatMap((unit) =>
        largest(facts, cohort, CONTRIBUTORS[contributors], { unit }),
      );
    },
  };
}

/** A unit as the cases of a cohort have it: lists need not write its name as the profile does. */
function unitsCalled({ cells }: ReadinessFacts, cohort: CohortId, name: string): readonly string[] {
  const units = new Set(membersIn(cells, cohortWithId(cohort), {}).map(({ place }) => place.unit));
  return [...units].filter((unit) => unit !== null).filter((unit) => fold(unit) === fold(name));
}

/** Days come from the profile alone; null where it lacks the milestone: then the gate is left out. */
function dueOn(gate: GateEntry, { milestones, deadlines }: Profile, asOf: string): string | null {
  if (isOfLists(gate)) return asOf;
  return gate.due !== undefined
    ? deadlines[gate.due]
    : (milestones.find(({ id }) => id === gate.milestone)?.to ?? null);
}

/** The lists that follow the work day by day; patients and units change slowly, and the target is another system. */
const FOLLOWED = ['sip', 'vardtillfalle', 'meddelande'];
const sourceLists = ({ lists }: ReadinessFacts): ReadinessFacts['lists'] =>
  lists.filter(({ kind, exportedOn }) => FOLLOWED.includes(kind ?? '') && exportedOn !== null);
const newestOf = (facts: ReadinessFacts): string =>
  sourceLists(facts)
    .map(({ exportedOn }) => exportedOn ?? '')
    .toSorted()
    .at(-1) ?? '';
const olderLists = (facts: ReadinessFacts): ReadinessFacts['lists'] =>
  sourceLists(facts).filter(({ exportedOn }) => (exportedOn ?? '') < newestOf(facts));

/** A waiver counts up to and including its last day. */
export const isInForce = ({ until }: Waiver, asOf: string): boolean => asOf <= until;

/**
 * The gates of the plan with what they measure.
 *
 * @param milestone only its gates; the quality of the lists is of every milestone
 */
export function gateResults(
  facts: ReadinessFacts,
  waivers: readonly Waiver[],
  milestone: string | null,
): readonly GateResult[] {
  return planOf(facts.profile).gates.flatMap((gate): readonly GateResult[] => {
    const day = dueOn(gate, facts.profile, facts.asOf);
    const isAsked = milestone === null || gate.milestone === milestone || isOfLists(gate);
    if (day === null || !isAsked) return [];
    const { cohort, measure, reasons } = measureOf(gate);
    const value = measure(facts);
    const threshold = thresholdOf(gate);
    const [one, many] = gate.unit;
    let told: readonly GateReason[] | null = null;
    const ok = value !== null && value <= threshold;
    return [
      {
        id: gate.id,
        milestone: isOfLists(gate) && milestone !== null ? milestone : gate.milestone,
        title: gate.title,
        dueOn: day,
        severity: isOfLists(gate) ? 'warning' : 'blocking',
        ok,
        value,
        threshold,
        unit: value === 1 ? one : many,
        // Found when somebody looks at them: the short report tells none of a count.
        get reasons() {
          return (told ??= ok && isOfLists(gate) ? [] : reasons(facts, value));
        },
        waiver: ok ? null : waiverOf(gate.id, waivers, facts.asOf),
        cohort,
        ...('unitName' in gate
          ? { scope: { unit: unitsCalled(facts, gate.counts, gate.unitName)[0] ?? gate.unitName } }
          : {}),
      },
    ];
  });
}

const thresholdOf = (gate: GateEntry): number => ('measure' in gate ? (gate.threshold ?? 0) : 0);

/** The gate as outsiders may see it, where its number is left out: neither value nor grammar tells it. */
export function withheld(gate: GateResult, names: Pick<Profile, 'source' | 'target'>): GateResult {
  const written = PLANS.flatMap(({ gates }) => gates).find(({ id }) => id === gate.id);
  const many = written === undefined ? gate.unit : fillText(written.unit[1], names);
  return { ...gate, value: null, isWithheld: true, unit: many };
}

/** The quality of the lists that the report rests on: told of, and stops nothing. */
const isOfLists = (gate: GateEntry): boolean => 'measure' in gate && gate.isWarning === true;

/** The one that holds longest, else the last that held. */
function waiverOf(gate: string, waivers: readonly Waiver[], asOf: string): Waiver | null {
  const ofGate = waivers.filter((waiver) => waiver.gate === gate);
  const inForce = ofGate.filter((waiver) => isInForce(waiver, asOf));
  return (
    (inForce.length > 0 ? inForce : ofGate).toSorted((a, b) => (a.until < b.until ? -1 : 1)).at(-1) ?? null
  );
}

/** Ready when every blocking gate holds, or a named person has let it pass. */
export function verdictOf(gates: readonly GateResult[], asOf: string): Verdict {
  const failing = gates.filter(({ severity, ok }) => severity === 'blocking' && !ok);
  if (failing.length === 0) return 'ready';
  return failing.every(({ waiver }) => waiver !== null && isInForce(waiver, asOf))
    ? 'ready-with-waivers'
    : 'not-ready';
}

/** The milestones that a gate of the plan stands before. */
export const gatedMilestones = ({ gates }: Pick<Plan, 'gates'>): readonly string[] => [
  ...new Set(gates.map(({ milestone }) => milestone)),
];
