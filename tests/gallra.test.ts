import { asFile } from '../src/register/engine/sqlite/sqlite-engine.ts';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ArchiveVerdict } from '../src/app/checkpoints/gallra.ts';
import { GALLRING } from '../src/register/file/gallring-tables.ts';
import { brokenEvents } from '../src/register/log/events.ts';
import { canariesOf, named, regionCanaries } from './helpers/canary.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { change, copyRegister, inRegister, registerPath, rowsOf, stateHash } from './helpers/database.ts';
import { filledCopy, handOutLists } from './helpers/filled-lists.ts';
import { newFolder } from './helpers/folder.ts';
import { writeCheckpoint, writeEvent } from './helpers/locked.ts';
import { IS_ON_SERVER, ofFile, OWNER, REGISTER_NAME, saidToBe } from './helpers/on-server.ts';
import { regionRegister } from './helpers/region.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const archive = vi.hoisted((): { verdict: ArchiveVerdict } => ({
  verdict: { ok: false, problems: [], checkpoint: null, head: null },
}));
vi.mock('../src/app/checkpoints/verify-archive.ts', () => ({
  verifyArchive: () => Promise.resolve(archive.verdict),
}));

const DAY = '2025-10-06';
const ARCHIVED = '2025-10-23';
const GALLRAD = '2025-11-03';
const NAME = 'overgang.sqlite';
/** What no gallring reaches, and the program says so. */
const UNREACHED = IS_ON_SERVER ? 'arkiverad WAL' : 'borta från en SSD';
/** Whose an event is afterwards: what was typed goes; who was logged in stays, also before what was typed. */
const leftOf = (by: string): string =>
  IS_ON_SERVER ? by.replace(/ \(.*$/su, ' (gallrat)') : by === OWN.name ? '(gallrat)' : by;
/** Somebody who answers, and writes of a patient. */
const OWN = { number: '19250628-9822', name: 'Gudrun Testensdotter' };

let archived: World;
let head: string;

const headOf = (world: World): string =>
  rowsOf<{ hash: string }>(world, 'SELECT hash FROM event ORDER BY seq DESC LIMIT 1')[0]?.hash ?? '';

/** The region with people's work in it, archived: marks, decisions, answers, a list from Lifecare SP, a mapping. */
beforeAll(async () => {
  const world = { ...(await regionRegister()), readerProcess: await workbookReader() };
  const write = (name: string, text: string): string => {
    writeFileSync(join(world.cwd, name), text);
    return name;
  };
  await overgangDone(
    [
      'import',
      write('lcsp.csv', `Pnr;Vem;Skapad\n${OWN.number};${OWN.name};2025-10-02\n`),
      ...['--mapping', write('lcsp.json', MAPPING), '--exported-at', '2025-10-06', '--as-of', DAY],
    ],
    world,
  );
  const lists = await handOutLists(
    world,
    DAY,
    'ut',
    '--step',
    '6',
    '--kommun',
    'Sundsvall',
    '--with-personnummer',
  );
  const { path } = lists[0] ?? { path: '' };
  const [token = ''] = (await import('./helpers/filled-lists.ts').then(({ openList }) => openList(path)))
    .tokens;
  const filled = await filledCopy(path, join(world.cwd, 'ifylld.xlsx'), {
    [token]: { Status: 'Behöver hjälp', Kommentar: `Ring ${OWN.name}`, Av: OWN.name },
  });
  await overgangDone(['return', filled, '--as-of', DAY], world);
  const [sip] = rowsOf<{ key: string }>(
    world,
    "SELECT key FROM sip WHERE class = 'stada' OR class = 'close-not-current'",
  );
  await overgangDone(['mark', sip?.key ?? '', 'note', '--note', `${OWN.name} ringde`, '--as-of', DAY], world);
  await overgangDone(
    ['decide', sip?.key ?? '', '--as', 'vardplan', '--reason', OWN.name, '--as-of', DAY],
    world,
  );
  // Whose name that is nobody can tell: only that of whoever was logged in stays.
  const by = ['--by', OWN.name, '--as-of', DAY];
  await overgangDone(
    ['waive', 'steg-1-registrerade', '--reason', `${OWN.name} väntar`, '--until', '2025-12-31', ...by],
    world,
  );
  const create = ['checkpoint', 'create', '--kind', 'milestone', '-o', 'k1', '--role', OWN.name];
  await overgangDone([...create, '--statement', `Allt flyttat utom ${OWN.name}`, ...by], world);
  writeCheckpoint(world, 'archive', 'K-0002', ARCHIVED);
  archived = world;
  head = headOf(world);
}, 120_000);

const MAPPING = JSON.stringify({
  kind: 'lcsp_sip',
  columns: { person_id: 'Pnr', name: 'Vem', created_on: 'Skapad' },
  values: { status: { [OWN.name]: 'open' } },
});

/** A copy of the archived register with its key, and a verifier that says the archive is whole. */
function copyOfArchived(): World {
  archive.verdict = { ok: true, problems: [], checkpoint: 'K-0002', head };
  const cwd = newFolder();
  copyRegister(archived, { cwd });
  copyFileSync(join(archived.cwd, `${NAME}.key`), join(cwd, `${NAME}.key`));
  return { cwd };
}

const gallra = (world: World, ...more: readonly string[]) =>
  overgang(['gallra', '--archive', 'arkiv', '--as-of', GALLRAD, ...more], world);
const statusOf = (world: World, asOf: string) =>
  overgangJson<Record<string, unknown>>(['status', '--as-of', asOf], world);

describe('a register that is gallrat', () => {
  let world: World;
  let before: Record<string, unknown>;
  let bytesBefore: Buffer;

  beforeAll(async () => {
    world = copyOfArchived();
    before = await statusOf(world, ARCHIVED);
    bytesBefore = readFileSync(registerPath(world));
    const { code, stderr } = await gallra(world, '--confirm', REGISTER_NAME);
    expect([code, stderr]).toEqual([0, '']);
  });

  ofFile('bytes').it('has no personnummer and no name left in its file, in any form', () => {
    const people = [regionCanaries(), canariesOf([OWN])];
    const found = (bytes: Buffer): number =>
      people.reduce((sum, canaries) => sum + named(bytes.toString('utf8'), canaries).length, 0);
    // What watches must see.
    expect(found(bytesBefore)).toBeGreaterThan(1000);
    const bytes = readFileSync(registerPath(world));
    expect(found(bytes)).toBe(0);
    for (const canaries of people) expect(named(bytes.toString('latin1'), canaries)).toEqual([]);
    // The ids of Prator lead to a person for those who have it.
    expect(bytesBefore.toString('latin1')).toMatch(/SIP-\d/u);
    expect(bytes.toString('latin1')).not.toMatch(/SIP-\d/u);
    const ids = rowsOf<{ key: string }>(
      archived,
      'SELECT key FROM sip UNION SELECT key FROM vardtillfalle UNION SELECT key FROM meddelande',
    );
    expect(ids.length).toBeGreaterThan(3_000);
    // Hashes are bytes by chance, and hold a letter and a digit now and then: the ids are looked for whole.
    const known = new Set(ids.map(({ key }) => key));
    const idsIn = (content: Buffer): readonly string[] =>
      (content.toString('latin1').match(/[A-Z]+-?\d{4,}/gu) ?? []).filter((text) => known.has(text));
    expect(idsIn(bytesBefore).length).toBeGreaterThan(3_000);
    expect(idsIn(bytes)).toEqual([]);
  });

  it('has no key to the pseudonyms any more', () => {
    expect(existsSync(join(archived.cwd, `${NAME}.key`))).toBe(true);
    expect(existsSync(join(world.cwd, `${NAME}.key`))).toBe(false);
  });

  ofFile('bytes').it('is whole, of the same make, and no larger', () => {
    const look = inRegister(world, (db) => [
      asFile(db).pragma('integrity_check', { simple: true }),
      asFile(db).pragma('application_id', { simple: true }),
      asFile(db).pragma('freelist_count', { simple: true }),
    ]);
    expect(look).toEqual(['ok', 0x4f56474e, 0]);
    expect(readFileSync(registerPath(world)).length).toBeLessThan(bytesBefore.length);
  });

  it('still tells the final counts, the same as the archive, whatever day is asked for', async () => {
    const after = await statusOf(world, '2026-01-15');
    const gallrat = { on: GALLRAD, checkpoint: 'K-0002' };
    expect(after).toEqual({ ...before, asOf: ARCHIVED, gallrat });
    expect((await overgangDone(['status'], world)).stdout).toContain(
      `Registret är gallrat ${GALLRAD}: siffrorna är arkivets (K-0002), ${ARCHIVED}.`,
    );
  });

  it('keeps every event, with its time and who was logged in, in a chain that holds', () => {
    const rows = (of: World) =>
      rowsOf<{ by: string; type: string }>(
        of,
        'SELECT seq, recorded_at, by, type, prev_hash, hash FROM event ORDER BY seq',
      );
    const [then, now] = [rows(archived), rows(world)];
    const typed = then.filter(({ by }) => by === saidToBe(OWN.name)).length;
    expect([typed > (IS_ON_SERVER ? 0 : 1), typed < then.length / 2]).toEqual([true, true]);
    expect(now.slice(0, then.length)).toEqual(then.map((row) => ({ ...row, by: leftOf(row.by) })));
    // What has been shown, before and since, is an event too.
    const since = now.slice(then.length).map((row) => row['type']);
    expect(since.filter((type) => type !== 'shown' && type !== 'register-sealed')).toEqual(['gallrat']);
    expect(inRegister(world, brokenEvents)).toEqual([]);
  });

  it.each([
    ['a redacted event', 'UPDATE event SET data = \'{"mark":"note","note":"x"}\' WHERE type = \'marked\''],
    ['whose a redacted event is', "UPDATE event SET case_id = 'S999-X' WHERE type = 'marked'"],
    ['an event that was not redacted', "UPDATE event SET data = '{}' WHERE type = 'register-created'"],
    [
      'the gallring itself',
      `UPDATE event SET data = replace(data, '"day":"2', '"day":"1') WHERE type = 'gallrat'`,
    ],
    ['who wrote an event', "UPDATE event SET by = 'annan' WHERE seq = 5"],
  ])('a later change is found: %s', (_what, sql) => {
    const copy: World = { cwd: newFolder() };
    copyRegister(world, copy);
    change(copy, sql);
    expect(inRegister(copy, brokenEvents).some(({ what }) => what === 'content')).toBe(true);
  });

  it('keeps its log to be read: what was done, when and by whom, for which reference', async () => {
    const { stdout } = await overgangDone(['log', '--last', '2000'], world);
    for (const words of ['Kontrollpunkt K-0001', 'Gallrade registret', 'Tog emot lista', 'Beslut'])
      expect(stdout).toContain(words);
    const { events } = await overgangJson<{ events: { type: string }[] }>(['log'], world);
    expect(events.length).toBeGreaterThan(1_000);
    const reference = /S\d+-[A-Z]/u.exec(stdout)?.[0] ?? '';
    expect((await overgangDone(['log', '--case', reference], world)).stdout).toContain(reference);
    expect((await overgang(['log', '--person', reference], world)).stderr).toContain('gallrat');
  });

  it('has its log append-only again', () => {
    for (const sql of ['DELETE FROM event WHERE seq = 1', "UPDATE event SET by = 'x' WHERE seq = 1"])
      expect(() => {
        change(world, sql, { keepsTriggers: true });
      }).toThrow('append-only');
  });

  it('is refused by every other command', async () => {
    const hash = stateHash(world);
    for (const args of [
      ['import', 'x.csv'],
      ['explain', 'S1-G'],
      ['worklist', '-o', 'ut'],
      ['undo', '--yes'],
      ['timeline'],
    ]) {
      const { code, stderr } = await overgang(args, world);
      expect([args[0], code]).toEqual([args[0], 2]);
      expect(stderr).toContain('gallrat');
    }
    expect(stateHash(world)).toBe(hash);
  });

  it('has a note to sign: what, when, by whom, on which archive', () => {
    const note = readFileSync(join(world.cwd, `${REGISTER_NAME}.gallring.html`), 'utf8');
    for (const text of [
      'K-0002',
      head,
      GALLRAD,
      rowsOf<{ hash: string }>(world, "SELECT hash FROM event WHERE type = 'gallrat'")[0]?.hash ?? '?',
      IS_ON_SERVER ? `${OWNER} (serverns inloggning)` : 'prov',
      'Underskrift',
      UNREACHED,
      'earlier_facts',
    ])
      expect(note).toContain(text);
    expect(named(note, regionCanaries())).toEqual([]);
  });

  it('can be finished, if it was cut off: the key goes, and the note is written again', async () => {
    const cutOff: World = { cwd: newFolder() };
    copyRegister(world, cutOff);
    writeFileSync(join(cutOff.cwd, `${NAME}.key`), 'x');
    const events = rowsOf<{ seq: number }>(cutOff, 'SELECT seq FROM event').length;
    const { code, stdout } = await gallra(cutOff, '-o', 'notering.txt', '--confirm', REGISTER_NAME);
    expect(code).toBe(0);
    expect(rowsOf(cutOff, 'SELECT type FROM event WHERE seq > ?', events)).toEqual([
      { type: 'gallring-resumed' },
      ...(IS_ON_SERVER ? [] : [{ type: 'register-sealed' }]),
    ]);
    expect((await overgang(['verify'], cutOff)).code).toBe(0);
    expect(stdout).toContain('notering.txt');
    expect(existsSync(join(cutOff.cwd, `${NAME}.key`))).toBe(false);
    expect(readFileSync(join(cutOff.cwd, 'notering.txt'), 'utf8')).toContain('Underskrift: ____');
  });
});

describe('before anything is removed', () => {
  async function unchanged(world: World, ...more: readonly string[]) {
    const bytes = readFileSync(registerPath(world));
    const ran = await gallra(world, ...more);
    expect(readFileSync(registerPath(world)).equals(bytes)).toBe(true);
    expect(existsSync(join(world.cwd, `${NAME}.key`))).toBe(true);
    return ran;
  }

  it('a trial shows every table, with its rows, and what no gallring reaches', async () => {
    const world = copyOfArchived();
    const { code, stdout } = await unchanged(world, '-n');
    expect(code).toBe(0);
    for (const table of Object.keys(GALLRING).filter((name) => !IS_ON_SERVER || name !== 'seal'))
      expect(stdout).toMatch(new RegExp(`^  ${table} \\([\\d\\s]+ rad(?:er)?\\)$`, 'mu'));
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain(UNREACHED);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(await overgangJson(['gallra', '--archive', 'arkiv', '-n'], world)).toMatchObject({
      gallrat: null,
      plan: { archive: { checkpoint: 'K-0002', head, day: ARCHIVED }, hasKeyFile: true },
    });
  });

  it('it must be confirmed with the name of the file', async () => {
    const world = copyOfArchived();
    expect(await unchanged(world)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`--confirm ${REGISTER_NAME}`) as string,
    });
    expect((await unchanged(world, '--confirm', 'ja')).code).toBe(1);
  });

  it.each([
    [
      'is not whole',
      { ok: false, problems: [{ what: 'ändrad', where: 'data/sip.csv' }] },
      'ändrad, data/sip.csv',
    ],
    ['is of another register', { head: 'f'.repeat(64) }, 'inget arkiv av det här registret'],
    ['was never made by the log', { checkpoint: 'K-0099' }, 'inget arkiv av det här registret'],
  ])('an archive that %s is refused', async (_what, fault, text) => {
    const world = copyOfArchived();
    archive.verdict = { ...archive.verdict, ...fault };
    const { code, stderr } = await unchanged(world, '--confirm', REGISTER_NAME);
    expect(code).toBe(2);
    expect(stderr).toContain(text);
  });

  it('a checkpoint of another kind is no archive', async () => {
    const world = copyOfArchived();
    writeCheckpoint(world, 'milestone', 'K-0003', ARCHIVED);
    archive.verdict = { ...archive.verdict, checkpoint: 'K-0003', head: headOf(world) };
    expect((await unchanged(world, '--confirm', REGISTER_NAME)).stderr).toContain('inget arkiv');
  });

  it('what happened after the archive asks for a new one; its own seal and being read do not', async () => {
    const world = copyOfArchived();
    writeEvent(world, { type: 'checkpoint-sealed', effectiveOn: ARCHIVED, data: { checkpoint: 'K-0002' } });
    writeEvent(world, { type: 'shown', effectiveOn: ARCHIVED, data: { command: 'explain', references: [] } });
    expect((await unchanged(world, '-n')).code).toBe(0);
    const [{ key } = { key: '' }] = rowsOf<{ key: string }>(world, 'SELECT key FROM sip LIMIT 1');
    await overgangDone(['mark', key, 'note', '--note', 'sent'], world);
    const { code, stderr } = await unchanged(world, '--confirm', REGISTER_NAME);
    expect(code).toBe(2);
    expect(stderr).toContain('(händelse');
    expect(stderr).toContain('nytt arkiv');
  });

  it('a note that can not be written stops it', async () => {
    const world = copyOfArchived();
    writeFileSync(join(world.cwd, 'notering.html'), 'finns');
    expect((await unchanged(world, '-o', 'notering.html', '--confirm', REGISTER_NAME)).code).toBe(2);
  });
});

