import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  doubtsText,
  judgePerson,
  judgeSip,
  judgeStay,
  pairUp,
  ROW_DOUBTS,
  standingOfSip,
  standingOfStay,
  weigh,
  type Judged,
  type SipThere,
  type StayThere,
  type TargetSipRow,
  type TargetStayRow,
} from './target-row.ts';

const LIST = '2025-10-08';
const MOVE = '2025-10-02';

function sipRow(facts: Partial<TargetSipRow['facts']> = {}, ...unread: readonly string[]): TargetSipRow {
  return {
    facts: { status: 'open', type: 'sip', created_on: '2025-10-03', name: 'Ek', unit: 'Enheten', ...facts },
    unread,
    seenOn: LIST,
    listHasDays: true,
    thereBy: null,
  };
}
const sip = (more: Partial<SipThere> = {}): SipThere => ({
  startedOn: '2025-01-02',
  isOtherPlan: false,
  isOtherName: (name) => name !== 'Ek',
  isOtherKommun: (unit) => unit !== 'Enheten',
  ...more,
});

function stayRow(facts: Partial<TargetStayRow['facts']> = {}, ...unread: readonly string[]): TargetStayRow {
  return {
    facts: {
      status: 'inskriven',
      created_on: '2025-09-30',
      admitted_at: '2025-09-20T08:00',
      discharged_at: null,
      unit: 'Medicin 1',
      name: 'Ek',
      ...facts,
    },
    unread,
    seenOn: LIST,
    listHasDays: true,
  };
}
const stay = (more: Partial<StayThere> = {}): StayThere => ({
  admittedAt: '2025-09-20T10:30',
  dischargedAt: null,
  unit: 'Medicin 1',
  lastSeenOn: '2025-10-01',
  isOnly: true,
  isOtherName: (name) => name !== 'Ek',
  ...more,
});

const told = (judged: Judged): string =>
  judged.is === 'it' ? (judged.isOngoing ? 'ongoing' : 'ended') : judged.why;

describe('a row of a SIP in the target system', () => {
  it.each<[string, TargetSipRow]>([
    ['ongoing', sipRow()],
    ['ongoing', sipRow({ status: null, type: null, name: null, unit: null })],
    ['undated', sipRow({ created_on: null })],
    ['undated', sipRow({ status: null, type: null, created_on: null })],
    ['other-name', sipRow({ name: 'Berg' })],
    ['other-kommun', sipRow({ unit: 'Enheten i Ånge' })],
    ['name-unread', sipRow({ name: null }, 'name')],
    ['unit-unread', sipRow({ unit: null }, 'unit')],
    ['ongoing', sipRow({ type: 'SIP utanför vårdtillfälle' })],
    ['ongoing', sipRow({ created_on: LIST })],
    ['ongoing', sipRow({ created_on: MOVE })],
    ['ended', sipRow({ status: 'closed' })],
    ['ended-undated', sipRow({ status: 'closed', created_on: null })],
    ['cancelled', sipRow({ status: 'cancelled' })],
    ['planned', sipRow({ status: 'planned' })],
    ['status-unread', sipRow({ status: null }, 'status')],
    ['type-unread', sipRow({ type: null }, 'type')],
    ['type-unread', sipRow({ type: 'Inte SIP' })],
    ['other-plan', sipRow({ type: 'Vårdplan' })],
    ['day-unread', sipRow({ created_on: null }, 'created_on')],
    ['day-ahead', sipRow({ created_on: '2025-10-09' })],
    ['before-move', sipRow({ created_on: '2025-10-01' })],
    ['other-time', sipRow({ created_on: '2025-01-01' })],
  ])('%s', (expected, row) => {
    expect(told(judgeSip(row, sip(), MOVE))).toBe(expected);
  });

  it('says nothing of a day in a list without the column, and takes nothing away', () => {
    const undated = (status: 'open' | 'closed') => ({
      ...sipRow({ created_on: null, status }),
      listHasDays: false,
    });
    expect([
      told(judgeSip(undated('open'), sip(), MOVE)),
      told(judgeSip(undated('closed'), sip(), MOVE)),
    ]).toEqual(['ongoing', 'ended-undated']);
    const bare = stayRow({ admitted_at: null, unit: null, status: null, created_on: null });
    expect(told(judgeStay({ ...bare, listHasDays: false }, stay()))).toBe('ongoing');
  });

  it('without a day is older than the moving where a list before it had the row', () => {
    const undated = (thereBy: string): TargetSipRow => ({
      ...sipRow({ created_on: null }),
      listHasDays: false,
      thereBy,
    });
    expect(told(judgeSip(undated('2025-10-01'), sip(), MOVE))).toBe('there-before');
    expect(told(judgeSip(undated(MOVE), sip(), MOVE))).toBe('ongoing');
    expect(told(judgeSip(undated(MOVE), sip({ startedOn: '2025-10-03' }), null))).toBe('there-before');
    expect(told(judgeSip({ ...sipRow(), thereBy: '2025-10-01' }, sip(), MOVE))).toBe('ongoing');
  });

  it('fits no samordnad vårdplan, and any day from when the SIP began where the plan says none', () => {
    expect(told(judgeSip(sipRow(), sip({ isOtherPlan: true }), MOVE))).toBe('other-plan');
    expect(told(judgeSip(sipRow({ created_on: '2025-09-20' }), sip(), null))).toBe('ongoing');
    expect(told(judgeSip(sipRow({ created_on: '2020-01-01' }), sip({ startedOn: null }), null))).toBe(
      'ongoing',
    );
  });
});

