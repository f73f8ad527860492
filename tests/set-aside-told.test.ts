import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import stockholm from '../src/domain/profile/profiles/stockholm-enhetsvis.json' with { type: 'json' };
import { FINDINGS } from '../src/domain/validation/finding-catalogue.ts';
import { overgangDone, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import { newFolder } from './helpers/folder.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList, writeSmallList, type SmallRow } from './helpers/small-lists.ts';

const [BASE, EARLIER, ASIDE, BETWEEN, LAST] = [
  '2025-09-15',
  '2025-09-18',
  '2025-09-20',
  '2025-09-24',
  '2025-10-02',
];
const AFTER = '2025-10-06';
type Act = (world: World) => Promise<unknown>;
type Kind = Parameters<typeof importList>[1];

/** A list that is taken in. */
const list =
  <K extends Kind>(kind: K, day: string, rows: readonly SmallRow<K>[], word?: readonly string[]): Act =>
  (world) =>
    importList(world, kind, day, rows, word);
const sips = (day: string, ...rows: readonly SmallRow<'sip'>[]): Act => list('sip', day, rows);
const decide =
  (id: string, ...classes: readonly string[]): Act =>
  async (world) => {
    for (const as of classes)
      await overgangDone(['decide', id, '--as', as, '--reason', 'prov', '--as-of', EARLIER], world);
  };
const CLOSED = ['close-not-current', 'closed'] as const;
const EVA = { 'SIP-id': 'SIP-2', who: 'eva' } as const;
const PROTECTED = { 'Skyddade personuppgifter': 'Ja' } as const;
const SILENT = { 'Skyddade personuppgifter': '' } as const;
const ofUlla = { who: 'ulla' } as const;
const OF_SUNDSVALL = { 'SIP-id': 'SIP-5', ...ofUlla, Kommun: 'Sundsvall' } as const;
/** Born the same day as Eva, by a reserve number. */
const RESERVE = { Personnummer: '19640430123R', Namn: 'Bo Ek' } as const;

/** Pages that are the whole together: by their kommun in a file each. */
const together: Act = async (world) => {
  const files = ['a', 'b'].map((name, at) => page(world, name, BASE, at));
  await overgangDone(['import', ...files, '--as', 'sip', '--whole', '--as-of', BASE], world);
};
function page(world: World, name: string, day: string, at: number): string {
  const from = writeSmallList(world, 'sip', day, [at === 0 ? {} : EVA]);
  const file = `sida-${name}-${day}.csv`;
  writeFileSync(join(world.cwd, file), readFileSync(from));
  return file;
}
const takePage =
  (name: string, at: number, word: readonly string[] = [], day = LAST): Act =>
  (world) =>
    overgangDone(['import', page(world, name, day, at), '--as', 'sip', ...word, '--as-of', day], world);

/** A list without the column of protection. */
const sipsWithoutProtection =
  (day: string, ...rows: readonly SmallRow<'sip'>[]): Act =>
  async (world) => {
    const file = writeSmallList(world, 'sip', day, rows);
    const lines = readFileSync(file, 'utf8').split('\n');
    const at = lines[0]?.split(';').indexOf('Skyddade personuppgifter') ?? -1;
    writeFileSync(file, lines.map((line) => line.split(';').toSpliced(at, 1).join(';')).join('\n'));
    await overgangDone(['import', file, '--whole', '--as-of', AFTER], world);
  };

/** Another list of SIPs of a day. */
const sipsBesides =
  (day: string, ...rows: readonly SmallRow<'sip'>[]): Act =>
  async (world) => {
    const from = writeSmallList(world, 'sip', day, rows);
    const file = `annan-${day}.csv`;
    writeFileSync(join(world.cwd, file), readFileSync(from));
    await overgangDone(['import', file, '--as', 'sip', '--whole', '--as-of', AFTER], world);
  };

interface Beside {
  readonly code: keyof typeof FINDINGS;
  readonly what: string;
  /**
   * Whether the later lists tell it only because of the list set aside, or are silent because of it; or tell it otherwise;
   * or as before.
   */
  readonly how: 'goes' | 'comes' | 'differs' | 'stays';
  readonly base: readonly Act[];
  readonly aside: Act;
  readonly asideFile: string;
  readonly later: readonly Act[];
  readonly register?: () => Promise<World>;
}
const ofSips = { asideFile: `sip-${ASIDE}.csv` } as const;

const unitsOf = (...names: readonly string[]) => names.map((Enhet, at) => ({ Enhet, 'HSA-id': `SE${at}` }));
const later = (
  code: Beside['code'],
  how: Beside['how'],
  what: string,
  rest: Omit<Beside, 'code' | 'how' | 'what'>,
) => ({
  code,
  how,
  what,
  ...rest,
});

const BESIDE: readonly Beside[] = [
  later('PROTECTION_LIFTED', 'goes', 'it alone said that she is protected', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: sips(ASIDE, PROTECTED, EVA),
    later: [sips(LAST, {}, EVA)],
  }),
  later('PROTECTION_LIFTED', 'comes', 'it said first that she is not', {
    ...ofSips,
    base: [sips(BASE, PROTECTED, EVA)],
    aside: sips(ASIDE, {}, EVA),
    later: [sips(LAST, {}, EVA)],
  }),
  later(
    'PROTECTION_LIFTED',
    'stays',
    'of rows that contradict each other, of which it is not kept what each said',
    {
      ...ofSips,
      base: [sips(BASE, PROTECTED, EVA)],
      aside: sips(ASIDE, { ...PROTECTED, Fas: 'Utvärdering' }, EVA),
      later: [sips(LAST, {}, PROTECTED, EVA)],
    },
  ),
  later('PROTECTION_LIFTED_LATER', 'goes', 'it alone, later, said that she is not', {
    asideFile: `sip-${LAST}.csv`,
    base: [sips(BASE, {}, EVA)],
    aside: sips(LAST, {}, EVA),
    later: [sips(ASIDE, PROTECTED, EVA)],
  }),
  later('PROTECTION_LIFTED_LATER', 'comes', 'it alone, later still, said that she is', {
    asideFile: `sip-${LAST}.csv`,
    base: [sips(BETWEEN, {}, EVA)],
    aside: sips(LAST, PROTECTED, EVA),
    later: [sips(ASIDE, PROTECTED, EVA)],
  }),
  later('PROTECTION_LIFTED_LATER', 'stays', 'of whom nobody protects, and whom the newest list does', {
    ...ofSips,
    base: [sips(LAST, {}, { ...EVA, ...PROTECTED })],
    aside: sips(ASIDE, { Fas: 'Utvärdering' }, { ...EVA, ...PROTECTED, Fas: 'Utvärdering' }),
    later: [sips(BETWEEN, { Fas: 'Förberedelse' }, { ...EVA, ...PROTECTED, Fas: 'Förberedelse' })],
  }),
  later('PROTECTION_COLUMN_SILENT', 'stays', 'of a list that says again that she is protected', {
    ...ofSips,
    base: [sips(BASE, PROTECTED, EVA)],
    aside: sips(ASIDE, PROTECTED, EVA),
    later: [sips(LAST, PROTECTED, EVA)],
  }),
  later('PROTECTION_COLUMN_SILENT', 'stays', 'of a list that does not have the column', {
    ...ofSips,
    base: [sips(BASE, PROTECTED, EVA)],
    aside: sips(ASIDE, PROTECTED, EVA),
    later: [sipsWithoutProtection(LAST, {}, EVA)],
  }),
  later('PROTECTION_COLUMN_SILENT', 'goes', 'it alone said that she is protected', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: sips(ASIDE, PROTECTED, EVA),
    later: [sips(LAST, SILENT, { ...EVA, ...SILENT })],
  }),
  later('PROTECTION_COLUMN_SILENT', 'comes', 'it said that she is not', {
    ...ofSips,
    base: [sips(BASE, PROTECTED, EVA)],
    aside: sips(ASIDE, {}, EVA),
    later: [sips(LAST, SILENT, { ...EVA, ...SILENT })],
  }),
  later('PROTECTION_COLUMN_SILENT', 'differs', 'it said so of one more', {
    ...ofSips,
    base: [sips(BASE, PROTECTED, EVA)],
    aside: sips(ASIDE, PROTECTED, { ...EVA, ...PROTECTED }),
    later: [sips(LAST, SILENT, { ...EVA, ...SILENT })],
  }),
  later('TWO_PERSONS_ON_ID', 'goes', 'it alone had another person', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: sips(ASIDE, { who: 'rune' }, EVA),
    later: [sips(LAST, {}, EVA)],
  }),
  later('TWO_PERSONS_ON_ID', 'comes', 'it did not say who it is', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: sips(ASIDE, { Personnummer: '' }, EVA),
    later: [sips(LAST, { who: 'rune' }, EVA)],
  }),
  later('CASE_REOPENED', 'comes', 'it had the case on a day when another lacks it', {
    asideFile: `annan-${ASIDE}.csv`,
    base: [sips(BASE, {}, EVA), sips(ASIDE, EVA)],
    aside: sipsBesides(ASIDE, {}, EVA),
    later: [sips(LAST, {}, EVA)],
  }),
  later('CASE_REOPENED', 'comes', 'it had the case before an older one that lacks it came', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: sips(ASIDE, {}, EVA),
    later: [sips(EARLIER, EVA), sips(LAST, {}, EVA)],
  }),
  ...(
    [
      ['goes', 'it alone lacked the case, beside a list of its day that is of another kommun', []],
      ['differs', 'it lacked the case after another', [sips(EARLIER, EVA, OF_SUNDSVALL)]],
    ] as const
  ).map(([how, what, earlier]) =>
    later('CASE_REOPENED', how, what, {
      asideFile: `annan-${ASIDE}.csv`,
      base: [
        sips(BASE, {}, EVA, OF_SUNDSVALL),
        ...earlier,
        list('sip', ASIDE, [OF_SUNDSVALL], ['--covers', 'kommun=Sundsvall']),
      ],
      aside: sipsBesides(ASIDE, EVA, OF_SUNDSVALL),
      later: [sips(LAST, {}, EVA, OF_SUNDSVALL)],
    }),
  ),
  later('CASE_REOPENED', 'goes', 'it alone lacked the case', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: sips(ASIDE, EVA),
    later: [sips(LAST, {}, EVA)],
  }),
  later('CASE_REOPENED', 'comes', 'it was the first to have the case again', {
    ...ofSips,
    base: [sips(BASE, {}, EVA), sips(EARLIER, EVA)],
    aside: sips(ASIDE, {}, EVA),
    later: [sips(LAST, {}, EVA)],
  }),
  later('CASE_REOPENED', 'comes', 'it said that the case is closed', {
    ...ofSips,
    base: [sips(BASE, {}, EVA), sips(EARLIER, EVA)],
    aside: sips(ASIDE, { Status: 'Avslutad' }, EVA),
    later: [sips(LAST, {}, EVA)],
  }),
  later('CASE_REOPENED', 'differs', 'it lacked the case too', {
    ...ofSips,
    base: [sips(BASE, {}, EVA), sips(EARLIER, EVA)],
    aside: sips(ASIDE, EVA),
    later: [sips(LAST, {}, EVA)],
  }),
  later('CASE_REOPENED', 'goes', 'it lacked the case, and so does another of its day that came after', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: sips(ASIDE, EVA),
    later: [sips(LAST, {}, EVA), sipsBesides(ASIDE, EVA, { 'SIP-id': 'SIP-3', who: 'ulla' })],
  }),
  later('CASE_REOPENED', 'stays', 'another of its day that came before lacks the case too', {
    asideFile: `annan-${ASIDE}.csv`,
    base: [sips(BASE, {}, EVA), sips(ASIDE, EVA)],
    aside: sipsBesides(ASIDE, EVA, { 'SIP-id': 'SIP-3', ...ofUlla }),
    later: [sips(EARLIER, {}, EVA), sips(LAST, {}, EVA)],
  }),
  later('CASE_REOPENED', 'differs', 'it lacked the case after another, and an older list has it', {
    ...ofSips,
    base: [sips(BASE, {}, EVA), sips(EARLIER, EVA)],
    aside: sips(ASIDE, EVA),
    later: [sips('2025-09-16', {}, EVA), sips(LAST, {}, EVA)],
  }),
  later('CASE_REOPENED', 'stays', 'an older list that came last lacks the case', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: sips(ASIDE, { Fas: 'Utvärdering' }, EVA),
    later: [sips(LAST, {}, EVA), sips(BETWEEN, EVA)],
  }),
  later('CASE_REOPENED', 'stays', 'a list is said to be whole once a later one has what it lacks', {
    ...ofSips,
    base: [sips(BASE, {}, EVA, OF_SUNDSVALL)],
    aside: sips(ASIDE, { Fas: 'Utvärdering' }, EVA, OF_SUNDSVALL),
    later: [
      sips(BETWEEN, {}, EVA, OF_SUNDSVALL),
      list('sip', '2025-09-26', [OF_SUNDSVALL], ['--covers', 'kommun=Sundsvall']),
      sips(LAST, {}, EVA, OF_SUNDSVALL),
      sips('2025-09-26', OF_SUNDSVALL),
    ],
  }),
  later('CASE_REOPENED', 'stays', 'it has the case from before it was gone', {
    asideFile: `sip-${EARLIER}.csv`,
    base: [sips(BASE, {}, EVA)],
    aside: sips(EARLIER, { Fas: 'Utvärdering' }, EVA),
    later: [sips(BETWEEN, EVA), sips(LAST, {}, EVA)],
  }),
  later('DECISION_FACTS_CHANGED', 'comes', 'it was the first to say otherwise', {
    ...ofSips,
    base: [sips(BASE, {}, EVA), decide('SIP-1', 'move-outside-vardtillfalle')],
    aside: sips(ASIDE, { Fas: 'Utvärdering' }, EVA),
    later: [sips(BETWEEN, { Fas: 'Utvärdering' }, EVA), sips(LAST, { Fas: 'Utvärdering' }, EVA)],
  }),
  later('DECISION_FACTS_CHANGED', 'goes', 'it said in between what was decided on', {
    ...ofSips,
    base: [
      sips(BASE, {}, EVA),
      decide('SIP-1', 'move-outside-vardtillfalle'),
      sips(EARLIER, { Fas: 'Utvärdering' }, EVA),
    ],
    aside: sips(ASIDE, {}, EVA),
    later: [sips(LAST, { Fas: 'Utvärdering' }, EVA)],
  }),
  later('DECIDED_CLOSED_LISTED', 'comes', 'it was the first to have the case', {
    ...ofSips,
    base: [sips(BASE, {}, EVA), decide('SIP-1', ...CLOSED)],
    aside: sips(ASIDE, {}, EVA),
    later: [sips(BETWEEN, {}, EVA), sips(LAST, {}, EVA)],
  }),
  later('DECIDED_CLOSED_LISTED', 'goes', 'it alone had the case before', {
    asideFile: `sip-${EARLIER}.csv`,
    base: [sips(BASE, EVA)],
    aside: async (world) => {
      await sips(EARLIER, {}, EVA)(world);
      await decide('SIP-1', ...CLOSED)(world);
    },
    later: [sips(LAST, {}, EVA)],
  }),
  later('UNIT_UNKNOWN', 'goes', 'it alone is of units', {
    asideFile: `enhet-${ASIDE}.csv`,
    base: [],
    aside: list('enhet', ASIDE, [{ Enhet: 'En annan' }], []),
    later: [sips(BETWEEN, {}), sips(LAST, {})],
  }),
  later('UNIT_UNKNOWN', 'comes', 'it alone has the unit', {
    asideFile: `enhet-${ASIDE}.csv`,
    base: [list('enhet', BASE, [{ Enhet: 'En annan', 'HSA-id': 'SE1' }], [])],
    aside: list('enhet', ASIDE, [{}], []),
    later: [sips(BETWEEN, {}), sips(LAST, {})],
  }),
  later('CASE_UNKNOWN', 'goes', 'it alone is of vårdtillfällen', {
    asideFile: `vardtillfalle-${ASIDE}.csv`,
    base: [],
    aside: list('vardtillfalle', ASIDE, [ofUlla]),
    later: [sips(BETWEEN, { Vårdtillfälle: 'VT-9' }), sips(LAST, { Vårdtillfälle: 'VT-9' })],
  }),
  later('CASE_UNKNOWN', 'comes', 'it alone has the case of a message', {
    asideFile: `vardtillfalle-${ASIDE}.csv`,
    base: [sips(BASE, {}), list('vardtillfalle', BASE, [{ ...ofUlla, Vårdtillfälle: 'VT-9' }])],
    aside: list('vardtillfalle', ASIDE, [{}]),
    later: [list('meddelande', BETWEEN, [{}]), list('meddelande', LAST, [{}])],
  }),
  later('PERSON_RENEWED', 'goes', 'it alone had the case before', {
    ...ofSips,
    base: [sips(BASE, EVA)],
    aside: sips(ASIDE, {}, EVA),
    later: [sips(LAST, { 'SIP-id': 'SIP-9' }, EVA)],
  }),
  later('PERSON_RENEWED', 'comes', 'it had both', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: sips(ASIDE, {}, { 'SIP-id': 'SIP-9' }, EVA),
    later: [sips(BETWEEN, { 'SIP-id': 'SIP-9' }, EVA), sips(LAST, { 'SIP-id': 'SIP-9' }, EVA)],
  }),
  later('PERSON_MAYBE_SAME', 'goes', 'it alone has the other', {
    asideFile: `patient-${ASIDE}.csv`,
    base: [],
    aside: list('patient', ASIDE, [{ who: 'eva', Namn: 'Bo Ek' }]),
    later: [list('patient', BETWEEN, [RESERVE]), list('patient', LAST, [RESERVE])],
  }),
  later('PERSON_MAYBE_SAME', 'comes', 'it called the other otherwise', {
    asideFile: `patient-${ASIDE}.csv`,
    base: [list('patient', BASE, [{ who: 'eva', Namn: 'Bo Ek' }])],
    aside: list('patient', ASIDE, [{ who: 'eva', Namn: 'Bo Lind' }]),
    later: [list('patient', LAST, [RESERVE])],
  }),
  later('PERSON_MAYBE_SAME', 'differs', 'it had the other on another row', {
    asideFile: `patient-${ASIDE}.csv`,
    base: [list('patient', BASE, [{ who: 'eva', Namn: 'Bo Ek' }])],
    aside: list('patient', ASIDE, [{}, { who: 'eva', Namn: 'Bo Ek' }]),
    later: [list('patient', LAST, [RESERVE])],
  }),
  later('TARGET_OTHER_NAME', 'goes', 'it alone gives a name', {
    asideFile: `patient-${ASIDE}.csv`,
    base: [],
    aside: list('patient', ASIDE, [{ ...ofUlla, Namn: 'Bo Ek' }]),
    later: [list('lcsp_patient', LAST, [ofUlla])],
  }),
  later('TARGET_OTHER_NAME', 'comes', 'it alone gives the same name', {
    ...ofSips,
    base: [list('patient', BASE, [{ ...ofUlla, Namn: 'Bo Ek' }])],
    aside: sips(ASIDE, ofUlla),
    later: [list('lcsp_patient', LAST, [ofUlla])],
  }),
  later('TARGET_OTHER_NAME', 'stays', 'of an older list whose persons a newer one has', {
    ...ofSips,
    base: [list('patient', BASE, [{ ...ofUlla, Namn: 'Bo Ek' }]), list('lcsp_patient', LAST, [ofUlla])],
    aside: sips(ASIDE, EVA),
    later: [list('lcsp_patient', BETWEEN, [ofUlla])],
  }),
  later('TARGET_OTHER_KOMMUN', 'goes', 'it alone says which', {
    asideFile: `patient-${ASIDE}.csv`,
    base: [],
    aside: list('patient', ASIDE, [{ ...ofUlla, Kommun: 'Sundsvall' }]),
    later: [list('lcsp_patient', LAST, [ofUlla])],
  }),
  later('TARGET_OTHER_KOMMUN', 'comes', 'it alone says that she is protected', {
    ...ofSips,
    base: [list('patient', BASE, [{ ...ofUlla, Kommun: 'Sundsvall' }])],
    aside: sips(ASIDE, { ...ofUlla, ...PROTECTED }),
    later: [list('lcsp_patient', LAST, [ofUlla])],
  }),
  later('TARGET_OTHER_KOMMUN', 'stays', 'of a person whom the target protects only later', {
    ...ofSips,
    base: [list('patient', BASE, [{ ...ofUlla, Kommun: 'Sundsvall' }])],
    aside: sips(ASIDE, EVA),
    later: [
      list('lcsp_patient', BETWEEN, [ofUlla]),
      list('lcsp_patient', LAST, [{ ...ofUlla, ...PROTECTED }]),
    ],
  }),
  later('TARGET_OTHER_UNIT', 'goes', 'it alone says which', {
    asideFile: `vardtillfalle-${ASIDE}.csv`,
    base: [],
    aside: list('vardtillfalle', ASIDE, [{ Vårdenhet: 'Kirurgen' }]),
    later: [list('lcsp_vardtillfalle', LAST, [{}])],
  }),
  later('TARGET_OTHER_UNIT', 'comes', 'it alone has another vårdtillfälle of the same', {
    asideFile: `vardtillfalle-${ASIDE}.csv`,
    base: [list('vardtillfalle', BASE, [{ Vårdenhet: 'Kirurgen' }])],
    aside: list('vardtillfalle', ASIDE, [{ Vårdenhet: 'Kirurgen' }, { Vårdtillfälle: 'VT-9' }]),
    later: [list('lcsp_vardtillfalle', LAST, [{}])],
  }),
  later('UNIT_DAY_WITHOUT_UNIT', 'comes', 'it alone has the unit', {
    asideFile: `enhet-${ASIDE}.csv`,
    register: registerOfUnits,
    base: [],
    aside: list('enhet', ASIDE, unitsOf('Hälsocentralen Eken'), []),
    later: [list('enhet', LAST, [{ Enhet: 'En annan', 'HSA-id': 'SE9' }], [])],
  }),
  later('LIST_WAITS_FOR_OTHERS', 'comes', 'it was one of those that are whole together', {
    asideFile: `sida-a-${LAST}.csv`,
    base: [together],
    aside: takePage('a', 0),
    later: [takePage('b', 1)],
  }),
  later('LIST_WAITS_FOR_OTHERS', 'goes', 'it was called whole with others, on a day before', {
    asideFile: `sida-b-${BASE}.csv`,
    base: [takePage('a', 0, ['--whole'], BASE)],
    aside: takePage('b', 1, ['--whole'], BASE),
    later: [takePage('a', 0)],
  }),
  later('LIST_WAITS_FOR_OTHERS', 'stays', 'somebody has said since what the list is the whole of', {
    asideFile: `sip-${LAST}.csv`,
    base: [together],
    aside: sips(LAST, ofUlla),
    later: [takePage('b', 1), takePage('b', 1, ['--whole'])],
  }),
  later('LIST_WAITS_FOR_OTHERS', 'stays', 'it was called whole with others since, on a day before', {
    ...ofSips,
    base: [takePage('a', 0, [], BASE), takePage('b', 1, [], BASE), decide('SIP-1', ...CLOSED)],
    aside: list('sip', ASIDE, [EVA], []),
    later: [takePage('b', 1), together],
  }),
  later(
    'LIST_WAITS_FOR_UNKNOWN',
    'stays',
    'people have said since that it is closed, and no SIP is set aside',
    {
      asideFile: `patient-${ASIDE}.csv`,
      base: [
        sips(BASE, {}, EVA),
        list('sip', EARLIER, [{ 'SIP-id': 'SIP-9', Kommun: '' }], ['--covers', 'kommun=okänd']),
      ],
      aside: list('patient', ASIDE, [ofUlla]),
      later: [list('sip', LAST, [EVA], ['--covers', 'kommun=Timrå']), decide('SIP-1', ...CLOSED)],
    },
  ),
  later('LIST_WAITS_FOR_UNKNOWN', 'goes', 'it alone says that there are such without kommun', {
    ...ofSips,
    base: [sips(BASE, {}, EVA)],
    aside: list('sip', ASIDE, [{ 'SIP-id': 'SIP-9', Kommun: '' }], ['--covers', 'kommun=okänd']),
    later: [list('sip', LAST, [EVA], ['--covers', 'kommun=Timrå'])],
  }),
  later('LIST_WAITS_FOR_UNKNOWN', 'differs', 'it alone has one more that is lacking', {
    ...ofSips,
    base: [
      sips(BASE, {}, EVA),
      list('sip', EARLIER, [{ 'SIP-id': 'SIP-9', Kommun: '' }], ['--covers', 'kommun=okänd']),
    ],
    aside: list('sip', ASIDE, [{}, { 'SIP-id': 'SIP-7', who: 'ulla' }, EVA], ['--covers', 'kommun=Timrå']),
    later: [list('sip', LAST, [EVA], ['--covers', 'kommun=Timrå'])],
  }),
];

