import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { foldHeader } from '../words/fold-header.ts';
import { isOfTarget, KIND_NAMES, kindOf, TARGET_KINDS, type KindName } from '../kinds/kinds.ts';
import { guessKinds, knownHeaders, resolveColumns, type Mapping } from './mapping.ts';

const NO_MAPPING = null;

/** Where the columns were found: canonical column → position. */
function positionsOf(
  headers: readonly string[],
  {
    kind = 'sip',
    profile = PROFILE,
    mapping = NO_MAPPING,
  }: { kind?: KindName; profile?: Profile; mapping?: Mapping | null } = {},
): Record<string, number> {
  const { columns } = resolveColumns(kind, headers, profile, mapping);
  return Object.fromEntries(columns.map(({ field, index }) => [field.name, index]));
}

const mappingOf = (columns: Mapping['columns'], kind: KindName = 'sip'): Mapping => ({
  kind,
  columns,
  values: {},
});

describe('resolveColumns', () => {
  it('finds the built-in spellings in any order', () => {
    expect(positionsOf(['Status', 'Hemkommun', 'SIP-nr'])).toEqual({ sip_id: 2, kommun: 1, status: 0 });
  });

  it('tells two columns that mean the same apart from those that mean nothing', () => {
    const { alike, unused, alsoProtecting } = resolveColumns(
      'sip',
      [
        'SIP-id',
        'Kommun',
        'Hemkommun',
        'Samtycke',
        'Samtycke SIP',
        'Skyddad',
        'Sekretessmarkering',
        'Övrigt',
      ],
      PROFILE,
      null,
    );
    expect(alike).toEqual([
      { index: 2, header: 'Hemkommun', readAs: 'Kommun', name: 'kommun' },
      { index: 3, header: 'Samtycke', readAs: 'Samtycke SIP', name: 'consent' },
    ]);
    expect(alsoProtecting).toEqual([{ index: 6, header: 'Sekretessmarkering' }]);
    expect(unused).toEqual([{ index: 7, header: 'Övrigt' }]);
  });

  it('asks nothing about what a mapping points out, but reads every column of protection', () => {
    const mapping = mappingOf({ kommun: 'Hemkommun', is_protected: 'Skyddad' });
    const { alike, unused, alsoProtecting } = resolveColumns(
      'sip',
      ['SIP-id', 'Kommun', 'Hemkommun', 'Skyddad', 'Sekretessmarkering'],
      PROFILE,
      mapping,
    );
    expect([alike, unused, alsoProtecting]).toEqual([
      [],
      [{ index: 1, header: 'Kommun' }],
      [{ index: 4, header: 'Sekretessmarkering' }],
    ]);
  });

  it.each([
    ['case', 'SAMORDNINGSANSVARIG ENHET'],
    ['surrounding space', '  Samordningsansvarig enhet '],
    ['space within', 'Samordningsansvarig   enhet'],
    ['the canonical name', 'unit'],
  ])('reads a header without regard to %s', (_, header) => {
    expect(positionsOf([header])).toEqual({ unit: 0 });
  });

  it('reads a header without regard to Unicode form', () => {
    const decomposed = 'Vårdtillfälle'.normalize('NFD');
    expect(decomposed).not.toBe('Vårdtillfälle');
    expect(positionsOf([decomposed])).toEqual({ vardtillfalle_id: 0 });
  });

  it('shows the list its own header, without space around it', () => {
    expect(resolveColumns('sip', [' SIP-Nr '], PROFILE, null).columns[0]?.header).toBe('SIP-Nr');
  });

  it('lists the columns in the order of the kind, whatever the order of the list', () => {
    const { columns } = resolveColumns('sip', ['Kommun', 'Namn', 'SIP-id'], PROFILE, null);
    expect(columns.map(({ field }) => field.name)).toEqual(['sip_id', 'name', 'kommun']);
  });

  it('takes the earlier spelling where two of one column stand in the list', () => {
    expect(positionsOf(['Hemkommun', 'Kommun'])).toEqual({ kommun: 1 });
    expect(positionsOf(['Kommunkod', 'Hemkommun'])).toEqual({ kommun: 0 });
  });

  it('takes the current kommun before any other, and the consent to the plan before that to passing on', () => {
    expect(positionsOf(['Kommun', 'Hemkommun', 'Aktuell kommun'])).toEqual({ kommun: 2 });
    expect(positionsOf(['Samtycke', 'Samtycke SIP'])).toEqual({ consent: 1 });
  });

  it.each([
    'Kvarskrivning',
    'Skyddad folkbokföring',
    'Sekr.mark.',
    'Fingerade uppgifter',
    'Spärr',
    'Skyddad adress',
    'SKYDDADE_PERSONUPPGIFTER (J/N)',
    'Protected identity',
  ])('finds protection in a header that nobody has taught it: %s', (header) => {
    expect(positionsOf(['SIP-id', header])).toEqual({ sip_id: 0, is_protected: 1 });
  });

  it.each(['Sekreterare', 'Skyddsombud'])("takes %s for somebody's office", (header) => {
    expect(positionsOf(['SIP-id', header])).toEqual({ sip_id: 0 });
  });

  it('refuses nothing that a mapping points out, but weighs every consent', () => {
    const { alike } = resolveColumns(
      'sip',
      ['SIP-id', 'Samtycke', 'Samtycke SIP'],
      PROFILE,
      mappingOf({ consent: 'Samtycke' }),
    );
    expect(alike.map(({ header }) => header)).toEqual(['Samtycke SIP']);
  });

  it('tells of a header that stands twice, and takes the first', () => {
    const resolved = resolveColumns('sip', ['SIP-id', 'Kommun', ' kommun '], PROFILE, null);
    expect(resolved.duplicated).toEqual(['Kommun']);
    expect(resolved.columns.map(({ index }) => index)).toEqual([0, 1]);
    expect(resolveColumns('sip', ['SIP-id', 'Kommun'], PROFILE, null).duplicated).toEqual([]);
  });

  it('does not mind that an unknown header stands twice', () => {
    expect(resolveColumns('sip', ['SIP-id', 'Övrigt', 'Övrigt'], PROFILE, null).duplicated).toEqual([]);
  });

  it('lists headers that lead nowhere, but no empty ones', () => {
    const { unused } = resolveColumns('sip', ['SIP-id', 'Huvudmål', '', ' '], PROFILE, null);
    expect(unused).toEqual([{ index: 1, header: 'Huvudmål' }]);
  });

  it('lists the columns that the list does not have', () => {
    const { missing } = resolveColumns('meddelande', ['Meddelande-id', 'Kvitterat'], PROFILE, null);
    expect(missing.map(({ name }) => name)).toEqual([
      'case_id',
      'type',
      'from_unit',
      'to_unit',
      'sent_at',
      'is_information_only',
    ]);
  });

  it("takes the profile's spellings besides the built-in ones", () => {
    const profile = { ...PROFILE, headers: { sip: { kommun: ['Bostadsort'] } } };
    expect(positionsOf(['bostadsort'], { profile })).toEqual({ kommun: 0 });
    expect(positionsOf(['bostadsort'])).toEqual({});
    expect(positionsOf(['bostadsort'], { profile, kind: 'patient' })).toEqual({});
  });

  it('takes the header of the mapping file instead of the built-in ones', () => {
    expect(positionsOf(['Kommun', 'Ort'], { mapping: mappingOf({ kommun: 'ORT' }) })).toEqual({ kommun: 1 });
    expect(positionsOf(['Kommun'], { mapping: mappingOf({ kommun: 'Ort' }) })).toEqual({});
  });

  it('tries the headers of the mapping file in order', () => {
    const mapping = mappingOf({ kommun: ['Kommun nu', 'Ort'] });
    expect(positionsOf(['Ort', 'Kommun nu'], { mapping })).toEqual({ kommun: 1 });
    expect(positionsOf(['Ort'], { mapping })).toEqual({ kommun: 0 });
  });

  it('takes the built-in spellings for columns that the mapping file does not name', () => {
    const mapping = mappingOf({ kommun: 'Ort' });
    expect(positionsOf(['Ort', 'SIP-id'], { mapping })).toEqual({ sip_id: 1, kommun: 0 });
  });

  it('gives a header to the column that the mapping file says, not to an earlier one that it would fit', () => {
    expect(positionsOf(['SIP-id', 'Roll'], { mapping: mappingOf({ part: 'Roll' }) })).toEqual({
      sip_id: 0,
      part: 1,
    });
    expect(positionsOf(['SIP-id', 'Roll'])).toEqual({ sip_id: 0, role: 1 });
  });

  it('gives a header to one column only', () => {
    const mapping = mappingOf({ unit: 'Ansvar', role: 'Ansvar' });
    expect(positionsOf(['Ansvar'], { mapping })).toEqual({ unit: 0 });
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes %s for any unknown header', (header) => {
    expect(resolveColumns('sip', [header], PROFILE, null)).toMatchObject({
      columns: [],
      unused: [{ index: 0, header }],
    });
  });
});

