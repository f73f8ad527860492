import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { chooseKind } from './choose-kind.ts';
import { kindsNamedIn, originOf } from './list-origin.ts';

const PATIENTS = ['Personnummer', 'Namn', 'Kommun', 'Boendeform'];
const STAYS = ['Vårdtillfälle', 'Personnummer', 'Namn', 'Vårdenhet', 'Inskriven', 'Status'];

describe('which system a list says that it is of', () => {
  it.each([
    ['target', ['lcsp-patienter-2025-10-01.csv']],
    ['target', ['uttag.csv', 'Lifecare SP: patienter i Lifecare SP']],
    ['target', ['Lifecare_vårdtillfällen.xlsx']],
    ['unclear', ['patienter i Lifecare SP.csv']],
    ['source', ['prator-patienter-att-flytta-till-lifecare.csv']],
    ['source', ['patienter.csv', 'Prator: patienter']],
    ['unsaid', ['lcspatienter.csv']],
    ['unsaid', ['prators.csv', 'Pratör']],
    ['source', ['ÅF/Prator–2025']],
  ])('is %s by %j', (origin, texts) => {
    expect(originOf(texts, PROFILE)).toBe(origin);
  });
});

describe('a list that looks alike in both systems', () => {
  const kindOf = (headers: readonly string[], origin: Parameters<typeof chooseKind>[4]) => {
    const chosen = chooseKind(headers, null, null, PROFILE, origin);
    return 'code' in chosen ? chosen.code : chosen.kind;
  };

  it('is of the system that the list says', () => {
    expect(kindOf(PATIENTS, 'source')).toBe('patient');
    expect(kindOf(PATIENTS, 'target')).toBe('lcsp_patient');
    expect(kindOf(STAYS, 'source')).toBe('vardtillfalle');
    expect(kindOf(STAYS, 'target')).toBe('lcsp_vardtillfalle');
  });

  it('that says nothing is the source’s, and asked about where it has a column that only the other has', () => {
    expect(kindOf(PATIENTS, 'unsaid')).toBe('patient');
    expect(kindOf([...PATIENTS, 'Vistelseadress'], 'unsaid')).toBe('patient');
    expect(kindOf([...PATIENTS, 'Registrerad'], 'unsaid')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf([...PATIENTS, 'Vistelseadress', 'Registrerad'], 'unsaid')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf(STAYS, 'unsaid')).toBe('vardtillfalle');
    expect(kindOf([...STAYS, 'Registrerad'], 'unsaid')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf(['HSA-id', 'Enhet', 'Enhetstyp', 'Kommun'], 'unsaid')).toBe('enhet');
  });

  it('is asked about where its columns gainsay its name: a name alone never says whose it is', () => {
    expect(kindOf([...STAYS, 'Utskrivningsklar'], 'target')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf([...STAYS, 'Samtycke'], 'target')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf([...PATIENTS, 'Hälsocentral'], 'target')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf([...PATIENTS, 'Registrerad'], 'source')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf([...STAYS, 'Registrerad'], 'source')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf([...STAYS, 'Utskrivningsklar'], 'source')).toBe('vardtillfalle');
    expect(kindOf([...STAYS, 'Registrerad'], 'target')).toBe('lcsp_vardtillfalle');
  });

  it('that says nothing is of the kind that somebody says', () => {
    const said = (kind: 'patient' | 'lcsp_patient') => chooseKind(PATIENTS, kind, null, PROFILE, 'unsaid');
    expect([said('patient'), said('lcsp_patient')]).toMatchObject([
      { kind: 'patient' },
      { kind: 'lcsp_patient' },
    ]);
  });

  it('is asked about where it may be either: a list of the source read as the target’s would confirm everything', () => {
    expect(kindOf(PATIENTS, 'unclear')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf(STAYS, 'unclear')).toBe('SYSTEM_UNCLEAR');
    expect(kindOf(['SIP-id', 'Personnummer', 'Status'], 'unclear')).toBe('sip');
  });

  it('with headers of several kinds is of the kind that it calls itself by, and asked about where it names none or two', () => {
    const ofHeaders = (...texts: readonly string[]) => {
      const headers = ['Personnummer', 'Namn', 'Skapad'];
      const chosen = chooseKind(headers, null, null, PROFILE, 'target', kindsNamedIn(texts));
      return 'code' in chosen ? chosen.code : chosen.kind;
    };
    expect(ofHeaders('lcsp-sip-2025-10-08.csv')).toBe('lcsp_sip');
    expect(ofHeaders('uttag.csv', 'Lifecare SP: Patienter')).toBe('lcsp_patient');
    expect(ofHeaders('lcsp-2025-10-08.csv')).toBe('KIND_UNCLEAR');
    expect(ofHeaders('lcsp-2025-10-08.csv', 'SIP:ar och patienter')).toBe('KIND_UNCLEAR');
  });

  it('is never the target’s because it lacks the number of its cases', () => {
    expect(kindOf(STAYS.slice(1), 'unsaid')).not.toBe('lcsp_vardtillfalle');
  });
});
