import { describe, expect, it } from 'vitest';
import { compareSwedish } from './swedish-order.ts';

describe('Swedish order', () => {
  it('has å, ä and ö last, in that order, and looks past case and accents', () => {
    const words = ['Öbacka', 'Ågården', 'Ängen', 'zebra', 'Åsen', 'Eken', 'éken B', 'alen'];
    expect(words.toSorted(compareSwedish)).toEqual([
      'alen',
      'Eken',
      'éken B',
      'zebra',
      'Ågården',
      'Åsen',
      'Ängen',
      'Öbacka',
    ]);
  });

  it('is that of Intl for names like those of units', () => {
    const names = [
      'Hälsocentralen Linden Ånge',
      'Hälsocentralen Linden Örnsköldsvik',
      'Hemsjukvården Timrå',
      'Biståndsenheten Härnösand',
      'Biståndsenheten Ånge',
      'LSS-boendet Eken',
      'Avdelning 12',
      'Avdelning 2',
    ];
    expect(names.toSorted(compareSwedish)).toEqual(names.toSorted(new Intl.Collator('sv').compare));
  });

  it('tells names that differ in nothing but case apart, always the same way', () => {
    expect([compareSwedish('a', 'A'), compareSwedish('A', 'a'), compareSwedish('a', 'a')]).toEqual([
      1, -1, 0,
    ]);
  });
});
