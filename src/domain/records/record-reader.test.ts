import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { createIdentityReader } from '../identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../identity/reserve-number-rules.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { FINDINGS, type FindingCode } from '../validation/finding-catalogue.ts';
import { recordRulesOf } from '../validation/record-rules.ts';
import { COVERED, WITHOUT_VALUE } from '../words/cell-fault.ts';
import { KIND_NAMES, kindOf, type FactValue, type KindName } from '../kinds/kinds.ts';
import { resolveColumns, type Mapping } from '../mapping/mapping.ts';
import { createRecordReader, type RecordRead } from './record-reader.ts';

const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, 2025);
const EXPORTED_ON = '2025-09-29';

interface Remarked {
  readonly code: FindingCode;
  readonly column: string | null;
  readonly detail: string | null;
}

interface Reading extends RecordRead {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly remarks: readonly Remarked[];
  readonly codes: readonly FindingCode[];
}

interface Settings {
  readonly kind?: KindName;
  readonly profile?: Profile;
  readonly values?: Mapping['values'];
  readonly exportedOn?: string | null;
  readonly goLiveOn?: string | null;
}

function readerOf(
  headers: readonly string[],
  settings: Settings = {},
): (cells: readonly string[]) => Reading {
  const { kind = 'sip', profile = PROFILE, values, exportedOn = EXPORTED_ON, goLiveOn = null } = settings;
  const mapping = values === undefined ? null : { kind, columns: {}, values };
  const columns = resolveColumns(kind, headers, profile, mapping);
  const read = createRecordReader({
    profile,
    mapping,
    columns,
    readIdentity,
    exportedOn,
    goLiveOn,
    aliasOf: (text) => `DOLT-${text.length}`,
  });
  const names = kindOf(kind).fields.map(({ name }) => name);
  return (cells) => {
    const remarks: Remarked[] = [];
    const record = read(cells, (code, column, detail) => remarks.push({ code, column, detail }));
    const facts = Object.fromEntries(names.map((name, at) => [name, record.values[at] ?? null]));
    return { ...record, facts, remarks, codes: remarks.map(({ code }) => code) };
  };
}

/** Reads one row, written as canonical column → cell, from a list that has just these columns. */
function readRow(row: Readonly<Record<string, string>>, settings: Settings = {}): Reading {
  return readerOf(Object.keys(row), settings)(Object.values(row));
}

const FLAWLESS: Readonly<Record<KindName, Readonly<Record<string, string>>>> = {
  sip: {
    sip_id: 'S-1',
    person_id: '19350809-9813',
    name: 'Anna Larsson',
    kommun: 'Sundsvall',
    unit: 'Nacksta hälsocentral',
    role: 'Distriktssköterska',
    part: 'Primärvård',
    plan_form: 'SIP',
    status: 'Pågående',
    phase: 'Genomförande',
    started_on: '2025-01-10',
    changed_on: '2025-09-01',
    meeting_on: '2025-10-20',
    consent: 'Ja',
    is_protected: 'Nej',
    vardtillfalle_id: '',
    participants: 'Biståndsenheten | Nacksta hälsocentral\nBiståndsenheten;-',
  },
  vardtillfalle: {
    vardtillfalle_id: 'V-1',
    person_id: '193508099813',
    name: 'Anna Larsson',
    kommun: '2281',
    unit: 'Avdelning 17',
    care_form: 'Somatik',
    admitted_at: '2025-09-20 10:15',
    expected_discharge_on: '2025-10-03',
    ready_at: '2025-09-29 09:30',
    discharged_at: '',
    deceased_on: '',
    status: 'Inneliggande',
    consent: 'Menprövning',
    halsocentral: 'Nacksta hälsocentral',
    is_protected: '',
  },
  meddelande: {
    meddelande_id: 'M-1',
    case_id: 'V-1',
    type: 'Inskrivningsmeddelande',
    from_unit: 'Avdelning 17',
    to_unit: 'Nacksta hälsocentral',
    sent_at: '2025-09-20 11:00',
    is_information_only: 'Nej',
    acknowledged_at: '2025-09-21 08:00',
  },
  patient: {
    person_id: '193508099813',
    name: 'Anna Larsson',
    kommun: 'Sundsvalls kommun',
    housing: 'Säbo',
    hemsjukvard_unit: 'Hemsjukvård Nacksta',
    temporary_address: '',
    has_next_of_kin: 'Ja',
    halsocentral: 'Nacksta hälsocentral',
    is_protected: 'Nej',
  },
  enhet: {
    hsa_id: 'SE2321000206-A001',
    name: 'Nacksta hälsocentral',
    type: 'hälsocentral',
    kommun: 'Sundsvall',
    part: 'Primärvård',
  },
  lcsp_patient: {
    person_id: '193508099813',
    name: 'Anna Larsson',
    created_on: '2025-09-20',
    kommun: 'Sundsvall',
    housing: 'Säbo',
    hemsjukvard_unit: 'Hemsjukvård Nacksta',
    is_protected: 'Nej',
  },
  lcsp_vardtillfalle: {
    person_id: '193508099813',
    name: 'Anna Larsson',
    created_on: '2025-09-20',
    kommun: 'Sundsvall',
    unit: 'Avdelning 17',
    care_form: 'Somatik',
    admitted_at: '2025-09-19 10:00',
    discharged_at: '',
    status: 'Inskriven',
    is_protected: 'Nej',
  },
  lcsp_enhet: {
    hsa_id: 'SE2321000206-A001',
    name: 'Nacksta hälsocentral',
    type: 'hälsocentral',
    kommun: 'Sundsvall',
    part: 'Primärvård',
  },
  lcsp_sip: {
    person_id: '193508099813',
    name: 'Anna Larsson',
    created_on: '2025-09-20',
    role: 'Distriktssköterska',
    unit: 'Nacksta hälsocentral',
    status: 'Pågående',
    type: 'SIP',
  },
};

