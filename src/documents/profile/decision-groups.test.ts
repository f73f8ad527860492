import { describe, expect, it } from 'vitest';
import { idRanges } from './decision-groups.ts';

describe('numbers of lists', () => {
  it.each([
    [['AL-0001', 'AL-0002', 'AL-0003'], 'AL-0001–AL-0003'],
    [['AL-0012', 'AL-0001', 'AL-0002'], 'AL-0001–AL-0002, AL-0012'],
    [['AL-0009', 'AL-0010'], 'AL-0009–AL-0010'],
    [['AL-0001', 'KF-0002'], 'AL-0001, KF-0002'],
    [['AL-0001'], 'AL-0001'],
    [[], ''],
  ])('%j are told as %s', (ids, text) => {
    expect(idRanges(ids)).toBe(text);
  });
});
