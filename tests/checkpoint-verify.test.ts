import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../src/register/engine/sqlite/driver.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { createCheckpoint } from '../src/app/checkpoints/create-checkpoint.ts';
import { eventWriter } from '../src/register/log/events.ts';
import { openRegister } from '../src/register/file/register.ts';
import {
  ARCHIVE,
  CLOSER,
  copyOfBag,
  createArgs,
  READ_ONLY,
  resealed,
  smallCheckpoint,
  toldWithout,
  verdictOn,
} from './helpers/checkpoints.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { copyRegister, registerPlace, rowsOf, stateHash } from './helpers/database.ts';
import { contentOf, newFolder } from './helpers/folder.ts';
import { saidToBe } from './helpers/on-server.ts';

let world: World;
let lasl: string;
beforeAll(async () => {
  world = await smallCheckpoint();
  lasl = join(world.cwd, 'lasl');
});

/** A world of its own with the same register and no bag. */
function copyOfWorld(): World {
  const cwd = newFolder();
  copyRegister(world, { cwd });
  return { cwd, now: '2025-10-24T08:00:00.000Z' };
}

/** What a command leaves as it was: every file, and what the register holds, wherever it is kept. */
const allOf = (own: World) => [contentOf(own.cwd), stateHash(own)];

const readText = (folder: string, path: string): string => readFileSync(join(folder, path), 'utf8');
const filesIn = (folder: string): readonly string[] =>
  [...contentOf(folder)].flatMap(([path, content]) => (content === 'folder' ? [] : [path])).sort();
const statementOf = (folder: string): { readonly event: { readonly hash: string } } =>
  JSON.parse(readText(folder, 'data/kontrollpunkt.json')) as { readonly event: { readonly hash: string } };