/** A flawless row with some cells otherwise. */
const readWith = (cells: Readonly<Record<string, string>>, settings: Settings = {}): Reading =>
  readRow({ ...FLAWLESS[settings.kind ?? 'sip'], ...cells }, settings);

describe('a flawless row', () => {
  it.each(KIND_NAMES)('of the kind %s is read without a remark', (kind) => {
    const { remarks, notUnderstood, identity } = readRow(FLAWLESS[kind], { kind });
    expect(remarks).toEqual([]);
    expect(notUnderstood).toBeNull();
    expect(identity).toBe(kindOf(kind).fields.some(({ type }) => type === 'person') ? 'ok' : null);
  });

  it('becomes codes, days and flags in the order of the kind', () => {
    const { facts, values } = readRow(FLAWLESS.sip);
    expect(facts).toEqual({
      sip_id: 'S-1',
      person_id: '19350809-9813',
      name: 'Anna Larsson',
      kommun: '2281',
      unit: 'Nacksta hälsocentral',
      role: 'Distriktssköterska',
      part: 'primarvard',
      plan_form: 'sip',
      status: 'open',
      phase: 'genomforande',
      started_on: '2025-01-10',
      changed_on: '2025-09-01',
      meeting_on: '2025-10-20',
      consent: 'yes',
      is_protected: 0,
      vardtillfalle_id: null,
      participants: 'Biståndsenheten; Nacksta hälsocentral',
    });
    expect(values).toHaveLength(kindOf('sip').fields.length);
  });

  it('keeps times where there are any, and only days in columns of days', () => {
    const { facts } = readWith(
      { expected_discharge_on: '2025-10-03 12:00', ready_at: '2025-09-29' },
      { kind: 'vardtillfalle' },
    );
    expect(facts).toMatchObject({
      admitted_at: '2025-09-20T10:15',
      ready_at: '2025-09-29',
      expected_discharge_on: '2025-10-03',
    });
  });
});

describe('the faults of a cell', () => {
  it.each([
    ['a day that nobody can read', 'started_on', 'i våras', 'DATE_NOT_UNDERSTOOD'],
    ['a day that does not exist', 'started_on', '2025-02-29', 'DATE_IMPOSSIBLE'],
    ['a day with a two-digit year', 'started_on', '25-01-10', 'DATE_WITH_TWO_DIGIT_YEAR'],
    ['a kommun that nobody can read', 'kommun', 'Sundsvall/Timrå', 'KOMMUN_UNKNOWN'],
    ['a day in which day and month may have changed places', 'started_on', '03/04/2025', 'DATE_AMBIGUOUS'],
    ['a term that nobody knows', 'part', 'Tandvård', 'TERM_NOT_UNDERSTOOD'],
    ['a status that nobody knows', 'status', 'Vilande', 'TERM_NOT_UNDERSTOOD'],
  ] as const)('%s leaves its column empty, keeps the text and is remarked on', (_, column, cell, code) => {
    const { facts, notUnderstood, remarks, key } = readWith({ [column]: cell });
    expect(facts[column]).toBeNull();
    expect(notUnderstood).toEqual({ [column]: cell });
    expect(remarks).toEqual([{ code, column, detail: null }]);
    expect(key).toBe('S-1');
  });

  it.each([
    ['Nej', 'Nej', 0],
    ['Ja', 'Nej', 1],
    ['Nej', 'Ja', 1],
    ['', 'Ja', 1],
    ['', '', null],
    ['Nej', 'Sekr.', 1],
  ])('of two columns of protection, %j and %j, one is enough', (first, second, isProtected) => {
    const { facts, codes } = readRow({ 'SIP-id': 'S-1', Skyddad: first, Sekretessmarkering: second });
    expect(facts['is_protected']).toBe(isProtected);
    expect(codes.includes('PROTECTED_IDENTITY')).toBe(isProtected === 1);
  });

  it('a word for protection that nobody knows counts as protected, keeps the text and is remarked on', () => {
    const { facts, notUnderstood, remarks } = readWith({ is_protected: 'Sekr.' });
    expect(facts['is_protected']).toBe(1);
    expect(notUnderstood).toEqual({ is_protected: 'Sekr.' });
    expect(remarks.map(({ code }) => code)).toContain('TERM_NOT_UNDERSTOOD');
  });

  it('an impossible time is a fault of its instant', () => {
    const { remarks, notUnderstood } = readWith({ ready_at: '2025-09-29 24:00' }, { kind: 'vardtillfalle' });
    expect(remarks).toEqual([{ code: 'DATE_IMPOSSIBLE', column: 'ready_at', detail: null }]);
    expect(notUnderstood).toEqual({ ready_at: '2025-09-29 24:00' });
  });

  it('a kommun of another region is no fault of reading: it is known, and none of ours', () => {
    const { facts, notUnderstood, codes } = readWith({ kommun: 'Umeå' });
    expect([facts['kommun'], notUnderstood, codes]).toEqual([
      null,
      { kommun_outside_region: 'Umeå' },
      ['KOMMUN_UNKNOWN'],
    ]);
  });

  it("is laid on the list's own header", () => {
    const { remarks } = readerOf(['SIP-nr', ' Hemkommun '])(['S-1', 'Gävle']);
    expect(remarks).toEqual([{ code: 'KOMMUN_UNKNOWN', column: 'Hemkommun', detail: null }]);
  });

  it('every fault of a row is told, not the first alone', () => {
    const { codes, notUnderstood } = readWith({ kommun: '22-81', part: 'Tandvård', started_on: '25-01-10' });
    expect(codes).toEqual(['KOMMUN_UNKNOWN', 'TERM_NOT_UNDERSTOOD', 'DATE_WITH_TWO_DIGIT_YEAR']);
    expect(Object.keys(notUnderstood ?? {})).toEqual(['kommun', 'part', 'started_on']);
  });

  it('is told on every row where it stands, though the spelling was met before', () => {
    const read = readerOf(['sip_id', 'part']);
    expect(read(['S-1', 'Tandvård']).codes).toContain('TERM_NOT_UNDERSTOOD');
    expect(read(['S-2', 'Tandvård']).codes).toContain('TERM_NOT_UNDERSTOOD');
  });
});