describe('knownHeaders', () => {
  it('knows every spelling of every kind, and nothing else', () => {
    const isKnown = knownHeaders(PROFILE, null);
    expect(isKnown(foldHeader('Meddelandetyp'))).toBe(true);
    expect(isKnown(foldHeader('UK-datum'))).toBe(true);
    expect(isKnown(foldHeader('Uttag 2025-09-15'))).toBe(false);
  });

  it('knows with a mapping file the headers of its kind, as the file says them', () => {
    const isKnown = knownHeaders(PROFILE, mappingOf({ kommun: 'Ort' }));
    expect(isKnown('ort')).toBe(true);
    expect(isKnown('kommun')).toBe(false);
    expect(isKnown('meddelandetyp')).toBe(false);
  });
});

describe('guessKinds', () => {
  it.each(KIND_NAMES)('puts %s first when the list has its labels', (kind) => {
    const [best, second] = guessKinds(
      kindOf(kind).fields.map(({ label }) => label),
      PROFILE,
      isOfTarget(kind) ? TARGET_KINDS : undefined,
    );
    expect(best).toMatchObject({ isIdentified: true, resolved: { kind } });
    expect(
      second === undefined ||
        !second.isIdentified ||
        second.resolved.columns.length < (best?.resolved.columns.length ?? 0),
    ).toBe(true);
  });

  it('prefers a kind with its identifying column to one with more columns', () => {
    // All but the SIP-id: five columns of a SIP, three of a patient.
    const headers = ['Personnummer', 'Kommun', 'Namn', 'Samordningsansvar', 'Fas'];
    const guesses = guessKinds(headers, PROFILE).map(({ resolved, isIdentified }) => [
      resolved.kind,
      isIdentified,
      resolved.columns.length,
    ]);
    expect(guesses[0]?.[1]).toBe(true);
    expect(guesses).toContainEqual(['sip', false, 5]);
    expect(guesses.findIndex(([kind]) => kind === 'sip')).toBeGreaterThan(
      guesses.findIndex(([kind]) => kind === 'patient'),
    );
  });

  it('leaves a tie for somebody to decide', () => {
    const [first, second] = guessKinds(['Personnummer', 'Namn'], PROFILE);
    expect([first?.resolved.kind, second?.resolved.kind]).toEqual(['patient', 'lcsp_sip']);
    expect(first?.isIdentified).toBe(true);
    expect(second?.isIdentified).toBe(true);
    expect(first?.resolved.columns.length).toBe(second?.resolved.columns.length);
  });

  it('guesses nothing from headers that no kind knows, or from one alone', () => {
    expect(guessKinds(['Datum', 'Belopp', 'Konto'], PROFILE)).toEqual([]);
    expect(guessKinds(['Meddelande-id'], PROFILE)).toEqual([]);
  });
});
