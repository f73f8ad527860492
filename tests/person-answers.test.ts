import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgangDone, overgangJson, type World } from './helpers/cli.ts';
import {
  fill,
  filledCopy,
  handOutOne,
  openList,
  returnFile,
  type HandedOutList,
} from './helpers/filled-lists.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** Anna has two SIPs, Ulla one; neither is on a list of patients when step 1 is handed out. */
const BOTH = [
  { id: 'SIP-1', pnr: PNR.anna },
  { id: 'SIP-2', pnr: PNR.anna },
  { id: 'SIP-3', pnr: PNR.ulla },
];
const DONE = { Status: 'Klar', 'Registrerad i Lifecare SP': new Date('2025-09-03') };

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: HandedOutList;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-01', BOTH);
  list = await stepOne('2025-09-02', 'ut');
});

const stepOne = (day: string, folder: string): Promise<HandedOutList> =>
  handOutOne(world, day, folder, '--step', '1');

async function importPatients(day: string): Promise<void> {
  const header =
    'Personnummer;Namn;Kommun;Boendeform;Hemsjukvårdsenhet;Vistelseadress;Närstående finns;Listad hälsocentral;Skyddade personuppgifter';
  const row = (pnr: string): string => `${pnr};Märta Nordström;Timrå;Särskilt boende;;;Nej;;Nej`;
  const file = `patienter-${day}.csv`;
  writeFileSync(join(world.cwd, file), `${[header, row(PNR.anna), row(PNR.ulla)].join('\n')}\n`);
  await overgangDone(['import', '--whole', file, '--as', 'patient', '--as-of', day], world);
}

/** How each row of step 1 is answered, by the day of the next hand-out. */
async function statusesOn(day: string): Promise<readonly unknown[]> {
  const handed = await stepOne(day, `ut-${day}`);
  const { sheet, tokens, rowOf, columnOf } = await openList(handed.path);
  return tokens.map((token) => sheet.getRow(rowOf(token)).getCell(columnOf('Status')).value);
}

const progressOn = async (day: string): Promise<object | undefined> =>
  (await overgangJson<{ steps: object[] }>(['status', '--step', '1', '--as-of', day], world)).steps[0];

describe('answers about a person who was known only from a SIP', () => {
  it('are the person’s when that SIP closes, and when the list of patients comes', async () => {
    const open = await openList(list.path);
    expect(open.tokens).toEqual(['S1-G', 'S3-J']);
    fill(open, { 'S1-G': DONE, 'S3-J': DONE });
    await open.book.xlsx.writeFile(join(world.cwd, 'klar.xlsx'));
    expect(await returnFile(world, '2025-09-04', 'klar.xlsx')).toMatchObject({ applied: 4, rejected: [] });
    expect(await statusesOn('2025-09-04')).toEqual(['Klar', 'Klar']);

    await importSips(world, '2025-09-15', BOTH.slice(1));
    expect(await statusesOn('2025-09-16')).toEqual(['Klar', 'Klar']);
    expect(await progressOn('2025-09-16')).toMatchObject({ planned: 2, attested: 2, notDone: 0 });

    await importPatients('2025-09-17');
    expect(await statusesOn('2025-09-17')).toEqual(['Klar', 'Klar']);
    expect(await progressOn('2025-09-17')).toMatchObject({ planned: 2, attested: 2, notDone: 0 });
    // On the spot, for a day that no kept classes hold for, as well.
    expect(await progressOn('2025-09-16')).toMatchObject({ planned: 2, attested: 2, notDone: 0 });
  });

  it('given under two names contradict each other, and are settled under one', async () => {
    await filledCopy(list.path, join(world.cwd, 'a.xlsx'), { 'S3-J': { Status: 'Klar' } });
    await returnFile(world, '2025-09-04', 'a.xlsx');
    await filledCopy(list.path, join(world.cwd, 'b.xlsx'), { 'S3-J': { Status: 'Inte aktuell' } });
    await importPatients('2025-09-17');
    expect(await returnFile(world, '2025-09-18', 'b.xlsx')).toMatchObject({
      applied: 0,
      conflicts: [{ column: 'Status' }],
    });
    const { conflictLists } = await overgangJson<{ conflictLists: { path: string; rows: number }[] }>(
      ['return', '--conflicts', 'konflikter', '--as-of', '2025-09-18'],
      world,
    );
    expect(conflictLists.map(({ rows }) => rows)).toEqual([1]);
    const open = await openList(conflictLists[0]?.path ?? '');
    fill(open, { [open.tokens[0] ?? '']: { 'Eget svar': 'Klar', Av: 'P Ledare' } });
    await open.book.xlsx.writeFile(join(world.cwd, 'avgjord.xlsx'));
    expect(await returnFile(world, '2025-09-19', 'avgjord.xlsx')).toMatchObject({ applied: 1, rejected: [] });
    expect(await statusesOn('2025-09-19')).toContain('Klar');
    expect(await overgangJson(['status', '--as-of', '2025-09-19'], world)).toMatchObject({
      answers: { held: 0 },
    });
  });

  it('say on the lists of SIPs to be moved that the person is there already, and of nobody else', async () => {
    const registered = async (day: string): Promise<readonly unknown[]> => {
      const handed = await handOutOne(world, day, `sip-${day}`, '--step', '6');
      const { sheet, tokens, rowOf, headerRow } = await openList(handed.path);
      const headers = sheet.getRow(headerRow).values as (string | undefined)[];
      const at = headers.indexOf('Finns redan i Lifecare SP');
      return tokens.map((token) => [token, at < 1 ? null : sheet.getRow(rowOf(token)).getCell(at).value]);
    };
    const nobody = [
      ['S1-G', null],
      ['S2-H', null],
      ['S3-J', null],
    ];
    expect((await registered('2025-10-02')).toSorted()).toEqual(nobody);

    await filledCopy(list.path, join(world.cwd, 'a.xlsx'), {
      'S1-G': DONE,
      'S3-J': { Status: 'Inte aktuell' },
    });
    expect(await returnFile(world, '2025-10-02', 'a.xlsx')).toMatchObject({ applied: 3, rejected: [] });
    expect((await registered('2025-10-03')).toSorted()).toEqual([
      ['S1-G', new Date('2025-09-03')],
      ['S2-H', new Date('2025-09-03')],
      ['S3-J', null],
    ]);
  });
});
