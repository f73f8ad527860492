import { MOVING_LINK, sipCase, sipContext } from './cases.test-help.ts';
import type { InTarget } from './in-target.ts';
import type { SipClass } from './classes.ts';
import type { SipCase, SipContext } from './sip-classes.ts';

export interface SipRuleCase {
  readonly code: string;
  readonly class: SipClass;
  readonly fires: readonly [SipCase, SipContext?];
  readonly isQuiet: readonly [SipCase, SipContext?];
  /** What is told besides. */
  readonly also?: readonly string[];
}

export const DECISION = {
  class: 'move-outside-vardtillfalle',
  reason: 'Enheten har svarat',
  by: 'Projektledaren',
  on: '2025-09-28',
} as const;
export const CREATED: InTarget = { since: '2025-10-02', standing: 'attested', listOn: null };
const UNCLEAR: InTarget = {
  since: '2025-10-02',
  standing: 'unclear',
  listOn: '2025-10-02',
  why: ['type-unread', 'type-unread'],
};
export const dead = (deceasedOn: string): SipContext =>
  sipContext([{ ...MOVING_LINK, isOpen: false, moves: false, deceasedOn }]);

/** Every rule: a case that it decides, and one that differs in what the rule looks at, which it does not. */
export const SIP_RULE_CASES: readonly SipRuleCase[] = [
  {
    code: 'SIP_GONE',
    class: 'closed',
    fires: [sipCase({}, { lastSeenOn: '2025-04-15', latestListOn: '2025-09-15' })],
    isQuiet: [sipCase({}, { lastSeenOn: '2025-09-15', latestListOn: '2025-09-15' })],
  },
  {
    code: 'SIP_CLOSED_IN_LIST',
    class: 'closed',
    fires: [sipCase({ status: 'closed' })],
    isQuiet: [sipCase({ status: null })],
  },
  {
    code: 'SIP_ATTESTED_CLOSED',
    class: 'closed',
    fires: [sipCase({}, { attestedClosedOn: '2025-10-03' })],
    isQuiet: [sipCase({}, { attestedClosedOn: '2025-09-28' })],
  },
  {
    code: 'SIP_PROTECTED',
    class: 'protected',
    fires: [sipCase({ is_protected: 1 })],
    isQuiet: [sipCase({ is_protected: null })],
  },
  {
    code: 'SIP_PROTECTED_PERHAPS',
    class: 'protected',
    fires: [sipCase({}, { isProtected: true, isProtectedPerhaps: true }), sipContext()],
    isQuiet: [sipCase({}, { isProtected: false, isProtectedPerhaps: true }), sipContext()],
  },
  {
    code: 'SIP_DECIDED',
    class: 'move-outside-vardtillfalle',
    fires: [sipCase({}, { decision: DECISION }), sipContext([MOVING_LINK])],
    isQuiet: [sipCase(), sipContext([MOVING_LINK])],
  },
  {
    code: 'SIP_ONLY_SET_ASIDE',
    class: 'needs-decision',
    fires: [sipCase({}, { isOnlySetAside: true }), sipContext()],
    isQuiet: [sipCase({}, { isOnlySetAside: false }), sipContext()],
  },
  {
    code: 'SIP_UNREAD',
    class: 'needs-decision',
    fires: [sipCase({ status: null }, { unread: ['status'] }), sipContext()],
    isQuiet: [sipCase({}, { unread: ['role'] }), sipContext()],
  },
  {
    code: 'SIP_DAY_AHEAD',
    class: 'needs-decision',
    fires: [sipCase({}, { unread: ['changed_on', 'changed_on_after_list'] }), sipContext()],
    isQuiet: [sipCase({}, { unread: ['role'] }), sipContext()],
  },
  {
    code: 'SIP_IN_BOTH_UNCLEAR',
    class: 'needs-decision',
    fires: [sipCase({ phase: 'utvardering' }, { inTarget: UNCLEAR }), sipContext()],
    isQuiet: [sipCase({}, { inTarget: UNCLEAR }), sipContext()],
    also: ['SIP_EVALUATED'],
  },
  {
    code: 'SIP_OTHER_PERSON',
    class: 'needs-decision',
    fires: [sipCase({}, { otherPersonOn: '2025-09-15' }), sipContext()],
    isQuiet: [sipCase({}, { otherPersonOn: null }), sipContext()],
  },
  {
    code: 'SIP_PERHAPS_RENEWED',
    class: 'needs-decision',
    fires: [sipCase({}, { lastSeenOn: '2025-09-15', renewedAs: ['S-2'] }), sipContext()],
    isQuiet: [
      sipCase({}, { lastSeenOn: '2025-09-15', renewedAs: ['S-2'], attestedClosedOn: '2025-09-20' }),
      sipContext(),
    ],
  },
  {
    code: 'SIP_CONFLICT',
    class: 'needs-decision',
    fires: [sipCase({}, { isConflicting: true })],
    isQuiet: [sipCase({}, { isConflicting: false })],
  },
  {
    code: 'SIP_IS_VARDPLAN',
    class: 'vardplan',
    fires: [sipCase({ plan_form: 'vardplan' })],
    isQuiet: [sipCase({ plan_form: null })],
  },
  {
    code: 'SIP_IDENTITY_UNFIT',
    class: 'needs-decision',
    fires: [sipCase({}, { identity: 'check-digit' })],
    isQuiet: [sipCase({}, { identity: 'century-guessed' })],
  },
  {
    code: 'SIP_WITHOUT_PART',
    class: 'needs-decision',
    fires: [sipCase({ part: null })],
    isQuiet: [sipCase({ part: 'kommun' })],
  },
  {
    code: 'SIP_WITHOUT_KOMMUN',
    class: 'needs-decision',
    fires: [sipCase({ kommun: null })],
    isQuiet: [sipCase({ kommun: '2260' })],
  },
  {
    code: 'SIP_UNIT_UNKNOWN',
    class: 'needs-decision',
    fires: [sipCase(), sipContext([], { isUnknownUnit: (unit) => unit === 'Nacksta hälsocentral' })],
    isQuiet: [sipCase(), sipContext([], { isUnknownUnit: (unit) => unit === 'En annan enhet' })],
  },
  {
    code: 'SIP_CONSENT_REFUSED',
    class: 'needs-decision',
    fires: [sipCase({ consent: 'no' })],
    isQuiet: [sipCase({ consent: 'menprovning' })],
  },
  {
    code: 'SIP_CONSENT_MISSING',
    class: 'needs-decision',
    fires: [sipCase({ consent: null })],
    isQuiet: [sipCase({ consent: 'menprovning' })],
  },
  {
    code: 'SIP_VARDTILLFALLE_UNKNOWN',
    class: 'needs-decision',
    fires: [sipCase({ vardtillfalle_id: 'V-9' }), sipContext()],
    isQuiet: [sipCase({ vardtillfalle_id: 'V-1' }), sipContext([MOVING_LINK])],
  },
  {
    code: 'SIP_VARDTILLFALLE_UNDECIDED',
    class: 'needs-decision',
    fires: [sipCase(), sipContext([{ ...MOVING_LINK, moves: false, isUndecided: true }])],
    isQuiet: [sipCase(), sipContext([MOVING_LINK])],
  },
  {
    code: 'SIP_VARDTILLFALLE_PERHAPS',
    class: 'needs-decision',
    fires: [sipCase(), sipContext([], { namesakesOf: () => ['V-9'] })],
    isQuiet: [sipCase(), sipContext()],
  },
  {
    code: 'SIP_IN_BOTH',
    class: 'in-both-systems',
    fires: [sipCase({}, { inTarget: CREATED }), dead('2025-09-29')],
    isQuiet: [sipCase({}, { inTarget: CREATED }), dead('2025-09-30')],
    also: ['SIP_PATIENT_DECEASED'],
  },
  {
    code: 'SIP_PATIENT_DECEASED',
    class: 'close-not-current',
    fires: [sipCase(), dead('2025-09-29')],
    isQuiet: [sipCase(), dead('2025-09-30')],
  },
  {
    code: 'SIP_EVALUATED',
    class: 'close-not-current',
    fires: [sipCase({ phase: 'utvardering' })],
    isQuiet: [sipCase({ phase: 'kallelse-utvardering' })],
  },
  {
    code: 'SIP_INACTIVE',
    class: 'close-not-current',
    fires: [sipCase({ changed_on: '2024-09-29' })],
    isQuiet: [sipCase({ changed_on: '2024-09-30' })],
  },
  {
    code: 'SIP_VARDTILLFALLE_MOVES',
    class: 'move-with-vardtillfalle',
    fires: [sipCase(), sipContext([MOVING_LINK])],
    isQuiet: [sipCase(), sipContext([{ ...MOVING_LINK, moves: false }])],
  },
  {
    code: 'SIP_WITHOUT_VARDTILLFALLE',
    class: 'move-outside-vardtillfalle',
    fires: [sipCase()],
    isQuiet: [sipCase(), sipContext([MOVING_LINK])],
  },
];
