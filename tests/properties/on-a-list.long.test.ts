import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overgang, overgangDone, overgangJson, type World } from '../helpers/cli.ts';
import { rowsOf } from '../helpers/database.ts';
import { newFolder } from '../helpers/folder.ts';
import { runs } from '../helpers/memory.ts';
import { importList, type SmallRow } from '../helpers/small-lists.ts';

const PERSONS = ['anna', 'ulla', 'eva', 'rune', 'birgitta'] as const;
const DAYS = ['2025-09-29', '2025-09-30', '2025-10-02', '2025-10-08', '2025-10-16'];
const WARDS = {
  albatross: 'Medicinavdelning Albatross',
  mandelblom: 'Medicinavdelning Mandelblom',
  unknown: 'Avdelning 99',
} as const;
const HALSOCENTRAL = 'Hälsocentralen Blåklockan';
const ELSEWHERE = { kommun: 'Umeå', halsocentral: 'Hälsocentralen i Umeå' } as const;
const UNITS = [WARDS.albatross, WARDS.mandelblom, HALSOCENTRAL];

/** What is counted by hand of a region's plan: which lists each gate is of, and from when cases begin in the target. */
interface Plan {
  readonly profile: string;
  /** Two kommuner of the region, and one that is of none. */
  readonly kommuner: readonly [string, string, string];
  /** The steps of each gate that counts rows; of these some may be done already. */
  readonly gates: Readonly<Record<string, readonly string[]>>;
  /** The gate whose rows are done by being registered in the target. */
  readonly toStart: string;
  /** Whether one that is to be started with a party that the target does not reach is in the reserve routine. */
  readonly hasReserve: boolean;
  /** The gates of all open SIPs. */
  readonly closing: readonly string[];
  /** The day from which a unit's cases are begun in the target. */
  readonly begins: (kind: 'sip' | 'vardtillfalle', unit: string, day: string) => string | null;
}

const atOnce: Plan['begins'] = (kind) => (kind === 'sip' ? '2025-10-02' : '2025-09-30');
const PLANS: readonly Plan[] = [
  {
    profile: 'vasternorrland-2025',
    kommuner: ['Timrå', 'Sundsvall', ELSEWHERE.kommun],
    gates: {
      'steg-1-registrerade': ['1', 'beslut-patienter', 'skyddade-patienter'],
      'steg-2-startade': ['2-somatik', '2-psykiatri'],
      'steg-3-kompletterade': ['3-primarvard', '3-psykiatri'],
      'steg-4a-kompletterade': ['4a'],
      'steg-4b-kompletterade': ['4b'],
      'laslage-extrameddelanden': ['2-somatik', '2-psykiatri', '3-primarvard', '3-psykiatri', '4a', '4b'],
    },
    toStart: 'steg-2-startade',
    hasReserve: true,
    closing: ['fonstret-sipar-stangda', 'vecka-41-sipar-stangda', 'laslage-sipar-stangda'],
    begins: atOnce,
  },
  {
    profile: 'ostergotland-link',
    kommuner: ['Linköping', 'Motala', ELSEWHERE.kommun],
    gates: {
      'vardtillfallen-startade': ['inskrivning'],
      'vardkontakter-utsedda': ['fast-vardkontakt'],
      'arenden-startade': ['arende'],
    },
    toStart: 'vardtillfallen-startade',
    hasReserve: true,
    closing: ['stangda-sipar-stangda', 'laslage-sipar-stangda'],
    begins: atOnce,
  },
  {
    profile: 'stockholm-enhetsvis',
    kommuner: ['Nacka', 'Solna', ELSEWHERE.kommun],
    gates: { 'nya-vardtillfallen-startade': ['enhet-starta'] },
    toStart: 'nya-vardtillfallen-startade',
    // There it rests on which of the parties have begun, too.
    hasReserve: false,
    closing: ['laslage-sipar-stangda'],
    begins(_kind, unit, day) {
      const own = { [WARDS.albatross]: '2025-09-22', [HALSOCENTRAL]: '2025-09-22' }[unit] ?? '2025-10-06';
      return [...UNITS].includes(unit) && own <= day ? own : null;
    },
  },
];

