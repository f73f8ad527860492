import type { Profile } from './profile-schema.ts';

/**
 * The members of a profile that came after the first release, as they are where nothing is said: what registers made
 * before them hold, and what a profile may leave out.
 */
export const LATER_MEMBERS = {
  plan: 'prator-lifecare',
  invented: null,
  support: {
    name: 'central IT',
    region: 'ärende i Självservice – {source}',
    kommun: 'e-post till förvaltningen',
  },
  notices: [],
  steps: {},
  unitDays: {},
} as const;

const NO_STEPS: { readonly steps: string[] } = { steps: [] };

/** A profile as a register of any age holds it, with all its members. */
export function withLaterMembers(kept: unknown): Profile {
  const profile = { ...LATER_MEMBERS, ...(kept as Profile) };
  const openQuestions = profile.openQuestions.map((question) => ({ ...NO_STEPS, ...question }));
  return { ...profile, openQuestions };
}
