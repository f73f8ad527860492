import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { referenceCode } from '../src/domain/identity/reference-code.ts';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import {
  filledCopy,
  handOutOne,
  openList,
  returnFile,
  type Filling,
  type HandedOutList,
  type Returned,
} from './helpers/filled-lists.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** What comes after an answer, and says otherwise: nothing of it is lost without a word. */
const DAY = '2025-10-06';
const LATER = '2025-10-07';
const ONE = 'S1-G';
type Cells = Filling[string];
interface FullReturned extends Returned {
  readonly withdrawn: number;
}

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: HandedOutList;
let made = 0;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-15', [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla }]);
});

const classOf = async (): Promise<string> =>
  (await overgangJson<{ class: string }>(['explain', 'SIP-1', '--as-of', LATER], world)).class;
const filled = (of: HandedOutList, cells: Cells, row: string = ONE): Promise<string> =>
  filledCopy(of.path, join(world.cwd, `svar-${String((made += 1))}.xlsx`), { [row]: cells });
const returned = async (file: string, ...more: string[]): Promise<FullReturned> => {
  const { files } = await overgangJson<{ files: readonly FullReturned[] }>(
    ['return', file, '--as-of', LATER, ...more],
    world,
  );
  const [first] = files;
  if (first === undefined) throw new Error('not returned');
  return first;
};
const reasons = ({ warnings }: Returned): readonly string[] => warnings.map(({ reason }) => reason);
const CLOSED = {
  Status: 'Klar',
  'Alla parter klara': 'Ja',
  'Avslutad i Prator': new Date('2025-10-03'),
  Av: 'B',
};

