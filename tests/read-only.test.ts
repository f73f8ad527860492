import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { filesIn } from './helpers/folder.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { factsAndClasses, rowsOf, stateHash } from './helpers/database.ts';
import { filledCopy, handOutLists, type HandedOutList } from './helpers/filled-lists.ts';
import { lockRegister, unlockRegister } from './helpers/locked.ts';
import { regionRegister } from './helpers/region.ts';
import { emptyRegister, importSips, sipList } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const READ_ONLY = '2025-10-16';
const LATER = '2025-10-20';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;

beforeAll(async () => {
  readerProcess = await workbookReader();
});

beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-15', [{ id: 'SIP-1' }, { id: 'SIP-2' }, { id: 'SIP-3' }]);
});

interface Imported {
  readonly files: readonly {
    readonly rows: number;
    readonly fates: Readonly<Record<string, number>>;
    readonly findings: readonly { readonly code: string; readonly severity: string }[];
    readonly gone: number;
    readonly held: { readonly checkpoint: string; readonly since: string } | null;
  }[];
}

/** Two of three, one of them changed, with a title, a blank and a footer row. */
const listOf = (day: string): string => {
  const [header = '', ...rows] = sipList([{ id: 'SIP-1', fas: 'Utvärdering' }, { id: 'SIP-2' }])
    .trimEnd()
    .split('\n');
  return `SIP-lista, uttag ${day}\n${[header, ...rows].join('\n')}\n;;;\nAntal: 2\n`;
};

async function importList(day: string): Promise<Imported['files'][number]> {
  const name = `sip-${day}.csv`;
  writeFileSync(join(world.cwd, name), listOf(day));
  const { files } = await overgangJson<Imported>(['import', '--whole', name, '--as-of', LATER], world);
  const [file] = files;
  if (file === undefined) throw new Error('nothing imported');
  return file;
}

const events = (type: string): readonly { data: string; effective_on: string }[] =>
  rowsOf(world, 'SELECT data, effective_on FROM event WHERE type = ? ORDER BY seq', type);

describe('a list taken out after the source system was set read-only', () => {
  it('changes no facts: every row is accounted for, and that it came is noted', async () => {
    lockRegister(world);
    const before = factsAndClasses(world);
    const file = await importList(LATER);
    expect(file).toMatchObject({ rows: 6, gone: 0, held: { checkpoint: 'K-0001', since: READ_ONLY } });
    expect(file.fates).toMatchObject({ excluded: 2, title: 2, blank: 1, footer: 1, new: 0, changed: 0 });
    expect(Object.values(file.fates).reduce((sum, rows) => sum + rows, 0)).toBe(file.rows);
    expect(file.findings).toMatchObject([{ code: 'LIST_AFTER_READ_ONLY', severity: 'error' }]);
    expect(factsAndClasses(world)).toEqual(before);
    expect(rowsOf(world, 'SELECT source_no FROM source')).toHaveLength(1);
    const [held] = events('import-held');
    expect(JSON.parse(held?.data ?? '')).toEqual({
      file: `sip-${LATER}.csv`,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) as string,
      kind: 'sip',
      exportedOn: LATER,
      rows: 6,
      checkpoint: 'K-0001',
    });
  });

  it('is told of with the sum, the reason and the remedy, and exit 1', async () => {
    lockRegister(world);
    writeFileSync(join(world.cwd, 'sip.csv'), listOf(LATER));
    const { code, stdout, stderr } = await overgang(
      ['import', 'sip.csv', '--errors', 'kvar.xlsx', '--as-of', LATER],
      world,
    );
    const text = stdout.replaceAll(/\s+/gu, ' ');
    expect(code).toBe(1);
    expect(text).toContain('6 rader = 2 undantagna + 1 tom + 2 titel- och rubrikrader + 1 summarad');
    expect(text).toContain(`uttag ${LATER}, Prator i läsläge sedan ${READ_ONLY} enligt K-0001`);
    expect(text).toContain('checkpoint unlock');
    expect(stderr).toContain('inte inläst (läsläge, K-0001)');
    expect(readdirSync(world.cwd)).not.toContain('kvar.xlsx');
  });

  it('is noted once, however often it comes', async () => {
    lockRegister(world);
    await importList(LATER);
    const before = stateHash(world);
    await importList(LATER);
    expect(stateHash(world)).toBe(before);
  });

  it('goes in as any other once the register is unlocked', async () => {
    lockRegister(world);
    await importList(LATER);
    unlockRegister(world);
    expect(await importList(LATER)).toMatchObject({
      fates: { changed: 1, unchanged: 1, excluded: 0 },
      gone: 1,
      held: null,
    });
  });

  it('makes no case gone: a list of the day itself is compared with the one that counts', async () => {
    lockRegister(world);
    await importList(LATER);
    expect(await importList(READ_ONLY)).toMatchObject({ fates: { changed: 1, unchanged: 1 }, gone: 1 });
  });
});

