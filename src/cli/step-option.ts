import { planOf } from '../domain/plan/plan.ts';
import type { Profile } from '../domain/profile/profile-schema.ts';
import type { Choice } from './choices.ts';
import { choiceOption } from './options.ts';

/** The steps of the plan that a profile follows. */
export const stepChoices = (profile: Profile): readonly Choice<string>[] =>
  planOf(profile).steps.map(({ id, title }) => ({ code: id, spellings: [title] }));

/**
 * The lists that a value of `--step` means: one by its id or title; a step of the plan by its number alone means every
 * list of it, as 4 means 4a and 4b.
 *
 * @throws UserError where it means none
 */
export function stepOption(written: string, profile: Profile): readonly string[] {
  const choices = stepChoices(profile);
  const number = /^\d+$/u.exec(written.trim())?.[0];
  const ofPlan = number === undefined ? [] : choices.filter(({ code }) => /^\d+/u.exec(code)?.[0] === number);
  return ofPlan.length > 0 ? ofPlan.map(({ code }) => code) : [choiceOption('--step', written, choices)];
}
