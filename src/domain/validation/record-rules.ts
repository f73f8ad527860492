import { dayOf } from '../calendar/days.ts';
import { KINDS, type FactValue, type KindName } from '../kinds/kinds.ts';
import type { FindingCode } from './finding-catalogue.ts';

/** The facts of one record, by canonical column. */
export type RecordFacts = (column: string) => FactValue;

/**
 * A rule over a whole record, beyond what a single cell shows (cell faults come from the cell readers).
 */
interface RecordRule {
  readonly code: FindingCode;
  readonly kinds: readonly KindName[];
  /** The column that the finding is laid on; where the list lacks it, the rule is silent. */
  readonly column: string;
  /** @returns null when all is well, else the finding's detail ('' = none) */
  readonly check: (
    facts: RecordFacts,
    notUnderstood: Readonly<Record<string, string>> | null,
    exportedOn: string | null,
    goLiveOn: string | null,
  ) => string | null;
}

/** @param saysNothing a code that says as little as an empty cell */
const missing =
  (column: string, saysNothing: FactValue = null): RecordRule['check'] =>
  (facts, notUnderstood) => {
    const value = facts(column);
    return (value === null || value === saysNothing) && notUnderstood?.[column] === undefined ? '' : null;
  };

/** What a step of the cut-over can not do without (domain §5); the detail says which step and for what. */
const neededBy =
  (column: string, step: string): RecordRule['check'] =>
  (facts, notUnderstood) =>
    facts(column) === null && notUnderstood?.[column] === undefined ? step : null;

const equals =
  (column: string, value: FactValue): RecordRule['check'] =>
  (facts) =>
    facts(column) === value ? '' : null;

/** Two columns that must not come in the wrong order; instants compare by their common precision. */
const inOrder =
  (earlier: string, later: string): RecordRule['check'] =>
  (facts) => {
    const from = facts(earlier);
    const to = facts(later);
    if (typeof from !== 'string' || typeof to !== 'string') return null;
    const precision = Math.min(from.length, to.length);
    return to.slice(0, precision) < from.slice(0, precision)
      ? `${to.slice(0, precision)} före ${from.slice(0, precision)}`
      : null;
  };

const notAfterExport =
  (column: string): RecordRule['check'] =>
  (facts, _notUnderstood, exportedOn) => {
    const value = facts(column);
    return typeof value === 'string' && exportedOn !== null && dayOf(value) > exportedOn ? '' : null;
  };

/** From its day on a case is to be begun in the target system (domain §10). */
const begunAfterGoLive =
  (column: string): RecordRule['check'] =>
  (facts, _notUnderstood, _exportedOn, goLiveOn) => {
    const value = facts(column);
    return goLiveOn !== null && typeof value === 'string' && dayOf(value) >= goLiveOn ? goLiveOn : null;
  };