describe('a row of a vårdtillfälle in the target system', () => {
  it.each<[string, TargetStayRow, StayThere?]>([
    ['ongoing', stayRow()],
    ['ongoing', stayRow({ unit: 'Medicin 2' })],
    ['ongoing', stayRow({ status: null })],
    ['ongoing', stayRow({ admitted_at: null, unit: null, status: null })],
    ['ongoing', stayRow({ name: null })],
    ['undated', stayRow({ admitted_at: null, unit: null, status: null, created_on: null })],
    ['undated', stayRow({ admitted_at: null, created_on: null })],
    ['other-name', stayRow({ name: 'Berg' })],
    ['name-unread', stayRow({ name: null }, 'name')],
    ['unit-unread', stayRow({ unit: null }, 'unit')],
    ['ongoing', stayRow({ admitted_at: null, unit: 'MEDICIN 1' })],
    ['ended', stayRow({ discharged_at: '2025-10-02T09:00' })],
    ['ended', stayRow({ status: 'avslutad' })],
    ['ended-undated', stayRow({ status: 'avslutad', admitted_at: null, created_on: null })],
    ['cancelled', stayRow({ status: 'cancelled' })],
    ['planned', stayRow({ status: 'planned' })],
    ['status-unread', stayRow({ status: null }, 'status')],
    ['day-unread', stayRow({ admitted_at: null }, 'admitted_at')],
    ['day-unread', stayRow({ discharged_at: null }, 'discharged_at')],
    ['day-unread', stayRow({ created_on: null }, 'created_on')],
    ['day-ahead', stayRow({ created_on: '2025-12-01' })],
    ['day-ahead', stayRow({}, 'discharged_at', 'discharged_at_after_list', 'status', 'status_after_list')],
    ['day-ahead', stayRow({ discharged_at: '2025-10-09' })],
    ['day-ahead', stayRow({ admitted_at: '2025-10-09' })],
    ['other-time', stayRow({ admitted_at: '2024-10-03T08:00', discharged_at: '2024-10-09' })],
    ['other-time', stayRow({ admitted_at: '2024-10-03T08:00', created_on: '2024-10-03' })],
    ['other-time', stayRow({ admitted_at: null, discharged_at: '2025-09-19' })],
    ['other-time', stayRow({ admitted_at: '2025-10-03T08:00' })],
    ['other-time', stayRow({ admitted_at: '2025-10-01' }), stay({ dischargedAt: '2025-09-30T12:00' })],
    ['other-stay', stayRow({ admitted_at: '2025-09-30T08:00' })],
    ['other-ward', stayRow({ admitted_at: null, unit: 'Medicin 2' })],
    ['which-one', stayRow({ admitted_at: null, unit: null }), stay({ isOnly: false })],
    ['ongoing', stayRow(), stay({ isOnly: false })],
    ['ongoing', stayRow(), stay({ admittedAt: null })],
  ])('%s', (expected, row, of = stay()) => {
    expect(told(judgeStay(row, of))).toBe(expected);
  });
});

describe('a row of a person in the target system', () => {
  it('is of whoever has the number, unless its day can not be read or is still to come', () => {
    const row = (createdOn: string | null, ...unread: readonly string[]) =>
      told(judgePerson({ facts: { created_on: createdOn }, unread, seenOn: LIST }));
    expect([row('2025-05-06'), row(null), row(null, 'created_on'), row('2025-12-01')]).toEqual([
      'ongoing',
      'ongoing',
      'day-unread',
      'day-ahead',
    ]);
  });
});

