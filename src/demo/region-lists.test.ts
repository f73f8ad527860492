import { describe, expect, it } from 'vitest';
import { KOMMUNER, PART_LABELS } from './parts.ts';
import { generateRegion } from './region-lists.ts';
import type { GeneratedRegion } from './region-lists.ts';

type Cells = Readonly<Record<string, string>>;

interface ReadList {
  readonly text: string;
  readonly above: readonly string[];
  readonly rows: readonly Cells[];
  readonly footer: string | undefined;
}

interface Reading {
  readonly encoding: string;
  readonly delimiter: string;
  readonly titleRows: number;
  readonly hasFooter: boolean;
}

const READINGS = {
  'enheter.csv': { encoding: 'utf-8', delimiter: ';', titleRows: 0, hasFooter: false },
  'prator-patienter-2025-09-15.csv': {
    encoding: 'utf-16le',
    delimiter: '\t',
    titleRows: 2,
    hasFooter: false,
  },
  'prator-sip-2025-04-28.csv': { encoding: 'utf-8', delimiter: ';', titleRows: 0, hasFooter: false },
  'prator-sip-2025-09-15.csv': { encoding: 'windows-1252', delimiter: ';', titleRows: 2, hasFooter: true },
  'kontrollsummor-2025-09-15.csv': { encoding: 'utf-8', delimiter: ';', titleRows: 0, hasFooter: false },
  'prator-vardtillfallen-2025-09-29.csv': {
    encoding: 'windows-1252',
    delimiter: ';',
    titleRows: 2,
    hasFooter: false,
  },
  'prator-meddelanden-2025-09-29.csv': { encoding: 'utf-8', delimiter: ',', titleRows: 0, hasFooter: false },
} as const satisfies Record<string, Reading>;

type FileName = keyof typeof READINGS;

const FILE_NAMES = Object.keys(READINGS) as FileName[];

/** Splits at the delimiter, but not inside quotes; no value of ours holds a quote. */
function cellsOf(line: string, delimiter: string): string[] {
  return line
    .split('"')
    .map((piece, index) => (index % 2 === 0 ? piece.replaceAll(delimiter, '\u0000') : piece))
    .join('')
    .split('\u0000');
}

function read({ lists }: GeneratedRegion, fileName: FileName): ReadList {
  const { encoding, delimiter, titleRows, hasFooter } = READINGS[fileName];
  const bytes = lists.find((list) => list.fileName === fileName)?.bytes;
  const decoded = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  // Some versions of Node read windows-1252 as ISO 8859-1, where the dash is a control character.
  const text = decoded.replaceAll('\u0096', '–');
  const lines = text.split('\r\n').slice(0, -1);
  const body = lines.slice(titleRows, hasFooter ? -1 : undefined).map((line) => cellsOf(line, delimiter));
  const [header = [], ...rows] = body;
  return {
    text,
    above: lines.slice(0, titleRows),
    rows: rows.map((row) => {
      if (row.length !== header.length) throw new Error(`${fileName}: ${row.join(delimiter)}`);
      return Object.fromEntries(header.map((name, index) => [name, row[index] ?? '']));
    }),
    footer: hasFooter ? lines.at(-1) : undefined,
  };
}

/** As `toEqual`, which takes seconds for half a megabyte. */
function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one?.length === other?.length && (one?.every((byte, index) => byte === other?.[index]) ?? false);
}

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

function kommunCode(text: string): string | null {
  const found = Object.entries(KOMMUNER).find(([, { spellings }]) => spellings.includes(text));
  return found?.[0] ?? null;
}

const region = generateRegion();
const { truth } = region;
const september = read(region, 'prator-sip-2025-09-15.csv');
const april = read(region, 'prator-sip-2025-04-28.csv');
const patients = read(region, 'prator-patienter-2025-09-15.csv');
const stays = read(region, 'prator-vardtillfallen-2025-09-29.csv');
const messages = read(region, 'prator-meddelanden-2025-09-29.csv');
const units = read(region, 'enheter.csv');

/** One row per SIP: the first one that has its id. */
const sips = [...new Map(september.rows.toReversed().map((row) => [row['SIP-id'], row])).values()].filter(
  (row) => row['SIP-id'] !== '',
);