describe('what verify finds', () => {
  const flip = (folder: string, path: string): void => {
    const bytes = readFileSync(join(folder, path));
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(join(folder, path), bytes);
  };

  it('a flipped bit in any file', async () => {
    for (const path of filesIn(lasl)) {
      const harmed = copyOfBag(lasl);
      flip(harmed, path);
      const { ok, problems } = await verdictOn(world, harmed);
      expect([path, ok]).toEqual([path, false]);
      // The tag manifest is held by nothing in the folder: what it says of another file is told of with its line.
      const told = problems.map(
        ({ where, what }) => `${where} ${path.startsWith('tagmanifest') ? what : ''}`,
      );
      expect(told.join('\n')).toContain(path);
    }
  });

  // Of every file: harmed-files.long.test.ts.
  it('a file that is gone, added, renamed or made a link', async () => {
    for (const path of ['data/handelser.jsonl', 'manifest-sha512.txt']) {
      const { gone, linked } = await toldWithout(world, lasl, path);
      expect(gone.map(({ where }) => where)).toContain(path);
      expect(linked).toContainEqual(expect.objectContaining({ code: 'FILE_IS_LINK', where: path }));
    }
    for (const added of [
      'extra.txt',
      'data/extra.txt',
      'data/tillstand/extra.csv',
      'manifest-md5.txt',
      'tom/',
    ]) {
      const harmed = copyOfBag(lasl);
      if (added.endsWith('/')) mkdirSync(join(harmed, added));
      else writeFileSync(join(harmed, added), 'x');
      expect((await verdictOn(world, harmed)).problems.map(({ where }) => where)).toContain(
        added.replace(/\/$/u, ''),
      );
    }
  });

  /** A change that whoever made it has also made new manifests for. */
  async function afterRewriting(change: (folder: string) => void): Promise<readonly string[]> {
    const harmed = copyOfBag(lasl);
    change(harmed);
    await resealed(harmed);
    return (await verdictOn(world, harmed)).problems.map(({ code, where }) => `${code} ${where}`);
  }
  const rewriting =
    (path: string, change: (text: string) => string) =>
    (folder: string): void => {
      const text = readText(folder, path);
      const changed = change(text);
      expect(changed).not.toBe(text);
      writeFileSync(join(folder, path), changed);
    };
  const inLines =
    (change: (lines: readonly string[]) => readonly string[]) =>
    (text: string): string =>
      change(text.split('\n')).join('\n');

  it('nothing where new manifests are made over the same content', async () => {
    expect(await afterRewriting(() => undefined)).toEqual([]);
  });

  it.each([
    [
      'an event removed',
      'data/handelser.jsonl',
      inLines((lines) => lines.toSpliced(4, 1)),
      'EVENT_MISSING data/handelser.jsonl:5',
    ],
    [
      'events in another order',
      'data/handelser.jsonl',
      inLines(([a = '', b = '', ...rest]) => [b, a, ...rest]),
      'EVENT_MISSING data/handelser.jsonl:1',
    ],
    [
      'an event changed',
      'data/handelser.jsonl',
      (text: string) => text.replace(CLOSER, 'någon annan'),
      /EVENT_CHANGED data\/handelser.jsonl:\d+/u,
    ],
    [
      'an event twice',
      'data/handelser.jsonl',
      inLines(([a = '', ...rest]) => [a, a, ...rest]),
      'EVENT_MISSING data/handelser.jsonl:2',
    ],
    [
      'the last event cut off',
      'data/handelser.jsonl',
      inLines((lines) => lines.toSpliced(-2, 1)),
      /CHECKPOINT_EVENT_MISSING data\/handelser.jsonl:\d+/u,
    ],
    [
      'no event at all',
      'data/handelser.jsonl',
      (text: string) => `x${text}`,
      'EVENT_LINE_FAULTY data/handelser.jsonl:1',
    ],
    [
      'another statement',
      'data/kontrollpunkt.json',
      (text: string) => text.replace('satt i', 'tagen ur'),
      'STATEMENT_DIFFERS data/kontrollpunkt.json',
    ],
    [
      'another count',
      'data/kontrollpunkt.json',
      (text: string) => text.replace(/"open": (\d+)/u, '"open": 1$1'),
      'STATEMENT_DIFFERS data/kontrollpunkt.json',
    ],
    [
      'a statement laid out anew',
      'data/kontrollpunkt.json',
      (text: string) => JSON.stringify(JSON.parse(text)),
      'STATEMENT_REWRITTEN data/kontrollpunkt.json',
    ],
    [
      'a member more',
      'data/kontrollpunkt.json',
      (text: string) => text.replace('{', '{ "more": 1,'),
      'STATEMENT_FAULTY data/kontrollpunkt.json',
    ],
    [
      'a row removed from the state',
      'data/tillstand/sip.csv',
      inLines((lines) => lines.toSpliced(7, 1)),
      'ROWS_DIFFER data/tillstand/sip.csv:8',
    ],
    [
      'a cell of the state',
      'data/tillstand/patient.csv',
      inLines((lines) => lines.with(4, `x${lines[4] ?? ''}`)),
      'ROWS_DIFFER data/tillstand/patient.csv:5',
    ],
    [
      'rows in another order',
      'data/tillstand/enhet.csv',
      inLines(([head = '', a = '', b = '', ...rest]) => [head, b, a, ...rest]),
      'ROWS_DIFFER data/tillstand/enhet.csv:2',
    ],
    [
      'an exception left out',
      'data/oppna-undantag.csv',
      inLines((lines) => lines.toSpliced(3, 1)),
      'ROWS_DIFFER data/oppna-undantag.csv:4',
    ],
    [
      'another hand that closed',
      'data/stangda.csv',
      (text: string) => text.replace(CLOSER, 'någon annan'),
      /ROWS_DIFFER data\/stangda.csv:\d+/u,
    ],
    [
      'where a list lies forgotten',
      'data/kallor.csv',
      (text: string) => text.replace(/data\/kallor\/[^\r]+/u, ''),
      'SOURCES_DIFFER data/kallor.csv',
    ],
    [
      'another source',
      'data/kallor.csv',
      (text: string) => text.replace(/[0-9a-f]{64}/u, '0'.repeat(64)),
      'SOURCES_DIFFER data/kallor.csv',
    ],
  ] as const)('%s, though the manifests were made anew', async (_what, path, change, told) => {
    const problems = await afterRewriting(rewriting(path, change));
    expect(problems).toContainEqual(typeof told === 'string' ? told : expect.stringMatching(told));
  });

  it.each([
    ['a fact', "UPDATE sip SET kommun = '2260' WHERE case_no = 1", 'STATE_DIFFERS'],
    [
      'who closed',
      "UPDATE kontrollpunkt_arende SET stangd_av = 'x' WHERE stangd_av IS NOT NULL",
      'ROWS_DIFFER',
    ],
    ['what was open', 'UPDATE kontrollpunkt_arende SET oppen = 0 WHERE oppen = 1', 'COUNTS_DIFFER'],
    [
      'an event',
      'DROP TRIGGER event_is_never_removed; DELETE FROM event WHERE seq = 5',
      'REGISTER_EVENTS_DIFFER',
    ],
    ['what it is', 'PRAGMA application_id = 1', 'REGISTER_UNUSABLE'],
  ])('%s changed in the register’s copy, though the manifests were made anew', async (_what, sql, code) => {
    const problems = await afterRewriting((folder) => {
      const db = openDatabase(join(folder, 'data/register.sqlite'));
      db.exec(sql);
      db.close();
    });
    expect(problems.join('\n')).toContain(code);
  });

  it('nothing to verify in a folder that is no bag', async () => {
    const { code, stderr } = await overgang(['checkpoint', 'verify', newFolder()], world);
    expect([code, stderr]).toEqual([2, expect.stringContaining('ingen kontrollpunkt')]);
    expect((await overgang(['checkpoint', 'verify', 'finns-inte'], world)).code).toBe(2);
  });

  it('the format of a bag that is no checkpoint', async () => {
    const suite = join(import.meta.dirname, '../fixtures/bagit-conformance/v1.0');
    expect(await verdictOn(world, join(suite, 'valid/basicBag'))).toMatchObject({ ok: true });
    expect(await verdictOn(world, join(suite, 'invalid/notAllManifestsListAllFiles'))).toMatchObject({
      ok: false,
    });
  });
});

