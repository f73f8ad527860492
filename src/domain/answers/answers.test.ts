import { describe, expect, it } from 'vitest';
import {
  ANSWERED,
  cellName,
  foldAnswers,
  RESOLVED,
  signatureOf,
  type AnswerCell,
  type AnsweredData,
  type AnswerEvent,
} from './answers.ts';
import { UNDONE } from './undone.ts';

const PLACE = { kind: 'sip', caseId: 'SIP-1', step: '6', column: 'status' };

function event(
  seq: number,
  value: string | null,
  more: Partial<AnsweredData> = {},
  type = ANSWERED as string,
): AnswerEvent {
  const data: AnsweredData = {
    return: `R-${String(seq)}`,
    returnedOn: '2025-10-06',
    worklist: 'AL-0001',
    listSeq: 1,
    token: 'S1-G',
    step: PLACE.step,
    column: PLACE.column,
    baseline: null,
    value,
    by: null,
    on: null,
    ...more,
  };
  return {
    seq,
    type,
    kind: PLACE.kind,
    caseId: PLACE.caseId,
    effectiveOn: `2025-10-${String(seq).padStart(2, '0')}`,
    data: JSON.stringify(data),
  };
}

const undone = (seq: number, ...seqs: number[]): AnswerEvent => ({
  seq,
  type: UNDONE,
  kind: null,
  caseId: null,
  effectiveOn: '2025-10-20',
  data: JSON.stringify({ seqs, return: null }),
});

const fold = (events: readonly AnswerEvent[], traits = {}): AnswerCell | undefined =>
  foldAnswers(events, () => traits).get(cellName(PLACE));
const heldIn = (cell: AnswerCell | undefined): unknown => cell?.held?.values.map(({ value }) => value);

describe('a cell', () => {
  it('holds the answer that all agree on, from the first of their days', () => {
    expect(fold([event(3, 'Klar'), event(2, 'Klar')])).toMatchObject({
      value: 'Klar',
      effectiveOn: '2025-10-02',
      held: null,
    });
  });

  it('holds nothing where the answers differ: all of them are held, in one order', () => {
    for (const events of [
      [event(2, 'Klar'), event(3, 'Nej')],
      [event(2, 'Nej'), event(3, 'Klar')],
    ]) {
      expect(fold(events)).toMatchObject({
        value: null,
        effectiveOn: null,
        held: { because: 'contradiction' },
      });
      expect(heldIn(fold(events))).toEqual(['Klar', 'Nej']);
    }
  });

  it('lets work under way give way, in any order', () => {
    const traits = { yields: ['Pågår'] };
    expect(fold([event(2, 'Pågår'), event(3, 'Klar')], traits)).toMatchObject({ value: 'Klar', held: null });
    expect(fold([event(2, 'Klar'), event(3, 'Pågår')], traits)).toMatchObject({ value: 'Klar', held: null });
    expect(fold([event(2, 'Pågår')], traits)).toMatchObject({ value: 'Pågår', held: null });
  });

  it('keeps all texts', () => {
    expect(fold([event(2, 'två'), event(3, 'ett')], { keepsAll: true })).toMatchObject({
      value: 'ett / två',
      held: null,
    });
  });

  it('follows an answer on a list that showed the one before', () => {
    const next = { worklist: 'AL-0002', listSeq: 5, baseline: 'Nej' };
    expect(fold([event(2, 'Nej'), event(6, 'Ja', next)])).toMatchObject({ value: 'Ja', held: null });
    expect(fold([event(2, 'Nej'), event(6, null, next)])).toMatchObject({ value: null, held: null });
    // The old answer again, of the same person or unsigned, from an old list: known already. Another one: news.
    for (const [by, again] of [
      [null, null],
      ['A', 'A'],
      ['A', null],
    ] as const)
      expect(
        fold([event(2, 'Nej', { by }), event(6, 'Ja', next), event(7, 'Nej', { by: again })]),
      ).toMatchObject({ value: 'Ja', held: null });
    expect(heldIn(fold([event(2, 'Nej'), event(6, 'Ja', next), event(7, 'Nej', { by: 'B' })]))).toEqual([
      'Ja',
      'Nej',
    ]);
    expect(heldIn(fold([event(2, 'Nej'), event(6, 'Ja', next), event(7, 'Ej aktuellt')]))).toEqual([
      'Ej aktuellt',
      'Ja',
    ]);
  });

  it('does not follow an answer on a list that did not show the one before', () => {
    expect(heldIn(fold([event(2, 'Nej'), event(6, 'Ja', { listSeq: 5 })]))).toEqual(['Ja', 'Nej']);
  });

  it('is settled by a resolution of what was known, and by nothing else', () => {
    const both = [event(2, 'Klar'), event(3, 'Nej')];
    const settled = event(6, 'Nej', { worklist: 'KF-0002', listSeq: 5 }, RESOLVED);
    expect(fold([...both, settled])).toMatchObject({ value: 'Nej', held: null });
    expect(heldIn(fold([...both, settled, event(7, 'Ja')]))).toEqual(['Ja', 'Nej']);
    const other = event(8, 'Klar', { worklist: 'KF-0002', listSeq: 5 }, RESOLVED);
    expect(heldIn(fold([...both, settled, other]))).toEqual(['Klar', 'Nej']);
    expect(heldIn(fold([...both, settled, undone(9, 6)]))).toEqual(['Klar', 'Nej']);
    expect(fold([...both, settled, undone(9, 6), undone(10, 9)])).toMatchObject({ value: 'Nej', held: null });
  });

  it('does not count an answer given on facts that had changed, beside the one that counts', () => {
    const waiting = event(3, 'Ja', { isHeld: true });
    expect(fold([waiting])).toMatchObject({ value: null, held: { because: 'facts-changed' } });
    expect(fold([event(2, 'Nej'), waiting])).toMatchObject({ value: 'Nej' });
    expect(heldIn(fold([event(2, 'Nej'), waiting]))).toEqual(['Ja', 'Nej']);
    expect(fold([event(2, 'Ja'), waiting])).toMatchObject({ value: 'Ja', held: null });
  });

  it('knows nothing of what has been undone', () => {
    expect(fold([event(2, 'Klar'), event(3, 'Nej'), undone(4, 3)])).toMatchObject({
      value: 'Klar',
      held: null,
    });
    expect(fold([event(2, 'Klar'), undone(3, 2)])).toBeUndefined();
  });
});

