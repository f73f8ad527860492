import { openDatabase } from '../src/register/engine/sqlite/driver.ts';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Verification } from '../src/domain/verification/verification.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { change, changeSealed, registerPath, rowsOf } from './helpers/database.ts';
import { contentOf, newFolder } from './helpers/folder.ts';
import { pathOf, SIP_OCTOBER } from './helpers/lists.ts';
import { ofFile } from './helpers/on-server.ts';
import { AS_OF, newRegister, regionRegister } from './helpers/region.ts';

let handedOut: World;
beforeAll(async () => {
  handedOut = await regionRegister();
  await overgangDone(['worklist', '-o', 'ut', '--step', '6', '--format', 'csv', '--as-of', AS_OF], handedOut);
});

/** A copy of the region's register with worklists handed out. */
function copy(): World {
  const world = { cwd: newFolder() };
  copyFileSync(registerPath(handedOut), registerPath(world));
  return world;
}

const verify = (world: World, ...args: string[]): Promise<Verification> =>
  overgangJson<Verification>(['verify', ...args], world);

const told = ({ problems }: Verification): string[] =>
  problems.map(({ check, where }) => `${check} ${where}`);

ofFile('bytes').describe('verify', () => {
  it('finds a sound register whole, and prints the head of the log', async () => {
    const world = copy();
    const verification = await verify(world);
    const [head] = rowsOf<{ seq: number; hash: string }>(
      world,
      'SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1',
    );
    expect(verification).toMatchObject({
      ok: true,
      problems: [],
      head: { ...head, events: head?.seq },
      seal: { state: 'sealed', eventSeq: head?.seq },
    });
    const { code, stdout } = await overgang(['verify'], world);
    expect(code).toBe(0);
    expect(stdout).toContain('Registret overgang.sqlite är helt.');
    expect(stdout).toContain(`${String(head?.seq)}:${head?.hash ?? ''}`);
    expect(stdout).toContain('Det här syns inte');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('writes nothing: not a byte, no file, and the time of the file stands', async () => {
    const world = copy();
    change(world, "UPDATE sip SET unit = 'X' WHERE case_no = 5");
    const before = contentOf(world.cwd);
    const { mtimeMs } = statSync(registerPath(world));
    expect((await overgang(['verify'], world)).code).toBe(1);
    expect((await overgang(['verify', '--head', 'a'.repeat(64), '--json'], world)).code).toBe(1);
    expect(contentOf(world.cwd)).toEqual(before);
    expect(statSync(registerPath(world)).mtimeMs).toBe(mtimeMs);
  });

  it('reads a register in a folder where nothing may be written', async () => {
    const world = copy();
    chmodSync(registerPath(world), 0o400);
    chmodSync(world.cwd, 0o500);
    try {
      expect(await verify(world)).toMatchObject({ ok: true });
    } finally {
      chmodSync(world.cwd, 0o700);
    }
  });
});

ofFile('bytes').describe('each check finds what is its own, also where the seal would not', () => {
  it.each([
    ['chain', "UPDATE event SET by = 'x' WHERE seq = 7", 'händelse 7'],
    ['chain', 'DELETE FROM event WHERE seq = 7', 'händelse 7'],
    [
      'chain',
      'UPDATE event SET seq = -1 WHERE seq = 7; UPDATE event SET seq = 7 WHERE seq = 9; UPDATE event SET seq = 9 WHERE seq = -1',
      'händelse 7',
    ],
    ['schema', 'CREATE TABLE annat (a TEXT) STRICT', 'tabell annat'],
    ['schema', 'DROP INDEX event_of_type', 'index event_of_type'],
    ['ledger', 'DELETE FROM source_row WHERE source_no = 2 AND row = 9', 'källa 2'],
    ['ledger', 'UPDATE source SET rows = rows + 1 WHERE source_no = 3', 'källa 3'],
    ['cases', 'UPDATE source_row SET case_no = 999999 WHERE source_no = 1 AND row = 9', 'källa 1 rad 9'],
    ['facts', 'UPDATE vardtillfalle SET row = 99999 WHERE case_no = 4', 'tabell vardtillfalle, ärende 4'],
    ['facts', 'UPDATE earlier_facts SET row = 99999 WHERE case_no = 6', 'tabell sip, ärende 6'],
    ['keys', 'UPDATE finding SET source_no = 77 WHERE rowid = 1', 'tabell finding, rad 1'],
    ['worklists', 'DELETE FROM worklist_row WHERE worklist_no = 2 AND position = 1', 'AL-0002'],
    [
      'worklists',
      'DELETE FROM worklist_row WHERE worklist_no = 3; DELETE FROM worklist WHERE worklist_no = 3',
      'AL-0003',
    ],
  ])('%s: %s', async (check, sql, where) => {
    const world = copy();
    changeSealed(world, sql);
    const verification = await verify(world);
    expect(verification.ok).toBe(false);
    expect(told(verification).some((one) => one.startsWith(`${check} ${where}`))).toBe(true);
    expect(told(verification).filter((one) => one.startsWith('seal'))).toEqual([]);
  });

  it('says what was done to an event', async () => {
    const world = copy();
    changeSealed(
      world,
      "UPDATE event SET by = 'x' WHERE seq = 3; UPDATE event SET seq = -1 WHERE seq = 7; UPDATE event SET seq = 7 WHERE seq = 9; UPDATE event SET seq = 9 WHERE seq = -1; DELETE FROM event WHERE seq = 12",
    );
    const { problems } = await verify(world);
    const of = (seq: number): string =>
      problems
        .filter(({ where }) => where === `händelse ${String(seq)}`)
        .map(({ what }) => what)
        .join('; ');
    expect(of(3)).toContain('är ändrad');
    expect(of(7)).toContain('står på fel plats: skrevs som 9');
    expect(of(9)).toContain('står på fel plats: skrevs som 7');
    expect(of(12)).toContain('saknas');
  });

  it('names page and table, and the end of the log that is gone', async () => {
    const world = copy();
    const newest = rowsOf<{ seq: number }>(world, 'SELECT max(seq) AS seq FROM event')[0]?.seq ?? 0;
    change(world, "UPDATE patient SET housing = 'lss' WHERE case_no = 5");
    expect(told(await verify(world)).some((one) => /^seal sida \d+ \(tabell patient\)$/u.test(one))).toBe(
      true,
    );
    const cut = copy();
    change(cut, `DELETE FROM event WHERE seq > ${String(newest - 3)}`);
    expect(told(await verify(cut))).toContain(`tail händelse ${String(newest)}`);
  });
});

ofFile('bytes').describe('a head that was printed', () => {
  it('is found in the log, with or without its number', async () => {
    const world = copy();
    const [event] = rowsOf<{ hash: string }>(world, 'SELECT hash FROM event WHERE seq = 9');
    const hash = event?.hash ?? '';
    for (const head of [hash, `9:${hash}`, hash.toUpperCase()])
      expect(await verify(world, '--head', head)).toMatchObject({ ok: true });
    expect(told(await verify(world, '--head', `8:${hash}`))).toEqual(['head händelse 8']);
  });

  it('tells of a log that was cut and sealed anew, which nothing else does', async () => {
    const world = copy();
    const { head } = await verify(world);
    changeSealed(
      world,
      `DELETE FROM worklist_row; DELETE FROM worklist;
       DELETE FROM event WHERE seq >= (SELECT min(seq) FROM event WHERE type = 'worklist-issued')`,
    );
    expect(await verify(world)).toMatchObject({ ok: true });
    const { ok, problems } = await verify(world, '--head', head?.hash ?? '');
    expect(ok).toBe(false);
    expect(problems[0]?.what).toContain('finns inte i loggen');
  });

  it('is refused when it is no hash', async () => {
    const { code, stderr } = await overgang(['verify', '--head', 'abc'], copy());
    expect([code, stderr]).toEqual([2, expect.stringContaining('--head')]);
  });
});

ofFile('bytes').describe('a register that is damaged', () => {
  it.each([
    ['its first bytes', 0, 1],
    ['the size of its pages', 16, 1],
    ['the format of its tables', 44, 4],
    ['the list of its tables', 200, 8_000],
  ])('in %s is still told of, by name', async (_what, from, length) => {
    const world = copy();
    const bytes = readFileSync(registerPath(world));
    bytes.fill(0xa5, from, from + length);
    writeFileSync(registerPath(world), bytes);
    const verification = await verify(world);
    expect(verification.ok).toBe(false);
    expect(verification.problems.some(({ where }) => where.startsWith('sida 1'))).toBe(true);
    const { code, stderr } = await overgang(['mark', 'SIP-1', 'note', '--note', 'prov'], world);
    expect(code).toBe(2);
    expect(stderr).toMatch(/skadat|inte ett register/u);
  });

  it.each([
    ['is missing', () => undefined, 'finns inte'],
    [
      'is text',
      (path: string) => {
        writeFileSync(path, 'text');
      },
      'inte ett register',
    ],
    [
      'is a folder',
      (path: string) => {
        mkdirSync(path);
      },
      'inte ett register',
    ],
    [
      'belongs to another program',
      (path: string) => {
        const db = openDatabase(path);
        db.exec('CREATE TABLE t (a)');
        db.close();
      },
      'inte ett register',
    ],
  ])('or %s can not be checked', async (_what, make, message) => {
    const world = { cwd: newFolder() };
    make(registerPath(world));
    const { code, stderr } = await overgang(['verify'], world);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('is not mended where a run was killed while it wrote: that is for the next command', async () => {
    const world = copy();
    const other = copy();
    const db = openDatabase(registerPath(world));
    db.pragma('cache_size = 2');
    db.exec("BEGIN IMMEDIATE; UPDATE sip SET unit = 'X'");
    copyFileSync(registerPath(world), registerPath(other));
    copyFileSync(`${registerPath(world)}-journal`, `${registerPath(other)}-journal`);
    db.exec('ROLLBACK');
    db.close();
    const before = contentOf(other.cwd);
    const { ok, problems } = await verify(other);
    expect([ok, problems[0]?.where]).toEqual([false, 'journalen bredvid registret']);
    expect(contentOf(other.cwd)).toEqual(before);
    await overgangDone(['status', '--as-of', AS_OF], other);
    expect(existsSync(`${registerPath(other)}-journal`)).toBe(false);
    expect(await verify(other)).toMatchObject({ ok: true });
  });
});

/** Every command that reads a register and shows nobody. */
const READING = [
  ['status'],
  ['timeline'],
  ['readiness'],
  ['reconcile'],
  ['diff'],
  ['log'],
  ['waive'],
  ['checkpoint', 'list'],
  ['rehearse', '-o', 'ovning'],
] as const;

ofFile('bytes').describe('an altered register', () => {
  it('is refused by every command that reads or writes it; nothing is written', async () => {
    const world = copy();
    change(world, "UPDATE sip SET unit = 'X' WHERE case_no = 5");
    const before = contentOf(world.cwd);
    const id = rowsOf<{ key: string }>(world, 'SELECT key FROM sip WHERE case_no = 5')[0]?.key ?? '';
    for (const args of [
      ['mark', id, 'note', '--note', 'prov'],
      ['import', '--whole', pathOf(SIP_OCTOBER)],
      ['worklist', '-o', 'ut2'],
      ['explain', id],
      ...READING,
    ]) {
      const { code, stdout, stderr } = await overgang([...args, '--as-of', AS_OF], world);
      expect([args[0], code, stdout]).toEqual([args[0], 2, '']);
      expect(stderr).toContain('har ändrats av något annat än overgang');
      expect(stderr).toContain('overgang verify');
    }
    expect(contentOf(world.cwd)).toEqual(before);
  });

  it('is accepted by a person with a reason; it is logged, and then written again', async () => {
    const world = copy();
    change(world, "UPDATE sip SET unit = 'X' WHERE case_no = 5", { keepsTriggers: true });
    for (const args of [[], ['--by', 'Lena'], ['--reason', 'prov']]) {
      const { code, stderr } = await overgang(['verify', '--accept', ...args], world);
      expect([code, stderr]).toEqual([2, expect.stringContaining('--reason')]);
    }
    const accept = ['verify', '--accept', '--by', 'Lena', '--reason', 'enheten rättad för hand'];
    await overgangDone(accept, world);
    const [event] = rowsOf<{ by: string; type: string; data: string }>(
      world,
      "SELECT by, type, data FROM event WHERE type <> 'register-sealed' ORDER BY seq DESC LIMIT 1",
    );
    expect([event?.by, event?.type]).toEqual(['Lena', 'alteration-accepted']);
    expect(JSON.parse(event?.data ?? '')).toMatchObject({
      reason: 'enheten rättad för hand',
      user: 'prov',
      problems: 1,
      found: [{ check: 'seal', where: expect.stringContaining('tabell sip') as string }],
    });
    expect(await verify(world)).toMatchObject({ ok: true });
    const id = rowsOf<{ key: string }>(world, 'SELECT key FROM sip WHERE case_no = 5')[0]?.key ?? '';
    await overgangDone(['mark', id, 'note', '--note', 'prov', '--as-of', AS_OF], world);
    const before = contentOf(world.cwd);
    expect((await overgangDone(accept, world)).stdout).toContain('inget att godta');
    expect(contentOf(world.cwd)).toEqual(before);
  });

  it('whose log was cut or changed is accepted too, but a break of the log is told of for ever', async () => {
    const world = copy();
    change(world, "UPDATE event SET by = 'x' WHERE seq = 5; DELETE FROM event WHERE seq > 40");
    await overgangDone(['verify', '--accept', '--by', 'Lena', '--reason', 'prov'], world);
    const verification = await verify(world);
    expect(told(verification)).toContain('chain händelse 5');
    expect(told(verification).filter((one) => /^(?:seal|tail)/u.test(one))).toEqual([]);
  });
});

ofFile('bytes').describe('what overgang itself does leaves a register that is whole', () => {
  it('after every command that writes', async () => {
    const world = await newRegister();
    const id = 'SIP-1';
    writeFileSync(
      join(world.cwd, 'sip-2025-09-15.csv'),
      `SIP-id;Personnummer;Namn;Kommun;Samordningsansvar;Status\n${id};19270525-9964;Rune Lindqvist;Sundsvall;Kommun;Pågående\nSIP-2;fel;Bo Ek;Sundsvall;Kommun;Pågående\n`,
    );
    writeFileSync(
      join(world.cwd, 'sip-2025-09-22.csv'),
      `SIP-id;Personnummer;Namn;Kommun;Samordningsansvar;Status\n${id};19270525-9964;Rune Lindqvist;Timrå;Kommun;Pågående\n`,
    );
    writeFileSync(join(world.cwd, 'mappning.json'), '{ "kind": "sip", "columns": { "sip_id": "SIP-id" } }');
    const commands: readonly (readonly string[])[] = [
      ['import', 'sip-2025-09-15.csv', '--errors', 'rätta.csv'],
      ['import', 'sip-2025-09-15.csv'],
      ['import', 'rätta.csv'],
      ['import', '--whole', 'sip-2025-09-22.csv', '--mapping', 'mappning.json'],
      ['mark', id, 'note', '--note', 'prov'],
      ['decide', id, '--as', 'vardplan', '--reason', 'prov'],
      ['undo', '--yes'],
      ['diff'],
      ['explain', id],
      ['explain', 'sip-2025-09-15.csv:3'],
      ['worklist', '-o', 'ut', '--format', 'csv'],
      ['return', 'ut/index.html'],
      ['log', '--case', id],
      ['log', '--jsonl', 'logg.jsonl'],
      ['status'],
    ];
    let before = 1;
    for (const args of commands) {
      await overgang([...args, '--as-of', AS_OF], world);
      const { ok, problems, head, seal } = await verify(world);
      expect([args, ok, problems, seal]).toEqual([
        args,
        true,
        [],
        { state: 'sealed', eventSeq: head?.seq ?? -1 },
      ]);
      before = Math.max(before, head?.seq ?? 0);
    }
    expect(before).toBeGreaterThan(14);
  });

  it('and one that was killed before it sealed: its events are told to be unsealed, and nothing is wrong', async () => {
    const world = copy();
    const kept = readFileSync(registerPath(world));
    const id = rowsOf<{ key: string }>(world, 'SELECT key FROM sip WHERE case_no = 5')[0]?.key ?? '';
    await overgangDone(['mark', id, 'note', '--note', 'prov', '--as-of', AS_OF], world);
    // The seal of before, as if the run had ended between its writing and its sealing.
    const db = openDatabase(registerPath(world), { readonly: true });
    const pages = db.prepare("SELECT pageno FROM dbstat WHERE name = 'seal'").pluck().all() as number[];
    db.close();
    const bytes = readFileSync(registerPath(world));
    for (const page of pages) kept.copy(bytes, (page - 1) * 16_384, (page - 1) * 16_384, page * 16_384);
    writeFileSync(registerPath(world), bytes);
    const verification = await verify(world);
    expect(verification).toMatchObject({ ok: true, seal: { state: 'behind' } });
    expect((await overgang(['verify'], world)).stdout).toContain('en senare körning avbröts');
    await overgangDone(['mark', id, 'note', '--note', 'prov', '--as-of', AS_OF], world);
    expect(await verify(world)).toMatchObject({ ok: true, seal: { state: 'sealed' } });
    // But events that do not follow the sealed ones are nobody's killed run.
    change(
      world,
      "INSERT INTO event SELECT seq + 1, recorded_at, effective_on, 'x', type, kind, case_id, data, hash, hash FROM event ORDER BY seq DESC LIMIT 1",
    );
    expect((await overgang(['mark', id, 'note', '--note', 'prov'], world)).stderr).toContain('har ändrats');
    unlinkSync(registerPath(world));
  });
});
