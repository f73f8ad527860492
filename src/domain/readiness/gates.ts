import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { isDiffering } from '../reconciliation/compare-totals.ts';
import { dayNumber } from '../calendar/days.ts';
import { termLabel } from '../kinds/terms.ts';
import type { Place } from './cells.ts';
import { cohortWithId, countIn, type CohortId } from './cohorts.ts';
import { listOn, type ReadinessFacts } from './facts.ts';
import type { GateReason, GateResult, GateSeverity, Scope, Verdict, Waiver } from './readiness.ts';
import { rowsCommand } from './rows-command.ts';

/**
 * What must hold, milestone by milestone. To add a gate: one entry here. Days come from the profile alone; a gate
 * whose milestone or deadline the profile has not is left out.
 */
interface Gate {
  readonly id: string;
  /** The milestone's id in the profile. */
  readonly milestone: string;
  readonly title: string;
  readonly severity: GateSeverity;
  readonly threshold: number;
  /** What is counted, after the number one and after any other. */
  readonly unit: readonly [one: string, many: string];
  readonly dueOn: (profile: Profile, asOf: string) => string | null;
  /** Null where it can not be measured. */
  readonly measure: (facts: ReadinessFacts) => number | null;
  readonly cohort: CohortId | null;
  readonly reasons: (facts: ReadinessFacts, value: number | null) => readonly GateReason[];
  /** Where it was inferred or said. */
  readonly source: string;
}

const endOf =
  (id: string) =>
  ({ milestones }: Profile): string | null =>
    milestones.find((milestone) => milestone.id === id)?.to ?? null;

const deadline =
  (name: keyof Profile['deadlines']) =>
  ({ deadlines }: Profile): string =>
    deadlines[name];

const today = (_profile: Profile, asOf: string): string => asOf;

/** How many of the largest contributors are named. */
const NAMED = 3;

type Contributor = (place: Place) => Scope;
const byKommunAndPart: Contributor = ({ kommun, part }) => ({ kommun, part });
const byKommun: Contributor = ({ kommun }) => ({ kommun });
const byUnit: Contributor = ({ unit }) => ({ unit });
const byOwner: Contributor = ({ kommun, unit }) => (unit === null ? { kommun } : { unit });

/** The largest contributors to a count, each with the command that lists its cases; never a person. */
function largest(facts: ReadinessFacts, id: CohortId, contributor: Contributor): readonly GateReason[] {
  const { cells, profile } = facts;
  const cohort = cohortWithId(id);
  const counts = new Map<string, { readonly scope: Scope; cases: number }>();
  for (const cell of cells) {
    const place = cohort.takes(cell, null);
    if (place === null) continue;
    const scope = contributor(place);
    // Whose list is handled by named persons is nobody's here: their number is told for the region as a whole.
    if (place !== cell && place.kommun === null && place.part === null && place.unit === null) continue;
    const name = `${scope.kommun} ${scope.part} ${JSON.stringify(scope.unit)}`;
    const known = counts.get(name);
    if (known === undefined) counts.set(name, { scope, cases: cell.cases });
    else known.cases += cell.cases;
  }
  return [...counts.entries()]
    .sort(([nameA, a], [nameB, b]) => b.cases - a.cases || (nameA < nameB ? -1 : 1))
    .slice(0, NAMED)
    .map(([, { scope, cases }]) => ({
      text: `${scopeText(scope, profile)}: ${cases}`,
      command: rowsCommand(id, scope, facts),
    }));
}

function scopeText({ kommun, part, unit }: Scope, profile: Profile): string {
  const texts = [
    unit === undefined || (unit === null && kommun !== undefined) ? null : (unit ?? 'Ingen enhet'),
    kommun === undefined ? null : kommunName(profile, kommun),
    part === undefined ? null : part === null ? 'ingen part' : termLabel('part', part).toLowerCase(),
  ];
  return texts.filter((text) => text !== null).join(', ');
}

/** The reasons of a gate that counts a cohort: who has most; or what is missing for it to be measured. */
const counting =
  (cohort: CohortId, contributor: Contributor | null, missing: string) =>
  (facts: ReadinessFacts, value: number | null): readonly GateReason[] => {
    if (value === null) return [{ text: missing, command: null }];
    if (value === 0) return [];
    return contributor === null
      ? [{ text: `Alla: ${value}`, command: rowsCommand(cohort, {}, facts) }]
      : largest(facts, cohort, contributor);
  };

const NO_LIST = {
  sip: 'Ingen SIP-lista är inläst.',
  vardtillfalle: 'Ingen lista över vårdtillfällen är inläst.',
  meddelande: 'Ingen meddelandelista är inläst.',
  patient: 'Ingen patientlista är inläst.',
  lcsp_sip: 'Ingen lista från Lifecare SP är inläst; läs in en med "overgang reconcile --lcsp FIL".',
} as const;