describe('the bytes', () => {
  it('are the same at every call', () => {
    const again = generateRegion();
    expect(again.truth).toEqual(truth);
    expect(again.lists.map(({ bytes }, index) => isSame(bytes, region.lists[index]?.bytes))).toEqual(
      FILE_NAMES.map(() => true),
    );
  });

  it('are others with another seed, but what the truth counts of SIPs stays', () => {
    const other = generateRegion(7);
    expect(other.lists.map((list) => list.fileName)).toEqual(FILE_NAMES);
    expect(isSame(other.lists[3]?.bytes, region.lists[3]?.bytes)).toBe(false);
    expect(other.truth.sipSeptember.dataRows).toBe(truth.sipSeptember.dataRows);
    expect(read(other, 'prator-sip-2025-09-15.csv').rows).toHaveLength(truth.sipSeptember.dataRows);
  });

  it.each(FILE_NAMES)('of %s decode to Swedish, with CRLF', (fileName) => {
    const { text, rows } = read(region, fileName);
    expect(text).toMatch(/[åäö]/);
    expect(text).not.toContain('\uFFFD');
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(rows.length).toBeGreaterThan(4);
  });

  it('carry a byte order mark, or none, as the program that saved them would', () => {
    const firstBytes = region.lists.map(({ bytes }) => [...bytes.slice(0, 3)]);
    const marked = firstBytes.map(([one, two, three]) =>
      one === 0xef && two === 0xbb && three === 0xbf ? 'utf-8' : one === 0xff && two === 0xfe ? 'utf-16' : '',
    );
    expect(marked).toEqual(['utf-8', 'utf-16', 'utf-8', '', 'utf-8', '', '']);
  });

  it('say above or below the table what it is and how long', () => {
    expect(september.above).toEqual(['Prator – Pågående SIP', 'Uttag 2025-09-15 07:32;;;']);
    expect(september.footer).toBe('Antal poster: 1188');
    expect(stays.above[1]).toBe('Uttag 2025-09-29 15:40;;;');
  });
});

describe('the people', () => {
  const allIds = [september, april, patients, stays].flatMap(({ rows }) =>
    rows.map((row) => row['Personnummer'] ?? ''),
  );

  it('have numbers of the test series only', () => {
    for (const id of allIds) expect(id).toMatch(/^(18|19|20)\d{6}(-?(23[89]|9[89]\d)\d|(23[89]|9[89]\d)R)$/);
  });

  it('have right check digits, but for those damaged on purpose', () => {
    const sumOf = (id: string): number =>
      Array.from(id.replace('-', '').slice(2), Number).reduce((sum, digit, index) => {
        const product = index % 2 === 0 ? digit * 2 : digit;
        return sum + (product > 9 ? product - 9 : product);
      }, 0);
    const isWrong = ({ Personnummer: id = '' }: Cells): boolean => !id.endsWith('R') && sumOf(id) % 10 !== 0;
    const { facts } = truth.sipSeptember;
    expect(
      sips
        .filter(isWrong)
        .map((row) => row['SIP-id'])
        .sort(),
    ).toEqual([...facts.checkDigitWrong].sort());
    expect(stays.rows.filter(isWrong).map((row) => row['Vårdtillfälle'])).toEqual(
      truth.vardtillfallen.facts.checkDigitWrong,
    );
  });

  it('are one SIP each, but for two who have two', () => {
    const ids = sips.map((row) => row['Personnummer']?.replace('-', ''));
    expect(ids.length - distinct(ids).length).toBe(2);
    expect(truth.sipSeptember.facts.personHasTwoSips).toHaveLength(4);
  });

  it('have names that trip up careless programs', () => {
    for (const name of ["O'Connor", 'af Klintberg', 'El-Masri']) expect(september.text).toContain(name);
  });
});

