import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { PROFILE } from '../classification/cases.test-help.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { changedMembers } from './profile-change.ts';

const withStep = (own: Profile['steps'][string]): Profile => ({ ...PROFILE, steps: { '6': own } });
const [FIRST, SECOND, ...REST] = PROFILE.kommuner;
if (FIRST === undefined || SECOND === undefined) throw new Error('a profile of too few kommuner');

describe('the members in which two profiles differ', () => {
  it('are told by what their entries are called', () => {
    const kommuner = PROFILE.kommuner.map((one) => (one.code === '2281' ? { ...one, name: 'Nyby' } : one));
    expect(changedMembers(PROFILE, { ...PROFILE, kommuner })).toEqual([
      { path: 'kommuner[2281].name', from: '"Sundsvall"', to: '"Nyby"' },
    ]);
    const longer = [...PROFILE.kommuner, { code: '2303', name: 'Ragunda', aliases: [] }];
    expect(
      changedMembers(PROFILE, { ...PROFILE, kommuner: longer }).map(({ path, from }) => [path, from]),
    ).toContainEqual(['kommuner[2303].name', null]);
  });

  it.each([
    [{}, { inTarget: [] }, [null, '[]']],
    [{ inTarget: [] }, {}, ['[]', null]],
    [{ inTarget: ['A'] }, { inTarget: [] }, ['["A"]', '[]']],
  ])('a text taken away is another profile, %j %j', (was, is, [from, to]) => {
    expect(changedMembers(withStep(was), withStep(is)).map((one) => [one.from, one.to])).toEqual([
      [from, to],
    ]);
  });

  it('the order of a list is told, and none where only an entry has come or gone', () => {
    const turned = { ...PROFILE, kommuner: [SECOND, FIRST, ...REST] };
    expect(changedMembers(PROFILE, turned).map(({ path }) => path)).toEqual(['kommuner']);
    const shorter = { ...PROFILE, kommuner: [SECOND, ...REST] };
    expect(changedMembers(PROFILE, shorter).map(({ path }) => path)).not.toContain('kommuner');
  });

  it('are none only where nothing at all is otherwise', () => {
    const text = fc.constantFrom('A', 'B');
    const texts = fc.array(text, { maxLength: 3 });
    const own = fc.record({ title: text, inTarget: texts, traps: texts }, { requiredKeys: [] });
    fc.assert(
      fc.property(own, own, (was, is) => {
        const isSame = JSON.stringify(was) === JSON.stringify(is);
        const keys = (of: object): string => JSON.stringify(Object.entries(of).toSorted());
        expect(changedMembers(withStep(was), withStep(is)).length === 0).toBe(
          isSame || keys(was) === keys(is),
        );
      }),
    );
  });
});
