import { describe, expect, it } from 'vitest';
import { CellMarks, isInkOfPaper } from './xlsx-marks.ts';
import { RuleMarks } from './xlsx-rules.ts';
import { hiddenByFormat, hidesAll } from './xlsx-values.ts';
import { XmlReader } from './xml-reader.ts';

function marksOf(xml: string, says: readonly boolean[]) {
  const marks = new CellMarks();
  const rules = new RuleMarks({ styles: [], rules: says.map((one) => ({ says: one })) }, marks);
  const reader = new XmlReader({
    open: (name, attributes) => {
      rules.open(name, attributes);
    },
    text: (text) => {
      rules.text(text);
    },
    close: (name) => {
      rules.close(name);
    },
  });
  reader.push(`<worksheet>${xml}</worksheet>`);
  reader.finish();
  return marks.list();
}

describe('a rule for how cells look', () => {
  it('is told by the first cell of each of its areas, where its format says anything', () => {
    const rule = '<conditionalFormatting sqref="P5:P6 A9"><cfRule dxfId="1"/></conditionalFormatting>';
    expect(marksOf(rule, [false, true])).toEqual([
      { kind: 'rule', row: 5, column: 16 },
      { kind: 'rule', row: 9, column: 1 },
    ]);
    expect(marksOf(rule, [true, false])).toEqual([]);
  });

  it('is told where it carries its format itself', () => {
    const newer = (format: string) =>
      `<extLst><ext><x14:conditionalFormattings><x14:conditionalFormatting><x14:cfRule><x14:dxf><font>${format}</font></x14:dxf></x14:cfRule><xm:sqref>Q7</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>`;
    expect(marksOf(newer('<strike/>'), [])).toEqual([{ kind: 'rule', row: 7, column: 17 }]);
    expect(marksOf(newer('<strike val="0"/>'), [])).toEqual([]);
    expect(marksOf(newer('<b/>'), [])).toEqual([]);
  });
});

describe('a number format', () => {
  it.each<[string, string | null]>([
    [';;;', 'above below zero text'],
    ['"";"";"";""', 'above below zero text'],
    ['[Red]; ;', 'above below zero'],
    ['0;;', 'below zero'],
    ['0;-0;;@', 'zero'],
    ['@', null],
    ['yyyy-mm-dd', null],
    ['General', null],
    ['0.00_ ;[Red]\\-0.00\\ ', null],
    ['#,##0.00" kr";-#,##0.00" kr"', null],
  ])('%s prints nothing of: %s', (format, hidden) => {
    const hides = hiddenByFormat(format);
    const names = ['above', 'below', 'zero'].filter((_, at) => hides?.number[at] === true);
    expect(hides === null ? null : [...names, ...(hides.text ? ['text'] : [])].join(' ')).toBe(hidden);
    expect(hidesAll(format)).toBe(hidden?.startsWith('above below zero') === true);
  });
});

describe('ink', () => {
  it.each<[string | null, string | null, boolean]>([
    ['FFF9DB', 'FFF9DB', true],
    ['FFFFFF', null, true],
    ['theme 0', null, true],
    ['theme 0', 'FFF9DB', false],
    ['000000', null, false],
    [null, null, false],
  ])('%s on %s is not seen: %s', (ink, fill, isHidden) => {
    expect(isInkOfPaper(ink, { fill })).toBe(isHidden);
  });
});
