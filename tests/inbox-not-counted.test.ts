import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InboxEntry } from '../src/domain/inbox/inbox.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { referenceCode } from '../src/domain/identity/reference-code.ts';
import { rowsOf } from './helpers/database.ts';
import { filledCopy, handOutOne, returnFile, type Filling } from './helpers/filled-lists.ts';
import { emptyRegister, importSips, PNR } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/** An answer that is told not to count is no event of its own: it calls for somebody all the same, once. */
const DAY = '2025-10-06';
const [ONE, TWO, THREE] = [1, 2, 3].map((number) => referenceCode('S', number)) as [string, string, string];
const CLOSED = { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03'), Av: 'B' };

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;
let list: string;
beforeAll(async () => {
  readerProcess = await workbookReader();
});
beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-15', [
    { id: 'SIP-1' },
    { id: 'SIP-2', pnr: PNR.ulla },
    { id: 'SIP-3', pnr: PNR.eva, skydd: 'Ja' },
  ]);
  list = (await handOutOne(world, DAY, 'ut', '--step', '6')).path;
});

let copies = 0;
async function filled(filling: Filling, path = list): Promise<string> {
  copies += 1;
  return filledCopy(path, join(world.cwd, `svar-${String(copies)}.xlsx`), filling);
}
const answered = async (filling: Filling, path = list) => returnFile(world, DAY, await filled(filling, path));
const items = async (): Promise<readonly InboxEntry[]> =>
  (await overgangJson<{ items: readonly InboxEntry[] }>(['inbox', '--as-of', DAY], world)).items.filter(
    ({ kind }) => kind === 'not-counted',
  );
const events = () => rowsOf<{ data: string }>(world, "SELECT data FROM event WHERE type = 'not-counted'");
const mark = (name: string) => overgangDone(['mark', 'SIP-1', name, '--note', 'prov', '--as-of', DAY], world);

