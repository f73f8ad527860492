import { openDatabase } from '../src/register/engine/sqlite/driver.ts';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { copyRegister } from './helpers/database.ts';
import { ofFile } from './helpers/on-server.ts';
import { contentOf, newFolder } from './helpers/folder.ts';
import { ENHETER, pathOf, SIP_SEPTEMBER } from './helpers/lists.ts';
import { AS_OF, importLists, newRegister } from './helpers/region.ts';

const SIP_HEADER = 'SIP-id;Personnummer;Namn;Kommun';
const SIP_ROW = 'SIP-1;19270525-9964;Rune Lindqvist;Sundsvall';
/** A row whose words must not be repeated to anybody. */
const HIDDEN = ['19270525', '9964', 'Rune', 'Lindqvist'];

const LISTS: Readonly<Record<string, string | Uint8Array>> = {
  'tom-2025-09-15.csv': '',
  'okand-2025-09-15.csv': 'Kolumn A;Kolumn B;Kolumn C\nett;två;tre\nfyra;fem;sex\n',
  'utan-id-2025-09-15.csv': `Personnummer;Namn;Kommun;Samordningsansvar;Planform;Fas\n${SIP_ROW.slice(6)};Kommun;SIP;Initiativ\n`,
  'dubbla-2025-09-15.csv': 'SIP-id;Personnummer;Kommun;Kommun\nSIP-1;19270525-9964;Sundsvall;Timrå\n',
  'bild-2025-09-15.csv': Buffer.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0, 1, 2, 3, 255, 254,
  ]),
  'gammal-2025-09-15.xls': Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
  ]),
  'losenord-2025-09-15.xlsx': Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
    Buffer.alloc(600),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ]),
  'citat-2025-09-15.csv': `${SIP_HEADER}\n${SIP_ROW}\nSIP-2;"19270525-9964;Rune Lindqvist;Sundsvall\nSIP-3;;;\n`,
  'webbsida-2025-09-15.csv': '<!DOCTYPE html><html><body>Logga in</body></html>',
  'nul-2025-09-15.csv': `${SIP_HEADER}\n${SIP_ROW}\nSIP-2;\0;;\n`,
  'utan-dag.csv': `${SIP_HEADER}\n${SIP_ROW}\n`,
  'trasig.json': '{ "kind": "sip", ',
  'fel-mappning.json': '{ "kind": "sipp", "columns": { "sip_id": 7 } }',
  'trasig-profil.json': '{ name: vasternorrland }',
};

let whole: World;
let shipped: Record<string, unknown>;

beforeAll(async () => {
  whole = await newRegister();
  await importLists(whole, [ENHETER]);
  shipped = JSON.parse(
    readFileSync(
      join(import.meta.dirname, '../src/domain/profile/profiles/vasternorrland-2025.json'),
      'utf8',
    ),
  ) as Record<string, unknown>;
});

/** A folder with a sound register, and all the faulty lists. */
function sound(): World {
  const folder = newFolder();
  copyRegister(whole, { cwd: folder });
  for (const [name, content] of Object.entries(LISTS)) writeFileSync(join(folder, name), content);
  mkdirSync(join(folder, 'mapp'));
  copyFileSync(pathOf(SIP_SEPTEMBER), join(folder, SIP_SEPTEMBER));
  return { cwd: folder };
}

