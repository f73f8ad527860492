import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import type { SystemsComparison } from './compare-systems.ts';
import type { TargetComparison } from './compare-target.ts';
import type { TotalsComparison } from './compare-totals.ts';
import { isReconciled, VERDICT_RULES, verdictsOf, type Evidence } from './verdicts.ts';

const WELL: SystemsComparison = {
  sourceListOn: '2025-10-08',
  targetListOn: '2025-10-08',
  moveBeginsOn: '2025-10-02',
  sips: 3,
  onlyPrator: 0,
  inBoth: 1,
  moved: 2,
  closedNotMoved: 0,
  goneBeforeMove: 0,
  lifecareSips: 3,
  onlyLifecare: 2,
  unknownInPrator: 0,
  lost: [],
  unclear: [],
  lifecareNotCounted: [],
  otherCoordinator: [],
  coordinatorUnknown: 0,
  onlyPratorUnmatchable: 0,
  lifecareRowsWithoutPerson: 0,
};
const AGREE: TotalsComparison = {
  hasLostNames: false,
  cells: [{ part: 'kommun', kommun: '2262', expected: 2, actual: 2, difference: 0, isOutside: false }],
  sums: [{ along: 'all', code: null, expected: 2, actual: 2, difference: 0 }],
  inner: { checked: 1, uncheckable: 0, differences: [], unreadable: [] },
  beside: [],
};
const SIP = {
  sipId: 'SIP-1',
  reference: 'S1-A',
  kommun: null,
  part: null,
  unit: null,
  lastSeenOn: '2025-10-02',
};
const LOST = { ...SIP, class: 'move-outside-vardtillfalle', attestedMovedOn: null } as const;

const THERE: TargetComparison = {
  kind: 'lcsp_patient',
  steps: ['1'],
  listOn: '2025-10-01',
  expected: 1,
  found: 1,
  missing: [],
  cannotTell: [],
  tooMuch: [],
  unknown: [],
  twice: [],
  otherPlace: [],
  notCounted: [],
};
const there = (more: Partial<TargetComparison>): Evidence => ({
  ...evidence({}),
  targets: [
    { ...THERE, ...more },
    { ...THERE, kind: 'lcsp_sip', twice: [{ reference: 'S1-A', times: 2 }] },
  ],
});

const evidence = (
  lifecare: Partial<SystemsComparison>,
  totals: Partial<TotalsComparison> = {},
): Evidence => ({
  lifecare: { ...WELL, ...lifecare },
  totals: { ...AGREE, ...totals },
  targets: [THERE],
});
const failing = (given: Evidence): readonly (readonly [string, number])[] =>
  verdictsOf(given, PROFILE)
    .filter(({ ok }) => !ok)
    .map(({ id, value }) => [id, value]);

describe('the verdicts', () => {
  it('all hold where all is well, one an entry of the table', () => {
    const verdicts = verdictsOf(evidence({}), PROFILE);
    expect(verdicts.map(({ id }) => id)).toEqual(VERDICT_RULES.map(({ id }) => id));
    expect(verdicts.filter(({ ok, value }) => !ok || value !== 0)).toEqual([]);
    expect(isReconciled(verdicts)).toBe(true);
    expect(new Set(verdicts.map(({ id }) => id)).size).toBe(verdicts.length);
  });

  it.each<[string, Evidence, number, boolean]>([
    ['lost', evidence({ lost: [LOST] }), 1, false],
    [
      'other-coordinator',
      evidence({ otherCoordinator: [{ ...SIP, differs: ['unit'], planned: null, actual: null }] }),
      1,
      false,
    ],
    ['unclear', evidence({ unclear: [{ ...SIP, reason: 'vardplan', rule: 'X' }] }), 1, true],
    ['rows-without-person', evidence({ lifecareRowsWithoutPerson: 4 }), 4, true],
    ['target-list-age', evidence({ targetListOn: '2025-10-06' }), 2, true],
    ['source-list-age', evidence({ sourceListOn: '2025-09-30' }), 8, true],
    ['target-twice', there({ twice: [{ reference: 'P1-T', times: 2 }] }), 1, false],
    [
      'target-other-place',
      there({ otherPlace: [{ reference: 'P1-T', differs: ['kommun'], planned: null, actual: null }] }),
      1,
      false,
    ],
    ['target-too-much', there({ tooMuch: ['P1-T'] }), 1, true],
    ['target-missing', there({ missing: ['P1-T', 'P2-V'] }), 2, true],
    [
      'totals-cells',
      evidence(
        {},
        {
          cells: [{ part: null, kommun: null, expected: null, actual: 1, difference: null, isOutside: true }],
        },
      ),
      1,
      false,
    ],
    [
      'totals-sums',
      evidence({}, { sums: [{ along: 'part', code: 'kommun', expected: 3, actual: 2, difference: -1 }] }),
      1,
      false,
    ],
    [
      'totals-inner',
      evidence(
        {},
        {
          inner: {
            ...AGREE.inner,
            differences: [
              {
                along: 'row',
                line: { is: 'total' },
                printed: 1188,
                sum: 1185,
                difference: 3,
                isDerived: false,
              },
            ],
          },
        },
      ),
      1,
      false,
    ],
    ['totals-names', evidence({}, { hasLostNames: true }), 1, true],
  ])('%s: does not hold, and only it', (id, given, value, isWell) => {
    expect(failing(given)).toEqual([[id, value]]);
    expect(isReconciled(verdictsOf(given, PROFILE))).toBe(isWell);
  });

  it('have every entry of the table above', () => {
    expect(VERDICT_RULES).toHaveLength(14);
  });

  it('leave out what was not compared, which is not the same as well', () => {
    const ids = (given: Evidence) => verdictsOf(given, PROFILE).map(({ id }) => id);
    expect(ids({ lifecare: null, totals: AGREE })).toEqual([
      'totals-cells',
      'totals-sums',
      'totals-inner',
      'totals-names',
    ]);
    expect(ids({ lifecare: null, totals: { ...AGREE, hasLostNames: true } })).toEqual([
      'totals-inner',
      'totals-names',
    ]);
    expect(ids({ lifecare: WELL, totals: null }).some((id) => id.startsWith('totals'))).toBe(false);
  });

  it('say what was counted, and how many there may be', () => {
    const texts = verdictsOf(evidence({ lost: [LOST], targetListOn: '2025-10-06' }), PROFILE).map(
      ({ text }) => text,
    );
    expect(texts).toContain('SIP:ar som finns i inget av systemen: 1, får vara högst 0');
    expect(texts).toContain(
      'Dagar som listan från Lifecare SP är äldre än den från Prator: 2, får vara högst 0',
    );
    expect(texts).toContain('Oklara SIP:ar: 0');
  });
});
