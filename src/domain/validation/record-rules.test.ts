import { describe, expect, it } from 'vitest';
import { KIND_NAMES, kindOf, type FactValue } from '../kinds/kinds.ts';
import { FINDINGS } from './finding-catalogue.ts';
import { recordRulesOf } from './record-rules.ts';

// Each rule firing and not firing is shown where whole rows are read, in records/record-reader.test.ts.
describe.each(KIND_NAMES)('the record rules of %s', (kind) => {
  const rules = recordRulesOf(kind);
  const columns = kindOf(kind).fields.map(({ name }) => name);

  it('lie on columns of the kind and have their texts', () => {
    for (const { code, column, kinds } of rules) {
      expect(columns).toContain(column);
      expect(kinds).toContain(kind);
      expect(FINDINGS[code]).toBeDefined();
    }
  });

  it('read columns of the kind alone', () => {
    for (const { check } of rules) {
      check(
        null,
        (column) => {
          expect(columns).toContain(column);
          return null;
        },
        null,
        '2025-09-29',
        '2025-09-30',
      );
    }
  });

  it('give a detail where the text has a place for it, and none where it has none', () => {
    for (const { code, column: own, check } of rules) {
      const details = ['2025-01-01', '2199-01-01', 1, 'no', 'cancelled', 'vardplan', null].flatMap((later) =>
        ['2199-01-02', null].map((earlier) => {
          const facts = (column: string): FactValue =>
            /^(changed|ready|discharged|acknowledged|deceased|is_|consent|status|type)/u.test(column)
              ? later
              : earlier;
          return check(facts(own), facts, null, '2025-09-29', '2025-09-30');
        }),
      );
      const fired = details.filter((detail) => detail !== null);
      expect(fired.length).toBeGreaterThan(0);
      for (const detail of fired) expect(detail !== '').toBe(FINDINGS[code].summary.includes('{}'));
    }
  });
});

describe('recordRulesOf', () => {
  it('gives a rule to every kind that it names', () => {
    for (const rule of KIND_NAMES.flatMap(recordRulesOf)) {
      for (const kind of rule.kinds) expect(recordRulesOf(kind)).toContain(rule);
    }
  });
});