/** Runs what must be refused: exit 2, nothing written, a message of two parts and no stack. */
async function refused(world: World, args: readonly string[]): Promise<string> {
  const before = contentOf(world.cwd);
  const { code, stdout, stderr } = await overgang(args, world);
  expect([code, stdout]).toEqual([2, '']);
  expect(contentOf(world.cwd)).toEqual(before);
  expect(stderr).not.toMatch(/\n\s+at |Error:|SQLITE|node_modules|undefined|\[object/u);
  expect(stderr.trim().split('\n').length).toBeGreaterThan(1);
  for (const hidden of HIDDEN) expect(stderr).not.toContain(hidden);
  return stderr;
}

describe('a list that can not be read', () => {
  it.each([
    ['finns-inte.csv', 'finns-inte.csv: filen finns inte.', 'skriv den inom citattecken.'],
    ['mapp', 'mapp är en mapp.', 'mapp/*.csv'],
    ['tom-2025-09-15.csv', 'filen är tom', 'Ta ut listan på nytt.'],
    [
      'okand-2025-09-15.csv',
      'rubrikerna hör inte till någon sorts lista',
      'overgang map okand-2025-09-15.csv',
    ],
    ['utan-id-2025-09-15.csv', 'utan-id-2025-09-15.csv', '--as'],
    ['dubbla-2025-09-15.csv', 'rubriken Kommun står på flera kolumner', 'gissar inte'],
    ['bild-2025-09-15.csv', 'varken text eller Excel', 'Spara listan som CSV eller xlsx.'],
    ['gammal-2025-09-15.xls', 'Excels gamla format (.xls)', 'spara som xlsx'],
    ['losenord-2025-09-15.xlsx', 'skyddad med lösenord', 'ta bort lösenordet'],
    ['citat-2025-09-15.csv', 'ett citattecken öppnas på rad 3 och stängs aldrig', 'Rätta raden'],
    ['webbsida-2025-09-15.csv', 'webbsida', 'spara som CSV eller xlsx'],
    ['nul-2025-09-15.csv', 'rad 3 innehåller NUL-tecken', 'Ta ut listan på nytt.'],
    ['utan-dag.csv', 'vilken dag listan är uttagen', '--exported-at ÅÅÅÅ-MM-DD'],
  ])('%s: the message names it and says what to do', async (file, wrong, remedy) => {
    for (const verb of ['import', 'validate']) {
      const stderr = await refused(sound(), [verb, file, '--as-of', AS_OF, '--quiet']);
      expect(stderr).toContain(file);
      expect(stderr).toContain(wrong);
      expect(stderr).toContain(remedy);
    }
  });

  it('names the columns that are missing', async () => {
    const stderr = await refused(sound(), ['import', 'utan-id-2025-09-15.csv', '--as', 'sip', '--quiet']);
    expect(stderr).toContain('kolumnen SIP-id saknas');
    expect(stderr).toContain('overgang map utan-id-2025-09-15.csv --as sip');
    const unknown = await refused(sound(), ['import', 'okand-2025-09-15.csv', '--quiet']);
    expect(unknown).toMatch(/dessa kolumner saknas: .*SIP-id.*Personnummer.*Kommun/u);
  });

  it('says the same as JSON, one entry a file', async () => {
    const world = sound();
    const before = contentOf(world.cwd);
    const { files } = await overgangJson<{ files: { file: string; error: Record<string, string> }[] }>(
      ['import', 'tom-2025-09-15.csv', 'mapp'],
      world,
    );
    expect(files.map(({ file, error }) => [file, error['code']])).toEqual([
      ['tom-2025-09-15.csv', 'FILE_EMPTY'],
      ['mapp', 'FILE_IS_FOLDER'],
    ]);
    expect(contentOf(world.cwd)).toEqual(before);
  });

  it('is read once the day is given', async () => {
    const { code, stdout } = await overgang(
      ['import', 'utan-dag.csv', '--exported-at', '2025-09-15', '--as-of', AS_OF],
      sound(),
    );
    expect([code, stdout.includes('uttag 2025-09-15')]).toEqual([0, true]);
  });

  it.each([
    ['--mapping', 'finns-inte.json', 'finns-inte.json: filen finns inte.'],
    ['--mapping', 'trasig.json', 'går inte att läsa som JSON'],
    ['--mapping', 'fel-mappning.json', 'kind: ska vara'],
    ['--as', 'sipp', 'Menade du sip?'],
    ['--exported-at', '15/9', '--exported-at 15/9 är ingen dag.'],
  ])('%s %s is refused', async (option, value, wrong) => {
    expect(await refused(sound(), ['import', 'utan-dag.csv', option, value, '--quiet'])).toContain(wrong);
  });
});

/** Commands that use a register: what they say of one that can not be used is the same. */
const USING = [
  ['status'],
  ['timeline'],
  ['explain', 'SIP-1'],
  ['mark', 'SIP-1', 'note', '--note', 'prov'],
  ['decide', 'SIP-1', '--as', 'vardplan', '--reason', 'prov'],
  ['worklist', '-o', 'ut'],
  ['import', SIP_SEPTEMBER],
] as const satisfies readonly (readonly string[])[];
const USES = USING.map((args) => ({ verb: args[0], args }));

type Spoil = (path: string) => void;

const REGISTERS: readonly (readonly [what: string, spoil: Spoil, wrong: string, remedy: string])[] = [
  [
    'text',
    (path) => {
      writeFileSync(path, 'Det här är ingen databas, bara text.\n');
    },
    'är inte ett register från overgang',
    '--register',
  ],
  [
    'an empty file',
    (path) => {
      writeFileSync(path, '');
    },
    'är inte ett register från overgang',
    '--register',
  ],
  [
    'of another program',
    (path) => {
      writeFileSync(path, '');
      const db = openDatabase(path);
      db.exec('CREATE TABLE annat (a); PRAGMA application_id = 7');
      db.close();
    },
    'är inte ett register från overgang',
    '--register',
  ],
  [
    'from a newer version',
    (path) => {
      pragma(path, 'user_version = 99');
    },
    'skapat av en nyare version',
    'Uppgradera programmet.',
  ],
  [
    'a folder',
    (path) => {
      mkdirSync(path);
    },
    'är inte ett register från overgang',
    '--register',
  ],
];

function pragma(path: string, text: string): void {
  const db = openDatabase(path);
  db.pragma(text);
  db.close();
}

ofFile('bytes').describe('a register that can not be used', () => {
  it.each(USES)('is missing: $verb says how to make one', async ({ args }) => {
    const folder = newFolder();
    copyFileSync(pathOf(SIP_SEPTEMBER), join(folder, SIP_SEPTEMBER));
    const stderr = await refused({ cwd: folder }, args);
    expect(stderr).toContain('Registret overgang.sqlite finns inte.');
    expect(stderr).toContain('overgang init');
  });

  describe.each(REGISTERS)('is %s', (what, spoil, wrong, remedy) => {
    it.each(USES)('$verb refuses it', async ({ args }) => {
      const world = sound();
      const path = join(world.cwd, 'fel.sqlite');
      if (what === 'from a newer version') copyFileSync(join(world.cwd, 'overgang.sqlite'), path);
      spoil(path);
      const stderr = await refused(world, [...args, '--register', 'fel.sqlite']);
      expect(stderr).toContain('fel.sqlite');
      expect(stderr).toContain(wrong);
      expect(stderr).toContain(remedy);
    });
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2))],
    [
      'overwritten in the middle',
      (bytes: Buffer) => {
        const copy = Buffer.from(bytes);
        for (let page = 1; page < copy.length / 4096; page += 1)
          copy.fill(0xa5, page * 4096, page * 4096 + 200);
        return copy;
      },
    ],
  ])('is damaged: %s', async (_what, damage) => {
    const world = sound();
    const path = join(world.cwd, 'overgang.sqlite');
    writeFileSync(path, damage(readFileSync(path)));
    for (const args of USING) {
      const stderr = await refused(world, [...args]);
      expect([args[0], stderr]).toEqual([
        args[0],
        'Registret overgang.sqlite är skadat och används inte.\nÅterställ en säkerhetskopia.\n',
      ]);
    }
  });

  it('lies in a folder that is missing', async () => {
    const stderr = await refused(sound(), ['init', '--register', 'ingen/overgang.sqlite']);
    expect(stderr).toContain('Mappen för registret overgang.sqlite finns inte.');
    expect(stderr).toContain('Skapa mappen');
  });

  it('exists already: it is never written over', async () => {
    const stderr = await refused(sound(), ['init']);
    expect(stderr).toContain('Registret overgang.sqlite finns redan.');
    expect(stderr).toContain('--register');
  });

  it('is found by OVERGANG_REGISTER, and by --register before that', async () => {
    const world = sound();
    expect(await refused({ ...world, env: { OVERGANG_REGISTER: 'annat.sqlite' } }, ['status'])).toContain(
      'annat.sqlite',
    );
    const { code } = await overgang(['status', '--register', 'overgang.sqlite'], {
      ...world,
      env: { OVERGANG_REGISTER: 'annat.sqlite' },
    });
    expect(code).toBe(0);
  });
});

