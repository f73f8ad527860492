import type { Readiness } from '../readiness/readiness.ts';

/** Where a cut-over stands, in as little as tells somebody what to do next. Counts alone. */
export interface Situation {
  readonly profile: string;
  /** The newest list of each kind that has one: its label and the day it was taken out. */
  readonly lists: readonly { readonly label: string; readonly exportedOn: string | null }[];
  readonly hasSips: boolean;
  /** The worklists in force, and how many of them have come back with answers. */
  readonly handedOut: number;
  readonly back: number;
  /** Answers that nobody has settled yet. */
  readonly held: number;
  readonly verdict: Readiness['verdict'] | null;
  readonly steps: readonly { readonly code: string; readonly label: string }[];
}

/** What a cut-over goes through, in order: the next is the one to propose. */
export type NextStep = 'create' | 'take-in' | 'hand-out' | 'settle' | 'take-back' | 'report';

/** @param situation null where there is no register yet */
export function nextStep(situation: Situation | null): NextStep {
  if (situation === null) return 'create';
  if (!situation.hasSips) return 'take-in';
  if (situation.handedOut === 0) return 'hand-out';
  if (situation.held > 0) return 'settle';
  return situation.back < situation.handedOut ? 'take-back' : 'report';
}
