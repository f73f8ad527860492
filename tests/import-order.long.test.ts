import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Register } from '../src/register/file/register.ts';
import { overgangJson } from './helpers/cli.ts';
import { factsAndClasses, factsAndClassesIn } from './helpers/database.ts';
import {
  ENHETER,
  MEDDELANDEN,
  naiveList,
  SEPTEMBER_LISTS,
  SIP_APRIL,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
  WRITTEN,
  type ListName,
} from './helpers/lists.ts';
import { holding, PATIENCE, runs, statusOf, type ListFile } from './helpers/memory.ts';
import { AS_OF, importLists, newRegister, regionRegister } from './helpers/region.ts';

const HEADERS: Partial<Record<ListName, string>> = {
  [SIP_SEPTEMBER]:
    'SIP-id;Personnummer;Namn;Kommun;Samordningsansvarig enhet;Samordningsansvarig roll;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Möte;Samtycke;Skyddade personuppgifter;Vårdtillfälle',
  [VARDTILLFALLEN]:
    'Vårdtillfälle;Personnummer;Namn;Kommun;Vårdenhet;Vårdform;Inskriven;Beräknad utskrivning;Utskrivningsklar;Utskriven;Avliden;Status;Samtycke;Hälsocentral;Skyddade personuppgifter',
  [MEDDELANDEN]: 'Meddelande-id,Ärende,Meddelandetyp,Avsändare,Mottagare,Skickat,För kännedom,Kvitterat',
  [ENHETER]: 'HSA-id;Enhet;Enhetstyp;Kommun;Huvudman/verksamhet',
};

/** A list of the region with some of its rows. */
function part(name: ListName, takes: (cells: readonly string[], at: number) => boolean): ListFile {
  const { delimiter } = WRITTEN[name];
  const rows = naiveList(name).rows.filter(({ cells }, at) => takes(cells, at));
  const lines = [HEADERS[name] ?? '', ...rows.map(({ cells }) => cells.join(delimiter))];
  return { name, text: `${lines.join('\r\n')}\r\n` };
}

/** The region, smaller: every vårdtillfälle, its messages, its patients' SIPs and some more. */
function smallRegion(): readonly ListFile[] {
  const inHospital = new Set(naiveList(VARDTILLFALLEN).rows.map(({ at }) => at('Personnummer')));
  return [
    part(SIP_SEPTEMBER, (cells, at) => at % 12 === 0 || inHospital.has(cells[1] ?? '')),
    part(VARDTILLFALLEN, () => true),
    part(MEDDELANDEN, (cells, at) => at % 3 === 0 && (cells[1]?.startsWith('VT') ?? false)),
    part(ENHETER, (_cells, at) => at % 10 !== 0),
  ];
}

describe('lists of different kinds', () => {
  it('give the same facts and classes in whatever order they come (all 24)', async () => {
    const lists = smallRegion();
    const ask = (register: Register) => ({
      cases: factsAndClassesIn(register.db),
      status: statusOf(register, AS_OF),
    });
    const expected = await holding(lists, AS_OF, ask);
    expect(expected.cases['sip']?.length).toBeGreaterThan(80);
    for (const name of ['move-with-vardtillfalle', 'needs-decision'])
      expect(expected.status.sips.classes[name]).toBeGreaterThan(0);
    expect(expected.status.vardtillfallen.classes['awaiting-acknowledgement']).toBeGreaterThan(0);
    const seen = new Set<string>();
    for (const order of permutations(lists)) {
      const found = await holding(order, AS_OF, ask);
      if (!isSame(found, expected))
        expect([order.map(({ name }) => name), found]).toEqual(['the same', expected]);
      seen.add(order.map(({ name }) => name).join(' '));
    }
    expect(seen.size).toBe(24);
  });
});