describe('a profile with a fault', () => {
  const refusedProfile = async (change: (profile: Record<string, unknown>) => void): Promise<string> => {
    const profile = structuredClone(shipped);
    change(profile);
    const folder = newFolder();
    writeFileSync(join(folder, 'min-profil.json'), JSON.stringify(profile));
    const stderr = await refused({ cwd: folder }, ['init', '--profile', './min-profil.json']);
    expect(stderr).toContain('min-profil.json: profilen har fel:');
    expect(stderr).toContain('schemas/profile.schema.json');
    return stderr;
  };
  const list = (profile: Record<string, unknown>, name: string): Record<string, unknown>[] =>
    profile[name] as Record<string, unknown>[];

  it('is told by the path of the fault', async () => {
    expect(
      await refusedProfile((profile) => {
        delete list(profile, 'kommuner')[2]?.['code'];
      }),
    ).toContain('kommuner[2].code: saknas');
    expect(
      await refusedProfile((profile) => {
        Object.assign(profile['deadlines'] as object, { readOnly: '16 oktober' });
      }),
    ).toContain('deadlines.readOnly: har fel form');
    expect(
      await refusedProfile((profile) => {
        profile['fargg'] = 'blå';
      }),
    ).toContain('okänd uppgift ”fargg”');
    expect(
      await refusedProfile((profile) => {
        profile['environment'] = 'test';
      }),
    ).toContain('environment: ska vara production, acceptance, training');
  });

  it('tells of all faults at once', async () => {
    const stderr = await refusedProfile((profile) => {
      delete profile['title'];
      Object.assign(list(profile, 'kommuner')[1] ?? {}, { code: '2260' });
    });
    expect(stderr).toContain('title: saknas');
    expect(stderr.split('\n').length).toBeGreaterThan(2);
  });

  it.each([
    ['vasternorland', 'Det finns ingen profil som heter vasternorland.', 'vasternorrland-2025'],
    ['./finns-inte.json', 'finns-inte.json: filen finns inte.', 'Kontrollera sökvägen.'],
    ['./mapp', 'mapp är en mapp.', ''],
    ['./trasig-profil.json', 'profilen går inte att läsa som JSON', 'schemas/profile.schema.json'],
  ])('%s is refused', async (profile, wrong, remedy) => {
    const stderr = await refused(sound(), ['init', '--register', 'nytt.sqlite', '--profile', profile]);
    expect(stderr).toContain(wrong);
    expect(stderr).toContain(remedy);
  });
});

