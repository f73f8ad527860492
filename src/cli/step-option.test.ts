import { describe, expect, it } from 'vitest';
import { PROFILE } from '../domain/classification/cases.test-help.ts';
import { stepOption } from './step-option.ts';

describe('--step', () => {
  it.each([
    ['6', ['6']],
    ['4A', ['4a']],
    [' kvittera ', ['kvittera']],
    ['Samordnade vårdplaner (inte SIP)', ['vardplan']],
  ])('%s is one list', (written, steps) => {
    expect(stepOption(written, PROFILE)).toEqual(steps);
  });

  it.each([
    ['2', ['2-somatik', '2-psykiatri']],
    ['3', ['3-primarvard', '3-psykiatri']],
    ['4', ['4a', '4b']],
  ])('%s, the number of the plan, is every list of that step', (written, steps) => {
    expect(stepOption(written, PROFILE)).toEqual(steps);
  });

  it.each(['9', '4c', 'steg', ''])('%j is none, and nothing is guessed', (written) => {
    expect(() => stepOption(written, PROFILE)).toThrow(
      expect.objectContaining({ code: 'VALUE_UNKNOWN' }) as Error,
    );
  });
});