describe('on the list of step 6', () => {
  beforeEach(async () => {
    list = await handOutOne(world, DAY, 'ut', '--step', '6');
  });

  it('a cry for help on an older list is a conflict, though another has cried before the closing', async () => {
    await returned(await filled(list, { Status: 'Behöver hjälp', Av: 'A' }));
    const newer = await handOutOne(world, LATER, 'ut2', '--step', '6');
    await returned(await filled(newer, CLOSED));
    expect(await classOf()).toBe('closed');
    const { conflicts } = await returned(await filled(list, { Status: 'Behöver hjälp', Av: 'C' }));
    expect(conflicts.map(({ column }) => column)).toContain('Status');
    expect(await classOf()).toBe('move-outside-vardtillfalle');
  });

  it('what is known already and does not count is told of by its row', async () => {
    const early = await filled(list, { Status: 'Inte aktuell', Av: 'A' });
    await returned(early);
    const newer = await handOutOne(world, LATER, 'ut2', '--step', '6');
    await returned(await filled(newer, CLOSED));
    const again = await returned(early);
    expect(again.conflicts).toEqual([]);
    expect(reasons(again).join()).toContain('svaret räknas inte');
    expect(again.warnings[0]).toMatchObject({ reference: ONE, column: 'Status' });
  });

  it('a closing of another that loses its ground by a correction waits, and is told of', async () => {
    await returned(await filled(list, { 'Alla parter klara': 'Ja', Av: 'A' }));
    const newer = await handOutOne(world, LATER, 'ut2', '--step', '6');
    await returned(await filled(newer, { 'Avslutad i Prator': new Date('2025-10-03'), Av: 'B' }));
    expect(await classOf()).toBe('closed');
    const plan = await overgangJson<{ later: { data: { column: string } }[] }>(
      ['undo', 'R-0001', '-n', '--as-of', LATER],
      world,
    );
    expect(plan.later.map(({ data }) => data.column)).toEqual(['closedOn']);
    const file = await filled(list, { 'Alla parter klara': null, Av: 'A' });
    const { waiting, withdrawn } = await returned(file, '--withdraw');
    expect([withdrawn, await classOf()]).toEqual([1, 'move-outside-vardtillfalle']);
    expect(waiting).toMatchObject([{ reference: ONE, column: 'Avslutad i Prator', because: 'waits' }]);
  });

  it.each([
    ['one', 0],
    ['other', 1],
  ])('halves that are corrected together take nothing back of each other: the %s first', async (_, first) => {
    const before = { Status: 'Pågår', 'Ny samordningsansvarig satt': 'Nej', Av: 'B' };
    await returned(await filled(list, before));
    const { Status, Av, ...closing } = CLOSED;
    const halves = [await filled(list, { Status, Av }), await filled(list, { ...closing, Av })];
    const order = first === 0 ? halves : halves.toReversed();
    const broken = join(world.cwd, 'trasig.xlsx');
    writeFileSync(broken, 'PK\u0003\u0004');
    const { files: all } = await overgangJson<{ files: readonly FullReturned[] }>(
      ['return', ...order, broken, '--withdraw', '--as-of', LATER],
      world,
    );
    // One that can not be read stops neither.
    expect(all.map((one) => 'error' in one)).toEqual([false, false, true]);
    const files = all.slice(0, 2);
    // What neither of them says: how it stood before.
    expect(files.reduce((sum, { withdrawn }) => sum + withdrawn, 0)).toBe(2);
    expect(files.map(({ conflicts, waiting }) => [conflicts, waiting])).toEqual([
      [[], []],
      [[], []],
    ]);
    expect(await classOf()).toBe('closed');
  });

  it('a file whose answers a corrected list took back changes nothing when it comes again, and says so', async () => {
    const first = await filled(list, CLOSED);
    await returned(first);
    await returned(await filled(list, { Kommentar: 'fel rad' }), '--withdraw');
    const again = await returned(first);
    expect([again.applied, await classOf()]).toEqual([0, 'move-outside-vardtillfalle']);
    expect(reasons(again).join()).toContain('en rättad lista har tagit tillbaka det');
    // Another file that says the same is news, and so is the same one when it is called the corrected one.
    await returned(await filled(list, { ...CLOSED, Kommentar: 'nu rätt rad' }));
    expect(await classOf()).toBe('closed');
  });

  it('words that a number format prints with an answer, and the tip of a link on it, are told of by their cell', async () => {
    const path = await filled(list, CLOSED);
    expect(reasons(await returned(path))).toEqual([]);
    const open = await openList(path);
    const row = open.sheet.getRow(open.rowOf(ONE));
    // Cells share their styles: each gets its own.
    for (const [column, numFmt] of [
      ['Alla parter klara', '@" utom kommunen"'],
      ['Avslutad i Prator', 'yyyy-mm-dd" prel."'],
    ] as const) {
      const cell = row.getCell(open.columnOf(column));
      cell.style = { ...cell.style, numFmt };
    }
    row.getCell(open.columnOf('Kommentar')).value = {
      text: 'Sedd',
      hyperlink: 'https://example.org/',
      tooltip: 'Gäller inte än',
    };
    await open.book.xlsx.writeFile(path);
    const told = await returned(path);
    expect(reasons(told).filter((reason) => reason.includes('talformat'))).toHaveLength(2);
    expect(reasons(told).filter((reason) => reason.includes('anteckning'))).toHaveLength(1);
    expect(JSON.stringify(told)).not.toMatch(/utom kommunen|prel|Gäller/u);
  });

  it('a choice on a list of conflicts is taken back by a corrected list', async () => {
    await returned(await filled(list, CLOSED));
    await returned(await filled(list, { Status: 'Behöver hjälp', Av: 'C' }));
    const { conflictLists } = await overgangJson<{ conflictLists: readonly HandedOutList[] }>(
      ['return', '--conflicts', 'k', '--as-of', LATER],
      world,
    );
    const path = conflictLists[0]?.path ?? '';
    const chosen = async (choice: string | null): Promise<string> =>
      filledCopy(path, join(world.cwd, `val-${String((made += 1))}.xlsx`), {
        [`${ONE}/status`]: { 'Rätt svar': choice, Av: choice === null ? null : 'K' },
      });
    await returned(await chosen('B'));
    // An undoing of it shows beforehand what comes of that.
    const { changes } = await overgangJson<{ changes: readonly unknown[] }>(['undo', '--dry-run'], world);
    expect(changes).toMatchObject([
      { column: 'Status', was: 'Klar', becomes: null, because: 'contradiction' },
      { column: 'Alla parter klara', was: 'Ja', becomes: null, because: 'row' },
      { column: 'Avslutad i Prator', was: '2025-10-03', becomes: null, because: 'row' },
    ]);
    const back = await returned(await chosen(null), '--withdraw');
    expect(back.withdrawn).toBe(1);
    // What comes to be in conflict again, and what counts no longer by that, is told of.
    const told = [...back.conflicts, ...back.waiting].map(({ column }) => column);
    expect(told).toEqual(['Status', 'Avslutad i Prator']);
    expect(await overgangJson(['status', '--as-of', LATER], world)).not.toMatchObject({
      answers: { held: 0 },
    });
  });

  it('a choice on a list of conflicts is held to what the row says by an earlier one, which is asked beside it', async () => {
    await returned(await filled(list, CLOSED));
    await returned(await filled(list, { Status: 'Behöver hjälp', Av: 'B' }));
    const decided = async (folder: string, rows: Filling): Promise<Returned> => {
      const { conflictLists } = await overgangJson<{ conflictLists: readonly HandedOutList[] }>(
        ['return', '--conflicts', folder, '--force', '--as-of', LATER],
        world,
      );
      const copy = join(world.cwd, `val-${String((made += 1))}.xlsx`);
      return returned(await filledCopy(conflictLists[0]?.path ?? '', copy, rows));
    };
    await decided('k1', { [`${ONE}/status`]: { 'Rätt svar': 'A', Av: 'C' } });
    const closing = { [`${ONE}/closedOn`]: { 'Rätt svar': 'B', Av: 'C' } };
    const refused = await decided('k2', closing);
    expect(refused.rejected).toMatchObject([{ reference: ONE, code: 'STATUS_CONTRADICTED' }]);
    expect([refused.applied, await classOf()]).toEqual([0, 'move-outside-vardtillfalle']);
    await decided('k2', { ...closing, [`${ONE}/status`]: { 'Eget svar': 'Klar', Av: 'C' } });
    expect(await classOf()).toBe('closed');
  });

  const mark = async (name: string) =>
    overgang(['mark', 'SIP-1', name, '--note', 'sedd', '--on', '2025-10-03', '--as-of', DAY], world);

  it('an answer against a closing by hand is told of, until a later list has gone against that itself', async () => {
    for (const name of ['sip-moved', 'closed-in-prator']) expect((await mark(name)).code).toBe(0);
    const help = async (by: string) => returned(await filled(list, { Status: 'Behöver hjälp', Av: by }));
    expect(reasons(await help('A')).join()).toContain('avslutat för hand');
    await importSips(world, DAY, [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla }]);
    expect(reasons(await help('B')).join()).not.toContain('avslutat för hand');
  });

  it('an answer against a closing by hand is told of', async () => {
    for (const name of ['sip-moved', 'closed-in-prator']) expect((await mark(name)).code).toBe(0);
    const denied = await returned(await filled(list, { 'Alla parter klara': 'Nej', Av: 'C' }));
    expect(denied.warnings).toMatchObject([{ reference: ONE, column: 'Alla parter klara' }]);
    expect(reasons(denied).join()).toContain('avslutat för hand');
  });

  it('Klar is told of where the closing on its row is older than a list that has the case open', async () => {
    await returned(await filled(list, CLOSED));
    await importSips(world, '2025-10-05', [{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla }]);
    const newer = await handOutOne(world, LATER, 'ut2', '--step', '6');
    await returned(await filled(newer, { Status: null, Av: 'B' }), '--withdraw');
    const next = await handOutOne(world, LATER, 'ut3', '--step', '6');
    const told = await returned(await filled(next, { Status: 'Klar', Av: 'D' }));
    // It is asked anew, and Klar alone is not done.
    expect(reasons(told).join()).toContain('”Avslutad i Prator” är tom: det räknas inte som gjort');
  });

  it('nothing is closed by hand while a row is in conflict', async () => {
    await returned(await filled(list, { Status: 'Behöver hjälp', Av: 'A' }));
    await returned(await filled(list, CLOSED));
    const mark = (name: string) =>
      overgang(['mark', 'SIP-1', name, '--note', 'sedd', '--on', '2025-10-06', '--as-of', LATER], world);
    await mark('sip-moved');
    const { code, stderr } = await mark('closed-in-prator');
    expect([code, await classOf()]).toEqual([2, 'move-outside-vardtillfalle']);
    expect(stderr).toContain('säger emot varandra');
    const decided = ['decide', 'SIP-1', '--as', 'closed', '--reason', 'sedd', '--as-of', LATER];
    expect((await overgang(decided, world)).code).toBe(2);
  });
});

