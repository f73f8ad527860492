import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { unzipParts } from '../src/documents/kit/unzip-for-tests.ts';
import { canariesOf, named, regionCanaries } from './helpers/canary.ts';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { filesIn, newFolder } from './helpers/folder.ts';
import {
  CONFLICTING_SIP,
  naiveList,
  pathOf,
  SEPTEMBER_LISTS,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
} from './helpers/lists.ts';
import { AS_OF, newRegister, regionRegister } from './helpers/region.ts';

/** The SIPs of protected persons: neither the folder nor the file says what they are. */
const PROTECTED_SIPS = 'utsedda-handlaggare/lista-4';

/** Nobody of the region's lists is named in anything but a worklist, and there by initial and surname alone. */
const canaries = regionCanaries();

/** How people listen in: plain, and as JSON with --debug. */
const WAYS = [
  { flags: [], terminal: {} },
  { flags: ['--json', '--debug'], terminal: {} },
] as const;
/** On a terminal too, with --debug: there more is said while a list is read, and a table is as wide as the window. */
const EVERY_WAY = [...WAYS, { flags: ['--debug'], terminal: { stdout: true } }] as const;

const protectedSip =
  naiveList(SIP_SEPTEMBER)
    .rows.find(({ at }) => at('Skyddade personuppgifter') === 'Ja')
    ?.at('SIP-id') ?? '';
const septembers = new Set(naiveList(SIP_SEPTEMBER).rows.map(({ at }) => at('SIP-id')));
const aVardtillfalle = naiveList(VARDTILLFALLEN).rows[0]?.at('Vårdtillfälle') ?? '';
const somebody = naiveList(SIP_SEPTEMBER).rows[3];

let world: World;
beforeAll(async () => {
  world = await regionRegister();
});

const OFTEN_ON_A_TERMINAL: ReadonlySet<string> = new Set([
  'status',
  'timeline',
  'inbox',
  'diff',
  'log',
  'worklist',
]);

async function expectNobodyNamed(
  where: World,
  args: readonly string[],
  codes: readonly number[],
): Promise<void> {
  for (const { flags, terminal } of OFTEN_ON_A_TERMINAL.has(args[0] ?? '') ? EVERY_WAY : WAYS) {
    const { code, stdout, stderr } = await overgang([...args, ...flags], { ...where, terminal });
    expect([args, codes.includes(code), code]).toEqual([args, true, code]);
    expect([args, named(stdout, canaries), named(stderr, canaries)]).toEqual([args, [], []]);
  }
}

describe('the canaries', () => {
  it('are many, and are found where they are', () => {
    expect([...canaries.names.values()].flat().length).toBeGreaterThan(1000);
    expect(canaries.numbers.size).toBeGreaterThan(8000);
    const number = somebody?.at('Personnummer') ?? '';
    const name = somebody?.at('Namn') ?? '';
    expect(named(`xx${number.replace('-', '')}yy`, canaries)).not.toEqual([]);
    expect(named(`sip ${number.slice(2)};`, canaries)).not.toEqual([]);
    expect(named(`för ${name.toUpperCase()}.`, canaries)).toEqual([name.toLowerCase()]);
    for (const list of SEPTEMBER_LISTS.slice(0, 3)) {
      const text = naiveList(list)
        .rows.slice(0, 20)
        .map(({ cells }) => cells.join(';'))
        .join('\n');
      expect(named(text, canaries).length).toBeGreaterThan(20);
    }
  });

  it('are in the register: what is not shown is not because it is not there', () => {
    const bytes = readFileSync(join(world.cwd, 'overgang.sqlite')).toString('utf8');
    expect(bytes).toContain(somebody?.at('Namn'));
    expect(bytes).toContain(somebody?.at('Personnummer'));
  });
});

