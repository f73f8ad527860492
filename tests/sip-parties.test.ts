import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { copyRegister } from './helpers/database.ts';
import {
  filledCopy,
  handOutLists,
  openList,
  returnFile,
  type HandedOutList,
} from './helpers/filled-lists.ts';
import { newFolder } from './helpers/folder.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

const BISTAND = 'Biståndsenheten Timrå';
const REHAB = 'Rehabenheten Timrå';
const SIPS = [
  { Deltagare: `Hälsocentralen Granen, ${BISTAND}, ${REHAB}, Karin Dotter` },
  { who: 'ulla', 'SIP-id': 'SIP-2' },
  { who: 'eva', 'SIP-id': 'SIP-3', Deltagare: BISTAND, 'Skyddade personuppgifter': 'Ja' },
] as const;

beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  const units = [BISTAND, REHAB].map((name) => ({
    'HSA-id': '',
    Enhet: name,
    Enhetstyp: 'kommunal enhet',
    'Huvudman/verksamhet': 'Kommun',
  }));
  await importList(world, 'enhet', '2025-09-01', [{}, ...units]);
  await importList(world, 'sip', '2025-09-15', SIPS);
});

interface List extends HandedOutList {
  readonly unit: string | null;
}

const listsOn = async (day: string, folder: string): Promise<readonly List[]> =>
  (await handOutLists(world, day, folder)) as readonly List[];

const partyLists = (lists: readonly List[]): readonly List[] =>
  lists.filter(({ step }) => step === 'sip-parter');

async function ofUnit(lists: readonly List[], unit: string): Promise<{ path: string; token: string }> {
  const found = partyLists(lists).find((list) => list.unit === unit);
  const [token] = (await openList(found?.path ?? '')).tokens;
  return { path: found?.path ?? '', token: token ?? '' };
}

async function cell(path: string, header: string): Promise<unknown> {
  const { sheet, rowOf, tokens, columnOf } = await openList(path);
  return sheet.getRow(rowOf(tokens[0] ?? '')).getCell(columnOf(header)).value;
}

const answer = async (path: string, token: string, day: string, name: string, value: object) =>
  returnFile(
    world,
    day,
    await filledCopy(path, join(world.cwd, `${name}.xlsx`), { [token]: value as Record<string, string> }),
  );

const MOVED = { Status: 'Klar', 'Er information flyttad': new Date('2025-10-03') };

