import { describe, expect, it } from 'vitest';
import { cellsOf, openContent, refusal } from './temporary-file.test-help.ts';

const LIST = 'SIP-id;Namn\nS1;Anna Ek\nS2;Bo Ö\n';
const DBF = Buffer.concat([Buffer.from([0x30, 125, 10, 14, 2, 0, 0, 0]), Buffer.alloc(60)]);

const wide = (text: string, isBig: boolean): Buffer => {
  const bytes = Buffer.alloc(text.length * 4);
  for (const [at, letter] of Array.from(text).entries())
    bytes[isBig ? 'writeUInt32BE' : 'writeUInt32LE'](letter.codePointAt(0) ?? 0, at * 4);
  return bytes;
};
const swapped = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** What is said of a file, in one text. */
async function said(content: string | Uint8Array): Promise<string> {
  const { code, detail } = await refusal(content);
  return [code, ...Object.values(detail as Record<string, string>)].join(' ');
}

describe('a file of another program is called what it is', () => {
  it.each([
    ['XML with a root of its own', '<Vaults xmlns:a="b">\n <A/>\n</Vaults>', 'FILE_MARKUP'],
    ['XML after a mark', '\ufeff<Rader><Rad id="1"/></Rader>', 'FILE_MARKUP'],
    ['XML in UTF-16', Buffer.from('\ufeff<?xml version="1.0"?><a/>', 'utf16le'), 'FILE_MARKUP'],
    ['a page in UTF-16, the other way', swapped('\ufeff<html><table></table></html>'), 'FILE_MARKUP'],
    ['JSON of nothing', '{}\n', 'FILE_OTHER_FORMAT JSON'],
    ['JSON after a mark', '\ufeff[{"SIP-id": "S1"}]', 'FILE_OTHER_FORMAT JSON'],
    ['JSON in UTF-16', Buffer.from('\ufeff{"a": 1}', 'utf16le'), 'FILE_OTHER_FORMAT JSON'],
    ['UTF-32', wide(`\ufeff${LIST}`, false), 'FILE_OTHER_FORMAT text i UTF-32'],
    ['UTF-32, the other way', wide(`\ufeff${LIST}`, true), 'FILE_OTHER_FORMAT text i UTF-32'],
    ['UTF-32 without its mark', wide(LIST, false), 'FILE_OTHER_FORMAT text i UTF-32'],
    ['UTF-32 without its mark, the other way', wide(LIST, true), 'FILE_OTHER_FORMAT text i UTF-32'],
    ['bzip2', Buffer.from('BZh91AY&SY\u0001\u0002'), 'FILE_OTHER_FORMAT bzip2 (.bz2)'],
    ['xz', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 0, 4]), 'FILE_OTHER_FORMAT xz (.xz)'],
    ['dBase', DBF, 'FILE_OTHER_FORMAT dBase (.dbf)'],
    [
      'what Outlook packs',
      Buffer.from([0x78, 0x9f, 0x3e, 0x22, 1, 2]),
      'FILE_OTHER_FORMAT winmail.dat (bifogade filer ur Outlook)',
    ],
  ])('%s', async (_, content, expected) => {
    expect(await said(content)).toBe(expected);
  });

  it.each([
    ['headers between signs', '<SIP-id>;<Namn>\nS1;Anna Ek\n', ['<SIP-id>', '<Namn>']],
    ['headers in brackets', '[SIP-id];[Namn]\nS1;Anna Ek\n', ['[SIP-id]', '[Namn]']],
    ['headers that are numbers', '0;1\nS1;Anna Ek\n', ['0', '1']],
    ['a list in UTF-16', swapped(`\ufeff${LIST}`), ['SIP-id', 'Namn']],
  ])('and %s are read', async (_, content, first) => {
    expect((await cellsOf(await openContent(content)))[0]).toEqual(first);
  });
});
