import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { KIND_NAMES, type KindName } from '../kinds/kinds.ts';
import { resolveColumns, type Mapping } from '../mapping/mapping.ts';
import { watchMarks } from './mark-columns.ts';

/** What is told of a column of these values, beside those of a list of SIPs, and whether it is asked about. */
function marksOf(
  header: string,
  values: readonly string[],
  mapping: Mapping | null = null,
  kind: KindName = 'sip',
) {
  const columns = resolveColumns(kind, ['SIP-id', 'Personnummer', header], PROFILE, mapping);
  const watch = watchMarks(columns, mapping);
  for (const value of values) watch.look(['SIP-1', '', value]);
  return { told: watch.found().map(({ detail }) => detail), asked: watch.mayProtect() };
}

describe('a column that nobody reads', () => {
  it.each<readonly [readonly string[], string]>([
    [['', 'S', ''], '”S” på 1 rad'],
    [['*', '', '*', ''], '”*” på 2 rader'],
    [['0', '1', '0', '0'], '”0” på 3 rader, ”1” på 1 rad'],
    [['Nej', 'Ja', 'Nej'], '”Nej” på 2 rader, ”Ja” på 1 rad'],
    [[' ', 'SEK', 'ABE'], 'annat på 2 rader'],
  ])('that marks some of the rows %j is told with its values', (values, told) => {
    expect(marksOf('Flagga', values)).toEqual({ told: [told], asked: [] });
  });

  it.each<readonly [string, readonly string[]]>([
    ['the same on every row', ['X', 'X', 'X']],
    ['nothing', ['', ' ', '']],
    ['words', ['Hemsjukvård', '', '']],
    ['as many signs as codes have', ['A', 'B', 'C', 'D', 'E']],
  ])('with %s is not', (_what, values) => {
    expect(marksOf('Flagga', values)).toEqual({ told: [], asked: [] });
  });
});

describe('a column whose header may be of protection', () => {
  const said = { kind: 'sip', columns: { is_protected: [] }, values: {} } as const;

  it.each(['Sek', 'Skyd', 'Secr', 'Kval', 'Skydad', 'Sekrtess', 'Skm', 'SP', 'S'])(
    'is asked about where anything below it is marked: %s',
    (header) => {
      for (const values of [
        ['', 'X', ''],
        ['X', 'X', 'X'],
        ['Nej', 'J'],
        ['-', '1', '0'],
      ])
        expect(marksOf(header, values).asked).toEqual([header]);
    },
  );

  it('is asked about whatever stands there, but for headers that are short for much: those have marks', () => {
    for (const values of [['2026-01-01', '', ''], ['t.o.m. årsskiftet'], ['A', 'B', 'C', 'D', 'E', 'F']]) {
      expect(marksOf('Skyd', values).asked).toEqual(['Skyd']);
      expect(marksOf('SP', ['Hemsjukvården', ...values]).asked).toEqual([]);
    }
  });

  it('is nothing where none but blanks, dashes and clear no stand there', () => {
    for (const header of ['Sek', 'Skydad', 'SP'])
      expect(marksOf(header, ['', ' ', '-', '–', 'Nej', 'N', '0', 'ej skyddad']).asked).toEqual([]);
  });

  it('is asked about by a no, where that is what protects', () => {
    expect(marksOf('Får lämnas ut', ['Ja', 'Nej', 'Ja']).asked).toEqual(['Får lämnas ut']);
    expect(marksOf('Får lämnas ut', ['Ja', '', '-', 'J']).asked).toEqual([]);
  });

  it('is what somebody has said', () => {
    for (const header of ['Sek', 'Skydad', 'SP']) {
      expect(marksOf(header, ['', 'X', ''], said).asked).toEqual([]);
      const unit = { ...said, columns: { unit: header } };
      expect(marksOf(header, ['', 'X', ''], unit).asked).toEqual([]);
    }
  });

  it('is of no person in a list of units, and is asked about in every other', () => {
    expect(marksOf('Sek', ['X'], null, 'enhet').asked).toEqual([]);
    for (const kind of KIND_NAMES.filter((name) => name !== 'enhet'))
      expect(marksOf('Sek', ['X'], null, kind).asked).toEqual(['Sek']);
  });

  it('is another than one of something else', () => {
    for (const header of ['Skola', 'SVP', 'Status 2', 'Område', 'Sektion'])
      expect(marksOf(header, ['', 'X', '']).asked).toEqual([]);
  });
});
