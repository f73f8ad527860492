import { describe, expect, it } from 'vitest';
import { COVERED, faultOfCell, UNKNOWN_ERROR, WITHOUT_VALUE } from './cell-fault.ts';

describe('what a spreadsheet could not work out', () => {
  it.each([
    ...[
      '#NULL!',
      '#DIV/0!',
      '#VALUE!',
      '#REF!',
      '#NAME?',
      '#NUM!',
      '#N/A',
      '#GETTING_DATA',
      '#SPILL!',
      '#CALC!',
    ],
    ...[
      '#SKÄRNING!',
      '#DIVISION/0!',
      '#VÄRDEFEL!',
      '#REFERENS!',
      '#NAMN?',
      '#OGILTIGT!',
      '#SAKNAS!',
      '#SAKNAS',
    ],
    ...[
      '#NV',
      '#I/T',
      '#WERT!',
      '#ÖVERFLÖD!',
      '#värdefel!',
      '#VA\u0308RDEFEL!',
      '####',
      'Err:502',
      'Fel:504',
    ],
    UNKNOWN_ERROR,
  ])('%s is an error', (text) => {
    expect(faultOfCell(text)).toBe('ERROR_CELL');
  });

  it('a formula without a value and a cell that another covers are what they are read as', () => {
    expect([WITHOUT_VALUE, COVERED].map(faultOfCell)).toEqual(['FORMULA_WITHOUT_VALUE', 'CELL_COVERED']);
  });

  it.each(['', '#', '##', '#1', '#Medicin', 'n/a', '-', 'Errol', 'Fel: 50', '(tom)', 'Enhet #3!', 'Erik Ek'])(
    '”%s” is a text',
    (text) => {
      expect(faultOfCell(text)).toBeNull();
    },
  );
});
