import { expect, it } from 'vitest';
import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { resolveColumns } from '../../domain/mapping/mapping.ts';
import type { Register } from '../../register/file/register.ts';
import { openReading } from './read-records.ts';
import type { RecognisedList } from './recognise-list.ts';

/** What a thread that reads ahead is told of a list; null where none may. */
function orderOf(kind: KindName, headers: readonly string[], more: Partial<RecognisedList> = {}) {
  const columns = resolveColumns(kind, headers, PROFILE, null);
  const list = { columns, mapping: null, mending: null, exportedOn: '2024-09-15', parts: [], ...more };
  return openReading(
    { db: {}, profile: PROFILE } as unknown as Register,
    { asOf: '2025-09-29', path: 'lista.csv' },
    list as unknown as RecognisedList,
    { onStandIn: () => undefined, rowNow: () => 2 },
  ).order;
}

const SIPS = ['SIP-id', 'Personnummer', 'Namn', 'Kommun', 'Status'];

it('a thread that reads ahead is told the day of the list, and its year', () => {
  expect(orderOf('sip', SIPS)?.settings).toMatchObject({ exportedOn: '2024-09-15', year: 2024 });
});

it('what somebody has mended is read when it is its turn: its cells are released first', () => {
  const of = { fileName: 'sip.csv', sha256: '' };
  expect(orderOf('sip', SIPS, { mending: { of, original: null, rowColumn: 0 } })).toBeNull();
});
