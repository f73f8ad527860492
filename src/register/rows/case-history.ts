import { storedFacts, type Known } from '../../domain/fates/known-case.ts';
import type { ColumnedSighting } from '../../domain/fates/history-by-lists.ts';
import type { Sighting, Spell } from '../../domain/fates/older-fate.ts';
import { speaksOfProtection } from '../../domain/kinds/protection.ts';
import { kindOf, type FactValue, type KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';
import { derivedColumns, openKnownCasesByNumber } from './known-cases.ts';

/** The history of cases of a kind, as it is kept. */
export interface CaseHistory {
  /** A case's spells in order; the last are the facts in force. */
  readonly spells: (known: Known) => readonly [...Spell[], Spell];
  /** The lists that had a case but for one, in order; and the same with what each of them speaks of. */
  readonly sightings: (caseNo: number) => readonly Sighting[];
  readonly columned: (caseNo: number, history: readonly Spell[]) => readonly ColumnedSighting[];
  /** Lays the spells of a case anew. */
  readonly lay: (caseNo: number, spells: readonly Spell[]) => void;
}

/** @param besides the list that is left out where sightings are asked for */
export function openCaseHistory(db: Engine, kind: KindName, besides: number): CaseHistory {
  const names = kindOf(kind).fields.map(({ name }) => name);
  const written = names.slice(derivedColumns(kind));
  const spellsOf = db.prepare(
    `SELECT facts_on AS "factsOn", source_no AS "sourceNo", row, facts FROM earlier_facts WHERE kind = ? AND case_no = ?
     ORDER BY facts_on, source_no, row`,
  );
  const sightingsOf = db.prepare(
    `SELECT min(s.exported_on) AS "factsOn", r.source_no AS "sourceNo", min(r.row) AS row, min(s.columns) AS columns
     FROM source_row r JOIN source s USING (source_no)
     WHERE r.case_no = ? AND s.kind = ? AND r.source_no <> ? GROUP BY r.source_no ORDER BY 1, 2`,
  );
  const forget = db.prepare('DELETE FROM earlier_facts WHERE kind = ? AND case_no = ?');
  const keep = db.prepare('INSERT INTO earlier_facts VALUES (?, ?, ?, ?, ?, ?)');
  const update = db.prepare(
    `UPDATE ${kind} SET ${written.map((name) => `"${name}" = ?`).join(', ')}, person_key = ?, identity = ?,
       not_understood = ?, is_conflicting = ?, facts_on = ?, source_no = ?, row = ? WHERE case_no = ?`,
  );
  const saysProtected = openOwnSigns(db);
  const sightings = (caseNo: number) =>
    sightingsOf.all(caseNo, kind, besides) as (Sighting & { readonly columns: string })[];
  return {
    sightings,
    spells(known) {
      const { caseNo, factsOn, sourceNo, row } = known;
      const inForce = { factsOn, sourceNo, row, facts: storedFacts(names, known) };
      return [...(spellsOf.all(kind, caseNo) as Spell[]), inForce];
    },
    columned(caseNo, history) {
      const isEverProtected = history.some(({ facts }) => isProtectedIn(facts));
      return sightings(caseNo).map((one) => {
        const columns = Object.keys(JSON.parse(one.columns) as object);
        const hasNoColumn = isEverProtected && !columns.includes('is_protected');
        const sighting = { ...one, columns };
        return { ...sighting, isSaidProtected: hasNoColumn && saysProtected(caseNo, sighting, history) };
      });
    },
    lay(caseNo, spells) {
      const inForce = spells.at(-1);
      if (inForce === undefined) return;
      forget.run(kind, caseNo);
      for (const spell of spells.slice(0, -1))
        keep.run(kind, caseNo, spell.factsOn, spell.sourceNo, spell.row, spell.facts);
      const facts = JSON.parse(inForce.facts) as Readonly<Record<string, FactValue>>;
      update.run(
        ...written.map((name) => facts[name] ?? null),
        ...['person_key', 'identity', 'not_understood', 'is_conflicting'].map((name) => facts[name] ?? null),
        ...[inForce.factsOn, inForce.sourceNo, inForce.row, caseNo],
      );
    },
  };
}

/** Opens the question whether a list without a column of protection has a sign of its own that a case of it is protected. */
export function openSignsOfLists(db: Engine, kind: KindName): (caseNo: number, sourceNo: number) => boolean {
  const kept = openCaseHistory(db, kind, NO_LIST);
  const knownOf = openKnownCasesByNumber(
    db,
    kind,
    kindOf(kind).fields.map(({ name }) => name),
  );
  return (caseNo, sourceNo) => {
    const known = knownOf(caseNo);
    if (known === null) return false;
    const lists = kept.columned(caseNo, kept.spells(known));
    return lists.some((one) => one.sourceNo === sourceNo && one.isSaidProtected);
  };
}

const NO_LIST = 0;

const isProtectedIn = (facts: string): boolean =>
  (JSON.parse(facts) as { readonly is_protected?: FactValue }).is_protected === 1;

type Columned = Omit<ColumnedSighting, 'isSaidProtected'>;

/**
 * Opens the looking for a sign of protection that a list itself has of a case, though it lacks the column: what it was
 * told by when the list came in, or a word in what is kept of the row. Where a case was not protected by then, there was
 * none.
 */
function openOwnSigns(
  db: Engine,
): (caseNo: number, sighting: Columned, history: readonly Spell[]) => boolean {
  const tolds = db.prepare(
    `SELECT 1 FROM finding f WHERE f.source_no = :sourceNo AND (
       (f.code IN ('PROTECTION_ELSEWHERE', 'PROTECTION_BESIDE_CELL')
         AND f.row IN (SELECT row FROM source_row WHERE source_no = :sourceNo AND case_no = :caseNo))
       OR (f.code = 'PROTECTION_OF_LIST' AND (f.row IS NULL OR f.row < :row)))
     LIMIT 1`,
  );
  return (caseNo, { factsOn, sourceNo, row, columns }, history) => {
    const spell = history.findLast(
      (one) => one.factsOn < factsOn || (one.factsOn === factsOn && one.sourceNo <= sourceNo),
    );
    const { facts } = spell ?? history[0] ?? { facts: '{}' };
    if (!isProtectedIn(facts)) return false;
    return (
      tolds.get({ sourceNo, row, caseNo }) !== undefined || textsOf(facts, columns).some(speaksOfProtection)
    );
  };
}

/** The texts of a row in its list's own columns as they are kept, read or not. */
function textsOf(facts: string, columns: readonly string[]): readonly string[] {
  const { not_understood: unread, ...read } = JSON.parse(facts) as Readonly<Record<string, FactValue>>;
  const texts = typeof unread === 'string' ? (JSON.parse(unread) as Readonly<Record<string, string>>) : {};
  return [read, texts].flatMap((some) =>
    Object.entries(some).flatMap(([name, text]) =>
      typeof text === 'string' && columns.some((column) => name.startsWith(column)) ? [text] : [],
    ),
  );
}
