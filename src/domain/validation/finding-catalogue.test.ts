import { describe, expect, it } from 'vitest';
import { KIND_NAMES } from '../kinds/kinds.ts';
import { FINDINGS, findingMessage, type FindingCode } from './finding-catalogue.ts';
import { recordRulesOf } from './record-rules.ts';

const CODES = Object.keys(FINDINGS) as FindingCode[];

describe.each(CODES)('the finding %s', (code) => {
  const { severity, summary, remedy } = FINDINGS[code];

  it('says what is wrong and what to do, in whole sentences', () => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z0-9]+)*$/u);
    expect(['error', 'warning', 'info']).toContain(severity);
    for (const text of [summary, remedy]) expect(text).toMatch(/^(\{\}|[A-ZÅÄÖ]).*[.?]$/u);
  });

  it('has one place at most for the detail, and none in the remedy', () => {
    expect(summary.split('{}').length).toBeLessThanOrEqual(2);
    expect(summary.replace('{}', '')).not.toMatch(/[{}]/u);
    expect(remedy.replace(/\{(?:source|target)\}/gu, '')).not.toMatch(/[{}]/u);
  });
});

describe('the catalogue', () => {
  it('has no two findings with one text', () => {
    expect(new Set(CODES.map((code) => FINDINGS[code].summary)).size).toBe(CODES.length);
  });

  it('calls nothing an error that a row is taken in with', () => {
    const ofRules = KIND_NAMES.flatMap(recordRulesOf).map(({ code }) => code);
    const ofCells = CODES.filter((code) => /^(PERSON|DATE|KOMMUN|TERM)_/u.test(code));
    expect(ofCells.length).toBeGreaterThan(10);
    for (const code of [...ofRules, ...ofCells]) expect(FINDINGS[code].severity).not.toBe('error');
  });

  it.each(['ROW_WITHOUT_ID', 'SAME_ID_OTHER_CONTENT'] as const)(
    'calls %s, which keeps a row out, an error',
    (code) => {
      expect(FINDINGS[code].severity).toBe('error');
    },
  );
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
