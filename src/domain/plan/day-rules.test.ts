import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays } from '../calendar/days.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { SHIPPED_PROFILES } from '../profile/shipped-profiles.ts';
import { dayFaults, dayWarnings } from './day-rules.ts';

function shipped(name: string): Profile {
  const parsed = parseProfile(SHIPPED_PROFILES[name]);
  if (!('profile' in parsed)) throw new Error(`${name} has faults`);
  return parsed.profile;
}
const PROFILE = shipped('vasternorrland-2025');
const BY_UNIT = shipped('stockholm-enhetsvis');
const NAMES = Object.keys(SHIPPED_PROFILES);

const onDays = (id: string, from: string, to = from, of = PROFILE): Profile => ({
  ...of,
  milestones: of.milestones.map((one) => (one.id === id ? { ...one, from, to } : one)),
});
const due = (own: Partial<Profile['deadlines']>): Profile => ({
  ...PROFILE,
  deadlines: { ...PROFILE.deadlines, ...own },
});
const ofStep = (own: Profile['steps'][string]): Profile => ({ ...PROFILE, steps: { '6': own } });
const [FIRST] = PROFILE.milestones;
const [PART, ...PARTS] = PROFILE.parts;
if (FIRST === undefined || PART === undefined) throw new Error('an empty profile');

const REFUSED: readonly (readonly [what: string, profile: Profile, path: string])[] = [
  ['a start after read-only', onDays('steg-2', '2025-10-20'), 'milestones[steg-2].from: 2025-10-20'],
  ['a step after read-only', onDays('steg-6', '2025-10-18', '2025-10-25'), 'milestones[steg-6].from: '],
  [
    'a step that begins after its last day',
    onDays('steg-6', '2025-10-11', '2025-10-12'),
    'milestones[steg-6].from: steget 6',
  ],
  ['a last day after read-only', ofStep({ deadline: '2025-10-20' }), 'steps.6.deadline: 2025-10-20'],
  ['a last day before the step begins', ofStep({ deadline: '2025-09-20' }), 'steps.6.deadline: 2025-09-20'],
  [
    'a milestone twice',
    { ...PROFILE, milestones: [...PROFILE.milestones, FIRST] },
    `milestones: ”${FIRST.id}”`,
  ],
  ['a part twice', { ...PROFILE, parts: [...PROFILE.parts, PART] }, `parts: ”${PART.code}” står två gånger`],
];

const TOLD: readonly (readonly [what: string, profile: Profile, path: string])[] = [
  [
    'a milestone of a step that is none',
    {
      ...PROFILE,
      milestones: PROFILE.milestones.map((one) => (one === FIRST ? { ...one, step: '77' } : one)),
    },
    `milestones[${FIRST.id}].step: `,
  ],
  [
    'a step that goes on after read-only',
    onDays('steg-6', '2025-10-02', '2025-10-20'),
    'milestones[steg-6].to: ',
  ],
  [
    'read-only as a milestone of another day',
    onDays('laslage', '2025-10-20'),
    'milestones[laslage].to: 2025-10-20, men deadlines.readOnly',
  ],
  [
    'read-only as a deadline of another day',
    due({ readOnly: '2025-10-20' }),
    'milestones[laslage].to: 2025-10-16',
  ],
  [
    'who becomes ready after the start',
    due({ lastReadyInSource: '2025-10-05' }),
    'deadlines.lastReadyInSource: 2025-10-05',
  ],
  ['a part that is missing', { ...PROFILE, parts: PARTS }, `parts: ”${PART.code}” saknas`],
  [
    'days of units where all begin at once',
    { ...PROFILE, unitDays: { Avdelningen: '2025-10-01' } },
    'unitDays.Avdelningen: har ingen verkan',
  ],
  [
    'a unit that begins when its cases should be closed',
    { ...BY_UNIT, unitDays: { ...BY_UNIT.unitDays, Avdelningen: '2025-10-14' } },
    'unitDays.Avdelningen: 2025-10-14 ligger efter 2025-10-12',
  ],
];

describe('the days of a profile, held against each other', () => {
  it.each(NAMES)('find nothing in %s', (name) => {
    expect([...dayFaults(shipped(name)), ...dayWarnings(shipped(name))]).toEqual([]);
  });

  it.each(REFUSED)('%s is refused, with its path', (_what, profile, path) => {
    expect(dayFaults(profile)).toContainEqual(expect.stringContaining(path));
  });

  it.each(TOLD)('%s is told, with its path', (_what, profile, path) => {
    expect(dayFaults(profile)).toEqual([]);
    expect(dayWarnings(profile)).toContainEqual(expect.stringContaining(path));
  });

  it('find nothing in a plan that is moved as a whole, or in a day that lies within its bounds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.integer({ min: -60, max: 400 }), (name, days) => {
        const profile = shipped(name);
        const moved = (day: string): string => addDays(day, days);
        const all: Profile = {
          ...profile,
          milestones: profile.milestones.map((one) => ({ ...one, from: moved(one.from), to: moved(one.to) })),
          deadlines: Object.fromEntries(
            Object.entries(profile.deadlines).map(([id, day]) => [id, moved(day)]),
          ) as Profile['deadlines'],
          unitDays: Object.fromEntries(
            Object.entries(profile.unitDays).map(([unit, day]) => [unit, day === null ? null : moved(day)]),
          ),
          unitTypes: profile.unitTypes.map(({ day, ...type }) =>
            day === undefined ? type : { ...type, day: moved(day) },
          ),
        };
        expect([...dayFaults(all), ...dayWarnings(all)]).toEqual([]);
      }),
    );
    expect(dayFaults(onDays('steg-2', '2025-10-16'))).toEqual([]);
    expect(dayFaults(ofStep({ deadline: '2025-10-02' }))).toEqual([]);
  });
});
