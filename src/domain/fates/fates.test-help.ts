import type { RecordRead } from '../records/record-reader.ts';
import { storedFacts, type Known, type ListAtHand } from './known-case.ts';
import type { Spell } from './older-fate.ts';

/** A list that has three columns of two cases. */
export const LIST: ListAtHand = {
  sourceNo: 3,
  exportedOn: '2025-09-15',
  names: ['sip_id', 'unit', 'is_protected'],
  absent: [],
};

/** A row that says unit A of an unprotected person. */
export function record(parts: Partial<RecordRead> = {}): RecordRead {
  return {
    values: ['S1', 'A', 0],
    key: 'S1',
    personKey: '191212121212',
    identity: 'ok',
    fitsTestPattern: false,
    notUnderstood: null,
    marks: null,
    ...parts,
  };
}

/** The same as known from list 1, taken out in August. */
export function known(parts: Partial<Known> = {}): Known {
  const { values, personKey, identity } = record();
  return {
    caseNo: 7,
    factsOn: '2025-08-20',
    sourceNo: 1,
    row: 4,
    firstSourceNo: 1,
    lastSeenOn: '2025-08-20',
    lastSourceNo: 1,
    lastRow: 5,
    isConflicting: false,
    notUnderstood: null,
    values,
    personKey,
    identity,
    ...parts,
  };
}

/** A spell of unit `unit` from a list. */
export function spell(factsOn: string, sourceNo: number, unit: string): Spell {
  const facts = storedFacts(LIST.names, known({ values: ['S1', unit, 0] }));
  return { factsOn, sourceNo, row: 2, facts };
}
