import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWERED } from '../answers/answers.ts';
import { MARK_NAMES, MARKS, type MarkName } from '../answers/marks.ts';
import { MARKED } from '../answers/by-hand.ts';
import { DECIDED, trackCases, type TrackedEvent } from './tracking.ts';

const LATER = '2025-12-31';

function event(type: string, data: object, more: Partial<TrackedEvent> = {}): TrackedEvent {
  return {
    seq: 1,
    type,
    kind: 'sip',
    caseId: 'S-1',
    effectiveOn: '2025-10-02',
    by: 'Karin Ek',
    data: JSON.stringify(data),
    ...more,
  };
}

const marked = (mark: MarkName, more?: Partial<TrackedEvent>): TrackedEvent =>
  event(MARKED, { mark, note: '' }, more);
const decided = (className: string, more?: Partial<TrackedEvent>): TrackedEvent =>
  event(DECIDED, { class: className, reason: 'Enheten har svarat' }, more);

describe('trackCases', () => {
  it('knows nothing of a case that nobody has said anything of', () => {
    const nothing = { attestedClosedOn: null, decision: null };
    expect(trackCases([], LATER)('sip', 'S-1')).toMatchObject(nothing);
    expect(trackCases([marked('closed-in-prator')], LATER)('sip', 'S-2')).toMatchObject(nothing);
  });

  it('keeps the day of an attested closing', () => {
    expect(trackCases([marked('closed-in-prator')], LATER)('sip', 'S-1').attestedClosedOn).toBe('2025-10-02');
  });

  it.each(MARK_NAMES)('%s attests a closing only if the mark says so', (mark) => {
    const { attestedClosedOn } = trackCases([marked(mark)], LATER)('sip', 'S-1');
    expect(attestedClosedOn !== null).toBe(MARKS[mark].closesInSource);
  });

  it('takes an answer about a person, given under a SIP, for nothing that is said of the SIP', () => {
    const answered = (step: string, column: string): TrackedEvent =>
      event(ANSWERED, { step, column, value: '2025-09-29', worklist: 'W-1', row: 2 });
    const { attested } = trackCases([answered('1', 'registeredOn')], LATER)('sip', 'S-1');
    expect(attested).toEqual([]);
    const ofSip = trackCases([answered('6', 'createdInTarget')], LATER)('sip', 'S-1');
    expect(ofSip.attested).toMatchObject([{ mark: 'sip-created-in-lifecare' }]);
  });

  it('keeps a decision with who, when and why', () => {
    expect(trackCases([decided('closed')], LATER)('sip', 'S-1').decision).toMatchObject({
      class: 'closed',
      reason: 'Enheten har svarat',
      by: 'Karin Ek',
      on: '2025-10-02',
    });
  });

  it('lets the later decision win', () => {
    const events = [decided('closed'), decided('vardplan', { seq: 2, effectiveOn: '2025-10-04' })];
    expect(trackCases(events, LATER)('sip', 'S-1').decision).toMatchObject({
      class: 'vardplan',
      on: '2025-10-04',
    });
  });

  it('counts what holds by the day, and nothing after it', () => {
    const events = [
      decided('closed'),
      decided('vardplan', { effectiveOn: '2025-10-04' }),
      marked('closed-in-prator', { effectiveOn: '2025-10-05' }),
    ];
    const decisionOn = (asOf: string): string | undefined =>
      trackCases(events, asOf)('sip', 'S-1').decision?.class;
    expect(decisionOn('2025-10-01')).toBeUndefined();
    expect(decisionOn('2025-10-02')).toBe('closed');
    expect(decisionOn('2025-10-03')).toBe('closed');
    expect(decisionOn('2025-10-04')).toBe('vardplan');
    expect(trackCases(events, '2025-10-04')('sip', 'S-1').attestedClosedOn).toBeNull();
    expect(trackCases(events, '2025-10-05')('sip', 'S-1').attestedClosedOn).toBe('2025-10-05');
  });

  it('keeps an attested closing and a decision side by side', () => {
    const both = { attestedClosedOn: '2025-10-02', decision: { class: 'vardplan' } };
    const [decision, closing] = [decided('vardplan'), marked('closed-in-prator')];
    expect(trackCases([decision, closing], LATER)('sip', 'S-1')).toMatchObject(both);
    expect(trackCases([closing, decision], LATER)('sip', 'S-1')).toMatchObject(both);
  });

  it('keeps cases of the same id and another kind apart', () => {
    const track = trackCases([marked('closed-in-prator', { kind: 'vardtillfalle' })], LATER);
    expect(track('vardtillfalle', 'S-1').attestedClosedOn).toBe('2025-10-02');
    expect(track('sip', 'S-1').attestedClosedOn).toBeNull();
  });

  it('passes over events of no case and of other types', () => {
    const events = [
      marked('closed-in-prator', { kind: null }),
      marked('closed-in-prator', { caseId: null }),
      event('imported', { mark: 'closed-in-prator', class: 'closed' }),
    ];
    expect(trackCases(events, LATER)('sip', 'S-1')).toMatchObject({ attestedClosedOn: null, decision: null });
  });

  it('gives the same for a case, whatever is said of others and between', () => {
    const about = fc.record({
      caseId: fc.constantFrom('S-1', 'S-2', 'S-3', '__proto__'),
      effectiveOn: fc.constantFrom('2025-10-01', '2025-10-02', '2025-10-03'),
    });
    const anyEvent = fc.oneof(
      fc.tuple(fc.constantFrom(...MARK_NAMES), about).map(([mark, more]) => marked(mark, more)),
      fc.tuple(fc.constantFrom('closed', 'vardplan'), about).map(([name, more]) => decided(name, more)),
    );
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        for (const caseId of ['S-1', 'S-2', '__proto__']) {
          const own = events.filter((one) => one.caseId === caseId && one.effectiveOn <= '2025-10-02');
          expect(trackCases(events, '2025-10-02')('sip', caseId)).toEqual(
            trackCases(own, LATER)('sip', caseId),
          );
        }
      }),
    );
  });
});
