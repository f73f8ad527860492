import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { createIdentityReader } from '../identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../identity/reserve-number-rules.ts';
import { resolveColumns } from '../mapping/mapping.ts';
import { createRecordReader } from './record-reader.ts';
import { misfitTeller } from './row-of-other-list.ts';

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
