import { describe, expect, it } from 'vitest';
import {
  PROFILE,
  sipCase,
  sipSubject,
  vardtillfalleCase,
  vardtillfalleSubject,
} from '../../classification/cases.test-help.ts';
import type { FactsOf } from '../../kinds/kinds.ts';
import type { MessagesSent } from '../subject.ts';
import { billing, invitation, summonsSent } from './evidence-facts.ts';

const SENT: MessagesSent = {
  listOn: '2025-09-29',
  readyNoticesAt: ['2025-09-27T12:05'],
  summonsAt: ['2025-09-28'],
};
const stay = (facts: Partial<FactsOf<'vardtillfalle'>>, messages: MessagesSent = SENT) => ({
  ...vardtillfalleSubject(vardtillfalleCase(facts)),
  messages: () => messages,
});

describe('what lists show of the days that the billing counts from', () => {
  it('is shown with its times of who is finished in the source, and says where a list has none', () => {
    expect(billing.value(stay({ ready_at: '2025-09-27T12:00' }), PROFILE)).toBe(
      'Utskrivningsklar 2025-09-27 12:00. Meddelande om utskrivningsklar: 2025-09-27 12:05. Utskriven: inte enligt listan.',
    );
    const none = { listOn: null, readyNoticesAt: [], summonsAt: [] };
    expect(billing.value(stay({ ready_at: '2025-09-27' }, none), PROFILE)).toBe(
      'Utskrivningsklar 2025-09-27 (klockslag saknas i listan). Meddelande om utskrivningsklar: ingen lista över meddelanden. Utskriven: inte enligt listan.',
    );
  });

  it('tells a notice to several units once', () => {
    const at = '2025-09-27T12:05';
    const told = billing.value(
      stay({ ready_at: '2025-09-27T12:00' }, { ...SENT, readyNoticesAt: [at, at, at] }),
      PROFILE,
    );
    expect(told?.match(/12:05/gu)).toHaveLength(1);
  });

  it('is shown of who has changed back to the source, and not of who has changed to the target', () => {
    const back = (moves: boolean) => {
      const one = stay({ ready_at: '2025-09-27T12:00' });
      return { ...one, moves, classification: { ...one.classification, class: 'moved-back' as const } };
    };
    expect(billing.value(back(false), PROFILE)).toContain('Utskrivningsklar 2025-09-27 12:00.');
    expect(billing.value(back(true), PROFILE)).toBeNull();
  });

  it('is not shown of who moves, or is not ready', () => {
    expect(billing.value(stay({ ready_at: '2025-10-03T12:00' }), PROFILE)).toBeNull();
    expect(billing.value(stay({ ready_at: null }), PROFILE)).toBeNull();
  });

  it('is withheld of who has refused consent', () => {
    expect(billing.value(stay({ ready_at: '2025-09-27T12:00', consent: 'no' }), PROFILE)).toMatch(
      /visas inte/u,
    );
  });
});

describe('what lists show of a kallelse', () => {
  it('is when it was sent, or that the list has none, of whoever is ready', () => {
    const ready = { ready_at: '2025-09-27T12:00' };
    expect(summonsSent.value(stay(ready), PROFILE)).toBe(
      'Utskrivningsklar 2025-09-27. Kallelse: 2025-09-28 (klockslag saknas i listan).',
    );
    expect(summonsSent.value(stay(ready, { ...SENT, summonsAt: [] }), PROFILE)).toBe(
      'Utskrivningsklar 2025-09-27. Kallelse: ingen i listan 2025-09-29.',
    );
    expect(summonsSent.value(stay({ ready_at: null }), PROFILE)).toBeNull();
  });
});

describe('a meeting on the days of the move', () => {
  it('has the neutral text of the region, and no other meeting has', () => {
    const sip = sipSubject(sipCase());
    expect(invitation.value({ ...sip, isMeetingInWindow: true }, PROFILE)).toMatch(
      /”Klicka här för att delta i ditt bokade SIP-möte”/u,
    );
    expect(invitation.value(sip, PROFILE)).toBeNull();
  });
});