it('every table of the register has its gallring', () => {
  const tables = inRegister(archived, (db) => db.tables());
  // Of a server's there is no seal.
  expect(Object.keys(GALLRING).filter((name) => !IS_ON_SERVER || name !== 'seal')).toEqual(
    expect.arrayContaining([...tables]),
  );
  expect(Object.keys(GALLRING)).toHaveLength(tables.length + (IS_ON_SERVER ? 1 : 0));
});

it('the handbook says of the log, word for word, what the program says before it removes anything', () => {
  const handbook = readFileSync('docs/arkivarie.md', 'utf8');
  expect(handbook).toContain(GALLRING['event']?.what);
  expect(GALLRING['event']?.what).toContain('--by');
});

describe('a register with lists that were handed out to a unit that no list of units has', () => {
  it('is gallrat, and no longer says what the unit was called', async () => {
    const world = { ...(await emptyRegister()), readerProcess: await workbookReader() };
    const ward = `Avdelning ${OWN.name}`;
    const early = '2025-10-01';
    await importList(world, 'enhet', early, [{}]);
    await importList(world, 'vardtillfalle', early, [{ Vårdenhet: ward, Utskrivningsklar: '2025-09-28' }]);
    const lists = await handOutLists(world, early, 'ut', '--format', 'csv');
    expect(rowsOf(world, 'SELECT unit FROM worklist WHERE unit IS NOT NULL')).toContainEqual({ unit: ward });
    expect(lists.length).toBeGreaterThan(0);
    writeCheckpoint(world, 'archive', 'K-0002', ARCHIVED);
    archive.verdict = { ok: true, problems: [], checkpoint: 'K-0002', head: headOf(world) };
    expect(await gallra(world, '--confirm', REGISTER_NAME)).toMatchObject({ code: 0 });
    expect(rowsOf(world, 'SELECT unit FROM worklist WHERE unit IS NOT NULL')).toEqual([]);
    if (!IS_ON_SERVER) expect(readFileSync(registerPath(world), 'latin1')).not.toContain('Testensdotter');
  });
});
