import { describe, expect, it } from 'vitest';
import { parseMapping } from './mapping-schema.ts';

const faultsOf = (raw: unknown): readonly string[] => {
  const parsed = parseMapping(raw);
  return 'faults' in parsed ? parsed.faults : [];
};

describe('parseMapping', () => {
  it("takes the contract's example", () => {
    const example = {
      kind: 'sip',
      columns: { sip_id: 'SIP-id', kommun: ['Kommun', 'Hemkommun'] },
      values: { part: { Primärvård: 'primarvard' } },
      sheet: 'Blad1',
    };
    expect(parseMapping(example)).toEqual({ mapping: example });
  });

  it('can say that all are protected, and never that nobody is', () => {
    const faults = (constant: string): number =>
      faultsOf({ kind: 'patient', columns: { is_protected: { constant } } }).length;
    expect(faults('1')).toBe(0);
    for (const no of ['0', 'Nej', ' nej ', '-', 'ej skyddad']) expect(faults(no)).toBe(1);
  });

  it('needs the kind alone', () => {
    expect(parseMapping({ kind: 'enhet' })).toEqual({ mapping: { kind: 'enhet', columns: {}, values: {} } });
  });

  it('takes codes of flags, and any code of a kommun, which the profile knows', () => {
    expect(
      faultsOf({ kind: 'sip', values: { is_protected: { sekretess: '1' }, kommun: { Svall: '2281' } } }),
    ).toEqual([]);
  });

  it.each([
    ['no object', 'text', 'filen: ska vara ett objekt'],
    ['null', null, 'filen: ska vara ett objekt'],
    [
      'no kind',
      {},
      'kind: ska vara sip, vardtillfalle, meddelande, patient, enhet, lcsp_sip, lcsp_patient, lcsp_vardtillfalle, lcsp_enhet',
    ],
    [
      'an unknown kind',
      { kind: 'plan' },
      'kind: ska vara sip, vardtillfalle, meddelande, patient, enhet, lcsp_sip, lcsp_patient, lcsp_vardtillfalle, lcsp_enhet',
    ],
    ['an unknown key', { kind: 'sip', column: {} }, 'filen: okänd uppgift ”column”'],
    ['columns that are no object', { kind: 'sip', columns: ['SIP-id'] }, 'columns: ska vara ett objekt'],
    ['a header that is no text', { kind: 'sip', columns: { sip_id: 5 } }, 'columns.sip_id: är fel'],
    [
      'an empty header',
      { kind: 'sip', columns: { sip_id: '' } },
      'columns.sip_id: är för kort eller för litet',
    ],
    [
      'no header',
      { kind: 'sip', columns: { sip_id: [] } },
      'columns.sip_id: ska peka ut en rubrik: utan den hör ingen rad till ett ärende',
    ],
    [
      'an unknown column',
      { kind: 'enhet', columns: { namn: 'Enhet' } },
      'columns.namn: okänd kolumn; enhet har hsa_id, name, type, kommun, part',
    ],
    [
      'values of an unknown column',
      { kind: 'enhet', values: { typ: { A: 'b' } } },
      'values.typ: okänd kolumn; enhet har hsa_id, name, type, kommun, part',
    ],
    [
      'an unknown code',
      { kind: 'sip', values: { part: { Primärvård: 'pv' } } },
      'values.part.Primärvård: ska vara kommun, primarvard, slutenvard, psykiatri',
    ],
    [
      'codes of a column without codes',
      { kind: 'sip', values: { name: { A: 'B' } } },
      'values.name.A: kolumnen har inga koder',
    ],
    [
      'a code that is no text',
      { kind: 'sip', values: { is_protected: { ja: 1 } } },
      'values.is_protected.ja: ska vara text',
    ],
    [
      'nobody being protected',
      { kind: 'sip', columns: { is_protected: { constant: '0' } } },
      'columns.is_protected: att ingen är skyddad kan inte sägas om alla rader på en gång: peka ut kolumnen som säger det',
    ],
    ['an empty sheet', { kind: 'sip', sheet: '' }, 'sheet: är för kort eller för litet'],
    ['a sheet that is no text', { kind: 'sip', sheet: 3 }, 'sheet: ska vara text'],
  ])('says of %s where and what', (_, raw, fault) => {
    expect(faultsOf(raw)).toEqual([fault]);
  });

  it('says all faults at once', () => {
    expect(
      faultsOf({ kind: 'enhet', columns: { a: 'A', b: 'B' }, values: { part: { X: 'x' } } }),
    ).toHaveLength(3);
  });

  it('is not led astray by a column called __proto__', () => {
    const parsed = parseMapping(JSON.parse('{ "kind": "sip", "columns": { "__proto__": "SIP-id" } }'));
    expect('faults' in parsed || Object.keys(parsed.mapping.columns).length === 0).toBe(true);
    expect(({} as Record<string, unknown>)['sip_id']).toBeUndefined();
  });
});