describe('the region in the wrong order', () => {
  it('April after September fills in history and leaves the same facts and classes', async () => {
    const right = await regionRegister();
    const wrong = await newRegister();
    await importLists(wrong, SEPTEMBER_LISTS.toReversed());
    const found = factsAndClasses(wrong);
    const expected = factsAndClasses(right);
    for (const kind of ['sip', 'vardtillfalle', 'meddelande', 'patient', 'enhet']) {
      const differing = expected[kind]?.filter(
        (row, at) => JSON.stringify(row) !== JSON.stringify(found[kind]?.[at]),
      );
      expect([kind, found[kind]?.length, differing?.slice(0, 3)]).toEqual([kind, expected[kind]?.length, []]);
    }
    for (const day of ['2025-04-28', '2025-06-01', '2025-09-15', AS_OF]) {
      const status = await overgangJson(['status', '--as-of', day], wrong);
      expect([day, status]).toEqual([day, await overgangJson(['status', '--as-of', day], right)]);
    }
  });

  it('keeps what April said of a SIP that September changed', async () => {
    const wrong = await newRegister();
    await importLists(wrong, [SIP_SEPTEMBER, SIP_APRIL]);
    const right = await newRegister();
    await importLists(right, [SIP_APRIL, SIP_SEPTEMBER]);
    const april = new Map(
      naiveList(SIP_APRIL).rows.map((row) => [row.at('SIP-id'), row.at('Senast ändrad')]),
    );
    const changed = naiveList(SIP_SEPTEMBER).rows.filter(
      ({ at }) => april.has(at('SIP-id')) && april.get(at('SIP-id')) !== at('Senast ändrad'),
    );
    expect(changed.length).toBeGreaterThan(50);
    for (const row of changed.slice(0, 5)) {
      const args = ['explain', row.at('SIP-id'), '--as-of', AS_OF];
      const { earlier } = await overgangJson<{ earlier: unknown }>(args, wrong);
      expect(earlier).toEqual((await overgangJson<{ earlier: unknown }>(args, right)).earlier);
    }
  });
});

// Three uttag of a handful of SIPs, with repeated and contradicting rows.
const DAYS = ['2025-04-28', '2025-09-15', '2025-10-08'] as const;
const PERSONS = ['19270525-9964', '19401214-9813', '19450628-9893'];

interface Facts {
  readonly kommun: string;
  readonly part: string;
  readonly phase: string;
  readonly changed: string;
  readonly consent: string;
  readonly isProtected: string;
}

interface Row {
  readonly id: number;
  readonly facts: Facts;
}

// Few, so that lists often say the same of a SIP, and often not.
const usual: Facts = {
  kommun: 'Sundsvall',
  part: 'Kommun',
  phase: 'Genomförande',
  changed: '2025-03-01',
  consent: 'Ja',
  isProtected: 'Nej',
};
const FACTS = [
  usual,
  { ...usual, changed: '2025-04-01' },
  {
    ...usual,
    kommun: 'Timrå',
    part: 'Primärvård',
    phase: 'Utvärdering och avslut av plan',
    changed: '2023-03-01',
  },
  { ...usual, kommun: '', consent: 'Nej', isProtected: 'Ja' },
] as const satisfies readonly Facts[];

const facts = fc.constantFrom<Facts>(...FACTS);
const row = fc.record({ id: fc.integer({ min: 1, max: 4 }), facts });
const threeLists = fc.tuple(...DAYS.map(() => fc.array(row, { minLength: 1, maxLength: 6 })));
const inAnyOrder = fc.constantFrom(...permutations([0, 1, 2]));

function sipList(day: string, rows: readonly Row[]): ListFile {
  const header =
    'SIP-id;Personnummer;Namn;Kommun;Samordningsansvarig enhet;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Samtycke;Skyddade personuppgifter';
  const lines = rows.map(({ id, facts: f }) =>
    [
      `SIP-${String(id)}`,
      PERSONS[id % 3],
      'Rune Lindqvist',
      f.kommun,
      'Hälsocentralen Granen',
      f.part,
      'SIP',
      'Pågående',
      f.phase,
      '2023-01-01',
      f.changed,
      f.consent,
      f.isProtected,
    ].join(';'),
  );
  return { name: `sip-${day}.csv`, text: `${[`Uttag ${day} 07:30`, header, ...lines].join('\n')}\n` };
}

