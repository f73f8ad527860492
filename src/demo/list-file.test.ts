import { describe, expect, it } from 'vitest';
import { encode, writeList } from './list-file.ts';

const SWEDISH = 'Prator – Pågående SIP: Örnsköldsvik, Ånge, Härnösand';

describe('encode', () => {
  it.each(['utf-8', 'utf-16le'] as const)('writes %s that decodes to the same text', (encoding) => {
    expect(new TextDecoder(encoding, { fatal: true }).decode(encode(SWEDISH, encoding))).toBe(SWEDISH);
  });

  it('writes one byte for every letter of Swedish in Windows-1252', () => {
    const bytes = encode(SWEDISH, 'windows-1252');
    expect(bytes).toHaveLength(SWEDISH.length);
    expect(new TextDecoder('latin1').decode(bytes).slice(9)).toBe(SWEDISH.slice(9));
  });

  it('puts a byte order mark first where one belongs', () => {
    expect([...encode('Å', 'utf-8-bom')]).toEqual([0xef, 0xbb, 0xbf, 0xc3, 0x85]);
    expect([...encode('Å', 'utf-16le')]).toEqual([0xff, 0xfe, 0xc5, 0x00]);
    expect([...encode('Å–', 'windows-1252')]).toEqual([0xc5, 0x96]);
  });

  it('refuses what Windows-1252 cannot hold instead of writing a question mark', () => {
    expect(() => encode('Łódź', 'windows-1252')).toThrow(/U\+141/);
  });
});

describe('writeList', () => {
  it('quotes a value only when the delimiter stands in it', () => {
    const { bytes } = writeList(
      'x.csv',
      { encoding: 'utf-8', delimiter: ',' },
      ['A', 'B'],
      [['natt, dag', 'c;d']],
    );
    expect(new TextDecoder().decode(bytes)).toBe('A,B\r\n"natt, dag",c;d\r\n');
  });

  it('puts title rows above the header and the footer last', () => {
    const form = {
      encoding: 'utf-8',
      delimiter: ';',
      titleRows: ['Titel', 'Uttag 2025-09-15'],
      footer: 'Antal: 1',
    } as const;
    const { bytes } = writeList('x.csv', form, ['A'], [['1']]);
    expect(new TextDecoder().decode(bytes)).toBe('Titel\r\nUttag 2025-09-15;;;\r\nA\r\n1\r\nAntal: 1\r\n');
  });
});
