import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { resolveColumns, type Mapping } from '../mapping/mapping.ts';
import { watchMarks } from './mark-columns.ts';

/** What is told of a column of these values, beside those of a list of SIPs. */
function marksOf(header: string, values: readonly string[], mapping: Mapping | null = null) {
  const columns = resolveColumns('sip', ['SIP-id', 'Personnummer', header], PROFILE, mapping);
  const watch = watchMarks(columns, mapping);
  for (const value of values) watch.look(['SIP-1', '', value]);
  return watch.found().map(({ detail, mayProtect }) => [detail, mayProtect]);
}

describe('a column that nobody reads', () => {
  it.each<readonly [readonly string[], string]>([
    [['', 'S', ''], '”S” på 1 rad'],
    [['*', '', '*', ''], '”*” på 2 rader'],
    [['0', '1', '0', '0'], '”0” på 3 rader, ”1” på 1 rad'],
    [['Nej', 'Ja', 'Nej'], '”Nej” på 2 rader, ”Ja” på 1 rad'],
    [[' ', 'SEK', 'ABE'], 'annat på 2 rader'],
  ])('that marks some of the rows %j is told with its values', (values, told) => {
    expect(marksOf('Flagga', values)).toEqual([[told, false]]);
  });

  it.each<readonly [string, readonly string[]]>([
    ['the same on every row', ['X', 'X', 'X']],
    ['nothing', ['', ' ', '']],
    ['words', ['Hemsjukvård', '', '']],
    ['as many signs as codes have', ['A', 'B', 'C', 'D', 'E']],
  ])('with %s is not', (_what, values) => {
    expect(marksOf('Flagga', values)).toEqual([]);
  });

  it('under a header that may be short for protection, may protect until somebody has said', () => {
    for (const header of ['Skm', 'SP', 'SK', 'sm', 'SF', 'S'])
      expect(marksOf(header, ['', 'X', ''])).toEqual([['”X” på 1 rad', true]]);
    for (const header of ['Skola', 'SVP', 'Status 2', 'Område'])
      expect(marksOf(header, ['', 'X', ''])).toEqual([['”X” på 1 rad', false]]);
    const said = { kind: 'sip', columns: { is_protected: [] }, values: {} } as const;
    expect(marksOf('Skm', ['', 'X', ''], said)).toEqual([['”X” på 1 rad', false]]);
  });
});
