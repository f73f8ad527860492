import { describe, expect, it } from 'vitest';
import defaultProfile from '../profile/profiles/vasternorrland-2025.json' with { type: 'json' };
import { parseProfile } from '../profile/parse-profile.ts';
import type { Cell, SipCell, StepState } from './cells.ts';
import { COHORTS } from './cohorts.ts';
import type { ReadinessFacts } from './facts.ts';
import { planOf } from '../plan/plan.ts';
import { shipped } from '../plan/steps/steps.test-help.ts';
import { gateResults, isInForce, verdictOf } from './gates.ts';
import type { Waiver } from './readiness.ts';
import { rowsCommand } from './rows-command.ts';
import { FIGURE_TABLES, figureTables } from './tables.ts';
import { WAIVED, waiversOf } from './waivers.ts';

const parsed = parseProfile(defaultProfile);
if (!('profile' in parsed)) throw new Error('the shipped profile must parse');
const { profile } = parsed;
const ASOF = '2025-10-08';

const sip = (kommun: string | null, cases: number, more: Partial<SipCell> = {}): SipCell => ({
  kind: 'sip',
  kommun,
  part: 'primarvard',
  unit: null,
  cases,
  class: 'move-outside-vardtillfalle',
  closedBy: 'nobody',
  closedAs: null,
  then: null,
  hasMeetingInWindow: false,
  inTotals: null,
  isLost: false,
  steps: [],
  isHeld: false,
  shown: null,
  ...more,
});

const onStep = (step: string, state: StepState, kommun = '2281'): Cell => ({
  kind: 'patient',
  kommun,
  part: null,
  unit: null,
  cases: 1,
  steps: [{ step, owner: { kommun, part: 'kommun', unit: null }, recipient: null, state }],
  isHeld: false,
  shown: null,
});

const facts = (cells: readonly Cell[], more: Partial<ReadinessFacts> = {}): ReadinessFacts => ({
  asOf: ASOF,
  profile,
  cells,
  lists: ['sip', 'vardtillfalle', 'meddelande', 'patient'].map((kind) => ({
    kind,
    label: kind,
    exportedOn: ASOF,
    ageDays: 0,
  })),
  since: null,
  totals: null,
  canTellLost: true,
  readOnlyCheckpoints: 1,
  unticked: [],
  unknownUnits: [],
  ...more,
});
const results = (of: ReadinessFacts, waivers: readonly Waiver[] = []) => gateResults(of, waivers, null);
const valueOf = (of: ReadinessFacts, id: string) => results(of).find((gate) => gate.id === id)?.value;

