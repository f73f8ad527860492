import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { InboxEntry } from '../src/domain/inbox/inbox.ts';
import { referenceCode } from '../src/domain/identity/reference-code.ts';
import { cellsOf, copyOf } from './helpers/answered-region.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { handOutOne, returnFiles } from './helpers/filled-lists.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const DAY = '2025-10-06';
const SECRET = 'Ring Märta Nordström';

const [S1, S2, S3, S4, S5] = [1, 2, 3, 4, 5].map((number) => referenceCode('S', number)) as [
  string,
  string,
  string,
  string,
  string,
];

let world: World;
let list = '';

interface Inbox {
  readonly items: readonly InboxEntry[];
  readonly counts: Readonly<Record<string, number>>;
}
const inbox = (...more: string[]): Promise<Inbox> =>
  overgangJson<Inbox>(['inbox', '--as-of', DAY, ...more], world);
const kinds = async (...more: string[]): Promise<Readonly<Record<string, number>>> =>
  (await inbox(...more)).counts;
const itemOf = async (kind: string): Promise<InboxEntry> => {
  const { items } = await inbox('--kind', kind);
  const [item] = items;
  if (item === undefined) throw new Error(`no ${kind}`);
  return item;
};

/** The list handed out, with answers in the rows of these references, sent back. */
async function answer(
  rows: Readonly<Record<string, Readonly<Record<string, string>>>>,
  name = 'svar.csv',
): Promise<void> {
  const [header = '', ...lines] = readFileSync(list, 'utf8').trimEnd().split('\r\n');
  const headers = cellsOf(header);
  const written = lines.map((line) => {
    const cells = cellsOf(line);
    const filling = Object.entries(rows).find(([reference]) =>
      cells.some((cell) => cell.includes(reference)),
    );
    for (const [column, value] of Object.entries(filling?.[1] ?? {}))
      cells[headers.indexOf(`"${column}"`)] = value;
    return cells.join(';');
  });
  const file = join(world.cwd, name);
  writeFileSync(file, [header, ...written, ''].join('\r\n'));
  await returnFiles(world, DAY, file);
}

const SIPS = [
  { 'SIP-id': 'SIP-1', who: 'anna' },
  { 'SIP-id': 'SIP-2', who: 'ulla' },
  { 'SIP-id': 'SIP-3', who: 'eva', 'Skyddade personuppgifter': 'Ja' },
  { 'SIP-id': 'SIP-4', who: 'rune' },
] as const;

let handedOut: World;
let sixth = '';
beforeAll(async () => {
  handedOut = await emptyRegister();
  await importList(handedOut, 'vardtillfalle', '2025-09-29', []);
  await importList(handedOut, 'sip', '2025-09-29', SIPS);
  ({ path: sixth } = await handOutOne(handedOut, DAY, 'ut', '--step', '6', '--format', 'csv'));
});
beforeEach(() => {
  world = copyOf(handedOut);
  list = sixth;
});