const LATER = '2025-10-09';

describe('uttag of one kind', () => {
  it(
    'give the same current facts and classes in whatever order they come',
    async () => {
      await fc.assert(
        fc.asyncProperty(threeLists, inAnyOrder, async (rows, order) => {
          const lists = DAYS.map((day, at) => sipList(day, rows[at] ?? []));
          const ask = (register: Register) => factsAndClassesIn(register.db)['sip'];
          const expected = await holding(lists, LATER, ask);
          const found = await holding(
            order.flatMap((at) => lists[at] ?? []),
            LATER,
            ask,
          );
          expect(found).toEqual(expected);
        }),
        { numRuns: runs(30) },
      );
    },
    PATIENCE,
  );

  it(
    'say of an earlier day what a register holding only the lists up to then says',
    async () => {
      await fc.assert(
        fc.asyncProperty(threeLists, inAnyOrder, async (rows, order) => {
          // Protection is a property of the person, whenever a list says so: see the test below.
          const unprotected = (one: Row): Row => ({ ...one, facts: { ...one.facts, isProtected: 'Nej' } });
          const lists = DAYS.map((day, at) => sipList(day, (rows[at] ?? []).map(unprotected)));
          await expectEarlierDaysToHold(lists, order);
        }),
        { numRuns: runs(30) },
      );
    },
    PATIENCE,
  );

  const [first, second, , changed] = FACTS;

  it('say so also where an older list came in between and said the same', async () => {
    const lists = DAYS.map((day, at) =>
      sipList(day, [{ id: 1, facts: at === 2 ? { ...changed, isProtected: 'Nej' } : first }]),
    );
    await expectEarlierDaysToHold(lists, [1, 0, 2]);
  });

  it('say so also where a SIP of the oldest list, coming last, is gone and its person has another', async () => {
    const lists = DAYS.map((day, at) =>
      sipList(
        day,
        [4, 1].slice(at === 0 ? 0 : 1).map((id) => ({ id, facts: first })),
      ),
    );
    await expectEarlierDaysToHold(lists, [2, 1, 0]);
  });

  it('protect nobody whom the newest list says is protected no longer, wherever in the list it says so', async () => {
    const one = (id: number, isProtected: string): Row => ({ id, facts: { ...first, isProtected } });
    const lists = [
      sipList(DAYS[0], [one(1, 'Ja')]),
      sipList(DAYS[1], [one(4, 'Nej'), one(1, 'Nej'), one(7, 'Nej')]),
    ];
    const { classes } = (await holding(lists, LATER, (register) => statusOf(register, LATER))).sips;
    expect(classes).toMatchObject({ protected: 0, 'move-outside-vardtillfalle': 3 });
  });

  it('protect whom a later list says is protected on earlier days too', async () => {
    const lists = DAYS.map((day, at) =>
      sipList(day, [{ id: 1, facts: at === 2 ? { ...first, isProtected: 'Ja' } : first }]),
    );
    const classes = await holding(lists, LATER, (register) =>
      DAYS.map((day) => statusOf(register, day).sips.classes['protected']),
    );
    expect(classes).toEqual(DAYS.map(() => 1));
  });

  it('say so also where the earlier list contradicted itself', async () => {
    const contradiction = [
      { id: 1, facts: first },
      { id: 1, facts: second },
    ];
    const lists = DAYS.map((day, at) => sipList(day, at === 0 ? contradiction : [{ id: 1, facts: first }]));
    await expectEarlierDaysToHold(lists, [0, 1, 2]);
  });
});

/** Lists of DAYS, taken in in this order: what the register says of each day, and what it said on that day. */
async function expectEarlierDaysToHold(lists: readonly ListFile[], order: readonly number[]): Promise<void> {
  const taken = order.flatMap((at) => lists[at] ?? []);
  const found = await holding(taken, LATER, (register) => DAYS.map((day) => statusOf(register, day)));
  for (const [at, day] of DAYS.entries()) {
    const expected = await holding(lists.slice(0, at + 1), day, (register) => statusOf(register, day));
    expect(found[at]).toEqual(expected);
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}
