import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { overgang, overgangJson, type World } from '../helpers/cli.ts';
import { rowsOf } from '../helpers/database.ts';
import { handOutLists } from '../helpers/filled-lists.ts';
import { emptyRegister } from '../helpers/sip-lists.ts';
import { runs } from '../helpers/memory.ts';
import { importList, type SmallRow } from '../helpers/small-lists.ts';

const PERSONS = ['anna', 'ulla', 'eva', 'rune', 'birgitta'] as const;
const KOMMUNER = ['Timrå', 'Sundsvall', 'Umeå', ''];
const DAYS = ['2025-09-29', '2025-09-30', '2025-10-02', '2025-10-08', '2025-10-16'];

/** Any region: whatever its lists say, and what people attest of it. */
const anyRegion = fc.record({
  day: fc.constantFrom(...DAYS),
  vardtillfallen: fc.array(
    fc.record({
      who: fc.constantFrom(...PERSONS),
      Kommun: fc.constantFrom(...KOMMUNER),
      Vårdenhet: fc.constantFrom('Medicinavdelning 2', 'Avdelning 99', ''),
      Hälsocentral: fc.constantFrom('Hälsocentralen Granen', 'Hälsocentralen i Umeå', ''),
      Vårdform: fc.constantFrom('Somatik', 'Psykiatri'),
      Inskriven: fc.constantFrom('2025-09-20 08:00', '2025-09-29 08:00'),
      Utskrivningsklar: fc.constantFrom('', '2025-09-28 09:00', '2025-09-29 09:00'),
      Utskriven: fc.constantFrom('', '2025-09-29 10:00'),
      Samtycke: fc.constantFrom('Ja', 'Nej'),
      'Skyddade personuppgifter': fc.constantFrom('Nej', 'Nej', 'Ja'),
    }),
    { maxLength: 6 },
  ),
  sips: fc.array(
    fc.record({
      who: fc.constantFrom(...PERSONS),
      Kommun: fc.constantFrom(...KOMMUNER),
      'Samordningsansvarig enhet': fc.constantFrom('Hälsocentralen Granen', 'Avdelning 99', ''),
      Samordningsansvar: fc.constantFrom('Primärvård', 'Kommun', ''),
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
          Kommun: fc.constantFrom(...KOMMUNER),
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
      Mottagare: fc.constantFrom('Hälsocentralen Granen', 'Avdelning 99', ''),
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

type Region = typeof anyRegion extends fc.Arbitrary<infer Value> ? Value : never;

async function played({ day, ...lists }: Region): Promise<World> {
  const world = await emptyRegister();
  const numbered = <Row extends object>(rows: readonly Row[], column: string, prefix: string) =>
    rows.map((row, at) => ({ ...row, [column]: `${prefix}-${at}` }));
  await importList(world, 'enhet', '2025-09-29', [
    { Enhet: 'Medicinavdelning 2', Enhetstyp: 'vårdavdelning', 'Huvudman/verksamhet': 'Slutenvård' },
    {},
  ]);
  const sips: readonly SmallRow<'sip'>[] = numbered(lists.sips, 'SIP-id', 'SIP');
  await importList(world, 'sip', '2025-09-29', sips);
  await importList(
    world,
    'vardtillfalle',
    '2025-09-29',
    numbered(lists.vardtillfallen, 'Vårdtillfälle', 'VT'),
  );
  await importList(world, 'patient', '2025-09-29', lists.patients);
  await importList(world, 'meddelande', '2025-09-29', numbered(lists.messages, 'Meddelande-id', 'M'));
  for (const [at, mark] of lists.attested) {
    const id = mark === 'sip-created-in-lifecare' ? `SIP-${at}` : `VT-${at}`;
    // Where there is no such case, or its day has not come, nothing is attested.
    await overgang(['mark', id, mark, '--on', day, '--note', 'prov', '--as-of', day], world);
  }
  return world;
}

/** Every row of every list, by the step it stands on. */
async function listed(world: World, day: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const steps = new Map<string, string[]>();
  for (const { step, paths } of await handOutLists(world, day, 'ut', '--format', 'csv', '--force')) {
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
  readonly reference: string;
  readonly class: string;
}

/** The open cases, each asked by itself. */
async function openCases(world: World, day: string): Promise<readonly OpenCase[]> {
  const open: OpenCase[] = [];
  const keys = rowsOf<{ key: string }>(world, 'SELECT key FROM sip UNION SELECT key FROM vardtillfalle');
  for (const { key } of keys) {
    const found = await overgangJson<OpenCase>(['explain', key, '--as-of', day], world);
    if (found.class !== 'closed') open.push(found);
  }
  return open;
}

it('every open case, patient of step 1 and unacknowledged message stands on a list, and each gate counts its lists', async () => {
  await fc.assert(
    fc.asyncProperty(anyRegion, async (region) => {
      const world = await played(region);
      const { day } = region;
      const steps = await listed(world, day);
      const on = (...names: readonly string[]): readonly string[] =>
        names.flatMap((name) => steps.get(name) ?? []).toSorted();
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
      const registered = on('1', 'beslut-patienter', 'skyddade-patienter');
      expect(registered.length).toBeGreaterThanOrEqual(toRegister);

      const { stdout } = await overgang(['readiness', '--json', '--as-of', day], world);
      const { gates } = JSON.parse(stdout) as { gates: readonly { id: string; value: number | null }[] };
      const valueOf = (id: string): number | null | undefined => gates.find((gate) => gate.id === id)?.value;
      expect(valueOf('steg-1-registrerade')).toBe(registered.length);
      expect(valueOf('laslage-meddelanden-kvitterade')).toBe(owed);
      const undecided = on('beslut', 'beslut-vardtillfallen').length;
      const trapped = open.filter((one) => one.class === 'trapped').length;
      expect(valueOf('laslage-beslut-fattade')).toBe(undecided - trapped);
      expect(valueOf('steg-3-kompletterade')).toBe(on('3-primarvard', '3-psykiatri').length);
      expect(valueOf('steg-4a-kompletterade')).toBe(on('4a').length);
      expect(valueOf('steg-4b-kompletterade')).toBe(on('4b').length);
      const toStart = on('2-somatik', '2-psykiatri').length;
      expect(valueOf('steg-2-startade')).toBeLessThanOrEqual(toStart);
      expect(valueOf('steg-2-startade')).toBeGreaterThanOrEqual(toStart - region.attested.length);

      // Who lives outside the region is in the reserve routine, and not in steps 2–4 besides.
      const fromElsewhere = rowsOf<{ no: number }>(
        world,
        'SELECT case_no AS no FROM vardtillfalle WHERE kommun IS NULL',
      ).map(({ no }) => `V${no}-`);
      const ordered = on('2-somatik', '2-psykiatri', '3-primarvard', '3-psykiatri', '4a', '4b');
      expect(ordered.filter((one) => fromElsewhere.some((start) => one.startsWith(start)))).toEqual([]);
    }),
    { numRuns: runs(12) },
  );
}, 300_000);
