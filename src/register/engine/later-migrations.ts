/** The last entries of `MIGRATIONS`; a new one comes last here, and none is ever changed once released. */
export const LATER_MIGRATIONS: readonly string[] = [
  `
  -- What became of a SIP that is closed: moved, ended, or unknown; empty of one that is open.
  ALTER TABLE sip ADD COLUMN closed_as TEXT;
  `,
  `
  -- The parties of a SIP, as the list names them.
  ALTER TABLE sip ADD COLUMN participants TEXT;
  -- The number of a party of a SIP that has stood on a list; it is never another's.
  CREATE TABLE sip_part (
    part_no INTEGER PRIMARY KEY,
    sip_key TEXT NOT NULL,
    party_key TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX sip_part_of ON sip_part (sip_key, party_key);
  `,
  'ALTER TABLE worklist ADD COLUMN own_texts TEXT; -- marks of the texts besides its table, as JSON',
  `
  -- Rows that say that a person is protected and became no case: who it is, as far as the row says.
  CREATE TABLE unplaced_protection (
    source_no INTEGER NOT NULL REFERENCES source,
    row INTEGER NOT NULL,
    person_key TEXT, identity TEXT, name TEXT, kommun TEXT,
    PRIMARY KEY (source_no, row)
  ) STRICT, WITHOUT ROWID;
  -- The names of those whom lists call protected under a number that says nothing, and the persons who have them.
  CREATE TABLE protected_name (
    name TEXT NOT NULL,
    kommun TEXT
  ) STRICT;
  CREATE TABLE protected_perhaps (
    person_key TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;
  `,
  ['sip', 'vardtillfalle', 'patient']
    // Who is protected is asked for with every class. An index of those rows alone: no other row of a long list keeps it.
    .map(
      (kind) =>
        `CREATE INDEX ${kind}_protected ON ${kind} (is_protected, person_key) WHERE is_protected = 1;`,
    )
    .join('\n'),
];
