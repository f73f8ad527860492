import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { referenceCode } from '../src/domain/identity/reference-code.ts';
import { named, regionCanaries } from './helpers/canary.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { copyRegister, registerPath, rowsOf } from './helpers/database.ts';
import { contentOf, filesIn, newFolder } from './helpers/folder.ts';
import { naiveList, pathOf, SIP_OCTOBER, SIP_SEPTEMBER } from './helpers/lists.ts';
import { ofFile } from './helpers/on-server.ts';
import { AS_OF, importLists, regionRegister } from './helpers/region.ts';

interface Event {
  readonly seq: number;
  readonly by: string;
  readonly type: string;
  readonly caseId: string | null;
  readonly data: Record<string, unknown>;
}
interface Shown {
  readonly command: string;
  readonly references: readonly string[];
  readonly rows: readonly string[];
  readonly files: readonly string[];
}

const somebody = naiveList(SIP_SEPTEMBER).rows[3];
const ID = somebody?.at('SIP-id') ?? '';
const NUMBER = somebody?.at('Personnummer') ?? '';
const NAME = somebody?.at('Namn') ?? '';
const other = naiveList(SIP_SEPTEMBER).rows[9]?.at('SIP-id') ?? '';

let region: World;
beforeAll(async () => {
  region = await regionRegister();
});

function copy(): World {
  const world = { cwd: newFolder() };
  copyRegister(region, world);
  return world;
}

const run = (world: World, ...args: string[]) => overgang([...args, '--as-of', AS_OF], world);
const newest = (world: World): number =>
  rowsOf<{ seq: number }>(world, 'SELECT max(seq) AS seq FROM event')[0]?.seq ?? 0;
const shownSince = (world: World, seq: number): readonly Shown[] =>
  rowsOf<{ data: string }>(
    world,
    "SELECT data FROM event WHERE type = 'shown' AND seq > ? ORDER BY seq",
    seq,
  ).map(({ data }) => JSON.parse(data) as Shown);
const referenceOf = (world: World, kind: 'sip' | 'patient', where: string, value: string): string =>
  referenceCode(
    kind === 'sip' ? 'S' : 'P',
    rowsOf<{ n: number }>(world, `SELECT case_no AS n FROM ${kind} WHERE ${where} = ?`, value)[0]?.n ?? 0,
  );