describe('free text', () => {
  const freeText = 'Målet är att Anna ska kunna bo hemma. '.repeat(6);

  it.each(['name', 'unit', 'role', 'part', 'started_on'])(
    'in the column %s is not taken in, and told by its length alone',
    (column) => {
      const { facts, notUnderstood, remarks } = readWith({ [column]: freeText });
      expect(facts[column]).toBeNull();
      expect(remarks).toContainEqual({
        code: 'FREE_TEXT_REFUSED',
        column,
        detail: String(freeText.trim().length),
      });
      expect(JSON.stringify([notUnderstood, remarks, facts])).not.toContain('Anna ska');
      expect(notUnderstood).toHaveProperty(column);
    },
  );

  it('begins beyond 200 characters', () => {
    expect(readWith({ role: 'å'.repeat(200) }).remarks).toEqual([]);
    expect(readWith({ role: 'å'.repeat(201) }).codes).toEqual(['FREE_TEXT_REFUSED']);
  });
});

describe('a number that follows the pattern of test numbers', () => {
  it.each([
    ['193508099813', true],
    ['193508091232', false],
    ['', false],
  ])('%s: %s', (cell, fits) => {
    expect(readWith({ person_id: cell }).fitsTestPattern).toBe(fits);
  });
});

describe('the faults of a number', () => {
  it.each([
    ['missing', '', 'PERSON_MISSING'],
    ['damaged-by-excel', '1,93508E+11', 'PERSON_DAMAGED_BY_EXCEL'],
    ['check-digit', '19350809-9814', 'PERSON_CHECK_DIGIT'],
    ['impossible-date', '19351309-9816', 'PERSON_IMPOSSIBLE_DATE'],
    ['unknown-form', 'okänd kvinna', 'PERSON_UNKNOWN_FORM'],
    ['control-characters', '19350809\u200b9813', 'PERSON_CONTROL_CHARACTERS'],
    ['century-guessed', '3508099813', 'PERSON_CENTURY_GUESSED'],
  ] as const)('%s: the row is taken in and the number remarked on', (problem, cell, code) => {
    const { codes, identity, key } = readWith({ person_id: cell });
    expect(codes).toContain(code);
    expect(identity).toBe(problem);
    expect(key).toBe('S-1');
  });

  it('names the rules that a reserve number fits when there are several', () => {
    const rules = RESERVE_NUMBER_RULES.slice(0, 1).flatMap((rule) => [
      rule,
      { ...rule, name: `${rule.name}-b` },
    ]);
    const columns = resolveColumns('patient', ['person_id'], PROFILE, null);
    const read = createRecordReader({
      profile: PROFILE,
      mapping: null,
      columns,
      readIdentity: createIdentityReader(rules, 2025),
      exportedOn: null,
      aliasOf: (text) => text,
    });
    const remarks: Remarked[] = [];
    const { identity } = read(['19350809123R'], (code, column, detail) =>
      remarks.push({ code, column, detail }),
    );
    expect(identity).toBe('ambiguous');
    expect(remarks).toEqual([
      { code: 'PERSON_AMBIGUOUS', column: 'person_id', detail: rules.map(({ name }) => name).join(', ') },
    ]);
  });

  it('a reserve number is no fault', () => {
    expect(readWith({ person_id: '19350809123R' })).toMatchObject({ identity: 'reserve', remarks: [] });
  });

  it('never stands in a remark', () => {
    for (const cell of ['19350809-9814', '19351309-9816', '3508099813', '1,93508E+11']) {
      expect(JSON.stringify(readWith({ person_id: cell }).remarks)).not.toContain(cell);
    }
  });

  it('is kept as it stands', () => {
    expect(readWith({ person_id: ' 19350809-9814 ' }).facts['person_id']).toBe('19350809-9814');
  });
});

