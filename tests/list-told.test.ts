import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { csvText, SIP_HEADERS, sipCells, sipsOf, sipText, takeIn, told } from './helpers/bad-input.ts';
import { rowsOf } from './helpers/database.ts';
import { emptyRegister, PNR } from './helpers/sip-lists.ts';

/** What the rows and texts around cases do to them, and what is told of it. */
const protectedIn = (world: World): readonly string[] =>
  rowsOf<{ id: string }>(world, 'SELECT sip_id AS id FROM sip WHERE is_protected = 1 ORDER BY key').map(
    ({ id }) => id,
  );
const rows = (...notes: readonly (readonly string[] | number)[]): string =>
  csvText([
    SIP_HEADERS,
    ...notes.map((one) => (typeof one === 'number' ? sipCells({ 'SIP-id': `SIP-${one}` }) : one)),
  ]);
const SECTION = ['Skyddade personuppgifter'];
const OTHERS = ['Övriga'];

it('blank rows above the header are passed over, however many', async () => {
  const { file } = await takeIn(';;;\n'.repeat(60) + rows(1));
  expect(file.fates).toMatchObject({ new: 1, blank: 60, title: 1 });
});

describe('a row that speaks of protection above cases', () => {
  it('protects those below it, up to the next heading, and is told by its row', async () => {
    const attempt = await takeIn(rows(1, SECTION, 2, 3, OTHERS, 4));
    expect(protectedIn(attempt.world)).toEqual(['SIP-2', 'SIP-3']);
    expect(told(attempt)).toContainEqual(['PROTECTION_OF_LIST', 3, null]);
  });

  it('is a heading alone: as a sum below them, or over many columns, it protects nobody', async () => {
    expect(protectedIn((await takeIn(rows(1, ['Summa skyddade personuppgifter: 0'], 2))).world)).toEqual([]);
  });

  it('explains a sign where it says what one stands for: no case bears it, and it is a note', async () => {
    const attempt = await takeIn(rows(1, 2, ['* = skyddade personuppgifter']));
    expect([protectedIn(attempt.world), told(attempt).map(([code]) => code)]).toEqual([[], ['ROW_IS_NOTE']]);
  });
});

describe('a title or a name that speaks of protection', () => {
  it.each([
    ['title', `Skyddade personuppgifter\n${sipText([{}])}`, 'sip-2025-09-15.csv'],
    ['file', sipText([{}]), 'skyddade personuppgifter 2025-09-15.csv'],
  ])('protects all: the %s', async (_, text, file) => {
    const world = await emptyRegister();
    writeFileSync(join(world.cwd, file), text);
    const { files } = await overgangJson<{ files: [{ findings: { code: string; row: number | null }[] }] }>(
      ['import', file, '--as-of', '2025-09-29'],
      world,
    );
    expect(protectedIn(world)).toEqual(['SIP-1']);
    expect(files[0].findings.map(({ code, row }) => [code, row])).toContainEqual([
      'PROTECTION_OF_LIST',
      file.startsWith('sip') ? 1 : null,
    ]);
  });
});

describe('a Rättningslista', () => {
  const DAY = ['--as-of', '2025-09-29'];
  let world: World;
  const read = (file: string) =>
    overgangJson<{
      files: [
        { kind: string; exportedOn: string; fates: Record<string, number>; findings: { code: string }[] },
      ];
    }>(['import', file, ...DAY], world).then(({ files }) => files[0]);

  beforeEach(async () => {
    world = await emptyRegister();
    const text = sipText([{}, { Kommun: 'Ingenstans', Personnummer: PNR.ulla }, { Personnummer: PNR.eva }]);
    writeFileSync(join(world.cwd, 'sip-2025-09-15.csv'), text);
    await overgangJson(['import', 'sip-2025-09-15.csv', '--errors', 'ratta.csv', ...DAY], world);
  });
  const mend = (file: string, change: (text: string) => string): void => {
    writeFileSync(join(world.cwd, file), change(readFileSync(join(world.cwd, 'ratta.csv'), 'utf8')));
  };
  const mended = (text: string): string => text.replace('Ingenstans', 'Timrå');

  it('is of the day of the list that it mends, whatever it is named, and makes nothing gone', async () => {
    mend('rättad 2025-09-20.csv', mended);
    expect(await read('rättad 2025-09-20.csv')).toMatchObject({
      kind: 'sip',
      exportedOn: '2025-09-15',
      fates: { changed: 1 },
    });
    expect(sipsOf(world).map(({ kommun }) => kommun)).toEqual(['2280', '2262', '2280']);
  });

  it('is known by its rows where its titles are gone', async () => {
    const withoutTitles = (text: string): string => text.slice(/^"?Rad"?;/mu.exec(text)?.index);
    mend('a.csv', (text) => withoutTitles(mended(text)));
    expect(await read('a.csv')).toMatchObject({ exportedOn: '2025-09-15', fates: { changed: 1 } });
  });

  it('is read by its header also where most of its rows are not mended yet', async () => {
    const rows = ['SIP-1;a;b', 'SIP-2;a;b', ';c;d', ';e;f', ';g;h'];
    writeFileSync(join(world.cwd, 'b-2025-09-15.csv'), `${['SIP-id;Anteckning;Mer', ...rows].join('\n')}\n`);
    await overgangJson(
      ['import', 'b-2025-09-15.csv', '--as', 'sip', '--errors', 'ratta.csv', '--force', ...DAY],
      world,
    );
    mend('a.csv', (text) => text.replace(/;$/mu, ';"SIP-7"'));
    expect(await read('a.csv')).toMatchObject({ exportedOn: '2025-09-15', fates: { new: 1, rejected: 2 } });
  });

  it('is no list of its own: what it lacks is there still, and is not asked about', async () => {
    writeFileSync(join(world.cwd, 'sip-2025-09-01.csv'), sipText([{ 'SIP-id': 'SIP-9' }]));
    await overgangDone(['import', 'sip-2025-09-01.csv', ...DAY], world);
    mend('a.csv', mended);
    await overgangDone(['import', 'a.csv', ...DAY], world);
    const status = await overgangJson<{ sips: { open: number } }>(['status', ...DAY], world);
    expect(status.sips.open).toBe(4);
  });
});

describe('what is said of a list', () => {
  it.each([
    ['its kind, as its mapping says it', ['--as', 'sip', '--mapping', 'm.json']],
    ['a kommun that it covers, by name', ['--covers', 'kommun=Härnösand']],
    ['a kommun that it covers, by code', ['--covers', 'kommun=2280']],
    ['a part that it covers', ['--covers', 'part=Primärvård']],
  ])('counts where it can: %s', async (_, said) => {
    const world = await emptyRegister();
    writeFileSync(join(world.cwd, 'sip-2025-09-15.csv'), sipText([{}]));
    writeFileSync(join(world.cwd, 'm.json'), '{"kind": "sip", "columns": {"sip_id": "SIP-id"}}');
    await overgangDone(['import', 'sip-2025-09-15.csv', ...said, '--as-of', '2025-09-29'], world);
    expect(sipsOf(world).map(({ kommun }) => kommun)).toEqual(['2280']);
  });
});
