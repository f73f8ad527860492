import { storedFacts, type KeptFacts, type Known, type ListAtHand } from '../../domain/fates/known-case.ts';
import { kindOf, type FactValue, type KindName } from '../../domain/kinds/kinds.ts';
import type { IdentityState } from '../../domain/records/record-reader.ts';
import type { Engine } from '../engine/engine.ts';
import { openLookUps } from './look-ups.ts';

/** What is known of the cases of a kind, and its changing by a list. */
export interface KnownCases {
  /** Reads at once what is known of the cases with these keys, which are then asked for. */
  readonly lookUp: (keys: readonly string[]) => void;
  readonly find: (key: string) => Known | null;
  /** Keeps the facts as earlier ones. */
  readonly keepEarlier: (known: Known) => void;
  /** Lays in facts that the list has on a row. */
  readonly replace: (known: Known, row: number, facts: KeptFacts) => void;
  /** Notes that the list has the case, with the facts that are known. */
  readonly sight: (known: Known, row: number) => void;
}

/** How many of a kind's first columns the table derives: where the id itself is the key, it stands there once. */
export function derivedColumns(kind: KindName): number {
  return kindOf(kind).fields[0]?.type === 'id' ? 1 : 0;
}

const BOOKKEEPING = [
  'case_no',
  'facts_on',
  'source_no',
  'row',
  'first_source_no',
  'last_seen_on',
  'last_source_no',
  'last_row',
  'is_conflicting',
  'not_understood',
  'person_key',
  'identity',
] as const;

export function openKnownCases(
  db: Engine,
  kind: KindName,
  { sourceNo, exportedOn, names }: ListAtHand,
): KnownCases {
  const derived = derivedColumns(kind);
  const assignments = names.slice(derived).map((name) => `"${name}" = ?`);
  const columns = `${BOOKKEEPING.join(', ')}, ${names.map((name) => `"${name}"`).join(', ')}`;
  const select = db.prepare(`SELECT ${columns} FROM ${kind} WHERE key = ?`).raw();
  const looked = openLookUps(
    db.prepare(`SELECT key, ${columns} FROM ${kind} WHERE key IN ${db.sql.texts('?')}`).raw(),
    (key) => select.get(key) as FactValue[] | undefined,
  );
  const replace = db.prepare(
    `UPDATE ${kind} SET ${assignments.join(', ')}, person_key = ?, identity = ?, not_understood = ?, is_conflicting = ?,
       facts_on = ?, source_no = ?, row = ?, last_seen_on = ?, last_source_no = ?, last_row = ? WHERE case_no = ?`,
  );
  const sight = db.prepare(
    `UPDATE ${kind} SET last_seen_on = ?, last_source_no = ?, last_row = ? WHERE case_no = ?`,
  );
  const keep = db.prepare('INSERT INTO earlier_facts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  return {
    lookUp: looked.lookUp,
    find(key) {
      const found = looked.find(key);
      return found === undefined ? null : asKnown(found);
    },
    keepEarlier(known) {
      keep.run(kind, known.caseNo, known.factsOn, known.sourceNo, known.row, storedFacts(names, known));
    },
    replace({ caseNo }, row, { values, personKey, identity, notUnderstood, isConflicting }) {
      replace.run(
        ...values.slice(derived),
        personKey,
        identity,
        notUnderstood,
        isConflicting ? 1 : 0,
        ...[exportedOn, sourceNo, row],
        ...[exportedOn, sourceNo, row],
        caseNo,
      );
    },
    sight({ caseNo }, row) {
      sight.run(exportedOn, sourceNo, row, caseNo);
    },
  };
}

/** Looks up what is known of a case by its number. */
export function openKnownCasesByNumber(
  db: Engine,
  kind: KindName,
  names: readonly string[],
): (caseNo: number) => Known | null {
  const select = db
    .prepare(
      `SELECT ${BOOKKEEPING.join(', ')}, ${names.map((name) => `"${name}"`).join(', ')} FROM ${kind} WHERE case_no = ?`,
    )
    .raw();
  return (caseNo) => {
    const found = select.get(caseNo) as FactValue[] | undefined;
    return found === undefined ? null : asKnown(found);
  };
}

function asKnown(found: readonly FactValue[]): Known {
  const [
    caseNo,
    factsOn,
    sourceNo,
    row,
    firstSourceNo,
    lastSeenOn,
    lastSourceNo,
    lastRow,
    isConflicting,
    notUnderstood,
    personKey,
    identity,
  ] = found;
  return {
    caseNo: caseNo as number,
    factsOn: factsOn as string,
    sourceNo: sourceNo as number,
    row: row as number,
    firstSourceNo: firstSourceNo as number,
    lastSeenOn: lastSeenOn as string,
    lastSourceNo: lastSourceNo as number,
    lastRow: lastRow as number,
    isConflicting: isConflicting === 1,
    notUnderstood: notUnderstood as string | null,
    personKey: personKey as string | null,
    identity: identity as IdentityState | null,
    values: found.slice(BOOKKEEPING.length),
  };
}