describe('whoever is shown a case', () => {
  it('by explain, of a case or a row, stands in the log with the reference code alone', async () => {
    const world = copy();
    const before = newest(world);
    await run(world, 'explain', ID);
    await run(world, 'explain', `${SIP_SEPTEMBER}:${String(somebody?.row ?? 0)}`, '--json');
    const reference = referenceOf(world, 'sip', 'key', ID);
    expect(shownSince(world, before)).toEqual([
      { command: 'explain', references: [reference], rows: [], files: [] },
      { command: 'explain', references: [reference], rows: [], files: [] },
    ]);
  });

  it('by diff and reconcile stands there with the cases that were shown, and no others', async () => {
    const world = copy();
    await importLists(world, [SIP_OCTOBER], '2025-10-09');
    await overgang(['import', join(pathOf(SIP_OCTOBER), '../lcsp-sip-2025-10-08.xlsx')], world);
    const before = newest(world);
    const { stdout } = await run(world, 'diff');
    const diff = await overgangJson<Record<'new' | 'gone' | 'back' | 'changed', { reference: string }[]>>(
      ['diff'],
      world,
    );
    const [some, all] = shownSince(world, before);
    const printed = [...stdout.matchAll(/^ {2}(S\d+-[A-Z]) /gmu)].map(([, reference]) => reference ?? '');
    expect(printed.length).toBeGreaterThan(20);
    expect([...(some?.references ?? [])].sort()).toEqual([...printed].sort());
    const told = [...diff.new, ...diff.gone, ...diff.back, ...diff.changed].map(({ reference }) => reference);
    expect([...(all?.references ?? [])].sort()).toEqual([...told].sort());
  });

  it('of a list of patients stands there with references that explain nothing to others', async () => {
    const world = copy();
    const lists = ['prator-patienter-2025-09-20.csv', 'prator-patienter-2025-09-25.csv'];
    for (const [at, name] of lists.entries()) {
      writeFileSync(
        join(world.cwd, name),
        `Personnummer;Namn;Boende\n${NUMBER};${NAME};${at === 0 ? 'Särskilt' : 'LSS'}\n`,
      );
      await run(world, 'import', '--whole', name);
    }
    const before = newest(world);
    await overgangJson(['diff', '--as', 'patient', '--from', lists[0] ?? '', '--to', lists[1] ?? ''], world);
    await overgangJson(['diff', '--from', lists[0] ?? ''], world);
    const [shown, ofTheKindNamed] = shownSince(world, before);
    expect(shown?.references).toContain(referenceOf(world, 'patient', 'person_id', NUMBER));
    expect(ofTheKindNamed).toEqual(shown);
  });

  it('by a file of rows to mend stands there with its cases, its rows without a case, and the file', async () => {
    const world = copy();
    writeFileSync(
      join(world.cwd, 'sip-2025-09-22.csv'),
      `SIP-id;Personnummer;Namn;Kommun\n${ID};${NUMBER}1;${NAME};Sundsvall\n;${NUMBER};${NAME};Timrå\n`,
    );
    const before = newest(world);
    await run(world, 'import', '--whole', 'sip-2025-09-22.csv', '--errors', 'rätta.csv');
    const source = rowsOf<{ n: number }>(world, 'SELECT max(source_no) AS n FROM source')[0]?.n ?? 0;
    expect(shownSince(world, before)).toEqual([
      {
        command: 'import',
        references: [referenceOf(world, 'sip', 'key', ID)],
        rows: [`${String(source)}:3`],
        files: ['rätta.csv'],
      },
    ]);
  });

  it('by worklists stands there with the names of the files that left', async () => {
    const world = copy();
    await run(world, 'worklist', '-o', 'ut', '--step', 'skyddade', '--format', 'csv,html');
    const { events } = await overgangJson<{ events: Event[] }>(['log', '--type', 'worklist-issued'], world);
    const files = filesIn(join(world.cwd, 'ut')).filter((name) => name !== 'index.html');
    expect(events.flatMap(({ data }) => data['files']).sort()).toEqual([...files].sort());
  });

  it('is not noted where only counts are shown', async () => {
    const world = copy();
    const before = contentOf(world.cwd);
    for (const args of [['status'], ['timeline'], ['worklist', '-o', 'ut', '-n'], ['verify']])
      expect([args, (await run(world, ...args)).code]).toEqual([args, 0]);
    expect(contentOf(world.cwd)).toEqual(before);
  });

  it('by an HSA-id is noted beside the user name; one of another form is refused', async () => {
    const world = copy();
    await overgangDone(['explain', ID, '--as-of', AS_OF, '--hsa-id', 'se2321000206-a1b'], world);
    await overgangDone(['explain', ID, '--as-of', AS_OF], {
      ...world,
      env: { OVERGANG_HSA_ID: 'SE2321000206-9' },
    });
    const { events } = await overgangJson<{ events: Event[] }>(['log', '--type', 'shown'], world);
    expect(events.map(({ by }) => by)).toEqual(['prov (SE2321000206-A1B)', 'prov (SE2321000206-9)']);
    for (const id of ['SE232100020-1', 'SE2321000206', 'NO2321000206-1', `SE2321000206-${'A'.repeat(19)}`]) {
      const { code, stderr } = await run(world, 'explain', ID, '--hsa-id', id);
      expect([id, code, stderr]).toEqual([id, 2, expect.stringContaining('HSA-id')]);
    }
  });

  (process.getuid?.() === 0 ? it.skip : ofFile('bytes').it)(
    'is shown nothing where it can not be noted',
    async () => {
      const world = copy();
      chmodSync(registerPath(world), 0o400);
      chmodSync(world.cwd, 0o500);
      try {
        const { code, stdout, stderr } = await run(world, 'explain', ID);
        expect([code, stdout]).toEqual([2, '']);
        expect(stderr).toContain('ska synas i loggen');
        expect((await run(world, 'status')).code).toBe(0);
      } finally {
        chmodSync(world.cwd, 0o700);
      }
    },
  );
});