describe('who says what a cell holds', () => {
  const signed = (...events: readonly AnswerEvent[]): string | null => {
    const cell = foldAnswers(events, () => ({})).get(cellName(PLACE));
    return cell === undefined ? null : signatureOf(cell);
  };

  it('is who signed it, though the same came again unsigned', () => {
    expect(signed(event(2, 'Klar', { by: 'K Berg' }), event(3, 'Klar'))).toBe('K Berg');
    expect(signed(event(2, 'Klar'), event(3, 'Klar', { by: 'K Berg' }))).toBe('K Berg');
    expect(signed(event(2, 'Klar'))).toBeNull();
  });

  it('is nobody who said something else', () => {
    const other = event(2, 'Pågår', { by: 'K Berg' });
    expect(signed(other, event(5, 'Klar', { listSeq: 4, baseline: 'Pågår' }))).toBeNull();
  });
});

describe('an answer that another cell of its row may gainsay', () => {
  const closedOn = { ...PLACE, column: 'closedOn' };
  const held = (status: string, more: Partial<AnsweredData> = {}): readonly (string | null)[] => {
    const traits = { gainsaidBy: { column: 'status', isSo: (_: string, said: string) => said === 'Nej' } };
    const closing = event(3, '2025-10-03', { column: 'closedOn', ...more });
    const cells = foldAnswers([event(2, status), closing], (column) => (column === 'closedOn' ? traits : {}));
    const cell = cells.get(cellName(closedOn));
    return [cell?.value ?? null, cell?.held?.because ?? null];
  };

  it('is held while that says the opposite, and no other', () => {
    expect(held('Nej')).toEqual([null, 'contradiction']);
    expect(held('Ja')).toEqual(['2025-10-03', null]);
  });
});
