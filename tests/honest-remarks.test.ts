import { describe, expect, it } from 'vitest';
import { mentionOfProtection, titleProtects } from '../src/domain/kinds/protected-titles.ts';
import { speaksOfProtection } from '../src/domain/kinds/protection.ts';
import { CLINICAL_SENTENCES, HONEST_NOTES } from './helpers/clinical-sentences.ts';

describe('ordinary clinical Swedish', () => {
  it('is of two hundred sentences and more', () => {
    expect(new Set(CLINICAL_SENTENCES).size).toBe(CLINICAL_SENTENCES.length);
    expect(CLINICAL_SENTENCES.length).toBeGreaterThanOrEqual(200);
  });

  it.each(CLINICAL_SENTENCES)('protects nobody: %s', (text) => {
    expect([text, text.toUpperCase()].map(speaksOfProtection)).toEqual([false, false]);
    expect([titleProtects(text, false), mentionOfProtection(text)]).toEqual([false, null]);
  });

  it.each(HONEST_NOTES)('protects nobody where it stands above or below a list: %s', (text) => {
    expect([titleProtects(text, false), mentionOfProtection(text)?.isOfSomebody ?? false]).toEqual([
      false,
      false,
    ]);
  });
});
