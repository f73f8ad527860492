import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { charactersInPieces, NOT_FOR_A_TERMINAL } from './helpers/any-text.ts';
import { overgang, overgangDone, overgangJson, type Ran, type World } from './helpers/cli.ts';
import { change, rowsOf } from './helpers/database.ts';
import { writeAnew } from './helpers/folder.ts';
import { emptyRegister, importSips, PNR, sipList } from './helpers/sip-lists.ts';

/** Every verb that takes typed text, with such texts as each of its texts: taken in or refused, and no harm. */

const DAY = '2025-10-20';
/** What a terminal, JSON or a line can stumble on, and some of all the rest, which any-text.long.test.ts has whole. */
const ALL = charactersInPieces(0x2_0000)
  .flatMap((piece) => Array.from(piece))
  .filter((sign, at) => at % 97 === 0 || /[\p{Cc}\p{Cf}\p{Z}"'\\<>&]/u.test(sign))
  .join('');
const LONG = `a\u2028b\u2029c\u0085d${'å'.repeat(500_000)}`;

let world: World;
const write = (name: string, content: string): string => {
  const path = join(world.cwd, name);
  writeAnew(path, content);
  return path;
};
const csvCell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const create = ['checkpoint', 'create', '--kind', 'read-only', '--force', '-o', 'lasläge'];

/** What of each verb is typed, and a register that it can work in. To add a verb: a line. */
interface Typing {
  readonly args: (text: string) => readonly string[] | Promise<readonly string[]>;
  /** Tried with a text of a megabyte, too. */
  readonly isLong?: true;
}

const VERBS: Readonly<Record<string, Typing>> = {
  'mark milestone': {
    args: (text) => ['mark', 'milestone', 'personal', '--kommun', 'Timrå', '--by', text, '--note', text],
  },
  'mark --by': { args: (text) => ['mark', 'SIP-101', 'note', '--by', text, '--note', text] },
  'decide --by': {
    args: (text) => ['decide', 'SIP-101', '--as', 'needs-decision', '--reason', text, '--by', text],
  },
  'waive --by': {
    args: (text) => [
      ...['waive', 'steg-2-startade', '--reason', text, '--by', text, '--until', '2025-12-31'],
    ],
  },
  'import --whole': {
    isLong: true,
    args: (text) => {
      const name = `sip-2025-10-${text === LONG ? '09' : '08'}.csv`;
      write(name, sipList([{ id: 'SIP-101', pnr: PNR.eva }]));
      return ['import', name, '--whole', '--by', text, '--reason', text];
    },
  },
  'inbox --done': {
    isLong: true,
    args: async (text) => {
      const { items } = await overgangJson<{ items: readonly { id: string }[] }>(
        ['inbox', '--as-of', DAY],
        world,
      );
      return ['inbox', '--done', items[0]?.id ?? '', '--by', text, '--reason', text];
    },
  },
  'verify --accept': {
    args: (text) => {
      change(world, "UPDATE sip SET unit = 'En annan' WHERE key = 'SIP-101'");
      return ['verify', '--accept', '--by', text, '--reason', text];
    },
  },
  'checkpoint create': {
    args: (text) => [...create, '--by', text, '--role', text, '--statement', text],
  },
  'checkpoint unlock': {
    args: async (text) => {
      await overgangDone([...create, '--by', 'P', '--statement', 'prov', '--as-of', DAY], world);
      return ['checkpoint', 'unlock', '--by', text, '--reason', text];
    },
  },
  'profile apply': {
    args: async (text) => {
      const profile = await overgangJson<object>(['profile', 'show', 'vasternorrland-2025'], world);
      return ['profile', 'apply', write('p.json', JSON.stringify({ ...profile, title: text }))];
    },
  },
  'contacts import': {
    args: (text) => {
      const cells = ['Hälsocentralen Granen', text, 'sdk', text, 'brev', text].map(csvCell).join(';');
      const header = 'Mottagare;Funktion;Kanal;Adress;Lösenordskanal;Telefon';
      return ['contacts', 'import', write('k.csv', `${header}\n${cells}\n`)];
    },
  },
};

const tried = new Map<string, { readonly ran: Ran; readonly isUnchanged: boolean }[]>();
const harm = ({ stdout, stderr }: Ran): string | undefined =>
  NOT_FOR_A_TERMINAL.exec(stripVTControlCharacters(stdout + stderr))?.[0];
const lastSeq = (): number =>
  rowsOf<{ seq: number }>(world, 'SELECT max(seq) AS seq FROM event')[0]?.seq ?? 0;

beforeAll(async () => {
  world = { ...(await emptyRegister()), terminal: { stdout: true, stderr: true } };
  const undecided = ['SIP-201', 'SIP-202'].map((id) => ({ id, kommun: '', pnr: PNR.anna }));
  await importSips(world, '2025-10-06', [{ id: 'SIP-101', pnr: PNR.eva }, ...undecided]);
  for (const [verb, { args, isLong }] of Object.entries(VERBS)) {
    const all: { ran: Ran; isUnchanged: boolean }[] = [];
    for (const text of isLong === true ? [ALL, LONG] : [ALL]) {
      const typed = [...(await args(text)), '--as-of', DAY, '--no-input'];
      const before = lastSeq();
      all.push({ ran: await overgang(typed, world), isUnchanged: lastSeq() === before });
    }
    tried.set(verb, all);
  }
}, 120_000);

describe.each(Object.keys(VERBS))('any text typed with %s', (verb) => {
  it('is taken in or refused with a word, and sends a terminal nothing that it would obey', () => {
    for (const { ran, isUnchanged } of tried.get(verb) ?? []) {
      expect([ran.code <= 2, harm(ran)]).toEqual([true, undefined]);
      if (ran.code === 2) expect([isUnchanged, ran.stderr.trim() === '']).toEqual([true, false]);
      else expect(isUnchanged).toBe(false);
    }
  });
});

describe('the register after it all', () => {
  it('is whole, and a checkpoint of it verifies', async () => {
    expect((await overgang(['verify', '--as-of', DAY], world)).code).toBe(0);
    const last = ['checkpoint', 'create', '--kind', 'milestone', '--by', 'P', '--statement', 'x', '-o', 'k'];
    await overgangDone([...last, '--as-of', DAY], world);
    for (const folder of ['k', 'lasläge']) {
      const { problems } = await overgangJson<{ problems: unknown }>(['checkpoint', 'verify', folder], world);
      expect(problems).toEqual([]);
    }
    const lines = readFileSync(join(world.cwd, 'k/data/handelser.jsonl'), 'utf8').split('\n').slice(0, -1);
    expect(lines.filter((line) => 'hash' in (JSON.parse(line) as object))).toHaveLength(lines.length);
  }, 120_000);

  it.each([
    ...[['log'], ['explain', 'SIP-101'], ['inbox', '--with-texts'], ['waive'], ['status'], ['timeline']],
    ...[['readiness'], ['checkpoint', 'list'], ['contacts', 'show'], ['status', '--lists']],
  ])('%s %s sends a terminal nothing that it would obey, and JSON that can be read', async (...args) => {
    const shown = await overgang([...args, '--as-of', DAY], world);
    expect([shown.code <= 1, harm(shown)]).toEqual([true, undefined]);
    const json = await overgang([...args, '--as-of', DAY, '--json'], { ...world, terminal: {} });
    expect(NOT_FOR_A_TERMINAL.exec(json.stdout)).toBeNull();
    expect(JSON.parse(json.stdout)).toBeTypeOf('object');
  });

  it('hides or reorders nothing on a page', async () => {
    await overgang(['readiness', '-o', 'r.html', '--as-of', DAY], world);
    await overgang(['inbox', '-o', 'i.html', '--as-of', DAY], world);
    const pages = readdirSync(world.cwd, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.html'),
    );
    expect(pages.length).toBeGreaterThan(3);
    for (const page of pages)
      expect([page, NOT_FOR_A_TERMINAL.exec(readFileSync(join(world.cwd, page), 'utf8'))?.[0]]).toEqual([
        page,
        undefined,
      ]);
  });
});
