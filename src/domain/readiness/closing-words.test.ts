import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANSWERED, type AnsweredData } from '../answers/answers.ts';
import { standingDecision } from '../classification/case-state.ts';
import { MARKED } from '../answers/by-hand.ts';
import { DECIDED, trackCases, type TrackedEvent } from '../tracking/tracking.ts';
import { UNDONE } from '../answers/undone.ts';
import { closingLog } from './closing-words.ts';

const DAYS = ['2025-10-01', '2025-10-02', '2025-10-03', '2025-10-06'];
const day = fc.constantFrom(...DAYS);
const caseId = fc.constantFrom('SIP-1', 'SIP-2', 'SIP-3');

const answered = (step: string, value: string | null): AnsweredData => ({
  return: 'R-1',
  returnedOn: '2025-10-06',
  worklist: 'AL-0001',
  listSeq: 0,
  token: 'S1-X',
  step,
  column: 'closedOn',
  baseline: null,
  value,
  by: null,
  on: null,
});

/** Marks, decisions and answers about some SIPs, on any day, some of them taken back. */
const events = fc
  .array(
    fc.oneof(
      fc.record({
        type: fc.constant(MARKED),
        caseId,
        effectiveOn: day,
        data: fc.record({ mark: fc.constantFrom('closed-in-prator', 'sip-moved'), note: fc.constant('') }),
      }),
      fc.record({
        type: fc.constant(DECIDED),
        caseId,
        effectiveOn: day,
        data: fc.record({ class: fc.constantFrom('closed', 'needs-decision'), reason: fc.constant('') }),
      }),
      fc.record({
        type: fc.constant(ANSWERED),
        caseId,
        effectiveOn: fc.constant('2025-10-06'),
        data: fc
          .tuple(fc.constantFrom('6', 'stada'), fc.option(day, { nil: null }))
          .map(([step, value]) => answered(step, value)),
      }),
      fc.record({
        type: fc.constant(UNDONE),
        caseId,
        effectiveOn: day,
        data: fc.record({
          seqs: fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }),
          return: fc.constant(null),
        }),
      }),
    ),
    { maxLength: 12 },
  )
  .map((some) =>
    some.map(({ data, ...event }, at): TrackedEvent => ({
      ...event,
      seq: at + 1,
      kind: 'sip',
      by: 'prov',
      data: JSON.stringify(data),
    })),
  );

describe('what people say is closed', () => {
  it('is on every day, whatever the list, what tracking says of that day', () => {
    fc.assert(
      fc.property(events, (log) => {
        const words = closingLog(log);
        for (const asOf of DAYS) {
          const trackedOf = trackCases(log, asOf);
          for (const listOn of DAYS.filter((list) => list <= asOf)) {
            const { attested, decided } = words.closedOn(asOf, listOn);
            for (const id of ['SIP-1', 'SIP-2', 'SIP-3']) {
              const { attestedClosedOn, decision } = trackedOf('sip', id);
              const isAttested = attestedClosedOn !== null && attestedClosedOn >= listOn;
              expect([asOf, listOn, id, attested.includes(id)]).toEqual([asOf, listOn, id, isAttested]);
              const isDecided = standingDecision({ decision, lastSeenOn: listOn })?.class === 'closed';
              expect([asOf, listOn, id, decided.includes(id)]).toEqual([asOf, listOn, id, isDecided]);
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('changes on no other day than those it names', () => {
    fc.assert(
      fc.property(events, (log) => {
        const { days, closedOn } = closingLog(log);
        const [listOn = ''] = DAYS;
        for (const [at, asOf] of DAYS.entries()) {
          const before = DAYS[at - 1];
          if (before === undefined || days.includes(asOf)) continue;
          expect(closedOn(asOf, listOn)).toEqual(closedOn(before, listOn));
        }
      }),
      { numRuns: 300 },
    );
  });
});
