import { describe, expect, it } from 'vitest';
import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import { isRefusal } from '../../domain/guessing/choose-kind.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Mapping } from '../../domain/mapping/mapping.ts';
import { kindOfHead } from './look-for-unread.ts';

/** Headers that nobody knows as they stand, and of which it is sure what they mean. */
const HEADERS = ['Medde lande id', 'Ären de', 'Medde lande typ', 'Skick at', 'Kvitt erat'];
const ROWS = Array.from({ length: 12 }, (_none, at) => ({
  row: at + 2,
  cells: [
    `M-${1000 + at}`,
    `VT-${500 + at}`,
    at % 2 === 0 ? 'Inskrivningsmeddelande' : 'Utskrivningsmeddelande',
    `2025-09-${10 + at} 09:00`,
    `2025-09-${10 + at} 10:30`,
  ],
}));

interface Said {
  readonly said?: KindName;
  readonly file?: string;
  readonly mapping?: Mapping;
}
function kindIn({ said, file = 'uttag.csv', mapping }: Said): string {
  const of = { said: said ?? null, mapping: mapping ?? null, profile: PROFILE, texts: [file] };
  const found = kindOfHead(HEADERS, ROWS, of);
  return isRefusal(found) ? found.code : found.kind;
}

describe('the kind of a list with headers that nobody knows', () => {
  it('is what a mapping would surely be proposed for', () => {
    expect(kindIn({})).toBe('meddelande');
    expect(kindIn({ said: 'meddelande' })).toBe('meddelande');
  });

  it('is not told where the list may be of either system, unless somebody says', () => {
    const file = `uttag för ${PROFILE.target}.csv`;
    expect(kindIn({ file })).toBe('KIND_NOT_FOUND');
    expect(kindIn({ file, said: 'meddelande' })).toBe('meddelande');
  });

  it('is not looked for beside a mapping: what that lacks is asked for, and it is not passed over', () => {
    const mapping = { kind: 'meddelande', columns: { case_id: 'Ären de' }, values: {} } as const;
    expect(kindIn({ said: 'meddelande', mapping })).toBe('ID_COLUMN_MISSING');
  });
});
