import { ruleWithCode } from './class-rule.ts';
import type { SipClass } from './classes.ts';
import { SIP_RULES, type SipContext, type SipRule } from './sip-classes.ts';

/** The rule with a code, as it is in the plan. */
export const sipRule = (
  code: string,
  { rules = SIP_RULES }: Pick<SipContext, 'rules'>,
): SipRule | undefined => ruleWithCode(rules, code);

/** What a rule is in one plan, where it is not what it is in others: when it holds, and in which order, is the same. */
export type OwnSipRules = Readonly<
  Partial<
    Record<string, { readonly class?: SipClass } & Partial<Pick<SipRule, 'reason'>> & Pick<SipRule, 'source'>>
  >
>;

/** The classes that a plan's own rules give. */
export const givenClasses = (own: OwnSipRules): readonly SipClass[] =>
  Object.values(own).flatMap((rule) => rule?.class ?? []);

/** The rules that plans share, in their order, with what one plan has for itself. */
export const sipRulesWith = (own: OwnSipRules): readonly SipRule[] =>
  SIP_RULES.map((shared) => ({ ...shared, ...own[shared.code] }));
