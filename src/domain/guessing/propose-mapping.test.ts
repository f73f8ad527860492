import { describe, expect, it } from 'vitest';
import { createIdentityReader } from '../identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../identity/reserve-number-rules.ts';
import { parseProfile } from '../profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../profile/shipped-profiles.ts';
import { collectEvidence } from './column-evidence.ts';
import { isFreeTextHeader } from './header-evidence.ts';
import type { KindName } from '../kinds/kinds.ts';
import { parseMapping } from '../mapping/mapping-schema.ts';
import type { MappingProposal } from './proposal.ts';
import { mappingOf, proposeMapping } from './propose-mapping.ts';

const parsed = parseProfile(SHIPPED_PROFILES['vasternorrland-2025']);
if ('faults' in parsed) throw new Error(parsed.faults.join());
const { profile } = parsed;
const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, 2025);

type Column = readonly [header: string, cell: (row: number) => string];
const ROWS = 12;

function result(columns: readonly Column[], kind: KindName | null = 'sip') {
  const evidence = collectEvidence(
    columns.map(([header]) => header),
    readIdentity,
  );
  for (let row = 0; row < ROWS; row += 1) evidence.add(columns.map(([, cell]) => cell(row)));
  return proposeMapping(evidence.finish(), profile, kind);
}

function propose(columns: readonly Column[], kind: KindName | null = 'sip'): MappingProposal {
  const found = result(columns, kind);
  if (!('proposal' in found)) throw new Error('no proposal');
  return found.proposal;
}

const headersOf = ({ columns }: MappingProposal): Record<string, string> =>
  Object.fromEntries(columns.map(({ field, header }) => [field.name, header]));
const sureOf = ({ columns }: MappingProposal): readonly string[] =>
  columns.filter(({ confidence }) => confidence === 'sure').map(({ field }) => field.name);
const unclearOf = ({ unclear }: MappingProposal) =>
  unclear.map(({ reason, fields, headers }) => [reason, fields.map(({ name }) => name), headers]);

const of =
  (...texts: readonly string[]) =>
  (row: number): string =>
    texts[row % texts.length] ?? '';

/** Test-series numbers: birth number 980–991, right check digit. */
function person(row: number, year = 1935): string {
  const digits = `${String(year).slice(2)}0809${980 + row}`;
  const sum = Array.from(digits, Number).reduce((total, digit, at) => {
    const part = at % 2 === 0 ? digit * 2 : digit;
    return total + (part > 9 ? part - 9 : part);
  }, 0);
  return `${year}0809-${980 + row}${(10 - (sum % 10)) % 10}`;
}
const ids = (row: number): string => `P-${7000 + row * 7}`;
const kommun = of('Timrå', 'Ånge', 'Sundsvall');
const part = of('Kommun', 'Primärvård', 'Psykiatri');
const status = of('Pågående', 'Avslutad');
const day = (month: number) => (row: number) => `2025-${String(month).padStart(2, '0')}-${String(row + 10)}`;

describe('proposeMapping, what is sure', () => {
  it('is sure of a known header whose values do not contradict it', () => {
    const proposal = propose([
      ['SIP-id', ids],
      ['Kommun', kommun],
      ['Startad', day(1)],
      ['Möte', () => ''],
    ]);
    expect(sureOf(proposal)).toEqual(['sip_id', 'kommun', 'started_on', 'meeting_on']);
  });

  it('is not sure of a known header whose values are something else, and proposes nothing there', () => {
    const proposal = propose([
      ['SIP-id', ids],
      ['Startad', part],
      ['Namn', day(1)],
    ]);
    expect(headersOf(proposal)).toEqual({ sip_id: 'SIP-id' });
    expect(unclearOf(proposal)).toEqual([
      ['values-contradict', ['name'], ['Namn']],
      ['values-contradict', ['started_on'], ['Startad']],
    ]);
  });

  it('is sure where the values prove what the header says and no other column competes', () => {
    expect(
      sureOf(
        propose([
          ['Plannr', ids],
          ['Pnr pat', (row) => person(row)],
          ['Samordnande huvudman', part],
        ]),
      ),
    ).toEqual(['sip_id', 'person_id']);
  });

  it('only guesses where another column holds such values too', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Pnr pat', (row) => person(row)],
      ['Övrig', (row) => person(row, 1950)],
    ]);
    expect(headersOf(proposal)).toMatchObject({ person_id: 'Pnr pat' });
    expect(sureOf(proposal)).not.toContain('person_id');
  });

  it.each([
    ['Inledd den', 'started_on', day(1)],
    ['Bostadskommun', 'kommun', kommun],
    ['Medgivande', 'consent', of('Ja', 'Nej', 'Menprövning')],
    ['Ansv enhet', 'unit', of('Hälsocentralen A', 'Biståndsenheten B')],
    ['Sekretess', 'is_protected', of('Ja', 'Nej')],
  ])('only guesses %s, whose values could stand in other columns', (header, column, cell) => {
    const proposal = propose([
      ['Plannr', ids],
      [header, cell],
    ]);
    expect(headersOf(proposal)).toMatchObject({ [column]: header });
    expect(sureOf(proposal)).not.toContain(column);
  });

  it('calls nothing sure where values speak alone', () => {
    const proposal = propose([
      ['A', ids],
      ['B', (row) => person(row)],
      ['C', kommun],
      ['D', part],
      ['E', status],
    ]);
    expect(headersOf(proposal)).toEqual({ sip_id: 'A', person_id: 'B', kommun: 'C', part: 'D', status: 'E' });
    expect(sureOf(proposal)).toEqual([]);
  });
});

