import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyWorld, sipText } from './helpers/bad-input.ts';
import { overgang, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';

// A consent that nobody understands: a row to mend.
const LIST = sipText([
  { 'SIP-id': 'SIP-1', Personnummer: '19250628-9822', Samtycke: 'Kanske' },
  { 'SIP-id': 'SIP-2', Personnummer: '19310412-9808' },
]);

interface Imported {
  readonly files: readonly {
    readonly findings: readonly { readonly code: string; readonly row: number | null }[];
  }[];
}

const retyped = async (world: World, text: string, name: string): Promise<readonly (number | null)[]> => {
  writeFileSync(join(world.cwd, name), text);
  const { stdout } = await overgang(
    ['import', name, '--json', '--errors', `${name}-kvar.csv`, '--as-of', '2025-10-09'],
    world,
  );
  expect(stdout).toContain('"fates"');
  return (JSON.parse(stdout) as Imported).files.flatMap(({ findings }) =>
    findings.flatMap(({ code, row }) => (code === 'MENDED_OTHER_CASE' ? [row] : [])),
  );
};

it('a row that comes back mended under another id is told, once, and its first case stands as it was', async () => {
  const world = await emptyWorld();
  writeFileSync(join(world.cwd, 'sip-2025-09-15.csv'), LIST);
  await overgang(['import', 'sip-2025-09-15.csv', '--errors', 'ratta.csv'], world);
  const toMend = readFileSync(join(world.cwd, 'ratta.csv'), 'utf8');
  expect(toMend).toContain('SIP-1');
  expect(await retyped(world, toMend.replace('Kanske', 'Ja'), 'a.csv')).toEqual([]);
  const other = toMend.replace('Kanske', 'Ja').replace('SIP-1', 'SIP-11');
  expect(await retyped(world, other, 'b.csv')).toHaveLength(1);
  expect(rowsOf(world, 'SELECT key FROM sip ORDER BY key')).toHaveLength(3);
  expect(await retyped(world, other.replace(/Ja/u, 'Nej'), 'c.csv')).toEqual([]);
});

it('a row that says no longer which it was is read as any other, and its row is still to mend', async () => {
  const world = await emptyWorld();
  writeFileSync(join(world.cwd, 'sip-2025-09-15.csv'), LIST);
  await overgang(['import', 'sip-2025-09-15.csv', '--errors', 'ratta.csv'], world);
  const toMend = readFileSync(join(world.cwd, 'ratta.csv'), 'utf8');
  const mended = toMend.replace(/^"?2"?;(.*)Kanske/mu, 'x;$1Ja').replace('SIP-1', 'SIP-11');
  expect(mended).not.toContain('Kanske');
  writeFileSync(join(world.cwd, 'a.csv'), mended);
  const { stdout } = await overgang(['import', 'a.csv', '--json', '--as-of', '2025-10-09'], world);
  const { files } = JSON.parse(stdout) as Mended;
  expect(files).toMatchObject([{ mending: { mended: 0, remaining: 1 } }]);
  expect(rowsOf(world, 'SELECT key FROM sip ORDER BY key')).toHaveLength(3);
});

it('to a list that is not in, and without its day, it is of the day of its file', async () => {
  const before = await emptyWorld();
  writeFileSync(join(before.cwd, 'sip-2025-09-15.csv'), LIST);
  await overgang(['import', 'sip-2025-09-15.csv', '--errors', 'ratta.csv'], before);
  const toMend = readFileSync(join(before.cwd, 'ratta.csv'), 'utf8').replace(/^.*Uttag 2025.*\r\n/mu, '');
  const world = await emptyWorld();
  writeFileSync(join(world.cwd, 'ratta 2025-09-20.csv'), toMend);
  const args = ['import', 'ratta 2025-09-20.csv', '--json', '--as-of', '2025-10-09'];
  const { files } = JSON.parse((await overgang(args, world)).stdout) as Mended;
  expect(files).toMatchObject([{ exportedOn: '2025-09-20' }]);
});

it('what is left to mend is told by the numbers of the column Rad', async () => {
  const world = await emptyWorld();
  writeFileSync(join(world.cwd, 'sip-2025-09-15.csv'), LIST);
  await overgang(['import', 'sip-2025-09-15.csv', '--errors', 'ratta.csv'], world);
  const toMend = readFileSync(join(world.cwd, 'ratta.csv'), 'utf8');
  const [wrong = ''] = toMend.split('\r\n').filter((line) => line.includes('Kanske'));
  const rad = /^"?(\d+)/u.exec(wrong)?.[1] ?? '';
  const inFile = String(toMend.split('\r\n').indexOf(wrong) + 1);
  expect(rad).not.toBe(inFile);
  const { stdout } = await overgang(['import', 'ratta.csv', '--as-of', '2025-10-09'], world);
  expect(stdout).toContain('Raderna har samma nummer som i kolumnen Rad.');
  expect(stdout).toMatch(new RegExp(`: rad ${rad}$`, 'mu'));
  expect(stdout).not.toMatch(new RegExp(`: rad ${inFile}$`, 'mu'));
});

interface Mended {
  readonly files: readonly {
    readonly error?: { readonly code: string };
    readonly exportedOn?: string;
    readonly gone?: number;
    readonly mending?: { readonly mended: number; readonly remaining: number } | null;
  }[];
}

/** Takes a Rättningslista in of which somebody has kept the header and the rows alone. */
async function untitled(
  world: World,
  text: string,
  name: string,
): Promise<Mended['files'][number] | undefined> {
  const lines = text.split('\r\n');
  const header = lines.findIndex((line) => line.includes('Att rätta'));
  writeFileSync(join(world.cwd, name), lines.slice(header).join('\r\n'));
  const { stdout } = await overgang(['import', name, '--json', '--as-of', '2025-10-09'], world);
  return (JSON.parse(stdout) as Mended).files[0];
}

it('a Rättningslista without its title rows mends the list whose rows it has, and is no new list', async () => {
  const world = await emptyWorld();
  writeFileSync(join(world.cwd, 'sip-2025-09-15.csv'), LIST);
  await overgang(['import', 'sip-2025-09-15.csv', '--errors', 'ratta.csv'], world);
  const toMend = readFileSync(join(world.cwd, 'ratta.csv'), 'utf8').replace('Kanske', 'Ja');
  expect(await untitled(world, toMend, 'rattad 2025-10-01.csv')).toMatchObject({
    exportedOn: '2025-09-15',
    gone: 0,
    mending: { mended: 1, remaining: 0 },
  });
  expect(rowsOf(world, 'SELECT key FROM sip')).toHaveLength(2);
});

it('it is refused where its rows are those of no list, or of two', async () => {
  const world = await emptyWorld();
  writeFileSync(join(world.cwd, 'sip-2025-09-15.csv'), LIST);
  await overgang(['import', 'sip-2025-09-15.csv', '--errors', 'ratta.csv'], world);
  const toMend = readFileSync(join(world.cwd, 'ratta.csv'), 'utf8').replace('Kanske', 'Ja');
  const refused = { error: { code: 'MENDING_WITHOUT_TITLE' } };
  expect(await untitled(world, toMend.replace('SIP-1', 'SIP-9'), 'a.csv')).toMatchObject(refused);
  writeFileSync(join(world.cwd, 'sip-2025-09-22.csv'), LIST.replace('Härnösand', 'Timrå'));
  await overgang(['import', 'sip-2025-09-22.csv', '--errors', 'ratta2.csv'], world);
  expect(await untitled(world, toMend, 'b.csv')).toMatchObject(refused);
  expect(rowsOf(world, 'SELECT key FROM sip')).toHaveLength(2);
});

it('it is refused of units of Lifecare SP, of which one may stand twice', async () => {
  const world = await emptyWorld();
  writeFileSync(
    join(world.cwd, 'lcsp-enheter-2025-09-15.csv'),
    'HSA-id;Enhet;Enhetstyp;Kommun;Huvudman/verksamhet\n;Granen;hälsocentral;Oslo;Primärvård\n',
  );
  const args = ['lcsp-enheter-2025-09-15.csv', '--as', 'lcsp_enhet', '--as-of', '2025-10-09'];
  await overgang(['import', ...args, '--errors', 'ratta.csv'], world);
  const toMend = readFileSync(join(world.cwd, 'ratta.csv'), 'utf8').replace('Oslo', 'Timrå');
  expect(await untitled(world, toMend, 'a.csv')).toMatchObject({ error: { code: 'MENDING_WITHOUT_TITLE' } });
});

it('rows of Lifecare SP, where one person may stand twice, are not said to be another’s', async () => {
  const world = await emptyWorld();
  const rows = ['19250628-9822;Bo Ek;2025-10-02;Pågående', '19250628-9822;Bo Ek;2025-13-02;Pågående'];
  writeFileSync(
    join(world.cwd, 'lcsp-sip-2025-10-08.csv'),
    ['Personnummer;Namn;Skapad;Status', ...rows, ''].join('\n'),
  );
  const args = ['lcsp-sip-2025-10-08.csv', '--as-of', '2025-10-09', '--errors', 'ratta.csv'];
  await overgang(['import', ...args], world);
  const toMend = readFileSync(join(world.cwd, 'ratta.csv'), 'utf8');
  expect(toMend).toContain('2025-13-02');
  expect(await retyped(world, toMend.replace('2025-13-02', '2025-10-03'), 'lcsp-ratta.csv')).toEqual([]);
});
