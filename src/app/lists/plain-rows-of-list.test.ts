import { expect, it } from 'vitest';
import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import { resolveColumns } from '../../domain/mapping/mapping.ts';
import { plainRowsOf } from './plain-rows-of-list.ts';
import type { RecognisedList } from './recognise-list.ts';

const HEADERS = [
  'SIP-id',
  'Personnummer',
  'Namn',
  'Kommun',
  'Samordningsansvar',
  'Planform',
  'Status',
  'Startad',
];

it.each([
  ['is a heading where nothing points at a person', ['', '', '', 'Timrå'], true],
  ['is somebody whose name it has', ['', '', 'Märta Nordström', 'Timrå'], false],
  ['is somebody of whose number a figure is gone', ['', '1925068-9822', '', 'Timrå'], false],
])('a row without an id %s', (_what, cells, isNote) => {
  const columns = resolveColumns('sip', HEADERS, PROFILE, null);
  const list = { columns, headerRow: 1, headers: HEADERS, head: [], parts: [] };
  const plainRow = plainRowsOf(list as unknown as RecognisedList, PROFILE);
  const row = HEADERS.map((_header, at) => cells[at] ?? '');
  expect(plainRow(2, row)).toEqual(isNote ? expect.objectContaining({ isNote }) : null);
});
