import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { World } from './helpers/cli.ts';
import { handOutOne, openList, returnFile, type OpenList } from './helpers/filled-lists.ts';
import { emptyRegister, importSips } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** What a person would read on the screen or on paper of a list, and no answer is read from: told of, never what it says. */
const DAY = '2025-10-06';
const ONE = 'S1-G';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: OpenList;
beforeAll(async () => {
  readerProcess = await workbookReader();
});
beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-15', [{ id: 'SIP-1' }]);
  list = await openList((await handOutOne(world, DAY, 'ut', '--step', '6')).path);
});

const returned = async () => {
  await list.book.xlsx.writeFile(join(world.cwd, 'svar.xlsx'));
  return returnFile(world, DAY, 'svar.xlsx');
};
const cellOf = (header: string) => list.sheet.getRow(list.rowOf(ONE)).getCell(list.columnOf(header));
const PARTIES = 'Alla parter klara';

it('is nothing in a list as it was handed out, opened and saved', async () => {
  expect(await returned()).toMatchObject({ rejected: [], warnings: [], ignoredColumns: [] });
});

describe('something else', () => {
  it.each<[string, string, () => void]>([
    [
      'in the head of its pages',
      'sidhuvudet',
      () =>
        (list.sheet.headerFooter.oddHeader = `${list.sheet.headerFooter.oddHeader ?? ''}&CGäller inte än`),
    ],
    [
      'in the foot of the first page',
      'sidhuvudet',
      () => (list.sheet.headerFooter.firstFooter = '&LGäller inte'),
    ],
    ['as the name of its sheet', 'bladets namn', () => (list.sheet.name = 'Gäller ej')],
    ['as the name of an empty sheet', 'bladets namn', () => list.book.addWorksheet('SIP-1 gäller inte')],
    [
      'where a cell is filled in',
      'dataverifiering',
      () =>
        (cellOf(PARTIES).dataValidation = {
          type: 'list',
          formulae: ['"Ja,Nej"'],
          prompt: 'Gäller inte SIP-1',
          showInputMessage: true,
        }),
    ],
    [
      'where a wrong answer is given',
      'dataverifiering',
      () =>
        (cellOf(PARTIES).dataValidation = {
          type: 'list',
          formulae: ['"Ja,Nej"'],
          error: 'Gäller inte SIP-1',
          showErrorMessage: true,
        }),
    ],
    [
      'by a rule that strikes through',
      'villkorsstyrd',
      () => {
        const style = { font: { strike: true } };
        list.sheet.addConditionalFormatting({
          ref: cellOf(PARTIES).address,
          rules: [{ type: 'expression', priority: 9, formulae: ['TRUE'], style }],
        });
      },
    ],
    [
      'by a rule that prints words',
      'villkorsstyrd',
      () => {
        const style = { numFmt: '@" gäller inte"' };
        list.sheet.addConditionalFormatting({
          ref: cellOf(PARTIES).address,
          rules: [{ type: 'expression', priority: 9, formulae: ['TRUE'], style }],
        });
      },
    ],
  ])('%s is told of', async (_, told, write) => {
    write();
    const { warnings, rejected } = await returned();
    expect([warnings.length, rejected]).toEqual([1, []]);
    expect(warnings[0]?.reason).toContain(told);
    expect(JSON.stringify(warnings)).not.toMatch(/gäller/iu);
  });

  it.each<[string, object]>([
    ['a number format prints nothing of it', { numFmt: ';;;' }],
    ['it has the colour of its paper', { font: { color: { argb: 'FFFFF9DB' } } }],
  ])('an answer that nobody sees, since %s, is told of', async (_, look) => {
    const cell = cellOf(PARTIES);
    cell.value = 'Nej';
    cell.style = { ...cell.style, ...look };
    const { warnings } = await returned();
    expect(warnings.map(({ reason }) => reason).join()).toContain('syns inte');
  });

  it('an answer that is crossed out by its border is one that is struck through', async () => {
    const cell = cellOf(PARTIES);
    cell.value = 'Nej';
    cell.style = { ...cell.style, border: { diagonal: { up: true, style: 'thin' } } };
    expect((await returned()).rejected.map(({ reason }) => reason).join()).toContain('överstruket');
  });

  it('is not the name that a program gives a sheet', async () => {
    list.book.addWorksheet('Blad1');
    expect((await returned()).warnings).toEqual([]);
  });
});
