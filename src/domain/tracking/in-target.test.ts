import { describe, expect, it } from 'vitest';
import { isInTarget } from '../classification/in-target.ts';
import { inTargetBy } from './in-target.ts';

const said = (mark: Parameters<typeof inTargetBy>[0][number]['mark'], on: string) => ({ mark, on });
const REGISTERED = said('registered-in-lifecare', '2025-09-30');
const list = (listOn: string, isThere: boolean) => ({ listOn, isThere });

describe('what says that a case is in the target system', () => {
  it('is a person’s word, from the first day that it is given for', () => {
    const words = [said('answered-in-lifecare', '2025-10-01'), REGISTERED];
    const expected = { since: '2025-09-30', standing: 'attested', listOn: null };
    expect(inTargetBy(words, null)).toEqual(expected);
    expect(inTargetBy(words.toReversed(), null)).toEqual(expected);
  });

  it('is nothing, where nobody says so or it is finished there', () => {
    expect(inTargetBy([said('extrameddelande-sent', '2025-09-30')], null)).toBeNull();
    expect(inTargetBy([REGISTERED, said('closed-in-lifecare', '2025-10-02')], null)).toBeNull();
    expect(inTargetBy([], list('2025-10-02', false))).toBeNull();
  });

  it('is a list of the target system, which confirms the word or says it alone', () => {
    expect(inTargetBy([REGISTERED], list('2025-10-02', true))?.standing).toBe('confirmed');
    expect(inTargetBy([], list('2025-10-02', true))).toEqual({
      since: '2025-10-02',
      standing: 'listed',
      listOn: '2025-10-02',
    });
  });

  it('is contradicted by a later list that has it not, and not by one of the same day or before', () => {
    const contradicted = inTargetBy([REGISTERED], list('2025-10-01', false));
    expect(contradicted?.standing).toBe('contradicted');
    expect(isInTarget(contradicted)).toBe(false);
    expect(inTargetBy([REGISTERED], list('2025-09-30', false))?.standing).toBe('attested');
  });

  it('is a list that has it still, after a person’s word that it is finished there', () => {
    const words = [REGISTERED, said('closed-in-lifecare', '2025-10-02')];
    expect(inTargetBy(words, list('2025-10-02', true))).toBeNull();
    expect(inTargetBy(words, list('2025-10-03', true))?.standing).toBe('confirmed');
  });

  it('is nothing, and no contradiction, where the list has it as finished', () => {
    const finished = { listOn: '2025-10-02', isThere: false, wasThere: true } as const;
    expect(inTargetBy([REGISTERED], finished)).toBeNull();
    expect(inTargetBy([], finished)).toBeNull();
  });

  it('is unclear by rows that may be of it, where nobody has said so and no list can', () => {
    const unclear = { listOn: '2025-10-02', why: ['status-unread'] } as const;
    expect(inTargetBy([], null, unclear)).toEqual({ since: '2025-10-02', standing: 'unclear', ...unclear });
    expect(inTargetBy([REGISTERED], null, unclear)?.standing).toBe('attested');
    expect(inTargetBy([], list('2025-10-02', true), unclear)?.standing).toBe('listed');
  });
});