/** A count of a cohort, where a list of the kind is in. */
function cohortGate(
  gate: Omit<Gate, 'measure' | 'reasons' | 'cohort' | 'threshold' | 'severity'> & {
    readonly cohort: CohortId;
    readonly needs: keyof typeof NO_LIST;
    readonly contributor: Contributor | null;
  },
): Gate {
  const { cohort, needs, contributor, ...rest } = gate;
  return {
    ...rest,
    severity: 'blocking',
    threshold: 0,
    cohort,
    measure: (facts) =>
      listOn(facts, needs) === null ? null : countIn(facts.cells, cohortWithId(cohort), {}),
    reasons: counting(cohort, contributor, NO_LIST[needs]),
  };
}

const ALL_CLOSED = '000, Förberedelser: ”Senast v 41 behöver ALLA SIPar i Prator vara stängda”';
const READ_ONLY =
  '000, Tidplan: ”16:e oktober – Prator sätts i läsläge”; slutsats: det som då är öppet kan inte avslutas';

export const GATES: readonly Gate[] = [
  cohortGate({
    id: 'steg-1-registrerade',
    milestone: 'steg-1',
    title: 'Alla brukare i steg 1 är registrerade i Lifecare SP',
    unit: ['brukare som inte är intygad registrerad', 'brukare som inte är intygade registrerade'],
    dueOn: endOf('steg-1'),
    cohort: 'step-1-left',
    needs: 'patient',
    contributor: byOwner,
    source: '000, Steg 1 – Kommunen lägger in patienter i Lifecare SP',
  }),
  cohortGate({
    id: 'steg-2-startade',
    milestone: 'steg-2',
    title: 'Alla vårdtillfällen som ska startas är registrerade i Lifecare SP',
    unit: [
      'vårdtillfälle som inte är intygat registrerat',
      'vårdtillfällen som inte är intygade registrerade',
    ],
    dueOn: endOf('steg-2'),
    cohort: 'step-2-left',
    needs: 'vardtillfalle',
    contributor: byOwner,
    source: '000, Tidplan: ”30:e september, start från morgonen”',
  }),
  cohortGate({
    id: 'steg-3-kompletterade',
    milestone: 'steg-3',
    title: 'Primärvård och psykiatrisk öppenvård har kompletterat alla vårdtillfällen',
    unit: ['vårdtillfälle som inte är intygat besvarat', 'vårdtillfällen som inte är intygade besvarade'],
    dueOn: endOf('steg-3'),
    cohort: 'step-3-left',
    needs: 'vardtillfalle',
    contributor: byOwner,
    source: '000, Tidplan: ”30:e september, start från lunchtid”',
  }),
  cohortGate({
    id: 'steg-4a-kompletterade',
    milestone: 'steg-4',
    title: 'Biståndshandläggarna har kompletterat alla vårdtillfällen',
    unit: ['vårdtillfälle som inte är intygat besvarat', 'vårdtillfällen som inte är intygade besvarade'],
    dueOn: endOf('steg-4'),
    cohort: 'step-4a-left',
    needs: 'vardtillfalle',
    contributor: byOwner,
    source: '000, Tidplan: ”1:a oktober”; steg 4 A',
  }),
  cohortGate({
    id: 'steg-4b-kompletterade',
    milestone: 'steg-4',
    title: 'Kommunernas HSL-personal har kompletterat alla vårdtillfällen',
    unit: ['vårdtillfälle som inte är intygat besvarat', 'vårdtillfällen som inte är intygade besvarade'],
    dueOn: endOf('steg-4'),
    cohort: 'step-4b-left',
    needs: 'vardtillfalle',
    contributor: byOwner,
    source: '000, Tidplan: ”1:a oktober”; steg 4 B',
  }),
  cohortGate({
    id: 'fonstret-sipar-stangda',
    milestone: 'steg-6',
    title: 'Alla SIP:ar är stängda i Prator när arbetsfönstret slutar',
    unit: ['öppen SIP i Prator', 'öppna SIP:ar i Prator'],
    dueOn: deadline('sipWindowEnds'),
    cohort: 'sip-open',
    needs: 'sip',
    contributor: byKommunAndPart,
    source: '000, Tidplan: ”2:a–10:e oktober”',
  }),
  cohortGate({
    id: 'vecka-41-sipar-stangda',
    milestone: 'vecka-41',
    title: 'Alla SIP:ar är stängda i Prator när vecka 41 slutar',
    unit: ['öppen SIP i Prator', 'öppna SIP:ar i Prator'],
    dueOn: deadline('allSipsClosed'),
    cohort: 'sip-open',
    needs: 'sip',
    contributor: byKommunAndPart,
    source: ALL_CLOSED,
  }),
  cohortGate({
    id: 'laslage-sipar-stangda',
    milestone: 'laslage',
    title: 'Inga SIP:ar är öppna när Prator skrivskyddas',
    unit: ['öppen SIP i Prator', 'öppna SIP:ar i Prator'],
    dueOn: deadline('readOnly'),
    cohort: 'sip-open',
    needs: 'sip',
    contributor: byKommunAndPart,
    source: READ_ONLY,
  }),
  cohortGate({
    id: 'laslage-vardtillfallen-avslutade',
    milestone: 'laslage',
    title: 'Inga vårdtillfällen är öppna i Prator när det skrivskyddas',
    unit: ['öppet vårdtillfälle i Prator', 'öppna vårdtillfällen i Prator'],
    dueOn: deadline('readOnly'),
    cohort: 'vardtillfalle-open',
    needs: 'vardtillfalle',
    contributor: byKommun,
    source: READ_ONLY,
  }),
  cohortGate({
    id: 'laslage-meddelanden-kvitterade',
    milestone: 'laslage',
    title: 'Alla meddelanden är kvitterade när Prator skrivskyddas',
    unit: ['okvitterat meddelande', 'okvitterade meddelanden'],
    dueOn: deadline('readOnly'),
    cohort: 'message-all',
    needs: 'meddelande',
    contributor: byUnit,
    source: '000, Kvittera: ”Om det ligger okvitterade meddelanden går det inte att avsluta vårdtillfället”',
  }),
  cohortGate({
    id: 'laslage-instangda-avgjorda',
    milestone: 'laslage',
    title: 'Det är beslutat vad som gäller för patienter som är eller blir instängda',
    unit: ['patient utan beslut', 'patienter utan beslut'],
    dueOn: deadline('readOnly'),
    cohort: 'trapped-undecided',
    needs: 'vardtillfalle',
    contributor: byKommun,
    source: 'domain §3, The trap cohort (inferred); källan ger inget svar',
  }),
  cohortGate({
    id: 'laslage-extrameddelanden',
    milestone: 'laslage',
    title: 'Alla extrameddelanden om flytten är skickade och kvitterade',
    unit: [
      'extrameddelande som ska skickas eller kvitteras',
      'extrameddelanden som ska skickas eller kvitteras',
    ],
    dueOn: deadline('readOnly'),
    cohort: 'extra-left',
    needs: 'meddelande',
    contributor: byKommunAndPart,
    source: 'domain §5, Traps: the cut-over creates its own blockers, so readiness counts them',
  }),
  cohortGate({
    id: 'laslage-beslut-fattade',
    milestone: 'laslage',
    title: 'Inga ärenden väntar på beslut',
    unit: ['ärende som behöver beslut', 'ärenden som behöver beslut'],
    dueOn: deadline('readOnly'),
    cohort: 'needs-decision',
    needs: 'sip',
    // By kommun it would, with the other classes, give the number of protected persons away.
    contributor: null,
    source: 'domain §3: a named bucket of its own with an owner',
  }),
  {
    id: 'laslage-svar-avgjorda',
    milestone: 'laslage',
    title: 'Inga svar på arbetslistor hålls inne',
    severity: 'blocking',
    threshold: 0,
    unit: ['ärende med svar som inte räknas än', 'ärenden med svar som inte räknas än'],
    dueOn: deadline('readOnly'),
    cohort: 'held-answers',
    measure: ({ cells }) => countIn(cells, cohortWithId('held-answers'), {}),
    reasons: (facts, value) =>
      value === 0
        ? []
        : [
            { text: `Alla: ${value ?? 0}`, command: rowsCommand('held-answers', {}, facts) },
            { text: 'Skriv en lista över dem', command: 'overgang return --conflicts MAPP' },
          ],
    source: 'promises: every contradiction listed once, none wins silently',
  },
  {
    id: 'laslage-inget-borttappat',
    milestone: 'laslage',
    title: 'Ingen SIP är borttappad mellan Prator och Lifecare SP',
    severity: 'blocking',
    threshold: 0,
    unit: [
      'SIP som varken är öppen i Prator eller finns i Lifecare SP',
      'SIP:ar som varken är öppna i Prator eller finns i Lifecare SP',
    ],
    dueOn: deadline('readOnly'),
    cohort: 'sip-lost',
    measure: (facts) => (facts.canTellLost ? countIn(facts.cells, cohortWithId('sip-lost'), {}) : null),
    reasons: (facts, value) =>
      value === 0
        ? []
        : [
            ...counting('sip-lost', byKommunAndPart, NO_LIST.lcsp_sip)(facts, value),
            ...(value === null ? [] : [{ text: 'Ärende för ärende', command: 'overgang reconcile' }]),
          ],
    source: 'issue 5, reconcile: Prator ↔ Lifecare SP',
  },
  {
    id: 'arkivering-kontrollpunkt',
    milestone: 'arkivering',
    title: 'En kontrollpunkt av läsläget är tagen innan arkiveringen börjar',
    severity: 'blocking',
    threshold: 0,
    unit: ['kontrollpunkt som saknas', 'kontrollpunkter som saknas'],
    dueOn: deadline('archiving'),
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
    source: 'domain §9: a checkpoint records what, when, who, counts, hashes and open exceptions',
  },
  {
    id: 'underlag-farska-listor',
    milestone: 'laslage',
    title: 'SIP-listan är färsk',
    severity: 'warning',
    // A week's work shows in it: between the fortnightly lists before the cut-over nobody knows more than that.
    threshold: 7,
    unit: ['dag sedan SIP-listan togs ut', 'dagar sedan SIP-listan togs ut'],
    dueOn: today,
    cohort: null,
    measure: (facts) => {
      const day = listOn(facts, 'sip');
      return day === null ? null : dayNumber(facts.asOf) - dayNumber(day);
    },
    reasons: (facts, value) =>
      value === null
        ? [{ text: NO_LIST.sip, command: null }]
        : value > 7
          ? [
              {
                text: `Den senaste SIP-listan är från ${listOn(facts, 'sip') ?? ''}: ta ut en ny`,
                command: 'overgang import FIL',
              },
            ]
          : [],
    source: 'slutsats: en rapport kan inte säga mer än den lista den vilar på',
  },
  {
    id: 'underlag-samma-dag',
    milestone: 'laslage',
    title: 'Listorna är från samma dag',
    severity: 'warning',
    threshold: 0,
    unit: ['lista som är äldre än den nyaste', 'listor som är äldre än den nyaste'],
    dueOn: today,
    cohort: null,
    measure: (facts) => (sourceLists(facts).length === 0 ? null : olderLists(facts).length),
    reasons: (facts, value) =>
      value === null
        ? [{ text: NO_LIST.sip, command: null }]
        : olderLists(facts).map(({ label, exportedOn }) => ({
            text: `${label} är från ${exportedOn ?? ''}, den nyaste listan från ${newestOf(facts)}`,
            command: 'overgang import FIL',
          })),
    source:
      'domain §3: reclassify at every import; en äldre meddelandelista säger inget om nyare vårdtillfällen',
  },
  {
    id: 'underlag-kontrollsummor',
    milestone: 'laslage',
    title: 'Kontrollsummorna stämmer med SIP-listan',
    severity: 'warning',
    threshold: 0,
    unit: ['cell som skiljer sig', 'celler som skiljer sig'],
    dueOn: today,
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
    source: 'domain §4: cell by cell, with the difference, and never smooth over',
  },
];

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
 * The gates with what they measure.
 *
 * @param milestone only its gates; the quality of the lists is of every milestone
 */
