import type { GallradTable } from '../../domain/gallring/gallring.ts';
import { REDACTED } from '../../domain/gallring/redaction.ts';
import { referenceCode } from '../../domain/identity/reference-code.ts';
import { ACKNOWLEDGED_AHEAD } from '../../domain/records/ahead-days.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import { fold } from '../../domain/words/fold.ts';
import type { Engine } from '../engine/engine.ts';

/** What the clearing of tables works with: how a case is called from now on. */
export interface Renaming {
  readonly caseName: (kind: string, key: string) => string | undefined;
  /** Whose an event is from now on. */
  readonly nameOf: (event: { readonly seq: number; readonly by: string }) => string;
}

interface TableGallring {
  readonly action: GallradTable['action'];
  readonly what: string;
  readonly run?: (db: Engine, renaming: Renaming) => void;
}

/** The facts that figures are counted by; every other column of a list is emptied. */
const KEPT_FACTS: Readonly<Record<KindName, readonly string[]>> = {
  sip: ['kommun', 'part', 'plan_form', 'status', 'phase'],
  vardtillfalle: ['kommun', 'care_form', 'status'],
  meddelande: ['case_id', 'is_information_only', 'acknowledged_at'],
  patient: ['kommun'],
  enhet: ['hsa_id', 'name', 'type', 'kommun', 'part'],
  lcsp_sip: ['status'],
  lcsp_patient: ['kommun'],
  lcsp_vardtillfalle: ['kommun', 'care_form', 'status'],
  lcsp_enhet: ['hsa_id', 'name', 'type', 'kommun', 'part'],
};

/** Kinds whose cases are units, which keep their names. */
type UnitKind = 'enhet' | 'lcsp_enhet';
export const isOfUnits = (kind: KindName): kind is UnitKind => kind === 'enhet' || kind === 'lcsp_enhet';

/** What a case is called once its id is gone: its reference code. Lists of Lifecare SP have none: a number. */
export const NAME_OF: Readonly<Record<Exclude<KindName, UnitKind>, (caseNo: number) => string>> = {
  sip: (caseNo) => referenceCode('S', caseNo),
  vardtillfalle: (caseNo) => referenceCode('V', caseNo),
  meddelande: (caseNo) => referenceCode('M', caseNo),
  patient: (caseNo) => referenceCode('P', caseNo),
  lcsp_sip: (caseNo) => `L${caseNo}`,
  lcsp_patient: (caseNo) => `LP${caseNo}`,
  lcsp_vardtillfalle: (caseNo) => `LV${caseNo}`,
};

function clearKind(kind: KindName): (db: Engine, renaming: Renaming) => void {
  return (db, { caseName }) => {
    const derived = kindOf(kind).fields[0]?.type === 'id' ? 1 : 0;
    const emptied = kindOf(kind)
      .fields.slice(derived)
      .map(({ name }) => name)
      .filter((name) => !KEPT_FACTS[kind].includes(name));
    const columns = [...emptied, 'person_key', 'identity'].map((name) => `"${name}" = NULL`);
    const unread = kind === 'meddelande' ? stillDoubted(db) : 'NULL';
    db.exec(`UPDATE ${kind} SET ${columns.join(', ')}, not_understood = ${unread}`);
    if (kind === 'meddelande') nameCasesOfMessages(db, caseName);
    if (isOfUnits(kind)) return;
    const nameOf = NAME_OF[kind];
    // An old id could look like another case's new name.
    db.exec(`DROP INDEX ${kind}_key`);
    const rename = db.prepare(`UPDATE ${kind} SET key = ? WHERE case_no = ?`);
    const numbers = db.prepare(`SELECT case_no FROM ${kind} ORDER BY case_no`).pluck().all() as number[];
    for (const caseNo of numbers) rename.run(nameOf(caseNo), caseNo);
    db.exec(`CREATE UNIQUE INDEX ${kind}_key ON ${kind} (key)`);
  };
}

/** A kvittens that had not come when its list was taken out is owed for good: that it is one stays, and no text does. */
const stillDoubted = (db: Engine): string =>
  `CASE WHEN ${db.sql.member('not_understood', ACKNOWLEDGED_AHEAD)} IS NOT NULL
     THEN '${JSON.stringify({ [ACKNOWLEDGED_AHEAD]: '' })}' END`;