/** Any region: whatever its lists say, and what people attest of it. */
const anyRegion = ({ kommuner }: Plan) =>
  fc.record({
    day: fc.constantFrom(...DAYS),
    listedOn: fc.constantFrom('2025-09-29', 'the day'),
    vardtillfallen: fc.array(
      fc.record({
        who: fc.constantFrom(...PERSONS),
        Kommun: fc.constantFrom(...kommuner, ''),
        Vårdenhet: fc.constantFrom(...Object.values(WARDS), ''),
        Hälsocentral: fc.constantFrom(HALSOCENTRAL, ELSEWHERE.halsocentral, ''),
        Vårdform: fc.constantFrom('Somatik', 'Psykiatri'),
        Inskriven: fc.constantFrom('2025-09-20 08:00', '2025-09-29 08:00', '2025-09-30 08:00'),
        Utskrivningsklar: fc.constantFrom('', '', '', '2025-09-28 09:00', '2025-09-29 09:00'),
        Utskriven: fc.constantFrom('', '', '', '2025-09-29 10:00'),
        Samtycke: fc.constantFrom('Ja', 'Nej'),
        'Skyddade personuppgifter': fc.constantFrom('Nej', 'Nej', 'Ja'),
      }),
      { minLength: 3, maxLength: 8 },
    ),
    sips: fc.array(
      fc.record({
        who: fc.constantFrom(...PERSONS),
        Kommun: fc.constantFrom(...kommuner, ''),
        'Samordningsansvarig enhet': fc.constantFrom(HALSOCENTRAL, 'Avdelning 99', ''),
        Samordningsansvar: fc.constantFrom('Primärvård', 'Kommun', ''),
        Startad: fc.constantFrom('2025-01-02', '2025-09-25', '2025-10-02'),
        Fas: fc.constantFrom('Genomförande', 'Utvärdering och avslut av plan'),
        'Senast ändrad': fc.constantFrom('2025-03-04', '2023-01-01'),
        Möte: fc.constantFrom('', '2025-09-01'),
        Samtycke: fc.constantFrom('Ja', 'Nej', ''),
        Status: fc.constantFrom('Pågående', 'Pågående', 'Avslutad'),
      }),
      { maxLength: 6 },
    ),
    patients: fc.subarray([...PERSONS]).chain((who) =>
      fc.tuple(
        ...who.map((one) =>
          fc.record({
            who: fc.constant(one),
            Kommun: fc.constantFrom(...kommuner, ''),
            Boendeform: fc.constantFrom(
              'Särskilt boende',
              'Ordinärt boende',
              'Korttidsboende',
              'Privat aktör',
              '',
            ),
          }),
        ),
      ),
    ),
    messages: fc.array(
      fc.record({
        Ärende: fc.constantFrom('VT-0', 'VT-1', 'SIP-0', 'SIP-1', 'VT-77'),
        Mottagare: fc.constantFrom(HALSOCENTRAL, 'Avdelning 99', ''),
        Kvitterat: fc.constantFrom('', '', '2025-09-29 10:00'),
      }),
      { maxLength: 6 },
    ),
    attested: fc.array(
      fc.tuple(
        fc.nat({ max: 3 }),
        fc.constantFrom('registered-in-lifecare', 'closed-in-prator', 'sip-created-in-lifecare'),
      ),
      { maxLength: 3 },
    ),
  });

type Region = ReturnType<typeof anyRegion> extends fc.Arbitrary<infer Value> ? Value : never;

interface Played {
  readonly world: World;
  /** The vårdtillfällen that somebody has attested registered in the target. */
  readonly registered: ReadonlySet<string>;
}

const listDayOf = ({ day, listedOn }: Pick<Region, 'day' | 'listedOn'>): string =>
  listedOn === 'the day' ? day : listedOn;

async function played({ profile }: Plan, { day, listedOn, ...lists }: Region): Promise<Played> {
  const world = { cwd: newFolder() };
  await overgangDone(['init', '--profile', profile, '--as-of', '2025-04-28'], world);
  const listDay = listDayOf({ day, listedOn });
  const numbered = <Row extends object>(rows: readonly Row[], column: string, prefix: string) =>
    rows.map((row, at) => ({ ...row, [column]: `${prefix}-${at}` }));
  await importList(world, 'enhet', listDay, [
    ...[WARDS.albatross, WARDS.mandelblom].map((Enhet) => ({
      Enhet,
      Enhetstyp: 'vårdavdelning somatik',
      'Huvudman/verksamhet': 'Slutenvård',
    })),
    { Enhet: HALSOCENTRAL },
  ]);
  const sips: readonly SmallRow<'sip'>[] = numbered(lists.sips, 'SIP-id', 'SIP');
  await importList(world, 'sip', listDay, sips);
  await importList(world, 'vardtillfalle', listDay, numbered(lists.vardtillfallen, 'Vårdtillfälle', 'VT'));
  await importList(world, 'patient', listDay, lists.patients);
  await importList(world, 'meddelande', listDay, numbered(lists.messages, 'Meddelande-id', 'M'));
  const registered = new Set<string>();
  for (const [at, mark] of lists.attested) {
    const id = mark === 'sip-created-in-lifecare' ? `SIP-${at}` : `VT-${at}`;
    // Where there is no such case, or its day has not come, nothing is attested.
    const { code } = await overgang(['mark', id, mark, '--on', day, '--note', 'prov', '--as-of', day], world);
    if (code === 0 && mark === 'registered-in-lifecare') registered.add(id);
  }
  return { world, registered };
}

