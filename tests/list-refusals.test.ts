import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangDone, type World } from './helpers/cli.ts';
import { handOutOne } from './helpers/filled-lists.ts';
import { emptyRegister, PNR, sipList } from './helpers/sip-lists.ts';

/** What is wrong with lists, mappings and what is said of them: each is refused by its own code, and nothing is taken in. */
const DAY = '2025-10-03';
const SIPS = sipList([{ id: 'SIP-1' }, { id: 'SIP-2', pnr: PNR.ulla }]);
const WITHOUT_STATUS = SIPS.split('\n')
  .map((line) => line.split(';').toSpliced(8, 1).join(';'))
  .join('\n');
const MESSAGES = (extra: string, value: string): string =>
  `Meddelande-id;Ärende;Meddelandetyp;Avsändare;Mottagare;Skickat${extra}\nM-1;SIP-1;Inskrivningsmeddelande;Medicin;Granen;2025-09-28 09:00${value}\n`;
const UNITS =
  'HSA-id;Enhet;Enhetstyp;Kommun;Huvudman/verksamhet\nSE1;Hälsocentralen Granen;hälsocentral;Timrå;Primärvård\n';
/** Vårdtillfällen under headers that nobody knows, with a column that only lists of the target have. */
const OF_EITHER = new TextDecoder('windows-1252')
  .decode(readFileSync(join(import.meta.dirname, '../fixtures/map/fjall/inneliggande-2025-09-29.csv')))
  .split(/\r?\n/u)
  .slice(0, 20)
  .map((line, at) => `${line};${at === 0 ? 'Registrerad' : '2025-09-20'}`)
  .join('\n');
const MAPPING = { kind: 'sip', columns: { sip_id: 'SIP-id' } };

interface Refused {
  readonly what: string;
  readonly code: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
}