describe('a command line that can not be run', () => {
  it.each([
    [['statsu'], 'Kommandot statsu finns inte. Menade du status?'],
    [['improt', 'x'], 'Menade du import?'],
    [['kaffe'], 'Kommandot kaffe finns inte.\n'],
    [['status', '--komun', 'Timrå'], 'Flaggan --komun finns inte här. Menade du --kommun?'],
    [['status', '--xyzzy'], 'Flaggan --xyzzy finns inte här.\n'],
    [['status', '--kommun', 'Sundsval'], '--kommun Sundsval finns inte.\nMenade du Sundsvall?'],
    [['status', '--kommun', 'Göteborg'], '--kommun Göteborg finns inte.\nMöjliga värden: 2260 (Ånge)'],
    [['status', '--part', 'primarvrad'], 'Menade du primarvard?'],
    [['status', '--part', 'apotek'], '--part apotek finns inte.\nMöjliga värden: kommun (Kommun)'],
    [['status', '--as-of', 'igår'], '--as-of igår är ingen dag.\nSkriv dagen som ÅÅÅÅ-MM-DD'],
    [['status', '--as-of', '2025-02-30'], '--as-of 2025-02-30 är ingen dag.'],
    [['explain'], 'Kommandot behöver id.'],
    [['explain', 'SIP-999999'], 'Inget ärende med det id:t finns i registret.'],
    [['explain', 'S1-A', 'S2-B'], 'fler argument'],
    [['mark', 'SIP-1', 'note'], 'Flaggan --note måste anges.'],
    [['mark', 'SIP-1', 'klosed', '--note', 'x'], 'Händelsen klosed finns inte.'],
    [['worklist'], 'Flaggan --output måste anges.'],
    [['worklist', '-o', 'ut', '--step', '66'], '--step 66 finns inte.'],
    [['worklist', '-o', 'ut', '--format', 'pdf'], '--format pdf finns inte.\nMöjliga värden: xlsx'],
    [['worklist', '-o', 'ut', '--unit', 'Ingen sådan'], '--unit Ingen sådan finns inte.'],
    [['import'], 'Kommandot behöver fil.'],
    [['status', '--register'], 'Flaggan --register behöver ett värde.'],
  ])('%j', async (args, wrong) => {
    expect(await refused(sound(), args)).toContain(wrong);
  });

  it('a mistyped reference is told from an unknown one', async () => {
    const world = await newRegister();
    await importLists(world, [SIP_SEPTEMBER]);
    const { reference } = await overgangJson<{ reference: string }>(
      ['explain', 'SIP-242097', '--as-of', AS_OF],
      world,
    );
    const mistyped = `${reference.slice(0, -1)}${reference.endsWith('A') ? 'B' : 'A'}`;
    expect(await refused(world, ['explain', mistyped])).toContain(`Referensen ${mistyped} är felskriven`);
  });

  it('--debug adds no stack to what the user can mend', async () => {
    await refused(sound(), ['status', '--kommun', 'Göteborg', '--debug']);
    await refused(sound(), ['explain', 'SIP-999999', '--debug']);
  });
});