async function registerOfUnits(): Promise<World> {
  const world: World = { cwd: newFolder() };
  const profile = {
    ...stockholm,
    environment: 'training',
    unitDays: { 'Hälsocentralen Eken': '2025-09-22' },
  };
  writeFileSync(join(world.cwd, 'profil.json'), JSON.stringify(profile));
  await overgangDone(['init', '--profile', 'profil.json', '--as-of', '2025-04-28'], world);
  return world;
}

interface Told {
  readonly file: string;
  readonly code: string;
}
/** What each list of a register tells. */
const told = (world: World, besides: string): readonly Told[] =>
  rowsOf<Told>(
    world,
    `SELECT file_name AS file, code, severity, row, "column", detail FROM finding JOIN source USING (source_no)
     WHERE file_name <> ? ORDER BY file_name, code, row, detail`,
    besides,
  );

/** Codes by which a list speaks of its own cells, or of the day, the profile and the words that were given with it. */
const OF_ITSELF: readonly RegExp[] = [
  /^(?:ROW|CELL|COLUMN|COLUMNS|DATE|DATES|PERSONS|SHEET|SHEETS|STAND_IN|FORMULA|ERROR|NUMBER|ID)_/u,
  /^(?:CONTROL|INVISIBLE)_CHARACTER$|^BIDI_CONTROL$|^(?:KOMMUN|CONSENT|MIXED|HIDDEN|MAPPED)_/u,
  /^PERSON_(?!RENEWED|MAYBE_SAME)|^PROTECTION_(?:COLUMN|ELSEWHERE|BESIDE_CELL|OF_LIST|NOT_KEPT)$|^TARGET_(?!OTHER_(?:NAME|UNIT|KOMMUN))/u,
  /^(?:SAME_ID_OTHER_CONTENT|PARTY_ON_OWN_ROW|TABLE_BESIDE|TEXT_BESIDE_(?:CELL|LIST)|SIP_WITHOUT_PART|UNIT_MISSING)$/u,
  /^(?:LAST_LINE_WITHOUT_NEWLINE|SEP_LINE|ENCODING_UNCERTAIN|FREE_TEXT_REFUSED|TERM_NOT_UNDERSTOOD|REMARKS_NOT_LISTED)$/u,
  /^(?:FOOTER_COUNT_DIFFERS|BEGUN_AFTER_GO_LIVE|ACKNOWLEDGED_AFTER_EXPORT|NEEDED_BY_STEP|UNIT_IS_PERSON)$/u,
  /^PROTECTED_(?:PERSON_UNKNOWN|IDENTITY)$/u,
  // Told of totals and lists that are held: nothing is kept of those.
  /^TOTALS?_|^LIST_(?:AFTER_READ_ONLY|MAYBE_PART|SHARES_NOTHING|EMPTY|DAY_|EARLIER_SAME_DAY|FROM_THE_FUTURE)|^COVERS_NOTHING$/u,
  // Somebody's word on how lists are read is no list; what another list mends is not set aside before that one.
  /^MAPPING_REMEMBERED$|^MENDED_OTHER_CASE$|^COVERS_NOT_OF_LIST$/u,
];