/** Every row of every list, by the step it stands on; each list is somebody's. */
async function listed(world: World, day: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const steps = new Map<string, string[]>();
  const { worklists } = await overgangJson<{
    worklists: readonly {
      readonly step: string;
      readonly paths: readonly string[];
      readonly recipient: string;
    }[];
  }>(['worklist', '-o', 'ut', '--as-of', day, '--format', 'csv', '--force'], world);
  for (const { step, paths, recipient } of worklists) {
    expect(recipient).not.toBe('');
    const [header = '', ...rows] = readFileSync(paths[0] ?? '', 'utf8')
      .trimEnd()
      .split('\r\n');
    const at = header.split(';').indexOf('"Radnyckel"');
    const tokens = rows.map((row) => (row.split(';')[at] ?? '').replaceAll('"', ''));
    steps.set(step, [...(steps.get(step) ?? []), ...tokens]);
  }
  return steps;
}

interface OpenCase {
  readonly key: string;
  readonly reference: string;
  readonly class: string;
  readonly rule: { readonly code: string };
}

/** The open cases, each asked by itself. */
async function openCases(world: World, day: string): Promise<readonly OpenCase[]> {
  const open: OpenCase[] = [];
  const keys = rowsOf<{ key: string }>(world, 'SELECT key FROM sip UNION SELECT key FROM vardtillfalle');
  for (const { key } of keys) {
    const found = await overgangJson<OpenCase>(['explain', key, '--as-of', day], world);
    if (found.class !== 'closed') open.push({ ...found, key });
  }
  return open;
}

/** Finished in the source, and in hospital: trapped when it is read-only, if nothing happens. */
const FINISHED_IN_SOURCE = ['VT_TRAPPED', 'VT_READY_IN_TIME', 'VT_MOVED_TO_SOURCE'];

interface Gate {
  readonly id: string;
  readonly value: number | null;
  readonly scope?: { readonly unit?: string };
}

const unitOf = ({ sips, vardtillfallen }: Region, key: string): string | undefined => {
  const at = Number(key.split('-')[1]);
  return key.startsWith('SIP') ? sips[at]?.['Samordningsansvarig enhet'] : vardtillfallen[at]?.Vårdenhet;
};

/** What is on lists, by step. */
type On = (...steps: readonly string[]) => readonly string[];

/** What each gate of a plan must say, counted by the lists and the cases. */
function gatesByHand(
  plan: Plan,
  {
    on,
    open,
    registered,
    owed,
  }: { on: On; open: readonly OpenCase[]; registered: ReadonlySet<string>; owed: number },
): Readonly<Record<string, number>> {
  const ofSips = open.filter(({ key }) => key.startsWith('SIP')).length;
  const done = new Set(open.flatMap(({ key, reference }) => (registered.has(key) ? [reference] : [])));
  const counted = Object.entries(plan.gates).map(([gate, steps]) => {
    const rows = on(...steps);
    return [gate, (gate === plan.toStart ? rows.filter((row) => !done.has(row)) : rows).length] as const;
  });
  return {
    ...Object.fromEntries(counted),
    ...Object.fromEntries(plan.closing.map((gate) => [gate, ofSips])),
    'laslage-vardtillfallen-avslutade': open.length - ofSips,
    'laslage-meddelanden-kvitterade': owed,
    'laslage-instangda-avgjorda': open.filter(({ rule }) => FINISHED_IN_SOURCE.includes(rule.code)).length,
    'laslage-beslut-fattade':
      on('beslut', 'beslut-vardtillfallen').length - open.filter((one) => one.class === 'trapped').length,
  };
}

/** The vårdtillfällen to be started of which some party is not reached through the target: their references. */
function inReserve({ vardtillfallen }: Region, open: readonly OpenCase[]): readonly string[] {
  return open
    .filter(({ key, class: name }) => {
      const stay = key.startsWith('VT') ? vardtillfallen[Number(key.split('-')[1])] : undefined;
      return (
        name === 'start-in-lifecare' &&
        (stay?.Kommun === ELSEWHERE.kommun ||
          stay?.Vårdenhet === WARDS.unknown ||
          stay?.Hälsocentral === ELSEWHERE.halsocentral)
      );
    })
    .map(({ reference }) => reference)
    .toSorted();
}

