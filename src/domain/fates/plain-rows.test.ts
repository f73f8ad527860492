import { describe, expect, it } from 'vitest';
import { openPlainRows } from './plain-rows.ts';

const plainRow = openPlainRows({
  headerRow: 3,
  headers: ['SIP-id', 'Kommun', 'Enhet'],
  idColumn: { index: 0, header: 'SIP-id' },
  footerOf: ([first]) => (first === 'Antal' ? { count: 2 } : null),
});

describe('a row that holds no case', () => {
  it('is blank where no cell says anything, also above the header', () => {
    expect(plainRow(9, ['', ' ', ''])?.fate).toBe('blank');
    expect(plainRow(1, [''])?.fate).toBe('blank');
  });

  it('is a title down to the header, and never below it', () => {
    expect(plainRow(1, ['SIP', 'x', 'y'])?.fate).toBe('title');
    expect(plainRow(3, ['SIP-id', 'Kommun', 'Enhet'])?.fate).toBe('title');
    expect(plainRow(4, ['SIP', 'x', 'y'])).toBeNull();
  });

  it('is a title where it is the header again, whole', () => {
    expect(plainRow(8, ['SIP-id', 'KOMMUN ', 'enhet'])?.fate).toBe('title');
    expect(plainRow(8, ['SIP-id', 'Kommun', 'Sund'])).toBeNull();
    expect(plainRow(8, ['S-1', 'Kommun', 'Enhet'])).toBeNull();
  });

  it('is a footer where it says so and little else; its count is told', () => {
    expect(plainRow(8, ['Antal', '2', ''])).toEqual({ fate: 'footer', count: 2 });
    expect(plainRow(8, ['Antal', 'x', 'y'])).toBeNull();
    expect(plainRow(8, ['S-1', '', ''])).toBeNull();
  });
});