/** Per rule: the cell that makes it fire, a cell that does not, and what the remark says. */
const RULE_CASES: readonly {
  readonly code: FindingCode;
  readonly kind: KindName;
  readonly column: string;
  readonly fires: Readonly<Record<string, string>>;
  readonly isQuiet: Readonly<Record<string, string>>;
  readonly detail?: string;
  readonly goLiveOn?: string;
}[] = [
  {
    code: 'PROTECTED_IDENTITY',
    kind: 'sip',
    column: 'is_protected',
    fires: { is_protected: 'Ja' },
    isQuiet: { is_protected: 'Nej' },
  },
  {
    code: 'PROTECTED_IDENTITY',
    kind: 'vardtillfalle',
    column: 'is_protected',
    fires: { is_protected: 'Sekretessmarkering' },
    isQuiet: { is_protected: '' },
  },
  {
    code: 'PROTECTED_IDENTITY',
    kind: 'patient',
    column: 'is_protected',
    fires: { is_protected: '1' },
    isQuiet: { is_protected: '0' },
  },
  {
    code: 'KOMMUN_MISSING',
    kind: 'sip',
    column: 'kommun',
    fires: { kommun: ' ' },
    isQuiet: { kommun: 'Gävle' },
  },
  {
    code: 'KOMMUN_MISSING',
    kind: 'vardtillfalle',
    column: 'kommun',
    fires: { kommun: '' },
    isQuiet: { kommun: 'Ånge' },
  },
  {
    code: 'KOMMUN_MISSING',
    kind: 'patient',
    column: 'kommun',
    fires: { kommun: '' },
    isQuiet: { kommun: 'Ånge' },
  },
  {
    code: 'SIP_WITHOUT_PART',
    kind: 'sip',
    column: 'part',
    fires: { part: '' },
    isQuiet: { part: 'Tandvård' },
  },
  {
    code: 'UNIT_MISSING',
    kind: 'sip',
    column: 'unit',
    fires: { unit: '' },
    isQuiet: { unit: 'Vilken som helst' },
  },
  {
    code: 'UNIT_MISSING',
    kind: 'vardtillfalle',
    column: 'unit',
    fires: { unit: '' },
    isQuiet: { unit: 'Avdelning 1' },
  },
  {
    code: 'NEEDED_BY_STEP',
    kind: 'vardtillfalle',
    column: 'care_form',
    fires: { care_form: '' },
    isQuiet: { care_form: 'Somatik' },
    detail: 'steg 2 (somatik eller psykiatri avgör vem som startar vårdtillfället)',
  },
  {
    code: 'NEEDED_BY_STEP',
    kind: 'vardtillfalle',
    column: 'halsocentral',
    fires: { halsocentral: '' },
    isQuiet: { halsocentral: 'Hälsocentralen Eken' },
    detail: 'steg 3 (hälsocentralen ska komplettera vårdtillfället)',
  },
  {
    code: 'NEEDED_BY_STEP',
    kind: 'patient',
    column: 'housing',
    fires: { housing: '' },
    isQuiet: { housing: 'LSS' },
    detail: 'steg 1 (boendet avgör vem som läggs in i förväg)',
  },
  {
    code: 'CONSENT_REFUSED',
    kind: 'sip',
    column: 'consent',
    fires: { consent: 'Nej' },
    isQuiet: { consent: 'Menprövning' },
  },
  {
    code: 'CONSENT_REFUSED',
    kind: 'vardtillfalle',
    column: 'consent',
    fires: { consent: 'Återkallat' },
    isQuiet: { consent: 'Ja' },
  },
  {
    code: 'CONSENT_MISSING',
    kind: 'sip',
    column: 'consent',
    fires: { consent: '' },
    isQuiet: { consent: 'Nej' },
  },
  {
    code: 'CONSENT_MISSING',
    kind: 'vardtillfalle',
    column: 'consent',
    fires: { consent: '' },
    isQuiet: { consent: 'kanske' },
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kind: 'sip',
    column: 'changed_on',
    detail: '2025-01-09 före 2025-01-10',
    fires: { started_on: '2025-01-10', changed_on: '2025-01-09' },
    isQuiet: { started_on: '2025-01-10', changed_on: '2025-01-10' },
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kind: 'vardtillfalle',
    column: 'ready_at',
    detail: '2025-09-20T10:14 före 2025-09-20T10:15',
    fires: { admitted_at: '2025-09-20 10:15', ready_at: '2025-09-20 10:14' },
    isQuiet: { admitted_at: '2025-09-20 10:15', ready_at: '2025-09-20' },
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kind: 'vardtillfalle',
    column: 'discharged_at',
    detail: '2025-09-19 före 2025-09-20',
    fires: { admitted_at: '2025-09-20', ready_at: '', discharged_at: '2025-09-19 23:00' },
    isQuiet: { admitted_at: '2025-09-20', discharged_at: '2025-09-21' },
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kind: 'meddelande',
    column: 'acknowledged_at',
    detail: '2025-09-19 före 2025-09-20',
    fires: { sent_at: '2025-09-20 11:00', acknowledged_at: '2025-09-19' },
    isQuiet: { sent_at: '2025-09-20', acknowledged_at: '' },
  },
  {
    code: 'ACKNOWLEDGED_AFTER_EXPORT',
    kind: 'meddelande',
    column: 'acknowledged_at',
    fires: { acknowledged_at: '2025-09-30' },
    isQuiet: { acknowledged_at: '2025-09-29' },
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'sip',
    column: 'changed_on',
    fires: { changed_on: '2025-09-30' },
    isQuiet: { changed_on: '2025-09-29' },
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'sip',
    column: 'started_on',
    fires: { started_on: '2025-09-30', changed_on: '' },
    isQuiet: { started_on: '2025-09-29', changed_on: '' },
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'vardtillfalle',
    column: 'admitted_at',
    fires: { admitted_at: '2025-09-30 00:00', ready_at: '' },
    isQuiet: { admitted_at: '2025-09-29 23:59', ready_at: '' },
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'vardtillfalle',
    column: 'discharged_at',
    fires: { discharged_at: '2025-09-30' },
    isQuiet: { discharged_at: '2025-09-29' },
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'vardtillfalle',
    column: 'deceased_on',
    fires: { deceased_on: '2025-09-30' },
    isQuiet: { deceased_on: '2025-09-29' },
  },
  {
    code: 'PROTECTED_IDENTITY',
    kind: 'lcsp_patient',
    column: 'is_protected',
    fires: { is_protected: 'Ja' },
    isQuiet: { is_protected: 'Nej' },
  },
  {
    code: 'PROTECTED_IDENTITY',
    kind: 'lcsp_vardtillfalle',
    column: 'is_protected',
    fires: { is_protected: 'Ja' },
    isQuiet: { is_protected: 'Nej' },
  },
  {
    code: 'DATES_OUT_OF_ORDER',
    kind: 'lcsp_vardtillfalle',
    column: 'discharged_at',
    fires: { admitted_at: '2025-09-19', discharged_at: '2025-09-18' },
    isQuiet: { admitted_at: '2025-09-19', discharged_at: '2025-09-19' },
    detail: '2025-09-18 före 2025-09-19',
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'lcsp_vardtillfalle',
    column: 'admitted_at',
    fires: { admitted_at: '2025-09-30 00:00' },
    isQuiet: { admitted_at: '2025-09-29 23:59' },
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'lcsp_vardtillfalle',
    column: 'discharged_at',
    fires: { discharged_at: '2025-09-30' },
    isQuiet: { discharged_at: '2025-09-29' },
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'lcsp_vardtillfalle',
    column: 'created_on',
    fires: { created_on: '2025-09-30' },
    isQuiet: { created_on: '2025-09-29' },
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'lcsp_sip',
    column: 'created_on',
    fires: { created_on: '2025-09-30' },
    isQuiet: { created_on: '2025-09-29' },
  },
  {
    code: 'TARGET_NOT_BEGUN',
    kind: 'lcsp_sip',
    column: 'status',
    fires: { status: 'Makulerad' },
    isQuiet: { status: 'Avslutad' },
  },
  {
    code: 'TARGET_NOT_BEGUN',
    kind: 'lcsp_vardtillfalle',
    column: 'status',
    fires: { status: 'Planerad' },
    isQuiet: { status: 'Utskriven', discharged_at: '2025-09-20 10:00' },
  },
  {
    code: 'TARGET_UNDATED',
    kind: 'lcsp_sip',
    column: 'created_on',
    fires: { created_on: '' },
    isQuiet: { created_on: '2025-09-29' },
  },
  {
    code: 'TARGET_OTHER_PLAN',
    kind: 'lcsp_sip',
    column: 'type',
    fires: { type: 'Vårdplan' },
    isQuiet: { type: '' },
  },
  {
    code: 'DATE_AFTER_EXPORT',
    kind: 'lcsp_patient',
    column: 'created_on',
    fires: { created_on: '2025-09-30' },
    isQuiet: { created_on: '2025-09-29' },
  },
  {
    code: 'BEGUN_AFTER_GO_LIVE',
    kind: 'vardtillfalle',
    column: 'admitted_at',
    fires: { admitted_at: '2025-09-28 00:00', ready_at: '' },
    isQuiet: { admitted_at: '2025-09-27 23:59', ready_at: '' },
    detail: '2025-09-28',
    goLiveOn: '2025-09-28',
  },
  {
    code: 'BEGUN_AFTER_GO_LIVE',
    kind: 'sip',
    column: 'started_on',
    fires: { started_on: '2025-09-28', changed_on: '' },
    isQuiet: { started_on: '2025-09-27', changed_on: '' },
    detail: '2025-09-28',
    goLiveOn: '2025-09-28',
  },
];