describe('log', () => {
  it('shows the newest last, within 80 columns, and says what it leaves out', async () => {
    const world = copy();
    await run(world, 'explain', ID, '--hsa-id', 'SE2321000206-A1B');
    await run(world, 'mark', ID, 'note', '--note', 'Bo Ek ringde');
    const { stdout } = await run(world, 'log', '--last', '3');
    const lines = stdout.trimEnd().split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toContain(`Visade ${referenceOf(world, 'sip', 'key', ID)} med "explain"`);
    expect(stdout).toContain('prov (SE2321000206-A1B)');
    expect(stdout).toContain('2025-09-29 15:00');
    expect(stdout).toContain(`${ID}: Anteckning: (text finns)`);
    expect(stdout).not.toContain('ringde');
    expect(lines.at(-1)).toMatch(/äldre visas inte/u);
  });

  it('as JSON has every event, as the contract says, and no free text', async () => {
    const world = copy();
    await run(world, 'decide', ID, '--as', 'vardplan', '--reason', 'Bo Ek sade det');
    const written = newest(world);
    const { stdout } = await overgang(['log', '--json'], world);
    const { events } = JSON.parse(stdout) as { events: Event[] };
    expect(events).toHaveLength(written);
    // Whoever reads it is shown the cases that it is about.
    expect(newest(world)).toBe(written + 1);
    expect(Object.keys(events[0] ?? {}).sort()).toEqual(
      ['by', 'caseId', 'data', 'effectiveOn', 'hash', 'kind', 'prevHash', 'recordedAt', 'seq', 'type'].sort(),
    );
    expect(events.findLast(({ type }) => type === 'decided')?.data).toMatchObject({ reason: '(text finns)' });
    expect(stdout).not.toContain('Bo Ek');
  });

  it('is filtered by type, by who, by day, by case and by how many', async () => {
    const world = copy();
    await run({ ...world, user: 'anna', now: '2025-10-02T22:30:00.000Z' }, 'explain', ID);
    await run({ ...world, user: 'bertil', now: '2025-10-04T10:00:00.000Z' }, 'explain', other);
    const asked = async (...args: string[]): Promise<readonly Event[]> =>
      (await overgangJson<{ events: Event[] }>(['log', ...args], world)).events;
    const who = async (...args: string[]) => (await asked(...args)).map(({ by }) => by);
    expect(await who('--type', 'shown')).toEqual(['anna', 'bertil']);
    expect(await who('--type', 'shown', '--by', 'ANN')).toEqual(['anna']);
    // Half past midnight in Stockholm.
    expect(await who('--from', '2025-10-03', '--to', '2025-10-03')).toEqual(['anna']);
    expect(await who('--from', '2025-10-04')).toEqual(['bertil']);
    expect(await who('--last', '1')).toEqual(['bertil']);
    expect(await asked('--type', 'imported', 'register-created')).toHaveLength(7);
    expect((await asked('--case', ID, '--type', 'shown')).map(({ by }) => by)).toEqual(['anna']);
    expect((await run(world, 'log', '--type', 'visad')).stderr).toContain('Möjliga värden');
    expect((await run(world, 'log', '--last', '0')).code).toBe(2);
  });

  it('of a case has its events, its worklists, who was shown it, and what was undone; and is noted itself', async () => {
    const world = copy();
    const reference = referenceOf(world, 'sip', 'key', ID);
    await run(world, 'mark', ID, 'note', '--note', 'prov');
    await run(world, 'undo', '--yes');
    await run(world, 'worklist', '-o', 'ut', '--format', 'csv', '--step', '6');
    await run(world, 'explain', ID);
    await run(world, 'explain', other);
    const before = newest(world);
    const found = await overgangJson<{ references: string[]; events: Event[] }>(
      ['log', '--case', reference],
      world,
    );
    expect(found.references).toEqual([reference]);
    const lists = rowsOf<{ id: string }>(
      world,
      `SELECT w.worklist_id AS id FROM worklist w JOIN worklist_row r USING (worklist_no)
       WHERE r.kind = 'sip' AND r.case_no = (SELECT case_no FROM sip WHERE key = ?)`,
      ID,
    ).map(({ id }) => id);
    expect(lists.length).toBeGreaterThan(0);
    const ofType = (type: string): readonly Event[] => found.events.filter((event) => event.type === type);
    expect(ofType('worklist-issued').map(({ data }) => data['worklist'])).toEqual(lists);
    expect(ofType('marked')).toHaveLength(1);
    expect(ofType('undone')).toHaveLength(1);
    expect(ofType('shown')).toHaveLength(1);
    expect(shownSince(world, before)).toEqual([
      { command: 'log', references: [reference], rows: [], files: [] },
    ]);
  });
});

