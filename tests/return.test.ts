import { beforeAll, describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { fill, filledCopy, handOutLists, openList, returnFile } from './helpers/filled-lists.ts';
import { emptyRegister, importSips } from './helpers/sip-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

const DAY = '2025-10-06';
let readerProcess: NonNullable<World['readerProcess']>;
beforeAll(async () => {
  readerProcess = await workbookReader();
});

it('debug', async () => {
  const world = { ...(await emptyRegister()), readerProcess };
  await importSips(world, '2025-09-15', [{ id: 'SIP-1' }, { id: 'SIP-2' }, { id: 'SIP-3' }]);
  const lists = await handOutLists(world, DAY, 'ut');
  console.log(lists);
  const list = lists.find(({ step }) => step === '6');
  const path = list?.path ?? '';
  const open = await openList(path);
  console.log(open.tokens, open.sheet.getRow(open.headerRow).values);
  const copy = await filledCopy(path, join(world.cwd, 'x.xlsx'), { [open.tokens[0] ?? '']: { Status: 'Klar', 'Avslutad i Prator': new Date('2025-10-03'), 'Alla parter klara': 'Ja', Av: 'Anna Ek' } });
  console.log(JSON.stringify(await returnFile(world, DAY, copy), null, 1));
  console.log((await overgangDone(['status', '--as-of', DAY], world)).stdout);
  console.log((await overgangDone(['undo', '-n', '--as-of', DAY], world)).stdout);
  console.log(JSON.stringify(await overgangJson(['explain', 'SIP-1', '--as-of', DAY], world)));
  void describe, expect, fill;
});
