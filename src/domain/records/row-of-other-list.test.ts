import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { createIdentityReader, isUsable } from '../identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../identity/reserve-number-rules.ts';
import { resolveColumns } from '../mapping/mapping.ts';
import { createRecordReader } from './record-reader.ts';
import { foreignTeller, misfitTeller } from './row-of-other-list.ts';

const columns = resolveColumns('sip', ['SIP-id', 'Kommun', 'Status', 'Startad', 'Möte'], PROFILE, null);
const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, 2025);
const aliasOf = (): string => 'DOLT-ID';
const read = createRecordReader({
  profile: PROFILE,
  mapping: null,
  columns,
  readIdentity,
  exportedOn: '2025-09-15',
  aliasOf,
});
const isMisfit = misfitTeller(columns);

describe('a row does not fit its columns', () => {
  it.each<readonly [readonly string[], boolean]>([
    [['VT1', 'Avdelning 5', '2025-09-01', 'Somatik', ''], true],
    [['VT1', 'Timrå', '2025-09-01', 'Somatik', ''], true],
    [['SIP-1', 'Timrå', 'Pågående', '2025-01-02', ''], false],
    // One cell is a fault of its own; two are, beside three that are right.
    [['SIP-1', 'Timrå', 'Pågående', 'i våras', ''], false],
    [['SIP-1', 'Timrå', 'Pågående', 'i våras', 'sedan'], true],
    [['SIP-1', '', '', '', ''], false],
  ])('%j: %s', (cells, misfits) => {
    expect(isMisfit(read(cells, () => undefined))).toBe(misfits);
  });
});

describe('a row is of another list, where no id says it', () => {
  const ofPatients = resolveColumns(
    'patient',
    ['Personnummer', 'Namn', 'Kommun', 'Boendeform', 'Hemsjukvårdsenhet', 'Närstående finns'],
    PROFILE,
    null,
  );
  const readPatient = createRecordReader({
    profile: PROFILE,
    mapping: null,
    columns: ofPatients,
    readIdentity,
    exportedOn: '2025-09-15',
    aliasOf,
  });
  const isForeign = foreignTeller(ofPatients, {
    isPerson: (text) => isUsable(readIdentity(text)),
    isKommun: (text) => text === 'Timrå',
  });

  it.each<readonly [readonly string[], boolean]>([
    [['SIP-1', '19250628-9822', 'Anna Ek', 'Timrå', 'HC Ängen', ''], true],
    [['19250628-9822', 'Anna Ek', '2025-09-20', 'Sjuksköterska', 'HC Ängen', ''], true],
    [['SE2321000131-E1', 'HC Ängen', 'Hälsocentral', 'Timrå', 'Primärvård', ''], true],
    [['19250628-9822', 'Anna Ek', 'Timrå', 'Ordinärt boende', 'HC Ängen', 'Ja', 'Pågående'], false],
    // Words that nobody has taught the tool are a messy row.
    [['19250628-9822', 'Anna Ek', 'Där borta', 'Korttids', 'Okänd', 'kanske'], false],
    // And one cell is a fault of its own, as is a number that is mistyped.
    [['19250628-9823', 'Anna Ek', '2025-09-20', 'Ordinärt boende', '', 'Ja'], false],
    [['19250628-9822', 'Anna Ek', '2025-09-20', 'Ordinärt boende', '', 'Ja'], false],
    [['', '', '', '', '', ''], false],
  ])('%j: %s', (cells, expected) => {
    expect(
      isForeign(
        cells,
        readPatient(cells, () => undefined),
      ),
    ).toBe(expected);
  });
});