const REFUSED: readonly Refused[] = [
  {
    what: 'a list of which no kind can be told, by map',
    code: 'KIND_NOT_RECOGNISED',
    files: { 'x.csv': 'Alfa;Beta;Gamma\nq;w;e\nr;t;y\nu;i;o\n' },
    args: ['map', 'x.csv', '-n'],
  },
  {
    what: 'a list with headers alone, by map',
    code: 'LIST_WITHOUT_ROWS',
    files: { 'x.csv': `${SIPS.split('\n')[0] ?? ''}\n` },
    args: ['map', 'x.csv', '-n'],
  },
  {
    what: 'a list of which two kinds can be told, by map',
    code: 'KIND_UNCLEAR',
    files: {
      'x.csv': [
        'ID;Startad;Inskriven',
        ...[1, 2, 3, 4, 5, 6].map((at) => `P-70${at};2025-01-1${at};2025-02-1${at}`),
      ].join('\n'),
    },
    args: ['map', 'x.csv', '-n'],
  },
  {
    what: 'a list whose rows have a title above them and no header, by map',
    code: 'HEADER_ABSENT',
    files: { 'x.csv': `Urval;Pågående\n${SIPS.split('\n').slice(1).join('\n')}` },
    args: ['map', 'x.csv', '-n'],
  },
  {
    what: 'a list of unknown headers with a column that only lists of the target have',
    code: 'SYSTEM_UNCLEAR',
    files: { 'x-2025-09-29.csv': OF_EITHER },
    args: ['import', 'x-2025-09-29.csv'],
  },
  {
    what: 'the same, by map',
    code: 'SYSTEM_UNCLEAR',
    files: { 'x-2025-09-29.csv': OF_EITHER },
    args: ['map', 'x-2025-09-29.csv', '-n'],
  },
  {
    what: 'a column of protection that says something on the first row of each group alone',
    code: 'PROTECTION_GROUPED',
    files: {
      'sip-2025-10-03.csv': sipList(
        ['Ja', '', '', 'Nej', '', ''].map((skydd, at) => ({ id: `SIP-${at}`, skydd })),
      ),
    },
    args: ['import', 'sip-2025-10-03.csv'],
  },
  {
    what: 'a title that says that all are over, and no column that says it of each',
    code: 'LIST_SAYS_OVER',
    files: { 'sip-2025-10-03.csv': `Avslutade SIP:ar\n${WITHOUT_STATUS}` },
    args: ['import', 'sip-2025-10-03.csv'],
  },
  {
    what: 'a file of persons that is named after those who have left',
    code: 'LIST_SAYS_OVER_OF_ALL',
    files: {
      'patienter-utskrivna 2025-10-03.csv': `Personnummer;Namn;Kommun;Boende\n${PNR.anna};Å;Timrå;\n`,
    },
    args: ['import', 'patienter-utskrivna 2025-10-03.csv'],
  },
  {
    what: 'persons with a row of another list',
    code: 'LIST_HAS_OTHER_ROWS',
    files: {
      'patienter 2025-10-03.csv': `Personnummer;Namn;Kommun;Boende\n${PNR.anna};Å;Timrå;\nTimrå;2025-01-02;Ja;Pågående\n`,
    },
    args: ['import', 'patienter 2025-10-03.csv'],
  },
  {
    what: 'a list with another below it, also where that one has more headers that are known',
    code: 'LIST_HAS_OTHER_HEADER',
    files: {
      'sip-2025-10-02.csv': `SIP-id;Personnummer;Namn\n${Array.from({ length: 60 }, (_, at) => `SIP-${at + 100};${PNR.anna};Å\n`).join('')}${SIPS}`,
    },
    args: ['import', 'sip-2025-10-02.csv'],
  },
  {
    what: 'a mapping that is no JSON',
    code: 'MAPPING_UNREADABLE',
    files: { 'm.json': '{"kind": "sip",' },
    args: ['import', 'sip-2025-10-01.csv', '--mapping', 'm.json'],
  },
  {
    what: 'a mapping that is not there',
    code: 'FILE_MISSING',
    files: {},
    args: ['import', 'sip-2025-10-01.csv', '--mapping', 'finns-inte.json'],
  },
  {
    what: 'a mapping with a word that mappings do not have',
    code: 'MAPPING_FAULTY',
    files: { 'm.json': JSON.stringify({ ...MAPPING, kolumner: {} }) },
    args: ['import', 'sip-2025-10-01.csv', '--mapping', 'm.json'],
  },
  {
    what: 'a mapping of another kind than the list is said to be',
    code: 'MAPPING_OF_OTHER_KIND',
    files: { 'm.json': JSON.stringify(MAPPING) },
    args: ['import', 'sip-2025-10-01.csv', '--as', 'vardtillfalle', '--mapping', 'm.json'],
  },
  {
    what: 'a mapping to a kommun that the region does not have',
    code: 'MAPPING_KOMMUN_UNKNOWN',
    files: { 'm.json': JSON.stringify({ ...MAPPING, values: { kommun: { Timrå: '0180' } } }) },
    args: ['import', 'sip-2025-10-01.csv', '--mapping', 'm.json'],
  },
  {
    what: 'a list that no text and no file name says the day of',
    code: 'EXPORTED_AT_MISSING',
    files: { 'sip.csv': SIPS },
    args: ['import', 'sip.csv'],
  },
  {
    what: 'a Rättningslista without its titles, of a list that nobody knows',
    code: 'MENDING_WITHOUT_TITLE',
    files: {
      'rätta-2025-10-01.csv': SIPS.split('\n')
        .map((line, at) => (line === '' ? '' : at === 0 ? `Rad;Att rätta;${line}` : `${at};Kommun;${line}`))
        .join('\n'),
    },
    args: ['import', 'rätta-2025-10-01.csv'],
  },
  {
    what: 'messages in a file that is named after protection, which they can not keep',
    code: 'LIST_WITH_PROTECTED',
    files: { 'skyddade personuppgifter 2025-10-01.csv': MESSAGES('', '') },
    args: ['import', 'skyddade personuppgifter 2025-10-01.csv'],
  },
  {
    what: 'messages with a column of protection',
    code: 'LIST_WITH_PROTECTED',
    files: { 'meddelanden-2025-10-01.csv': MESSAGES(';Skyddade personuppgifter', ';Ja') },
    args: ['import', 'meddelanden-2025-10-01.csv'],
  },
  {
    what: 'messages with a column that may be of protection',
    code: 'LIST_WITH_PROTECTED',
    files: { 'meddelanden-2025-10-01.csv': MESSAGES(';Skm', ';Ja') },
    args: ['import', 'meddelanden-2025-10-01.csv'],
  },
  {
    what: 'messages below a title of protection',
    code: 'LIST_WITH_PROTECTED',
    files: { 'meddelanden-2025-10-01.csv': `Skyddade personuppgifter\n${MESSAGES('', '')}` },
    args: ['import', 'meddelanden-2025-10-01.csv'],
  },
  {
    what: 'a list with nothing in it but blank rows',
    code: 'HEADER_MISSING',
    files: { 'sip-2025-10-02.csv': ';;\n;;\n' },
    args: ['import', 'sip-2025-10-02.csv'],
  },
  {
    what: 'a list that begins with its rows',
    code: 'HEADER_ABSENT',
    files: { 'sip-2025-10-02.csv': SIPS.split('\n').slice(1).join('\n') },
    args: ['import', 'sip-2025-10-02.csv'],
  },
  {
    what: 'a list of which no header is known',
    code: 'KIND_NOT_FOUND',
    files: { 'lista-2025-10-02.csv': 'Alfa;Beta;Gamma\nq;w;e\nr;t;y\n' },
    args: ['import', 'lista-2025-10-02.csv'],
  },
  {
    what: 'control totals where a list is to be',
    code: 'TOTALS_GIVEN',
    files: { 'summor-2025-10-02.csv': 'Part;Timrå;Sundsvall;Ånge\nPrimärvård;12;40;3\nKommun;2;30;1\n' },
    args: ['import', 'summor-2025-10-02.csv'],
  },
  {
    what: 'a list without the column that its rows are known by',
    code: 'ID_COLUMN_MISSING',
    files: { 'sip-2025-10-02.csv': SIPS.replaceAll(/^[^;]*;/gmu, '') },
    args: ['import', 'sip-2025-10-02.csv', '--as', 'sip'],
  },
  {
    what: 'a list with rows above its header',
    code: 'DATA_ABOVE_HEADER',
    files: { 'sip-2025-10-02.csv': `${SIPS.split('\n')[1] ?? ''}\n${SIPS}` },
    args: ['import', 'sip-2025-10-02.csv'],
  },
  {
    what: 'a list with another list’s header further down',
    code: 'LIST_HAS_OTHER_HEADER',
    files: { 'sip-2025-10-02.csv': SIPS + MESSAGES('', '') },
    args: ['import', 'sip-2025-10-02.csv'],
  },
  {
    what: 'a row that speaks of protection, and no case stands under',
    code: 'PROTECTION_UNPLACED',
    files: { 'sip-2025-10-02.csv': `${SIPS}Personer med skyddade personuppgifter\n` },
    args: ['import', 'sip-2025-10-02.csv'],
  },
  {
    what: 'a row that says that a sign is protection, where a case bears it',
    code: 'PROTECTION_UNPLACED',
    files: {
      'sip-2025-10-02.csv': `${SIPS.replace('Märta Nordström', 'Märta Nordström*')}* = skyddade personuppgifter\n`,
    },
    args: ['import', 'sip-2025-10-02.csv'],
  },
  ...['--by', '--reason'].map((option) => ({
    what: `a number of a person given with ${option}`,
    code: 'NOTE_WITH_PERSONNUMMER',
    files: {},
    args: ['import', 'sip-2025-10-01.csv', '--whole', option, `Kim ${PNR.anna}`],
  })),
  ...['kommun=Oslo', 'ort=Timrå', 'kommun=', 'Timrå', 'kommun=Timrå,Oslo'].map((said) => ({
    what: `a list said to cover ${said}`,
    code: 'COVERS_UNKNOWN',
    files: {},
    args: ['import', 'sip-2025-10-01.csv', '--covers', said],
  })),
  {
    what: 'a comparison with a list that nobody knows',
    code: 'SOURCE_UNKNOWN',
    files: {},
    args: ['diff', '--from', 'sip-2025-08-01.csv'],
  },
  {
    what: 'a comparison of lists of two kinds',
    code: 'SOURCES_OF_TWO_KINDS',
    files: {},
    args: ['diff', '--from', 'sip-2025-10-01.csv', '--to', 'enheter.csv'],
  },
  {
    what: 'a comparison of one list alone',
    code: 'TOO_FEW_LISTS',
    files: {},
    args: ['diff'],
  },
  {
    what: 'a row of a list that no list has',
    code: 'ROW_UNKNOWN',
    files: {},
    args: ['explain', 'sip-2025-10-01.csv:99'],
  },
  {
    what: 'a list of the source to hold the register against',
    code: 'NOT_A_TARGET_LIST',
    files: {},
    args: ['reconcile', '--lcsp', 'sip-2025-10-01.csv'],
  },
  {
    what: 'a list of the target from a later day than is asked about',
    code: 'TARGET_LIST_LATER',
    files: {
      'lcsp-sip-2025-10-02.csv': `Personnummer;Namn;Skapad;Samordningsansvarig;Enhet;Status;Typ\n${PNR.anna};Märta Nordström;2025-10-01;Läkare;Granen;Pågående;SIP\n`,
    },
    args: ['reconcile', '--lcsp', 'lcsp-sip-2025-10-02.csv', '--as-of', '2025-10-01'],
  },
  {
    what: 'a returned file that is no worklist',
    code: 'RETURN_NOT_A_WORKLIST',
    files: {},
    args: ['return', 'sip-2025-10-01.csv'],
  },
];

