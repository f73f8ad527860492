import { describe, expect, it } from 'vitest';
import { reopeningOf, reopeningText, type Sighting } from './reopening.ts';

const SEEN_AGAIN: Sighting = {
  listOn: '2025-10-08',
  listBeforeOn: '2025-09-15',
  lastSeenOn: '2025-09-15',
  attestedClosedOn: null,
  isClosedInList: false,
};

describe('a case that a list has again', () => {
  it('is not reopened when the list before had it and nobody said it was closed', () => {
    expect(reopeningOf(SEEN_AGAIN)).toBeNull();
  });

  it('is not reopened by the first list', () => {
    expect(reopeningOf({ ...SEEN_AGAIN, listBeforeOn: null })).toBeNull();
  });

  it('is reopened when the list before did not have it', () => {
    const reopening = reopeningOf({ ...SEEN_AGAIN, lastSeenOn: '2025-04-28' });
    expect(reopening).toEqual({ goneFrom: '2025-09-15', attestedClosedOn: null });
    expect(reopening === null ? '' : reopeningText(reopening)).toBe('var borta ur uttaget 2025-09-15');
  });

  it('is reopened when it was attested closed after it was last seen', () => {
    const reopening = reopeningOf({ ...SEEN_AGAIN, attestedClosedOn: '2025-10-03' });
    expect(reopening).toEqual({ goneFrom: null, attestedClosedOn: '2025-10-03' });
    expect(reopening === null ? '' : reopeningText(reopening)).toBe('intygades avslutat 2025-10-03');
  });

  it('is told both when both are so', () => {
    const reopening = reopeningOf({
      ...SEEN_AGAIN,
      lastSeenOn: '2025-04-28',
      attestedClosedOn: '2025-05-02',
    });
    expect(reopening === null ? '' : reopeningText(reopening)).toBe(
      'var borta ur uttaget 2025-09-15 och intygades avslutat 2025-05-02',
    );
  });

  it.each([
    ['an attestation of the list’s own day', { attestedClosedOn: '2025-10-08' }],
    ['an attestation that an earlier list already went against', { attestedClosedOn: '2025-09-01' }],
    ['a list that says it is closed', { lastSeenOn: '2025-04-28', isClosedInList: true }],
  ])('is not reopened by %s', (_what, facts) => {
    expect(reopeningOf({ ...SEEN_AGAIN, ...facts })).toBeNull();
  });
});