/** The open cases that were begun in the source when such were begun in the target: their ids. */
function begunLate(plan: Plan, region: Region, open: readonly OpenCase[]): readonly string[] {
  const listDay = listDayOf(region);
  // What lies after the list's own day has not happened.
  const isLate = (kind: 'sip' | 'vardtillfalle', unit: string, at: string): boolean => {
    const from = plan.begins(kind, unit, region.day);
    const on = at.slice(0, 10);
    return from !== null && on >= from && on <= listDay;
  };
  const late = [
    ...region.vardtillfallen.map(({ Vårdenhet, Inskriven }, at) =>
      isLate('vardtillfalle', Vårdenhet, Inskriven) ? `VT-${at}` : '',
    ),
    ...region.sips.map(({ Startad, 'Samordningsansvarig enhet': unit }, at) =>
      isLate('sip', unit, Startad) ? `SIP-${at}` : '',
    ),
  ];
  return open
    .filter((one) => one.class !== 'protected' && late.includes(one.key))
    .map(({ reference }) => reference)
    .toSorted();
}

it.each(PLANS)(
  'every open case, patient of step 1 and unacknowledged message stands on a list, and each gate counts its lists: $profile',
  async (plan) => {
    await fc.assert(
      fc.asyncProperty(anyRegion(plan), async (region) => {
        const { world, registered } = await played(plan, region);
        const { day } = region;
        const steps = await listed(world, day);
        const on: On = (...names) => names.flatMap((name) => steps.get(name) ?? []).toSorted();
        const everywhere = new Set([...steps.values()].flat());
        const open = await openCases(world, day);
        for (const { reference } of open)
          expect([reference, everywhere.has(reference)]).toEqual([reference, true]);

        const owed = region.messages.filter(({ Kvitterat }) => Kvitterat === '').length;
        expect(on('kvittera', 'beslut-meddelanden', 'skyddade-kvittera')).toHaveLength(owed);
        expect(new Set(on('kvittera', 'beslut-meddelanden', 'skyddade-kvittera')).size).toBe(owed);

        // Who lives elsewhere than in ordinärt boende, or nobody knows where; private actors not in Sundsvall.
        const toRegister = region.patients.filter(
          ({ Boendeform, Kommun }) =>
            Boendeform !== 'Ordinärt boende' && !(Boendeform === 'Privat aktör' && Kommun === 'Sundsvall'),
        ).length;
        if ('steg-1-registrerade' in plan.gates)
          expect(on('1', 'beslut-patienter', 'skyddade-patienter').length).toBeGreaterThanOrEqual(toRegister);

        const { stdout } = await overgang(['readiness', '--json', '--as-of', day], world);
        const { gates } = JSON.parse(stdout) as { gates: readonly Gate[] };
        const byHand = gatesByHand(plan, { on, open, registered, owed });
        const told = gates.flatMap(({ id, value }) => (id in byHand ? [[id, value] as const] : []));
        expect(Object.fromEntries(told)).toEqual(byHand);

        for (const { id, value, scope } of gates) {
          if (scope?.unit === undefined) continue;
          const ofUnit = open.filter(({ key }) => unitOf(region, key) === scope.unit).length;
          // A unit that no list of units has can not be measured.
          expect([id, value]).toEqual([id, UNITS.includes(scope.unit) ? ofUnit : null]);
        }

        expect(on('fel-system-vardtillfallen', 'fel-system-sip')).toEqual(begunLate(plan, region, open));

        if (plan.hasReserve) expect(on('reserv')).toEqual(inReserve(region, open));
        // Who lives outside the region is in the reserve routine, and not in steps 2–4 besides.
        const fromElsewhere = rowsOf<{ no: number }>(
          world,
          'SELECT case_no AS no FROM vardtillfalle WHERE kommun IS NULL',
        ).map(({ no }) => `V${no}-`);
        const ordered = on(
          '2-somatik',
          '2-psykiatri',
          '3-primarvard',
          '3-psykiatri',
          '4a',
          '4b',
          'inskrivning',
        );
        expect(ordered.filter((one) => fromElsewhere.some((start) => one.startsWith(start)))).toEqual([]);
      }),
      { numRuns: runs(5) },
    );
  },
  300_000,
);
