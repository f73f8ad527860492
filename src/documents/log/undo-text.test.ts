import { describe, expect, it } from 'vitest';
import type { Paint } from '../kit/paint.ts';
import { undoText } from './undo-text.ts';

const same = (text: string): string => text;
const paint: Paint = { bold: same, dim: same, good: same, bad: same, notice: same };

describe('what is shown before an undoing', () => {
  it('says what counts otherwise by it, and why', () => {
    const of = { reference: 'S1-A', step: 'flytta-sip' };
    const day = { ...of, column: 'Avslutad i Prator' };
    const status = { ...of, column: 'Status' };
    const plan = {
      ...{ targets: [], returnId: null, comesBack: [], later: [], lists: [] },
      changes: [
        { ...day, was: '2025-10-03', becomes: null, because: 'row' },
        { ...day, was: null, becomes: '2025-10-03', because: null },
        { ...status, was: 'Nej', becomes: 'Ja', because: null },
      ],
    } as const;
    expect(undoText(plan, { source: 'Prator', target: 'Lifecare SP' }, paint, 80).split('\n')).toEqual([
      'Därmed räknas annat än förut',
      '  S1-A, Avslutad i Prator: 2025-10-03 räknas inte längre. Ett annat svar om',
      '    ärendet är i konflikt.',
      '  S1-A, Avslutad i Prator: 2025-10-03 räknas.',
      '  S1-A, Status: Ja räknas i stället för Nej.',
    ]);
  });
});
