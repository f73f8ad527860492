import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { newFolder } from './helpers/folder.ts';

const UNREAD = join(import.meta.dirname, '../fixtures/unread');
const AS_OF = '2025-09-30';

interface Told {
  readonly code: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly message: string;
}

/** A register with the lists of one folder of fixtures, in the order of their days, and what was remarked on. */
async function taken(folder: string): Promise<{ readonly world: World; readonly findings: readonly Told[] }> {
  const world = { cwd: newFolder() };
  await overgangDone(['init', '--as-of', '2025-04-28'], world);
  const files = readdirSync(join(UNREAD, folder)).sort((a, b) => (a.slice(-14) < b.slice(-14) ? -1 : 1));
  const findings: Told[] = [];
  for (const file of files) {
    const { files: reports } = await overgangJson<{ files: readonly { findings: readonly Told[] }[] }>(
      ['import', join(UNREAD, folder, file), '--as-of', AS_OF],
      world,
    );
    findings.push(...reports.flatMap((report) => report.findings));
  }
  return { world, findings };
}

const classesOf = (world: World, kind: 'sip' | 'vardtillfalle'): readonly string[] =>
  rowsOf<{ class: string }>(world, `SELECT class FROM ${kind} ORDER BY case_no`).map((row) => row.class);
const column = (world: World, name: string): readonly unknown[] =>
  rowsOf<{ value: unknown }>(world, `SELECT ${name} AS value FROM sip ORDER BY case_no`).map(
    ({ value }) => value,
  );
const rowsWith = (findings: readonly Told[], code: string): readonly (number | null)[] =>
  findings.filter((finding) => finding.code === code).map(({ row }) => row);

describe('words that stand for nothing', () => {
  it('are read as empty cells in any column, also of an id, and told once a column', async () => {
    const { world, findings } = await taken('words-for-nothing');
    expect(column(world, 'vardtillfalle_id')).toEqual(Array(7).fill(null));
    expect(column(world, 'meeting_on')).toEqual(Array(7).fill(null));
    expect(new Set(classesOf(world, 'sip'))).toEqual(new Set(['move-outside-vardtillfalle']));
    expect(findings.filter(({ code }) => code === 'STAND_IN_WORDS').map((told) => told.column)).toEqual(
      expect.arrayContaining(['Möte', 'Vårdtillfälle', 'Samordningsansvarig roll']),
    );
  });

  it('are no day either: nobody is dead, discharged or utskrivningsklar by one', async () => {
    const { world, findings } = await taken('days-that-stand-for-none');
    expect(classesOf(world, 'vardtillfalle')).toEqual(Array(10).fill('start-in-lifecare'));
    expect(classesOf(world, 'sip')).toEqual(Array(10).fill('move-with-vardtillfalle'));
    expect(rowsWith(findings, 'STAND_IN_WORDS')).toEqual([null, null, null]);
  });
});

describe('what nobody can read', () => {
  it('in the status or the form of a plan makes the SIP a decision, with the reason', async () => {
    const { world } = await taken('status-and-plan-form-unread');
    expect(classesOf(world, 'sip')).toEqual(Array(10).fill('needs-decision'));
    const { rule } = await overgangJson<{ rule: { code: string; reason: string } }>(
      ['explain', 'SIP-240001', '--as-of', AS_OF],
      world,
    );
    expect(rule.code).toBe('SIP_UNREAD');
    expect(rule.reason).toContain('(Status)');
  });

  it('in utskrivningsklar never starts anybody in Lifecare SP', async () => {
    const { world } = await taken('utskrivningsklar-in-other-forms');
    expect(classesOf(world, 'vardtillfalle')).toEqual([
      'needs-decision', // 24:00 is no time of the day before
      'finish-in-prator',
      'start-in-lifecare', // 2025-09-30 00:00, as it stands
      'finish-in-prator', // 29 sept 2025 kl 14
      'needs-decision', // Ja
      'needs-decision', // Nej
      'needs-decision', // makulerad
      'needs-decision', // a serial number of a spreadsheet
    ]);
  });

  it('of the patient in hospital leaves the SIP undecided, too', async () => {
    const { world } = await taken('sip-of-an-undecided-vardtillfalle');
    expect(classesOf(world, 'vardtillfalle')[4]).toBe('needs-decision');
    // The number is spoilt; the name and the kommun are those of one who is in hospital.
    expect(classesOf(world, 'sip').slice(0, 6)).toEqual([
      'move-with-vardtillfalle',
      'needs-decision', // the patient's vårdtillfälle has no kommun
      'move-with-vardtillfalle',
      'move-with-vardtillfalle',
      'needs-decision',
      'move-outside-vardtillfalle',
    ]);
  });

  it('of a kommun is told; a spelling that says one thing is understood', async () => {
    const { world, findings } = await taken('kommun-spellings');
    expect(column(world, 'kommun')).toEqual([
      ...Array<string>(5).fill('2281'),
      '2260',
      null,
      null,
      null,
      '2281',
    ]);
    expect(rowsWith(findings, 'KOMMUN_UNKNOWN')).toEqual([8, 9, 10]);
  });

  it('of a day is told; a day that can be read in one way is read', async () => {
    const { world } = await taken('day-forms');
    expect(column(world, 'changed_on')).toEqual([
      '2025-08-20',
      '2024-10-01',
      null,
      '2025-08-20',
      '2025-08-20',
      null,
      null,
      '2025-08-03',
      '2025-08-20',
    ]);
    expect(classesOf(world, 'sip').filter((name) => name === 'needs-decision')).toHaveLength(3);
  });
});

