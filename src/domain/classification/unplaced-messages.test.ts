import { describe, expect, it } from 'vitest';
import { openUnplaced, type UnplacedMessage } from './unplaced-messages.ts';

const MESSAGE: UnplacedMessage = {
  fromUnit: 'Avd 1',
  toUnit: 'Biståndsenheten',
  sentAt: '2025-09-20T10:00',
};
const STAY = { unit: 'avd 1', halsocentral: 'HC Granen', admitted_at: '2025-09-20T12:00' };
const perhaps = (
  message: Partial<UnplacedMessage>,
  stay: Partial<typeof STAY | Record<keyof typeof STAY, null>> = {},
) => openUnplaced([{ ...MESSAGE, ...message }])({ ...STAY, ...stay });

describe('a message without a case', () => {
  it('may be of a vårdtillfälle whose ward or hälsocentral has sent or got it', () => {
    expect(perhaps({})).toBe(1);
    expect(perhaps({ fromUnit: 'Biståndsenheten', toUnit: 'AVD 1' })).toBe(1);
    expect(perhaps({ fromUnit: 'HC Granen' })).toBe(1);
    expect(perhaps({ fromUnit: 'Avd 2' })).toBe(0);
  });

  it('may be of any where nobody can say whose it is', () => {
    expect(perhaps({ fromUnit: null, toUnit: null })).toBe(1);
    expect(perhaps({ fromUnit: 'Avd 2' }, { unit: null })).toBe(1);
  });

  it('is of none that began after it was sent', () => {
    expect(perhaps({ sentAt: '2025-09-19T23:00' })).toBe(0);
    expect(perhaps({ sentAt: '2025-09-19T23:00' }, { admitted_at: null })).toBe(1);
    expect(perhaps({ sentAt: null })).toBe(1);
  });

  it('is not there where every message has its case', () => {
    expect(openUnplaced([])(STAY)).toBe(0);
  });
});