function nameCasesOfMessages(db: Engine, caseName: Renaming['caseName']): void {
  const ids = db
    .prepare('SELECT DISTINCT case_id FROM meddelande WHERE case_id IS NOT NULL')
    .pluck()
    .all() as string[];
  const rename = db.prepare('UPDATE meddelande SET case_id = ? WHERE case_id = ?');
  // In two turns, since an old id could look like a new name; no id begins with what a turn does.
  const named = ids.map((id, at) => ({
    id,
    turn: `\u0001${at}`,
    name: caseName('sip', id) ?? caseName('vardtillfalle', id) ?? null,
  }));
  for (const { id, turn } of named) rename.run(turn, id);
  for (const { turn, name } of named) rename.run(name, turn);
}

/** Owners are roles, kommuner and units; a unit that no list of units has could be a person. */
function clearUnknownOwners(db: Engine): void {
  const known = new Set(db.prepare('SELECT key FROM enhet').pluck().all() as string[]);
  const clear = db.prepare(
    `UPDATE worklist SET owner = ?, owner_key = worklist_id, unit = NULL, recipient = ?, recipient_key = worklist_id,
       own_texts = NULL
     WHERE worklist_no = ?`,
  );
  const lists = db.prepare('SELECT worklist_no AS no, unit FROM worklist WHERE unit IS NOT NULL').all() as {
    no: number;
    unit: string;
  }[];
  for (const { no, unit } of lists) if (!known.has(fold(unit))) clear.run(REDACTED, REDACTED, no);
}

/**
 * What a gallring does with each table, and why: log and counts stay, nobody can be named. A table that is not here
 * stops the gallring.
 */