/** The folder of whoever gets the list of vårdplaner. */
const VARDPLAN = 'psykiatrin-utsedd-samordnare';

describe('output that can not be written', () => {
  it('stands there already: it is kept without --force', async () => {
    const world = await newRegister();
    await importLists(world, [SIP_SEPTEMBER]);
    mkdirSync(join(world.cwd, 'ut', VARDPLAN), { recursive: true });
    writeFileSync(join(world.cwd, 'ut', VARDPLAN, 'vardplan.xlsx'), 'mitt eget');
    const stderr = await refused(world, ['worklist', '-o', 'ut', '--step', 'vardplan', '--as-of', AS_OF]);
    expect(stderr).toMatch(/vardplan\.xlsx finns redan/u);
    expect(stderr).toContain('--force');
  });

  it('is a file where a folder should be', async () => {
    const world = await newRegister();
    await importLists(world, [SIP_SEPTEMBER]);
    writeFileSync(join(world.cwd, 'ut'), 'en fil');
    const stderr = await refused(world, ['worklist', '-o', 'ut', '--step', 'vardplan', '--as-of', AS_OF]);
    expect(stderr).toContain('går inte att skriva');
  });

  it('is a link: nothing is written through it, not even with --force', async () => {
    const world = await newRegister();
    await importLists(world, [SIP_SEPTEMBER]);
    mkdirSync(join(world.cwd, 'ut', VARDPLAN), { recursive: true });
    writeFileSync(join(world.cwd, 'annan fil'), 'mitt eget');
    symlinkSync(join(world.cwd, 'annan fil'), join(world.cwd, 'ut', VARDPLAN, 'vardplan.xlsx'));
    const before = contentOf(world.cwd);
    const ran = await overgang(
      ['worklist', '-o', 'ut', '--step', 'vardplan', '--as-of', AS_OF, '--force'],
      world,
    );
    expect([ran.code, ran.stderr.includes('är en länk')]).toEqual([2, true]);
    expect(contentOf(world.cwd)).toEqual(before);
  });

  it('the demo keeps away from a folder in use', async () => {
    const world = sound();
    writeFileSync(join(world.cwd, 'mapp', 'eget.txt'), 'mitt eget');
    const stderr = await refused(world, ['demo', 'mapp']);
    expect(stderr).toContain('Mappen mapp är inte tom.');
    expect(stderr).toContain('--force');
  });
});

describe.skipIf(process.getuid?.() === 0)('a register that may not be written', () => {
  ofFile('bytes').it('says so', async () => {
    const world = sound();
    chmodSync(join(world.cwd, 'overgang.sqlite'), 0o400);
    chmodSync(world.cwd, 0o500);
    const ran = await overgang(['import', SIP_SEPTEMBER], world);
    chmodSync(world.cwd, 0o700);
    expect([ran.code, ran.stderr.includes('går inte att skriva i')]).toEqual([2, true]);
  });
});
