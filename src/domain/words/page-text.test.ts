import { describe, expect, it } from 'vitest';
import { partsOfPageText } from './page-text.ts';

describe('the head or foot of a page', () => {
  it.each<[string, readonly string[]]>([
    [
      '&LLista AL-0002&RGranen · klart senast 2025-10-10',
      ['Lista AL-0002', 'Granen · klart senast 2025-10-10'],
    ],
    // As LibreOffice and Excel write the same.
    ['&L&"Arial,Fet"&10ÖVNING&"Arial,Normal" · Lista&R&K000000Granen', ['ÖVNING · Lista', 'Granen']],
    ['&L&BÖVNING&B · Lista', ['ÖVNING · Lista']],
    ['&RSida &P av &N', []],
    ['&CPage &P of &N', []],
    ['&C&A', []],
    ['', []],
    ['&CÅÄÖ', ['ÅÄÖ']],
    ['&CMor && barn', ['Mor & barn']],
    ['&C&G', ['▣']],
  ])('%j says %j', (written, parts) => {
    expect(partsOfPageText(written)).toEqual(parts);
  });
});
