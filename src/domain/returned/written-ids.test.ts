import { describe, expect, it } from 'vitest';
import { idsOfSheet, recognitionFault, type WrittenIds } from './written-ids.ts';

const sheet = (...rows: readonly (readonly string[])[]): ReturnType<typeof idsOfSheet> =>
  idsOfSheet(rows.map((cells, at) => ({ row: at + 1, cells })));

describe('the ids of a sheet', () => {
  it('stand in the columns of a CSV', () => {
    expect(sheet(['Lista', 'Underlag', 'Radnyckel'], ['AL-0007', 'ab12', 'S1-X'])).toMatchObject({
      id: 'AL-0007',
      snapshotId: 'ab12',
    });
  });

  it('stand without the hand-out where that column is empty', () => {
    expect(sheet(['Lista', 'Underlag', 'Radnyckel'], ['AL-0007', '', 'S1-X'])?.snapshotId).toBeNull();
  });

  it('stand in the head of a printed sheet', () => {
    expect(sheet(['Lista AL-0007'], ['Radnyckel', 'Status'], ['S1-X', 'Klar'])).toMatchObject({
      id: 'AL-0007',
      snapshotId: null,
    });
  });

  it('do not stand below the table, or on a sheet without keys', () => {
    expect(sheet(['Radnyckel', 'Status'], ['S1-X', 'se AL-0007'])).toBeNull();
    expect(sheet(['Lista AL-0007'], ['Referens', 'Status'])).toBeNull();
  });
});

describe('a list is recognised', () => {
  const LIST: WrittenIds = { id: 'AL-0007', snapshotId: 'ab12', environment: 'production', watermark: null };
  const KNOWN = { snapshotId: 'ab12' };
  const EARNEST = { environment: 'production', isRehearsal: false };
  const REHEARSAL = { environment: 'production', isRehearsal: true };
  const rehearsed = { ...LIST, id: 'OV-AL-0007', watermark: 'ÖVNING' };

  it.each([
    ['its own', LIST, KNOWN, EARNEST, null],
    [
      'its own, the hidden sheet gone',
      { ...LIST, snapshotId: null, environment: null },
      KNOWN,
      EARNEST,
      null,
    ],
    ['a number that it does not have', LIST, undefined, EARNEST, 'RETURN_FOREIGN_LIST'],
    ['another hand-out', LIST, { snapshotId: 'cd34' }, EARNEST, 'RETURN_FOREIGN_LIST'],
    ['another environment', { ...LIST, environment: 'training' }, KNOWN, EARNEST, 'RETURN_FOREIGN_LIST'],
    ['a rehearsal’s, in earnest', rehearsed, KNOWN, EARNEST, 'RETURN_REHEARSAL_LIST'],
    [
      'a rehearsal’s by its mark alone',
      { ...LIST, watermark: 'ÖVNING' },
      KNOWN,
      EARNEST,
      'RETURN_REHEARSAL_LIST',
    ],
    [
      'a rehearsal’s by its number alone',
      { ...rehearsed, watermark: null },
      KNOWN,
      EARNEST,
      'RETURN_REHEARSAL_LIST',
    ],
    ['the rehearsal’s own', rehearsed, KNOWN, REHEARSAL, null],
    ['one in earnest that the copy has', LIST, KNOWN, REHEARSAL, null],
    ['one in earnest that the copy has not', LIST, undefined, REHEARSAL, 'RETURN_NOT_IN_REHEARSAL'],
    ['another rehearsal’s', rehearsed, undefined, REHEARSAL, 'RETURN_FOREIGN_LIST'],
  ])('or not: %s', (_, written, known, here, fault) => {
    expect(recognitionFault(written, known, here)).toBe(fault);
  });
});
