import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { emptyRegister, importSips, PNR, sipList, type ListedSip } from './helpers/sip-lists.ts';

/** Six SIPs of one person each; those of two are protected, by the list's column. */
const SIPS: readonly ListedSip[] = Object.values(PNR).flatMap((pnr, at) => [
  { id: `SIP-${at}1`, pnr, skydd: at === 0 ? 'Ja' : 'Nej' },
]);
const saying = (skydd: string, sips = SIPS): readonly ListedSip[] => sips.map((sip) => ({ ...sip, skydd }));
const CODES = ['PROTECTION_LIFTED', 'PROTECTION_LIFTED_LATER', 'PROTECTION_COLUMN_SILENT'];

let world: World;
beforeEach(async () => {
  world = await emptyRegister();
});
async function take(
  day: string,
  sips: readonly ListedSip[],
): Promise<readonly (readonly [string, number | null])[]> {
  const { findings } = await importSips(world, day, sips);
  return findings.filter(({ code }) => CODES.includes(code)).map(({ code, row }) => [code, row]);
}
async function isProtected(id = 'SIP-01', asOf = '2025-10-05'): Promise<boolean> {
  const { class: ofCase } = await overgangJson<{ class: string }>(['explain', id, '--as-of', asOf], world);
  return ofCase === 'protected';
}

/** Takes in a list without the column of protection, with a remark on the first row; says what is told. */
async function remarked(day: string, remark: string): Promise<readonly string[]> {
  const path = join(world.cwd, `sip-${day}.csv`);
  const [header = '', ...rows] = sipList(SIPS).trim().split(/\r?\n/u);
  const cut = [header, ...rows].map((line) => line.split(';').toSpliced(-2, 1));
  const text = cut.map((cells, at) => [...cells, at === 0 ? 'Övrigt' : at === 1 ? remark : ''].join(';'));
  writeFileSync(path, `${text.join('\n')}\n`);
  const { files } = await overgangJson<{ files: readonly [{ findings: readonly { code: string }[] }] }>(
    ['import', path, '--as-of', '2025-10-05'],
    world,
  );
  return files[0].findings.map(({ code }) => code);
}
const setAside = (day: string) =>
  overgangJson<{ noLongerProtected: number }>(
    ['undo', `sip-${day}.csv`, '--yes', '--as-of', '2025-10-05'],
    world,
  );