describe('the question who has seen a person', () => {
  it('is answered over every kind, from what is piped in or typed, without the number or anybody else', async () => {
    const world = copy();
    await run(world, 'worklist', '-o', 'ut', '--format', 'csv', '--step', '6');
    await run({ ...world, user: 'anna' }, 'explain', ID);
    await overgangJson(['diff'], { ...world, user: 'bertil' });
    await run({ ...world, user: 'cecilia' }, 'explain', other);
    const sip = referenceOf(world, 'sip', 'key', ID);
    const patient = referenceOf(world, 'patient', 'person_id', NUMBER);
    const found = await overgangJson<{ references: string[]; events: Event[] }>(['log', '--person', '-'], {
      ...world,
      stdin: `${NUMBER}\n`,
    });
    expect(found.references).toEqual(expect.arrayContaining([sip, patient]));
    const shown = found.events.filter(({ type }) => type === 'shown');
    expect(new Set(shown.map(({ by }) => by))).toContain('anna');
    expect(shown.map(({ by }) => by)).not.toContain('cecilia');
    for (const { data } of shown)
      expect((data as unknown as Shown).references.every((one) => found.references.includes(one))).toBe(true);
    expect(found.events.some(({ type }) => type === 'worklist-issued')).toBe(true);
    // Written otherwise, asked for at the terminal.
    const { code, stdout, stderr } = await run(
      { ...world, answer: NUMBER.replace('-', ''), terminal: { stderr: true } },
      'log',
      '--person',
    );
    expect(code).toBe(0);
    expect(stdout).toContain(sip);
    expect(stdout).toContain('anna');
    expect(named(stdout + stderr + JSON.stringify(found), regionCanaries())).toEqual([]);
    expect(shownSince(world, 0).at(-1)).toMatchObject({ command: 'log', references: found.references });
  });

  it('finds a person also in the lists from Lifecare SP, which know nobody’s number', async () => {
    const world = copy();
    const header = 'Personnummer;Namn;Skapad;Samordningsansvarig roll;Samordningsansvarig enhet;Status;Typ';
    writeFileSync(
      join(world.cwd, 'lcsp-sip-2025-10-08.csv'),
      `${header}\n${NUMBER};${NAME};2025-10-07;Sjuksköterska;Enheten;Pågående;SIP\n`,
    );
    const asOf = ['--as-of', '2025-10-08'];
    await overgangDone(['import', 'lcsp-sip-2025-10-08.csv', '--as', 'lcsp_sip', ...asOf], world);
    await run({ ...world, user: 'david' }, 'explain', 'lcsp-sip-2025-10-08.csv:2');
    const { events } = await overgangJson<{ events: Event[] }>(['log', '--person', '-'], {
      ...world,
      stdin: NUMBER,
    });
    expect(events.map(({ by }) => by)).toContain('david');
  });

  it('is not asked on the command line, and is not repeated', async () => {
    const world = copy();
    const before = contentOf(world.cwd);
    for (const [args, stdin] of [
      [['--person', NUMBER], ''],
      [[`--person=${NUMBER}`], ''],
      [['--person'], ''],
      [['--person', '-'], '\n'],
      [['--person', '-'], '2,00E+11'],
    ] as const) {
      const { code, stdout, stderr } = await run({ ...world, stdin }, 'log', ...args);
      expect([args, code, stdout]).toEqual([args, 2, '']);
      expect(stderr).not.toContain(NUMBER);
      expect(stderr).not.toContain('2,00E');
    }
    expect(contentOf(world.cwd)).toEqual(before);
  });

  it('has an answer also when the person is nowhere', async () => {
    const { code, stdout } = await run({ ...copy(), stdin: '19121212-1212' }, 'log', '--person', '-');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Personen är okänd')]);
  });
});