describe('proposeMapping, equals and rivals', () => {
  it('leaves two columns of personnummer open when nothing tells them apart', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Pnr 1', (row) => person(row)],
      ['Pnr 2', (row) => person(row, 1950)],
    ]);
    expect(headersOf(proposal)).not.toHaveProperty('person_id');
    expect(unclearOf(proposal)).toEqual([['columns-equal', ['person_id'], ['Pnr 1', 'Pnr 2']]]);
  });

  it('never takes the närståendes personnummer for the patient’s', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Närståendes pnr', (row) => person(row, 1950)],
      ['Patientens pnr', (row) => person(row)],
    ]);
    expect(headersOf(proposal)).toMatchObject({ person_id: 'Patientens pnr' });
    expect(proposal.unmapped).toEqual([{ header: 'Närståendes pnr', reason: 'person-of-another' }]);
    const alone = propose([
      ['Plannr', ids],
      ['Anhörigs pnr', (row) => person(row, 1950)],
    ]);
    expect(sureOf(alone)).not.toContain('person_id');
  });

  it('takes the current kommun before the folkbokföringskommun, as a guess', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Folkbokföringskommun', kommun],
      ['Kommun nu', kommun],
    ]);
    expect(headersOf(proposal)).toMatchObject({ kommun: 'Kommun nu' });
    expect(sureOf(proposal)).not.toContain('kommun');
  });

  it('lets the texts of a column tell whether its header means status or phase', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Läge', of('Initiativ', 'Kallelse', 'Genomförande')],
      ['Pågår', status],
    ]);
    expect(headersOf(proposal)).toMatchObject({ phase: 'Läge', status: 'Pågår' });
  });

  it('leaves equal columns of days open', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Datum A', day(2)],
      ['Datum B', day(2)],
    ]);
    expect(headersOf(proposal)).toEqual({ sip_id: 'Plannr' });
    expect(proposal.unclear).toHaveLength(1);
    expect(proposal.unclear[0]?.headers).toEqual(['Datum A', 'Datum B']);
  });

  it('guesses the first and the last of two days by their order when the headers are silent', () => {
    const proposal = propose(
      [
        ['Meddelandenr', ids],
        ['X', day(3)],
        ['Y', day(2)],
      ],
      'meddelande',
    );
    expect(headersOf(proposal)).toEqual({
      meddelande_id: 'Meddelandenr',
      sent_at: 'Y',
      acknowledged_at: 'X',
    });
    expect(sureOf(proposal)).toEqual(['meddelande_id']);
  });

  it('is not sure of days that come in the wrong order', () => {
    const proposal = propose([
      ['SIP-id', ids],
      ['Startad', day(5)],
      ['Senast ändrad', day(2)],
    ]);
    expect(sureOf(proposal)).toEqual(['sip_id']);
  });

  it('takes no date of birth for an event', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Datum', (row) => `193${row % 10}-02-03`],
    ]);
    expect(headersOf(proposal)).toEqual({ sip_id: 'Plannr' });
  });

  it('misses no column of protected persons that is only abbreviated, and takes no secretary for one', () => {
    const proposed = (header: string) =>
      headersOf(
        propose([
          ['SIP-id', ids],
          ['Kommun', kommun],
          [header, of('', 'J')],
        ]),
      )['is_protected'];
    expect(['Sekr', 'Sekr.märkt', 'Skydd pers.uppg.', 'Läkarsekreterare'].map(proposed)).toEqual([
      'Sekr',
      'Sekr.märkt',
      'Skydd pers.uppg.',
      undefined,
    ]);
  });

  it('takes a numeric id, but no row number', () => {
    const proposal = propose([
      ['Rad nr', (row) => String(row + 1)],
      ['Ärendenr', (row) => String(88_000 + row * 3)],
    ]);
    expect(headersOf(proposal)).toEqual({ sip_id: 'Ärendenr' });
    expect(sureOf(proposal)).toEqual([]);
  });

  it('can not name columns whose header stands twice or is missing, and says so', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Kommun', kommun],
      ['KOMMUN', kommun],
      ['', day(1)],
    ]);
    expect(headersOf(proposal)).toEqual({ sip_id: 'Plannr' });
    expect(unclearOf(proposal)).toEqual([
      ['header-twice', [], ['KOMMUN']],
      ['header-missing', [], ['kolumn 4']],
    ]);
  });
});