describe('the rules of a record', () => {
  it.each(RULE_CASES)(
    '$code of $kind fires on $fires',
    ({ code, kind, column, fires, detail, goLiveOn = null }) => {
      expect(readWith(fires, { kind, goLiveOn }).remarks).toEqual([{ code, column, detail: detail ?? null }]);
    },
  );

  it.each(RULE_CASES)('$code of $kind is quiet on $isQuiet', ({ code, kind, isQuiet, goLiveOn = null }) => {
    expect(readWith(isQuiet, { kind, goLiveOn }).codes).not.toContain(code);
  });

  it.each(KIND_NAMES)('of %s are all among these cases', (kind) => {
    const shown = RULE_CASES.filter((shownCase) => shownCase.kind === kind);
    expect(shown.map(({ code, column }) => `${code} ${column}`).sort()).toEqual(
      recordRulesOf(kind)
        .map(({ code, column }) => `${code} ${column}`)
        .sort(),
    );
  });

  it('do not compare with an uttag whose day nobody knows', () => {
    expect(readWith({ changed_on: '2199-12-31' }, { exportedOn: null }).remarks).toEqual([]);
  });

  it.each(RULE_CASES.filter(({ code }) => code === 'DATE_AFTER_EXPORT'))(
    'take $column of $kind for nothing that has happened, by any clock, where it lies after the uttag',
    ({ kind, column, fires }) => {
      const { facts, notUnderstood } = readWith(fires, { kind });
      expect(facts[column]).toBeNull();
      expect(Object.keys(notUnderstood ?? {})).toEqual(
        expect.arrayContaining([column, `${column}_after_list`]),
      );
    },
  );

  it('take a kvittens before its message for none, and doubt one after the uttag', () => {
    const before = readWith(
      { sent_at: '2025-09-20 11:00', acknowledged_at: '2025-09-19' },
      { kind: 'meddelande' },
    );
    expect([before.facts['acknowledged_at'], before.notUnderstood]).toEqual([
      null,
      { acknowledged_at: '2025-09-19' },
    ]);
    const ahead = readWith({ acknowledged_at: '2025-09-30' }, { kind: 'meddelande' });
    expect([ahead.facts['acknowledged_at'], Object.keys(ahead.notUnderstood ?? {})]).toEqual([
      '2025-09-30',
      ['acknowledged_at_after_list'],
    ]);
  });

  it.each([
    { kind: 'vardtillfalle', cells: { discharged_at: '2025-09-30', status: 'Utskriven' } },
    { kind: 'vardtillfalle', cells: { discharged_at: '2025-09-30', status: 'Avslutad' } },
    { kind: 'vardtillfalle', cells: { deceased_on: '2025-09-30', status: 'Avslutad' } },
    { kind: 'vardtillfalle', cells: { admitted_at: '2025-09-30', ready_at: '', status: 'Inskriven' } },
    { kind: 'sip', cells: { changed_on: '2025-09-30', status: 'Avslutad' } },
  ] as const)('do not believe a status either that says it has happened: $cells', ({ kind, cells }) => {
    const { facts, notUnderstood } = readWith(cells, { kind });
    expect(facts['status']).toBeNull();
    expect(notUnderstood).toHaveProperty('status');
  });

  it('believe a status that does not', () => {
    const stillIn = { discharged_at: '2025-09-30', status: 'Inskriven' };
    expect(readWith(stillIn, { kind: 'vardtillfalle' }).facts['status']).toBe('inskriven');
  });

  it('let a planned discharge and utskrivningsklar lie after the uttag', () => {
    const planned = { expected_discharge_on: '2025-10-20', ready_at: '2025-10-18' };
    expect(readWith(planned, { kind: 'vardtillfalle' }).remarks).toEqual([]);
  });
});