describe('a list that the lock does not concern', () => {
  it.each(['2025-09-01', READ_ONLY])('goes in: taken out %s', async (day) => {
    lockRegister(world);
    const file = await importList(day);
    expect([file.held, file.fates['excluded']]).toEqual([null, 0]);
    expect(rowsOf(world, 'SELECT source_no FROM source')).toHaveLength(2);
  });

  it('goes in: from Lifecare SP, whatever its day', async () => {
    lockRegister(world);
    writeFileSync(
      join(world.cwd, 'lcsp.csv'),
      'Personnummer;Namn;Skapad;Roll;Enhet;Status;Typ\n19250628-9822;Märta Nordström;2025-10-17;Läkare;Granen;Pågående;SIP\n',
    );
    const { files } = await overgangJson<Imported>(
      ['import', 'lcsp.csv', '--as', 'lcsp_sip', '--exported-at', LATER, '--as-of', LATER],
      world,
    );
    expect(files).toMatchObject([{ held: null, fates: { new: 1 } }]);
  });
});

describe('what people write while the register is locked', () => {
  const mark = (name: string): readonly string[] => [
    'mark',
    'SIP-1',
    name,
    '--note',
    'prov',
    '--as-of',
    LATER,
  ];

  it.each(['closed-in-prator', 'acknowledged'])('a mark of work in Prator is refused: %s', async (name) => {
    lockRegister(world);
    const before = stateHash(world);
    const { code, stderr } = await overgang(mark(name), world);
    expect(code).toBe(2);
    expect(stderr).toContain(`läsläge sedan ${READ_ONLY} (kontrollpunkt K-0001)`);
    expect(stderr).toContain('checkpoint unlock');
    expect(stateHash(world)).toBe(before);
    unlockRegister(world);
    await overgangDone(mark('sip-moved'), world);
    await overgangDone(mark(name), world);
  });

  it('a mark of what was done in Prator before that day is late: it counts, and the next checkpoint names it', async () => {
    await overgangDone([...mark('sip-moved'), '--on', '2025-10-10'], world);
    lockRegister(world);
    await overgangDone([...mark('closed-in-prator'), '--on', '2025-10-10'], world);
    expect(await overgangJson(['explain', 'SIP-1', '--as-of', LATER], world)).toMatchObject({
      class: 'closed',
    });
    const create = ['checkpoint', 'create', '--kind', 'milestone', '--by', 'P Exempel', '-o', 'k'];
    expect(await overgangJson([...create, '--statement', 'prov', '--as-of', LATER], world)).toMatchObject({
      lateAnswers: [{ reference: 'S1-G', on: '2025-10-10' }],
    });
    expect(await overgangJson(['checkpoint', 'verify', 'k'], world)).toMatchObject({ ok: true });
  });

  it.each(['sip-created-in-lifecare', 'sip-moved', 'note'])('any other mark is written: %s', async (name) => {
    lockRegister(world);
    await overgangDone(mark(name), world);
  });

  it('an attestation of work in Prator stands: undoing it is refused, undoing a note is not', async () => {
    await overgangDone(mark('sip-moved'), world);
    await overgangDone(mark('closed-in-prator'), world);
    await overgangDone(mark('note'), world);
    const [, closed, note] = rowsOf<{ seq: number }>(world, "SELECT seq FROM event WHERE type = 'marked'");
    lockRegister(world);
    const { code, stderr } = await overgang(['undo', String(closed?.seq), '--yes'], world);
    expect(code).toBe(2);
    expect(stderr).toContain(`händelse ${String(closed?.seq)} rör arbete där`);
    await overgangDone(['undo', String(note?.seq), '--yes'], world);
  });

  it('a decision of a class is written', async () => {
    lockRegister(world);
    await overgangDone(['decide', 'SIP-1', '--as', 'needs-decision', '--reason', 'prov'], world);
  });

  it.each([
    ['status', ['status']],
    ['timeline', ['timeline']],
    ['explain', ['explain', 'SIP-1']],
  ])('%s says so, in a line', async (_name, args) => {
    const line = `Prator är i läsläge sedan ${READ_ONLY} (K-0001): registret är låst.`;
    expect((await overgangDone(args, world)).stdout).not.toContain(line);
    lockRegister(world);
    expect((await overgangDone(args, world)).stdout).toContain(line);
    expect(await overgangJson(args, world)).toMatchObject({
      lock: { checkpoint: 'K-0001', since: READ_ONLY },
    });
  });
});