describe('the inbox', () => {
  it('is empty where nothing waits, and says so', async () => {
    expect((await overgangDone(['inbox', '--as-of', DAY], world)).stdout).toContain('Ingenting väntar');
  });

  it('tells of help, wrong recipients and comments: whose, which and what settles it, and no text', async () => {
    await answer({
      [S1]: { Status: 'Behöver hjälp', Kommentar: SECRET },
      [S2]: { Status: 'Fel mottagare' },
      [S4]: { Kommentar: SECRET },
    });
    const { items } = await inbox();
    expect(items.map(({ kind, references, recipient }) => [kind, ...references, recipient])).toEqual([
      ['help', S1, 'Hälsocentralen Granen'],
      ['wrong-recipient', S2, 'Hälsocentralen Granen'],
      ['comment', S4, 'Hälsocentralen Granen'],
    ]);
    expect(items.map(({ settles }) => settles.command)).toEqual([
      'overgang return FIL',
      expect.stringContaining(`--done ${items[1]?.id ?? ''}`) as string,
      expect.stringContaining(`--done ${items[2]?.id ?? ''}`) as string,
    ]);
    const { stdout } = await overgangDone(['inbox', '--as-of', DAY], world);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(stdout + JSON.stringify(items)).not.toContain('Märta');
  });

  it('shows texts where they are asked for, and the log says who was shown', async () => {
    await answer({ [S4]: { Kommentar: SECRET } });
    const { stdout } = await overgangDone(['inbox', '--with-texts', '--as-of', DAY], world);
    expect(stdout).toContain(SECRET);
    const [shown] = rowsOf<{ data: string }>(
      world,
      "SELECT data FROM event WHERE type = 'shown' ORDER BY seq DESC LIMIT 1",
    );
    expect(JSON.parse(shown?.data ?? '')).toMatchObject({
      command: 'inbox --with-texts',
      references: [S4],
    });
  });

  it('lets help go by itself when the row is answered, or has left the list', async () => {
    await answer({ [S1]: { Status: 'Behöver hjälp' }, [S2]: { Status: 'Behöver hjälp' } });
    expect(await kinds()).toEqual({ help: 2 });
    ({ path: list } = await handOutOne(world, DAY, 'ut2', '--step', '6', '--format', 'csv'));
    await answer({ [S1]: { Status: 'Pågår' } }, 'svar2.csv');
    expect(await kinds()).toEqual({ help: 1 });
    await importList(world, 'sip', DAY, [SIPS[0], SIPS[2], SIPS[3]]);
    expect(await kinds()).toEqual({});
  });

  it('lets a wrong recipient go when the row stands on another’s list', async () => {
    await answer({ [S2]: { Status: 'Fel mottagare' } });
    expect(await kinds()).toEqual({ 'wrong-recipient': 1 });
    await importList(world, 'sip', DAY, [
      SIPS[0],
      { ...SIPS[1], 'Samordningsansvarig enhet': 'Hälsocentralen Björken' },
      SIPS[2],
      SIPS[3],
    ]);
    expect((await kinds())['wrong-recipient']).toBeUndefined();
  });

  it('tells of what has been seen to no more, until it comes again for another reason; undo brings it back', async () => {
    await answer({ [S4]: { Kommentar: 'Ringer i morgon' } });
    const { id } = await itemOf('comment');
    const done = await overgangJson<{ done: readonly { seq: number }[] }>(
      ['inbox', '--done', id.toLowerCase(), '--by', 'P Ledare', '--reason', 'Ringt', '--as-of', DAY],
      world,
    );
    expect(await kinds()).toEqual({});
    // The same list once more says nothing new.
    await answer({ [S4]: { Kommentar: 'Ringer i morgon' } }, 'igen.csv');
    expect(await kinds()).toEqual({});
    await overgangDone(['undo', String(done.done[0]?.seq ?? 0), '--yes', '--as-of', DAY], world);
    expect((await itemOf('comment')).id).toBe(id);
    await overgangDone(['inbox', '--done', id, '--as-of', DAY], world);
    ({ path: list } = await handOutOne(world, DAY, 'ut2', '--step', '6', '--format', 'csv'));
    await answer({ [S4]: { Kommentar: 'Nu är det bråttom' } }, 'ny.csv');
    expect((await itemOf('comment')).id).not.toBe(id);
  });

  it('refuses what is not in it, all of it or none, and writes nothing in a dry run', async () => {
    await answer({ [S4]: { Kommentar: 'x' } });
    const { id } = await itemOf('comment');
    const refused = await overgang(['inbox', '--done', id, 'BBBB-BBBB', '--as-of', DAY], world);
    expect([refused.code, refused.stderr.includes('BBBB-BBBB')]).toEqual([2, true]);
    await overgangDone(['inbox', '--done', id, '--dry-run', '--as-of', DAY], world);
    expect(rowsOf(world, "SELECT 1 FROM event WHERE type = 'inbox-done'")).toEqual([]);
    const { code } = await overgang(['inbox', '--by', 'P Ledare', '--as-of', DAY], world);
    expect(code).toBe(2);
    const number = await overgang(
      ['inbox', '--done', id, '--reason', '19250628-9822', '--as-of', DAY],
      world,
    );
    expect(number.code).toBe(2);
  });

  it('tells nothing of a protected person but that the handlers have something', async () => {
    ({ path: list } = await handOutOne(world, DAY, 'ut3', '--step', 'skyddade', '--format', 'csv'));
    await answer({ [S3]: { Status: 'Behöver hjälp', Kommentar: SECRET } });
    const { items } = await inbox('--with-texts');
    expect(items).toMatchObject([{ kind: 'help', recipient: 'Utsedda handläggare', references: [] }]);
    expect(JSON.stringify(items)).not.toMatch(/S3-|Märta|Granen/u);
    expect((await inbox('--unit', 'Hälsocentralen Granen')).items).toEqual([]);
  });

  it('asks for all of a unit’s messages in one text with the address of its side', async () => {
    await importList(world, 'enhet', '2025-09-01', [{}]);
    await importList(world, 'vardtillfalle', '2025-10-01', [
      { Inskriven: '2025-09-28 08:00', Hälsocentral: '' },
    ]);
    await importList(world, 'meddelande', '2025-10-01', [{}, { 'Meddelande-id': 'M-2' }]);
    const { texts, recipient } = (await inbox('--kind', 'acknowledge', '--with-texts')).items[0] ?? {};
    expect(recipient).toBe('Hälsocentralen Granen');
    expect(texts).toHaveLength(1);
    expect(texts?.[0]).toContain('Självservice');
    expect(texts?.[0]).toContain('- M Nordström, född 1925 (2 meddelanden)');
    expect(texts?.[0]).not.toContain('9822');
  });

  it('tells of lists that are not back in time, and of entries after go-live', async () => {
    await importList(world, 'sip', '2025-10-12', [
      ...SIPS.map((sip) => ({ ...sip })),
      { 'SIP-id': 'SIP-9', who: 'birgitta', Startad: '2025-10-07' },
    ]);
    const { items } = await overgangJson<Inbox>(['inbox', '--as-of', '2025-10-14'], world);
    expect(items.map(({ kind, references }) => [kind, ...references])).toEqual([
      ['begun-late', S5],
      ['late-list', expect.stringMatching(/^AL-/u) as string],
    ]);
  });

  it('is a page with the comments that somebody has let out, and no others', async () => {
    await answer({ [S1]: { Kommentar: 'Mötet är flyttat' }, [S4]: { Kommentar: SECRET } });
    const { items } = await inbox('--with-texts');
    const open = items.find(({ texts }) => texts?.includes('Mötet är flyttat') === true);
    await overgangDone(['inbox', '--release', open?.id ?? '', '--by', 'P Ledare', '--as-of', DAY], world);
    await overgangDone(['inbox', '-o', 'inkorg.html', '--as-of', DAY], world);
    const page = readFileSync(join(world.cwd, 'inkorg.html'), 'utf8');
    expect([page.includes('Mötet är flyttat'), page.includes('Märta')]).toEqual([true, false]);
    await overgangDone(['inbox', '-o', 'inkorg.html', '--force', '--as-of', DAY], world);
    expect(readFileSync(join(world.cwd, 'inkorg.html'), 'utf8')).toBe(page);
    const nothing = await overgang(['inbox', '-o', 'inkorg.docx', '--as-of', DAY], world);
    expect(nothing.code).toBe(2);
  });
});
