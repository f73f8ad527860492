import { describe, expect, it } from 'vitest';
import { ANSWERED, type AnsweredData, type AnswerEvent } from '../answers/answers.ts';
import { foldAnswers } from '../answers/fold-answers.ts';
import { UNDONE } from '../answers/undone.ts';
import { answerTraits } from '../plan/plans.ts';
import { changedAnswers } from './changed-answers.ts';

const said = (seq: number, column: string, value: string, own: Partial<AnsweredData> = {}): AnswerEvent => {
  const data: AnsweredData = {
    ...{
      return: `R-${String(seq)}`,
      returnedOn: '2025-10-03',
      worklist: 'AL-1',
      listSeq: 0,
      step: '6',
    },
    ...{ token: 'S1-A', column, baseline: null, value, by: 'A', on: '2025-10-03', ...own },
  };
  return {
    ...{ seq, type: ANSWERED, kind: 'sip', caseId: 'SIP-1', effectiveOn: '2025-10-03' },
    data: JSON.stringify(data),
  };
};

const undone = (...seqs: readonly number[]): AnswerEvent => ({
  ...{ seq: 99, type: UNDONE, kind: null, caseId: null, effectiveOn: '2025-10-03' },
  data: JSON.stringify({ seqs, return: null }),
});

/** What counts otherwise once these have been taken back. */
function changed(events: readonly AnswerEvent[], ...seqs: readonly number[]): readonly unknown[] {
  const cells = (...more: readonly AnswerEvent[]) => foldAnswers([...events, ...more], answerTraits);
  return changedAnswers(cells(), cells(undone(...seqs))).map(({ then, now }) => [
    then.column,
    then.value,
    now.value,
    now.held?.because ?? null,
  ]);
}

describe('what counts otherwise by an undoing', () => {
  const help = said(4, 'status', 'Behöver hjälp', { worklist: 'AL-2' });

  it('is what was in conflict, and counts again', () => {
    const closed = [
      said(1, 'allParties', 'Ja'),
      said(2, 'closedOn', '2025-10-03'),
      said(3, 'status', 'Klar'),
    ];
    const events = [...closed, help];
    expect(changed(events, 4)).toEqual([
      ['allParties', null, 'Ja', null],
      ['closedOn', null, '2025-10-03', null],
      ['status', null, 'Klar', null],
    ]);
  });

  it('is an earlier answer that stands again, and what does not rest on that', () => {
    const parties = [
      said(1, 'allParties', 'Nej'),
      said(3, 'allParties', 'Ja', { worklist: 'AL-2', listSeq: 2, baseline: 'Nej' }),
    ];
    expect(changed([...parties, said(4, 'closedOn', '2025-10-03')], 3)).toEqual([
      ['allParties', 'Ja', 'Nej', null],
      ['closedOn', '2025-10-03', null, 'waits'],
    ]);
  });

  it('is neither the answer itself, where nothing else is said, nor texts that stand side by side', () => {
    const events = [
      said(1, 'comment', 'ett'),
      said(2, 'comment', 'två', { worklist: 'AL-2' }),
      said(3, 'status', 'Klar'),
    ];
    expect(changed(events, 2, 3)).toEqual([]);
  });
});
