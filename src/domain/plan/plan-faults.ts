import { isForClosing } from '../answers/row-senses.ts';
import { PLAN_CLASSES, SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../classification/classes.ts';
import { givenClasses, sipRule } from '../classification/own-sip-rules.ts';
import { TERMS } from '../kinds/terms.ts';
import type { PlanEntry } from './plan-entry.ts';
import { READINGS } from './readings.ts';
import type { AnyStepEntry } from './step-entry.ts';
import type { SubjectKind } from './subject.ts';

const CLASSES: Readonly<Partial<Record<SubjectKind, readonly string[]>>> = {
  sip: Object.keys(SIP_CLASSES),
  vardtillfalle: Object.keys(VARDTILLFALLE_CLASSES),
};
/** The column that says which case of the source system a row is about. */
const CASE_COLUMN: Readonly<Partial<Record<SubjectKind, string>>> = {
  sip: 'sip',
  vardtillfalle: 'vardtillfalle',
  meddelande: 'meddelande',
  sip_part: 'sip',
};

/** What is wrong with a plan that its types cannot say: one line a fault. */
export function planFaults(plan: PlanEntry): readonly string[] {
  return [
    ...twice(plan.steps.map(({ id }) => id)).map((id) => `two steps with the id ${id}`),
    ...twice(plan.gates.map(({ id }) => id)).map((id) => `two gates with the id ${id}`),
    ...plan.steps.flatMap((step) => stepFaults(step, plan).map((fault) => `step ${step.id}: ${fault}`)),
    ...Object.keys(plan.rules ?? {})
      .filter((code) => sipRule(code, {}) === undefined)
      .map((code) => `no rule of SIPs has the code ${code}`),
    ...coverageFaults(plan),
    ...wholeKindFaults(plan),
    ...stageFaults(plan),
    ...sumFaults(plan),
    ...plan.gates.flatMap((gate) =>
      'left' in gate && !plan.steps.some((step) => step.gate === gate.id)
        ? [`gate ${gate.id}: no step names it`]
        : [],
    ),
  ];
}

function stepFaults({ columns, of, ...step }: AnyStepEntry, { gates, steps }: PlanEntry): readonly string[] {
  const keys = columns.map(({ key }) => key);
  const kinds = columns.map(({ kind }) => kind);
  const readings = Object.keys(READINGS[of]);
  const needed = [
    ...(step.isGuarded === true ? [] : ['personnummer', 'patient', 'born']),
    ...[CASE_COLUMN[of] ?? []].flat(),
    'status',
    'by',
    'comment',
  ];
  const reads = [
    ...(step.narrowing?.reads ?? []),
    ...(step.share?.reads ?? []),
    ...step.owner.reads,
    ...columns.flatMap((column) => (column.kind === 'fact' ? column.reads : [])),
  ];
  return [
    ...(keys[0] === 'reference' ? [] : ['its list does not begin with the reference']),
    ...(kinds.lastIndexOf('fact') < kinds.indexOf('answer') ? [] : ['a fact stands after an answer']),
    ...twice(keys).map((key) => `column ${key} twice`),
    ...twice(columns.map(({ header }) => header)).map((header) => `two columns called ${header}`),
    ...needed.filter((key) => !keys.includes(key)).map((key) => `its list lacks the column ${key}`),
    ...(step.isGuarded === true
      ? columns.flatMap((column) =>
          column.kind === 'fact' && column.showsPerson === true
            ? [`shows ${column.key} of protected persons`]
            : [],
        )
      : []),
    ...reads.filter((name) => !readings.includes(name)).map((name) => `reads ${name}, which ${of} has not`),
    ...(step.gate === undefined || gates.some((gate) => gate.id === step.gate && 'left' in gate)
      ? []
      : [`no gate ${step.gate} counts what is left`]),
    ...((CLASSES[of] === undefined) === (step.takes.length === 0) ? [] : ['takes no class']),
    ...groundFaults({ columns, of, ...step } as AnyStepEntry, steps),
  ];
}

/** What closings rest on is asked for on a step before, of the same case or of its person. */
function groundFaults(
  { id, of, columns, closesAfter }: AnyStepEntry,
  steps: PlanEntry['steps'],
): readonly string[] {
  if (closesAfter === undefined) return [];
  const { step, answered, unlessNo } = closesAfter;
  const before = steps.slice(
    0,
    steps.findIndex((one) => one.id === id),
  );
  const ground = before.find((one) => one.id === step);
  const closes = columns.some((column) => column.kind === 'answer' && isForClosing(column));
  if (ground === undefined) return [`closes after ${step}, which is no step before it`];
  const asked = ground.columns.map(({ key }) => key);
  return [
    ...(closes ? [] : ['closes nothing, and says after what']),
    ...(ground.of === of || (of === 'sip' && ground.of === 'patient')
      ? []
      : [`closes after ${step}, which is of another`]),
    ...[answered, ...(unlessNo === undefined ? [] : [unlessNo])]
      .filter(({ key }) => !asked.includes(key))
      .map(({ key }) => `closes after ${step}, which does not ask for ${key}`),
  ];
}

/** Every open class is taken whole by some step, one of SIPs by one alone; so the lists add up to the open cases. */
function coverageFaults({ steps, rules = {} }: PlanEntry): readonly string[] {
  return (['sip', 'vardtillfalle'] as const).flatMap((kind) => {
    const whole = steps.filter((step) => step.of === kind && step.narrowing === undefined);
    const taken = whole.flatMap((step): readonly string[] =>
      step.share === undefined || step.share.isFirst ? step.takes : [],
    );
    return [
      ...shareFaults(whole),
      ...(CLASSES[kind] ?? [])
        .filter((name) => name !== 'closed' && isGiven(name, rules) && !taken.includes(name))
        .map((name) => `no step takes every ${kind} of class ${name}`),
      ...(kind === 'sip' ? twice(taken) : []).map((name) => `two steps take every ${kind} of class ${name}`),
    ];
  });
}

/** Of what has no classes every case stands on a list: of protected persons on those for named handlers, of others on the rest. */
function wholeKindFaults({ steps }: PlanEntry): readonly string[] {
  return (['meddelande', 'sip_part'] as const).flatMap((kind) => {
    const whole = steps.filter((step) => step.of === kind && step.narrowing === undefined);
    const guarded = whole.filter(({ isGuarded }) => isGuarded === true).length;
    const shares = new Set(whole.flatMap(({ share }) => share?.share ?? []));
    const all = whole.find(({ share }) => share !== undefined)?.share?.shares ?? [];
    return steps.some(({ of }) => of === kind)
      ? [
          ...(guarded === 0 ? [`no step takes every ${kind} of protected persons`] : []),
          ...(guarded === whole.length ? [`no step takes every ${kind} of others`] : []),
          ...all.filter((one) => !shares.has(one)).map((one) => `no step takes the share ${one} of ${kind}`),
        ]
      : [];
  });
}

/** Every vårdtillfälle that moves is one step's of each stage, whatever its form of care: its sum is held to that. */
function stageFaults({ steps }: PlanEntry): readonly string[] {
  const actors = steps.flatMap(({ actor }) => actor ?? []);
  const somewhere = { unit: null, halsocentral: null, openPsychiatry: null, outside: [] };
  return [...new Set(actors.map(({ stage }) => stage))].flatMap((stage) =>
    [null, ...Object.keys(TERMS.careForm)].flatMap((careForm) => {
      const taking = actors.filter((one) => one.stage === stage && one.takesPart({ ...somewhere, careForm }));
      return taking.length === 1
        ? []
        : [`stage ${stage}: ${taking.length} steps take a vårdtillfälle of ${careForm ?? 'no form of care'}`];
    }),
  );
}

/** Steps that share classes must, together, have every share of each of them once. */
function shareFaults(steps: readonly AnyStepEntry[]): readonly string[] {
  const shared = steps.flatMap(({ share, takes }) => (share === undefined ? [] : [{ share, takes }]));
  return [...new Set(shared.map(({ share }) => share.division))].flatMap((division) => {
    const ofDivision = shared.filter(({ share }) => share.division === division);
    const classes = [...new Set(ofDivision.flatMap(({ takes }): readonly string[] => takes))];
    const shares = ofDivision[0]?.share.shares ?? [];
    return classes.flatMap((name) =>
      shares
        .filter(
          (one) =>
            ofDivision.filter(({ share, takes }) => share.share === one && takes.some((of) => of === name))
              .length !== 1,
        )
        .map(
          (one) => `class ${name}: not one step, but another number, takes the share ${one} of ${division}`,
        ),
    );
  });
}

/** Some classes are given only by plans that say so. */
const isGiven = (name: string, rules: NonNullable<PlanEntry['rules']>): boolean =>
  !(PLAN_CLASSES as readonly string[]).includes(name) || givenClasses(rules).some((own) => own === name);

function sumFaults({ steps, sums }: PlanEntry): readonly string[] {
  const stages = steps.flatMap(({ actor }) => actor?.stage ?? []);
  const open = new Set(steps.flatMap(({ of }) => (of === 'patient' || of === 'sip_part' ? [] : [of])));
  return [
    ...[...new Set(stages)]
      .filter((stage) => !sums.some((sum) => 'stage' in sum && sum.stage === stage))
      .map((stage) => `no sum holds the steps of stage ${stage}`),
    ...[...open]
      .filter((kind) => !sums.some((sum) => 'open' in sum && sum.open === kind))
      .map((kind) => `no sum holds the open cases of kind ${kind}`),
  ];
}

const twice = (texts: readonly string[]): readonly string[] => [
  ...new Set(texts.filter((text, at) => texts.indexOf(text) !== at)),
];