describe('the table of gates', () => {
  it('names each gate once, stands before a milestone of the profile, and reads as a sentence and a count', () => {
    const { gates } = planOf(profile);
    expect(new Set(gates.map(({ id }) => id)).size).toBe(gates.length);
    const milestones = profile.milestones.map(({ id }) => id);
    for (const { id, milestone, title, unit, source } of gates) {
      expect([id, milestones.includes(milestone)]).toEqual([id, true]);
      expect([title[0], unit[0], source === '']).toEqual([title[0]?.toUpperCase(), unit[0], false]);
    }
  });

  it('of one unit counts its cases however lists write it, and is not ok where no list has it', () => {
    const unit = 'Hälsocentralen Eken';
    const ofUnits = { ...shipped('stockholm-enhetsvis'), unitDays: { [unit]: '2025-09-22' } };
    const cells = [sip('0120', 2, { unit }), sip('0120', 1, { unit: unit.toUpperCase() }), sip('0120', 4)];
    const gateOf = (of: ReadinessFacts) =>
      results(of).find(({ id }) => id === 'enhet-klar-halsocentralen-eken');
    expect(gateOf(facts(cells, { profile: ofUnits }))).toMatchObject({ ok: false, value: 3 });
    expect(gateOf(facts([], { profile: ofUnits }))).toMatchObject({ ok: true, value: 0 });
    const unknown = gateOf(facts(cells, { profile: ofUnits, unknownUnits: [unit] }));
    expect(unknown).toMatchObject({ ok: false, value: null });
    expect(unknown?.reasons[0]?.text).toBe(`Ingen lista har enheten ”${unit}”`);
  });

  it('leaves out what the profile has no day for', () => {
    const without = { ...profile, milestones: profile.milestones.filter(({ id }) => id !== 'steg-1') };
    expect(valueOf(facts([], { profile: without }), 'steg-1-registrerade')).toBeUndefined();
    expect(valueOf(facts([]), 'steg-1-registrerade')).toBe(0);
  });

  it('holds, every one, where nothing is left, and says ready', () => {
    const gates = results(facts([]));
    expect(gates.filter(({ ok, severity }) => !ok && severity === 'blocking')).toEqual([]);
    expect(verdictOf(gates, ASOF)).toBe('ready');
  });

  it.each([
    ['steg-1-registrerade', onStep('1', 'not-done'), 1],
    ['steg-1-registrerade', onStep('1', 'attested'), 0],
    ['steg-1-registrerade', onStep('skyddade-patienter', 'not-done'), 1],
    ['steg-2-startade', onStep('2-psykiatri', 'need-help'), 1],
    ['steg-3-kompletterade', onStep('3-primarvard', 'not-done'), 1],
    ['steg-4a-kompletterade', onStep('4a', 'not-done'), 1],
    ['steg-4b-kompletterade', onStep('4a', 'not-done'), 0],
    ['vecka-41-sipar-stangda', sip('2281', 7), 7],
    ['vecka-41-sipar-stangda', sip('2281', 7, { closedBy: 'word' }), 0],
    ['laslage-beslut-fattade', sip('2281', 3, { class: 'needs-decision' }), 3],
    ['laslage-svar-avgjorda', sip('2281', 1, { isHeld: true }), 1],
    ['laslage-inget-borttappat', sip('2281', 1, { closedBy: 'list', isLost: true }), 1],
  ])('%s counts what is left', (id, cell, expected) => {
    expect(valueOf(facts([cell]), id)).toBe(expected);
  });

  it('can not measure without its list, and does not hold then', () => {
    const gates = results(facts([], { lists: [], canTellLost: false, readOnlyCheckpoints: 0 }));
    expect(gates.filter(({ value }) => value === null).map(({ ok }) => ok)).not.toContain(true);
    expect(gates.find(({ id }) => id === 'laslage-inget-borttappat')?.reasons[0]).toMatchObject({
      command: null,
    });
    expect(gates.find(({ id }) => id === 'arkivering-kontrollpunkt')?.value).toBe(1);
  });

  it('names the largest contributors first, with the command that lists them', () => {
    const cells = [sip('2260', 12), sip('2281', 436), sip('2284', 70), sip(null, 1), sip('2280', 3)];
    const reasons = results(facts(cells)).find(({ id }) => id === 'vecka-41-sipar-stangda')?.reasons;
    expect(reasons).toEqual([
      {
        text: 'Sundsvall, primärvård: 436',
        command: rowsCommand('sip-open', { kommun: '2281', part: 'primarvard' }, { asOf: ASOF, since: null }),
      },
      {
        text: 'Örnsköldsvik, primärvård: 70',
        command: rowsCommand('sip-open', { kommun: '2284', part: 'primarvard' }, { asOf: ASOF, since: null }),
      },
      {
        text: 'Ånge, primärvård: 12',
        command: rowsCommand('sip-open', { kommun: '2260', part: 'primarvard' }, { asOf: ASOF, since: null }),
      },
    ]);
  });

  it('names no kommun for what needs a decision, nor anybody for protected persons', () => {
    const cells = [
      sip('2281', 2, { class: 'needs-decision' }),
      {
        ...onStep('skyddade-patienter', 'not-done'),
        steps: [
          {
            step: 'skyddade-patienter',
            owner: { kommun: null, part: null, unit: null },
            recipient: null,
            state: 'not-done' as const,
          },
        ],
      },
    ];
    const gates = results(facts(cells));
    const reasonsOf = (id: string) => gates.find((gate) => gate.id === id)?.reasons;
    expect(reasonsOf('laslage-beslut-fattade')?.map(({ text }) => text)).toEqual(['Alla: 2']);
    expect(reasonsOf('steg-1-registrerade')).toEqual([]);
  });

  it('warns, and does not block, when the lists are old', () => {
    const lists = [{ kind: 'sip', label: 'SIP', exportedOn: '2025-09-30', ageDays: 8 }];
    const gate = results(facts([], { lists })).find(({ id }) => id === 'underlag-farska-listor');
    expect(gate).toMatchObject({ value: 8, ok: false, severity: 'warning' });
  });
});

