import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify, decide, ruleWithCode, type ClassRule } from './class-rule.ts';

type Rule = ClassRule<number, number, 'small' | 'big' | 'other'>;

const rule = (code: string, holds: Rule['holds'], more: Partial<Rule> = {}): Rule => ({
  code,
  class: 'other',
  holds,
  reason: () => 'Därför.',
  restsOn: [],
  source: 'test',
  ...more,
});

const ALWAYS = rule('ALWAYS', () => true);

describe('decide', () => {
  it('gives the class and the rule of classify, whatever is worth telling besides', () => {
    const anyRule = fc
      .record({ over: fc.nat(9), isRemark: fc.boolean(), gives: fc.constantFrom('small', 'big', null) })
      .map(({ over, isRemark, gives }) =>
        rule(`OVER_${over}`, (n) => n > over, {
          class: gives === null ? null : over % 2 === 0 ? gives : () => gives,
          ...(isRemark ? { isRemark } : {}),
        }),
      );
    fc.assert(
      fc.property(fc.array(anyRule), fc.nat(9), (some, n) => {
        const rules = [...some, ALWAYS];
        expect(classify(rules, n, 0)).toMatchObject(decide(rules, n, 0));
      }),
    );
    expect(() => decide([rule('NEVER', () => false)], 0, 0)).toThrow('must end with a rule');
  });
});

describe('classify', () => {
  it('lets the first rule that holds decide', () => {
    const rules = [
      rule('A', (n) => n > 5, { class: 'big' }),
      rule('B', (n) => n > 1, { class: 'small' }),
      ALWAYS,
    ];
    expect(classify(rules, 9, 0)).toEqual({ class: 'big', rule: 'A', also: [] });
    expect(classify(rules, 2, 0)).toEqual({ class: 'small', rule: 'B', also: [] });
    expect(classify(rules, 0, 0)).toEqual({ class: 'other', rule: 'ALWAYS', also: [] });
  });

  it('tells of remarks further down that hold, and of no other rule', () => {
    const rules = [
      rule('QUIET', () => false, { isRemark: true }),
      rule('A', () => true),
      rule('NO_REMARK', () => true),
      rule('REMARK', () => true, { isRemark: true }),
      rule('QUIET_REMARK', () => false, { isRemark: true }),
      rule('REMARK_2', () => true, { isRemark: true }),
      ALWAYS,
    ];
    expect(classify(rules, 0, 0)).toEqual({ class: 'other', rule: 'A', also: ['REMARK', 'REMARK_2'] });
  });

  it('does not tell of the deciding rule twice', () => {
    expect(classify([rule('A', () => true, { isRemark: true }), ALWAYS], 0, 0).also).toEqual([]);
  });

  it('tells of a rule without a class, wherever it stands, and lets the next one decide', () => {
    const rules = [
      rule('TOLD', () => true, { class: null, isRemark: true }),
      rule('A', () => true, { class: 'big' }),
      rule('TOLD_TOO', () => true, { class: null, isRemark: true }),
      ALWAYS,
    ];
    expect(classify(rules, 0, 0)).toEqual({ class: 'big', rule: 'A', also: ['TOLD', 'TOLD_TOO'] });
  });

  it('asks a rule whose class depends on the case, and hands on the context', () => {
    const rules = [rule('A', (n, limit) => n > limit, { class: (n) => (n > 100 ? 'big' : 'small') }), ALWAYS];
    expect(classify(rules, 101, 1).class).toBe('big');
    expect(classify(rules, 2, 1).class).toBe('small');
    expect(classify(rules, 2, 3).rule).toBe('ALWAYS');
  });

  it('refuses a table that leaves a case without a class', () => {
    expect(() => classify([rule('A', () => false)], 0, 0)).toThrow('always holds');
  });
});

describe('ruleWithCode', () => {
  it('finds a rule by its code, and none for a code of an earlier table', () => {
    expect(ruleWithCode([ALWAYS], 'ALWAYS')).toBe(ALWAYS);
    expect(ruleWithCode([ALWAYS], 'GONE_SINCE')).toBeUndefined();
  });
});
