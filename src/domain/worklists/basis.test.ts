import { describe, expect, it } from 'vitest';
import type { KindName } from '../records/kinds.ts';
import { basisOf, basisText } from './basis.ts';

const days = (known: Partial<Record<KindName, string>>) => (kind: KindName) => known[kind] ?? null;

describe('what a worklist rests on', () => {
  it('is the list of its rows, and those that decide about them, each once', () => {
    const listOn = days({ sip: '2025-09-29', vardtillfalle: '2025-09-29', meddelande: '2025-09-29' });
    expect(basisText(basisOf(['sip'], listOn))).toBe('SIP 2025-09-29, vårdtillfällen 2025-09-29.');
    expect(basisOf(['sip', 'vardtillfalle', 'meddelande'], listOn).map(({ kind }) => kind)).toEqual([
      'sip',
      'vardtillfalle',
      'meddelande',
    ]);
  });

  it('says when one list is older than another, and by how much', () => {
    const listOn = days({ vardtillfalle: '2025-10-08', meddelande: '2025-09-29' });
    expect(basisText(basisOf(['vardtillfalle'], listOn))).toBe(
      'vårdtillfällen 2025-10-08, meddelanden 2025-09-29. Obs: meddelanden är 9 dagar äldre än den nyaste listan.',
    );
    expect(basisText(basisOf(['sip'], days({ sip: '2025-10-07', vardtillfalle: '2025-10-08' })))).toContain(
      'SIP är 1 dag äldre',
    );
  });

  it('says when there is no list', () => {
    expect(basisText(basisOf(['patient'], days({ sip: '2025-09-15' })))).toBe(
      'patienter (ingen lista inläst), SIP 2025-09-15.',
    );
    expect(basisText(basisOf(['patient'], days({})))).toBe(
      'patienter (ingen lista inläst), SIP (ingen lista inläst).',
    );
  });
});
