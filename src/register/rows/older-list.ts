import { historyByLists } from '../../domain/fates/history-by-lists.ts';
import type { Known, ListAtHand } from '../../domain/fates/known-case.ts';
import {
  fateOfOlder,
  layHistory,
  type HistoryChange,
  type Spell,
  type TakenHere,
} from '../../domain/fates/older-fate.ts';
import type { Taken } from '../../domain/fates/row-fate.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';
import { ROWS_BY_CASE } from '../engine/migrations.ts';
import type { Engine } from '../engine/engine.ts';
import { openCaseHistory, type CaseHistory } from './case-history.ts';

/** Takes in rows of a list that is older than what the register knows of their cases. */
export interface OlderList {
  readonly take: (row: number, known: Known, record: RecordRead) => Taken;
}

export function openOlderList(db: Engine, kind: KindName, list: ListAtHand): OlderList {
  const kept = openCaseHistory(db, kind, list.sourceNo);
  /** What an earlier row of this list said of a case. */
  const takenHere = new Map<number, TakenHere>();
  /** The cases that a sign of its own protects, though the list has no column of protection. */
  const signed = new Set<number>();
  const change = openHistory(db, kind, kept);
  const columns = list.names.filter((_, at) => !list.absent.includes(at));
  const protectedAt = list.names.indexOf('is_protected');
  const isSign = list.absent.includes(protectedAt);
  let later: ReadonlyMap<number, readonly string[]> | undefined;
  let isSilentLater = false;
  let isProtectionSilentLater = false;

  /** The case's history, where later lists are silent in columns that this one speaks in; whether one speaks of protection. */
  const layAnew = (known: Known, history: readonly Spell[], spell: Spell): boolean => {
    const { caseNo } = known;
    const others = kept.columned(caseNo, history);
    const own = { ...spell, columns, isSaidProtected: signed.has(caseNo) };
    const at = others.findIndex(({ factsOn }) => factsOn > spell.factsOn);
    const { spells } = historyByLists(
      layHistory(history, others, spell),
      others.toSpliced(at === -1 ? others.length : at, 0, own),
      list.names,
    );
    kept.lay(caseNo, spells);
    return others.some(
      (other) => other.factsOn > spell.factsOn && later?.get(other.sourceNo)?.includes('is_protected'),
    );
  };

  return {
    take(row, known, record) {
      if (later === undefined) {
        // Only lists out of order look rows up by case; the index is not worth its cost before.
        db.ensureIndex(ROWS_BY_CASE);
        later = listsAfter(db, kind, list);
        const spoken = [...later.values()];
        isSilentLater = spoken.some((has) => columns.some((name) => !has.includes(name)));
        isProtectionSilentLater = spoken.some((has) => !has.includes('is_protected'));
      }
      const { caseNo } = known;
      if (isSign && record.values[protectedAt] === 1) signed.add(caseNo);
      const history = kept.spells(known);
      const fate = fateOfOlder(row, record, { history, here: takenHere.get(caseNo) ?? null, list });
      takenHere.set(caseNo, fate.here);
      const isSigned = signed.has(caseNo);
      const isSilent = isSilentLater || (isSigned && isProtectionSilentLater);
      let speaksLater = true;
      if (isSilent && fate.spell !== null) speaksLater = layAnew(known, history, fate.spell);
      else change(known, history, fate.change);
      // What a list without the column has of an older one it does not say itself.
      const saysSo = isSign ? isSigned : fate.here.record.values[protectedAt] === 1;
      const isLifted = saysSo && known.values[protectedAt] !== 1;
      return isLifted && speaksLater ? { ...fate.taken, isUnprotectedLater: true } : fate.taken;
    },
  };
}

/** The canonical columns that the lists of a kind after one say something in, by their numbers. */
function listsAfter(
  db: Engine,
  kind: KindName,
  { exportedOn }: ListAtHand,
): ReadonlyMap<number, readonly string[]> {
  const found = db
    .prepare('SELECT source_no AS "sourceNo", columns FROM source WHERE kind = ? AND exported_on > ?')
    .all(kind, exportedOn) as { readonly sourceNo: number; readonly columns: string }[];
  return new Map(
    found.map(({ sourceNo, columns }) => [sourceNo, Object.keys(JSON.parse(columns) as object)] as const),
  );
}

/** Opens the changing of cases' histories, where no later list is silent in a column that this one speaks in. */
function openHistory(
  db: Engine,
  kind: KindName,
  { sightings: sightingsOf }: CaseHistory,
): (known: Known, history: readonly Spell[], change: HistoryChange) => void {
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
      const spells = [...layHistory(history, sightingsOf(caseNo), change.spell)];
      const current = spells.pop();
      forget.run(kind, caseNo);
      for (const spell of spells) keepSpell(spell);
      if (current !== undefined) redate.run(current.factsOn, current.sourceNo, current.row, caseNo);
    }
  };
}
