import { describe, expect, it } from 'vitest';
import { createIdentityReader } from './person-identity.ts';
import { RESERVE_NUMBER_RULES } from './reserve-number-rules.ts';

/** Each rule read alone, so that overlaps between rules do not hide a rule that never fires. */
const EXAMPLES: Readonly<Record<string, { fits: readonly string[]; fitsNot: readonly string[] }>> = {
  vasternorrland: {
    fits: ['19350809123R', '20010131000R'],
    fitsNot: ['19351309123R', '19350832123R', '19350809123S', '1935080912R', '22350809123R'],
  },
  nationellt: {
    fits: ['22350809AB12', '23010131XYZ1', '00352040HJ12', '98350809-ZZ12'],
    fitsNot: ['19350809AB12', '22350809AI12', '22350809AO12', '22351309AB12', '00350809AB12', '22350809A123'],
  },
  stockholm: {
    fits: ['992010123453', '991981432106'],
    fitsNot: ['992010123457', '982010123455', '99201012345'],
  },
  'vastra-gotaland': {
    fits: ['19350809K064', '19350809M897', '19350809X801'],
    fitsNot: ['19350809K054', '19350809M907', '19350809Y801', '19351309K064'],
  },
  vasterbotten: {
    fits: ['19350809R123', '19350809E123', '19350809K123', '19350809A123'],
    fitsNot: ['19350809B123', '19350809R12A', '19350832R123'],
  },
  dalarna: {
    fits: ['19350809B123', '19350809Z000'],
    fitsNot: ['19350809BB23', '19351309B123', '19350809Å123'],
  },
  gavleborg: {
    fits: ['19350809-12M3', '1935080912K3', '1935080912X3'],
    fitsNot: ['19350809-12R3', '1935080912MM', '193508091M23'],
  },
};

describe('reserve-number rules', () => {
  it('each rule has an example, a label and a source, and its name is its own', () => {
    expect(RESERVE_NUMBER_RULES.map(({ name }) => name)).toEqual(Object.keys(EXAMPLES));
    for (const { label, source } of RESERVE_NUMBER_RULES) {
      expect(label).not.toBe('');
      expect(source).toMatch(/\.$/);
    }
  });

  it.each(RESERVE_NUMBER_RULES)('$name fits its own numbers and no others', (rule) => {
    const read = createIdentityReader([rule], 2025);
    for (const number of EXAMPLES[rule.name]?.fits ?? []) {
      expect([number, read(number).reserveRules]).toEqual([number, [rule.name]]);
    }
    for (const number of EXAMPLES[rule.name]?.fitsNot ?? []) {
      expect([number, read(number).reserveRules]).toEqual([number, []]);
    }
  });
});
