import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SIP_CLASSES, type SipClass } from '../classification/classes.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../profile/shipped-profiles.ts';
import {
  compareSystems,
  type Expectation,
  type SourceSip,
  type SystemsComparison,
  type TargetSip,
} from './compare-systems.ts';

const parsedProfile = parseProfile(SHIPPED_PROFILES['vasternorrland-2025']);
if ('faults' in parsedProfile) throw new Error('the shipped profile is faulty');
const { profile } = parsedProfile;

const was = (name: SipClass, isEvaluatedDuringMove = false): Expectation => ({
  class: name,
  rule: 'R',
  isEvaluatedDuringMove,
});
const MOVE = was('move-outside-vardtillfalle');

const THERE: SourceSip['asThere'] = {
  startedOn: '2025-01-02',
  isOtherPlan: false,
  isOtherName: () => false,
  isOtherKommun: () => false,
};

function sip(sipId: string, more: Partial<SourceSip> = {}): SourceSip {
  return {
    sipId,
    reference: `S-${sipId}`,
    person: 'p',
    isProtected: false,
    kommun: '2262',
    planned: { part: 'primarvard', unit: 'Hälsocentralen Tallen', role: 'Läkare' },
    lastSeenOn: '2025-09-15',
    gone: MOVE,
    attestedMovedOn: null,
    asThere: THERE,
    ...more,
  };
}

const there = (
  person = 'p',
  actual: Partial<TargetSip['actual']> = {},
  isInNewestList = true,
  facts: Partial<TargetSip['row']['facts']> = {},
  unread: readonly string[] = [],
  listHasDays = true,
): TargetSip => ({
  person,
  isInNewestList,
  from: 'rad 2 i lcsp.csv',
  row: {
    facts: { status: 'open', type: 'sip', created_on: '2025-10-03', name: null, unit: null, ...facts },
    unread,
    seenOn: '2025-10-08',
    listHasDays,
    thereBy: null,
  },
  actual: { part: null, unit: 'Hälsocentralen Tallen', role: 'Läkare', ...actual },
});

const compare = (sips: readonly SourceSip[], targetSips: readonly TargetSip[] = []): SystemsComparison =>
  compareSystems(
    {
      sips,
      targetSips,
      sourceListOn: '2025-10-08',
      targetListOn: '2025-10-08',
      moveBeginsOn: '2025-10-02',
      lifecareRowsWithoutPerson: 0,
    },
    profile,
  ).comparison;

const lostIds = (comparison: SystemsComparison): readonly string[] =>
  comparison.lost.map(({ sipId }) => sipId);
const reasons = (comparison: SystemsComparison): readonly string[] =>
  comparison.unclear.map(({ reason }) => reason);

