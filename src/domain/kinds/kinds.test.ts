import { describe, expect, it } from 'vitest';
import { fold } from '../words/fold.ts';
import { KIND_NAMES, kindOf, KINDS } from './kinds.ts';

describe.each(KIND_NAMES)('the kind %s', (name) => {
  const { fields, identifiedBy } = kindOf(name);

  it('has its identifying column', () => {
    expect(fields.map((field) => field.name)).toContain(identifiedBy);
  });

  it('has every column once', () => {
    expect(new Set(fields.map((field) => field.name)).size).toBe(fields.length);
    expect(new Set(fields.map((field) => field.label)).size).toBe(fields.length);
  });

  it('has no header that two columns claim', () => {
    const claims = new Map<string, Set<string>>();
    for (const field of fields) {
      for (const header of [field.name, field.label, ...field.headers]) {
        claims.set(fold(header), (claims.get(fold(header)) ?? new Set()).add(field.name));
      }
    }
    expect([...claims].filter(([, columns]) => columns.size > 1)).toEqual([]);
  });

  it('names a vocabulary for every term and flag, and for nothing else', () => {
    for (const { type, terms } of fields) {
      expect(terms !== undefined).toBe(type === 'term' || type === 'flag');
      expect(terms === 'flag').toBe(type === 'flag');
    }
  });

  it('names a column by what it holds: _on a day, _at an instant, is_ and has_ a flag', () => {
    for (const { name: column, type } of fields) {
      expect(column.endsWith('_on')).toBe(type === 'date');
      expect(column.endsWith('_at')).toBe(type === 'instant');
      expect(/^(is|has)_/u.test(column)).toBe(type === 'flag');
    }
  });

  it('has at most one column with a person', () => {
    expect(fields.filter(({ type }) => type === 'person').length).toBeLessThanOrEqual(1);
  });
});

describe('the kinds', () => {
  it('are those of the contract, with its canonical columns', () => {
    const columns = Object.fromEntries(
      KIND_NAMES.map((name) => [
        name,
        kindOf(name)
          .fields.map((f) => f.name)
          .join(' '),
      ]),
    );
    expect(columns).toEqual({
      sip: 'sip_id person_id name kommun unit role part plan_form status phase started_on changed_on meeting_on consent is_protected vardtillfalle_id participants',
      vardtillfalle:
        'vardtillfalle_id person_id name kommun unit care_form admitted_at expected_discharge_on ready_at discharged_at deceased_on status consent halsocentral is_protected',
      meddelande: 'meddelande_id case_id type from_unit to_unit sent_at is_information_only acknowledged_at',
      patient:
        'person_id name kommun housing hemsjukvard_unit temporary_address has_next_of_kin halsocentral is_protected',
      enhet: 'hsa_id name type kommun part',
      lcsp_sip: 'person_id name created_on role unit status type',
      lcsp_patient: 'person_id name created_on kommun housing hemsjukvard_unit is_protected',
      lcsp_vardtillfalle:
        'person_id name created_on kommun unit care_form admitted_at discharged_at status is_protected',
      lcsp_enhet: 'hsa_id name type kommun part',
    });
  });

  it('are dated, all but the register of units', () => {
    expect(KIND_NAMES.filter((name) => !KINDS[name].isDated)).toEqual(['enhet']);
  });
});