describe('what a list tells by what was in before it', () => {
  it('is all in this table: every other code is told of the list itself', () => {
    const tried = new Set<string>(BESIDE.map(({ code }) => code));
    const unclear = Object.keys(FINDINGS).filter(
      (code) => tried.has(code) === OF_ITSELF.some((own) => own.test(code)),
    );
    expect(unclear).toEqual([]);
  });

  it.each(BESIDE)('$code $how with a list that is set aside: $what', async (one) => {
    const { code, how, base, aside, asideFile, later: after, register = emptyRegister } = one;
    const lived = await register();
    for (const act of [...base, aside, ...after]) await act(lived);
    const had = told(lived, asideFile);
    await overgangDone(['undo', asideFile, '--yes', '--as-of', AFTER], lived);
    const never = await register();
    for (const act of [...base, ...after]) await act(never);
    const [before, expected] = [had, told(never, asideFile)].map((some) =>
      some.filter((finding) => finding.code === code),
    );
    if (how === 'stays') expect(before).toEqual(expected);
    else if (how === 'differs') expect(before).not.toEqual(expected);
    else {
      const [most = [], least = []] = how === 'goes' ? [before, expected] : [expected, before];
      expect(most.length).toBeGreaterThan(least.length);
    }
    expect(told(lived, asideFile)).toEqual(told(never, asideFile));
  });

  it('does not say that a list without a case waits for those that it was called whole with', async () => {
    const world = await emptyRegister();
    await together(world);
    const [a, b] = [page(world, 'a', LAST, 0), page(world, 'b', LAST, 1)];
    const [header = ''] = readFileSync(join(world.cwd, b), 'utf8').split('\n');
    writeFileSync(join(world.cwd, b), `${header}\n`);
    await overgangDone(['import', a, b, '--as', 'sip', '--whole', '--as-of', LAST], world);
    await overgangDone(['undo', a, '--yes', '--as-of', AFTER], world);
    expect(told(world, a).filter(({ code }) => code === 'LIST_WAITS_FOR_OTHERS')).toEqual([]);
  });
});
