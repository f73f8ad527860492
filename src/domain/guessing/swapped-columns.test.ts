import { describe, expect, it } from 'vitest';
import { KINDS } from '../kinds/kinds.ts';
import { namesThatAreUnits } from './swapped-columns.ts';

const columns = {
  columns: [
    {
      field: KINDS.sip.fields.find(({ name }) => name === 'name') ?? KINDS.sip.fields[0],
      header: 'Namn',
      index: 1,
    },
  ],
};
const rows = (...names: readonly string[]): readonly (readonly string[])[] =>
  names.map((name) => ['S-1', name]);

describe('a column of names', () => {
  it('that holds units has changed places with another', () => {
    expect(namesThatAreUnits(columns, rows('Biståndsenheten Ånge', 'Avd 3', 'Anna Ek', ''))).toBe('Namn');
  });

  it.each([
    { names: ['Anna Ek', 'Björn Nyström', 'Biståndsenheten Ånge'] },
    { names: ['', ''] },
    { names: [] },
    { names: ['Vera Enhedal', 'Avdo Ek'] },
  ])('of $names has not', ({ names }) => {
    expect(namesThatAreUnits(columns, rows(...names))).toBeNull();
  });

  it('of a list that has units under their own header too has not', () => {
    const unit = KINDS.sip.fields.find(({ type }) => type === 'unit') ?? KINDS.sip.fields[0];
    const both = { columns: [...columns.columns, { field: unit, header: 'Enhet', index: 2 }] };
    expect(namesThatAreUnits(both, [['S-1', 'Avd 3', 'Avd 3']])).toBeNull();
    expect(namesThatAreUnits(both, [['S-1', 'Avd 3', 'Anna Ek']])).toBe('Namn');
  });
});
