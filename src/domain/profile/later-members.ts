import type { Profile } from './profile-schema.ts';

/**
 * The members of a profile that came after the first release, as registers made before them hold them: those registers
 * were all of one region.
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
  publicGroups: [],
} as const;

const NOT_TICKED: { readonly ticked: Profile['milestones'][number]['ticked'] } = { ticked: null };
const NO_STEPS: { readonly steps: string[] } = { steps: [] };

/** A profile as a register of any age holds it, with all its members. */
export function withLaterMembers(kept: unknown): Profile {
  const profile = { ...LATER_MEMBERS, ...(kept as Profile) };
  // A register that was tampered with can lack what no release ever lacked: who reads it says so.
  const openQuestions = ((kept as Partial<Profile>).openQuestions ?? []).map((question) => ({
    ...NO_STEPS,
    ...question,
  }));
  const milestones = ((kept as Partial<Profile>).milestones ?? []).map((milestone) => ({
    ...NOT_TICKED,
    ...milestone,
  }));
  return { ...profile, milestones, openQuestions };
}
