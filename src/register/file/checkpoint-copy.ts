import { NOTHING_CLOSED, type ClosedAs, type ClosedAsCounts } from '../../domain/classification/closed-as.ts';
import type { FactValue, KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';
import { atOnce } from '../engine/transaction.ts';

/**
 * The register's copy in a checkpoint's bag. Besides what the register has it holds, per case, how the case stood at
 * the checkpoint, and views with names that people can ask in SQL.
 */
export interface CheckpointCase {
  readonly kind: 'sip' | 'vardtillfalle';
  readonly caseNo: number;
  readonly reference: string;
  readonly class: string;
  readonly rule: string;
  readonly isOpen: boolean;
  /** What became of a closed SIP; null of any other case. */
  readonly closedAs: ClosedAs | null;
  readonly closing: Closing | null;
}

/** How a case came to count as closed. Who and which event are null where no person has said so. */
export interface Closing {
  readonly on: string;
  readonly by: string | null;
  readonly how: string;
  readonly seq: number | null;
}

const TABLE_AND_VIEWS = `
  CREATE TABLE kontrollpunkt_arende (
    kind TEXT NOT NULL,
    case_no INTEGER NOT NULL,
    referens TEXT NOT NULL,
    klass TEXT NOT NULL,
    regel TEXT NOT NULL,
    oppen INTEGER NOT NULL,
    stangd_den TEXT,
    stangd_av TEXT,
    stangd_hur TEXT,
    stangd_handelse INTEGER,
    PRIMARY KEY (kind, case_no)
  ) STRICT, WITHOUT ROWID;
  -- What became of the closed SIPs: moved, ended, or unknown.
  CREATE TABLE kontrollpunkt_stangd_sip (
    case_no INTEGER PRIMARY KEY,
    stangd_som TEXT NOT NULL
  ) STRICT;
  CREATE VIEW oppna_sipar AS
    SELECT k.referens, c.key AS sip_id, k.klass, k.regel, c.kommun, c.part, c.unit AS enhet
    FROM kontrollpunkt_arende k JOIN sip c USING (case_no) WHERE k.kind = 'sip' AND k.oppen = 1 ORDER BY case_no;
  CREATE VIEW stangda_sipar AS
    SELECT k.referens, c.key AS sip_id, k.stangd_den, k.stangd_av, k.stangd_hur, k.stangd_handelse
    FROM kontrollpunkt_arende k JOIN sip c USING (case_no) WHERE k.kind = 'sip' AND k.oppen = 0
    ORDER BY k.stangd_den, k.stangd_handelse, case_no;
  CREATE VIEW oppna_vardtillfallen AS
    SELECT k.referens, c.key AS vardtillfalle_id, k.klass, k.regel, c.kommun, c.unit AS enhet
    FROM kontrollpunkt_arende k JOIN vardtillfalle c USING (case_no)
    WHERE k.kind = 'vardtillfalle' AND k.oppen = 1 ORDER BY case_no;
  CREATE VIEW stangda_vardtillfallen AS
    SELECT k.referens, c.key AS vardtillfalle_id, k.stangd_den, k.stangd_av, k.stangd_hur, k.stangd_handelse
    FROM kontrollpunkt_arende k JOIN vardtillfalle c USING (case_no)
    WHERE k.kind = 'vardtillfalle' AND k.oppen = 0 ORDER BY k.stangd_den, k.stangd_handelse, case_no;
`;

/** Writes how every case stood, and the views, into a copy. */
export function addCheckpointCases(db: Engine, cases: readonly CheckpointCase[]): void {
  atOnce(db, () => {
    db.exec(TABLE_AND_VIEWS);
    const insert = db.prepare('INSERT INTO kontrollpunkt_arende VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
    const insertClosedAs = db.prepare('INSERT INTO kontrollpunkt_stangd_sip VALUES (?, ?)');
    for (const { kind, caseNo, reference, class: name, rule, isOpen, closing, closedAs } of cases) {
      if (closedAs !== null) insertClosedAs.run(caseNo, closedAs);
      const { on = null, by = null, how = null, seq = null } = closing ?? {};
      insert.run(kind, caseNo, reference, name, rule, isOpen ? 1 : 0, on, by, how, seq);
    }
  });
}

/** A case of any kind with all its columns, and how it stood. */
export type StateRow = Readonly<Record<string, FactValue>>;

const STOOD = `k.referens AS reference, k.klass AS class, k.regel AS rule, k.oppen AS is_open, k.stangd_den AS closed_on,
  k.stangd_av AS closed_by, k.stangd_hur AS closed_how, k.stangd_handelse AS closed_event`;

/** Every case of a kind, in the order of their numbers. */
export function stateRows(db: Engine, kind: KindName): IterableIterator<StateRow> {
  return db
    .prepare(
      `SELECT c.*, ${STOOD} FROM ${kind} c LEFT JOIN kontrollpunkt_arende k ON k.kind = ? AND k.case_no = c.case_no
       ORDER BY c.case_no`,
    )
    .iterate(kind) as IterableIterator<StateRow>;
}

export interface StoodCount {
  readonly kind: string;
  readonly class: string;
  readonly rule: string;
  readonly isOpen: 0 | 1;
  readonly part: string | null;
  readonly kommun: string | null;
  readonly cases: number;
}

/** The cases as they stood, counted. */
export function countStood(db: Engine): readonly StoodCount[] {
  return db
    .prepare(
      `SELECT k.kind, k.klass AS class, k.regel AS rule, k.oppen AS "isOpen", s.part, coalesce(s.kommun, v.kommun) AS kommun, count(*) AS cases
       FROM kontrollpunkt_arende k
       LEFT JOIN sip s ON k.kind = 'sip' AND s.case_no = k.case_no
       LEFT JOIN vardtillfalle v ON k.kind = 'vardtillfalle' AND v.case_no = k.case_no
       GROUP BY 1, 2, 3, 4, 5, 6`,
    )
    .all() as StoodCount[];
}

/** What became of the closed SIPs, counted; null in a copy of before that was told. */
export function countClosedAs(db: Engine): ClosedAsCounts | null {
  const isTold = db
    .prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'kontrollpunkt_stangd_sip'")
    .pluck()
    .get();
  if (isTold === undefined) return null;
  const counts = { ...NOTHING_CLOSED };
  const groups = db
    .prepare('SELECT stangd_som AS "closedAs", count(*) AS cases FROM kontrollpunkt_stangd_sip GROUP BY 1')
    .all() as { closedAs: ClosedAs; cases: number }[];
  for (const { closedAs, cases } of groups) counts[closedAs] = cases;
  return counts;
}
