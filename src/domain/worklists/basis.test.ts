import { describe, expect, it } from 'vitest';
import type { KindName } from '../kinds/kinds.ts';
import { basisOf, basisText } from './basis.ts';

const NAMES = { source: 'Prator', target: 'Lifecare SP' };
const days = (known: Partial<Record<KindName, string>>) => (kind: KindName) => known[kind] ?? null;

describe('what a worklist rests on', () => {
  it('is the list of its rows, and those that decide about them, each once', () => {
    const listOn = days({ sip: '2025-09-29', vardtillfalle: '2025-09-29', meddelande: '2025-09-29' });
    expect(basisText(basisOf([{ kind: 'sip' }], listOn), NAMES)).toBe(
      'SIP 2025-09-29, vårdtillfällen 2025-09-29.',
    );
    expect(
      basisOf([{ kind: 'sip' }, { kind: 'vardtillfalle' }, { kind: 'meddelande' }], listOn).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['sip', 'vardtillfalle', 'meddelande']);
  });

  it('says when one list is older than another, and by how much', () => {
    const listOn = days({ vardtillfalle: '2025-10-08', meddelande: '2025-09-29' });
    expect(basisText(basisOf([{ kind: 'vardtillfalle' }], listOn), NAMES)).toBe(
      'vårdtillfällen 2025-10-08, meddelanden 2025-09-29. Obs: meddelanden är 9 dagar äldre än den nyaste listan.',
    );
    expect(
      basisText(basisOf([{ kind: 'sip' }], days({ sip: '2025-10-07', vardtillfalle: '2025-10-08' })), NAMES),
    ).toContain('SIP är 1 dag äldre');
  });

  it('is the list of the target system too, where the two are held against each other', () => {
    const listOn = days({ sip: '2025-10-08', vardtillfalle: '2025-10-08', lcsp_sip: '2025-10-08' });
    expect(basisText(basisOf([{ kind: 'sip', comparesSystems: true }], listOn), NAMES)).toBe(
      'SIP 2025-10-08, vårdtillfällen 2025-10-08, SIP i Lifecare SP 2025-10-08.',
    );
  });

  it('calls the target system by its name in the profile', () => {
    const entry = [{ kind: 'lcsp_sip', exportedOn: '2026-03-02' }] as const;
    expect(basisText(entry, { source: 'Meddix', target: 'Cosmic Link' })).toBe(
      'SIP i Cosmic Link 2026-03-02.',
    );
  });

  it('says when there is no list', () => {
    expect(basisText(basisOf([{ kind: 'patient' }], days({ sip: '2025-09-15' })), NAMES)).toBe(
      'patienter (ingen lista inläst), SIP 2025-09-15.',
    );
    expect(basisText(basisOf([{ kind: 'patient' }], days({})), NAMES)).toBe(
      'patienter (ingen lista inläst), SIP (ingen lista inläst).',
    );
    expect(basisText([], NAMES)).toBe('inga listor.');
  });
});
