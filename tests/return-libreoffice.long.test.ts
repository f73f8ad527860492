import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgangJson, type World } from './helpers/cli.ts';
import { fill, handOutOne, openList, returnFile, type HandedOutList } from './helpers/filled-lists.ts';
import { emptyRegister, importSips } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const DAY = '2025-10-06';
const DONE = { Status: 'Klar', 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date('2025-10-03') };

let world: World;
let list: HandedOutList;

beforeAll(async () => {
  world = { ...(await emptyRegister()), readerProcess: await workbookReader() };
  await importSips(
    world,
    '2025-09-15',
    ['SIP-1', 'SIP-2', 'SIP-3', 'SIP-4'].map((id) => ({ id })),
  );
  list = await handOutOne(world, DAY, 'ut', '--step', '6');
});

const inWorld = (name: string): string => join(world.cwd, name);

/** A file as LibreOffice saves it in another format. */
function through(file: string, format: string): string {
  const profile = `-env:UserInstallation=file://${inWorld('profil')}`;
  const args = ['--headless', profile, '--convert-to', format, '--outdir', inWorld('lo'), file];
  const { status, stderr } = spawnSync('soffice', args, { encoding: 'utf8', timeout: 90_000 });
  if (status !== 0) throw new Error(stderr);
  return join(inWorld('lo'), `${basename(file).replace(/\.\w+$/u, '')}.${format}`);
}

describe('a list that goes through LibreOffice', () => {
  it.skipIf(!existsSync('/usr/bin/soffice'))(
    'is known by its ids when it was saved as ods and as xlsx again, before and after it was filled in',
    async () => {
      const open = await openList(through(through(list.path, 'ods'), 'xlsx'));
      fill(open, { 'S1-G': { ...DONE, Av: 'A Berg' }, 'S4-K': { Status: 'Inte aktuell' } });
      await open.book.xlsx.writeFile(inWorld('ifylld.xlsx'));
      const again = through(through(inWorld('ifylld.xlsx'), 'ods'), 'xlsx');
      expect(await returnFile(world, DAY, again)).toMatchObject({
        worklistId: 'AL-0001',
        rows: 4,
        applied: 4,
        rejected: [],
        altered: [],
        foreign: [],
      });
      const classes = await Promise.all(
        ['SIP-1', 'SIP-2', 'SIP-3', 'SIP-4'].map(
          async (id) =>
            (await overgangJson<{ rule: { code: string } }>(['explain', id, '--as-of', DAY], world)).rule
              .code,
        ),
      );
      expect(classes.map((code) => code === 'SIP_ATTESTED_CLOSED')).toEqual([true, false, false, false]);
    },
    180_000,
  );
});