describe('rows and cases of one person', () => {
  it('are paired one to one, the most alike first, and no row is of two', () => {
    const alike = (one: string, row: string) => (row.startsWith(one) ? row.length : null);
    expect([...pairUp(['a', 'b'], ['a1', 'a22', 'c'], alike)]).toEqual([['a', 'a22']]);
    expect([...pairUp(['a', 'ab'], ['ab1'], alike)]).toEqual([['a', 'ab1']]);
    const rows = [{ says: 1 }, { says: 1 }];
    expect([...pairUp(['x', 'y'], rows, () => 1).values()]).toEqual(rows);
  });

  it('are told why they may be of a case, each reason once', () => {
    const { it: found, unclear } = weigh(['a', 'b', 'c', 'd'], (row): Judged => {
      if (row === 'a') return { is: 'it', isOngoing: true };
      return row === 'b' ? { is: 'other', why: 'cancelled' } : { is: 'unclear', why: 'day-ahead' };
    });
    expect(found).toEqual([['a', true]]);
    expect(doubtsText(unclear)).toBe('en dag ligger efter uttagets egen');
  });
});

describe('a row that is garbled', () => {
  const day = fc.constantFrom('2024-10-03', '2025-09-20', '2025-09-30', '2025-10-03', '2025-12-01', null);
  const garbled = fc.subarray(['status', 'type', 'created_on', 'admitted_at', 'discharged_at'], {
    minLength: 1,
  });
  /** The columns that nobody understood have nothing. */
  const without = <Facts extends object>(facts: Facts, unread: readonly string[]): Facts => ({
    ...facts,
    ...Object.fromEntries(unread.filter((column) => column in facts).map((column) => [column, null])),
  });

  it('is never evidence of a SIP', () => {
    const facts = fc.record({
      status: fc.constantFrom('open', 'closed', 'planned', 'cancelled', null),
      type: fc.constantFrom('sip', 'vardplan', null),
      created_on: day,
      name: fc.constantFrom('Ek', 'Berg', null),
      unit: fc.constantFrom('Enheten', null),
    });
    fc.assert(
      fc.property(facts, garbled, fc.option(day), (said, unread, startedOn) => {
        const row = { facts: without(said, unread), unread, seenOn: LIST, listHasDays: true, thereBy: null };
        fc.pre(unread.some((column) => column in said));
        expect(standingOfSip(row).is).toBe('unclear');
        expect(judgeSip(row, sip({ startedOn }), MOVE).is).toBe('unclear');
      }),
    );
  });

  it('is never evidence of a vårdtillfälle', () => {
    const facts = fc.record({
      status: fc.constantFrom('inskriven', 'utskriven', 'avslutad', 'planned', 'cancelled', null),
      created_on: day,
      admitted_at: day,
      discharged_at: day,
      unit: fc.constantFrom('Medicin 1', 'Medicin 2', null),
      name: fc.constantFrom('Ek', 'Berg', null),
    });
    fc.assert(
      fc.property(facts, garbled, (said, unread) => {
        const row = { facts: without(said, unread), unread, seenOn: LIST, listHasDays: true, thereBy: null };
        fc.pre(unread.some((column) => column in said));
        expect(standingOfStay(row).is).toBe('unclear');
        expect(judgeStay(row, stay()).is).toBe('unclear');
      }),
    );
  });

  it('is no evidence either where nobody can read whose it is, or where', () => {
    const who = fc.subarray(['name', 'unit'], { minLength: 1 });
    fc.assert(
      fc.property(who, fc.constantFrom('open', 'closed', 'planned', null), (unread, status) => {
        const facts = without(sipRow({ status }).facts, unread);
        expect(
          judgeSip({ facts, unread, seenOn: LIST, listHasDays: true, thereBy: null }, sip(), MOVE).is,
        ).not.toBe('it');
        const stays = without(stayRow().facts, unread);
        expect(judgeStay({ facts: stays, unread, seenOn: LIST, listHasDays: true }, stay()).is).toBe(
          'unclear',
        );
      }),
    );
  });

  it('has a reason that people can read', () => {
    for (const { text } of Object.values(ROW_DOUBTS)) expect(text).toMatch(/^[a-zåäö]/u);
  });
});