describe('the SIPs of September', () => {
  const { sipSeptember } = truth;

  it('are 1,188, with five repeated rows, one contradiction and one row without id', () => {
    expect(sips).toHaveLength(1188);
    expect(sipSeptember.open).toBe(1188);
    expect(september.rows).toHaveLength(sipSeptember.dataRows);

    const lines = september.rows.map((row) => JSON.stringify(row));
    expect(lines.length - distinct(lines).length).toBe(sipSeptember.repeatedRows);
    const ids = distinct(lines).map((line) => (JSON.parse(line) as Cells)['SIP-id'] ?? '');
    expect(ids.filter((id, index) => ids.indexOf(id) < index)).toEqual(sipSeptember.conflictingIds);
    expect(ids.filter((id) => id === '')).toHaveLength(sipSeptember.rowsWithoutId);
  });

  it('fill the matrix cell by cell', () => {
    for (const { part, kommun, open } of sipSeptember.matrix) {
      const inCell = sips.filter(
        (row) => row['Samordningsansvar'] === PART_LABELS[part] && kommunCode(row['Kommun'] ?? '') === kommun,
      );
      expect([part, kommun, inCell.length]).toEqual([part, kommun, open]);
    }
  });

  it('agree with the control totals', () => {
    const totals = read(region, 'kontrollsummor-2025-09-15.csv').rows;
    for (const { part, kommun, open } of sipSeptember.matrix) {
      const line = totals.find((row) => row['Samordningsansvar'] === PART_LABELS[part]);
      expect(line?.[kommun === null ? 'Okänd kommun' : KOMMUNER[kommun].name]).toBe(String(open));
    }
    expect(totals.at(-1)?.['Totalt']).toBe('1188');
    expect(totals.slice(0, -1).reduce((sum, row) => sum + Number(row['Totalt']), 0)).toBe(1188);
  });

  it('write their kommun in several ways, now and then not at all', () => {
    const spellings = distinct(sips.map((row) => row['Kommun'] ?? ''));
    for (const spelling of ['Sundsvalls kommun', '2284', 'ÖRNSKÖLDSVIK', 'Sundsvall ', 'Sollefteå kn', '']) {
      expect(spellings).toContain(spelling);
    }
  });

  const unitNames = units.rows.map((row) => row['Enhet']);
  const tests: Record<keyof typeof sipSeptember.facts, (row: Cells) => boolean> = {
    roleEmpty: (row) => row['Samordningsansvarig roll'] === '',
    consentMissing: (row) => row['Samtycke'] === '',
    consentRefused: (row) => row['Samtycke'] === 'Nej',
    menprovning: (row) => row['Samtycke'] === 'Menprövning',
    protected: (row) => row['Skyddade personuppgifter'] === 'Ja',
    vardplan: (row) => row['Planform'] === 'Samordnad vårdplan',
    unitUnknown: (row) => !unitNames.includes(row['Samordningsansvarig enhet']),
    reservnummer: (row) => row['Personnummer']?.endsWith('R') ?? false,
    samordningsnummer: (row) => Number(row['Personnummer']?.slice(6, 8)) > 60,
    numberWithoutHyphen: (row) => /^\d{12}$/.test(row['Personnummer'] ?? ''),
    meetingInCutOver: ({ Möte: day = '' }) => day >= '2025-10-02' && day <= '2025-10-16',
    kommunEmpty: (row) => row['Kommun'] === '',
    inEvaluation: (row) => row['Fas'] === 'Utvärdering och avslut av plan',
    unchangedFor12Months: (row) => (row['Senast ändrad'] ?? '') < '2024-09-15',
    patientHasVardtillfalle: (row) => stays.rows.some((stay) => stay['Personnummer'] === row['Personnummer']),
    personHasTwoSips: (row) =>
      sips.filter((other) => other['Personnummer'] === row['Personnummer']).length === 2,
    // Its own test above: there the digits are counted.
    checkDigitWrong: (row) => sipSeptember.facts.checkDigitWrong.includes(row['SIP-id'] ?? ''),
  };

  it.each(Object.keys(tests) as (keyof typeof tests)[])('are %s as often as the truth says', (fact) => {
    const found = sips.filter(tests[fact]).map((row) => row['SIP-id'] ?? '');
    const told = sipSeptember.facts[fact];
    expect(found.filter((id) => !sipSeptember.conflictingIds.includes(id)).sort()).toEqual(
      told.filter((id) => !sipSeptember.conflictingIds.includes(id)).sort(),
    );
    expect(told.length).toBeGreaterThan(1);
  });

  it('have started before they were changed, and both before the list was taken out', () => {
    for (const { Startad: started = '', 'Senast ändrad': changed = '' } of sips) {
      expect(started <= changed && changed < '2025-09-15').toBe(true);
    }
  });

  it('name only vårdtillfällen that had begun', () => {
    const named = sips.filter((row) => row['Vårdtillfälle'] !== '');
    expect(Object.fromEntries(named.map((row) => [row['SIP-id'], row['Vårdtillfälle']]))).toEqual(
      sipSeptember.namedVardtillfallen,
    );
    for (const row of named) {
      const stay = stays.rows.find((other) => other['Vårdtillfälle'] === row['Vårdtillfälle']);
      expect(stay?.['Personnummer']).toBe(row['Personnummer']);
      expect((stay?.['Inskriven'] ?? '9') < '2025-09-15 07:32').toBe(true);
    }
  });
});

