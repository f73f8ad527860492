import { storedFacts, type Known, type ListAtHand } from '../../domain/fates/known-case.ts';
import {
  fateOfOlder,
  layHistory,
  type HistoryChange,
  type Sighting,
  type Spell,
  type TakenHere,
} from '../../domain/fates/older-fate.ts';
import type { Taken } from '../../domain/fates/row-fate.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';
import { ROWS_BY_CASE } from '../engine/migrations.ts';
import type { Engine } from '../engine/engine.ts';

/** Takes in rows of a list that is older than what the register knows of their cases. */
export interface OlderList {
  readonly take: (row: number, known: Known, record: RecordRead) => Taken;
}

export function openOlderList(db: Engine, kind: KindName, list: ListAtHand): OlderList {
  const spellsOf = db.prepare(
    `SELECT facts_on AS "factsOn", source_no AS "sourceNo", row, facts FROM earlier_facts WHERE kind = ? AND case_no = ?
     ORDER BY facts_on, source_no, row`,
  );
  /** What an earlier row of this list said of a case. */
  const takenHere = new Map<number, TakenHere>();
  const change = openHistory(db, kind, list);
  const protectLater = openProtectingLater(db, kind, list);
  const protectedAt = list.names.indexOf('is_protected');
  let isIndexed = false;
  return {
    take(row, known, record) {
      if (!isIndexed) {
        // Only lists out of order look rows up by case; the index is not worth its cost before.
        db.ensureIndex(ROWS_BY_CASE);
        isIndexed = true;
      }
      const { caseNo, factsOn, sourceNo } = known;
      const current = { factsOn, sourceNo, row: known.row, facts: storedFacts(list.names, known) };
      const history = [...(spellsOf.all(kind, caseNo) as Spell[]), current];
      const fate = fateOfOlder(row, record, { history, here: takenHere.get(caseNo) ?? null, list });
      takenHere.set(caseNo, fate.here);
      change(known, history, fate.change);
      if (fate.here.record.values[protectedAt] !== 1 || !protectLater(caseNo)) return fate.taken;
      return known.values[protectedAt] === 1 ? fate.taken : { ...fate.taken, isUnprotectedLater: true };
    },
  };
}

/**
 * Opens the protecting of a case in the lists after one that says that it is, up to the next that says anything of
 * protection: as if they had come in their order. A person is never left without it by a list that does not speak of it. What is
 * opened says whether any does.
 */
function openProtectingLater(
  db: Engine,
  kind: KindName,
  { sourceNo, exportedOn }: ListAtHand,
): (caseNo: number) => boolean {
  const laterOf = db.prepare(
    `SELECT DISTINCT s.exported_on, s.source_no AS "sourceNo", s.columns FROM source_row r JOIN source s USING (source_no)
     WHERE r.case_no = ? AND s.kind = ? AND (s.exported_on > ? OR (s.exported_on = ? AND s.source_no > ?))
     ORDER BY s.exported_on, s.source_no`,
  );
  const protect = kindOf(kind).fields.some(({ name }) => name === 'is_protected')
    ? db.prepare(`UPDATE ${kind} SET is_protected = 1 WHERE case_no = ? AND source_no = ?`)
    : null;
  const factsOf = db.prepare(
    'SELECT facts FROM earlier_facts WHERE kind = ? AND case_no = ? AND source_no = ?',
  );
  const setFacts = db.prepare(
    'UPDATE earlier_facts SET facts = ? WHERE kind = ? AND case_no = ? AND source_no = ? AND facts = ?',
  );
  return (caseNo) => {
    const later = laterOf.all(caseNo, kind, exportedOn, exportedOn, sourceNo) as {
      readonly sourceNo: number;
      readonly columns: string;
    }[];
    const speaking = later.findIndex(({ columns }) => 'is_protected' in (JSON.parse(columns) as object));
    const silent = speaking === -1 ? later : later.slice(0, speaking);
    for (const list of silent) {
      protect?.run(caseNo, list.sourceNo);
      for (const { facts } of factsOf.all(kind, caseNo, list.sourceNo) as { readonly facts: string }[]) {
        const guarded = { ...(JSON.parse(facts) as object), is_protected: 1 };
        setFacts.run(JSON.stringify(guarded), kind, caseNo, list.sourceNo, facts);
      }
    }
    return speaking !== -1;
  };
}

/** Opens the changing of cases' histories. */
function openHistory(
  db: Engine,
  kind: KindName,
  { sourceNo }: ListAtHand,
): (known: Known, history: readonly Spell[], change: HistoryChange) => void {
  const sightingsOf = db.prepare(
    `SELECT min(s.exported_on) AS "factsOn", r.source_no AS "sourceNo", min(r.row) AS row
     FROM source_row r JOIN source s USING (source_no)
     WHERE r.case_no = ? AND s.kind = ? AND r.source_no <> ? GROUP BY r.source_no ORDER BY 1, 2`,
  );
  const forget = db.prepare('DELETE FROM earlier_facts WHERE kind = ? AND case_no = ?');
  const keep = db.prepare('INSERT INTO earlier_facts VALUES (?, ?, ?, ?, ?, ?)');
  const redateEarlier = db.prepare(
    `UPDATE earlier_facts SET facts_on = ?, source_no = ?, row = ?
     WHERE kind = ? AND case_no = ? AND facts_on = ? AND source_no = ?`,
  );
  const redate = db.prepare(`UPDATE ${kind} SET facts_on = ?, source_no = ?, row = ? WHERE case_no = ?`);

  return (known, history, change) => {
    const { caseNo } = known;
    const keepSpell = (spell: Spell): void => {
      keep.run(kind, caseNo, spell.factsOn, spell.sourceNo, spell.row, spell.facts);
    };
    if (change.how === 'begins') {
      keepSpell(change.first);
    } else if (change.how === 'began') {
      const { first, on } = change;
      if (first.sourceNo === known.sourceNo && first.factsOn === known.factsOn)
        redate.run(on.factsOn, on.sourceNo, on.row, caseNo);
      else redateEarlier.run(on.factsOn, on.sourceNo, on.row, kind, caseNo, first.factsOn, first.sourceNo);
    } else if (change.how === 'laid') {
      const sightings = sightingsOf.all(caseNo, kind, sourceNo) as Sighting[];
      const spells = [...layHistory(history, sightings, change.spell)];
      const current = spells.pop();
      forget.run(kind, caseNo);
      for (const spell of spells) keepSpell(spell);
      if (current !== undefined) redate.run(current.factsOn, current.sourceNo, current.row, caseNo);
    }
  };
}