describe('nobody is named', () => {
  it.each(SEPTEMBER_LISTS)('by import and validate of %s', async (list) => {
    for (const { flags, terminal } of EVERY_WAY) {
      const fresh = await newRegister();
      for (const verb of ['validate', 'import', 'import']) {
        const ran = await overgang([verb, pathOf(list), '--as-of', AS_OF, ...flags], { ...fresh, terminal });
        expect(ran.code).toBeLessThan(2);
        expect([verb, named(ran.stdout, canaries), named(ran.stderr, canaries)]).toEqual([verb, [], []]);
      }
    }
  });

  it.each([
    [['status']],
    [['status', '--kommun', 'Sundsvall']],
    [['status', '--part', 'kommun', '--as-of', '2025-06-01']],
    [['timeline']],
    [['inbox']],
    [['inbox', '-o', 'inkorg.html', '--force']],
    [['explain', CONFLICTING_SIP]],
    [['explain', protectedSip]],
    [['explain', aVardtillfalle]],
    [['explain', somebody?.at('SIP-id') ?? '']],
    [['worklist', '-o', 'ut', '-n']],
    [['rehearse', '-o', 'ovning', '--force']],
    [['mark', CONFLICTING_SIP, 'note', '--note', 'prov', '-n']],
    [['decide', CONFLICTING_SIP, '--as', 'vardplan', '--reason', 'prov', '-n']],
    [['diff']],
    [['verify']],
    [['log', '--last', '2000']],
    [['log', '--case', somebody?.at('SIP-id') ?? '']],
    [['checkpoint', 'create', '--kind', 'archive', '--by', 'prov', '--statement', 'prov', '-o', 'ut', '-n']],
    [['checkpoint', 'list']],
    [['--help']],
  ])('by %j', async (args) => {
    const asOf = args.includes('--as-of') ? [] : ['--as-of', AS_OF];
    await expectNobodyNamed(world, [...args, ...asOf], [0]);
  });

  it('by explain of any case with a finding, and of those gone', async () => {
    const gone = naiveList('prator-sip-2025-04-28.csv').rows.filter(
      ({ at }) => !septembers.has(at('SIP-id')),
    );
    const ids = [...gone.slice(0, 2), ...naiveList(SIP_SEPTEMBER).rows.slice(47, 51)].map(({ at }) =>
      at('SIP-id'),
    );
    for (const id of ids) await expectNobodyNamed(world, ['explain', id, '--as-of', AS_OF], [0]);
  });

  it('by the answer to who has seen them, nor by what is left in the log of it', async () => {
    for (const row of naiveList(SIP_SEPTEMBER).rows.slice(3, 7)) {
      const stdin = row.at('Personnummer');
      await overgang(['explain', row.at('SIP-id'), '--as-of', AS_OF], world);
      await expectNobodyNamed({ ...world, stdin }, ['log', '--person', '-'], [0, 2]);
    }
    await overgang(['verify', '--accept', '--by', 'Lena', '--reason', 'prov'], world);
    await overgang(['log', '--jsonl', 'logg.jsonl', '--force'], world);
    const log = readFileSync(join(world.cwd, 'logg.jsonl'), 'utf8');
    expect(log).toContain('"type":"shown"');
    expect(named(log, canaries)).toEqual([]);
  });

  it('when somebody asks by the person’s number or name', async () => {
    for (const asked of [somebody?.at('Personnummer') ?? '', somebody?.at('Namn') ?? '']) {
      await expectNobodyNamed(world, ['explain', asked], [2]);
      await expectNobodyNamed(world, ['mark', asked, 'note', '--note', 'prov'], [2]);
      await expectNobodyNamed(world, ['decide', asked, '--as', 'vardplan', '--reason', 'prov'], [2]);
    }
  });
});

describe('nobody is named by what goes wrong', () => {
  const header = 'SIP-id;Personnummer;Namn;Kommun;Startad';
  const rows = naiveList(SIP_SEPTEMBER)
    .rows.slice(0, 30)
    .filter(({ at }) => at('SIP-id') !== '');
  const written = rows.map(({ at }) =>
    [at('SIP-id'), at('Personnummer'), at('Namn'), at('Kommun'), at('Startad')].join(';'),
  );
  const [first = '', second = '', third = ''] = written;

  it.each([
    ['a quote never closed', [header, first, second.replace(';', ';"'), third], [2]],
    ['a NUL', [header, first, `${second}\0`], [2]],
    ['no header', written, [2]],
    ['names as headers', [first, ...written], [2]],
    ['a ragged row', [header, first, `${second};${third}`], [0, 1]],
    ['a contradiction', [header, first, `${first}1`], [1]],
    ['a row without id', [header, first, second.replace(/^[^;]*/u, '')], [1]],
    [
      'a name among kommuner and dates',
      [
        header,
        `SIP-1;${first.split(';')[2] ?? ''};;${first.split(';')[2] ?? ''};${first.split(';')[1] ?? ''}`,
      ],
      [0],
    ],
    ['two columns of one name', [`${header};Kommun`, `${first};${first.split(';')[2] ?? ''}`], [2]],
    ['a column that is not used', [`${header};Mål och delmål`, `${first};${first.split(';')[2] ?? ''}`], [0]],
    ['a damaged number', [header, first.replace(/(\d{8})-(\d{4})/u, '$1$2,00')], [0]],
  ] as const)('%s', async (_what, lines, codes) => {
    const folder = newFolder();
    writeFileSync(join(folder, 'lista-2025-09-15.csv'), `${lines.join('\n')}\n`);
    await expectNobodyNamed({ cwd: folder }, ['validate', 'lista-2025-09-15.csv', '--as-of', AS_OF], codes);
    await expectNobodyNamed(
      { cwd: folder },
      ['validate', 'lista-2025-09-15.csv', '--as', 'sip', '--as-of', AS_OF],
      codes,
    );
  });
});

