import { describe, expect, it } from 'vitest';
import { isRehearsalListId, LIST_ID, listId, nextNumber } from './list-id.ts';

const LIVE = { isRehearsal: false, isGuarded: false };
const REHEARSAL = { isRehearsal: true, isGuarded: false };

describe('listId', () => {
  it.each([
    [listId('work', 5, LIVE), 'AL-0005'],
    [listId('conflicts', 31, LIVE), 'KF-0031'],
    [listId('work', 12_345, LIVE), 'AL-12345'],
    [listId('work', 5, REHEARSAL), 'OV-AL-0005'],
    [listId('conflicts', 31, REHEARSAL), 'OV-KF-0031'],
    [listId('work', 5, { ...LIVE, isGuarded: true }), 'AS-0005'],
    [listId('conflicts', 5, { ...REHEARSAL, isGuarded: true }), 'OV-KS-0005'],
  ])('%s', (id, expected) => {
    expect(id).toBe(expected);
    expect(LIST_ID.exec(`Lista: ${id}   ·   Ägare`)?.[0]).toBe(id);
  });
});

describe('the number of the next list', () => {
  const given = ['AL-0001', 'AL-0007', 'KF-0008', 'AS-0003', 'OV-AL-0002'];

  it('is after those of its own, whatever lists of protected persons there are', () => {
    expect(nextNumber(given, { isGuarded: false })).toBe(9);
    expect(nextNumber(given, { isGuarded: true })).toBe(4);
    expect(nextNumber([], { isGuarded: false })).toBe(1);
  });
});

describe('a number in a text', () => {
  it('is found whole: the number of a rehearsal is never read as one in earnest', () => {
    expect(LIST_ID.exec('ÖVNING – lista OV-AL-0005')?.[0]).toBe('OV-AL-0005');
    expect(LIST_ID.exec('ov-al-0005')?.[0]).toBe('ov-al-0005');
    expect(LIST_ID.exec('AL-5')).toBeNull();
    expect(LIST_ID.exec('KVAL-0005')).toBeNull();
  });
});

describe('isRehearsalListId', () => {
  it.each([
    ['OV-AL-0005', true],
    ['ov-kf-0001', true],
    ['AL-0005', false],
    ['KF-0001', false],
  ])('%s: %s', (id, expected) => {
    expect(isRehearsalListId(id)).toBe(expected);
  });
});