describe('waivers', () => {
  const waiver = { seq: 4, gate: 'vecka-41-sipar-stangda', reason: 'x', by: 'PL', until: '2025-10-10' };
  const others = ['fonstret-sipar-stangda', 'laslage-sipar-stangda'].map((gate) => ({ ...waiver, gate }));

  it('make ready with waivers, and never the gate itself hold', () => {
    const gates = results(facts([sip('2281', 1)]), [waiver, ...others]);
    expect(verdictOf(gates, ASOF)).toBe('ready-with-waivers');
    expect(gates.find(({ id }) => id === waiver.gate)).toMatchObject({ ok: false, value: 1, waiver });
  });

  it('count no longer after their last day', () => {
    const gates = results(facts([sip('2281', 1)]), [waiver, ...others]);
    expect(verdictOf(gates, '2025-10-10')).toBe('ready-with-waivers');
    expect(verdictOf(gates, '2025-10-11')).toBe('not-ready');
    expect(isInForce(waiver, '2025-10-11')).toBe(false);
  });

  it('of one gate: the one that holds longest is told', () => {
    const longer = { ...waiver, seq: 5, until: '2025-10-12' };
    const expired = { ...waiver, seq: 6, until: '2025-10-01' };
    const gates = results(facts([sip('2281', 1)]), [longer, expired, waiver]);
    expect(gates.find(({ id }) => id === waiver.gate)?.waiver).toEqual(longer);
  });

  it('are those given by the day and not taken back', () => {
    const event = (seq: number, type: string, effectiveOn: string, data: unknown) => ({
      seq,
      type,
      effectiveOn,
      by: 'PL',
      data: JSON.stringify(data),
    });
    const given = { gate: 'g', reason: 'x', until: '2025-10-10' };
    const log = [
      event(1, WAIVED, '2025-10-01', given),
      event(2, WAIVED, '2025-10-02', given),
      event(3, 'undone', '2025-10-03', { seqs: [1], return: null }),
      event(4, WAIVED, '2025-10-09', given),
    ];
    expect(waiversOf(log, ASOF).map(({ seq }) => seq)).toEqual([2]);
  });
});

describe('the tables of figures', () => {
  it('have ids of their own, and columns with a cohort each but where something is derived', () => {
    expect(new Set(FIGURE_TABLES.map(({ id }) => id)).size).toBe(FIGURE_TABLES.length);
    expect(new Set(COHORTS.map(({ id }) => id)).size).toBe(COHORTS.length);
    const tables = figureTables(
      facts([sip('2281', 2), sip(null, 1)], { since: { day: '2025-09-15', listOn: '2025-09-15' } }),
    );
    for (const { columns, rows } of tables) {
      expect(columns.every(({ cohort }) => cohort !== null)).toBe(true);
      for (const { values } of rows) expect(values).toHaveLength(columns.length);
    }
  });

  it('have every kommun of the profile in its order, the unknown last, then the region', () => {
    const rows =
      figureTables(facts([sip(null, 1), sip('2281', 2)])).find(({ id }) => id === 'sips')?.rows ?? [];
    const labels = rows.filter(({ level }) => level === 0).map(({ label }) => label);
    expect(labels).toEqual([...profile.kommuner.map(({ name }) => name), 'Okänd kommun', 'Hela regionen']);
  });
});
