import { describe, expect, it } from 'vitest';
import { FINDINGS } from './finding-catalogue.ts';
import {
  adviceOf,
  helperColumns,
  isOwnNote,
  mendingTitle,
  NAMING_A_ROW,
  originalRow,
  readMendingTitle,
  withoutHelpers,
} from './mending-list.ts';

const SHA = 'a1'.repeat(32);

describe('the title of a Rättningslista', () => {
  it.each(['prator-sip-2025-09-15.csv', 'lista (2).xlsx', 'SIP åäö.csv'])(
    'is read back for %s',
    (fileName) => {
      const title = mendingTitle({ fileName, sha256: SHA });
      expect(readMendingTitle([title, '', ' '])).toEqual({ fileName, sha256: SHA });
      expect(readMendingTitle([title.normalize('NFD')])).toEqual({
        fileName: fileName.normalize('NFC'),
        sha256: SHA,
      });
    },
  );

  it('is nothing else', () => {
    for (const cells of [['Prator - Pågående SIP'], ['Rättningslista till x.csv'], [], ['']]) {
      expect(readMendingTitle(cells)).toBeNull();
    }
    expect(readMendingTitle([mendingTitle({ fileName: 'x', sha256: SHA }), 'mer'])).toBeNull();
    expect(readMendingTitle([mendingTitle({ fileName: 'x\u001b[31m', sha256: SHA })])).toBeNull();
  });
});

describe('the helper columns', () => {
  it('are found without regard to case, and left out of the headers', () => {
    const headers = ['rad', ' ATT RÄTTA ', 'SIP-id', 'Rad'];
    expect(helperColumns(headers)).toEqual({ row: 0, advice: 1 });
    expect(withoutHelpers(headers)).toEqual(['', '', 'SIP-id', 'Rad']);
  });

  it('may be gone', () => {
    expect(helperColumns(['SIP-id'])).toEqual({ row: -1, advice: -1 });
    expect(withoutHelpers(['SIP-id'])).toEqual(['SIP-id']);
  });
});

describe('originalRow', () => {
  it.each([
    ['17', 17],
    [' 17 ', 17],
    ['17.0', 17],
    ['', null],
    ['0', null],
    ['sjutton', null],
    ['-1', null],
    [undefined, null],
  ])('of %j is %j', (text, row) => {
    expect(originalRow(text)).toBe(row);
  });
});

describe('a note on a cell', () => {
  it('is the list’s own where it begins as a finding does', () => {
    const systems = { source: 'Prator', target: 'Lifecare SP' };
    for (const code of NAMING_A_ROW) expect(isOwnNote(adviceOf(code, '7', systems))).toBe(true);
    for (const text of ['', 'Eva: Kommun saknas', 'Skyddad identitet']) expect(isOwnNote(text)).toBe(false);
  });
});

describe('adviceOf', () => {
  it('says what is wrong and what to do', () => {
    expect(adviceOf('SAME_ID_OTHER_CONTENT', '7', { source: 'Prator', target: 'Lifecare SP' })).toBe(
      'Samma id står på flera rader med olika innehåll (rad 7). Ingen av dem vinner; ärendet är kvar och behöver beslut. ' +
        'Se efter i Prator vilken rad som gäller, ta bort den andra och läs in listan igen.',
    );
  });

  it('names another row only in findings that have a place for it', () => {
    for (const code of NAMING_A_ROW) expect(FINDINGS[code].summary).toContain('rad {}');
  });
});