describe('the SIPs of April', () => {
  const { sipApril } = truth;
  const byId = new Map(april.rows.map((row) => [row['SIP-id'], row]));

  it('are about two thousand, some of them still open in September', () => {
    expect(april.rows).toHaveLength(sipApril.open);
    expect(byId.size).toBe(sipApril.open);
    const still = sips.filter((row) => byId.has(row['SIP-id']));
    expect(still).toHaveLength(sipApril.stillOpenInSeptember);
    expect(sipApril.open - still.length).toBe(sipApril.goneInSeptember);
    expect(sips.length - still.length).toBe(sipApril.newInSeptember);
  });

  it('are those that September says had started by then', () => {
    for (const row of sips) expect(byId.has(row['SIP-id'])).toBe((row['Startad'] ?? '') < '2025-04-28');
  });

  it('differ from September in kommun and part where the truth says so, and nowhere else', () => {
    const pairs = sips.flatMap((row) => {
      const then = byId.get(row['SIP-id']);
      return then === undefined ? [] : [{ id: row['SIP-id'] ?? '', now: row, then }];
    });
    const moved = pairs.filter(
      ({ now, then }) => kommunCode(now['Kommun'] ?? '') !== kommunCode(then['Kommun'] ?? ''),
    );
    const handedOver = pairs.filter(
      ({ now, then }) => now['Samordningsansvar'] !== then['Samordningsansvar'],
    );
    expect(moved.map(({ id }) => id).sort()).toEqual([...sipApril.kommunChanged].sort());
    expect(handedOver.map(({ id }) => id).sort()).toEqual([...sipApril.partChanged].sort());
  });

  it('hold nothing later than the day they were taken out', () => {
    for (const row of april.rows) expect((row['Senast ändrad'] ?? '') < '2025-04-28').toBe(true);
  });
});

describe('the vårdtillfällen', () => {
  const { vardtillfallen, meddelanden } = truth;

  /** By the dates of the list and the kvittenser of the other list alone. */
  function disposition(row: Cells): keyof typeof vardtillfallen.dispositions {
    if (row['Skyddade personuppgifter'] === 'Ja') return 'protected';
    if (row['Status'] === 'Utskriven') {
      const isOwed = messages.rows.some(
        (message) =>
          message['Ärende'] === row['Vårdtillfälle'] &&
          message['För kännedom'] === 'Nej' &&
          message['Kvitterat'] === '',
      );
      return isOwed ? 'awaiting-acknowledgement' : 'closed';
    }
    const ready = row['Utskrivningsklar']?.slice(0, 10) ?? '';
    return ready !== '' && ready <= '2025-09-29' ? 'finish-in-prator' : 'start-in-lifecare';
  }

  it('have the dispositions the truth says', () => {
    expect(stays.rows).toHaveLength(vardtillfallen.total);
    for (const [name, ids] of Object.entries(vardtillfallen.dispositions)) {
      const found = stays.rows.filter((row) => disposition(row) === name).map((row) => row['Vårdtillfälle']);
      expect(found).toEqual(ids);
      expect(ids.length).toBeGreaterThan(1);
    }
    expect(Object.values(vardtillfallen.dispositions).flat()).toHaveLength(vardtillfallen.total);
  });

  it('lie on both sides of the limit, and on it', () => {
    expect(vardtillfallen.facts.readyOn29September.length).toBeGreaterThan(1);
    expect(vardtillfallen.facts.readyLater).toHaveLength(2);
    const late = stays.rows.filter((row) =>
      vardtillfallen.facts.expectedAfterReadOnly.includes(row['Vårdtillfälle'] ?? ''),
    );
    expect(late).toHaveLength(4);
    for (const row of late) expect((row['Beräknad utskrivning'] ?? '') >= '2025-10-16').toBe(true);
  });

  it('run forwards in time', () => {
    for (const {
      Inskriven: admitted = '',
      Utskrivningsklar: ready = '',
      Utskriven: left = '',
    } of stays.rows) {
      expect(admitted <= '2025-09-29 15:40' && (ready === '' || admitted < ready)).toBe(true);
      expect(left === '' || (left > admitted && left > ready && left <= '2025-09-29 15:40')).toBe(true);
    }
  });

  it('belong to SIPs by patient, whether the SIP names them or not', () => {
    for (const [sipId, stayId] of Object.entries(vardtillfallen.ofSip)) {
      const sip = sips.find((row) => row['SIP-id'] === sipId);
      const stay = stays.rows.find((row) => row['Vårdtillfälle'] === stayId);
      expect(stay?.['Personnummer']).toBe(sip?.['Personnummer']);
    }
    expect(Object.keys(vardtillfallen.ofSip)).toHaveLength(34);
  });

  it('owe the kvittenser the truth says', () => {
    const different = [...new Map(messages.rows.map((row) => [row['Meddelande-id'], row])).values()];
    const owed = different.filter((row) => row['För kännedom'] === 'Nej' && row['Kvitterat'] === '');
    expect(messages.rows).toHaveLength(meddelanden.dataRows);
    expect(different).toHaveLength(meddelanden.total);
    expect(owed).toHaveLength(meddelanden.unacknowledged.total);
    expect(Object.values(meddelanden.unacknowledgedByCase).reduce((sum, count) => sum + count, 0)).toBe(
      owed.length,
    );
    expect(different.filter((row) => row['För kännedom'] === 'Ja')).toHaveLength(meddelanden.informationOnly);
  });

  it('get messages of known cases, but for the orphans, and never acknowledged before they are sent', () => {
    const cases = new Set([
      ...stays.rows.map((row) => row['Vårdtillfälle']),
      ...sips.map((row) => row['SIP-id']),
    ]);
    const orphans = messages.rows
      .filter((row) => !cases.has(row['Ärende']))
      .map((row) => row['Meddelande-id']);
    expect(distinct(orphans)).toEqual(meddelanden.orphans);
    for (const { Skickat: sent = '', Kvitterat: acknowledged = '' } of messages.rows) {
      expect(sent <= '2025-09-29 15:40' && (acknowledged === '' || acknowledged >= sent)).toBe(true);
    }
  });
});

