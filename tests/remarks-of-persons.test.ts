import { beforeEach, describe, expect, it } from 'vitest';
import { csvText, emptyWorld, refusalOf, SIP_HEADERS, sipCells, takeIn } from './helpers/bad-input.ts';
import type { World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';

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
