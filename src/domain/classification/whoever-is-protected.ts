import { SIP_RULES } from './sip-classes.ts';
import type { SipClass } from './classes.ts';

const PROTECTED_AT = SIP_RULES.findIndex(({ code }) => code === 'SIP_PROTECTED');

/**
 * The classes that SIPs have whoever is protected: those of the rules before that of protection, whatever the plan (it
 * gives rules classes, and leaves their order). A SIP of any other class is the protected persons' once its person is one.
 */
export const WHOEVER_IS_PROTECTED: readonly SipClass[] = [
  ...new Set(
    SIP_RULES.slice(0, PROTECTED_AT).flatMap((rule) => (typeof rule.class === 'string' ? [rule.class] : [])),
  ),
];
