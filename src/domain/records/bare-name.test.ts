import { describe, expect, it } from 'vitest';
import { bareName } from './bare-name.ts';

describe('what a name says of who it is', () => {
  it.each([null, '****', 'XXXX XXXX', 'Skyddad identitet', 'Sekretess'])('is nothing: %s', (name) => {
    expect(bareName(name)).toBeNull();
  });

  it.each([
    ['Anna Ek', 'Anna Ek'],
    ['Anna Ek (sekr)', 'Anna Ek'],
    ['Öberg, Åsa SEKRETESS', 'Öberg, Åsa'],
  ])('%s is %s', (name, bare) => {
    expect(bareName(name)).toBe(bare);
  });
});