interface Returned {
  readonly files: readonly {
    readonly applied: number;
    readonly rejected: readonly { readonly column: string; readonly reason: string }[];
  }[];
}

describe('a worklist that comes back to a locked register', () => {
  const DAY = '2025-10-06';
  const give = (path: string): Promise<Returned> =>
    overgangJson<Returned>(['return', path, '--as-of', DAY], world);

  async function handOutStep6(): Promise<HandedOutList> {
    const [list] = await handOutLists(world, DAY, 'ut', '--step', '6');
    if (list === undefined) throw new Error('no list for step 6');
    return list;
  }

  it('has its answers about Prator refused, cell by cell, and its others taken in', async () => {
    const { path } = await handOutStep6();
    const filled = await filledCopy(path, join(world.cwd, 'ifylld.xlsx'), {
      'S1-G': { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03') },
      'S2-H': { 'Alla parter klara': 'Ja' },
    });
    lockRegister(world, '2025-10-03');
    const [file] = (await give(filled)).files;
    expect(file?.rejected).toMatchObject([
      { row: expect.any(Number) as number, column: 'Avslutad i Prator' },
    ]);
    expect(file?.rejected[0]?.reason).toContain('läsläge');
    expect(file?.applied).toBe(3);
    expect(await overgangJson(['explain', 'SIP-1', '--as-of', DAY], world)).toMatchObject({
      class: 'move-outside-vardtillfalle',
    });
    unlockRegister(world);
    expect((await give(filled)).files).toMatchObject([{ applied: 1, rejected: [] }]);
  });

  it('has what was done in Prator before that day taken in as late, told of, and named by the next checkpoint', async () => {
    const { path } = await handOutStep6();
    const filled = await filledCopy(path, join(world.cwd, 'sen.xlsx'), {
      'S1-G': { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03') },
    });
    lockRegister(world, '2025-10-04');
    const { code, stdout } = await overgang(['return', filled, '--as-of', DAY], world);
    expect(code).toBe(0);
    expect(stdout.replace(/\s+/gu, ' ')).toContain('gjort före läsläget, inlämnat efter');
    expect(await overgangJson(['explain', 'SIP-1', '--as-of', DAY], world)).toMatchObject({
      class: 'closed',
    });
    const create = ['checkpoint', 'create', '--kind', 'milestone', '--by', 'P Exempel', '-o', 'k'];
    const { lateAnswers } = await overgangJson<{ lateAnswers: unknown }>(
      [...create, '--statement', 'prov', '--as-of', DAY],
      world,
    );
    expect(lateAnswers).toMatchObject([{ reference: 'S1-G', on: '2025-10-03', returnedOn: DAY }]);
    expect(await overgangJson(['checkpoint', 'verify', 'k'], world)).toMatchObject({ ok: true });
  });

  it('settles a conflict about Prator by what was done before that day alone', async () => {
    const { path } = await handOutStep6();
    const answer = (day: string, name: string): Promise<string> =>
      filledCopy(path, join(world.cwd, name), {
        'S1-G': { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date(day) },
      });
    for (const filled of [await answer('2025-10-02', 'en.xlsx'), await answer('2025-10-03', 'annan.xlsx')])
      await overgang(['return', filled, '--as-of', DAY], world);
    const conflicts = (folder: string): Promise<{ conflictLists: readonly { path: string }[] }> =>
      overgangJson(['return', '--conflicts', folder, '--as-of', DAY], world);
    const [asked] = (await conflicts('före')).conflictLists;
    const { openList } = await import('./helpers/filled-lists.ts');
    const { book, sheet, rowOf, columnOf } = await openList(asked?.path ?? '');
    sheet.getRow(rowOf('S1-G/closedOn')).getCell(columnOf('Rätt svar')).value = 'A';
    sheet.getRow(rowOf('S1-G/closedOn')).getCell(columnOf('Av')).value = 'K Berg';
    const settled = join(world.cwd, 'avgjord.xlsx');
    await book.xlsx.writeFile(settled);
    lockRegister(world, '2025-10-02');
    expect((await give(settled)).files).toMatchObject([{ applied: 0, rejected: [{ column: 'Rätt svar' }] }]);
    expect((await conflicts('efter')).conflictLists).toHaveLength(1);
    unlockRegister(world);
    lockRegister(world, '2025-10-03');
    expect((await give(settled)).files).toMatchObject([
      { applied: 1, rejected: [], warnings: [{ column: 'Rätt svar' }] },
    ]);
  });
});

/** Words for doing something in a system, where they stand with the source system in one sentence. */
const DOING =
  /\b(?:avsluta[sr]?|stäng(?:s|er|a|as)?|kvittera[sr]?|skicka[sr]?|gör|notera[sr]?|rätta[sr]?|ändra[sr]?|fyll(?:s|er)?|lägg(?:s|er)?|skriv(?:s|er)?)\b/iu;
const NOT_DOING = [
  /^Sedan \S+ görs inget arbete i Prator\.$/u,
  // The question for the project lead says what can not be done.
  /Prator kan inte skrivas i efter läsläget/u,
  // Work in Lifecare SP, by what can still be read.
  /^Lägg till närstående om det finns i Prator\.$/u,
];

function tellsToWorkInPrator(html: string): string[] {
  const text = html
    .replace(/<style.*?<\/style>/gsu, '')
    .replace(/<\/(?:td|th|li|p|h\d|title|dd|dt|div|caption)>/gu, '\n')
    .replace(/<[^>]+>/gu, ' ')
    .replaceAll(/[ \t]+/gu, ' ');
  return text
    .split(/\n|(?<=[.!?:]) (?=[A-ZÅÄÖ])/u)
    .map((sentence) => sentence.trim())
    .filter(
      (sentence) =>
        /prator|källsystemet/iu.test(sentence) &&
        DOING.test(sentence) &&
        !NOT_DOING.some((known) => known.test(sentence)),
    );
}

describe('worklists once the source system is read-only', () => {
  interface Handed {
    readonly worklists: readonly { readonly path: string; readonly step: string; readonly rows: number }[];
    readonly sums: readonly { readonly expected: number; readonly rows: number }[];
  }
  let region: World;

  beforeEach(async () => {
    region = await regionRegister();
  });

  async function handOut(
    folder: string,
    asOf: string,
  ): Promise<Handed & { readonly pages: readonly string[] }> {
    const handed = await overgangJson<Handed>(
      ['worklist', '-o', folder, '--format', 'html', '--as-of', asOf],
      region,
    );
    const pages = filesIn(join(region.cwd, folder)).map((name) =>
      readFileSync(join(region.cwd, folder, name), 'utf8'),
    );
    return { ...handed, pages };
  }
  const told = (pages: readonly string[]): string[] => [...new Set(pages.flatMap(tellsToWorkInPrator))];

  it('tell nobody to do anything there: locked, and by the day of the plan alone', async () => {
    const before = await handOut('före', '2025-10-06');
    // What watches must see.
    expect(told(before.pages).length).toBeGreaterThan(10);
    expect(before.pages.join('\n')).toContain('Avslutad i Prator');
    const onTheDay = await handOut('dagen', READ_ONLY);
    lockRegister(region, '2025-10-06');
    const locked = await handOut('låst', '2025-10-06');
    for (const { pages, sums } of [onTheDay, locked]) {
      expect(told(pages)).toEqual([]);
      const all = pages.join('\n');
      expect(all).not.toMatch(/Avslutad i Prator|Extra-meddelande skickat|>Kvitterat<|Hjälpbegäran/u);
      expect(all).toContain('öppna undantag');
      expect(sums.length).toBe(before.sums.length);
      expect(sums.filter(({ expected, rows }) => expected !== rows)).toEqual([]);
    }
    // The same cases stand on the same lists: nothing falls out because Prator is closed.
    expect(locked.worklists.map(({ step, rows }) => [step, rows])).toEqual(
      before.worklists.map(({ step, rows }) => [step, rows]),
    );
  });
});