describe('a day before there was a case', () => {
  it('is none of a decision', async () => {
    await importSips(world, '2025-09-16', [
      { id: 'SIP-1', kommun: '' },
      { id: 'SIP-2', pnr: PNR.ulla },
    ]);
    list = await handOutOne(world, DAY, 'ut', '--step', 'beslut');
    const cells = {
      Beslut: 'Flyttas utanför vårdtillfälle',
      Skäl: 'sedd',
      Den: new Date('1925-01-01'),
      Av: 'A',
    };
    const { rejected, applied } = await returnFile(world, LATER, await filled(list, cells));
    expect([applied, rejected.map(({ column }) => column).sort()]).toEqual([0, ['Beslut', 'Den', 'Skäl']]);
    const byHand = ['decide', 'SIP-1', '--as', 'vardplan', '--reason', 'sedd', '--on', '1925-01-01'];
    expect((await overgang([...byHand, '--as-of', LATER], world)).code).toBe(2);
  });

  it('is none on which a message was acknowledged', async () => {
    await importList(world, 'vardtillfalle', '2025-10-01', [
      { Inskriven: '2025-09-28 08:00', Hälsocentral: '' },
    ]);
    await importList(world, 'meddelande', '2025-10-01', [{}]);
    list = await handOutOne(world, DAY, 'ut', '--step', 'kvittera');
    const answer = async (day: string): Promise<Returned> =>
      returnFile(
        world,
        LATER,
        await filled(list, { Kvitterat: new Date(day), Av: 'A' }, referenceCode('M', 1)),
      );
    expect((await answer('2024-01-01')).rejected.map(({ column }) => column)).toEqual(['Kvitterat']);
    expect(await answer('2025-10-02')).toMatchObject({ applied: 1, rejected: [] });
  });
});
