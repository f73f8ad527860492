import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { csvText, emptyWorld, SIP_HEADERS, sipCells, sipText } from './helpers/bad-input.ts';
import { overgang, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';

/** Names of files and headers stand in texts, in JSON and in the log: a list that would put somebody there is not read. */
const NUMBER = '19250628-9822';
const NAME = 'Åsa Öberg';
const AS_OF = '2025-09-29';
const FORMS = [NUMBER, NUMBER.replace('-', ''), NUMBER.slice(2), NAME, NAME.replace(' ', '_'), 'Oberg'];

let world: World;
beforeEach(async () => {
  world = await emptyWorld();
});

async function shown(file: string, text: string): Promise<readonly { code: number; text: string }[]> {
  writeFileSync(join(world.cwd, file), text);
  const ran = [];
  for (const args of [
    ['import', file, '--as-of', AS_OF],
    ['import', file, '--as-of', AS_OF, '--json'],
    ['validate', file],
    ['map', file, '-n'],
    ['diff', file],
  ]) {
    const { code, stdout, stderr } = await overgang(args, world);
    ran.push({ code, text: stdout + stderr });
  }
  const { stdout } = await overgang(['log', '--json'], world);
  return [...ran, { code: 2, text: stdout }];
}
const leaksOf = (ran: readonly { text: string }[]): readonly string[] =>
  FORMS.filter((form) => ran.some(({ text }) => text.includes(form)));

describe('a list that names somebody', () => {
  it.each([
    `sip ${NUMBER} 2025-09-15.csv`,
    `sip_${NUMBER.replace('-', '')}_2025-09-15.csv`,
    `sip ${NUMBER.slice(2)} 2025-09-15.csv`,
    `${NAME.replace(' ', '_')}-sip-2025-09-15.csv`,
    'Oberg Asa sip 2025-09-15.csv',
  ])('in the name of its file is not read, and told without it: %s', async (file) => {
    const ran = await shown(file, sipText([{}]));
    expect(new Set(ran.map(({ code }) => code))).toEqual(new Set([2]));
    expect(leaksOf(ran)).toEqual([]);
    expect(ran[0]?.text).toContain('En fils namn har en persons nummer eller namn');
  });

  it.each([NUMBER, NAME, `Öberg, Åsa (${NUMBER.slice(2)})`])(
    'in a header is not read: %s',
    async (header) => {
      const ran = await shown(
        'sip-2025-09-15.csv',
        csvText([
          [...SIP_HEADERS, header],
          [...sipCells(), 'x'],
        ]),
      );
      expect(new Set(ran.map(({ code }) => code))).toEqual(new Set([2]));
      expect(leaksOf(ran)).toEqual([]);
      // A header that is a number alone makes the row one of data.
      expect(ran[0]?.text).toContain(header === NUMBER ? 'ingen rubrikrad' : 'kolumn Q');
    },
  );

  it('is not told of either where there is no such file', async () => {
    const { code, stdout, stderr } = await overgang(['import', `sip ${NUMBER}.csv`, '--as-of', AS_OF], world);
    expect(code).toBe(2);
    expect(leaksOf([{ text: stdout + stderr }])).toEqual([]);
  });
});

describe('a list whose name says when it was taken out', () => {
  it.each(['prator-sip-20250915-1012.csv', 'sip_2025-09-15_101259.csv', 'Timrå sip 2025-09-15 (2).csv'])(
    'is read: %s',
    async (file) => {
      writeFileSync(join(world.cwd, file), sipText([{}]));
      const { code } = await overgang(['import', file, '--as-of', AS_OF], world);
      expect(code).toBe(0);
    },
  );
});

describe('a list whose file is called by the surname of one of its persons', () => {
  /** Far below the first rows, and written in either order. */
  const listWith = (name: string): string =>
    sipText([...Array.from({ length: 70 }, () => ({ Namn: 'Lars Ek' })), { Namn: name }]);
  it.each([
    'sip-nyström-2025-09-15.csv',
    'sip-nystrom-2025-09-15.csv',
    'sip NYSTRÖM 2025-09-15.csv',
    'B Nyström f 19380315 uttag 2025-09-15.csv',
    'Nyströms sip 2025-09-15.csv',
    'sipNyström-2025-09-15.csv',
  ])('is not read, and stands nowhere: %s', async (file) => {
    writeFileSync(join(world.cwd, file), listWith('Björn Nyström'));
    const ran = await overgang(['import', file, '--as-of', AS_OF], world);
    expect([ran.code, ran.stdout + ran.stderr]).toEqual([
      2,
      expect.stringContaining('En fils namn har en persons nummer eller namn'),
    ]);
    const log = await overgang(['log', '--json'], world);
    expect([ran.stdout, ran.stderr, log.stdout].filter((text) => /nystr[öo]m/iu.test(text))).toEqual([]);
    expect(rowsOf(world, 'SELECT * FROM source')).toEqual([]);
  });

  it.each(['NYSTRÖM, BJÖRN', 'Nyström Björn', 'Björn Bo Nyström'])(
    'however it is written: %s',
    async (name) => {
      writeFileSync(join(world.cwd, 'sip-nyström-2025-09-15.csv'), listWith(name));
      const { code } = await overgang(['import', 'sip-nyström-2025-09-15.csv', '--as-of', AS_OF], world);
      expect(code).toBe(2);
    },
  );

  it('is of nobody where it is of units, whatever else it says of them', async () => {
    const units = csvText([
      ['HSA-id', 'Enhet', 'Enhetstyp', 'Kommun', 'Huvudman/verksamhet', 'Kortnamn'],
      ['', 'Hälsocentralen', 'hälsocentral', 'Timrå', 'Primärvård', 'Björn Nyström'],
    ]);
    writeFileSync(join(world.cwd, 'enheter-nyström-2025-09-15.csv'), units);
    const { code } = await overgang(['import', 'enheter-nyström-2025-09-15.csv', '--as-of', AS_OF], world);
    expect(code).toBe(0);
  });

  it.each([
    ['sip-kramfors-2025-09-15.csv', 'Åsa Kramfors'],
    ['Ö-vik sip 2025-09-15.csv', 'Åsa Vik'],
    ['sip-ängen-2025-09-15.csv', 'Åsa Ängen'],
    ['prator-sip-lista-ny-2025-09-15.csv', 'Åsa Ny'],
    ['sip-uttag-anna-2025-09-15.csv', 'Anna Ek'],
    ['sip-berg-2025-09-15.csv', 'Åsa Bergman'],
    ['juni-sip-2025-09-15.csv', 'Åsa Juni'],
  ])('is another where it is of a kommun, a unit, a usual word or a first name: %s', async (file, name) => {
    writeFileSync(join(world.cwd, file), listWith(name));
    const { code, stderr } = await overgang(['import', file, '--as-of', AS_OF], world);
    expect([code, stderr]).toEqual([0, expect.any(String)]);
  });
});
