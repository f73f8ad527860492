import { ALL_STEPS } from './steps.ts';

/** Protected persons are few: how many they are is told from here on. */
export const GUARDED_FROM = 5;

const GUARDED: ReadonlySet<string> = new Set(
  ALL_STEPS.flatMap(({ id, isGuarded }) => (isGuarded === true ? [id] : [])),
);

/** Whether a step's lists are for named handlers alone. */
export const isGuardedStep = (step: string): boolean => GUARDED.has(step);