describe('units and patients', () => {
  it('are as many as the truth says', () => {
    expect(units.rows).toHaveLength(truth.enheter.total);
    expect(distinct(units.rows.map((row) => row['Enhet']))).toHaveLength(truth.enheter.total);
    expect(patients.rows).toHaveLength(truth.patienter.dataRows);
    expect(distinct(patients.rows.map((row) => row['Personnummer']))).toHaveLength(truth.patienter.total);
  });

  it('bear HSA-ids of the right shape that nobody can take for real ones', () => {
    for (const row of units.rows) expect(row['HSA-id']).toMatch(/^SE2321000206-FIKTIV\d{3}$/);
  });

  it('leave out the units that the truth calls missing, and only those', () => {
    const known = new Set(units.rows.map((row) => row['Enhet']));
    const named = [
      ...[...september.rows, ...april.rows].map((row) => row['Samordningsansvarig enhet'] ?? ''),
      ...stays.rows.flatMap((row) => [row['Vårdenhet'] ?? '', row['Hälsocentral'] ?? '']),
      ...messages.rows.flatMap((row) => [row['Avsändare'] ?? '', row['Mottagare'] ?? '']),
    ];
    expect(distinct(named.filter((name) => !known.has(name))).sort()).toEqual(
      [...truth.enheter.missing].sort(),
    );
    const odd = messages.rows.filter((row) => !known.has(row['Avsändare']) || !known.has(row['Mottagare']));
    expect(distinct(odd.map((row) => row['Meddelande-id']))).toEqual(truth.meddelanden.withUnknownUnit);
  });

  it('know every person with a SIP, but for the few the truth counts', () => {
    const byId = new Map(patients.rows.map((row) => [row['Personnummer'], row]));
    const personIds = distinct(sips.map((row) => row['Personnummer']?.replace(/^(\d{8})(\d{4})$/, '$1-$2')));
    expect(personIds.filter((id) => !byId.has(id))).toHaveLength(truth.patienter.sipPersonsNotListed);
    const differs = sips.filter((row) => {
      const here = byId.get(row['Personnummer'])?.['Kommun'] ?? '';
      return here !== '' && row['Kommun'] !== '' && kommunCode(here) !== kommunCode(row['Kommun'] ?? '');
    });
    expect(distinct(differs.map((row) => row['Personnummer']))).toHaveLength(
      truth.patienter.kommunDiffersFromSip,
    );
  });

  it('say how patients live, and hide where the protected do', () => {
    const one = [...new Map(patients.rows.map((row) => [row['Personnummer'], row])).values()];
    const protectedRows = one.filter((row) => row['Skyddade personuppgifter'] === 'Ja');
    expect(one.filter((row) => row['Boendeform'] !== 'Ordinärt boende')).toHaveLength(
      truth.patienter.notInOrdinartBoende,
    );
    expect(protectedRows).toHaveLength(truth.patienter.protected);
    for (const row of protectedRows) expect([row['Kommun'], row['Vistelseadress']]).toEqual(['', '']);
    expect(one.filter((row) => row['Kommun'] === '')).toHaveLength(truth.patienter.kommunEmpty);
  });
});
