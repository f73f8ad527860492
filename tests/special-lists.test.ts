import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { filledCopy, handOutLists, openList, returnFile, type OpenList } from './helpers/filled-lists.ts';
import { SIP_OCTOBER, VARDTILLFALLEN_OCTOBER } from './helpers/lists.ts';
import { importLists, newRegister, regionRegister } from './helpers/region.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const OCTOBER = '2025-10-08';
const LIFECARE_OCTOBER = resolve('fixtures/region/lcsp-sip-2025-10-08.xlsx');

const cellOf = ({ sheet, rowOf, columnOf }: OpenList, token: string, header: string): string =>
  sheet.getRow(rowOf(token)).getCell(columnOf(header)).text;

describe('SIPs that are lost in the move', () => {
  let world: World;
  let lost: readonly { readonly reference: string; readonly sipId: string }[];
  let lists: Awaited<ReturnType<typeof handOutLists>>;

  beforeAll(async () => {
    world = { ...(await regionRegister()), readerProcess: await workbookReader() };
    await importLists(world, [SIP_OCTOBER, VARDTILLFALLEN_OCTOBER], OCTOBER);
    await overgang(['import', LIFECARE_OCTOBER, '--as-of', OCTOBER], world);
    const compared = await overgangJson<{ lifecare: { lost: typeof lost } }>(
      ['reconcile', '--as-of', OCTOBER],
      world,
    );
    ({ lost } = compared.lifecare);
    lists = await handOutLists(world, OCTOBER, 'ut', '--step', 'borttappade');
  });

  const stateNow = async (): Promise<typeof lost> =>
    (await overgangJson<{ lifecare: { lost: typeof lost } }>(['reconcile', '--as-of', '2025-10-09'], world))
      .lifecare.lost;

  it('stand on exactly one list each: those that reconcile names, with the lists that say so', async () => {
    expect(lists.reduce((sum, { rows }) => sum + rows, 0)).toBe(187);
    const tokens: string[] = [];
    for (const { path } of lists) {
      const open = await openList(path);
      tokens.push(...open.tokens);
      for (const token of open.tokens)
        expect(cellOf(open, token, 'Varför')).toMatch(
          /^Pågående i uttaget 2025-09-15, borta i uttaget 2025-10-08\. Personen har ingen SIP i listan från Lifecare SP 2025-10-08\./u,
        );
    }
    expect(tokens.toSorted()).toEqual(lost.map(({ reference }) => reference).toSorted());
  });

  it('are proven by a sum of their own, which is not told before the systems can be compared', async () => {
    const sums = async (day: string): Promise<readonly { readonly label: string; readonly rows: number }[]> =>
      (
        await overgangJson<{ sums: readonly { readonly label: string; readonly rows: number }[] }>(
          ['worklist', '-o', 'x', '-n', '--as-of', day],
          world,
        )
      ).sums;
    expect(await sums(OCTOBER)).toContainEqual(
      expect.objectContaining({ label: 'Borttappade SIP:ar', expected: 187, rows: 187 }),
    );
    expect((await sums('2025-09-29')).map(({ label }) => label)).not.toContain('Borttappade SIP:ar');
  });

  it('leave the list when somebody has seen them in Lifecare SP', async () => {
    const [first] = lists;
    const token = (await openList(first?.path ?? '')).tokens[0] ?? '';
    const filling = { [token]: { Status: 'Klar', 'Finns i Lifecare SP': new Date('2025-10-09') } };
    const filled = await filledCopy(first?.path ?? '', join(world.cwd, 'svar.xlsx'), filling);
    expect(await returnFile(world, '2025-10-09', filled)).toMatchObject({ applied: 2, rejected: [] });
    const left = await stateNow();
    expect(left).toHaveLength(186);
    expect(left.map(({ reference }) => reference)).not.toContain(token);
  });

  it('say what the list rests on, Lifecare SP too, and which lists are older', async () => {
    const { stdout } = await overgangDone(
      ['worklist', '-o', 'y', '-n', '--as-of', OCTOBER, '--step', 'borttappade', 'kvittera'],
      world,
    );
    const text = stdout.replace(/\s+/gu, ' ');
    expect(text).toContain('SIP i Lifecare SP 2025-10-08');
    expect(text).toContain('meddelanden är 9 dagar äldre än den nyaste listan');
  });
});

describe('the reserve routine', () => {
  it('lists the patients in hospital whom Lifecare SP does not reach, with why, and a checklist', async () => {
    const world: World = { ...(await newRegister()), readerProcess: await workbookReader() };
    const rows = [
      'Vårdtillfälle;Personnummer;Namn;Kommun;Vårdenhet;Vårdform;Inskriven;Status;Hälsocentral',
      'VT1;19270525-9964;Anna Larsson;Sundsvall;Medicin 1;Somatik;2025-09-20;Inskriven;Hälsocentralen Nacksta',
      'VT2;19401214-9813;Bo Ek;Gävle;Medicin 1;Somatik;2025-09-20;Inskriven;Hälsocentralen Nacksta',
      'VT3;19121212-9801;Cilla Öberg;Sundsvall;Medicin 9;Somatik;2025-09-20;Inskriven;Hälsocentralen Annanstans',
    ];
    const units = [
      'HSA-id;Enhet;Enhetstyp;Kommun;Huvudman/verksamhet',
      'SE2321000206-1;Medicin 1;vårdavdelning somatik;Sundsvall;Slutenvård (somatik)',
      'SE2321000206-2;Hälsocentralen Nacksta;hälsocentral;Sundsvall;Primärvård',
    ];
    writeFileSync(join(world.cwd, 'vardtillfallen-2025-09-29.csv'), rows.join('\n'));
    writeFileSync(join(world.cwd, 'enheter.csv'), units.join('\n'));
    for (const [file, kind] of [
      ['enheter.csv', 'enhet'],
      ['vardtillfallen-2025-09-29.csv', 'vardtillfalle'],
    ] as const) {
      const { code, stderr } = await overgang(['import', file, '--as', kind, '--as-of', '2025-09-29'], world);
      expect([file, code > 1 ? stderr : '']).toEqual([file, '']);
    }
    const [list] = await handOutLists(world, '2025-09-29', 'ut', '--step', 'reserv');
    expect(list?.rows).toBe(2);
    const open = await openList(list?.path ?? '');
    const whyOf = Object.fromEntries(
      open.tokens.map((token) => [
        cellOf(open, token, 'Vårdtillfälle i Prator'),
        cellOf(open, token, 'Utanför systemet'),
      ]),
    );
    expect(whyOf).toEqual({
      VT2: 'patientens kommun är okänd eller ligger utanför regionen',
      VT3: 'vårdenheten saknas eller finns inte i enhetslistan; hälsocentralen finns inte i enhetslistan',
    });
    for (const header of [
      'Mottagare informerad',
      'Säkert mottagande ordnat',
      'Blankett skickad och mottagen',
    ])
      expect(open.columnOf(header)).toBeGreaterThan(0);
    const instructions: string[] = [];
    open.book.getWorksheet('Anvisning')?.eachRow((row) => {
      instructions.push(row.getCell(1).text, row.getCell(2).text);
    });
    expect(instructions).toContain('Checklista');
    expect(instructions.join(' ')).toContain('Ta blanketterna ur samverkansrutinens bilaga 2');
    expect(instructions).toContain('Bygger på');
  });
});
