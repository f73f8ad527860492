import { describe, expect, it } from 'vitest';
import { FATE_SENTENCES, type RowExplanation } from '../src/domain/fates/row-explanation.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { registerPlace, rowsOf } from './helpers/database.ts';
import { CONFLICTING_SIP, ENHETER, naiveList, PATIENTER, SIP_APRIL, SIP_SEPTEMBER } from './helpers/lists.ts';
import { AS_OF, regionRegister } from './helpers/region.ts';
import { emptyRegister, importSips, SECRETS } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const explainRow = (world: World, asked: string): Promise<RowExplanation> =>
  overgangJson<RowExplanation>(['explain', asked, '--as-of', AS_OF], world);

const idOf = (cells: readonly string[]): string => cells[0]?.trim() ?? '';
const september = naiveList(SIP_SEPTEMBER).rows;
const rowOf = (id: string): number => september.find(({ cells }) => idOf(cells) === id)?.row ?? 0;

describe('explain FILE:ROW', () => {
  it('tells of a row without id: rejected, and what to do', async () => {
    const row = september.find(({ cells }) => idOf(cells) === '')?.row ?? 0;
    expect(row).toBe(704);
    const found = await explainRow(await regionRegister(), `${SIP_SEPTEMBER}:${row}`);
    expect(found).toMatchObject({ row: 704, fate: 'rejected', case: null, otherRows: [] });
    expect(found.findings).toMatchObject([{ code: 'ROW_WITHOUT_ID', severity: 'error' }]);
    expect(found.findings[0]?.remedy).toMatch(/\.$/u);
  });

  it('tells of a row that contradicts another: which other, and the case that is left', async () => {
    const rows = september.filter(({ cells }) => idOf(cells) === CONFLICTING_SIP).map(({ row }) => row);
    const [one = 0, other = 0] = rows;
    const found = await explainRow(await regionRegister(), `${SIP_SEPTEMBER}:${one}`);
    expect(found.fate).toBe('rejected');
    expect(found.otherRows).toEqual([{ row: other, fate: 'rejected' }]);
    expect(found.case).toMatchObject({ id: CONFLICTING_SIP, class: 'needs-decision' });
    expect(found.findings.map(({ code }) => code)).toContain('SAME_ID_OTHER_CONTENT');
  });

  it('tells of a repeated row: which row it repeats', async () => {
    const world = await regionRegister();
    const [repeated] = rowsOf<{ row: number }>(
      world,
      "SELECT row FROM source_row WHERE source_no = 2 AND fate = 'duplicate'",
    );
    const id = idOf(september.find(({ row }) => row === repeated?.row)?.cells ?? []);
    const found = await explainRow(world, `2:${repeated?.row ?? 0}`);
    expect(found).toMatchObject({ fate: 'duplicate', case: { id }, otherRows: [{ row: rowOf(id) }] });
  });

  it('tells of a changed row: what changed since the list before', async () => {
    const found = await explainRow(await regionRegister(), `${SIP_SEPTEMBER}:336`);
    expect(found.fate).toBe('changed');
    expect(found.changed).toMatchObject([
      { column: 'changed_on', from: '2025-04-20', to: '2025-09-14', isHidden: false },
    ]);
  });

  it('tells of a row of an older list that came last, which no list is before', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-08', [{ id: 'SIP-1', fas: 'Utvärdering' }]);
    await importSips(world, '2025-09-01', [{ id: 'SIP-1' }]);
    expect(await explainRow(world, 'sip-2025-09-01.csv:2')).toMatchObject({ fate: 'changed', changed: [] });
  });

  it('tells of a row that says again what a changed one says: it changes nothing itself', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [{ id: 'SIP-1' }]);
    await importSips(world, '2025-09-08', [
      { id: 'SIP-1', fas: 'Utvärdering' },
      { id: 'SIP-1', fas: 'Utvärdering' },
    ]);
    const [first, again] = [
      await explainRow(world, 'sip-2025-09-08.csv:2'),
      await explainRow(world, 'sip-2025-09-08.csv:3'),
    ];
    expect([first.fate, first.changed.length]).toEqual(['changed', 1]);
    expect(first.fateText).toBe(FATE_SENTENCES.changed);
    expect([again.fate, again.changed]).toEqual(['duplicate', []]);
  });

  it('tells the class of a vårdtillfälle, in words too', async () => {
    const world = await emptyRegister();
    await importList(world, 'vardtillfalle', '2025-09-29', [{}]);
    const found = await explainRow(world, 'vardtillfalle-2025-09-29.csv:2');
    expect(found.case).toMatchObject({
      id: 'VT-1',
      class: expect.any(String) as string,
      classLabel: expect.any(String) as string,
    });
  });

  it('tells of every row of a list, and always the case that stands on it', async () => {
    const world = await regionRegister();
    const { explainRow: explain, findAskedRow } = await import('../src/app/lists/explain-row.ts');
    const { openRegister } = await import('../src/register/file/register.ts');
    const register = openRegister(registerPlace(world), 'read');
    try {
      for (const { row, cells } of september.filter(({ row }) => row % 20 === 0)) {
        const asked = findAskedRow(register.db, `${SIP_SEPTEMBER}:${row}`);
        if (asked === null) throw new Error(`no row ${row}`);
        expect([row, explain(register, asked, AS_OF).case?.id ?? '']).toEqual([row, idOf(cells)]);
      }
    } finally {
      register.close();
    }
  });

  it.each([
    [SIP_APRIL, 1, 'title'],
    [SIP_SEPTEMBER, 1199, 'footer'],
    [ENHETER, 2, 'new'],
    [PATIENTER, 2, 'new'],
  ] as const)('%s row %i is %s', async (file, row, fate) => {
    expect((await explainRow(await regionRegister(), `${file}:${row}`)).fate).toBe(fate);
  });

  it('finds the list by number, by name in any case, and behind a path of Windows or of Unix', async () => {
    const world = await regionRegister();
    const expected = await explainRow(world, `${SIP_SEPTEMBER}:704`);
    for (const asked of [
      '2:704',
      `${SIP_SEPTEMBER.toUpperCase()}:704`,
      `C:\\listor\\${SIP_SEPTEMBER}:704`,
      `/tmp/${SIP_SEPTEMBER}:704`,
    ]) {
      expect(await explainRow(world, asked)).toEqual(expected);
    }
  });

  it('a list that was not taken in: says which were', async () => {
    const { code, stderr } = await overgang(['explain', 'C:\\finns-inte.csv:3'], await regionRegister());
    expect(code).toBe(2);
    expect(stderr).toContain(`2  sip  2025-09-15  ${SIP_SEPTEMBER}`);
  });

  it('a row that the list does not have: says how many it has', async () => {
    const { code, stderr } = await overgang(['explain', '2:1200'], await regionRegister());
    expect(code).toBe(2);
    expect(stderr).toContain('Listan har 1\u00a0199 rader');
  });

  it('an id that looks like a row is still a case', async () => {
    const world = await emptyRegister();
    await importSips(world, '2025-09-01', [{ id: 'SIP:17' }]);
    expect(await overgangJson(['explain', 'SIP:17', '--as-of', AS_OF], world)).toMatchObject({
      id: 'SIP:17',
      kind: 'sip',
    });
  });

  it('shows no personnummer and no name, not even as the id of a patient', async () => {
    const world = await regionRegister();
    const { rows } = naiveList(PATIENTER);
    const row = rows[0];
    const { stdout } = await overgangDone(['explain', `${PATIENTER}:${row?.row ?? 0}`], world);
    const json = await explainRow(world, `${PATIENTER}:${row?.row ?? 0}`);
    expect(json.case).toEqual({ id: null, reference: null, class: null, classLabel: null });
    for (const text of [stdout, JSON.stringify(json)]) {
      for (const person of [row?.at('Personnummer').slice(-4) ?? '', row?.at('Namn') ?? '', ...SECRETS])
        expect(text).not.toContain(person);
    }
  });
});