describe('Prator against Lifecare SP', () => {
  it('tells where a SIP is: only in one, in both, only in the other', () => {
    expect(compare([sip('1', { gone: null })])).toMatchObject({ onlyPrator: 1, inBoth: 0, onlyLifecare: 0 });
    expect(compare([sip('1', { gone: null })], [there()])).toMatchObject({
      onlyPrator: 0,
      inBoth: 1,
      onlyLifecare: 0,
    });
    expect(compare([sip('1')], [there()])).toMatchObject({
      moved: 1,
      onlyLifecare: 1,
      unknownInPrator: 0,
      lost: [],
    });
    expect(compare([], [there()])).toMatchObject({ onlyLifecare: 1, unknownInPrator: 1 });
  });

  it('calls lost what was to move, is gone and is nowhere', () => {
    expect(compare([sip('1')]).lost).toEqual([
      {
        sipId: '1',
        reference: 'S-1',
        kommun: '2262',
        part: 'primarvard',
        unit: 'Hälsocentralen Tallen',
        lastSeenOn: '2025-09-15',
        class: 'move-outside-vardtillfalle',
        attestedMovedOn: null,
      },
    ]);
    expect(lostIds(compare([sip('1')], [there('somebody else')]))).toEqual(['1']);
  });

  it('does not call lost what was to be closed, or was gone before the moving began', () => {
    expect(compare([sip('1', { gone: was('close-not-current') })])).toMatchObject({
      closedNotMoved: 1,
      lost: [],
      unclear: [],
    });
    expect(compare([sip('1', { gone: 'before-the-move' })])).toMatchObject({
      goneBeforeMove: 1,
      lost: [],
      unclear: [],
    });
  });

  it.each<[string, Partial<SourceSip>, readonly TargetSip[]]>([
    ['needs-decision', { gone: was('needs-decision') }, []],
    ['needs-decision', { person: null }, []],
    ['vardplan', { gone: was('vardplan') }, []],
    ['protected', { isProtected: true }, []],
    ['evaluated-during-move', { gone: was('close-not-current', true) }, []],
    ['attested-moved', { attestedMovedOn: '2025-10-09' }, []],
    ['target-list-older', { lastSeenOn: '2025-10-08' }, []],
    ['left-target', {}, [there('p', {}, false)]],
  ])('calls it unclear, not lost: %s', (reason, more, targetSips) => {
    const comparison = compare([sip('1', more)], targetSips);
    expect(reasons(comparison)).toEqual([reason]);
    expect(comparison.lost).toEqual([]);
  });

  it.each<[string, string, TargetSip, Partial<SystemsComparison>]>([
    [
      'makulerad',
      'lost',
      there('p', {}, true, { status: 'cancelled' }),
      { lifecareNotCounted: [{ from: 'rad 2 i lcsp.csv', why: 'cancelled' }] },
    ],
    ['an utkast', 'lost', there('p', {}, true, { status: 'planned' }), {}],
    ['a vårdplan', 'lost', there('p', {}, true, { type: 'vardplan' }), {}],
    [
      'older than the SIP',
      'lost',
      there('p', {}, true, { created_on: '2024-10-02' }),
      { unknownInPrator: 1 },
    ],
    [
      'of a status nobody understood',
      'unclear',
      there('p', {}, true, { status: null }, ['status']),
      { onlyLifecare: 0 },
    ],
    ['of a type nobody understood', 'unclear', there('p', {}, true, { type: null }, ['type']), {}],
    ['of a day nobody understood', 'unclear', there('p', {}, true, { created_on: null }, ['created_on']), {}],
    ['of a day after its list', 'unclear', there('p', {}, true, { created_on: '2025-12-02' }), {}],
    ['of a day before the moving', 'unclear', there('p', {}, true, { created_on: '2025-09-20' }), {}],
  ])('takes no row for a SIP moved that is %s', (_what, where, row, more) => {
    const comparison = compare([sip('1')], [row]);
    expect([comparison.moved, comparison.lost.length, reasons(comparison)]).toEqual(
      where === 'lost' ? [0, 1, []] : [0, 0, ['unclear-in-target']],
    );
    expect(comparison).toMatchObject(more);
    expect(compare([sip('1', { gone: null })], [row])).toMatchObject({ onlyPrator: 1, inBoth: 0 });
  });

  it('takes one that has come to its end there for moved, where its day says that it was begun by the move', () => {
    const ended = (createdOn: string | null) =>
      there('p', {}, true, { status: 'closed', created_on: createdOn });
    expect(compare([sip('1')], [ended('2025-10-03')]).moved).toBe(1);
    expect(reasons(compare([sip('1')], [ended(null)]))).toEqual(['unclear-in-target']);
  });

  it('takes a row without day, status and type for what lists without those columns have', () => {
    const bare = there('p', {}, true, { status: null, type: null, created_on: null }, [], false);
    expect(compare([sip('1')], [bare]).moved).toBe(1);
  });

  it('takes no row that has left the day blank', () => {
    const undated = compare([sip('1')], [there('p', {}, true, { created_on: null })]);
    expect(undated).toMatchObject({ moved: 0, lifecareNotCounted: [{ why: 'undated' }] });
    expect(reasons(undated)).toEqual(['unclear-in-target']);
  });

  it('is unclear by a row under another name, or of a unit of another kommun', () => {
    const asThere = { ...THERE, isOtherName: () => true };
    const named = compare([sip('1', { asThere })], [there('p', {}, true, { name: 'Berg' })]);
    expect([named.moved, reasons(named)]).toEqual([0, ['unclear-in-target']]);
    const elsewhere = sip('1', { asThere: { ...THERE, isOtherKommun: () => true } });
    const placed = compare([elsewhere], [there('p', {}, true, { unit: 'Enheten i Ånge' })]);
    expect([placed.moved, reasons(placed)]).toEqual([0, ['unclear-in-target']]);
  });

  it('takes two rows that say the same for two: so can two SIPs of one person the same day', () => {
    expect(compare([sip('1'), sip('2')], [there(), there()])).toMatchObject({ moved: 2, unclear: [] });
  });

  it('finds a samordnad vårdplan on no row', () => {
    const plan = sip('1', {
      gone: was('vardplan'),
      asThere: { ...THERE, startedOn: null, isOtherPlan: true },
    });
    expect(reasons(compare([plan], [there()]))).toEqual(['vardplan']);
  });

  it('calls it lost all the same when it was attested moved before the list was taken out', () => {
    expect(compare([sip('1', { attestedMovedOn: '2025-10-07' })]).lost).toMatchObject([
      { attestedMovedOn: '2025-10-07' },
    ]);
  });

  it('pairs the SIPs of one person by unit and role, the one that was to move first', () => {
    const other = { part: 'kommun', unit: 'Biståndsenheten', role: 'Enhetschef' };
    const two = [sip('1', { planned: other }), sip('2', { gone: null })];
    expect(compare(two, [there('p', { unit: 'biståndsenheten ', role: 'Enhetschef' })])).toMatchObject({
      moved: 1,
      onlyPrator: 1,
    });
    expect(compare(two, [there()])).toMatchObject({ inBoth: 1, moved: 0 });
    const alike = [sip('1', { gone: null }), sip('2', { gone: was('close-not-current') }), sip('3')];
    const comparison = compare(alike, [there()]);
    expect(comparison).toMatchObject({ moved: 1, onlyPrator: 1, closedNotMoved: 1 });
  });

  it('does not call lost a second SIP of a person who has one in Lifecare SP', () => {
    const comparison = compare([sip('1'), sip('2')], [there()]);
    expect(comparison).toMatchObject({ moved: 1, lost: [] });
    expect(reasons(comparison)).toEqual(['fewer-in-target']);
  });

  it('tells of another samordningsansvarig, and in what', () => {
    expect(compare([sip('1')], [there('p', { role: 'Sjuksköterska' })]).otherCoordinator).toMatchObject([
      { sipId: '1', differs: ['role'], planned: { role: 'Läkare' }, actual: { role: 'Sjuksköterska' } },
    ]);
    expect(
      compare([sip('1')], [there('p', { unit: 'Biståndsenheten', part: 'kommun' })]).otherCoordinator,
    ).toMatchObject([{ differs: ['part', 'unit'] }]);
  });

  it('takes aliases of a role and another case of a unit for the same', () => {
    const planned = { part: 'kommun', unit: 'Biståndsenheten', role: 'Socialtjänstens handläggare' };
    const comparison = compare(
      [sip('1', { planned })],
      [there('p', { unit: 'BISTÅNDSENHETEN', role: 'biståndshandläggare' })],
    );
    expect(comparison).toMatchObject({ otherCoordinator: [], coordinatorUnknown: 0 });
  });

  it('does not call another what nobody has said', () => {
    const planned = { part: 'primarvard', unit: 'Hälsocentralen Tallen', role: null };
    expect(compare([sip('1', { planned })], [there()])).toMatchObject({
      otherCoordinator: [],
      coordinatorUnknown: 1,
    });
  });

  it('tells nothing of where a protected person is', () => {
    const comparison = compare(
      [sip('1', { isProtected: true }), sip('2', { isProtected: true, person: 'q' })],
      [there('q', { role: 'Sjuksköterska' })],
    );
    expect(JSON.stringify(comparison)).not.toMatch(/Tallen|2262|primarvard/u);
    expect(comparison).toMatchObject({
      unclear: [{ sipId: '1' }],
      otherCoordinator: [{ sipId: '2', differs: ['role'] }],
    });
  });

  it('counts every SIP of both systems once', () => {
    const persons = fc.constantFrom('a', 'b', 'c');
    const classes = fc.constantFrom(...(Object.keys(SIP_CLASSES) as SipClass[]));
    const gone = fc.oneof(
      fc.constant(null),
      fc.constant('before-the-move' as const),
      fc.tuple(classes, fc.boolean()).map(([name, flag]) => was(name, flag)),
    );
    const sips = fc.array(
      fc
        .record({
          person: fc.option(persons),
          gone,
          isProtected: fc.boolean(),
          unit: fc.constantFrom('x', 'y'),
        })
        .map(({ unit, ...more }) => sip('n', { ...more, planned: { part: 'kommun', unit, role: 'Läkare' } })),
    );
    const targets = fc.array(
      fc
        .record({ person: persons, unit: fc.constantFrom('x', 'y'), flag: fc.boolean() })
        .map(({ person, unit, flag }) => there(person, { unit }, flag)),
    );
    fc.assert(
      fc.property(sips, targets, (source, target) => {
        const c = compare(source, target);
        expect(
          c.onlyPrator +
            c.inBoth +
            c.moved +
            c.closedNotMoved +
            c.goneBeforeMove +
            c.lost.length +
            c.unclear.length,
        ).toBe(source.length);
        expect(c.inBoth + c.onlyLifecare).toBe(target.filter(({ isInNewestList }) => isInNewestList).length);
        expect(c.unknownInPrator).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