describe('what is refused of lists', () => {
  let world: World;

  beforeAll(async () => {
    world = await emptyRegister();
    writeFileSync(join(world.cwd, 'sip-2025-10-01.csv'), SIPS);
    writeFileSync(join(world.cwd, 'enheter.csv'), UNITS);
    await overgangDone(['import', 'enheter.csv', 'sip-2025-10-01.csv', '--as-of', DAY], world);
  });

  it.each(REFUSED)('$what: $code', async ({ code, files, args }) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(world.cwd, name), text);
    const asOf = args.includes('--as-of') ? [] : ['--as-of', DAY];
    const ran = await overgang([...args, ...asOf, '--json'], world);
    expect(ran.stdout).toContain(`"code": "${code}"`);
    expect(ran.code).toBe(2);
  });

  it.each([
    ['without its columns', 'RETURN_WITHOUT_TABLE', 'Lista AL-0001;\nRadnyckel;Eget\nS1-G;ja\n'],
    ['with the number of none', 'RETURN_FOREIGN_LIST', 'Lista AL-0901;\nRadnyckel;Status\nS1-G;Klar\n'],
  ])('a returned list %s: %s', async (_, code, text) => {
    if (!existsSync(join(world.cwd, 'ut')))
      await handOutOne(world, DAY, 'ut', '--step', '6', '--format', 'csv');
    writeFileSync(join(world.cwd, 'svar.csv'), text);
    const ran = await overgang(['return', 'svar.csv', '--as-of', DAY, '--json'], world);
    expect(ran.stdout).toContain(`"code": "${code}"`);
    expect(ran.code).toBe(2);
  });
});
