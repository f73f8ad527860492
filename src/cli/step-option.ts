import { ALL_STEPS } from '../domain/worklists/steps.ts';
import type { Choice } from './choices.ts';
import { choiceOption } from './options.ts';

export const stepChoices: readonly Choice<string>[] = ALL_STEPS.map(({ id, title }) => ({
  code: id,
  spellings: [title],
}));

/**
 * The lists that a value of `--step` means: one by its id or title; a step of the plan by its number alone means every
 * list of it, as 4 means 4a and 4b.
 *
 * @throws UserError where it means none
 */
export function stepOption(written: string): readonly string[] {
  const number = /^\d+$/u.exec(written.trim())?.[0];
  const ofPlan =
    number === undefined ? [] : stepChoices.filter(({ code }) => /^\d+/u.exec(code)?.[0] === number);
  return ofPlan.length > 0 ? ofPlan.map(({ code }) => code) : [choiceOption('--step', written, stepChoices)];
}