describe('the hand-out', () => {
  let folder: string;
  let printed: string;

  beforeAll(async () => {
    const copy = await regionRegister();
    folder = join(copy.cwd, 'ut');
    const ran = await overgang(['worklist', '-o', 'ut', '--format', 'xlsx', '--as-of', AS_OF], copy);
    const others = [
      '--step',
      '6',
      '--step',
      'beslut',
      '--step',
      'skyddade',
      '--format',
      'csv,html',
      '--force',
    ];
    const again = await overgang(['worklist', '-o', 'ut', ...others, '--as-of', AS_OF], copy);
    expect([ran.code, again.code]).toEqual([0, 0]);
    printed = ran.stdout + ran.stderr + again.stdout + again.stderr;
  });

  it('names nobody in what is printed, in file names and in the index', () => {
    expect(named(printed, canaries)).toEqual([]);
    expect(named(filesIn(folder).join('\n'), canaries)).toEqual([]);
    expect(named(readFileSync(join(folder, 'index.html'), 'utf8'), canaries)).toEqual([]);
  });

  it('names nobody by number or full name in any list, in any format', () => {
    const files = filesIn(folder).filter((name) => name !== 'index.html');
    expect(files.filter((name) => name.endsWith('.xlsx')).length).toBeGreaterThan(50);
    for (const name of files) {
      const bytes = readFileSync(join(folder, name));
      const text = name.endsWith('.xlsx')
        ? [...unzipParts(bytes).values()].join('\n')
        : bytes.toString('utf8');
      expect(text.length).toBeGreaterThan(150);
      expect([name, named(text, canaries)]).toEqual([name, []]);
    }
  });

  it('has the initial and surname of whoever is not protected', () => {
    const all = filesIn(folder)
      .filter((name) => name.endsWith('.csv'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    const [given = '', ...surname] = (somebody?.at('Namn') ?? '').split(' ');
    expect(all).toContain(`${given.slice(0, 1)} ${surname.join(' ')}`);
  });

  it('has no name, not even an initial, of who is protected', () => {
    const rows = naiveList(SIP_SEPTEMBER).rows.filter(({ at }) => at('Skyddade personuppgifter') === 'Ja');
    expect(rows.length).toBeGreaterThan(0);
    const list = readFileSync(join(folder, `${PROTECTED_SIPS}.csv`), 'utf8');
    const parts = [...unzipParts(readFileSync(join(folder, `${PROTECTED_SIPS}.xlsx`))).values()].join('\n');
    const page = readFileSync(join(folder, `${PROTECTED_SIPS}.html`), 'utf8');
    for (const { at } of rows) {
      const surname = at('Namn').split(' ').slice(1).join(' ');
      for (const text of [list, parts, page]) {
        expect(text).toContain(at('SIP-id'));
        expect(text).not.toContain(surname);
        expect(text).not.toContain(at('Personnummer').slice(0, 4));
      }
    }
  });
});

describe('the demo', () => {
  it('names nobody of its own lists', async () => {
    const folder = newFolder();
    const ran = await overgang(['demo', 'prov'], { cwd: folder });
    expect(ran.code).toBe(0);
    const lists = readdirSync(join(folder, 'prov', 'listor')).map((name) =>
      readFileSync(join(folder, 'prov', 'listor', name)),
    );
    const texts = lists.flatMap((bytes) => [
      bytes.toString('utf8'),
      bytes.toString('latin1'),
      bytes.toString('utf16le'),
    ]);
    const persons = texts.flatMap((text) =>
      [...text.matchAll(/(\d{8}-\d{4})[;\t]([\p{L} -]+)[;\t]/gu)].map(([, number = '', name = '']) => ({
        number,
        name,
      })),
    );
    const own = canariesOf(persons);
    expect(own.numbers.size).toBeGreaterThan(4000);
    expect([named(ran.stdout, own), named(ran.stderr, own)]).toEqual([[], []]);
    const made = filesIn(join(folder, 'prov', 'arbetslistor'));
    expect(made.length).toBeGreaterThan(30);
    expect(named(made.join('\n'), own)).toEqual([]);
    expect(named(readFileSync(join(folder, 'prov', 'arbetslistor', 'index.html'), 'utf8'), own)).toEqual([]);
    const status = await overgangJson(['status', '--register', 'prov/overgang.sqlite', '--as-of', AS_OF], {
      cwd: folder,
    });
    expect(status).toMatchObject({ asOf: AS_OF });
  });
});
