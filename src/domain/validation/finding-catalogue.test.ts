import { describe, expect, it } from 'vitest';
import { FINDINGS, findingMessage, type FindingCode } from './finding-catalogue.ts';

const CODES = Object.keys(FINDINGS) as FindingCode[];

describe.each(CODES)('the finding %s', (code) => {
  const { severity, summary, remedy } = FINDINGS[code];

  it('says what is wrong and what to do, in whole sentences', () => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/u);
    expect(['error', 'warning', 'info']).toContain(severity);
    for (const text of [summary, remedy]) expect(text).toMatch(/^[A-ZÅÄÖ].*\.$/u);
  });

  it('has one place at most for the detail, and none in the remedy', () => {
    expect(summary.split('{}').length).toBeLessThanOrEqual(2);
    expect(summary.replace('{}', '')).not.toMatch(/[{}]/u);
    expect(remedy).not.toMatch(/[{}]/u);
  });
});

describe('the catalogue', () => {
  it('has no two findings with one text', () => {
    expect(new Set(CODES.map((code) => FINDINGS[code].summary)).size).toBe(CODES.length);
  });

  it('calls an error what kept a row or a list from being taken as it stands, and nothing else', () => {
    expect(CODES.filter((code) => FINDINGS[code].severity === 'error')).toEqual([
      'ROW_WITHOUT_ID',
      'SAME_ID_OTHER_CONTENT',
      'FOOTER_COUNT_DIFFERS',
      'ROWS_NOT_ACCOUNTED_FOR',
    ]);
  });
});

describe('findingMessage', () => {
  it('fills in the detail', () => {
    expect(findingMessage('COLUMN_MISSING', 'Kommun')).toBe('Listan saknar kolumnen Kommun.');
  });

  it('takes the detail as it is', () => {
    expect(findingMessage('COLUMN_MISSING', "$& $' {}")).toBe("Listan saknar kolumnen $& $' {}.");
  });

  it('leaves a text without a place for it as it is', () => {
    expect(findingMessage('KOMMUN_MISSING', 'Sundsvall')).toBe('Kommun saknas.');
    expect(findingMessage('KOMMUN_MISSING', null)).toBe('Kommun saknas.');
  });
});
