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
import type { KindName } from '../../domain/kinds/kinds.ts';
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
      return fate.taken;
    },
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
