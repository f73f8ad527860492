import { describe, expect, it } from 'vitest';
import {
  ANSWERED,
  BY_HAND,
  cellName,
  RESOLVED,
  signatureOf,
  type AnswerCell,
  type AnsweredData,
  type AnswerEvent,
  type AnswerTraits,
  type Gainsaying,
} from './answers.ts';
import { foldAnswers } from './fold-answers.ts';
import { MARKED } from './by-hand.ts';
import type { MarkName } from './marks.ts';
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
    const isSo = (_: string, said: string): Gainsaying =>
      said === 'Nej' ? 'always' : said === 'Kanske' ? 'unknowing' : 'never';
    const closing = event(3, '2025-10-03', { column: 'closedOn', ...more });
    const cells = foldAnswers([event(2, status), closing], (column) =>
      column === 'closedOn' ? { gainsaidBy: { column: 'status', isSo } } : {},
    );
    const cell = cells.get(cellName(closedOn));
    return [cell?.value ?? null, cell?.held?.because ?? null];
  };

  it('is held while that says the opposite, and no other', () => {
    expect(held('Nej')).toEqual([null, 'contradiction']);
    expect(held('Ja')).toEqual(['2025-10-03', null]);
  });

  it('is held by what goes only against who did not know of it, and not where one was given on a later list', () => {
    expect(held('Kanske')).toEqual([null, 'contradiction']);
    expect(held('Kanske', { listSeq: 3 })).toEqual(['2025-10-03', null]);
    expect(held('Nej', { listSeq: 3 })).toEqual([null, 'contradiction']);
  });
});

describe('what is said by hand', () => {
  const CLOSED = '2025-10-03';
  const traitsOf = (column: string): AnswerTraits =>
    column === 'allParties'
      ? { byHand: { mark: 'sip-moved', value: 'Ja' } }
      : column === 'closedOn'
        ? { restsOn: { column: 'allParties', value: 'Ja' } }
        : {};
  const closing = event(3, CLOSED, { column: 'closedOn' });
  const parties = (
    seq: number,
    value: string,
    more: Partial<AnsweredData> = {},
    type?: string,
  ): AnswerEvent => event(seq, value, { column: 'allParties', ...more }, type);
  const marked = (seq: number, mark: MarkName = 'sip-moved', caseId = PLACE.caseId): AnswerEvent => ({
    ...{ seq, type: MARKED, kind: 'sip', caseId, effectiveOn: CLOSED, by: 'B Exempel' },
    data: JSON.stringify({ mark, note: 'prov' }),
  });
  const cellsOf = (...events: AnswerEvent[]): ReadonlyMap<string, AnswerCell> =>
    foldAnswers(events, traitsOf);
  const closedOf = (...events: AnswerEvent[]): unknown => {
    const cell = cellsOf(...events).get(cellName({ ...PLACE, column: 'closedOn' }));
    return cell?.value ?? cell?.held?.because;
  };
  const partiesOf = (...events: AnswerEvent[]): AnswerCell | undefined =>
    cellsOf(...events).get(cellName({ ...PLACE, column: 'allParties' }));

  it('is what a closing on a list may rest on, whichever comes first', () => {
    expect(closedOf(closing)).toBe('waits');
    expect(closedOf(marked(2), closing)).toBe(CLOSED);
    expect(closedOf(closing, marked(4))).toBe(CLOSED);
  });

  it('is nothing once undone, of another case, or where it says something else', () => {
    expect(closedOf(marked(2), closing, undone(5, 2))).toBe('waits');
    expect(closedOf(marked(2, 'sip-moved', 'SIP-2'), closing)).toBe('waits');
    expect(closedOf(marked(2, 'sip-created-in-lifecare'), closing)).toBe('waits');
  });

  it('is in conflict with a list that says otherwise, whichever comes first, and then nothing of the row counts', () => {
    for (const events of [
      [marked(2), closing, parties(4, 'Nej')],
      [parties(2, 'Nej'), closing, marked(4)],
    ]) {
      const { value, held } = partiesOf(...events) ?? {};
      expect([value, held?.because, held?.values.map((one) => one.value)]).toEqual([
        null,
        'contradiction',
        ['Ja', 'Nej'],
      ]);
      expect(held?.values[0]?.given).toMatchObject([{ worklist: BY_HAND, by: 'B Exempel', isByHand: true }]);
      expect(closedOf(...events)).toBe('waits');
    }
  });

  it('is settled with what stands against it, by whoever has both before his eyes', () => {
    const events = [marked(2), closing, parties(4, 'Nej')];
    expect(closedOf(...events, parties(6, 'Ja', { listSeq: 5 }, RESOLVED))).toBe(CLOSED);
    expect(closedOf(...events, parties(6, 'Nej', { listSeq: 5 }, RESOLVED))).toBe('waits');
    expect(partiesOf(...events, parties(6, 'Nej', { listSeq: 5 }, RESOLVED))?.held).toBeNull();
    // Said anew after that, it stands against it anew.
    expect(partiesOf(...events, parties(6, 'Nej', { listSeq: 5 }, RESOLVED), marked(7))?.held?.because).toBe(
      'contradiction',
    );
  });

  it('is no answer of a list: whoever gives the same on one has answered', () => {
    expect(partiesOf(marked(2), closing)).toMatchObject({ value: 'Ja', given: [], byHand: [{ seq: 2 }] });
    expect(partiesOf(marked(2), parties(4, 'Ja'))).toMatchObject({ value: 'Ja', given: [{ seq: 4 }] });
  });
});

describe('what finishes a case', () => {
  const traitsOf = (column: string): AnswerTraits =>
    column === 'closedOn' ? { finishesCase: (value) => value !== 'Nej' } : {};
  const other = { step: 'stada', column: 'status' };
  const closing = (value = '2025-10-03'): AnswerEvent => event(2, value, { column: 'closedOn' });
  const heldBy = (...events: AnswerEvent[]): unknown => {
    const cell = foldAnswers(events, traitsOf).get(cellName({ ...PLACE, column: 'closedOn' }));
    return cell?.held?.because ?? cell?.value;
  };
  const conflict = [event(3, 'Klar', other), event(4, 'Fel mottagare', other)];

  it('waits while another row of the case is in conflict, whichever comes first', () => {
    expect(heldBy(closing(), ...conflict)).toBe('row');
    expect(heldBy(...conflict, event(5, '2025-10-03', { column: 'closedOn' }))).toBe('row');
    expect(heldBy(closing(), ...conflict, undone(6, 4))).toBe('2025-10-03');
  });

  it('and nothing else does, nor where another case is', () => {
    expect(heldBy(closing('Nej'), ...conflict)).toBe('Nej');
    expect(heldBy(closing(), ...conflict.map((one) => ({ ...one, caseId: 'SIP-2' })))).toBe('2025-10-03');
    const status = cellName({ ...PLACE, column: 'status' });
    expect(foldAnswers([event(2, 'Klar'), ...conflict], traitsOf).get(status)?.value).toBe('Klar');
  });
});
