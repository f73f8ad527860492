import { describe, expect, it } from 'vitest';
import { helpRequest, type OwedMessage } from './help-request.ts';

const message = (own: Partial<OwedMessage> = {}): OwedMessage => ({
  ...{ reference: 'M1-X', personId: '19380101-9805', name: 'Anna Larsson', birthYear: 1938 },
  ...own,
});
const request = (messages: readonly OwedMessage[]): string =>
  helpRequest({
    ...{ to: 'central IT, ärende i Självservice', unit: 'Granen', contact: null, source: 'Prator', messages },
  });

describe('the request for help of a unit', () => {
  it('is one text with each patient once, as "A Larsson, född 1938", and never the number', () => {
    const text = request([
      message(),
      message({ reference: 'M2-V' }),
      message({ reference: 'M3-T', personId: 'x', name: 'Bo Ek', birthYear: 1940 }),
    ]);
    expect(text).toBe(
      'Till central IT, ärende i Självservice.\nHjälp att kvittera i Prator.\nEnhet: Granen\nPatienter:\n- A Larsson, född 1938 (2 meddelanden)\n- B Ek, född 1940',
    );
    expect(text).not.toContain('9805');
  });

  it('tells two who would be called the same apart by reference', () => {
    const text = request([message(), message({ reference: 'M2-V', personId: 'another' })]);
    expect(text).toContain('- A Larsson, född 1938 (M1-X)\n- A Larsson, född 1938 (M2-V)');
  });

  it('keeps messages apart that nobody knows whose they are', () => {
    const unknown = { personId: null, name: null, birthYear: null };
    const text = request([message(unknown), message({ ...unknown, reference: 'M2-V' })]);
    expect(text).toContain('- Patient okänd, född okänt år (M1-X)\n- Patient okänd, född okänt år (M2-V)');
  });
});
