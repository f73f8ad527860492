import { describe, expect, it } from 'vitest';
import type { IdentityState } from '../records/record-reader.ts';
import { isAttestedClosed, isGone, isIdentityUnfit, standingDecision, type Decision } from './case-state.ts';
import { sipCase } from './cases.test-help.ts';

describe('isGone', () => {
  it('a later list of the kind does not have the case', () => {
    expect(isGone(sipCase({}, { lastSeenOn: '2025-04-15', latestListOn: '2025-09-15' }))).toBe(true);
    expect(isGone(sipCase({}, { lastSeenOn: '2025-09-15', latestListOn: '2025-09-15' }))).toBe(false);
  });
});

describe('isAttestedClosed', () => {
  it.each([
    ['nobody attested', null, false],
    ['attested after the list', '2025-10-03', true],
    ['attested the day of the list', '2025-09-29', true],
    ['a list taken out later shows it again', '2025-09-28', false],
  ])('%s', (_, attestedClosedOn, isClosed) => {
    expect(isAttestedClosed(sipCase({}, { attestedClosedOn, lastSeenOn: '2025-09-29' }))).toBe(isClosed);
  });
});

describe('standingDecision', () => {
  const decided = (name: Decision['class'], on: string): Decision => ({
    class: name,
    reason: 'Sedd i Prator',
    by: 'Projektledaren',
    on,
  });

  it.each([
    ['closed, the day after the list', decided('closed', '2025-09-30'), true],
    ['closed, the day of the list', decided('closed', '2025-09-29'), true],
    ['closed, and a list taken out later has it', decided('closed', '2025-09-28'), false],
    ['not current, and a list taken out later has it', decided('close-not-current', '2025-09-28'), true],
    [
      'to be moved, and a list taken out later has it',
      decided('move-outside-vardtillfalle', '2025-09-28'),
      true,
    ],
  ])('%s', (_, decision, stands) => {
    expect(standingDecision({ decision, lastSeenOn: '2025-09-29' })).toBe(stands ? decision : null);
  });
});

describe('isIdentityUnfit', () => {
  const states: Readonly<Record<IdentityState, boolean>> = {
    ok: false,
    reserve: false,
    'century-guessed': false,
    ambiguous: false,
    missing: true,
    'damaged-by-excel': true,
    'check-digit': true,
    'impossible-date': true,
    'unknown-form': true,
    'control-characters': true,
  };

  it.each(Object.entries(states) as [IdentityState, boolean][])('%s: %s', (identity, isUnfit) => {
    expect(isIdentityUnfit(sipCase({}, { identity }))).toBe(isUnfit);
  });

  it('a kind without persons has no unfit identity', () => {
    expect(isIdentityUnfit(sipCase({}, { identity: null }))).toBe(false);
  });
});
