import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { csvText, emptyWorld, refusalOf, SIP_HEADERS, sipCells, takeIn } from './helpers/bad-input.ts';
import type { World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** Remarks that say a word of protection beside somebody's surname alone. */
const REMARKS = [
  'Sekretess råder för Nyström',
  'Nyström får ej lämnas ut',
  'Nyström hotad',
  'Nyström är anonym',
  'Skyddad adress Nyström',
  'Nyströms uppgifter får inte spridas',
  'Enligt OSL råder sekretess för Nyström',
];
/** Those that are of somebody by their words, whoever it is. */
const OF_SOMEBODY = ['Nyström hotad', 'Skyddad adress Nyström'];

const listOf = (name: string, { remark = '', foot = '' }): string =>
  csvText([
    [...SIP_HEADERS, 'Anmärkning'],
    [...sipCells({ 'SIP-id': 'SIP-1' }), ''],
    [...sipCells({ 'SIP-id': 'SIP-2', Personnummer: '19380612-9809', Namn: name }), remark],
    ...(foot === '' ? [] : [[foot]]),
  ]);

let world: World;
beforeEach(async () => {
  world = await emptyWorld();
});

describe.each(REMARKS)('a remark: %s', (text) => {
  it('protects the person on whose row it stands, and nobody else; it is told', async () => {
    const { file } = await takeIn(listOf('Björn Nyström', { remark: text }), { world });
    expect(file.findings.map(({ code }) => code)).toContain('PROTECTION_ELSEWHERE');
    expect(rowsOf(world, 'SELECT key, is_protected AS protects FROM sip ORDER BY key')).toEqual([
      { key: 'SIP-1', protects: 0 },
      { key: 'SIP-2', protects: 1 },
    ]);
  });

  it.each(['Björn Nyström', 'NYSTRÖM, BJÖRN', 'Maj-Lis Nyström'])(
    'refuses the list that it stands below, where somebody is called so: %s',
    async (name) => {
      expect(await refusalOf(listOf(name, { foot: text }), { world })).toMatchObject({
        code: 'PROTECTION_UNPLACED',
      });
    },
  );

  it('is a remark where nobody in the list is', async () => {
    if (OF_SOMEBODY.includes(text)) return;
    const { file } = await takeIn(listOf('Björn Nyberg', { foot: text }), { world });
    expect(file.findings.map(({ code }) => code)).toContain('ROW_IS_NOTE');
    expect(rowsOf(world, 'SELECT key FROM sip WHERE is_protected = 1')).toEqual([]);
  });
});

describe('a sheet that is no list', () => {
  const bookWith = async (name: string, remark: string): Promise<Uint8Array> => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('Lista').addRows([[...SIP_HEADERS], sipCells({ Namn: name })]);
    book.addWorksheet('Info').addRows([['Om listan'], [remark]]);
    return new Uint8Array(await book.xlsx.writeBuffer());
  };
  const where = async () => ({
    name: 'sip-2025-09-15.xlsx',
    world: await emptyWorld({ readerProcess: await workbookReader() }),
  });

  it.each(REMARKS)('refuses the list whose persons it names, and says where: %s', async (text) => {
    for (const name of ['Björn Nyström', 'Nyström-Berg, Maj']) {
      const { code, message } = await refusalOf(await bookWith(name, text), await where());
      expect([code, message]).toEqual(['PROTECTION_UNPLACED', expect.stringContaining('bladet Info')]);
    }
  });

  it('is passed over where it names nobody of the list', async () => {
    for (const text of ['Sekretess råder för Nyström', 'Sekretess råder enligt OSL 25 kap. 1 §']) {
      const { file } = await takeIn(await bookWith('Björn Nyberg', text), await where());
      expect(file.findings.map(({ code }) => code)).toContain('SHEET_PASSED_OVER');
    }
  });
});

describe('a list with its surnames in a column of their own', () => {
  it('is refused by a remark below it just so', async () => {
    const text = csvText([
      [...SIP_HEADERS, 'Efternamn'],
      [...sipCells({ Namn: '' }), 'Nyström'],
      ['Sekretess råder för Nyström'],
    ]);
    expect(await refusalOf(text, { world })).toMatchObject({ code: 'PROTECTION_UNPLACED' });
  });
});

describe('what staff are called', () => {
  it('protects nobody: a secretary by a role, and whoever is called Skydd', async () => {
    const text = csvText([
      [...SIP_HEADERS, 'Befattning', 'Handläggare'],
      [...sipCells({ 'Samordningsansvarig roll': 'Sekr.' }), 'sekr', 'Eva Skydd'],
    ]);
    await takeIn(text, { world });
    expect(rowsOf(world, 'SELECT key FROM sip WHERE is_protected = 1')).toEqual([]);
  });

  it('is no word of theirs elsewhere', async () => {
    const text = csvText([
      [...SIP_HEADERS, 'Kod', 'Handläggare'],
      [...sipCells({ 'SIP-id': 'SIP-1' }), 'Sekr.', ''],
      [...sipCells({ 'SIP-id': 'SIP-2', Personnummer: '19380612-9809' }), '', 'Har skydd'],
    ]);
    await takeIn(text, { world });
    expect(rowsOf(world, 'SELECT key FROM sip WHERE is_protected = 1')).toHaveLength(2);
  });
});
