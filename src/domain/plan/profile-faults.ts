import { fillText } from '../profile/fill-text.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { planNamed, PLANS } from './plans.ts';
import { dayFaults } from './day-rules.ts';
import { canBeOff } from './steps-off.ts';
import { unitSlug } from './unit-slug.ts';
import type { PlanEntry } from './plan-entry.ts';

/**
 * What a profile, which is in itself whole, says that its plan does not know, or leaves out that the plan needs:
 * `path: what is wrong`, in Swedish.
 */
export function profileFaults(profile: Profile): readonly string[] {
  const plan = planNamed(profile.plan);
  if (plan === undefined) return [`plan: ska vara ${PLANS.map(({ name }) => name).join(', ')}`];
  const faults = [
    ...missingMilestones(plan, profile),
    ...overrideFaults(plan, profile),
    ...unknownSteps(plan, profile),
    ...textFaults(profile),
    ...likeUnits(profile),
  ];
  // The days are those of the steps, which a profile with other faults may not have.
  return faults.length > 0 ? faults : dayFaults(profile);
}

/** The milestones that a plan cannot do without, and what needs them. */
function missingMilestones(plan: PlanEntry, { milestones, steps }: Profile): readonly string[] {
  const needs = new Map<string, string[]>();
  const need = (id: string, by: string): void => {
    needs.set(id, [...(needs.get(id) ?? []), by]);
  };
  for (const step of plan.steps) {
    if (steps[step.id]?.isOff === true && canBeOff(step, plan)) continue;
    if (step.milestone !== null) need(step.milestone, `steg ${step.id}`);
    else if ('milestone' in step.due) need(step.due.milestone, `steg ${step.id}`);
  }
  for (const gate of plan.gates) need(gate.milestone, `villkoret ${gate.id}`);
  for (const id of Object.keys(plan.closedBy)) need(id, 'uppföljningen');
  return [...needs].flatMap(([id, by]) =>
    milestones.some((milestone) => milestone.id === id)
      ? []
      : [`milestones: ”${id}” saknas, som ${listed(by)} behöver`],
  );
}

/** How many of those who need something are named. */
const NAMED = 3;
const listed = (names: readonly string[]): string =>
  names.length > NAMED ? `${names.slice(0, NAMED).join(', ')} med flera` : names.join(', ');

function overrideFaults(plan: PlanEntry, { steps }: Profile): readonly string[] {
  const ids = plan.steps.map(({ id }) => id);
  return [
    ...Object.entries(steps).flatMap(([id, own]) => {
      const step = plan.steps.find((one) => one.id === id);
      if (step === undefined) return [`steps.${id}: planen har inget sådant steg; den har ${ids.join(', ')}`];
      return own.owner !== undefined && step.owner.renamed === undefined
        ? [`steps.${id}.owner: listan går till den enhet eller part som har ärendet, och kan inte byta namn`]
        : [];
    }),
    ...plan.steps
      .filter((step) => steps[step.id]?.isOff === true && !canBeOff(step, plan))
      .map(
        ({ id }) =>
          `steps.${id}.isOff: steget kan inte stängas av, ärenden skulle bli utan lista eller aldrig kunna avslutas`,
      ),
  ];
}

function unknownSteps(plan: PlanEntry, { notices, openQuestions, exceptions }: Profile): readonly string[] {
  const ids = plan.steps.map(({ id }) => id);
  const unknown = (path: string, id: string): readonly string[] =>
    ids.includes(id) ? [] : [`${path}: planen har inget steg ”${id}”`];
  return [
    ...notices.flatMap(({ steps }, at) =>
      steps === 'all' ? [] : steps.flatMap((id, nth) => unknown(`notices[${at}].steps[${nth}]`, id)),
    ),
    ...openQuestions.flatMap(({ steps }, at) =>
      steps.flatMap((id, nth) => unknown(`openQuestions[${at}].steps[${nth}]`, id)),
    ),
    ...exceptions.flatMap(({ step }, at) => unknown(`exceptions[${at}].step`, step)),
  ];
}

/** Units whose gates would have one id: a waiver for one would let the other pass. */
function likeUnits({ unitDays }: Profile): readonly string[] {
  const names = Object.keys(unitDays);
  return names.flatMap((name, at) => {
    const first = names.findIndex((other) => unitSlug(other) === unitSlug(name));
    return first < at ? [`unitDays.${name}: går inte att skilja från ”${names[first] ?? ''}”`] : [];
  });
}

/** Texts that name something that a profile has not. */
function textFaults(profile: Profile): readonly string[] {
  const texts: readonly (readonly [path: string, text: string])[] = [
    ...Object.entries(profile.support).map(([name, text]) => [`support.${name}`, text] as const),
    ...profile.notices.map(({ text }, at) => [`notices[${at}].text`, text] as const),
    ...profile.openQuestions.map(({ question }, at) => [`openQuestions[${at}].question`, question] as const),
    ...profile.milestones.flatMap(({ title, fromText }, at) => [
      [`milestones[${at}].title`, title] as const,
      [`milestones[${at}].fromText`, fromText ?? ''] as const,
    ]),
    ...Object.entries(profile.steps).flatMap(([id, own]) =>
      Object.entries(own).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).flatMap((text) =>
          typeof text === 'string' ? [[`steps.${id}.${name}`, text] as const] : [],
        ),
      ),
    ),
  ];
  return texts.flatMap(([path, text]) => {
    const place = placeThatIsNone(text, profile);
    return place === null ? [] : [`${path}: ”${place}” är inget som profilen har`];
  });
}

function placeThatIsNone(text: string, profile: Profile): string | null {
  for (const [place] of text.matchAll(/\{[^}]*\}/gu)) {
    try {
      if (fillText(place, profile) === place) return place;
    } catch {
      return place;
    }
  }
  return null;
}
