import { describe, expect, it } from 'vitest';
import type { Finding, FindingGroup } from '../../domain/validation/finding-catalogue.ts';
import { importedText, type ImportedList } from './import-text.ts';
import type { Paint } from '../kit/paint.ts';

const plain = (text: string): string => text;
const PLAIN: Paint = { bold: plain, dim: plain, good: plain, bad: plain, notice: plain };

function told(...groups: readonly FindingGroup[]): readonly string[] {
  const list: ImportedList = {
    file: 'lista.xlsx',
    kindLabel: 'SIP',
    exportedOn: '2025-09-15',
    systems: { source: 'Prator', target: 'Lifecare SP' },
    encoding: 'xlsx',
    delimiter: null,
    rows: 0,
    fates: {
      new: 0,
      changed: 0,
      unchanged: 0,
      duplicate: 0,
      rejected: 0,
      excluded: 0,
      blank: 0,
      title: 0,
      footer: 0,
    },
    findings: groups,
    gone: 0,
    goneUnexplained: [],
    alreadyImportedAt: null,
    held: null,
    waitsFor: 0,
    perKommun: [],
    mending: null,
  };
  const [, , , ...lines] = importedText(list, PLAIN, 80).split('\n');
  return lines.map((line) => line.trim());
}

const finding = (more: Partial<Finding>): Finding => ({
  code: 'DATE_NOT_UNDERSTOOD',
  severity: 'warning',
  row: null,
  column: null,
  detail: null,
  ...more,
});

describe('what an import says of its findings', () => {
  it('names the column and the rows, a header of several lines on one', () => {
    const column = 'Utskrivnings-\ndatum';
    const first = [finding({ row: 9, column }), finding({ row: 12, column })];
    expect(told({ code: 'DATE_NOT_UNDERSTOOD', severity: 'warning', column, count: 2, first })).toEqual([
      'OBS   Datumet går inte att läsa. Datum skrivs ÅÅÅÅ-MM-DD. (2 st)',
      'Utskrivnings- datum: rad 9, 12',
      'Rätta cellen, eller ta ut listan med datum som ÅÅÅÅ-MM-DD.',
    ]);
  });

  it('names in the sentence what the list itself lacks', () => {
    const first = ['Möte', 'Planform'].map((column) =>
      finding({ code: 'COLUMN_MISSING', column, detail: column }),
    );
    expect(told({ code: 'COLUMN_MISSING', severity: 'warning', column: null, count: 2, first })[0]).toBe(
      'OBS   Listan saknar kolumnen Möte, Planform. (2 st)',
    );
  });

  it('says of many rows how many more there are', () => {
    const code = 'DATES_OUT_OF_ORDER';
    const first = [finding({ code, row: 4, column: 'Utskriven', detail: '2025-09-02 före 2025-09-03' })];
    expect(told({ code, severity: 'warning', column: 'Utskriven', count: 30, first }).slice(0, 2)).toEqual([
      'OBS   Datumen kommer i fel ordning: … (30 st)',
      'Utskriven: rad 4 och 29 till (alla med --json)',
    ]);
  });
});
