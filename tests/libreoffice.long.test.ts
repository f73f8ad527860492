import { openDatabase } from '../src/register/engine/sqlite/driver.ts';
import { copyFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseEnvelope } from '../src/documents/worklist/worklist-envelope.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { registerPath } from './helpers/database.ts';
import { handOutLists, openList, returnFile } from './helpers/filled-lists.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

/**
 * Saved by LibreOffice Calc itself (scripts/faults/libreoffice-round-trip.mjs --fixture): four SIPs, every second row
 * answered, sorted by another column, a column hidden, one added, the sheet renamed.
 */
const SAVED = resolve('fixtures/worklists/steg-6-saved-by-libreoffice.xlsx');
const LIST = resolve('fixtures/worklists/sip-2025-09-15.csv');
const DAY = '2025-10-03';

let world: World;

beforeAll(async () => {
  world = { ...(await emptyRegister()), readerProcess: await workbookReader() };
  copyFileSync(LIST, join(world.cwd, 'sip-2025-09-15.csv'));
  await overgang(['import', 'sip-2025-09-15.csv', '--as-of', '2025-09-29'], world);
  await handOutLists(world, '2025-09-29', 'ut', '--step', '6');
  await asHandedOutThen();
});

/** The list was handed out by the build of that day, which knew nothing of a column that steps have been given since. */
async function asHandedOutThen(): Promise<void> {
  const { book } = await openList(SAVED, 'Mina rader');
  const rows: (readonly string[])[] = [];
  book.getWorksheet('_overgang')?.eachRow((row) => {
    rows.push(Array.from({ length: row.cellCount }, (_, at) => row.getCell(at + 1).text));
  });
  const envelope = parseEnvelope(rows);
  const db = openDatabase(registerPath(world));
  db.prepare('UPDATE worklist SET snapshot_id = ?').run(envelope?.snapshotId ?? null);
  db.prepare("UPDATE worklist_row SET cells = json_remove(cells, '$.createdInTarget')").run();
  db.close();
  // Changed from outside: the register wants it accepted.
  await overgangDone(
    ['verify', '--accept', '--reason', 'fixture', '--by', 'prov', '--as-of', '2025-09-29'],
    world,
  );
}

describe('a list in the form that LibreOffice saves', () => {
  it('comes back with every answer, and none invented', async () => {
    const returned = await returnFile(world, DAY, SAVED);
    expect(returned).toMatchObject({
      worklistId: 'AL-0001',
      rows: 4,
      applied: 10,
      unchanged: 0,
      conflicts: [],
      held: [],
      rejected: [],
      altered: [],
      foreign: [],
      // The coordinator's own.
      ignoredColumns: ['E'],
    });
  });

  it('closes the SIPs that were answered, not their neighbours after the sort', async () => {
    const classes = await Promise.all(
      ['SIP-1', 'SIP-2', 'SIP-3', 'SIP-4'].map(
        async (id) =>
          (await overgangJson<{ rule: { code: string } }>(['explain', id, '--as-of', DAY], world)).rule.code,
      ),
    );
    expect(classes.filter((code) => code === 'SIP_ATTESTED_CLOSED')).toHaveLength(2);
    // Handed out by the day of the meeting, then by number: the first and the third row were answered.
    expect(classes[1]).toBe('SIP_ATTESTED_CLOSED');
    expect(classes[2]).toBe('SIP_ATTESTED_CLOSED');
  });

  it('are told of in status as closed by word alone, by kept classes and on the spot', async () => {
    for (const day of [DAY, '2025-10-04'])
      expect(await overgangJson(['status', '--as-of', day], world)).toMatchObject({
        sips: { open: 2, closed: 2, closedByWord: 2 },
      });
    expect(await overgangJson(['status', '--as-of', '2025-10-02'], world)).toMatchObject({
      sips: { open: 4, closed: 0, closedByWord: 0 },
    });
    const { stdout } = await overgang(['status', '--as-of', DAY], world);
    expect(stdout).toContain('avslutade 2, varav 2 bara enligt intyg');
  });

  it('changes nothing when it comes back once more', async () => {
    expect(await returnFile(world, DAY, SAVED)).toMatchObject({ returnId: null, applied: 0, unchanged: 10 });
  });
});
