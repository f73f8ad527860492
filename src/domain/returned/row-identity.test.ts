import { describe, expect, it } from 'vitest';
import { answersOf, contextOf, findingsOf, HANDED, readRows, rowOf } from './returned.test-help.ts';

const [first, second] = HANDED as [(typeof HANDED)[number], (typeof HANDED)[number]];
const PAGAR = { status: 'Pågår' };

describe('a row is the one its key says', () => {
  it('where its facts are those handed out, however they are spaced', () => {
    const read = readRows([rowOf(first, { ...PAGAR, patient: ' A  Ek ' })]);
    expect(answersOf(read)).toEqual(['SIP-1 status Pågår']);
    expect(read.altered).toEqual([]);
  });

  it('not where the reference is another row’s', () => {
    const read = readRows([rowOf(first, { ...PAGAR, reference: second.token })]);
    expect(findingsOf(read)).toEqual(['2 REFERENCE_OF_OTHER_ROW Referens']);
    expect(read.answers).toEqual([]);
  });

  it('where the reference was emptied', () => {
    expect(answersOf(readRows([rowOf(first, { ...PAGAR, reference: '' })]))).toEqual(['SIP-1 status Pågår']);
  });

  it('not where a fact that tells who it is about says somebody else', () => {
    const read = readRows([rowOf(first, { ...PAGAR, patient: 'C Ny' })]);
    expect(read.rejected).toMatchObject([
      { code: 'FACTS_OF_OTHER_ROW', column: null, detail: { headers: 'Patient' } },
    ]);
    expect(read.answers).toEqual([]);
  });

  it('where such a fact was emptied: told of, and taken in', () => {
    const read = readRows([rowOf(first, { ...PAGAR, patient: '' })]);
    expect(answersOf(read)).toEqual(['SIP-1 status Pågår']);
    expect(read.altered).toMatchObject([{ reference: 'S1-X', column: 'Patient' }]);
  });

  it('not where several emptied or rewritten facts are all those of one other row', () => {
    const other = { ...second, cells: { ...second.cells, patient: '', born: null, role: 'Kurator' } };
    const issued = new Map([first, other].map((row) => [row.token, row]));
    const written = rowOf(first, { ...PAGAR, patient: '', role: 'Kurator' });
    const read = readRows([written], { context: contextOf({ issued }) });
    expect(read.rejected).toMatchObject([
      { code: 'FACTS_OF_OTHER_ROW', detail: { headers: 'Patient, Samordningsansvarig' } },
    ]);
  });

  it('where one fact alone is another row’s: many rows have it in common', () => {
    const other = { ...second, cells: { ...second.cells, role: 'Kurator' } };
    const issued = new Map([first, other].map((row) => [row.token, row]));
    const read = readRows([rowOf(first, { ...PAGAR, role: 'Kurator' })], { context: contextOf({ issued }) });
    expect(answersOf(read)).toEqual(['SIP-1 status Pågår']);
  });

  it('not where nothing but the facts says which hand-out it is of, and they are not those', () => {
    const written = [rowOf(first, { ...PAGAR, role: 'Kurator' })];
    expect(findingsOf(readRows(written, { isProven: false }))).toEqual(['2 FACTS_CHANGED_UNPROVEN']);
    expect(answersOf(readRows(written, { isProven: true }))).toEqual(['SIP-1 status Pågår']);
    expect(answersOf(readRows([rowOf(first, PAGAR)], { isProven: false }))).toEqual(['SIP-1 status Pågår']);
  });

  it('where the day it is to be done by was changed: told of', () => {
    const read = readRows([rowOf(first, { ...PAGAR, _due: '2025-12-01' })]);
    expect(read.altered).toMatchObject([{ column: 'Klart senast' }]);
    expect(answersOf(read)).toEqual(['SIP-1 status Pågår']);
    expect(readRows([rowOf(first, { ...PAGAR, _due: '2025-10-10 00:00' })]).altered).toEqual([]);
  });
});

describe('the answers of a row, by the key among them', () => {
  const CLOSED = { allParties: 'Ja', closedOn: '2025-10-03', by: 'K Berg' };

  it('are another row’s where it is', () => {
    const read = readRows([rowOf(first, { ...CLOSED, check: second.token })]);
    expect(findingsOf(read)).toEqual(['2 ANSWERS_OF_OTHER_ROW Svarens referens']);
    expect(read.answers).toEqual([]);
  });

  it('are told of where it is gone, and count on the row where they stand', () => {
    const read = readRows([rowOf(first, { ...CLOSED, check: '' }), rowOf(second)]);
    expect(findingsOf(read)).toEqual(['2 CHECK_EMPTY Svarens referens']);
    expect(read.answers).toHaveLength(2);
  });

  it('are nobody’s where it is gone and keys stand on other rows in the file', () => {
    const shifted = [rowOf(first, { ...CLOSED, check: '' }), rowOf(second, { check: first.token })];
    const read = readRows(shifted);
    expect(findingsOf(read)).toEqual(['2 CHECK_ON_OTHER_ROW Svarens referens']);
    expect(read).toMatchObject({ answers: [], said: [] });
  });

  it('are told of no more where nothing is answered, or no key of a list stands wrongly', () => {
    expect(findingsOf(readRows([rowOf(first, { check: '' }), rowOf(second)]))).toEqual([]);
    const scribbled = [rowOf(first, { ...CLOSED, check: '' }), rowOf(second, { check: 'x' })];
    expect(findingsOf(readRows(scribbled))).toEqual(['2 CHECK_EMPTY Svarens referens']);
  });
});
