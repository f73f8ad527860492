import { describe, expect, it } from 'vitest';
import { confirmAttested, type Evidence } from './confirmation.ts';
import type { MarkName } from '../answers/marks.ts';
import type { Tracked } from './tracking.ts';

const NOTHING_SHOWN: Evidence = {
  lastSeenOn: '2025-10-01',
  latestListOn: '2025-10-01',
  isClosedInList: false,
  messages: null,
  inTargetLists: null,
  extraMessageOn: new Map(),
};

function stateOf(mark: MarkName, evidence: Partial<Evidence>, step: string | null = null): string {
  const tracked: Tracked = {
    attestedClosedOn: null,
    decision: null,
    decisionBasis: null,
    reopened: null,
    notProtected: null,
    notProtectedBasis: null,
    attested: [{ mark, on: '2025-10-03', answer: step === null ? null : { step, column: 'x' } }],
  };
  return (
    confirmAttested(tracked, { ...NOTHING_SHOWN, ...evidence }, { source: 'A', target: 'B' })[0]?.confirmation
      .state ?? 'none'
  );
}

describe('confirmAttested', () => {
  it('waits for a later list before it says anything of a closing', () => {
    expect(stateOf('closed-in-prator', {})).toBe('awaited');
    expect(stateOf('closed-in-prator', { lastSeenOn: '2025-10-01', latestListOn: '2025-10-08' })).toBe(
      'confirmed',
    );
    expect(stateOf('closed-in-prator', { isClosedInList: true })).toBe('confirmed');
    expect(stateOf('closed-in-prator', { lastSeenOn: '2025-10-08', latestListOn: '2025-10-08' })).toBe(
      'contradicted',
    );
  });

  it('holds kvittens against the newest list of messages', () => {
    expect(stateOf('acknowledged', {})).toBe('awaited');
    expect(stateOf('acknowledged', { messages: { listOn: '2025-10-02', owed: 3, doubted: 0 } })).toBe(
      'awaited',
    );
    expect(stateOf('acknowledged', { messages: { listOn: '2025-10-08', owed: 0, doubted: 0 } })).toBe(
      'confirmed',
    );
    expect(stateOf('acknowledged', { messages: { listOn: '2025-10-08', owed: 1, doubted: 0 } })).toBe(
      'contradicted',
    );
    expect(stateOf('acknowledged', { messages: { listOn: '2025-10-08', owed: 0, doubted: 1 } })).toBe(
      'awaited',
    );
  });

  it('holds an Extrameddelande against that of the same actor', () => {
    const messages = { listOn: '2025-10-08', owed: 1, doubted: 0 };
    const extraMessageOn = new Map([['4a', '2025-10-02']] as const);
    expect(stateOf('extrameddelande-sent', { messages, extraMessageOn }, '4a')).toBe('confirmed');
    expect(stateOf('extrameddelande-sent', { messages, extraMessageOn }, '4b')).toBe('contradicted');
    expect(stateOf('extrameddelande-sent', { messages, extraMessageOn })).toBe('awaited');
    expect(stateOf('extrameddelande-sent', {}, '4a')).toBe('awaited');
  });

  it('holds what is begun in the target against the target’s own lists', () => {
    const there = { listOn: '2025-10-04', isThere: true, wasThere: true } as const;
    const absent = (listOn: string) => ({ inTargetLists: { listOn, isThere: false } });
    expect(stateOf('registered-in-lifecare', {})).toBe('not-in-lists');
    expect(stateOf('registered-in-lifecare', { inTargetLists: there })).toBe('confirmed');
    expect(stateOf('registered-in-lifecare', absent('2025-10-03'))).toBe('awaited');
    expect(stateOf('registered-in-lifecare', absent('2025-10-04'))).toBe('contradicted');
    expect(stateOf('answered-in-lifecare', { inTargetLists: there })).toBe('not-in-lists');
    expect(stateOf('answered-in-lifecare', absent('2025-10-04'))).toBe('contradicted');
  });

  it('says of what no list shows that no list does, and passes over notes', () => {
    expect(stateOf('answered-in-lifecare', {})).toBe('not-in-lists');
    expect(stateOf('note', {})).toBe('none');
  });
});