describe('create', () => {
  it('writes nothing in a dry run', async () => {
    const own = copyOfWorld();
    const before = allOf(own);
    const { stdout } = await overgangDone([...createArgs('milestone', 'ut', ARCHIVE), '-n'], own);
    expect(stdout).toContain('inget är skrivet');
    expect(allOf(own)).toEqual(before);
  });

  it.each([
    ['a day ahead', ['--at', '2025-10-24T08:00'], 'inte har varit än'],
    ['a day before the newest facts', ['--at', '2025-10-14'], 'Registret har uppgifter från 2025-10-15'],
    ['no moment', ['--at', 'i fredags'], 'ingen dag eller tid'],
    ['nothing stated', ['--statement', ' '], '--statement får inte vara tom'],
    ['a personnummer', ['--by', '19121212-1212'], 'personnummer'],
    ['an unknown kind', ['--kind', 'slut'], 'milestone (Milstolpe)'],
    ['lists from nowhere', ['--sources', 'finns-inte'], 'finns-inte'],
    ['a place where no folder can be', ['-o', 'overgang.sqlite/ut'], 'går inte att skriva'],
    ['no key', ['--sign', 'finns-inte'], /finns-inte|ssh-keygen/u],
  ])('refuses %s, and leaves everything as it was', async (_what, args, told) => {
    const own = copyOfWorld();
    const before = allOf(own);
    const { code, stderr } = await overgang([...createArgs('milestone', 'ut', ARCHIVE), ...args], own);
    expect(code).toBe(2);
    expect(stderr).toMatch(told);
    expect(allOf(own)).toEqual(before);
  });

  it('writes over nothing but a checkpoint, and that only when told to', async () => {
    const own = copyOfWorld();
    mkdirSync(join(own.cwd, 'ut'));
    await overgangDone(createArgs('milestone', 'ut', ARCHIVE), own);
    const first = statementOf(join(own.cwd, 'ut')).event.hash;
    expect((await overgang(createArgs('milestone', 'ut', ARCHIVE), own)).code).toBe(2);
    expect(statementOf(join(own.cwd, 'ut')).event.hash).toBe(first);
    await overgangDone([...createArgs('milestone', 'ut', ARCHIVE), '--force'], own);
    expect(statementOf(join(own.cwd, 'ut')).event.hash).not.toBe(first);
    mkdirSync(join(own.cwd, 'annat'));
    writeFileSync(join(own.cwd, 'annat/fil.txt'), 'x');
    const foreign = await overgang([...createArgs('milestone', 'annat', ARCHIVE), '--force'], own);
    expect([foreign.code, readdirSync(join(own.cwd, 'annat'))]).toEqual([2, ['fil.txt']]);
    expect(readdirSync(own.cwd).sort()).toEqual(['annat', 'overgang.sqlite', 'ut']);
  });

  it('stops when somebody writes in the register meanwhile, and records the gates', async () => {
    const own = copyOfWorld();
    const register = openRegister(registerPlace(own), 'write');
    const request = {
      folder: join(own.cwd, 'ut'),
      kind: 'milestone',
      by: 'Eva Exempel',
      role: null,
      statement: 'prov',
      effectiveAt: ARCHIVE,
      asOf: ARCHIVE,
      writer: { by: register.db.loggedInAs ?? 'prov', recordedAt: '2025-10-23T12:00:00.000Z' },
      isPseudonymised: false,
      sourceFolder: null,
      signingKey: null,
      force: false,
      isDryRun: false,
    } as const;
    const gate = {
      id: 'sips-closed',
      milestone: 'lasl',
      title: 'Alla SIP:ar stängda',
      dueOn: READ_ONLY,
      severity: 'blocking',
      cohort: null,
      ok: false,
      value: 3,
      threshold: 0,
      unit: 'öppna SIP:ar',
      reasons: [{ text: 'tre är öppna', command: null }],
      waiver: { seq: 1, gate: 'sips-closed', reason: 'avtalat', by: 'Eva Exempel', until: ARCHIVE },
    } as const;
    const writing = {
      ...request,
      gatesOf: () => {
        eventWriter(register.db, request.writer)({ type: 'returned', effectiveOn: ARCHIVE, data: {} });
        return [];
      },
    };
    await expect(createCheckpoint(register, writing)).rejects.toMatchObject({
      code: 'REGISTER_CHANGED_MEANWHILE',
    });
    expect(readdirSync(own.cwd)).toEqual(['overgang.sqlite']);
    await createCheckpoint(register, { ...request, gatesOf: () => [gate] });
    register.close();
    expect(statementOf(request.folder)).toMatchObject({ checkpoint: 'K-0002', gates: [gate] });
    expect(readText(request.folder, 'data/intyg.html')).toContain('undantag av Eva Exempel');
    expect((await verdictOn(own, 'ut')).problems).toEqual([]);
  });
});

