import { beforeAll, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { rowsOf } from './helpers/database.ts';
import {
  CONFLICTING_SIP,
  CONTROL_TOTALS,
  ENHETER,
  MEDDELANDEN,
  naiveKommun,
  naiveList,
  naivePart,
  PATIENTER,
  SIP_APRIL,
  SIP_SEPTEMBER,
  VARDTILLFALLEN,
  type NaiveRow,
} from './helpers/lists.ts';
import { AS_OF, newRegister, importLists, regionRegister } from './helpers/region.ts';

interface Status {
  readonly asOf: string;
  readonly sips: {
    readonly open: number;
    readonly closed: number;
    readonly matrix: readonly { part: string | null; kommun: string | null; open: number; closed: number }[];
    readonly classes: Readonly<Record<string, number>>;
  };
  readonly vardtillfallen: { open: number; closed: number; classes: Readonly<Record<string, number>> };
  readonly messages: { readonly unacknowledged: number };
}

interface Explanation {
  readonly kind: string;
  readonly id: string;
  readonly reference: string;
  readonly class: string;
  readonly rule: { readonly code: string; readonly reason: string };
  readonly from: { readonly file: string; readonly row: number; readonly exportedOn: string };
  readonly lastSeen: { readonly file: string; readonly row: number };
  readonly earlier: readonly {
    from: { file: string; row: number };
    differs: readonly { column: string }[];
  }[];
  readonly findings: readonly string[];
  readonly facts: readonly { column: string; text: string }[];
}

let world: World;
let status: Status;

beforeAll(async () => {
  world = await regionRegister();
  status = await overgangJson<Status>(['status', '--as-of', AS_OF], world);
});

const explain = (id: string): Promise<Explanation> =>
  overgangJson<Explanation>(['explain', id, '--as-of', AS_OF], world);
const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((a, b) => a + b, 0);

/** The region's own count, by part and kommun; the last column and row are sums. */
function controlTotals(): Map<string, number> {
  const { rows } = naiveList(CONTROL_TOTALS);
  const kommuner = [
    'Härnösand',
    'Sundsvall',
    'Kramfors',
    'Ånge',
    'Timrå',
    'Örnsköldsvik',
    'Sollefteå',
    'Okänd kommun',
  ];
  const cells = rows
    .filter(({ at }) => at('Samordningsansvar') !== 'Totalt')
    .flatMap(({ at }) =>
      kommuner.map((kommun): [string, number] => [
        `${naivePart(at('Samordningsansvar')) ?? ''} ${kommun === 'Okänd kommun' ? 'null' : (naiveKommun(kommun) ?? '')}`,
        Number(at(kommun)),
      ]),
    );
  return new Map(cells);
}

describe('status of 2025-09-29', () => {
  it('has the matrix of the control totals, cell by cell', () => {
    const expected = controlTotals();
    expect(expected.size).toBe(32);
    expect([...expected.values()].reduce((a, b) => a + b, 0)).toBe(1188);
    const found = new Map(
      status.sips.matrix.map(({ part, kommun, open }) => [`${String(part)} ${String(kommun)}`, open]),
    );
    for (const [cell, count] of expected) expect([cell, found.get(cell) ?? 0]).toEqual([cell, count]);
    for (const [cell, count] of found) expect([cell, expected.get(cell) ?? 0]).toEqual([cell, count]);
  });

  it('has 1 188 open SIPs, 3 of them without kommun, and April’s 1 349 closed', () => {
    expect([status.asOf, status.sips.open, status.sips.closed]).toEqual([AS_OF, 1188, 1349]);
    const unknown = status.sips.matrix.filter(({ kommun }) => kommun === null);
    expect(unknown.reduce((sum, { open }) => sum + open, 0)).toBe(3);
  });

  it('counts the closed ones in the matrix too', () => {
    const { matrix } = status.sips;
    expect(matrix.reduce((sum, { closed }) => sum + closed, 0)).toBe(1349);
    const septembers = new Set(naiveList(SIP_SEPTEMBER).rows.map(({ cells }) => cells[0]));
    const gone = naiveList(SIP_APRIL).rows.filter(({ cells }) => !septembers.has(cells[0]));
    const cellOf = (row: NaiveRow): string =>
      `${String(naivePart(row.at('Samordningsansvar')))} ${String(naiveKommun(row.at('Kommun')))}`;
    for (const { part, kommun, closed } of matrix) {
      const expected = gone.filter((row) => cellOf(row) === `${String(part)} ${String(kommun)}`).length;
      expect([part, kommun, closed]).toEqual([part, kommun, expected]);
    }
  });

  it('has every SIP in one class, and the open ones are those not closed', () => {
    const { classes, open, closed } = status.sips;
    expect(total(classes)).toBe(1188 + 1349);
    expect(classes['closed']).toBe(closed);
    expect(total(classes) - (classes['closed'] ?? 0)).toBe(open);
  });

  it('counts protected SIPs, vårdplaner and those whose consent was refused as the list has them', () => {
    const rows = naiveList(SIP_SEPTEMBER).rows.filter(({ cells }) => cells[0] !== '');
    const byId = new Map(rows.map((row) => [row.at('SIP-id'), row]));
    const isProtected = ({ at }: NaiveRow): boolean => at('Skyddade personuppgifter') === 'Ja';
    const isVardplan = ({ at }: NaiveRow): boolean => /vårdplan/iu.test(at('Planform'));
    const all = [...byId.values()];
    expect(status.sips.classes['protected']).toBe(all.filter(isProtected).length);
    expect(status.sips.classes['vardplan']).toBe(
      all.filter((row) => isVardplan(row) && !isProtected(row)).length,
    );
    const refused = all.filter(
      (row) => row.at('Samtycke') === 'Nej' && !isProtected(row) && !isVardplan(row),
    );
    expect(refused.length).toBeGreaterThan(5);
    const classes = new Map(
      rowsOf<{ key: string; class: string }>(world, 'SELECT key, class FROM sip').map((row) => [
        row.key,
        row.class,
      ]),
    );
    expect(refused.map(({ at }) => classes.get(at('SIP-id')))).toEqual(refused.map(() => 'needs-decision'));
  });

  it('keeps the contradicted SIP open and in need of a decision', async () => {
    const found = await explain(CONFLICTING_SIP);
    expect(found).toMatchObject({
      kind: 'sip',
      id: CONFLICTING_SIP,
      class: 'needs-decision',
      rule: { code: 'SIP_CONFLICT' },
    });
    expect(found.findings).toContain('SAME_ID_OTHER_CONTENT');
    expect(found.rule.reason).toContain('2025-09-15');
  });

  it('is the same whether counted from the kept classes or on the spot', async () => {
    const other = await regionRegister();
    // Classified for another day, so that the day asked for must be worked out.
    await overgang(
      ['mark', CONFLICTING_SIP, 'note', '--note', 'prov', '--on', '2025-10-05', '--as-of', '2025-10-05'],
      other,
    );
    expect(await overgangJson<Status>(['status', '--as-of', AS_OF], other)).toEqual(status);
  });
});

/** The unit with most SIPs. */
function unitWithMany(): { readonly name: string } {
  const [unit] = rowsOf<{ name: string }>(
    world,
    'SELECT unit AS name FROM sip WHERE unit IS NOT NULL GROUP BY unit ORDER BY count(*) DESC LIMIT 1',
  );
  if (unit === undefined) throw new Error('no unit');
  return unit;
}

describe('filters of status', () => {
  it.each(['Sundsvall', '2281', 'sundsvall'])(
    '--kommun %s gives the matrix of that kommun alone',
    async (kommun) => {
      const found = await overgangJson<Status>(['status', '--kommun', kommun, '--as-of', AS_OF], world);
      expect(found.sips.open).toBe(449);
      expect(found.sips.matrix).toEqual(status.sips.matrix.filter((cell) => cell.kommun === '2281'));
    },
  );

  it('a kommun or a unit tells no number of protected persons, in no form: they stand with those to be decided', async () => {
    for (const where of [
      ['--kommun', '2281'],
      ['--unit', unitWithMany().name],
    ]) {
      const { sips, vardtillfallen } = await overgangJson<Status>(
        ['status', ...where, '--as-of', AS_OF],
        world,
      );
      for (const { open, classes } of [sips, vardtillfallen]) {
        expect(classes['protected']).toBeNull();
        const others = Object.entries(classes).filter(([name]) => !['closed', 'protected'].includes(name));
        expect(others.reduce((sum, [, count]) => sum + count, 0)).toBe(open);
      }
    }
  });

  it('--part gives the part alone, in total those of all kommuner', async () => {
    const found = await overgangJson<Status>(['status', '--part', 'primarvard', '--as-of', AS_OF], world);
    expect(found.sips.open).toBe(694);
    expect(found.sips.matrix).toEqual(status.sips.matrix.filter((cell) => cell.part === 'primarvard'));
  });

  it('the kommuner and the unknown add up to the whole', async () => {
    const counts: number[] = [];
    for (const kommun of ['2260', '2262', '2280', '2281', '2282', '2283', '2284']) {
      const found = await overgangJson<Status>(['status', '--kommun', kommun, '--as-of', AS_OF], world);
      counts.push(found.sips.open);
    }
    expect(counts.reduce((a, b) => a + b, 0)).toBe(1188 - 3);
  });
});

describe('a SIP of April that is gone in September', () => {
  it('is closed, and explain says why and where it was last seen', async () => {
    const septembers = new Set(naiveList(SIP_SEPTEMBER).rows.map(({ cells }) => cells[0]));
    const gone = naiveList(SIP_APRIL).rows.find(({ cells }) => !septembers.has(cells[0]));
    const id = gone?.at('SIP-id') ?? '';
    const found = await explain(id);
    expect(found).toMatchObject({
      id,
      class: 'closed',
      rule: { code: 'SIP_GONE' },
      from: { file: SIP_APRIL, row: gone?.row, exportedOn: '2025-04-28' },
      lastSeen: { file: SIP_APRIL, row: gone?.row },
    });
    expect(found.rule.reason).toBe(
      'Fanns i uttaget 2025-04-28 men inte i uttaget 2025-09-15: räknas som avslutad i Prator.',
    );
  });
});

describe('explain of a SIP that changed', () => {
  it('shows both rows and exactly the columns that differ', async () => {
    const april = new Map(naiveList(SIP_APRIL).rows.map((row) => [row.at('SIP-id'), row]));
    const compared = {
      'Senast ändrad': 'changed_on',
      Möte: 'meeting_on',
      Fas: 'phase',
      Samtycke: 'consent',
      Namn: 'name',
    };
    const differing = (row: NaiveRow): string[] => {
      const before = april.get(row.at('SIP-id'));
      if (before === undefined || row.at('SIP-id') === CONFLICTING_SIP) return [];
      return Object.entries(compared).flatMap(([header, column]) =>
        row.at(header) === before.at(header) ? [] : [column],
      );
    };
    const changed = naiveList(SIP_SEPTEMBER).rows.filter((row) => differing(row).length > 0);
    expect(changed.length).toBeGreaterThan(20);
    for (const row of changed.slice(0, 8)) {
      const id = row.at('SIP-id');
      const { from, earlier } = await explain(id);
      expect(from).toMatchObject({ file: SIP_SEPTEMBER, row: row.row });
      expect(earlier).toHaveLength(1);
      expect(earlier[0]?.from).toMatchObject({ file: SIP_APRIL, row: april.get(id)?.row });
      const shown = earlier[0]?.differs.map(({ column }) => column) ?? [];
      expect(shown.filter((column) => Object.values(compared).includes(column))).toEqual(differing(row));
      expect(shown).not.toContain('sip_id');
    }
  });

  it('finds the case by its reference, typed carelessly', async () => {
    const { reference } = await explain(CONFLICTING_SIP);
    const typed = reference.toLowerCase().replace('-', ' ');
    expect((await explain(typed)).id).toBe(CONFLICTING_SIP);
    expect((await explain(CONFLICTING_SIP.toLowerCase())).id).toBe(CONFLICTING_SIP);
  });

  it('never shows the number or the name', async () => {
    const { facts } = await explain(CONFLICTING_SIP);
    expect(
      facts.filter(({ column }) => column === 'person_id' || column === 'name').map(({ text }) => text),
    ).toEqual(['finns (visas inte)', 'finns (visas inte)']);
  });
});

/** The classes of the vårdtillfällen, counted from the lists alone. */
function naiveVardtillfallen(): Map<string, string> {
  const messages = naiveList(MEDDELANDEN).rows;
  const open = new Set(
    messages
      .filter(({ at }) => at('Kvitterat') === '' && at('För kännedom') !== 'Ja')
      .map(({ at }) => at('Ärende')),
  );
  const personOf = (number: string): string => number.replace(/\D/gu, '').slice(-10);
  // Who is protected in any list is protected in all.
  const isProtected = ({ at }: NaiveRow): boolean => at('Skyddade personuppgifter') === 'Ja';
  const guarded = new Set(
    ([VARDTILLFALLEN, PATIENTER, SIP_SEPTEMBER] as const).flatMap((list) =>
      naiveList(list)
        .rows.filter(isProtected)
        .map(({ at }) => personOf(at('Personnummer'))),
    ),
  );
  const classOf = ({ at }: NaiveRow): string => {
    if (guarded.has(personOf(at('Personnummer')))) return 'protected';
    const left = [at('Utskriven'), at('Avliden')].some((day) => day !== '' && day.slice(0, 10) <= AS_OF);
    if (left) return open.has(at('Vårdtillfälle')) ? 'awaiting-acknowledgement' : 'closed';
    const ready = at('Utskrivningsklar');
    return ready !== '' && ready.slice(0, 10) <= '2025-09-29' ? 'finish-in-prator' : 'start-in-lifecare';
  };
  return new Map(naiveList(VARDTILLFALLEN).rows.map((row) => [row.at('Vårdtillfälle'), classOf(row)]));
}

describe('the vårdtillfällen of 2025-09-29', () => {
  it('are classed one by one as the lists say, messages included and protected first', () => {
    const expected = naiveVardtillfallen();
    const stored = rowsOf<{ key: string; class: string }>(world, 'SELECT key, class FROM vardtillfalle');
    expect(stored).toHaveLength(137);
    expect(new Map(stored.map((row) => [row.key, row.class]))).toEqual(expected);
    const counts = Object.entries(status.vardtillfallen.classes).filter(([, count]) => count > 0);
    for (const [name, count] of counts) {
      expect([name, count]).toEqual([name, [...expected.values()].filter((one) => one === name).length]);
    }
    expect(counts.map(([name]) => name).toSorted()).toEqual([...new Set(expected.values())].toSorted());
    for (const name of ['finish-in-prator', 'start-in-lifecare', 'awaiting-acknowledgement', 'protected']) {
      expect(counts.map(([one]) => one)).toContain(name);
    }
  });

  it('leave none out: open and closed are all', () => {
    const { open, closed, classes } = status.vardtillfallen;
    expect(open + closed).toBe(137);
    expect(total(classes)).toBe(137);
  });

  it('have the protected patient as protected, whatever else holds', async () => {
    const row = naiveList(VARDTILLFALLEN).rows.find(({ at }) => at('Skyddade personuppgifter') === 'Ja');
    const found = await explain(row?.at('Vårdtillfälle') ?? '');
    expect(found).toMatchObject({
      kind: 'vardtillfalle',
      class: 'protected',
      rule: { code: 'VT_PROTECTED' },
    });
  });

  it('wait for acknowledgement while messages are unknown, and close when a list shows that all are kvitterade', async () => {
    const region = await newRegister();
    await importLists(region, [VARDTILLFALLEN]);
    const before = await overgangJson<Status>(['status', '--as-of', AS_OF], region);
    const left = naiveList(VARDTILLFALLEN).rows.filter(
      ({ at }) => at('Utskriven') !== '' || at('Avliden') !== '',
    );
    expect(left.length).toBeGreaterThan(10);
    expect(before.vardtillfallen.classes['awaiting-acknowledgement']).toBe(left.length);
    expect(before.messages.unacknowledged).toBe(0);
  });
});

describe('messages', () => {
  it('unacknowledged are those whose kvittens had not come that are not för kännedom', () => {
    const open = naiveList(MEDDELANDEN).rows.filter(
      ({ at }) =>
        (at('Kvitterat') === '' || at('Kvitterat').slice(0, 10) > '2025-09-29') &&
        at('För kännedom') !== 'Ja',
    );
    expect(status.messages.unacknowledged).toBe(open.length);
    expect(open).toHaveLength(839);
  });
});

describe('status of an earlier day', () => {
  it('is what a register holding only the lists up to then says', async () => {
    const aprilOnly = await newRegister();
    // The units hold at all times.
    await importLists(aprilOnly, [SIP_APRIL, ENHETER], '2025-06-01');
    const expected = await overgangJson<Status>(['status', '--as-of', '2025-06-01'], aprilOnly);
    expect(expected.sips.open).toBe(2043);
    expect(await overgangJson<Status>(['status', '--as-of', '2025-06-01'], world)).toEqual(expected);
  });

  it('is empty before the first list', async () => {
    const { sips, vardtillfallen } = await overgangJson<Status>(['status', '--as-of', '2025-04-27'], world);
    expect([sips.open, sips.closed, vardtillfallen.open, vardtillfallen.closed]).toEqual([0, 0, 0, 0]);
  });

  it('leaves the later list’s own vårdtillfällen out until it was taken out', async () => {
    const { sips, vardtillfallen } = await overgangJson<Status>(['status', '--as-of', '2025-09-20'], world);
    expect([sips.open, vardtillfallen.open]).toEqual([1188, 0]);
  });
});
