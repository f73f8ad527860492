import { describe, expect, it } from 'vitest';
import { otherFormatOf } from './zip-formats.ts';

describe('a zip that is a document of another program', () => {
  it.each([
    [['mimetype', 'content.xml'], 'OpenDocument (.ods)'],
    [['xl/workbook.bin'], 'Excel binär arbetsbok (.xlsb)'],
    [['index/document.iwa', 'index/tables/tile.iwa'], 'Apple Numbers (.numbers)'],
    [['index/document.iwa', 'index/tables/tile.iwa', 'index/slide-12-2.iwa'], 'Apple Keynote (.key)'],
    [
      ['index/document.iwa', 'index/calculationengine.iwa'],
      'Apple Numbers, Pages eller Keynote (.numbers, .pages, .key)',
    ],
    [['[content_types].xml', 'visio/document.xml'], 'Visio (.vsdx)'],
    [['[content_types].xml', 'word/document.xml', 'word/embeddings/a.xlsx'], 'Word (.docx)'],
  ])('%j is of %s', (parts, format) => {
    expect(otherFormatOf(parts)).toBe(format);
  });

  it.each([[['[content_types].xml', 'xl/workbook.xml']], [['index.html', 'slides/a.txt']], [[]]])(
    '%j is none that is known',
    (parts) => {
      expect(otherFormatOf(parts)).toBeNull();
    },
  );
});
