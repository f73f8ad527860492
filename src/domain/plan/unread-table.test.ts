import { describe, expect, it } from 'vitest';
import { PROFILE, sipContext, vardtillfalleContext } from '../classification/cases.test-help.ts';
import type { CaseState } from '../classification/case-state.ts';
import { ruleWithCode, type ClassedKind, type ClassRule } from '../classification/class-rule.ts';
import { classifySip, SIP_RULES, type SipContext } from '../classification/sip-classes.ts';
import { SIP_RULE_CASES } from '../classification/sip-rules.test-help.ts';
import { classifyVardtillfalle, VARDTILLFALLE_RULES } from '../classification/vardtillfalle-classes.ts';
import type { VardtillfalleContext } from '../classification/vardtillfalle-case.ts';
import { VARDTILLFALLE_RULE_CASES } from '../classification/vardtillfalle-rules.test-help.ts';
import { columnLabels, kindOf, type Field } from '../kinds/kinds.ts';
import { TERMS } from '../kinds/terms.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { SHIPPED_PROFILES } from '../profile/shipped-profiles.ts';
import { planOf } from './plan.ts';

/**
 * Every rule against every column of its kind, in every profile: a case that the rule decides, with the column unread.
 * Either a person must decide, and is told which column; or something decides that goes before what lists say and does
 * not rest on it; or the class is the same whatever the column says.
 */
type Facts = Readonly<Record<string, string | number | null>>;
type Case = CaseState & { readonly facts: Facts };

const DAYS = ['2024-01-02', '2025-09-20', '2025-09-29', '2025-09-30', '2025-10-20'];

/** What a column can say. */
function valuesOf({ type, terms }: Field): readonly (string | number | null)[] {
  if (type === 'term') return [null, ...Object.keys(TERMS[terms ?? 'part'])];
  if (type === 'date' || type === 'instant') return [null, ...DAYS];
  if (type === 'flag') return [null, 0, 1];
  return [null, '2281', 'V-1', 'Nacksta hälsocentral'];
}

interface Table {
  readonly kind: ClassedKind;
  readonly rules: readonly Pick<ClassRule<never, never, string>, 'code' | 'restsOn'>[];
  readonly examples: readonly { readonly code: string; readonly item: Case; readonly context: unknown }[];
  readonly classify: (item: Case, context: unknown, profile: Profile) => { class: string; rule: string };
  readonly reasonOf: (code: string, item: Case, context: unknown) => string;
}

const TABLES: readonly Table[] = [
  {
    kind: 'sip',
    rules: SIP_RULES,
    examples: SIP_RULE_CASES.map(({ code, fires: [item, context = sipContext()] }) => ({
      code,
      item: item as unknown as Case,
      context,
    })),
    classify: (item, context, profile) =>
      classifySip(item as never, {
        ...(context as SipContext),
        profile,
        rules: planOf(profile).sipRules,
      }),
    reasonOf: (code, item, context) =>
      ruleWithCode(SIP_RULES, code)?.reason(item as never, context as SipContext) ?? '',
  },
  {
    kind: 'vardtillfalle',
    rules: VARDTILLFALLE_RULES,
    examples: VARDTILLFALLE_RULE_CASES.map(({ code, fires: [item, context = vardtillfalleContext()] }) => ({
      code,
      item: item as unknown as Case,
      context,
    })),
    classify: (item, context, profile) =>
      classifyVardtillfalle(item as never, { ...(context as VardtillfalleContext), profile }),
    reasonOf: (code, item, context) =>
      ruleWithCode(VARDTILLFALLE_RULES, code)?.reason(item as never, context as VardtillfalleContext) ?? '',
  },
];

const PROFILES = Object.entries(SHIPPED_PROFILES).map(([name, text]) => {
  const parsed = parseProfile(text);
  if ('faults' in parsed) throw new Error(name);
  return parsed.profile;
});
const UNREAD = ['SIP_UNREAD', 'VT_UNREAD', 'VT_ACTORS_UNREAD'];

describe.each(TABLES)('a column of a $kind that could not be understood', (table) => {
  const { kind, rules, examples, classify, reasonOf } = table;
  const { fields } = kindOf(kind);
  const doubt = rules.findIndex(({ code }) => UNREAD.includes(code));

  it('is tried with every rule that gives a class', () => {
    const told = new Set(examples.map(({ code }) => code));
    const gives = rules.filter((rule) => (rule as { class?: unknown }).class !== null);
    expect(gives.filter(({ code }) => !told.has(code)).map(({ code }) => code)).toEqual([]);
    expect(PROFILES.map(({ name }) => name)).toContain(PROFILE.name);
  });

  it.each(examples.filter(({ code }) => !UNREAD.includes(code)))(
    '$code: is told and decided by people, or says nothing of the class',
    (example) => {
      const { item, context } = example;
      for (const profile of PROFILES)
        for (const field of fields) {
          const { name } = field;
          const cell = `${profile.name}, ${name}`;
          const state = {
            unread: [...item.unread, name],
            isProtected: item.isProtected || name === 'is_protected',
          };
          const garbled = { ...item, ...state, facts: { ...item.facts, [name]: null } };
          const answer = classify(garbled, context, profile);
          if (answer.class === 'needs-decision' && UNREAD.includes(answer.rule)) {
            expect([cell, reasonOf(answer.rule, garbled, context)]).toEqual([
              cell,
              expect.stringContaining(columnLabels(kind, [name])),
            ]);
            continue;
          }
          const decides = rules.findIndex(({ code }) => code === answer.rule);
          if (decides < doubt && rules[decides]?.restsOn.includes(name) === false) continue;
          // Whatever it says: the same rule decides.
          for (const value of valuesOf(field)) {
            const read = { ...garbled, unread: item.unread, facts: { ...item.facts, [name]: value } };
            const same = classify(read, context, profile);
            expect([cell, value, same.class, same.rule]).toEqual([cell, value, answer.class, answer.rule]);
          }
        }
    },
  );
});
