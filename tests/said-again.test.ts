import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { filledCopy, handOutOne, openList, returnFile, type Filling } from './helpers/filled-lists.ts';
import { emptyRegister, importSips } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** A list has open what somebody has said is closed: it is open again. Whoever says the same again is heard, or told why not. */
const ONE = 'S1-G';
const [BEFORE, LISTED, AFTER] = ['2025-10-06', '2025-10-08', '2025-10-09'] as const;

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

const takeIn = (day: string, kommun: string) => importSips(world, day, [{ id: 'SIP-1', kommun }]);
async function begin(kommun: string): Promise<void> {
  world = { ...(await emptyRegister()), readerProcess };
  await takeIn('2025-09-15', kommun);
}

let copies = 0;
async function listOn(day: string, step: string): Promise<string> {
  copies += 1;
  return (await handOutOne(world, day, `ut-${String(copies)}`, '--step', step)).path;
}
async function answered(path: string, day: string, cells: Filling[string]) {
  copies += 1;
  const file = join(world.cwd, `svar-${String(copies)}.xlsx`);
  return returnFile(world, day, await filledCopy(path, file, { [ONE]: cells }));
}
const classOn = async (day: string): Promise<string> =>
  (await overgangJson<{ class: string }>(['explain', 'SIP-1', '--as-of', day], world)).class;
async function cellIn(path: string, header: string): Promise<unknown> {
  const list = await openList(path);
  return list.sheet.getRow(list.rowOf(ONE)).getCell(list.columnOf(header)).value;
}
const reasons = ({ warnings }: { readonly warnings: readonly { readonly reason: string }[] }): string =>
  warnings.map(({ reason }) => reason).join(' ');

describe('”Redan avslutad” on the list for decisions', () => {
  const DECIDED = { Beslut: 'Redan avslutad', Skäl: 'Sedd i Prator', Av: 'B' };
  let first: string;
  beforeEach(async () => {
    await begin('');
    first = await listOn(BEFORE, 'beslut');
    await answered(first, BEFORE, DECIDED);
    await takeIn(LISTED, '');
  });

  it('is asked anew once a later list has the SIP open, and said again it holds', async () => {
    const next = await listOn(AFTER, 'beslut');
    expect([await cellIn(next, 'Beslut'), await cellIn(next, 'Skäl')]).toEqual([null, 'Sedd i Prator']);
    // Left as it was handed out it says nothing.
    await returnFile(world, AFTER, next);
    expect(await classOn(AFTER)).toBe('needs-decision');
    expect(await answered(next, AFTER, { Beslut: 'Redan avslutad', Av: 'B' })).toMatchObject({
      applied: 1,
      conflicts: [],
      rejected: [],
    });
    expect(await classOn(AFTER)).toBe('closed');
  });

  it('gives way to another decision on that list, without a conflict', async () => {
    const next = await listOn(AFTER, 'beslut');
    const told = await answered(next, AFTER, { Beslut: 'Flyttas utanför vårdtillfälle', Av: 'B' });
    expect([told.conflicts, await classOn(AFTER)]).toEqual([[], 'move-outside-vardtillfalle']);
  });

  it('of a day before that list is taken in, and told not to hold', async () => {
    const next = await listOn(AFTER, 'beslut');
    const told = await answered(next, AFTER, {
      ...DECIDED,
      Skäl: 'Sedd igen',
      Den: '2025-10-07',
    });
    expect([told.rejected, await classOn(AFTER)]).toEqual([[], 'needs-decision']);
    expect(reasons(told)).toContain('ett senare uttag har ärendet kvar som öppet');
  });

  it('on the old list, in the same words, is told to be known', async () => {
    const told = await answered(first, AFTER, DECIDED);
    expect([told.applied, await classOn(AFTER)]).toEqual([0, 'needs-decision']);
    expect(reasons(told)).toContain('skriv det i en nyutlämnad lista');
  });
});

it('”Avslutad i” is asked anew once a later list has the SIP open', async () => {
  await begin('Timrå');
  const done = { Status: 'Klar', 'Alla parter klara': 'Ja', Av: 'B' };
  await answered(await listOn(BEFORE, '6'), BEFORE, { ...done, 'Avslutad i Prator': new Date(BEFORE) });
  await takeIn(LISTED, 'Timrå');
  const next = await listOn(AFTER, '6');
  expect([await cellIn(next, 'Avslutad i Prator'), await cellIn(next, 'Alla parter klara')]).toEqual([
    null,
    'Ja',
  ]);
  expect(reasons(await answered(next, AFTER, { 'Avslutad i Prator': new Date(BEFORE) }))).toContain(
    'ett senare uttag har ärendet kvar som öppet',
  );
  expect(await classOn(AFTER)).toBe('move-outside-vardtillfalle');
  const again = await listOn(AFTER, '6');
  await answered(again, AFTER, { 'Avslutad i Prator': new Date(AFTER), Av: 'B' });
  expect(await classOn(AFTER)).toBe('closed');
});

describe('a closing by hand of a day before a list that is already in', () => {
  beforeEach(async () => {
    await begin('');
    await takeIn(LISTED, '');
  });
  const TOLD = `uttaget ${LISTED} är redan inläst och har SIP-1 som öppen`;

  it.each([
    ['decide', ['decide', 'SIP-1', '--as', 'closed', '--reason', 'prov', '--as-of', BEFORE]],
    ['mark', ['mark', 'SIP-1', 'closed-in-prator', '--note', 'prov', '--on', BEFORE, '--as-of', AFTER]],
  ])('is told not to hold from it: %s', async (_, args) => {
    const { code, stdout } = await overgang([...args], world);
    expect([code, stdout.replace(/\s+/gu, ' ')]).toEqual([0, expect.stringContaining(TOLD)]);
    expect(await classOn(AFTER)).toBe('needs-decision');
  });

  it('is told of messages of it that nobody has acknowledged', async () => {
    await importList(world, 'vardtillfalle', LISTED, [{ Vårdtillfälle: 'VT-1' }]);
    const close = ['mark', 'VT-1', 'closed-in-prator', '--note', 'prov', '--as-of', LISTED];
    expect((await overgang([...close, '--dry-run'], world)).stdout).not.toContain('kvitter');
    await importList(world, 'meddelande', LISTED, [{ Ärende: 'VT-1' }]);
    expect((await overgang(close, world)).stdout).toContain('okvitterade meddelanden om VT-1: 1.');
  });

  it('says nothing of one of that day or later, nor of another decision', async () => {
    const decide = (as: string, day: string) => [
      'decide',
      'SIP-1',
      '--as',
      as,
      '--reason',
      'p',
      '--as-of',
      day,
    ];
    for (const args of [decide('vardplan', BEFORE), decide('closed', LISTED)])
      expect((await overgangDone(args, world)).stdout).not.toContain('redan inläst');
    expect(await classOn(AFTER)).toBe('closed');
  });
});