describe('the whole log as JSON lines', () => {
  it('is checked by others with SHA-256 and the recipe of docs/formats.md alone', async () => {
    const world = copy();
    await run(world, 'mark', ID, 'note', '--note', 'Å, ä och ö; "citat" och \\');
    const events = newest(world);
    await overgangDone(['log', '--jsonl', 'logg.jsonl'], world);
    const lines = readFileSync(join(world.cwd, 'logg.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(events);
    let previous = '0'.repeat(64);
    for (const [at, line] of lines.entries()) {
      const { hash, ...hashed } = JSON.parse(line) as Record<string, unknown>;
      expect([hashed['seq'], hashed['prevHash']]).toEqual([at + 1, previous]);
      previous = createHash('sha256')
        .update(JSON.stringify(Object.values(hashed)))
        .digest('hex');
      expect(hash).toBe(previous);
    }
  });

  it.skipIf(spawnSync('python3', ['--version']).error !== undefined)(
    'is checked by the lines of Python in docs/formats.md, and found changed where it is',
    async () => {
      const page = readFileSync(join(import.meta.dirname, '../docs/formats.md'), 'utf8');
      const [, recipe = ''] = /^```python\n(.*?)^```$/msu.exec(page) ?? [];
      const world = copy();
      await run(world, 'mark', ID, 'note', '--note', 'Å, ä och ö; "citat" och \\');
      const { head } = await overgangJson<{ head: { seq: number; hash: string } }>(['verify'], world);
      await overgangDone(['log', '--jsonl', 'logg.jsonl'], world);
      const check = () => spawnSync('python3', ['-c', recipe], { cwd: world.cwd, encoding: 'utf8' });
      expect(check().stdout.trim()).toBe(`${String(head.seq)} ${head.hash}`);
      const file = join(world.cwd, 'logg.jsonl');
      writeFileSync(file, readFileSync(file, 'utf8').replace('citat', 'citot'));
      expect(check().status).not.toBe(0);
    },
  );

  it('leaves a trace, and no file where one stands', async () => {
    const world = copy();
    const before = newest(world);
    await overgangDone(['log', '--jsonl', 'logg.jsonl'], world);
    expect(shownSince(world, before)).toEqual([
      { command: 'log', references: [], rows: [], files: [basename('logg.jsonl')] },
    ]);
    const { code } = await run(world, 'log', '--jsonl', 'logg.jsonl');
    expect(code).toBe(2);
    expect(newest(world)).toBe(before + 1);
    await overgangDone(['log', '--jsonl', 'logg.jsonl', '--force'], world);
  });
});
