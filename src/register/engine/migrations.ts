import { LATER_MIGRATIONS } from './later-migrations.ts';

/** Only some lists ask for rows by case: the index is made when the first of them comes in. */
export const ROWS_BY_CASE = 'CREATE INDEX IF NOT EXISTS source_row_of_case ON source_row (case_no)';

/**
 * The register's schema, one entry a version; `user_version` counts them. An entry is never changed once released.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- One row for each list taken in.
  CREATE TABLE source (
    source_no INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    exported_on TEXT NOT NULL,
    encoding TEXT NOT NULL,
    delimiter TEXT,
    sheet TEXT,
    -- Canonical column -> header of the list, as JSON: how the list was read.
    columns TEXT NOT NULL,
    mapping_hash TEXT NOT NULL,
    rows INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    -- The mapping it was read with, as JSON.
    mapping TEXT,
    -- The list that this one mends: a Rättningslista that came back. It holds a part of that list's rows.
    mends INTEGER REFERENCES source
  ) STRICT;
  -- The same content on another day is another uttag: nothing had changed by then.
  CREATE UNIQUE INDEX source_once ON source (sha256, kind, mapping_hash, exported_on);

  -- Mapping files that lists have been read with, by the fingerprint of the headers.
  CREATE TABLE remembered_mapping (
    fingerprint TEXT PRIMARY KEY,
    mapping TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- The ledger: every physical row of every list has one fate.
  CREATE TABLE source_row (
    source_no INTEGER NOT NULL REFERENCES source,
    row INTEGER NOT NULL,
    fate TEXT NOT NULL,
    case_no INTEGER,
    PRIMARY KEY (source_no, row)
  ) STRICT, WITHOUT ROWID;

  -- Which row of which list a row of a Rättningslista stands for.
  CREATE TABLE mending (
    source_no INTEGER NOT NULL REFERENCES source,
    row INTEGER NOT NULL,
    of_source_no INTEGER NOT NULL REFERENCES source,
    of_row INTEGER NOT NULL,
    PRIMARY KEY (source_no, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX mending_of_row ON mending (of_source_no, of_row, source_no);

  CREATE TABLE finding (
    source_no INTEGER NOT NULL REFERENCES source,
    row INTEGER,
    code TEXT NOT NULL,
    severity TEXT NOT NULL,
    "column" TEXT,
    detail TEXT
  ) STRICT;
  CREATE INDEX finding_of_row ON finding (source_no, row);

  -- Current facts, one table a kind: the canonical columns, then what every case has.
  --   facts_on, source_no, row   the list and row that the facts come from
  --   last_seen_on, last_*       the newest list that has the case
  --   class                      how the case is classified (sip, vardtillfalle), from the day in the settings
  CREATE TABLE sip (
    case_no INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    sip_id TEXT AS (key), person_id TEXT, name TEXT, kommun TEXT, unit TEXT, role TEXT, part TEXT, plan_form TEXT,
    status TEXT, phase TEXT, started_on TEXT, changed_on TEXT, meeting_on TEXT, consent TEXT,
    is_protected INTEGER, vardtillfalle_id TEXT,
    person_key TEXT, identity TEXT, not_understood TEXT, is_conflicting INTEGER NOT NULL,
    facts_on TEXT NOT NULL, source_no INTEGER NOT NULL, row INTEGER NOT NULL,
    first_source_no INTEGER NOT NULL, last_seen_on TEXT NOT NULL, last_source_no INTEGER NOT NULL, last_row INTEGER NOT NULL,
    class TEXT,
    -- A later day from which the class is 'close-not-current', if nothing happens until then.
    close_proposed_on TEXT
  ) STRICT;
  CREATE UNIQUE INDEX sip_key ON sip (key);

  CREATE TABLE vardtillfalle (
    case_no INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    vardtillfalle_id TEXT AS (key), person_id TEXT, name TEXT, kommun TEXT, unit TEXT, care_form TEXT, admitted_at TEXT,
    expected_discharge_on TEXT, ready_at TEXT, discharged_at TEXT, deceased_on TEXT, status TEXT, consent TEXT,
    halsocentral TEXT, is_protected INTEGER,
    person_key TEXT, identity TEXT, not_understood TEXT, is_conflicting INTEGER NOT NULL,
    facts_on TEXT NOT NULL, source_no INTEGER NOT NULL, row INTEGER NOT NULL,
    first_source_no INTEGER NOT NULL, last_seen_on TEXT NOT NULL, last_source_no INTEGER NOT NULL, last_row INTEGER NOT NULL,
    class TEXT,
    -- A later day from which the class is 'trapped', if nothing happens until then.
    trapped_on TEXT
  ) STRICT;
  CREATE UNIQUE INDEX vardtillfalle_key ON vardtillfalle (key);

  CREATE TABLE meddelande (
    case_no INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    meddelande_id TEXT AS (key), case_id TEXT, type TEXT, from_unit TEXT, to_unit TEXT, sent_at TEXT,
    is_information_only INTEGER, acknowledged_at TEXT,
    person_key TEXT, identity TEXT, not_understood TEXT, is_conflicting INTEGER NOT NULL,
    facts_on TEXT NOT NULL, source_no INTEGER NOT NULL, row INTEGER NOT NULL,
    first_source_no INTEGER NOT NULL, last_seen_on TEXT NOT NULL, last_source_no INTEGER NOT NULL, last_row INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX meddelande_key ON meddelande (key);

  CREATE TABLE patient (
    case_no INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    person_id TEXT, name TEXT, kommun TEXT, housing TEXT, hemsjukvard_unit TEXT, temporary_address TEXT,
    has_next_of_kin INTEGER, halsocentral TEXT, is_protected INTEGER,
    person_key TEXT, identity TEXT, not_understood TEXT, is_conflicting INTEGER NOT NULL,
    facts_on TEXT NOT NULL, source_no INTEGER NOT NULL, row INTEGER NOT NULL,
    first_source_no INTEGER NOT NULL, last_seen_on TEXT NOT NULL, last_source_no INTEGER NOT NULL, last_row INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX patient_key ON patient (key);

  CREATE TABLE enhet (
    case_no INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    hsa_id TEXT, name TEXT, type TEXT, kommun TEXT, part TEXT,
    person_key TEXT, identity TEXT, not_understood TEXT, is_conflicting INTEGER NOT NULL,
    facts_on TEXT NOT NULL, source_no INTEGER NOT NULL, row INTEGER NOT NULL,
    first_source_no INTEGER NOT NULL, last_seen_on TEXT NOT NULL, last_source_no INTEGER NOT NULL, last_row INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX enhet_key ON enhet (key);

  CREATE TABLE lcsp_sip (
    case_no INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    person_id TEXT, name TEXT, created_on TEXT, role TEXT, unit TEXT, status TEXT, type TEXT,
    person_key TEXT, identity TEXT, not_understood TEXT, is_conflicting INTEGER NOT NULL,
    facts_on TEXT NOT NULL, source_no INTEGER NOT NULL, row INTEGER NOT NULL,
    first_source_no INTEGER NOT NULL, last_seen_on TEXT NOT NULL, last_source_no INTEGER NOT NULL, last_row INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX lcsp_sip_key ON lcsp_sip (key);

  -- Facts that a newer list replaced, or that an older list filled in afterwards. Nothing is overwritten.
  CREATE TABLE earlier_facts (
    kind TEXT NOT NULL,
    case_no INTEGER NOT NULL,
    facts_on TEXT NOT NULL,
    source_no INTEGER NOT NULL,
    row INTEGER NOT NULL,
    facts TEXT NOT NULL,
    PRIMARY KEY (kind, case_no, facts_on, source_no, row)
  ) STRICT, WITHOUT ROWID;

  -- The event log: append-only, each event carries the hash of the one before.
  CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    recorded_at TEXT NOT NULL,
    effective_on TEXT NOT NULL,
    by TEXT NOT NULL,
    type TEXT NOT NULL,
    kind TEXT,
    case_id TEXT,
    data TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_of_case ON event (kind, case_id) WHERE case_id IS NOT NULL;
  CREATE INDEX event_of_type ON event (type);
  CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;
  CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the event log is append-only'); END;

  -- What was handed out: one row a worklist, one a case on it. A list of conflicts asks which answer is right.
  CREATE TABLE worklist (
    worklist_no INTEGER PRIMARY KEY,
    worklist_id TEXT NOT NULL UNIQUE,
    asks_for TEXT NOT NULL CHECK (asks_for IN ('work', 'conflicts')),
    snapshot_id TEXT NOT NULL,
    step TEXT NOT NULL,
    owner_key TEXT NOT NULL, owner TEXT NOT NULL,
    kommun TEXT, part TEXT, unit TEXT,
    as_of TEXT NOT NULL,
    handed_out_at TEXT NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event
  ) STRICT;
  CREATE TABLE worklist_row (
    worklist_no INTEGER NOT NULL REFERENCES worklist,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    case_no INTEGER NOT NULL,
    -- The row's key in the file, and the cells handed out, as JSON: what a returned list is compared with.
    token TEXT NOT NULL,
    cells TEXT NOT NULL,
    PRIMARY KEY (worklist_no, position)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX worklist_row_once ON worklist_row (worklist_no, token);
  CREATE INDEX worklist_of_case ON worklist_row (kind, case_no);
  `,
  `
  -- The seal of the file: one hash a page (seal.ts). The row always has the same size: digits of a fixed number.
  CREATE TABLE seal (
    seal_no INTEGER PRIMARY KEY CHECK (seal_no = 1),
    -- The last event when it was sealed; zeros before the first time.
    event_seq TEXT NOT NULL,
    page_count TEXT NOT NULL,
    -- The version of SQLite that sealed, as the file's header has it.
    sqlite_version TEXT NOT NULL,
    -- A hash of the pages of this table, with this row in them.
    frame BLOB NOT NULL,
    -- 16 bytes a page, in order; zeros for the pages of this table, and at the end as room for more.
    pages BLOB NOT NULL
  ) STRICT;
  INSERT INTO seal VALUES (1, '000000000000000', '0000000000', '0000000000', zeroblob(16), zeroblob(8192));
  `,
  `
  -- What a list is the whole of, as JSON (domain/coverage): {} = of everything, NULL = only of the cases that it has.
  ALTER TABLE source ADD COLUMN covers TEXT;
  -- What it has in common with the next of the same search, as JSON text: what a person's word is remembered for.
  ALTER TABLE source ADD COLUMN definition TEXT;
  -- The time of day it was taken out, where its title says.
  ALTER TABLE source ADD COLUMN taken_at TEXT;
  -- Until now every list counted as the whole.
  UPDATE source SET covers = '{}' WHERE mends IS NULL;

  -- The word that a list's covers rests on: given with it, or with an earlier list of its definition.
  ALTER TABLE source ADD COLUMN word_no INTEGER;

  -- Somebody's word on what lists are the whole of, each by itself or several of a day together.
  CREATE TABLE coverage_word (
    word_no INTEGER PRIMARY KEY,
    covers TEXT NOT NULL
  ) STRICT;
  -- The lists that it was given with. Their definitions are what it is remembered for.
  CREATE TABLE coverage_word_list (
    word_no INTEGER NOT NULL REFERENCES coverage_word,
    source_no INTEGER NOT NULL REFERENCES source,
    definition TEXT NOT NULL,
    PRIMARY KEY (word_no, source_no)
  ) STRICT, WITHOUT ROWID;

  -- Cases that a list lacks for a known reason, though nobody has called it the whole: seen in Lifecare SP.
  CREATE TABLE absence (
    source_no INTEGER NOT NULL REFERENCES source,
    case_no INTEGER NOT NULL,
    PRIMARY KEY (source_no, case_no)
  ) STRICT, WITHOUT ROWID;

  -- Lists that have been set aside, with their ledger: nothing else in the register rests on them.
  CREATE TABLE aside_source (
    source_no INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    file_name TEXT NOT NULL,
    exported_on TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    rows INTEGER NOT NULL,
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL,
    event_seq INTEGER NOT NULL REFERENCES event
  ) STRICT;
  CREATE TABLE aside_row (
    source_no INTEGER NOT NULL REFERENCES aside_source,
    row INTEGER NOT NULL,
    fate TEXT NOT NULL,
    -- The case's name, which outlives the case.
    case_key TEXT,
    PRIMARY KEY (source_no, row)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Whom a list was sent to: every list of one recipient is handed out together.
  ALTER TABLE worklist ADD COLUMN recipient_key TEXT;
  ALTER TABLE worklist ADD COLUMN recipient TEXT;
  `,
  `
  -- Whom packages and their passwords are sent to: functions, and how.
  CREATE TABLE contact (
    -- The recipient's name, folded.
    key TEXT PRIMARY KEY,
    recipient TEXT NOT NULL,
    function TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT,
    password_channel TEXT NOT NULL,
    phone TEXT
  ) STRICT, WITHOUT ROWID;
  -- How many times a recipient has got a new password; 1 where it is not here. The password itself is nowhere.
  CREATE TABLE password_generation (
    recipient_key TEXT PRIMARY KEY,
    generation INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- What the target system has of persons, vårdtillfällen and units. A person is known by a pseudonym.
  CREATE TABLE lcsp_patient (
    case_no INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    person_id TEXT, name TEXT, created_on TEXT, kommun TEXT, housing TEXT, hemsjukvard_unit TEXT, is_protected INTEGER,
    person_key TEXT, identity TEXT, not_understood TEXT, is_conflicting INTEGER NOT NULL,
    facts_on TEXT NOT NULL, source_no INTEGER NOT NULL, row INTEGER NOT NULL,
    first_source_no INTEGER NOT NULL, last_seen_on TEXT NOT NULL, last_source_no INTEGER NOT NULL, last_row INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX lcsp_patient_key ON lcsp_patient (key);
  CREATE TABLE lcsp_vardtillfalle (
    case_no INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    person_id TEXT, name TEXT, created_on TEXT, kommun TEXT, unit TEXT, care_form TEXT, admitted_at TEXT,
    discharged_at TEXT, status TEXT, is_protected INTEGER,
    person_key TEXT, identity TEXT, not_understood TEXT, is_conflicting INTEGER NOT NULL,
    facts_on TEXT NOT NULL, source_no INTEGER NOT NULL, row INTEGER NOT NULL,
    first_source_no INTEGER NOT NULL, last_seen_on TEXT NOT NULL, last_source_no INTEGER NOT NULL, last_row INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX lcsp_vardtillfalle_key ON lcsp_vardtillfalle (key);
  CREATE TABLE lcsp_enhet (
    case_no INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    hsa_id TEXT, name TEXT, type TEXT, kommun TEXT, part TEXT,
    person_key TEXT, identity TEXT, not_understood TEXT, is_conflicting INTEGER NOT NULL,
    facts_on TEXT NOT NULL, source_no INTEGER NOT NULL, row INTEGER NOT NULL,
    first_source_no INTEGER NOT NULL, last_seen_on TEXT NOT NULL, last_source_no INTEGER NOT NULL, last_row INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX lcsp_enhet_key ON lcsp_enhet (key);
  -- Persons whom a list of the target system says are protected, by the key that lists of the source know them by.
  CREATE TABLE protected_in_target (
    person_key TEXT PRIMARY KEY
  ) STRICT, WITHOUT ROWID;
  `,
  ...LATER_MIGRATIONS,
];