describe('a column of protection in which no row says anything', () => {
  it.each(['', '-', '–', ' '])(
    'is as one that is not there: what is known stays, and is told (%j)',
    async (nothing) => {
      await take('2025-09-15', SIPS);
      expect(await take('2025-09-22', saying(nothing))).toEqual([['PROTECTION_COLUMN_SILENT', null]]);
      const [before, silent] = rowsOf<{ columns: string }>(world, 'SELECT columns FROM source').map(
        ({ columns }) => Object.keys(JSON.parse(columns) as object),
      );
      expect(silent).toEqual(before?.filter((column) => column !== 'is_protected'));
      expect(await isProtected()).toBe(true);
      expect(rowsOf(world, "SELECT phase, kommun, is_protected FROM sip WHERE key = 'SIP-01'")).toEqual([
        { phase: 'genomforande', kommun: '2262', is_protected: 1 },
      ]);
      // The one after it says so again, and one that says no is heard.
      expect(await take('2025-09-23', SIPS)).toEqual([]);
      expect(await take('2025-09-24', saying('Nej'))).toEqual([['PROTECTION_LIFTED', 2]]);
      expect(await isProtected()).toBe(false);
    },
  );

  it('protects by any other word, and says nothing of itself where nobody was protected', async () => {
    expect(await take('2025-09-15', saying(''))).toEqual([]);
    expect(await isProtected()).toBe(false);
    expect(await take('2025-09-22', saying('Uppgift saknas'))).toEqual([]);
    expect(await isProtected()).toBe(true);
  });

  it('leaves those protected whom a heading above their rows protects', async () => {
    const [header = '', first = '', ...rest] = sipList(saying('')).split('\n');
    const heading = `Skyddade personuppgifter${';'.repeat(header.split(';').length - 1)}`;
    writeFileSync(join(world.cwd, 'sip-2025-09-15.csv'), [header, first, heading, ...rest].join('\n'));
    await overgangDone(['import', 'sip-2025-09-15.csv', '--as-of', '2025-10-05'], world);
    expect(await Promise.all(['SIP-01', 'SIP-11', 'SIP-21'].map((id) => isProtected(id)))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('says nothing of who was protected by a list that is set aside', async () => {
    await take('2025-09-15', SIPS);
    await take('2025-09-22', saying(''));
    const { code } = await overgang(['undo', 'sip-2025-09-15.csv', '--yes', '--as-of', '2025-09-23'], world);
    expect(code).toBe(0);
    expect(await isProtected()).toBe(false);
  });
});

describe('a sign of protection in a list without the column', () => {
  it('stands though another list is set aside, whichever said it first', async () => {
    for (const [first, second] of [
      ['2025-09-15', '2025-09-22'],
      ['2025-09-22', '2025-09-15'],
    ] as const) {
      world = await emptyRegister();
      await take(first, SIPS);
      await remarked(second, 'Sekretess');
      await remarked('2025-09-29', '');
      expect(await setAside(first)).toMatchObject({ noLongerProtected: 0 });
      expect(await isProtected()).toBe(true);
    }
  });

  it('goes with its list, and it is told that nobody says it any longer', async () => {
    await remarked('2025-09-15', 'Sekretess');
    await remarked('2025-09-22', '');
    expect(await isProtected()).toBe(true);
    expect(await setAside('2025-09-15')).toMatchObject({ noLongerProtected: 1 });
    expect(await isProtected()).toBe(false);
  });
});

/** The lists that tell that a later one does not say what they say. */
const liftedLater = (): unknown =>
  rowsOf(
    world,
    "SELECT file_name AS file FROM finding JOIN source USING (source_no) WHERE code = 'PROTECTION_LIFTED_LATER'",
  ).map(({ file }) => file);

describe('a list that comes in after a newer one', () => {
  const SILENT = saying('');
  it('protects in the lists after it that say nothing of protection, up to one that does', async () => {
    await take('2025-09-22', SILENT);
    await take(
      '2025-09-29',
      SILENT.map((sip) => ({ ...sip, kommun: 'Ånge' })),
    );
    expect(await isProtected()).toBe(false);
    await take('2025-09-15', SIPS);
    expect(await isProtected()).toBe(true);
    expect(await isProtected('SIP-01', '2025-09-23')).toBe(true);
    expect(await isProtected('SIP-11')).toBe(false);
  });

  it('says no of those whom a still older one protects, in the lists after it that say nothing', async () => {
    await take('2025-09-15', SIPS);
    await take('2025-09-29', SILENT);
    expect(await isProtected()).toBe(true);
    await take('2025-09-22', saying('Nej'));
    expect(await isProtected()).toBe(false);
    expect(await isProtected('SIP-01', '2025-09-16')).toBe(true);
    await overgang(['undo', 'sip-2025-09-22.csv', '--yes', '--as-of', '2025-10-05'], world);
    expect(await isProtected()).toBe(true);
  });

  it('says what it says of any column that those after it lack', async () => {
    const withoutPhase = sipList(SIPS)
      .split('\n')
      .map((line) => line.replace(/;(?:Fas|Genomförande);/u, ';'))
      .join('\n');
    writeFileSync(join(world.cwd, 'sip-2025-09-29.csv'), withoutPhase);
    await overgang(['import', 'sip-2025-09-29.csv', '--as-of', '2025-10-05'], world);
    const phase = () => rowsOf(world, "SELECT phase FROM sip WHERE key = 'SIP-01'");
    const before = phase();
    await take('2025-09-22', SIPS);
    expect([before, phase()]).toEqual([[{ phase: null }], [{ phase: 'genomforande' }]]);
  });

  it('protects nobody whom a list after it says no of', async () => {
    await take('2025-09-22', saying('Nej'));
    await take('2025-09-29', SILENT);
    expect(await take('2025-09-15', SIPS)).toEqual([['PROTECTION_LIFTED_LATER', 2]]);
    expect(await isProtected()).toBe(false);
  });

  it('protects by a sign of its own in those after it, where no list has the column', async () => {
    await remarked('2025-09-29', '');
    expect(await remarked('2025-09-22', 'Sekretess')).not.toContain('PROTECTION_LIFTED_LATER');
    expect(await isProtected()).toBe(true);
    await take('2025-10-01', saying('Nej'));
    expect(await isProtected()).toBe(false);
    // What a later one says no of is told, also after another has been set aside.
    expect(await remarked('2025-09-18', 'Sekretess')).toContain('PROTECTION_LIFTED_LATER');
    await remarked('2025-09-15', '');
    await setAside('2025-09-15');
    expect(liftedLater()).toEqual(['sip-2025-09-18.csv']);
    await setAside('2025-09-29');
    expect(liftedLater()).toEqual(['sip-2025-09-18.csv']);
  });

  it('says nothing itself where it lacks the column, of one whom a still older list protects', async () => {
    await take('2025-09-15', SIPS);
    await take('2025-09-29', saying('Nej'));
    await importSips(world, '2025-10-01', SIPS.slice(1));
    expect(await remarked('2025-09-22', '')).not.toContain('PROTECTION_LIFTED_LATER');
    expect(liftedLater()).toEqual([]);
    await setAside('2025-10-01');
    expect(liftedLater()).toEqual([]);
  });

  it('tells nothing of one whom the newest list protects', async () => {
    await take('2025-09-22', saying('Nej'));
    await take('2025-09-29', saying('Ja'));
    expect(await take('2025-09-15', SIPS)).toEqual([]);
  });
});

describe('protection that a list before said, and a row says no longer', () => {
  it.each(['', '-', 'Nej', 'nej', '0'])('is told by its row: %j', async (no) => {
    await take('2025-09-15', SIPS);
    const next = SIPS.map((sip, at) => (at === 0 ? { ...sip, skydd: no } : sip));
    expect(await take('2025-09-22', next)).toEqual([['PROTECTION_LIFTED', 2]]);
    expect(await isProtected()).toBe(false);
    const { stdout } = await overgang(['explain', 'SIP-01'], world);
    expect(stdout).toContain('inte längre att personen är skyddad');
    // Told once.
    expect(await take('2025-09-23', next)).toEqual([]);
  });
});
