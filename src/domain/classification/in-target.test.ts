import { describe, expect, it } from 'vitest';
import { inTargetText, isInTarget } from './in-target.ts';

describe('what says that a case is in the target system', () => {
  it('is said with its standing', () => {
    expect(
      inTargetText({ since: '2025-09-30', standing: 'attested', listOn: null }, 'startat', 'Lifecare SP'),
    ).toBe('är intygat startat i Lifecare SP 2025-09-30 (ännu inte bekräftat av något uttag därifrån)');
    expect(
      inTargetText(
        { since: '2025-10-02', standing: 'listed', listOn: '2025-10-02' },
        'startat',
        'Lifecare SP',
      ),
    ).toBe('finns i uttaget från Lifecare SP 2025-10-02');
    const unclear = {
      since: '2025-10-02',
      standing: 'unclear',
      listOn: '2025-10-02',
      why: ['status-unread', 'status-unread', 'day-ahead'],
    } as const;
    expect(inTargetText(unclear, 'startat', 'Lifecare SP')).toBe(
      'har kanske en rad i uttaget från Lifecare SP 2025-10-02, som inte räknas (status går inte att läsa; en dag ligger efter uttagets egen)',
    );
    expect(isInTarget(unclear)).toBe(false);
  });
});
