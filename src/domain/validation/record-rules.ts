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
  /**
   * @param value what the record says in the rule's own column: most rules ask no more
   * @returns null when all is well, else the finding's detail ('' = none)
   */
  readonly check: (
    value: FactValue,
    facts: RecordFacts,
    notUnderstood: Readonly<Record<string, string>> | null,
    exportedOn: string | null,
    goLiveOn: string | null,
  ) => string | null;
}

/** @param saysNothing a code that says as little as an empty cell */
const missing =
  (column: string, saysNothing: FactValue = null): RecordRule['check'] =>
  (value, _facts, notUnderstood) =>
    (value === null || value === saysNothing) && notUnderstood?.[column] === undefined ? '' : null;

/** What a step of the cut-over can not do without (domain §5); the detail says which step and for what. */
const neededBy =
  (column: string, step: string): RecordRule['check'] =>
  (value, _facts, notUnderstood) =>
    value === null && notUnderstood?.[column] === undefined ? step : null;

const equals =
  (other: FactValue): RecordRule['check'] =>
  (value) =>
    value === other ? '' : null;

/** A column that must not come before another; instants compare by their common precision. */
const notBefore =
  (earlier: string): RecordRule['check'] =>
  (to, facts) => {
    const from = facts(earlier);
    // What is not before the other as it stands is not either in fewer signs.
    if (typeof from !== 'string' || typeof to !== 'string' || to >= from) return null;
    const precision = Math.min(from.length, to.length);
    return to.slice(0, precision) < from.slice(0, precision)
      ? `${to.slice(0, precision)} före ${from.slice(0, precision)}`
      : null;
  };

const notAfterExport: RecordRule['check'] = (value, _facts, _notUnderstood, exportedOn) =>
  typeof value === 'string' && exportedOn !== null && value > exportedOn && dayOf(value) > exportedOn
    ? ''
    : null;

/** From its day on a case is to be begun in the target system (domain §10). */
const begunAfterGoLive: RecordRule['check'] = (value, _facts, _notUnderstood, _exportedOn, goLiveOn) =>
  goLiveOn !== null && typeof value === 'string' && dayOf(value) >= goLiveOn ? goLiveOn : null;

/** In the order in which people read them. To add a rule: one entry here, its code in the catalogue. */
const RECORD_RULES: readonly RecordRule[] = [
  {
    code: 'PROTECTED_IDENTITY',
    kinds: ['sip', 'vardtillfalle', 'patient', 'lcsp_patient', 'lcsp_vardtillfalle'],
    column: 'is_protected',
    check: equals(1),
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
    check: equals('no'),
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
    check: notBefore('started_on'),
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kinds: ['vardtillfalle'],
    column: 'ready_at',
    check: notBefore('admitted_at'),
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kinds: ['vardtillfalle', 'lcsp_vardtillfalle'],
    column: 'discharged_at',
    check: notBefore('admitted_at'),
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kinds: ['meddelande'],
    column: 'acknowledged_at',
    check: notBefore('sent_at'),
  },
  {
    code: 'ACKNOWLEDGED_AFTER_EXPORT',
    kinds: ['meddelande'],
    column: 'acknowledged_at',
    check: notAfterExport,
  },
  { code: 'DATE_AFTER_EXPORT', kinds: ['sip'], column: 'changed_on', check: notAfterExport },
  { code: 'DATE_AFTER_EXPORT', kinds: ['sip'], column: 'started_on', check: notAfterExport },
  {
    code: 'DATE_AFTER_EXPORT',
    kinds: ['vardtillfalle', 'lcsp_vardtillfalle'],
    column: 'admitted_at',
    check: notAfterExport,
  },
  {
    code: 'TARGET_UNDATED',
    kinds: ['lcsp_sip'],
    column: 'created_on',
    check: (value, facts, notUnderstood) =>
      ['planned', 'cancelled'].includes(String(facts('status'))) || facts('type') === 'vardplan'
        ? null
        : missing('created_on')(value, facts, notUnderstood, null, null),
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kinds: ['lcsp_sip', 'lcsp_patient', 'lcsp_vardtillfalle'],
    column: 'created_on',
    check: notAfterExport,
  },
  {
    code: 'TARGET_NOT_BEGUN',
    kinds: ['lcsp_sip', 'lcsp_vardtillfalle'],
    column: 'status',
    check: (status) => (['planned', 'cancelled'].includes(String(status)) ? '' : null),
  },
  {
    code: 'TARGET_OTHER_PLAN',
    kinds: ['lcsp_sip'],
    column: 'type',
    check: equals('vardplan'),
  },
  {
    code: 'BEGUN_AFTER_GO_LIVE',
    kinds: ['vardtillfalle'],
    column: 'admitted_at',
    check: begunAfterGoLive,
  },
  {
    code: 'BEGUN_AFTER_GO_LIVE',
    kinds: ['sip'],
    column: 'started_on',
    check: begunAfterGoLive,
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kinds: ['vardtillfalle', 'lcsp_vardtillfalle'],
    column: 'discharged_at',
    check: notAfterExport,
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kinds: ['vardtillfalle'],
    column: 'deceased_on',
    check: notAfterExport,
  },
];

/** The rules of one kind. */
export function recordRulesOf(kind: KindName): readonly RecordRule[] {
  const columns = new Set<string>(KINDS[kind].fields.map(({ name }) => name));
  return RECORD_RULES.filter((rule) => rule.kinds.includes(kind) && columns.has(rule.column));
}