export function gateResults(
  facts: ReadinessFacts,
  waivers: readonly Waiver[],
  milestone: string | null,
): readonly GateResult[] {
  return GATES.flatMap((gate): readonly GateResult[] => {
    const dueOn = gate.dueOn(facts.profile, facts.asOf);
    const isAsked = milestone === null || gate.milestone === milestone || isOfLists(gate);
    if (dueOn === null || !isAsked) return [];
    const value = gate.measure(facts);
    const { id, title, severity, threshold, cohort } = gate;
    const [one, many] = gate.unit;
    const ok = value !== null && value <= threshold;
    return [
      {
        id,
        milestone: isOfLists(gate) && milestone !== null ? milestone : gate.milestone,
        title,
        dueOn,
        severity,
        ok,
        value,
        threshold,
        unit: value === 1 ? one : many,
        reasons: gate.reasons(facts, value),
        waiver: ok ? null : waiverOf(id, waivers, facts.asOf),
        cohort,
      },
    ];
  });
}

/** The gate as outsiders may see it, where its number is left out: neither value nor grammar tells it. */
export function withheld(gate: GateResult): GateResult {
  const [, many] = GATES.find(({ id }) => id === gate.id)?.unit ?? ['', gate.unit];
  return { ...gate, value: null, isWithheld: true, unit: many };
}

const isOfLists = ({ severity }: Gate): boolean => severity === 'warning';

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

/** The milestones that a gate stands before. */
export const GATED_MILESTONES: readonly string[] = [...new Set(GATES.map(({ milestone }) => milestone))];
export const GATE_IDS: readonly string[] = GATES.map(({ id }) => id);
