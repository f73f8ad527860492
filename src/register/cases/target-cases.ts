import type { ClassedKind } from '../../domain/classification/class-rule.ts';
import type { TargetKind } from '../../domain/kinds/kinds.ts';
import { compareText } from '../../domain/words/compare-text.ts';
import { fold } from '../../domain/words/fold.ts';
import type { Engine } from '../engine/engine.ts';
import { coverageOf } from '../lists/coverage.ts';
import { latestListOn } from '../lists/sources.ts';
import { casesAsOf, type CaseRow } from './cases.ts';

/** What the lists of the target system have of a kind, as of a day. */
export interface TargetCases<K extends TargetKind> {
  /** The day of the newest list. */
  readonly listOn: string;
  /** What the newest lists that can say have of a person (by pseudonym), or of a unit (by folded name). */
  readonly of: (who: string) => readonly CaseRow<K>[];
  readonly all: () => Iterable<readonly [who: string, rows: readonly CaseRow<K>[]]>;
  /** The newest day whose lists would have had what is at a place; '' where none would. */
  readonly coveredOn: (place: Place) => string;
}

interface Place {
  readonly kommun?: string | null;
  readonly unit?: string | null;
  readonly part?: string | null;
}

/** What the lists of the target have of a kind, as of a day, as their rows stand: the newest list's last. */
export function targetRowsAsOf<K extends TargetKind>(
  db: Engine,
  kind: K,
  asOf: string,
): readonly CaseRow<K>[] {
  return [...casesAsOf(db, kind, asOf)].sort(
    (one, other) =>
      compareText(one.last_seen_on, other.last_seen_on) ||
      one.last_source_no - other.last_source_no ||
      one.last_row - other.last_row,
  );
}

/** @returns null where no list of the kind is in by the day */
export function openTargetCases<K extends TargetKind>(
  db: Engine,
  kind: K,
  asOf: string,
): TargetCases<K> | null {
  const listOn = latestListOn(db, kind, asOf);
  if (listOn === null) return null;
  const coverage = coverageOf(db, kind, asOf);
  const known = new Map<string, CaseRow<K>[]>();
  for (const row of targetRowsAsOf(db, kind, asOf)) {
    const name: unknown = kind === 'lcsp_enhet' && 'name' in row ? row.name : null;
    const who = typeof name === 'string' ? fold(name) : row.person_key;
    if (who === null || !coverage.isListed(row)) continue;
    const ofOne = known.get(who);
    if (ofOne === undefined) known.set(who, [row]);
    else ofOne.push(row);
  }
  return {
    listOn,
    of: (who) => known.get(who) ?? NOTHING,
    all: () => known,
    // A case that no list has is covered by what the lists are the whole of, and by nothing else.
    coveredOn: (place) => coverage.coveredOn({ ...place, case_no: -1, last_seen_on: '' }),
  };
}

const NOTHING: readonly never[] = [];

/** The persons who have several cases of a kind, by the lists up to a day. */
export function personsWithSeveral(db: Engine, kind: ClassedKind, asOf: string): ReadonlySet<string> {
  return new Set(
    db
      .prepare(
        `SELECT c.person_key FROM ${kind} c JOIN source s ON s.source_no = c.first_source_no
         WHERE c.person_key IS NOT NULL AND s.exported_on <= ? GROUP BY 1 HAVING count(*) > 1`,
      )
      .pluck()
      .all(asOf) as string[],
  );
}

const PLACE_OF = {
  lcsp_sip: 'person_key AS who, NULL AS kommun, unit, NULL AS part',
  lcsp_patient: 'person_key AS who, kommun, hemsjukvard_unit AS unit, NULL AS part',
  lcsp_vardtillfalle: 'person_key AS who, kommun, unit, NULL AS part',
  lcsp_enhet: 'name AS who, kommun, NULL AS unit, part',
} as const satisfies Readonly<Record<TargetKind, string>>;

/** What is not in force says nothing of where somebody is. */
const IN_FORCE: Partial<Readonly<Record<TargetKind, string>>> = {
  lcsp_sip: "AND status IS DISTINCT FROM 'cancelled'",
  lcsp_vardtillfalle: "AND status IS DISTINCT FROM 'cancelled'",
};

interface PlacedRow {
  readonly row: number;
  readonly who: string | null;
  readonly kommun: string | null;
  readonly unit: string | null;
  readonly part: string | null;
}

/** The cases of one list but for those that are makulerade, with their rows in it and where they are. */
export function casesOfTargetList(db: Engine, kind: TargetKind, sourceNo: number): readonly PlacedRow[] {
  const rows = db
    .prepare(
      `SELECT last_row AS row, ${PLACE_OF[kind]} FROM ${kind} WHERE last_source_no = ? ${IN_FORCE[kind] ?? ''}
       ORDER BY last_row`,
    )
    .all(sourceNo) as PlacedRow[];
  return kind === 'lcsp_enhet'
    ? rows.map((row) => ({ ...row, who: row.who === null ? null : fold(row.who) }))
    : rows;
}