describe('two columns of one meaning', () => {
  it.each(['current-and-home-kommun', 'current-and-home-kommun-other-order'])(
    'that differ are told row by row; where the patient is now holds: %s',
    async (folder) => {
      const { world, findings } = await taken(folder);
      expect(column(world, 'kommun')).toEqual(['2262', '2260', '2262', '2282']);
      expect(rowsWith(findings, 'COLUMNS_DIFFER')).toEqual([2, 5]);
    },
  );

  it("of consent: the SIP's own holds, and a Nej in either is never a Ja", async () => {
    const { world } = await taken('two-consents');
    expect(column(world, 'consent')).toEqual(['no', 'yes', null, 'menprovning']);
    expect(classesOf(world, 'sip')).toEqual([
      'needs-decision',
      'move-outside-vardtillfalle',
      'needs-decision',
      'move-outside-vardtillfalle',
    ]);
  });
});

describe('protection', () => {
  const folders = readdirSync(UNREAD).filter((name) => name.startsWith('protection-header'));

  it.each([...folders, 'second-column-of-protection'])('is never missed: %s', async (folder) => {
    const { world } = await taken(folder);
    expect(classesOf(world, 'sip')).toEqual(['protected', 'move-outside-vardtillfalle']);
  });

  it('said by any list is of the person: every case is protected, and no row says where', async () => {
    const world = { cwd: newFolder() };
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    const lists = join(UNREAD, 'sip-of-an-undecided-vardtillfalle');
    for (const file of readdirSync(lists).sort())
      await overgang(['import', join(lists, file), '--as-of', AS_OF], world);
    expect(classesOf(world, 'sip')[0]).toBe('move-with-vardtillfalle');
    writeFileSync(
      join(world.cwd, 'prator-patienter-2025-09-29.csv'),
      'Personnummer;Namn;Kommun;Kvarskrivning\n19310412-9808;Anna Öberg;Sundsvall;Ja\n',
    );
    await overgangDone(['import', 'prator-patienter-2025-09-29.csv', '--as-of', AS_OF], world);
    expect(classesOf(world, 'sip')[0]).toBe('protected');
    expect(classesOf(world, 'vardtillfalle')[0]).toBe('protected');
    for (const cohort of ['sip-all', 'vardtillfalle-open']) {
      const { stdout } = await overgangDone(
        ['readiness', '--rows', cohort, '--kommun', 'Sundsvall', '--json', '--as-of', AS_OF],
        world,
      );
      expect(stdout).not.toContain('240001');
      expect(stdout).not.toContain('88001');
    }
    const { rows } = await overgangJson<{
      rows: readonly { id: string | null; kommun: unknown; unit: unknown }[];
    }>(['readiness', '--rows', 'vardtillfalle-open', '--as-of', AS_OF], world);
    expect(rows.find(({ id }) => id === 'VT88001')).toMatchObject({ kommun: null, unit: null });
  });
});

describe('protection said above the rows', () => {
  const protectedRow = '19310412-9808;Bo Ek;Sundsvall;Nej';
  const HEADER = 'SIP-id;Personnummer;Namn;Kommun;Skyddade personuppgifter';
  const list = (...rows: readonly string[]): string => rows.map((row) => `${row}\n`).join('');

  async function classes(
    name: string,
    text: string,
    toldOf?: readonly (number | null)[],
  ): Promise<Readonly<Record<string, boolean>>> {
    const world = { cwd: newFolder() };
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    writeFileSync(join(world.cwd, name), text);
    const { files } = await overgangJson<{ files: readonly { findings: readonly Told[] }[] }>(
      ['import', name, '--as-of', AS_OF],
      world,
    );
    if (toldOf !== undefined)
      expect(rowsWith(files[0]?.findings ?? [], 'PROTECTION_OF_LIST')).toEqual(toldOf);
    const rows = rowsOf<{ key: string; class: string }>(world, 'SELECT key, class FROM sip');
    return Object.fromEntries(rows.map((row) => [row.key, row.class === 'protected']));
  }

  it('by a title or by the name of the file protects everybody in the list', async () => {
    const rows = list(HEADER, `SIP-1;${protectedRow}`);
    const titled = `Personer med skyddade personuppgifter\n${rows}`;
    expect(await classes('sip-2025-09-15.csv', titled, [1])).toEqual({ 'SIP-1': true });
    expect(await classes('sip-skyddade-2025-09-15.csv', rows, [null])).toEqual({ 'SIP-1': true });
    expect(await classes('sip-2025-09-15.csv', `Ej skyddade personuppgifter\n${rows}`)).toEqual({
      'SIP-1': false,
    });
  });

  it('by a group heading protects those under it, to the next heading', async () => {
    const text = list(
      HEADER,
      'SIP-1;19250628-9822;Åsa Öberg;Timrå;Nej',
      'Skyddade personuppgifter;;;;',
      `SIP-2;${protectedRow}`,
      'Övriga;;;;',
      'SIP-3;19550607-9820;Lars Ek;Timrå;Nej',
    );
    expect(await classes('sip-2025-09-15.csv', text)).toEqual({
      'SIP-1': false,
      'SIP-2': true,
      'SIP-3': false,
    });
  });

  it('of a list that can not keep it refuses the list', async () => {
    const world = { cwd: newFolder() };
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    const name = 'lcsp-sip-skyddade-2025-10-08.csv';
    writeFileSync(join(world.cwd, name), list('Personnummer;Namn;Skapad', '19310412-9808;Bo Ek;2025-10-02'));
    const { code, stderr } = await overgang(['import', name, '--as-of', '2025-10-09'], world);
    expect([code, stderr]).toEqual([2, expect.stringContaining('har skydd (Filens namn)')]);
  });
});
