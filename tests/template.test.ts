import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KIND_NAMES, kindOf, type KindName } from '../src/domain/kinds/kinds.ts';
import { emptyWorld, sipsOf } from './helpers/bad-input.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const worldOf = async (): Promise<World> => emptyWorld({ readerProcess: await workbookReader() });

/** Writes in the sheet of the list, as somebody would: the day, and rows by header. */
async function fill(
  world: World,
  file: string,
  day: string | null,
  rows: readonly Readonly<Record<string, string>>[],
): Promise<void> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const path = join(world.cwd, file);
  await workbook.xlsx.read((await import('node:stream')).Readable.from(readFileSync(path)), {
    ignoreNodes: ['dataValidations'],
  });
  const sheet = workbook.getWorksheet('Lista');
  if (sheet === undefined) throw new Error('no list in the template');
  if (day !== null) sheet.getCell('A2').value = `Uttag ${day}`;
  const headers = (sheet.getRow(3).values as string[]).slice(1);
  rows.forEach((row, at) => {
    for (const [header, text] of Object.entries(row))
      sheet.getCell(at + 4, headers.indexOf(header) + 1).value = text;
  });
  writeFileSync(path, new Uint8Array(await workbook.xlsx.writeBuffer()));
}

const ROW = {
  'SIP-id': 'HC-NORD-1',
  Personnummer: '19250628-9822',
  Namn: 'Åsa Öberg',
  Kommun: 'Härnösand',
  'Samordningsansvarig enhet': 'HC Nord',
  Samordningsansvar: 'Primärvård',
  Status: 'Pågående',
  Startad: '2025-01-02',
  Samtycke: 'Ja',
  'Skyddade personuppgifter': 'Nej',
};

describe('template', () => {
  it.each(KIND_NAMES)('of %s has the kind’s headers, which import knows', async (kind: KindName) => {
    const world = await worldOf();
    const written = await overgangJson<{ path: string; columns: { header: string; isNeeded: boolean }[] }>(
      ['template', kind],
      world,
    );
    expect(written.columns.map(({ header }) => header)).toEqual(
      kindOf(kind).fields.map(({ label }) => label),
    );
    expect(written.columns.filter(({ isNeeded }) => isNeeded)).toHaveLength(1);
    const { stdout } = await overgang(
      ['validate', written.path, '--as', kind, '--exported-at', '2025-09-15', '--json'],
      world,
    );
    const [file] = (JSON.parse(stdout) as { files: { kind?: string; findings?: { code: string }[] }[] })
      .files;
    expect(file?.kind).toBe(kind);
    expect(file?.findings?.map(({ code }) => code)).not.toContain('COLUMN_MISSING');
  });

  it('filled in is taken in for the unit that wrote it, and closes nobody else’s', async () => {
    const world = await worldOf();
    await overgangDone(['template', 'sip', '-o', 'nord.xlsx'], world);
    await fill(world, 'nord.xlsx', '2025-09-15', [
      ROW,
      { ...ROW, 'SIP-id': 'HC-NORD-2', Personnummer: '19310412-9808' },
    ]);
    const args = ['--covers', 'unit=HC Nord', '--by', 'Eva', '--reason', 'Skriven för hand'];
    await overgangDone(['import', 'nord.xlsx', ...args, '--as-of', '2025-09-29'], world);
    expect(sipsOf(world).map(({ key, kommun, started_on }) => [key, kommun, started_on])).toEqual([
      ['HC-NORD-1', '2280', '2025-01-02'],
      ['HC-NORD-2', '2280', '2025-01-02'],
    ]);
    await overgangDone(['template', 'sip', '-o', 'syd.xlsx'], world);
    await fill(world, 'syd.xlsx', '2025-09-22', [
      { ...ROW, 'SIP-id': 'HC-SYD-1', 'Samordningsansvarig enhet': 'HC Syd' },
    ]);
    const syd = ['--covers', 'unit=HC Syd', '--by', 'Eva', '--reason', 'Skriven för hand'];
    await overgangDone(['import', 'syd.xlsx', ...syd, '--as-of', '2025-09-29'], world);
    const { sips } = await overgangJson<{ sips: { open: number; closed: number } }>(['status'], world);
    expect([sips.open, sips.closed]).toEqual([3, 0]);
  });

  it.each([
    ['sip', ' --covers unit=ENHET'],
    ['patient', ' --covers kommun=KOMMUN'],
    ['meddelande', ''],
    ['enhet', ''],
  ])('of %s says what it can be whole of when it is taken in: "%s"', async (kind, covers) => {
    const { stderr } = await overgangDone(['template', kind], await worldOf());
    expect(stderr.trimEnd()).toMatch(new RegExp(`mall-${kind}\\.xlsx --as ${kind}${covers}$`, 'u'));
  });

  it('of what is nobody’s is not taken in as the whole of a part, and the way in is said', async () => {
    const world = await worldOf();
    await overgangDone(['template', 'meddelande', '-o', 'nord.xlsx'], world);
    await fill(world, 'nord.xlsx', '2025-09-15', [
      { 'Meddelande-id': 'M-1', Ärende: 'SIP-1', Mottagare: 'HC Nord', Skickat: '2025-09-01' },
    ]);
    const args = ['import', 'nord.xlsx', '--covers', 'unit=HC Nord', '--as-of', '2025-09-29'];
    const held = await overgang(args, world);
    expect([held.code, held.stdout.replaceAll(/\s+/gu, ' ')]).toEqual([
      1,
      expect.stringContaining('läs in den utan --covers'),
    ]);
    await overgangDone(['import', 'nord.xlsx', '--as-of', '2025-09-29'], world);
  });

  it('without its day asks for it', async () => {
    const world = await worldOf();
    await overgangDone(['template', 'sip', '-o', 'nord.xlsx'], world);
    await fill(world, 'nord.xlsx', null, [ROW]);
    const { code, stdout } = await overgang(['import', 'nord.xlsx', '--json'], world);
    expect([code, stdout]).toEqual([2, expect.stringContaining('EXPORTED_AT_MISSING')]);
  });

  it('overwrites nothing, and knows its kinds', async () => {
    const world = await worldOf();
    await overgangDone(['template', 'sip'], world);
    expect((await overgang(['template', 'sip'], world)).code).toBe(2);
    expect((await overgang(['template', 'sip', '--force'], world)).code).toBe(0);
    expect((await overgang(['template', 'sipp'], world)).stderr).toContain('sip');
  });

  it('is the same bytes each time, and lets words be chosen', async () => {
    const world = await worldOf();
    await overgangDone(['template', 'sip', '-o', 'a.xlsx', '--as-of', '2025-09-01'], world);
    await overgangDone(['template', 'sip', '-o', 'b.xlsx', '--as-of', '2025-09-01'], world);
    expect(readFileSync(join(world.cwd, 'a.xlsx')).equals(readFileSync(join(world.cwd, 'b.xlsx')))).toBe(
      true,
    );
  });
});
