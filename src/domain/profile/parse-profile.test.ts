import { describe, expect, it } from 'vitest';
import { parseProfile } from './parse-profile.ts';
import { SHIPPED_PROFILES } from './shipped-profiles.ts';

type Raw = Record<string, unknown>;

const base = SHIPPED_PROFILES['vasternorrland-2025'] as Raw & {
  readonly kommuner: readonly Raw[];
  readonly milestones: readonly Raw[];
  readonly deadlines: Raw;
  readonly rules: Raw;
  readonly parts: readonly Raw[];
  readonly exceptions: readonly Raw[];
};

const faultsOf = (raw: unknown): readonly string[] => {
  const parsed = parseProfile(raw);
  return 'faults' in parsed ? parsed.faults : [];
};

/** The shipped profile with some of it otherwise. */
const faultsWith = (changes: Raw): readonly string[] => faultsOf({ ...base, ...changes });

const without = (raw: Raw, key: string): Raw =>
  Object.fromEntries(Object.entries(raw).filter(([name]) => name !== key));
const withFirst = (entries: readonly Raw[], changes: Raw): Raw[] =>
  entries.map((entry, at) => (at === 0 ? { ...entry, ...changes } : entry));

describe('parseProfile', () => {
  it('takes a good profile and fills in what may be left out', () => {
    const parsed = parseProfile(base);
    expect(parsed).toMatchObject({ profile: { headers: {}, terms: {}, severities: {} } });
    expect(parsed).toMatchObject({
      profile: {
        kommuner: expect.arrayContaining([{ code: '2281', name: 'Sundsvall', aliases: [] }]) as unknown,
      },
    });
  });

  it('guesses nobody else’s help where a profile does not say who helps', () => {
    const parsed = parseProfile(without({ ...base, source: 'Meddix', target: 'Cosmic Link' }, 'support'));
    const support = 'profile' in parsed ? JSON.stringify(parsed.profile.support) : '';
    expect(support).toContain('projektledningen');
    expect(support).not.toMatch(/Självservice|central IT|förvaltning/u);
  });

  it("takes a region's own headers, terms and severities", () => {
    const own = {
      headers: { sip: { kommun: ['Bostadsort'] } },
      terms: { part: { Regionhälsan: 'primarvard' }, flag: { Hemlig: '1' } },
      severities: { KOMMUN_MISSING: 'error' },
    };
    expect(parseProfile({ ...base, ...own })).toMatchObject({ profile: own });
  });

  it.each<[string, unknown, string]>([
    ['a text instead of a profile', 'vasternorrland', 'filen: ska vara ett objekt'],
    ['a list instead of a profile', [], 'filen: ska vara ett objekt'],
    ['nothing', null, 'filen: ska vara ett objekt'],
    ['a missing entry', without(base, 'lan'), 'lan: saknas'],
    ['an entry of the wrong type', { ...base, lan: 22 }, 'lan: ska vara text'],
    ['an entry that should be a list', { ...base, roles: {} }, 'roles: ska vara en lista'],
    [
      'an entry that should be an object',
      { ...base, deadlines: '2025-10-16' },
      'deadlines: ska vara ett objekt',
    ],
    ['an unknown entry', { ...base, kommun: [] }, 'filen: okänd uppgift ”kommun”'],
    ['an entry of the wrong form', { ...base, lan: '2' }, 'lan: har fel form'],
    ['an empty text', { ...base, title: '' }, 'title: är för kort eller för litet'],
    [
      'an unknown environment',
      { ...base, environment: 'test' },
      'environment: ska vara production, acceptance, training',
    ],
    [
      'a kommun without a name',
      { ...base, kommuner: withFirst(base.kommuner, { name: undefined }) },
      'kommuner[0].name: saknas',
    ],
    [
      'a kommun with a short code',
      { ...base, publicGroups: [], kommuner: withFirst(base.kommuner, { code: '226' }) },
      'kommuner[0].code: har fel form',
    ],
    [
      'an unknown entry of a kommun',
      { ...base, kommuner: withFirst(base.kommuner, { kod: '2260' }) },
      'kommuner[0]: okänd uppgift ”kod”',
    ],
    [
      'a kommun that stands twice',
      { ...base, kommuner: [...base.kommuner, { code: '2284', name: 'Övik' }] },
      'kommuner[7].code: kommunkoden 2284 står två gånger',
    ],
    ...[
      ['Ånge', '”Ånge” är kommunen Ånge, inte Timrå'],
      ['ånge kommun', '”ånge kommun” är kommunen Ånge, inte Timrå'],
      ['2260', '”2260” är koden för Ånge, inte Timrå'],
      ['2260 Ånge', '”2260 Ånge” är koden för Ånge, inte Timrå'],
      ['0180', '”0180” är koden för en annan kommun, inte Timrå'],
      ['Umeå', '”Umeå” är kommunen Umeå, inte Timrå'],
    ].map(([alias = '', fault = '']): [string, unknown, string] => [
      `an alias that is another kommun's: ${alias}`,
      {
        ...base,
        kommuner: base.kommuner.map((one) => (one['code'] === '2262' ? { ...one, aliases: [alias] } : one)),
      },
      `kommuner[1].aliases[0]: ${fault}`,
    ]),
    [
      'an alias that two kommuner have',
      { ...base, kommuner: withFirst(base.kommuner, { aliases: ['övik'] }) },
      'kommuner[6].aliases[1]: ”Övik” är kommunen Ånge, inte Örnsköldsvik',
    ],
    [
      'a kommun by one name twice',
      { ...base, kommuner: [...base.kommuner, { code: '2299', name: 'Ånge kommun' }] },
      'kommuner[7].name: kommunen Ånge kommun står två gånger',
    ],
    [
      'trapped patients after the source is read-only',
      { ...base, rules: { ...base.rules, trappedFrom: '2025-10-17' } },
      'rules.trappedFrom: ligger efter läsläget 2025-10-16: ingen skulle räknas som fast före det',
    ],
    [
      'an unknown part',
      { ...base, parts: withFirst(base.parts, { code: 'tandvard' }) },
      'parts[0].code: ska vara kommun, primarvard, slutenvard, psykiatri',
    ],
    [
      'a day that is no day',
      { ...base, rules: { ...base.rules, trappedFrom: '2025-02-29' } },
      'rules.trappedFrom: har fel form (dag skrivs ÅÅÅÅ-MM-DD)',
    ],
    [
      'a time that is no time',
      { ...base, milestones: withFirst(base.milestones, { fromTime: '24:00' }) },
      'milestones[0].fromTime: har fel form',
    ],
    [
      'a milestone that ends before it begins',
      { ...base, milestones: withFirst(base.milestones, { to: '2025-04-27' }) },
      'milestones[0].to: slutar 2025-04-27, före starten 2025-04-28',
    ],
    [
      'a milestone without owner',
      { ...base, milestones: withFirst(base.milestones, { owners: [] }) },
      'milestones[0].owners: är för kort eller för litet',
    ],
    [
      'a month and a half',
      { ...base, rules: { ...base.rules, inactivityMonths: 1.5 } },
      'rules.inactivityMonths: ska vara ett heltal',
    ],
    [
      'no months at all',
      { ...base, rules: { ...base.rules, inactivityMonths: 0 } },
      'rules.inactivityMonths: är för kort eller för litet',
    ],
    [
      'more months than can be counted',
      { ...base, rules: { ...base.rules, inactivityMonths: 2 ** 60 } },
      'rules.inactivityMonths: är för långt eller för stort',
    ],
    [
      'an exception for a kommun elsewhere',
      { ...base, exceptions: withFirst(base.exceptions, { exceptKommuner: ['0180'] }) },
      'exceptions[0].exceptKommuner: 0180 är ingen av profilens kommuner',
    ],
    [
      'an exception for an unknown housing',
      { ...base, exceptions: withFirst(base.exceptions, { housing: 'slott' }) },
      'exceptions[0].housing: ska vara ordinart, sarskilt, lss, socialpsykiatri, privat',
    ],
    [
      'a public group of a kommun elsewhere',
      { ...base, publicGroups: [{ name: 'Grannar', kommuner: ['2260', '0180'] }] },
      'publicGroups[0].kommuner: 0180 är ingen av profilens kommuner',
    ],
    [
      'a kommun in two public groups',
      {
        ...base,
        publicGroups: [
          { name: 'Väst', kommuner: ['2260', '2262'] },
          { name: 'Öst', kommuner: ['2280', '2262'] },
        ],
      },
      'publicGroups[1].kommuner: 2262 står redan i en grupp',
    ],
    ['an unknown vocabulary', { ...base, terms: { parts: {} } }, 'terms: okänd uppgift ”parts”'],
    [
      'a spelling of an unknown term',
      { ...base, terms: { part: { Regionhälsan: 'pv' } } },
      'terms.part.Regionhälsan: ska vara kommun, primarvard, slutenvard, psykiatri',
    ],
    ['headers of an unknown kind', { ...base, headers: { plan: {} } }, 'headers: okänd uppgift ”plan”'],
    [
      'headers of an unknown column',
      { ...base, headers: { enhet: { namn: ['Enhet'] } } },
      'headers.enhet.namn: okänd kolumn; enhet har hsa_id, name, type, kommun, part',
    ],
    [
      'an unknown severity',
      { ...base, severities: { KOMMUN_MISSING: 'fatal' } },
      'severities.KOMMUN_MISSING: ska vara error, warning, info',
    ],
    [
      'a severity of an unknown finding',
      { ...base, severities: { KOMMUN_SAKNAS: 'error' } },
      'severities.KOMMUN_SAKNAS: okänd kod',
    ],
  ])('says of %s where and what', (_, raw, fault) => {
    expect(faultsOf(raw)).toEqual([fault]);
  });

  it.each(['lastReadyInSource', 'sipWindowEnds', 'allSipsClosed', 'readOnly'])(
    'says of %s after the deadlines that follow',
    (deadline) => {
      const faults = faultsWith({ deadlines: { ...base.deadlines, [deadline]: '2026-01-01' } });
      expect(faults).toEqual([
        'deadlines: dagarna ska stå i tidsordning: lastReadyInSource, sipWindowEnds, allSipsClosed, readOnly, archiving',
      ]);
    },
  );

  it('lets deadlines fall on one day', () => {
    expect(faultsWith({ deadlines: { ...base.deadlines, sipWindowEnds: '2025-10-12' } })).toEqual([]);
  });

  it('says all faults at once', () => {
    expect(faultsWith({ lan: 22, title: '', environment: 'test' })).toHaveLength(3);
  });

  it('never repeats what stood in the file where it was of the wrong type', () => {
    expect(faultsWith({ lan: { secret: '19350809-9813' } }).join(' ')).not.toContain('19350809');
  });
});