describe('an answer that is told not to count', () => {
  it('is in the inbox with whose list it came on, its reference, why, and what settles it', async () => {
    await answered({ [ONE]: { Status: 'Behöver hjälp', ...CLOSED } });
    const [item, ...more] = await items();
    expect(more).toEqual([]);
    expect(item).toMatchObject({
      recipient: 'Hälsocentralen Granen',
      references: [ONE],
      step: '6',
      dueOn: '2025-10-10',
    });
    expect(item?.why).toContain('status är ”Behöver hjälp”, men ”Avslutad i Prator” är ifylld');
    expect(item?.settles.command).toContain(item?.id ?? '-');
  });

  it('is of one list and reason one thing, with every reference', async () => {
    await answered({ [ONE]: { Status: 'Kanske' }, [TWO]: { Status: 'Inte' } });
    expect((await items()).map(({ references }) => references)).toEqual([[ONE, TWO]]);
  });

  it('is seen to, and comes again for another reason alone', async () => {
    const path = await filled({ [ONE]: { Status: 'Kanske' } });
    await returnFile(world, DAY, path);
    const [item] = await items();
    await overgangDone(['inbox', '--done', item?.id ?? '', '--by', 'Ledaren', '--as-of', DAY], world);
    await returnFile(world, DAY, path);
    expect([await items(), events().length]).toEqual([[], 1]);
    await answered({ [ONE]: { 'Avslutad i Prator': new Date('2025-10-05'), Av: 'B' } });
    expect((await items()).map(({ why }) => why).join()).toContain('utan att ”Alla parter klara” är Ja');
  });

  it('is settled by another answer in its cell, and back when the return of that is undone', async () => {
    await answered({ [ONE]: { Status: 'Kanske' } });
    await answered({ [ONE]: { Kommentar: 'Ringt' } });
    expect(await items()).toHaveLength(1);
    const { returnId } = await answered({ [ONE]: { Status: 'Pågår' } });
    expect(await items()).toEqual([]);
    await overgangDone(['undo', returnId ?? '', '--yes', '--as-of', DAY], world);
    expect(await items()).toHaveLength(1);
  });

  it('is gone with the return that it came with, when that is undone', async () => {
    const { returnId } = await answered({
      [ONE]: { Status: 'Kanske', 'Ny samordningsansvarig satt': 'Nej' },
    });
    expect(await items()).toHaveLength(1);
    await overgangDone(['undo', returnId ?? '', '--yes', '--as-of', DAY], world);
    expect(await items()).toEqual([]);
  });

  it('is there again where the file comes in again after that, or after another answer', async () => {
    const path = await filled({ [ONE]: { Status: 'Kanske', 'Ny samordningsansvarig satt': 'Nej' } });
    const { returnId } = await returnFile(world, DAY, path);
    await overgangDone(['undo', returnId ?? '', '--yes', '--as-of', DAY], world);
    await returnFile(world, DAY, path);
    expect(await items()).toHaveLength(1);
    await answered({ [ONE]: { Status: 'Pågår' } });
    expect(await items()).toEqual([]);
    await answered({ [ONE]: { Status: 'Kanske' } });
    expect([(await items()).length, events().length]).toEqual([1, 3]);
  });

  it('against a closing by hand is there as long as that closes the case', async () => {
    await mark('sip-moved');
    await mark('closed-in-prator');
    await answered({ [ONE]: { Status: 'Behöver hjälp', Av: 'B' } });
    expect((await items()).map(({ why }) => why).join()).toContain('avslutat för hand');
    const [closing] = rowsOf<{ seq: number }>(
      world,
      "SELECT max(seq) AS seq FROM event WHERE type = 'marked'",
    );
    await overgangDone(['undo', String(closing?.seq), '--yes', '--as-of', DAY], world);
    expect(await items()).toEqual([]);
  });

  it('on an older list, that somebody has weighed, is there though its case is closed', async () => {
    const { returnId } = await answered({ [ONE]: { 'Alla parter klara': 'Nej', Av: 'B' } });
    expect(returnId).not.toBeNull();
    const newer = (await handOutOne(world, DAY, 'ut2', '--step', '6')).path;
    await answered({ [ONE]: CLOSED }, newer);
    await answered({ [ONE]: { 'Alla parter klara': 'Nej', Av: 'B', Kommentar: 'igen' } });
    expect((await items()).map(({ why }) => why).join()).toContain('det var känt när någon svarade annat');
  });

  it('leaves codes and columns behind, and nothing that anybody wrote', async () => {
    await answered({ [ONE]: { Status: 'Märta Nordström', Kommentar: `Ring ${PNR.anna}`, Av: 'K Berg' } });
    const [event] = events();
    expect(event?.data).not.toMatch(/Märta|Nordström|9822|Berg|Ring/u);
    expect(JSON.parse(event?.data ?? '{}')).toMatchObject({
      step: '6',
      token: ONE,
      told: [
        { code: 'ANSWER_NOT_A_CHOICE', column: 'status' },
        { code: 'ANSWER_WITH_PERSONNUMMER', column: 'comment' },
      ],
    });
    const { stdout } = await overgang(['log', '--type', 'not-counted', '--as-of', DAY], world);
    expect(stdout).toContain('ANSWER_NOT_A_CHOICE');
  });

  it('of protected persons is told as one, without reference or place', async () => {
    const guarded = (await handOutOne(world, DAY, 'ut3', '--step', 'skyddade')).path;
    await answered({ [THREE]: { Status: 'Kanske' } }, guarded);
    const told = await items();
    expect(told).toMatchObject([
      { recipient: 'Utsedda handläggare', references: [], step: null, isGuarded: true },
    ]);
    expect(JSON.stringify(told)).not.toContain(THREE);
  });

  it('writes nothing in a dry run, nor of a list where all counts', async () => {
    await overgang(
      ['return', await filled({ [ONE]: { Status: 'Kanske' } }), '--dry-run', '--as-of', DAY],
      world,
    );
    await answered({ [ONE]: { Status: 'Klar', ...CLOSED } });
    expect([events(), await items()]).toEqual([[], []]);
  });
});