/** In the order in which people read them. To add a rule: one entry here, its code in the catalogue. */
const RECORD_RULES: readonly RecordRule[] = [
  {
    code: 'PROTECTED_IDENTITY',
    kinds: ['sip', 'vardtillfalle', 'patient', 'lcsp_patient', 'lcsp_vardtillfalle'],
    column: 'is_protected',
    check: equals('is_protected', 1),
  },
  {
    code: 'KOMMUN_MISSING',
    kinds: ['sip', 'vardtillfalle', 'patient'],
    column: 'kommun',
    check: missing('kommun'),
  },
  { code: 'SIP_WITHOUT_PART', kinds: ['sip'], column: 'part', check: missing('part') },
  { code: 'UNIT_MISSING', kinds: ['sip', 'vardtillfalle'], column: 'unit', check: missing('unit') },
  {
    code: 'NEEDED_BY_STEP',
    kinds: ['vardtillfalle'],
    column: 'care_form',
    check: neededBy('care_form', 'steg 2 (somatik eller psykiatri avgör vem som startar vårdtillfället)'),
  },
  {
    code: 'NEEDED_BY_STEP',
    kinds: ['vardtillfalle'],
    column: 'halsocentral',
    check: neededBy('halsocentral', 'steg 3 (hälsocentralen ska komplettera vårdtillfället)'),
  },
  {
    code: 'NEEDED_BY_STEP',
    kinds: ['patient'],
    column: 'housing',
    check: neededBy('housing', 'steg 1 (boendet avgör vem som läggs in i förväg)'),
  },
  {
    code: 'CONSENT_REFUSED',
    kinds: ['sip', 'vardtillfalle'],
    column: 'consent',
    check: equals('consent', 'no'),
  },
  {
    code: 'CONSENT_MISSING',
    kinds: ['sip', 'vardtillfalle'],
    column: 'consent',
    check: missing('consent', 'unknown'),
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kinds: ['sip'],
    column: 'changed_on',
    check: inOrder('started_on', 'changed_on'),
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kinds: ['vardtillfalle'],
    column: 'ready_at',
    check: inOrder('admitted_at', 'ready_at'),
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kinds: ['vardtillfalle', 'lcsp_vardtillfalle'],
    column: 'discharged_at',
    check: inOrder('admitted_at', 'discharged_at'),
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kinds: ['meddelande'],
    column: 'acknowledged_at',
    check: inOrder('sent_at', 'acknowledged_at'),
  },
  {
    code: 'ACKNOWLEDGED_AFTER_EXPORT',
    kinds: ['meddelande'],
    column: 'acknowledged_at',
    check: notAfterExport('acknowledged_at'),
  },
  { code: 'DATE_AFTER_EXPORT', kinds: ['sip'], column: 'changed_on', check: notAfterExport('changed_on') },
  { code: 'DATE_AFTER_EXPORT', kinds: ['sip'], column: 'started_on', check: notAfterExport('started_on') },
  {
    code: 'DATE_AFTER_EXPORT',
    kinds: ['vardtillfalle', 'lcsp_vardtillfalle'],
    column: 'admitted_at',
    check: notAfterExport('admitted_at'),
  },
  {
    code: 'TARGET_UNDATED',
    kinds: ['lcsp_sip'],
    column: 'created_on',
    check: (facts, notUnderstood) =>
      ['planned', 'cancelled'].includes(String(facts('status'))) || facts('type') === 'vardplan'
        ? null
        : missing('created_on')(facts, notUnderstood, null, null),
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kinds: ['lcsp_sip', 'lcsp_patient', 'lcsp_vardtillfalle'],
    column: 'created_on',
    check: notAfterExport('created_on'),
  },
  {
    code: 'TARGET_NOT_BEGUN',
    kinds: ['lcsp_sip', 'lcsp_vardtillfalle'],
    column: 'status',
    check: (facts) => (['planned', 'cancelled'].includes(String(facts('status'))) ? '' : null),
  },
  {
    code: 'TARGET_OTHER_PLAN',
    kinds: ['lcsp_sip'],
    column: 'type',
    check: equals('type', 'vardplan'),
  },
  {
    code: 'BEGUN_AFTER_GO_LIVE',
    kinds: ['vardtillfalle'],
    column: 'admitted_at',
    check: begunAfterGoLive('admitted_at'),
  },
  {
    code: 'BEGUN_AFTER_GO_LIVE',
    kinds: ['sip'],
    column: 'started_on',
    check: begunAfterGoLive('started_on'),
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kinds: ['vardtillfalle', 'lcsp_vardtillfalle'],
    column: 'discharged_at',
    check: notAfterExport('discharged_at'),
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kinds: ['vardtillfalle'],
    column: 'deceased_on',
    check: notAfterExport('deceased_on'),
  },
];

/** The rules of one kind. */
export function recordRulesOf(kind: KindName): readonly RecordRule[] {
  const columns = new Set<string>(KINDS[kind].fields.map(({ name }) => name));
  return RECORD_RULES.filter((rule) => rule.kinds.includes(kind) && columns.has(rule.column));
}
