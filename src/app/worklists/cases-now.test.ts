import { expect, it } from 'vitest';
import type { AnswerCell } from '../../domain/answers/answers.ts';
import { cellName } from '../../domain/answers/answers.ts';
import { CONFLICT_COLUMN } from '../../domain/returned/conflict-list.ts';
import { stepWithId, planOf, type Step } from '../../domain/plan/plan.ts';
import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import type { IssuedRow, IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { NO_STANDING } from '../cases/case-standing.ts';
import { casesNow } from './cases-now.ts';
import type { ReturnBasis } from './return-basis.ts';

const cellOf = (place: Partial<AnswerCell>): AnswerCell => ({
  ...{ kind: 'sip', caseId: 'SIP-1', token: 'S1-G', step: '6', column: 'status', value: null },
  ...{ effectiveOn: '2025-10-03', held: null, given: [], byHand: [] },
  ...place,
});

function stepOf(): Step {
  const step = stepWithId(planOf(PROFILE), '6');
  if (step === undefined) throw new Error('no step 6');
  return step;
}

/** How the case of the one row of a list stands, where these cells are answered and this is said by hand. */
function nowOf(
  list: Pick<IssuedWorklist, 'asksFor'>,
  cells: readonly AnswerCell[],
  { isSaidByHand = false }: { readonly isSaidByHand?: boolean } = {},
) {
  const basis: ReturnBasis = {
    ...{ lockedSince: null, movedBy: 0 },
    caseIdOf: () => 'SIP-1',
    standingOf: () => NO_STANDING,
    messagesOwed: () => 0,
    personPlaceOf: (place) => place,
    cellsOf: () => new Map(cells.map((cell) => [cellName(cell), cell])),
    arePartiesAttested: () => null,
    isSaidByHand: () => isSaidByHand,
    decidedAfter: () => null,
    decisionOf: () => null,
    footingOf: () => null,
  };
  const row: IssuedRow = {
    ...{ kind: 'sip', caseNo: 1, token: 'S1-G/closedOn' },
    cells: { reference: 'S1-G', [CONFLICT_COLUMN]: 'closedOn' },
  };
  const of = { ...list, eventSeq: 1, asOf: '2025-10-03' } as IssuedWorklist;
  return casesNow(basis, of, new Map([[row.token, row]]), stepOf).get(row.token);
}

it('a row of a list of conflicts says what stands on it, and nothing of another step or case', () => {
  const cells = [
    cellOf({ value: 'Klar' }),
    cellOf({ step: 'stada', column: 'coordinator', value: 'Ja' }),
    cellOf({ caseId: 'SIP-2', column: 'allParties', value: 'Nej' }),
    cellOf({ kind: 'vardtillfalle', column: 'closedOn', value: '2025-10-02' }),
  ];
  const says = nowOf({ asksFor: 'conflicts' }, cells)?.rowSays ?? [];
  expect([...says]).toEqual([['status', 'Klar']]);
});

it.each([true, false])('what a closing rests on is said by hand or not: %s', (isSaidByHand) => {
  const now = nowOf({ asksFor: 'work' }, [], { isSaidByHand });
  expect([now?.areAllPartiesDone, now?.rowSays]).toEqual([isSaidByHand, undefined]);
});
