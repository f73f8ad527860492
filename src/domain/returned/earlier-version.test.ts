import { describe, expect, it } from 'vitest';
import { ANSWERED, RESOLVED, type AnswerCell, type AnsweredData } from '../answers/answers.ts';
import { foldAnswers } from '../answers/fold-answers.ts';
import { answerTraits } from '../plan/plans.ts';
import { canBeWithdrawn, noLongerSaid, notSaidTogether, saidIn, stillCounted } from './earlier-version.ts';
import type { SaidRow } from './returned-row.ts';

const ROW = { kind: 'sip', caseId: 'SIP-1', step: '6', token: 'S1-X' } as const;

function cells(
  ...given: readonly (readonly [
    column: string,
    value: string | null,
    more?: Partial<AnsweredData>,
    type?: string,
  ])[]
): ReadonlyMap<string, AnswerCell> {
  const { kind, caseId, step, token } = ROW;
  return foldAnswers(
    given.map(([column, value, more = {}, type = ANSWERED], at) => ({
      ...{ seq: 10 + at, type, kind, caseId, effectiveOn: '2025-10-03' },
      data: JSON.stringify({
        ...{ return: 'R-0001', returnedOn: '2025-10-03', worklist: 'AL-0001', listSeq: 1, token, step },
        ...{ baseline: null, by: null, on: null },
        column,
        value,
        ...more,
      }),
    })),
    answerTraits,
  );
}
const said = (values: Readonly<Record<string, string | null>>): readonly SaidRow[] => [
  { ...ROW, sheet: null, row: 5, values: new Map(Object.entries(values)) },
];

describe('what a hand-out said before and says no longer', () => {
  it('is what is gone from its cell, or another now', () => {
    const before = cells(['allParties', 'Ja'], ['closedOn', '2025-10-03'], ['coordinator', 'Ja']);
    const now = said({ allParties: 'Ja', closedOn: null, coordinator: 'Nej' });
    expect(noLongerSaid(now, 'AL-0001', before).map(({ seq, return: of }) => [seq, of])).toEqual([
      [11, 'R-0001'],
      [12, 'R-0001'],
    ]);
  });

  it('is nothing of a column that the file does not have, or that could not be read', () => {
    expect(noLongerSaid(said({ allParties: 'Ja' }), 'AL-0001', cells(['closedOn', '2025-10-03']))).toEqual(
      [],
    );
  });

  it('is nothing of what another list said, or a person has settled', () => {
    const before = cells(
      ['closedOn', '2025-10-03', { worklist: 'AL-0002' }],
      ['allParties', 'Ja', { worklist: 'KF-0003' }, RESOLVED],
    );
    const blank = said({ closedOn: null, allParties: null });
    expect(noLongerSaid(blank, 'AL-0001', before)).toEqual([]);
    expect(noLongerSaid(blank, 'KF-0003', before).map(({ value, row }) => [value, row])).toEqual([['Ja', 5]]);
  });

  it('is not what another file of the same hand-out says, that is handed in with it', () => {
    const before = cells(['coordinator', 'Ja'], ['closedOn', '2025-10-03']);
    const now = noLongerSaid(said({ coordinator: null, closedOn: null }), 'AL-0001', before);
    const left = (other: Readonly<Record<string, string | null>>, list = 'AL-0001'): readonly string[] =>
      notSaidTogether(now, 'AL-0001', new Set(saidIn(said(other), list))).map(({ place }) => place.column);
    expect(left({ coordinator: 'Ja', closedOn: null })).toEqual(['closedOn']);
    expect(left({ coordinator: 'Nej' })).toEqual(['coordinator', 'closedOn']);
    expect(left({ coordinator: 'Ja' }, 'AL-0002')).toEqual(['coordinator', 'closedOn']);
    expect(notSaidTogether(now, 'AL-0001', new Set())).toEqual(now);
  });

  it('is not told of where it is in conflict, which is told of itself', () => {
    const after = cells(['closedOn', '2025-10-03'], ['closedOn', '2025-10-04']);
    const earlier = noLongerSaid(said({ closedOn: '2025-10-04' }), 'AL-0001', after);
    expect(earlier).toHaveLength(1);
    expect(stillCounted(earlier, after)).toEqual([]);
    expect(stillCounted(earlier, cells(['closedOn', '2025-10-03']))).toHaveLength(1);
  });

  it('can not be taken back of work in a source system that is read-only', () => {
    const [closed] = noLongerSaid(said({ closedOn: null }), 'AL-0001', cells(['closedOn', '2025-10-03']));
    const [moved] = noLongerSaid(said({ allParties: null }), 'AL-0001', cells(['allParties', 'Ja']));
    if (closed === undefined || moved === undefined) throw new Error('nothing was said before');
    expect([canBeWithdrawn(closed, false), canBeWithdrawn(closed, true)]).toEqual([true, false]);
    expect(canBeWithdrawn(moved, true)).toBe(true);
  });
});