describe('proposeMapping, the kind', () => {
  it('is sure with an identifying column and columns that only one kind has', () => {
    const proposal = propose(
      [
        ['Plannr', ids],
        ['Pnr', (row) => person(row)],
        ['Fas', of('Initiativ', 'Kallelse')],
        ['Startad', day(1)],
      ],
      null,
    );
    expect(proposal).toMatchObject({ kind: 'sip', kindIsSure: true });
  });

  it('is a guess without them, and so is then every column', () => {
    const proposal = propose(
      [
        ['Pnr', (row) => person(row)],
        ['Kommun', kommun],
      ],
      null,
    );
    expect(proposal).toMatchObject({ kind: 'patient', kindIsSure: false });
    expect(sureOf(proposal)).toEqual([]);
  });

  it('leaves the kind to the user when two fit as well', () => {
    expect(
      result(
        [
          ['ID', ids],
          ['Pnr', (row) => person(row)],
          ['Startad', day(1)],
          ['Inskriven', day(2)],
        ],
        null,
      ),
    ).toEqual({
      kinds: ['sip', 'vardtillfalle'],
    });
  });

  it('finds none in a list about something else', () => {
    expect(
      result(
        [
          ['Artikel', of('Skruv', 'Mutter')],
          ['Pris', of('1', '2')],
        ],
        null,
      ),
    ).toHaveProperty('nearest');
  });
});

describe('proposeMapping, minimisation', () => {
  it.each([
    'Mål',
    'Huvudmål',
    'Delmål 2',
    'Kartläggning',
    'Anteckning',
    'Diagnos',
    'Initiativorsak',
    'Fritext',
  ])('never proposes %s for anything', (header) => {
    const proposal = propose([
      ['Plannr', ids],
      [header, part],
    ]);
    expect(headersOf(proposal)).toEqual({ sip_id: 'Plannr' });
    expect(proposal.unmapped).toEqual([{ header, reason: 'free-text' }]);
  });

  it('takes no header of another word for free text', () => {
    expect(['Status [text]', 'Typ av enhet (text)', 'Statustext'].filter(isFreeTextHeader)).toEqual([]);
    expect(['Övrigt [text]', 'Text', 'Text om patienten'].filter((text) => !isFreeTextHeader(text))).toEqual(
      [],
    );
    expect(['Normalform', 'Anmäld', 'Meddelandetyp', 'Huvudman'].filter(isFreeTextHeader)).toEqual([]);
  });

  it('never proposes a column of long texts, whatever its header', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Rollens uppgift', () => 'Vill gärna kunna gå till affären själv och träffa vänner'],
    ]);
    expect(proposal.unmapped).toEqual([{ header: 'Rollens uppgift', reason: 'free-text' }]);
  });
});

describe('proposeMapping, values', () => {
  it('proposes a code for a near spelling, and lists what nothing leads to', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Status', of('Pågår', 'Avslutad', 'Vilande', 'Ej avslutat')],
      ['Kommun', of('Ornskoldsvik', 'Timrå', 'Gävle')],
    ]);
    expect(proposal.values.map(({ field, text, code }) => [field.name, text, code])).toEqual([
      ['kommun', 'Ornskoldsvik', '2284'],
      ['status', 'Pågår', 'open'],
      ['status', 'Ej avslutat', 'open'],
    ]);
    expect(proposal.notUnderstood.map(({ field, text }) => [field.name, text])).toEqual([
      ['kommun', 'Gävle'],
      ['status', 'Vilande'],
    ]);
  });

  it.each([
    ['Status', 'Avslutas'],
    ['Status', 'Inte avslutad'],
    ['Samtycke', 'Inte ja'],
    ['Samtycke', 'Ja för SIP, nej för journal'],
  ])('proposes no code for %s %s: a likeness must not close a case or open a journal', (header, text) => {
    const proposal = propose([
      ['Plannr', ids],
      [header, of('Avslutad', 'Ja', text)],
    ]);
    expect(proposal.values.filter((value) => value.text === text)).toEqual([]);
  });

  it('shows no text that may be a person', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Status', of('Pågående', 'Anna Larsson', '19350809-9813', 'se anna@example.se')],
    ]);
    expect(JSON.stringify(proposal.values)).not.toMatch(/Anna|1935|anna/u);
    expect(JSON.stringify(proposal.notUnderstood)).not.toMatch(/Anna|1935|anna/u);
  });

  it('gives a mapping that the mapping schema accepts', () => {
    const proposal = propose([
      ['Plannr', ids],
      ['Status', of('Pågår', 'Avslutad')],
      ['Kommun', of('Ornskoldsvik', 'Timrå')],
    ]);
    expect(parseMapping(mappingOf(proposal, 'Blad1'))).toEqual({
      mapping: {
        kind: 'sip',
        columns: { sip_id: 'Plannr', kommun: 'Kommun', status: 'Status' },
        values: { kommun: { Ornskoldsvik: '2284' }, status: { Pågår: 'open' } },
        sheet: 'Blad1',
      },
    });
  });
});
