import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import type { KindName } from '../kinds/kinds.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { chooseKind, isRefusal } from './choose-kind.ts';

const chosen = (
  headers: readonly string[],
  said: KindName | null = null,
  columns: Mapping['columns'] | null = null,
): string => {
  const mapping = columns === null ? null : { kind: said ?? 'sip', columns, values: {} };
  const found = chooseKind(headers, said, mapping, PROFILE);
  return isRefusal(found) ? found.code : found.kind;
};

describe('the kind of a list', () => {
  it('is told by its headers', () => {
    expect(chosen(['SIP-id', 'Personnummer', 'Namn', 'Kommun', 'Status'])).toBe('sip');
    expect(chosen(['Personnummer', 'Namn', 'Boende'])).toBe('patient');
  });

  it('is not found without the column that names the cases, though a lesser kind has its own', () => {
    expect(chosen(['Namn', 'Personnummer', 'Kommun', 'Fas', 'Planform'])).toBe('KIND_NOT_FOUND');
    expect(chosen(['Kolumn', 'Annat'])).toBe('KIND_NOT_FOUND');
  });

  it('that is not found says which headers are known, and of which kind they would be', () => {
    const told = (headers: readonly string[]): readonly unknown[] => {
      const found = chooseKind(headers, null, null, PROFILE);
      return isRefusal(found) ? [found.detail['kind'], found.detail['known']] : [];
    };
    expect(told(['Kolumn', 'Annat'])).toEqual(['', '']);
    expect(told(['Kolumn', 'Namn', 'Annat'])).toEqual(['', 'Namn']);
    expect(told(['Namn', 'Kommun', 'Fas', 'Planform'])).toEqual(['SIP', 'Namn, Kommun, Planform, Fas']);
  });

  it('is not told by headers that any table may have', () => {
    expect(chosen(['name', 'type'])).toBe('KIND_NOT_FOUND');
    expect(chosen(['Namn', 'Typ', 'Kommun'])).toBe('enhet');
    expect(chosen(['Enhet', 'Enhetstyp'])).toBe('enhet');
  });

  it('is not that of persons where a column speaks of a case', () => {
    expect(chosen(['Personnummer', 'Namn', 'Boende', 'SIP-ärende-id'])).toBe('KIND_NOT_FOUND');
  });

  it('is unclear where two kinds know as many headers', () => {
    expect(chosen(['Personnummer', 'Namn'])).toBe('KIND_UNCLEAR');
  });

  it('may be said, but its cases must have a name', () => {
    expect(chosen(['SIP-id', 'Kommun'], 'sip')).toBe('sip');
    expect(chosen(['Personnummer', 'Kommun'], 'sip')).toBe('ID_COLUMN_MISSING');
  });

  it('is no reason to take in free text, whatever a mapping says', () => {
    expect(chosen(['SIP-id', 'Mål'], 'sip', { sip_id: 'SIP-id', unit: 'Mål' })).toBe('MAPPING_FREE_TEXT');
    expect(chosen(['SIP-id', 'Mål'], 'sip')).toBe('sip');
  });

  it('is no reason to choose between two columns with one header', () => {
    expect(chosen(['SIP-id', 'Kommun', 'Kommun'])).toBe('HEADER_DUPLICATED');
  });
});