export const GALLRING: Readonly<Record<string, TableGallring>> = {
  setting: {
    action: 'cleared',
    what: 'Profilen står kvar. Märkena för pseudonym- och lösenordsnyckeln tas bort, med nyckelfilerna.',
    run: (db) => {
      db.exec("DELETE FROM setting WHERE name IN ('pseudonym_key_mark', 'password_key_mark')");
    },
  },
  source: {
    action: 'cleared',
    what: 'Dag, sort, antal rader och kontrollsumma står kvar: vad siffrorna vilar på. Filnamn och rubriker, som kan nämna någon, tas bort.',
    run: (db) => {
      db.exec(
        "UPDATE source SET file_name = 'lista-' || source_no, columns = '{}', mapping = NULL, sheet = NULL, definition = NULL",
      );
    },
  },
  coverage_word: {
    action: 'kept',
    what: 'Vad någon har sagt att listor är hela av: kommuner, parter och enheter.',
  },
  coverage_word_list: {
    action: 'removed',
    what: 'Vilka listor det sades om, och hur de känns igen. Titlar och filnamn kan nämna någon.',
    run: (db) => {
      db.exec('DELETE FROM coverage_word_list');
    },
  },
  absence: { action: 'kept', what: 'Vilka ärenden en lista saknade av känd orsak. Siffror utan uppgifter.' },
  aside_source: {
    action: 'cleared',
    what: 'Listor som lagts åt sidan: dag, sort och antal rader står kvar. Filnamn tas bort.',
    run: (db) => {
      db.exec("UPDATE aside_source SET file_name = 'lista-' || source_no");
    },
  },
  aside_row: {
    action: 'cleared',
    what: 'Vad det blev av varje rad i en lista som lagts åt sidan. Id tas bort.',
    run: (db) => {
      db.exec('UPDATE aside_row SET case_key = NULL');
    },
  },
  source_row: { action: 'kept', what: 'Vad det blev av varje rad. Siffror utan uppgifter.' },
  mending: { action: 'kept', what: 'Vilken rad som rättade vilken. Siffror utan uppgifter.' },
  finding: {
    action: 'cleared',
    what: 'Anmärkningens kod, allvar och rad står kvar. Kolumn och detalj tas bort.',
    run: (db) => {
      db.exec('UPDATE finding SET detail = NULL, "column" = NULL');
    },
  },
  remembered_mapping: {
    action: 'removed',
    what: 'Mappningar kan innehålla text ur listorna.',
    run: (db) => {
      db.exec('DELETE FROM remembered_mapping');
    },
  },
  earlier_facts: {
    action: 'removed',
    what: 'Tidigare uppgifter om ärenden, med namn och nummer.',
    run: (db) => {
      db.exec('DELETE FROM earlier_facts');
    },
  },
  sip: {
    action: 'cleared',
    what: 'Referens, klass, part, kommun, planform, status och fas står kvar: det som räknas. Id, person, enhet och dagar tas bort.',
    run: clearKind('sip'),
  },
  vardtillfalle: {
    action: 'cleared',
    what: 'Referens, klass, kommun, vårdform och status står kvar: det som räknas. Id, person, enhet och dagar tas bort.',
    run: clearKind('vardtillfalle'),
  },
  meddelande: {
    action: 'cleared',
    what: 'Referens, ärendets referens och om det är kvitterat står kvar. Resten tas bort.',
    run: clearKind('meddelande'),
  },
  patient: {
    action: 'cleared',
    what: 'Löpnummer och kommun står kvar. Allt annat om personen tas bort.',
    run: clearKind('patient'),
  },
  lcsp_sip: {
    action: 'cleared',
    what: 'Löpnummer och status står kvar. Pseudonymen och resten tas bort.',
    run: clearKind('lcsp_sip'),
  },
  lcsp_patient: {
    action: 'cleared',
    what: 'Löpnummer och kommun står kvar. Pseudonymen och resten tas bort.',
    run: clearKind('lcsp_patient'),
  },
  lcsp_vardtillfalle: {
    action: 'cleared',
    what: 'Löpnummer, kommun, vårdform och status står kvar. Pseudonymen och resten tas bort.',
    run: clearKind('lcsp_vardtillfalle'),
  },
  lcsp_enhet: {
    action: 'cleared',
    what: 'Enheterna är verksamheter och står kvar. Text som inte gick att tolka tas bort.',
    run: clearKind('lcsp_enhet'),
  },
  sip_part: {
    action: 'removed',
    what: 'Vilken part i vilken SIP en referens var. Id och enhet tas bort.',
    run: (db) => {
      db.exec('DELETE FROM sip_part');
    },
  },
  protected_in_target: {
    action: 'removed',
    what: 'Vilka personer en lista från det nya systemet säger är skyddade.',
    run: (db) => {
      db.exec('DELETE FROM protected_in_target');
    },
  },
  unplaced_protection: {
    action: 'removed',
    what: 'Rader som säger att en person är skyddad och inte blev något ärende.',
    run: (db) => {
      db.exec('DELETE FROM unplaced_protection');
    },
  },
  protected_name: {
    action: 'removed',
    what: 'Namn på skyddade personer vars nummer inte går att läsa.',
    run: (db) => {
      db.exec('DELETE FROM protected_name');
    },
  },
  protected_perhaps: {
    action: 'removed',
    what: 'Vilka personer som kanske är någon av dem.',
    run: (db) => {
      db.exec('DELETE FROM protected_perhaps');
    },
  },
  enhet: {
    action: 'cleared',
    what: 'Enheterna är verksamheter och står kvar. Text som inte gick att tolka tas bort.',
    run: clearKind('enhet'),
  },
  worklist: {
    action: 'cleared',
    what: 'Vilka listor som lämnats ut står kvar. En mottagare som inte är en känd enhet tas bort.',
    run: clearUnknownOwners,
  },
  contact: {
    action: 'removed',
    what: 'Kontakterna behövs inte längre, och kan nämna någon.',
    run: (db) => {
      db.exec('DELETE FROM contact');
    },
  },
  password_generation: {
    action: 'removed',
    what: 'Hur många lösenord en mottagare har fått. Utan nyckeln säger det inget.',
    run: (db) => {
      db.exec('DELETE FROM password_generation');
    },
  },
  worklist_row: {
    action: 'cleared',
    what: 'Vilka referenser som stod på listan står kvar. Cellerna tas bort.',
    run: (db) => {
      db.exec("UPDATE worklist_row SET cells = '{}'");
    },
  },
  seal: {
    action: 'kept',
    what: 'Kontrollsummor över filens sidor; filen förseglas på nytt efter gallringen.',
  },
  event: {
    action: 'cleared',
    what: 'Alla händelser står kvar, med tid, vem som var inloggad och kedjan av kontrollsummor. Fri text, namn som skrivits med --by, namn på dem som svarat, filnamn och ärendenas id tas bort; referensen står i stället.',
  },
};