describe('columns that the list does not have', () => {
  it.each(KIND_NAMES)('%s: nothing is said of them row by row', (kind) => {
    const { identifiedBy } = kindOf(kind);
    const row = { [identifiedBy]: FLAWLESS[kind][identifiedBy] ?? '' };
    expect(readRow(row, { kind }).remarks).toEqual([]);
  });

  it('are empty, and a row cut short is read as if the cells were empty', () => {
    expect(readerOf(['sip_id', 'name'])(['S-1']).facts).toMatchObject({
      sip_id: 'S-1',
      name: null,
      kommun: null,
    });
  });

  it('a number that the list does not have is still missing for the case', () => {
    expect(readRow({ sip_id: 'S-1' })).toMatchObject({
      identity: 'missing',
      personKey: null,
      notUnderstood: null,
    });
  });
});

describe('a text that is read', () => {
  it.each([
    ['space', '  Anna Larsson\t'],
    ['hard space', '\u00a0Anna Larsson\u00a0'],
    ['zero-width space', '\u200bAnna Larsson\u200b'],
    ['a byte order mark', '\ufeffAnna Larsson'],
    ['line breaks', '\r\nAnna Larsson\r\n'],
  ])('loses the %s around it', (_, cell) => {
    expect(readWith({ name: cell }).facts['name']).toBe('Anna Larsson');
  });

  it.each([' ', '\t', '\u00a0', '\u200b', '\r\n'])('of space alone (%j) is none', (cell) => {
    expect(readWith({ name: cell }).facts['name']).toBeNull();
  });

  it('keeps what stands within it', () => {
    expect(readWith({ name: 'Anna  Maria Larsson' }).facts['name']).toBe('Anna  Maria Larsson');
  });

  it('of a unit is one spelling, whatever its spaces and Unicode form', () => {
    const unit = 'Nacksta  \u00a0hälsocentral'.normalize('NFD');
    expect(readWith({ unit }).facts['unit']).toBe('Nacksta hälsocentral');
  });
});

