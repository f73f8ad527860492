import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';

/** The days of a kind's lists up to a day, oldest first. */
export function listDays(db: Engine, kind: KindName, asOf: string): readonly string[] {
  return db
    .prepare(
      'SELECT DISTINCT exported_on FROM source WHERE kind = ? AND exported_on <= ? ORDER BY exported_on',
    )
    .pluck()
    .all(kind, asOf) as string[];
}

/** The cases that stand on any of these lists. */
export function casesOnLists(db: Engine, sourceNos: readonly number[]): ReadonlySet<number> {
  const onList = db
    .prepare('SELECT DISTINCT case_no FROM source_row WHERE source_no = ? AND case_no IS NOT NULL')
    .pluck();
  return new Set(sourceNos.flatMap((sourceNo) => onList.all(sourceNo) as number[]));
}

/** Rows of a day's lists that belong to no case because nothing in them says whose they are. */
export function rowsWithoutCase(db: Engine, kind: KindName, day: string): number {
  return db
    .prepare(
      `SELECT count(*) FROM source s JOIN source_row r USING (source_no)
       WHERE s.kind = ? AND s.exported_on = ? AND r.fate = 'rejected' AND r.case_no IS NULL`,
    )
    .pluck()
    .get(kind, day) as number;
}

/** The part that a unit belongs to, by its folded name, where a list of units says. */
export function partsOfUnits(db: Engine): ReadonlyMap<string, string> {
  const units = db.prepare('SELECT key, part FROM enhet WHERE part IS NOT NULL').all() as {
    key: string;
    part: string;
  }[];
  return new Map(units.map(({ key, part }) => [key, part]));
}
