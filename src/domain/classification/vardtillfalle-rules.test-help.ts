import { earlier, vardtillfalleCase, vardtillfalleContext } from './cases.test-help.ts';
import type { InTarget } from './in-target.ts';
import type { VardtillfalleClass } from './classes.ts';
import type { VardtillfalleCase, VardtillfalleContext } from './vardtillfalle-case.ts';

export type Placed = readonly [VardtillfalleCase, VardtillfalleContext?];

interface VardtillfalleRuleCase {
  readonly code: string;
  readonly class: VardtillfalleClass;
  readonly fires: Placed;
  readonly isQuiet: Placed;
}

export const on = (asOf: string): VardtillfalleContext => vardtillfalleContext({ asOf });
export const OWED = vardtillfalleContext({ unacknowledgedOf: (id) => (id === 'V-1' ? 2 : 0) });
export const NO_MESSAGES = vardtillfalleContext({ hasMessageList: false });
export const STARTED: InTarget = { since: '2025-09-30', standing: 'attested', listOn: null };
const UNCLEAR: InTarget = {
  since: '2025-10-02',
  standing: 'unclear',
  listOn: '2025-10-02',
  why: ['status-unread'],
};
export const DECISION = {
  class: 'start-in-lifecare',
  reason: 'Kliniken har svarat',
  by: 'Projektledaren',
  on: '2025-09-28',
} as const;