describe('the parties of a SIP', () => {
  it('have a row each on a list of their own, outside the sums; who is responsible has the SIP, and protected persons are for named handlers', async () => {
    const lists = await listsOn('2025-10-02', 'ut');
    expect(partyLists(lists).map(({ unit, rows }) => [unit, rows])).toEqual([
      [BISTAND, 1],
      [REHAB, 1],
    ]);
    expect(lists.filter(({ step }) => step === '6').map(({ rows }) => rows)).toEqual([2]);
    expect(lists.filter(({ step }) => step === 'skyddade-parter').map(({ rows }) => rows)).toEqual([1]);
    expect(await overgangJson(['status', '--as-of', '2025-10-02'], world)).toMatchObject({
      sips: { open: 3 },
    });
  });

  it('have first the SIP whose meeting comes first', async () => {
    const both = [SIPS[0], { ...SIPS[1], Deltagare: BISTAND, Möte: '2025-10-07' }] as const;
    await importList(world, 'sip', '2025-09-16', both);
    const { path } = await ofUnit(await listsOn('2025-10-02', 'ut'), BISTAND);
    const { sheet, tokens, rowOf, columnOf } = await openList(path);
    expect(tokens.map((token) => sheet.getRow(rowOf(token)).getCell(columnOf('SIP i Prator')).value)).toEqual(
      ['SIP-2', 'SIP-1'],
    );
  });

  it('close nothing by their answers; the responsible one sees who is done, and says herself that all are', async () => {
    const lists = await listsOn('2025-10-02', 'ut');
    const { path, token } = await ofUnit(lists, BISTAND);
    const six = lists.find(({ step }) => step === '6')?.path ?? '';
    expect(await cell(six, 'Övriga parter')).toBe(
      `0 av 2 klara. Väntar på: ${BISTAND}; ${REHAB}. Okända deltagare i listan: 1.`,
    );
    expect(await answer(path, token, '2025-10-03', 'a', MOVED)).toMatchObject({ applied: 2, rejected: [] });
    const again = await listsOn('2025-10-03', 'ut-2');
    expect(await cell(again.find(({ step }) => step === '6')?.path ?? '', 'Övriga parter')).toBe(
      `1 av 2 klara. Väntar på: ${REHAB}. Okända deltagare i listan: 1.`,
    );
    expect(await cell(again.find(({ step }) => step === '6')?.path ?? '', 'Alla parter klara')).toBeNull();
    expect(await overgangJson(['explain', 'SIP-1', '--as-of', '2025-10-03'], world)).toMatchObject({
      class: 'move-outside-vardtillfalle',
      parties: {
        named: [
          { name: BISTAND, doneOn: '2025-10-03' },
          { name: REHAB, doneOn: null },
        ],
        unknown: 1,
      },
    });
    // Nothing is closed by the reference of a party, nor is any figure of it.
    const mark = ['mark', token, 'closed-in-prator', '--note', 'x', '--as-of', '2025-10-03', '--json'];
    expect(JSON.parse((await overgang(mark, world)).stdout)).toMatchObject({
      error: { code: 'REFERENCE_OF_OTHER_KIND' },
    });
    expect(
      await overgangJson(['status', '--step', 'sip-parter', '--as-of', '2025-10-03'], world),
    ).toMatchObject({ steps: [] });
    // What one says is hers alone.
    expect((await ofUnit(again, REHAB)).token).not.toBe(token);
    expect(await cell((await ofUnit(again, REHAB)).path, 'Status')).toBeNull();
    expect(await cell((await ofUnit(again, BISTAND)).path, 'Status')).toBe('Klar');
  });

  it('say the same in whatever order their lists and the SIP’s own come back', async () => {
    const lists = await listsOn('2025-10-02', 'ut');
    const [bistand, rehab] = [await ofUnit(lists, BISTAND), await ofUnit(lists, REHAB)];
    const six = lists.find(({ step }) => step === '6')?.path ?? '';
    const token = (await openList(six)).tokens[0] ?? '';
    const copy = (name: string) => join(world.cwd, `${name}.xlsx`);
    const files = [
      await filledCopy(bistand.path, copy('bistand'), { [bistand.token]: MOVED }),
      await filledCopy(rehab.path, copy('rehab'), { [rehab.token]: { Status: 'Behöver hjälp' } }),
      await filledCopy(six, copy('sex'), {
        [token]: { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03') },
      }),
    ];
    const states = new Set<string>();
    for (const [a, b, c] of [
      [0, 1, 2],
      [1, 2, 0],
      [2, 1, 0],
    ] as const) {
      const turn = { ...world, cwd: newFolder() };
      copyRegister(world, turn);
      for (const at of [a, b, c]) await returnFile(turn, '2025-10-03', files[at] ?? '');
      const explained = await overgangJson<{ class: string; parties: object }>(
        ['explain', 'SIP-1', '--as-of', '2025-10-03'],
        turn,
      );
      const { sips } = await overgangJson<{ sips: object }>(['status', '--as-of', '2025-10-03'], turn);
      states.add(JSON.stringify([explained.class, explained.parties, sips]));
    }
    expect(states.size).toBe(1);
    expect([...states][0]).toMatch(/^\["closed"/u);
  });

  it('can take back what they have said, and contradict themselves, row by row', async () => {
    const lists = await listsOn('2025-10-02', 'ut');
    const { path, token } = await ofUnit(lists, BISTAND);
    const rehab = await ofUnit(lists, REHAB);
    await answer(path, token, '2025-10-03', 'a', MOVED);
    await answer(rehab.path, rehab.token, '2025-10-03', 'r', MOVED);
    expect(
      await answer(path, token, '2025-10-04', 'b', { 'Er information flyttad': new Date('2025-10-04') }),
    ).toMatchObject({ conflicts: [{ column: 'Er information flyttad' }] });
    const named = async () =>
      (
        await overgangJson<{ parties: { named: object[] } }>(
          ['explain', 'SIP-1', '--as-of', '2025-10-05'],
          world,
        )
      ).parties.named;
    expect(await named()).toMatchObject([{ doneOn: null }, { doneOn: '2025-10-03' }]);
    const { events } = await overgangJson<{ events: { seq: number; type: string; data: object }[] }>(
      ['log', '--as-of', '2025-10-05'],
      world,
    );
    const last = events.findLast(({ type }) => type === 'returned');
    await overgangJson(
      [
        'undo',
        (last?.data as { return: string } | undefined)?.return ?? '',
        '--yes',
        '--as-of',
        '2025-10-05',
      ],
      world,
    );
    expect(await named()).toMatchObject([{ doneOn: '2025-10-03' }, { doneOn: '2025-10-03' }]);
  });

  it('who ask for help are in the inbox, and are told of a person’s log', async () => {
    const lists = await listsOn('2025-10-02', 'ut');
    const { path, token } = await ofUnit(lists, BISTAND);
    await answer(path, token, '2025-10-03', 'a', {
      Status: 'Behöver hjälp',
      Kommentar: 'Hittar inte SIP:en',
    });
    const { items } = await overgangJson<{ items: { kind: string; step: string; references: string[] }[] }>(
      ['inbox', '--as-of', '2025-10-03'],
      world,
    );
    expect(items.filter(({ step }) => step === 'sip-parter')).toMatchObject([
      { kind: 'help', references: [token] },
    ]);
    const { events } = await overgangJson<{ events: { type: string; caseId: string | null }[] }>(
      ['log', '--case', 'SIP-1', '--as-of', '2025-10-03'],
      world,
    );
    expect(events.filter(({ caseId }) => caseId === token).map(({ type }) => type)).toContain('answered');
  });

  it('of a person who becomes protected are asked by nobody but the named handlers', async () => {
    const lists = await listsOn('2025-10-02', 'ut');
    const { path, token } = await ofUnit(lists, BISTAND);
    await importList(world, 'sip', '2025-10-03', [
      { ...SIPS[0], 'Skyddade personuppgifter': 'Ja' },
      SIPS[1],
      SIPS[2],
    ]);
    expect(await answer(path, token, '2025-10-04', 'a', MOVED)).toMatchObject({ held: [{}, {}] });
    const again = await listsOn('2025-10-04', 'ut-2');
    expect(partyLists(again)).toEqual([]);
    expect(again.filter(({ step }) => step === 'skyddade-parter').map(({ rows }) => rows)).toEqual([3]);
    const { conflictLists } = await overgangJson<{ conflictLists: { step: string; unit?: string }[] }>(
      ['return', '--conflicts', 'konflikter', '--as-of', '2025-10-04'],
      world,
    );
    expect(conflictLists.map(({ step }) => step)).toEqual(['skyddade-parter']);
  });
});

describe('a list with one row a party', () => {
  const PARTY_ROWS = [BISTAND, REHAB, 'Karin Dotter'].map((name) => ({ Deltagare: name }));
  const explained = async (day: string) =>
    overgangJson<{ class: string; facts: object[]; parties: object; earlier: object[]; findings: string[] }>(
      ['explain', 'SIP-1', '--as-of', day],
      world,
    );

  it('has one SIP with several parties, the same as of a list that has them in one cell', async () => {
    const before = await explained('2025-09-15');
    const { fates, findings } = await importList(world, 'sip', '2025-09-22', [
      ...PARTY_ROWS,
      SIPS[1],
      SIPS[2],
    ]);
    expect(fates).toMatchObject({ changed: 1, unchanged: 2, duplicate: 2, rejected: 0 });
    expect(findings.map(({ code, row }) => [code, row])).toEqual(
      expect.arrayContaining([
        ['PARTY_ON_OWN_ROW', 3],
        ['PARTY_ON_OWN_ROW', 4],
      ]),
    );
    expect(findings.map(({ code }) => code)).not.toContain('ROW_REPEATED');
    const after = await explained('2025-09-22');
    expect([after.class, after.parties]).toEqual([before.class, before.parties]);
    expect(
      (await overgangJson<{ sips: object }>(['status', '--as-of', '2025-09-22'], world)).sips,
    ).toMatchObject({
      open: 3,
    });
    const again = [PARTY_ROWS[2] ?? {}, PARTY_ROWS[0] ?? {}, SIPS[1], PARTY_ROWS[1] ?? {}, SIPS[2]];
    expect((await importList(world, 'sip', '2025-09-29', again)).fates).toMatchObject({
      changed: 0,
      unchanged: 3,
      duplicate: 2,
    });
    // An older list fills in history, and has its parties.
    expect(
      (await importList(world, 'sip', '2025-09-08', [...PARTY_ROWS, SIPS[1], SIPS[2]])).fates,
    ).toMatchObject({
      duplicate: 2,
      rejected: 0,
    });
  });

  it('contradicts itself where anything else differs, and no row wins', async () => {
    const { fates, findings } = await importList(world, 'sip', '2025-09-22', [
      { Deltagare: BISTAND },
      { Deltagare: REHAB, Samtycke: 'Nej' },
      SIPS[1],
      SIPS[2],
    ]);
    expect(fates).toMatchObject({ rejected: 2, duplicate: 0 });
    expect(findings.filter(({ code }) => code === 'SAME_ID_OTHER_CONTENT')).toHaveLength(2);
    expect((await explained('2025-09-22')).class).toBe('needs-decision');
  });
});
