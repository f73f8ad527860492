import { describe, expect, it } from 'vitest';
import { proveSums } from '../worklists/proof.ts';
import { planFaults } from './plan-faults.ts';
import { planOf } from './plan.ts';
import { planNamed } from './plans.ts';
import { profileFaults } from './profile-faults.ts';
import { canBeOff } from './steps-off.ts';
import { isHeldTo } from './sum-entry.ts';
import { shipped, vardtillfalle } from './steps/steps.test-help.ts';

const REGIONS = ['vasternorrland-2025', 'ostergotland-link', 'stockholm-enhetsvis'] as const;
const entryOf = (name: string) => {
  const entry = planNamed(shipped(name).plan);
  if (entry === undefined) throw new Error(name);
  return entry;
};
const steps = REGIONS.flatMap((name) => entryOf(name).steps.map(({ id }) => [name, id] as const));
const withOff = (name: string, ...ids: readonly string[]) => ({
  ...shipped(name),
  steps: Object.fromEntries(ids.map((id) => [id, { isOff: true }])),
});

describe('a step that a profile turns off', () => {
  it.each([
    ['vasternorrland-2025', ['fel-system-vardtillfallen', 'fel-system-sip']],
    ['ostergotland-link', ['kallelse', 'fel-system-vardtillfallen', 'fel-system-sip']],
    ['stockholm-enhetsvis', ['fel-system-vardtillfallen', 'fel-system-sip']],
  ])('of %s is one whose cases stand on other lists, and that nothing counts', (name, ids) => {
    const entry = entryOf(name);
    expect(entry.steps.filter((step) => canBeOff(step, entry)).map(({ id }) => id)).toEqual(ids);
    expect(profileFaults(withOff(name, ...ids))).toEqual([]);
    expect(planOf(withOff(name, ...ids)).off.map(({ id }) => id)).toEqual(ids);
  });

  it.each(steps)(
    'of %s, %s, takes no case off its last list, its sums or its gates, or is refused',
    (name, id) => {
      const profile = withOff(name, id);
      const { steps: left, off, sums, gates } = planOf(profile);
      if (profileFaults(profile).some((fault) => fault.startsWith(`steps.${id}.isOff: `))) {
        expect(off).toEqual([]);
        return;
      }
      const whole = planOf(shipped(name));
      expect(
        planFaults({ ...entryOf(name), steps: entryOf(name).steps.filter((step) => step.id !== id) }),
      ).toEqual([]);
      for (const sum of sums) {
        const heldIn = (all: typeof left) => all.filter((step) => isHeldTo(sum, step)).map((step) => step.id);
        expect(heldIn(left)).toEqual(heldIn(whole.steps));
      }
      for (const gate of gates) {
        const leftOn = (all: typeof left) =>
          all.filter((step) => step.gate === gate.id).map((step) => step.id);
        expect(leftOn(left)).toEqual(leftOn(whole.steps));
      }
    },
  );

  it('is refused with its path, and no other of the profile’s', () => {
    expect(profileFaults(withOff('vasternorrland-2025', '2-somatik', 'kvittera', 'fel-system-sip'))).toEqual([
      expect.stringMatching(/^steps\.2-somatik\.isOff: /u),
      expect.stringMatching(/^steps\.kvittera\.isOff: /u),
    ]);
  });

  it('in a register made before that was refused is on: the sum of its stage is held to its list', () => {
    const profile = withOff('vasternorrland-2025', '2-somatik');
    const plan = planOf(profile);
    const stay = vardtillfalle({ care_form: 'somatik' });
    const asked = plan.steps.map(({ id }) => id);
    const [sum] = proveSums(plan, [{ ...stay, moves: true }], new Map(), asked, profile).filter(({ label }) =>
      label.startsWith('Vårdtillfällen som startas'),
    );
    expect(sum).toMatchObject({ steps: ['2-somatik', '2-psykiatri'], expected: 1, rows: 0 });
  });
});