describe('spellings', () => {
  it('are read without regard to case, space and Unicode form', () => {
    const cells = { kommun: ' ÖRNSKÖLDSVIK '.normalize('NFD'), part: 'SLUTENVÅRD  (SOMATIK)', consent: 'JA' };
    expect(readWith(cells).facts).toMatchObject({ kommun: '2284', part: 'slutenvard', consent: 'yes' });
  });

  it('of the profile are understood', () => {
    const terms = { status: 'Vilande', part: 'Regionhälsan' };
    const profile: Profile = {
      ...PROFILE,
      terms: { sipStatus: { vilande: 'open' } },
      parts: PROFILE.parts.map((part) =>
        part.code === 'primarvard' ? { ...part, aliases: ['regionhälsan'] } : part,
      ),
    };
    expect(readWith(terms, { profile }).facts).toMatchObject({ status: 'open', part: 'primarvard' });
    expect(readWith(terms).codes).toEqual(['TERM_NOT_UNDERSTOOD', 'TERM_NOT_UNDERSTOOD']);
  });

  it('of the mapping file win over the profile, which wins over the built-in ones', () => {
    const part = { part: 'Hälsocentral' };
    const profile = { ...PROFILE, terms: { part: { HÄLSOCENTRAL: 'psykiatri' } } };
    const values = { part: { hälsocentral: 'kommun' } };
    expect(readWith(part).facts['part']).toBe('primarvard');
    expect(readWith(part, { profile }).facts['part']).toBe('psykiatri');
    expect(readWith(part, { profile, values }).facts['part']).toBe('kommun');
  });

  it('of the mapping file serve kommuner and flags too', () => {
    const values = { kommun: { Svall: '2281' }, is_protected: { Hemlig: '1' } };
    const { facts } = readWith({ kommun: 'SVALL', is_protected: 'hemlig' }, { values });
    expect(facts).toMatchObject({ kommun: '2281', is_protected: 1 });
  });
});

describe('the key of a case', () => {
  it('is the id as it stands', () => {
    expect(readRow(FLAWLESS.sip).key).toBe('S-1');
    expect(readRow(FLAWLESS.vardtillfalle, { kind: 'vardtillfalle' }).key).toBe('V-1');
    expect(readRow(FLAWLESS.meddelande, { kind: 'meddelande' }).key).toBe('M-1');
  });

  it.each(['sip', 'vardtillfalle', 'meddelande', 'enhet'] as const)(
    '%s: a row without id has none',
    (kind) => {
      expect(readWith({ [kindOf(kind).identifiedBy]: ' ' }, { kind }).key).toBeNull();
    },
  );

  it('of a patient is the person, however the number is written', () => {
    expect(readWith({ person_id: '19350809-9813' }, { kind: 'patient' }).key).toBe('193508099813');
    expect(readWith({ person_id: '350809-9813' }, { kind: 'patient' }).key).toBe('193508099813');
  });

  it.each(['', '1,93508E+11'])('of a patient with the number "%s" is none', (cell) => {
    expect(readWith({ person_id: cell }, { kind: 'patient' })).toMatchObject({ key: null, personKey: null });
    expect(readWith({ person_id: cell }, { kind: 'lcsp_sip' })).toMatchObject({ key: null, personKey: null });
  });

  it('of a patient with an unknown number is one that meets no other', () => {
    expect(readWith({ person_id: 'okänd kvinna' }, { kind: 'patient' }).key).toMatch(/^\?/u);
  });

  it('of a SIP in Lifecare SP tells apart those of one person by the day', () => {
    const keyOf = (created: string): string | null =>
      readWith({ created_on: created }, { kind: 'lcsp_sip' }).key;
    expect(keyOf('2025-10-02')).toBe('193508099813 2025-10-02');
    expect(keyOf('2025-10-03')).not.toBe(keyOf('2025-10-02'));
    expect(keyOf('')).not.toBeNull();
  });

  it('of a unit is its name, however it is written', () => {
    const keyOf = (name: string): string | null => readWith({ name }, { kind: 'enhet' }).key;
    expect(keyOf('NACKSTA  Hälsocentral')).toBe(keyOf('Nacksta hälsocentral'));
    expect(keyOf('Nacksta hälsocentral 2')).not.toBe(keyOf('Nacksta hälsocentral'));
  });
});

