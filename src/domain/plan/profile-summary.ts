import { kommunName } from '../profile/kommuner.ts';
import { fillText, namedMilestones } from '../profile/fill-text.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { planOf } from './plan.ts';
import { dayWarnings } from './day-rules.ts';

/** A profile told as it will be: what it is called, its days, its steps in order, and whom it concerns. */
export interface ProfileSummary {
  readonly name: string;
  readonly title: string;
  readonly plan: string;
  readonly source: string;
  readonly target: string;
  readonly invented: string | null;
  readonly kommuner: readonly string[];
  readonly support: { readonly region: string; readonly kommun: string };
  readonly milestones: readonly {
    readonly id: string;
    readonly title: string;
    readonly from: string;
    readonly to: string;
  }[];
  readonly deadlines: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly id: string;
    readonly title: string;
    readonly role: string | null;
    readonly beginsOn: string | null;
    readonly deadline: string;
    readonly gate: string | null;
  }[];
  /** Steps of the plan that the profile turns off. */
  readonly off: readonly string[];
  /** `path: what is doubtful`. */
  readonly warnings: readonly string[];
}

export function profileSummary(profile: Profile): ProfileSummary {
  const { name, title, source, target, invented, kommuner, support, deadlines } = profile;
  const plan = planOf(profile);
  return {
    name,
    title,
    plan: plan.name,
    source,
    target,
    invented,
    kommuner: kommuner.map(({ code }) => kommunName(profile, code)),
    support: { region: fillText(support.region, profile), kommun: fillText(support.kommun, profile) },
    milestones: namedMilestones(profile).map(({ id, title: text, from, to }) => ({
      id,
      title: text,
      from,
      to,
    })),
    deadlines,
    steps: plan.steps.map(({ id, title: text, role, beginsOn, deadline, gate }) => ({
      id,
      title: text,
      role,
      beginsOn,
      deadline,
      gate,
    })),
    off: plan.off.map(({ id }) => id),
    warnings: dayWarnings(profile),
  };
}