/** Every rule: a case that it decides, and one that differs in what the rule looks at, which it does not. */
export const VARDTILLFALLE_RULE_CASES: readonly VardtillfalleRuleCase[] = [
  {
    code: 'VT_GONE',
    class: 'closed',
    fires: [vardtillfalleCase({}, { lastSeenOn: '2025-09-22' })],
    isQuiet: [vardtillfalleCase({}, { lastSeenOn: '2025-09-29' })],
  },
  {
    code: 'VT_CLOSED_IN_LIST',
    class: 'closed',
    fires: [vardtillfalleCase({ status: 'avslutad' })],
    isQuiet: [vardtillfalleCase({ status: null })],
  },
  {
    code: 'VT_PROTECTED',
    class: 'protected',
    fires: [vardtillfalleCase({ is_protected: 1 })],
    isQuiet: [vardtillfalleCase({ is_protected: null })],
  },
  {
    code: 'VT_PROTECTED_PERHAPS',
    class: 'protected',
    fires: [vardtillfalleCase({}, { isProtected: true, isProtectedPerhaps: true })],
    isQuiet: [vardtillfalleCase({}, { isProtected: false, isProtectedPerhaps: true })],
  },
  {
    code: 'VT_DECIDED',
    class: 'start-in-lifecare',
    fires: [vardtillfalleCase({ ready_at: '2025-09-20' }, { decision: DECISION })],
    isQuiet: [vardtillfalleCase({ ready_at: '2025-09-20' })],
  },
  {
    code: 'VT_ONLY_SET_ASIDE',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { isOnlySetAside: true })],
    isQuiet: [vardtillfalleCase({}, { isOnlySetAside: false })],
  },
  {
    code: 'VT_UNREAD',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { unread: ['ready_at'] })],
    isQuiet: [vardtillfalleCase({}, { unread: ['admitted_at', 'name'] })],
  },
  {
    code: 'VT_DAY_AHEAD',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { unread: ['discharged_at', 'discharged_at_after_list'] })],
    // Somebody's word that the case is closed is a fact; a text that nobody could read is another rule's.
    isQuiet: [
      vardtillfalleCase(
        {},
        {
          unread: ['discharged_at', 'discharged_at_after_list'],
          lastSeenOn: '2025-09-15',
          attestedClosedOn: '2025-09-20',
        },
      ),
    ],
  },
  {
    code: 'VT_IN_BOTH_UNCLEAR',
    class: 'needs-decision',
    fires: [vardtillfalleCase({ ready_at: '2025-09-29' }, { inTarget: UNCLEAR })],
    isQuiet: [vardtillfalleCase({ ready_at: '2025-09-30' }, { inTarget: UNCLEAR })],
  },
  {
    code: 'VT_OTHER_PERSON',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { otherPersonOn: '2025-09-15' })],
    isQuiet: [vardtillfalleCase({}, { otherPersonOn: null })],
  },
  {
    code: 'VT_PERHAPS_RENEWED',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { lastSeenOn: '2025-09-15', renewedAs: ['V-2'] })],
    // Somebody who had left the hospital and is in again.
    isQuiet: [
      vardtillfalleCase({ discharged_at: '2025-09-15' }, { lastSeenOn: '2025-09-15', renewedAs: ['V-2'] }),
    ],
  },
  {
    code: 'VT_CONFLICT',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { isConflicting: true })],
    isQuiet: [vardtillfalleCase({}, { isConflicting: false })],
  },
  {
    code: 'VT_STATUS_CONTRADICTS',
    class: 'needs-decision',
    fires: [vardtillfalleCase({ status: 'utskriven' })],
    isQuiet: [vardtillfalleCase({ status: 'utskriven', discharged_at: '2025-09-29' })],
  },
  {
    code: 'VT_PERSON_MISSING',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { personKey: null })],
    isQuiet: [vardtillfalleCase({}, { personKey: '?OKÄND KVINNA', identity: 'unknown-form' })],
  },
  {
    code: 'VT_CLOSED_IN_HOSPITAL',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { attestedClosedOn: '2025-09-29' })],
    isQuiet: [vardtillfalleCase({}, { attestedClosedOn: '2025-09-30' })],
  },
  {
    code: 'VT_IN_BOTH',
    class: 'in-both-systems',
    fires: [vardtillfalleCase({ ready_at: '2025-09-29' }, { inTarget: STARTED })],
    isQuiet: [vardtillfalleCase({ ready_at: '2025-09-30' }, { inTarget: STARTED })],
  },
  {
    code: 'VT_UNACKNOWLEDGED',
    class: 'awaiting-acknowledgement',
    fires: [vardtillfalleCase({ discharged_at: '2025-09-28' }), OWED],
    isQuiet: [vardtillfalleCase({ discharged_at: '2025-09-28', vardtillfalle_id: 'V-2' }), OWED],
  },
  {
    code: 'VT_MESSAGES_UNREAD',
    class: 'needs-decision',
    fires: [
      vardtillfalleCase({ discharged_at: '2025-09-28' }),
      vardtillfalleContext({ unreadMessagesOf: () => 1 }),
    ],
    isQuiet: [vardtillfalleCase({}), vardtillfalleContext({ unreadMessagesOf: () => 1 })],
  },
  {
    code: 'VT_MESSAGES_UNKNOWN',
    class: 'awaiting-acknowledgement',
    fires: [vardtillfalleCase({ discharged_at: '2025-09-28' }), NO_MESSAGES],
    isQuiet: [vardtillfalleCase(), NO_MESSAGES],
  },
  {
    code: 'VT_LEFT_BUT_IN_HOSPITAL',
    class: 'needs-decision',
    fires: [vardtillfalleCase({ status: 'inskriven', discharged_at: '2025-09-28T14:00' })],
    isQuiet: [vardtillfalleCase({ status: 'utskriven', discharged_at: '2025-09-28T14:00' })],
  },
  {
    code: 'VT_MESSAGES_PERHAPS',
    class: 'needs-decision',
    fires: [vardtillfalleCase({ discharged_at: '2025-09-28' }, { perhapsOwed: 1 })],
    isQuiet: [vardtillfalleCase({}, { perhapsOwed: 1 })],
  },
  {
    code: 'VT_DISCHARGED',
    class: 'closed',
    fires: [vardtillfalleCase({ discharged_at: '2025-09-28T14:00' })],
    isQuiet: [vardtillfalleCase({ discharged_at: '2025-09-30' })],
  },
  {
    code: 'VT_ATTESTED_CLOSED',
    class: 'closed',
    fires: [vardtillfalleCase({}, { attestedClosedOn: '2025-10-01' }), on('2025-10-02')],
    isQuiet: [vardtillfalleCase({}, { attestedClosedOn: '2025-09-20' }), on('2025-10-02')],
  },
  {
    code: 'VT_TRAPPED',
    class: 'trapped',
    fires: [vardtillfalleCase({ ready_at: '2025-09-29' }), on('2025-10-06')],
    isQuiet: [vardtillfalleCase({ ready_at: '2025-09-29' }), on('2025-10-05')],
  },
  {
    code: 'VT_MOVE_UNREAD',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { earlier: [earlier('2025-09-29', 'unread')] })],
    isQuiet: [
      vardtillfalleCase({}, { earlier: [earlier('2025-09-20', 'unread'), earlier('2025-09-29', 'source')] }),
    ],
  },
  {
    code: 'VT_MOVED_TO_SOURCE',
    class: 'moved-back',
    fires: [
      vardtillfalleCase({ ready_at: '2025-09-29' }, { earlier: [earlier('2025-09-29', 'target')] }),
      on('2025-09-30'),
    ],
    isQuiet: [
      vardtillfalleCase({ ready_at: '2025-09-29' }, { earlier: [earlier('2025-09-28', 'target')] }),
      on('2025-09-30'),
    ],
  },
  {
    code: 'VT_ACTORS_UNREAD',
    class: 'needs-decision',
    fires: [vardtillfalleCase({}, { unread: ['care_form'] })],
    isQuiet: [vardtillfalleCase({ ready_at: '2025-09-20' }, { unread: ['care_form'] })],
  },
  {
    code: 'VT_WITHOUT_KOMMUN',
    class: 'needs-decision',
    fires: [vardtillfalleCase({ kommun: null })],
    isQuiet: [vardtillfalleCase({ kommun: null }, { unread: ['kommun_outside_region'] })],
  },
  {
    code: 'VT_WITHOUT_WARD',
    class: 'needs-decision',
    fires: [vardtillfalleCase({ unit: null })],
    isQuiet: [vardtillfalleCase({ unit: null, ready_at: '2025-09-29' })],
  },
  {
    code: 'VT_MOVED_TO_TARGET',
    class: 'moved-back',
    fires: [vardtillfalleCase({ ready_at: null }, { earlier: [earlier('2025-09-22', 'source')] })],
    isQuiet: [
      vardtillfalleCase(
        { ready_at: null },
        { earlier: [earlier('2025-09-22', 'target'), earlier('2025-09-25', 'discharged')] },
      ),
    ],
  },
  {
    code: 'VT_READY_IN_TIME',
    class: 'finish-in-prator',
    fires: [vardtillfalleCase({ ready_at: '2025-09-29T23:59' })],
    isQuiet: [vardtillfalleCase({ ready_at: '2025-09-30T00:00' })],
  },
  {
    code: 'VT_READY_LATER',
    class: 'start-in-lifecare',
    fires: [vardtillfalleCase({ ready_at: '2025-09-30T00:00' })],
    isQuiet: [vardtillfalleCase({ ready_at: null })],
  },
  {
    code: 'VT_NOT_READY',
    class: 'start-in-lifecare',
    fires: [vardtillfalleCase()],
    isQuiet: [vardtillfalleCase({ ready_at: '2025-10-03' })],
  },
];