describe('any cells at all', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '__proto__',
      'constructor',
      '\u0000',
      '\u202e123',
      '=1+1',
      '-',
      '2025-02-30',
      'Ja',
      '2284',
      '\ud800',
      'x'.repeat(201),
    ),
  );
  const list = fc.record({
    kind: fc.constantFrom(...KIND_NAMES),
    // The columns of the kind by their position, and headers that lead nowhere.
    headers: fc.array(fc.oneof(fc.nat({ max: 20 }), cell), { maxLength: 20 }),
    cells: fc.array(cell, { maxLength: 25 }),
    exportedOn: fc.constantFrom(null, EXPORTED_ON),
  });
  const headersOf = (kind: KindName, headers: readonly (number | string)[]): string[] =>
    headers.map((header) =>
      typeof header === 'string' ? header : (kindOf(kind).fields[header]?.name ?? '__proto__'),
    );

  it('are read without a throw, and what is not understood is kept and remarked on', () => {
    fc.assert(
      fc.property(list, ({ kind, headers, cells, exportedOn }) => {
        const { values, facts, notUnderstood, remarks } = readerOf(headersOf(kind, headers), {
          kind,
          exportedOn,
        })(cells);
        expect(values).toHaveLength(kindOf(kind).fields.length);
        for (const [column, text] of Object.entries(notUnderstood ?? {})) {
          if (column === kindOf(kind).identifiedBy) expect(facts[column] ?? 'DOLT-').toContain('DOLT-');
          else expect(facts[column] ?? null).toBe(column === 'is_protected' ? 1 : null);
          expect(text.trim()).not.toBe('');
        }
        for (const value of values)
          expect(value === null || typeof value === 'string' || value === 0 || value === 1).toBe(true);
        const faults = new Set<FindingCode>([
          'DATE_NOT_UNDERSTOOD',
          'DATE_AMBIGUOUS',
          'DATE_IMPOSSIBLE',
          'DATE_WITH_TWO_DIGIT_YEAR',
          'KOMMUN_UNKNOWN',
          'TERM_NOT_UNDERSTOOD',
          'FREE_TEXT_REFUSED',
          'ID_LOST',
          'ID_UNLIKE',
        ]);
        expect(remarks.filter(({ code }) => faults.has(code))).toHaveLength(
          Object.keys(notUnderstood ?? {}).length,
        );
        for (const { code } of remarks) expect(FINDINGS[code]).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('give the same record when they are read again, whatever was read between', () => {
    fc.assert(
      fc.property(list, fc.array(cell, { maxLength: 25 }), ({ kind, headers, cells, exportedOn }, other) => {
        const read = readerOf(headersOf(kind, headers), { kind, exportedOn });
        const first = read(cells);
        const kept = structuredClone(first);
        read(other);
        expect(read(cells)).toEqual(kept);
        expect(first).toEqual(kept);
      }),
    );
  });

  it('leave no mark on objects', () => {
    readerOf(['__proto__', 'sip_id'])(['polluted', '__proto__']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(readRow({ sip_id: '__proto__' }).key).toBe('DOLT-9');
  });
});

describe('a number of a person that is oddly written', () => {
  it('is read as the number that it is, and told', () => {
    const read = readRow({ ...FLAWLESS.sip, person_id: '1935-08-09-9813' });
    expect([read.personKey, read.identity, read.codes]).toEqual([
      '193508099813',
      'ok',
      ['PERSON_ODDLY_WRITTEN'],
    ]);
  });
});

describe('a cell that a spreadsheet could not work out', () => {
  const FAULTS = { '#N/A': 'ERROR_CELL', '#VÄRDEFEL!': 'ERROR_CELL', 'Err:502': 'ERROR_CELL' } as const;
  const OTHERS = { [WITHOUT_VALUE]: 'FORMULA_WITHOUT_VALUE', [COVERED]: 'CELL_COVERED' } as const;
  const texts = Object.entries({ ...FAULTS, ...OTHERS });
  const cells = KIND_NAMES.flatMap((kind) =>
    Object.keys(FLAWLESS[kind]).flatMap((column) => texts.map((fault) => [kind, column, ...fault] as const)),
  );

  it.each(cells)('is unread, in any column, and told: %s %s %s', (kind, column, text, code) => {
    const { identifiedBy, fields } = kindOf(kind);
    const isPerson = fields.some(({ name, type }) => name === column && type === 'person');
    const read = readRow({ ...FLAWLESS[kind], [column]: text }, { kind });
    // Ids have a word of their own for what spreadsheets do to them.
    const isLostId =
      text.startsWith('#') && fields.some(({ name, type }) => name === column && type === 'id');
    const told = isPerson ? 'PERSON_DAMAGED_BY_EXCEL' : isLostId ? 'ID_LOST' : code;
    expect(read.codes).toContain(told);
    if (isPerson) expect(read).toMatchObject({ personKey: null, identity: 'damaged-by-excel' });
    else expect(read.facts[column]).toBe(column === 'is_protected' ? 1 : null);
    // A row that nothing names is told of as that, and not twice.
    if (column === identifiedBy) expect(read).toMatchObject({ key: null });
    else if (!isPerson) expect(read.notUnderstood).toMatchObject({ [column]: text });
  });

  it('says what somebody has said that the word means', () => {
    const values = { status: { '#SAKNAS!': 'ongoing' } };
    const read = readRow({ ...FLAWLESS.sip, status: '#SAKNAS!' }, { values });
    expect([read.facts['status'], read.codes, read.notUnderstood]).toEqual(['ongoing', [], null]);
  });

  it('among the names of a cell leaves all of it unread', () => {
    const { notUnderstood } = readRow({ ...FLAWLESS.sip, participants: 'Hemtjänsten; #N/A' });
    expect(notUnderstood).toEqual({ participants: 'Hemtjänsten; #N/A' });
  });
});
