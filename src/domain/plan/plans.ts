import type { AnswerTraits } from '../answers/answers.ts';
import { ANSWER_COLUMNS, answerColumn } from '../answers/answer-columns.ts';
import type { MarkName } from '../answers/marks.ts';
import {
  canAmount,
  closesInSource,
  finishesCase,
  gainsaying,
  NOT_CURRENT,
  STATUS,
} from '../answers/row-senses.ts';
import type { StepGround } from '../answers/step-ground.ts';
import { COSMIC_LINK } from './plans/cosmic-link/cosmic-link.ts';
import { PRATOR_LIFECARE } from './plans/prator-lifecare/prator-lifecare.ts';
import { UNIT_BY_UNIT } from './plans/unit-by-unit/unit-by-unit.ts';
import type { PlanEntry } from './plan-entry.ts';
import type { AnyStepEntry } from './step-entry.ts';

/** The plans that there are. */
export const PLANS: readonly PlanEntry[] = [PRATOR_LIFECARE, COSMIC_LINK, UNIT_BY_UNIT];

export const planNamed = (name: string): PlanEntry | undefined => PLANS.find((plan) => plan.name === name);

/** Every step of every plan: an id is one step's, whatever the plan. */
const STEP_OF: ReadonlyMap<string, AnyStepEntry> = new Map(
  PLANS.flatMap(({ steps }) => steps.map((step) => [step.id, step] as const)),
);

export const ALL_STEPS: readonly AnyStepEntry[] = [...STEP_OF.values()];

/** Whether a step's lists are for named handlers alone. */
export const isGuardedStep = (step: string): boolean => STEP_OF.get(step)?.isGuarded === true;

/** Whether a step is about the person, whatever list the person is known from. */
export const isPatientStep = (step: string): boolean => STEP_OF.get(step)?.of === 'patient';

/** What the closings of a step rest on, where another comes first. */
const GROUND_OF: ReadonlyMap<string, StepGround> = new Map(
  ALL_STEPS.flatMap(({ id, closesAfter }) => {
    if (closesAfter === undefined) return [];
    const { step, answered, unlessNo, byHand } = closesAfter;
    const needless = { column: STATUS, value: NOT_CURRENT };
    return [[id, { step, column: answered.key, deniedBy: unlessNo?.key ?? null, byHand, needless }] as const];
  }),
);

export const groundOfStep = (step: string): StepGround | undefined => GROUND_OF.get(step);

/** Of what amounts to anything: which status of its row, whoever gave it, says that it is not so; and what finishes a case. */
const GAINSAID: ReadonlyMap<string, Required<Pick<AnswerTraits, 'gainsaidBy' | 'finishesCase'>>> = new Map(
  ANSWER_COLUMNS.filter(canAmount).map((column) => [
    column.key,
    {
      gainsaidBy: { column: STATUS, isSo: (value, said) => gainsaying(column, value, said) },
      finishesCase: (value) => finishesCase(column, value),
    },
  ]),
);

/** Of what other answers rest on: the same, said by hand. */
const BY_HAND: ReadonlyMap<string, Required<Pick<AnswerTraits, 'byHand'>>> = new Map(
  ANSWER_COLUMNS.flatMap(({ restsOn }) => {
    const mark = restsOn === undefined ? undefined : answerColumn(restsOn.column)?.attests;
    return restsOn === undefined || mark === undefined
      ? []
      : [[restsOn.column, { byHand: { mark, value: restsOn.value } }]];
  }),
);

/** How the answers of a column go together on the lists of a step: only what the list itself asks for can be rested on. */
export function answerTraits(column: string, step: string): AnswerTraits {
  const ofStep = traitsOf.get(step) ?? new Map<string, AnswerTraits>();
  const known = ofStep.get(column);
  if (known !== undefined) return known;
  const traits = traitsWithin(column, step);
  traitsOf.set(step, ofStep.set(column, traits));
  return traits;
}

/** By step and column: they are asked for again for every answer of a register. */
const traitsOf = new Map<string, Map<string, AnswerTraits>>();

function traitsWithin(column: string, step: string): AnswerTraits {
  const { restsOn, ...own }: AnswerTraits = answerColumn(column) ?? {};
  const closesAfter = closesInSource(column) ? GROUND_OF.get(step) : undefined;
  const traits = {
    ...own,
    ...GAINSAID.get(column),
    ...BY_HAND.get(column),
    ...(closesAfter === undefined ? {} : { closesAfter }),
  };
  const isAsked = STEP_OF.get(step)?.columns.some(({ key }) => key === restsOn?.column) === true;
  return restsOn !== undefined && isAsked ? { ...traits, restsOn } : traits;
}

/** What closings on a step's lists rest on, and can be said by hand as well. Found when it is first asked of a step. */
export function wordsRestedOn(step: string): readonly MarkName[] {
  const known = restedOn.get(step);
  if (known !== undefined) return known;
  const words = (STEP_OF.get(step)?.columns ?? []).flatMap(({ key }) => {
    const base = answerTraits(key, step).restsOn?.column;
    return base === undefined ? [] : (answerTraits(base, step).byHand?.mark ?? []);
  });
  restedOn.set(step, words);
  return words;
}

const restedOn = new Map<string, readonly MarkName[]>();
