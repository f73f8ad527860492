import { expect, it } from 'vitest';
import type { Taken } from '../../domain/fates/row-fate.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';
import type { Register } from '../../register/file/register.ts';
import type { RecognisedList } from './recognise-list.ts';
import { openRowsOfNobody } from './rows-of-nobody.ts';

/** What of a list is noted: rows as they are settled, each protected or not. */
function notedOf(
  kind: KindName,
  rows: readonly (Pick<Taken, 'fate' | 'otherRow'> & { readonly isProtected: boolean })[],
): readonly unknown[] {
  const noted: unknown[] = [];
  const run = (_sourceNo: number, row: number): void => void noted.push(row);
  const register = { db: { prepare: () => ({ run }) } } as unknown as Register;
  const { settle } = openRowsOfNobody(register, { columns: { kind } } as RecognisedList, 1);
  for (const [at, { isProtected, ...taken }] of rows.entries()) {
    const values = kindOf(kind).fields.map(({ name }) => (name === 'is_protected' && isProtected ? 1 : null));
    settle(at + 2, { values, personKey: null, identity: null } as unknown as RecordRead, taken as Taken);
  }
  return noted;
}

const FIRST = { fate: 'new', otherRow: null } as const;
const AGAINST_IT = { fate: 'rejected', otherRow: 2 } as const;

it('of rows that contradict each other, each that protects its person is noted, and no other', () => {
  const [yes, no] = [{ isProtected: true }, { isProtected: false }];
  expect(
    notedOf('sip', [
      { ...FIRST, ...yes },
      { ...AGAINST_IT, ...no },
    ]),
  ).toEqual([2]);
  expect(
    notedOf('sip', [
      { ...FIRST, ...no },
      { ...AGAINST_IT, ...yes },
    ]),
  ).toEqual([3]);
  expect(
    notedOf('sip', [
      { ...FIRST, ...no },
      { ...AGAINST_IT, ...no },
    ]),
  ).toEqual([]);
});

it('a row that became a case is its case, and is not noted beside it', () => {
  expect(notedOf('sip', [{ ...FIRST, isProtected: true }])).toEqual([]);
});

it('a row of the target is of nobody whom names tell: its list keeps none', () => {
  const rows = [
    { ...FIRST, isProtected: true },
    { ...AGAINST_IT, isProtected: false },
  ];
  expect(notedOf('lcsp_patient', rows)).toEqual([]);
});

it('is noted with the name and the kommun that it says, by which its person is met in other lists', () => {
  const noted: unknown[] = [];
  const register = {
    db: { prepare: () => ({ run: (...row: readonly unknown[]) => void noted.push(row) }) },
  } as unknown as Register;
  const { refuse } = openRowsOfNobody(register, { columns: { kind: 'sip' } } as RecognisedList, 1);
  const said: Record<string, unknown> = { is_protected: 1, name: 'Åsa Öberg', kommun: '2262' };
  const values = kindOf('sip').fields.map(({ name }) => said[name] ?? null);
  refuse(4, { values, personKey: null, identity: null } as unknown as RecordRead);
  expect(noted).toEqual([[1, 4, null, null, 'Åsa Öberg', '2262']]);
});
