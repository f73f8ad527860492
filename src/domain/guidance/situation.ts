import type { Readiness } from '../readiness/readiness.ts';

/** How far the work has come: as little as tells what comes next. Counts alone. */
export interface WorkSoFar {
  readonly hasSips: boolean;
  /** The worklists in force, and how many of them have come back with answers. */
  readonly handedOut: number;
  readonly back: number;
  /** Answers that nobody has settled yet. */
  readonly held: number;
}

/** Where a cut-over stands, for somebody who asks what to do next. */
export interface Situation extends WorkSoFar {
  readonly profile: string;
  /** The newest list of each kind that has one: its label and the day it was taken out. */
  readonly lists: readonly { readonly label: string; readonly exportedOn: string | null }[];
  readonly verdict: Readiness['verdict'] | null;
  readonly steps: readonly { readonly code: string; readonly label: string }[];
}

/** What a cut-over goes through, in order: the next is the one to propose. */
export type NextStep = 'create' | 'take-in' | 'hand-out' | 'settle' | 'take-back' | 'report';

/** @param work null where there is no register yet */
export function nextStep(work: WorkSoFar | null): NextStep {
  if (work === null) return 'create';
  if (!work.hasSips) return 'take-in';
  if (work.handedOut === 0) return 'hand-out';
  if (work.held > 0) return 'settle';
  return work.back < work.handedOut ? 'take-back' : 'report';
}