describe('the lock', () => {
  it('is listed, lifted by a person for a reason, and lifted once', async () => {
    const own = copyOfWorld();
    await overgangDone(createArgs('milestone', 'ut', ARCHIVE), own);
    const listed = await overgangJson(['checkpoint', 'list'], own);
    expect(listed).toMatchObject({
      checkpoints: [
        { checkpoint: 'K-0001', kind: 'read-only', isLocking: true },
        { checkpoint: 'K-0002', kind: 'milestone', isLocking: false },
      ],
    });
    const args = [
      'checkpoint',
      'unlock',
      '--by',
      'Eva Exempel',
      '--reason',
      'Prator öppnades igen',
      '--as-of',
      ARCHIVE,
    ];
    const before = stateHash(own);
    expect((await overgangDone([...args, '-n'], own)).stdout).toContain('K-0001');
    expect(stateHash(own)).toBe(before);
    expect((await overgang(args.with(5, ' '), own)).code).toBe(2);
    expect((await overgang(args.with(5, '19121212-1212'), own)).code).toBe(2);
    await overgangDone(args, own);
    expect(rowsOf(own, "SELECT by, data FROM event WHERE type = 'unlocked'")).toEqual([
      { by: saidToBe('Eva Exempel'), data: '{"checkpoint":"K-0001","reason":"Prator öppnades igen"}' },
    ]);
    const again = await overgang(args, own);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('inte låst')]);
    expect((await overgangDone(['checkpoint', 'list'], own)).stdout).toContain('Registret är inte låst.');
  });
});
