import { copyFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileNameTeller } from '../src/domain/returned/told-file-name.ts';
import { filesIn } from './helpers/folder.ts';
import { overgang, overgangDone, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { filledCopy, handOutLists, openList } from './helpers/filled-lists.ts';
import { AS_OF, regionRegister } from './helpers/region.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

let world: World;
let names: readonly string[];
beforeAll(async () => {
  world = { ...(await regionRegister()), readerProcess: await workbookReader() };
  names = rowsOf<{ name: string }>(world, 'SELECT DISTINCT name FROM sip WHERE name IS NOT NULL').map(
    ({ name }) => name,
  );
});

describe('files that come back under another name', () => {
  it('are never called by a person or a number, in what is said and in what is written down', async () => {
    const [list] = await handOutLists(world, AS_OF, 'ut', '--step', 'stada');
    if (list === undefined) throw new Error('no list');
    const [token = ''] = (await openList(list.path)).tokens;
    const named = join(world.cwd, `${names[0] ?? ''}.xlsx`);
    await filledCopy(list.path, named, { [token]: { Status: 'Behöver hjälp' } });
    const numbered = join(world.cwd, '19800101-2384.xlsx');
    copyFileSync(named, numbered);
    const broken = join(world.cwd, `${names[1] ?? ''}.csv`);
    copyFileSync(list.path, broken);
    renameSync(broken, join(world.cwd, `trasig ${names[1] ?? ''}.csv`));
    const files = [named, numbered, join(world.cwd, `trasig ${names[1] ?? ''}.csv`)];
    const told = [
      await overgang(['return', ...files, '--as-of', AS_OF], world),
      await overgang(['return', ...files, '--json', '--as-of', AS_OF], world),
      await overgangDone(['log', '--json', '--as-of', AS_OF], world),
    ].flatMap(({ stdout, stderr }) => [stdout, stderr]);
    for (const text of told)
      for (const file of files) expect(text).not.toContain(basename(file).replace(/\.\w+$/u, ''));
    expect(told.join('\n')).toContain('fil 1 (namnet utelämnat).xlsx');
  });

  it('keep their names where the program gave them: no list of the region is taken for a person', async () => {
    await handOutLists(world, AS_OF, 'alla', '--format', 'csv');
    const tell = fileNameTeller(names);
    const files = filesIn(join(world.cwd, 'alla')).map((file) => basename(file));
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => tell(file, 1) !== file)).toEqual([]);
  });
});
