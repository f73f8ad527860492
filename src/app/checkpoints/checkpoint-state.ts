import { planOf } from '../../domain/plan/plan.ts';
import { ruleWithCode } from '../../domain/classification/class-rule.ts';
import { VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import { sipRule } from '../../domain/classification/own-sip-rules.ts';
import { VARDTILLFALLE_RULES } from '../../domain/classification/vardtillfalle-classes.ts';
import { dayOfSource } from '../../domain/checkpoints/source-files.ts';
import type { CheckpointData, OpenException } from '../../domain/checkpoints/checkpoint-schema.ts';
import { isKeptWithoutPersons } from '../../domain/checkpoints/pseudonymised.ts';
import { referenceCode, type ReferenceKind } from '../../domain/identity/reference-code.ts';
import { fold } from '../../domain/words/fold.ts';
import { kindOf, type FactValue, type KindName } from '../../domain/kinds/kinds.ts';
import { PARTS } from '../../domain/kinds/terms.ts';
import { exactCsvRecord } from '../../documents/kit/exact-csv.ts';
import { unacknowledgedMessages, unitNames } from '../../register/cases/cases.ts';
import {
  countClosedAs,
  countStood,
  stateRows,
  type CheckpointCase,
  type StateRow,
} from '../../register/file/checkpoint-copy.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import { openProtection, type PersonRow } from '../../register/cases/protected-persons.ts';
import { allSources, countFates } from '../../register/lists/sources.ts';
import { openClassifier } from '../cases/classifier.ts';
import { openClosedAs } from '../cases/closed-as.ts';
import { openClosings } from '../cases/closings.ts';

/** What a checkpoint says of the state, all of it from the register's copy, so that it can be held against it later. */

/** How every SIP and vårdtillfälle stands on a day. */
export function casesAt(register: Register, day: string): readonly CheckpointCase[] {
  const classifier = openClassifier(register, day);
  const closingOf = openClosings(register);
  const vardtillfallen = classifier.vardtillfallen.map(({ row, item, classification }): CheckpointCase => {
    const isOpen = classification.class !== 'closed';
    const rule = ruleWithCode(VARDTILLFALLE_RULES, classification.rule);
    const reason = (): string => rule?.reason(item, classifier.vardtillfalleContext) ?? '';
    return {
      kind: 'vardtillfalle',
      caseNo: row.case_no,
      reference: referenceCode('V', row.case_no),
      class: classification.class,
      rule: classification.rule,
      isOpen,
      closedAs: null,
      closing: isOpen ? null : closingOf({ kind: 'vardtillfalle', row, state: item, reason: reason() }),
    };
  });
  const closedAsOf = openClosedAs(register, classifier);
  const sips = [...classifier.sips()].map((sip): CheckpointCase => {
    const { row, item, classification } = sip;
    const isOpen = classification.class !== 'closed';
    const rule = sipRule(classification.rule, classifier.sipContext);
    const reason = (): string => rule?.reason(item, classifier.sipContext) ?? '';
    return {
      kind: 'sip',
      caseNo: row.case_no,
      reference: referenceCode('S', row.case_no),
      class: classification.class,
      rule: classification.rule,
      isOpen,
      closedAs: closedAsOf(sip),
      closing: isOpen ? null : closingOf({ kind: 'sip', row, state: item, reason: reason() }),
    };
  });
  return [...sips, ...vardtillfallen];
}

/** Rules by which a SIP is closed though the newest list still has it open. */
const BY_WORD: readonly string[] = ['SIP_ATTESTED_CLOSED', 'SIP_DECIDED'];

/** The counts of `status`, from the cases as they stood. */
export function countsAt({ db, profile }: Register, day: string): CheckpointData['counts'] {
  const stood = countStood(db);
  const closedAs = countClosedAs(db);
  const total = (counted: readonly { readonly cases: number }[]): number =>
    counted.reduce((sum, { cases }) => sum + cases, 0);
  const ofKind = (kind: string, classes: readonly string[]): CheckpointData['counts']['vardtillfallen'] => {
    const all = stood.filter((entry) => entry.kind === kind);
    return {
      open: total(all.filter(({ isOpen }) => isOpen === 1)),
      closed: total(all.filter(({ isOpen }) => isOpen === 0)),
      classes: Object.fromEntries(
        classes.map((name) => [name, total(all.filter((one) => one.class === name))]),
      ),
    };
  };
  const matrix = [...PARTS, null].flatMap((part) =>
    [...profile.kommuner.map(({ code }) => code), null].flatMap((kommun) => {
      const here = stood.filter((one) => one.kind === 'sip' && one.part === part && one.kommun === kommun);
      if (here.length === 0 && (part === null || kommun === null)) return [];
      const open = total(here.filter(({ isOpen }) => isOpen === 1));
      return [{ part, kommun, open, closed: total(here) - open }];
    }),
  );
  const { byCase, unplaced } = unacknowledgedMessages(db, day);
  let unacknowledged = unplaced.length;
  for (const { owed, unread, ahead } of byCase.values()) unacknowledged += owed + unread + ahead;
  return {
    sips: {
      ...ofKind('sip', planOf(profile).sipClasses),
      closedByWord: total(
        stood.filter(({ class: name, rule }) => name === 'closed' && BY_WORD.includes(rule)),
      ),
      ...(closedAs === null ? {} : { closedAs }),
      matrix,
    },
    vardtillfallen: ofKind('vardtillfalle', Object.keys(VARDTILLFALLE_CLASSES)),
    messages: { unacknowledged },
  };
}

const CLASSIFIED = ['sip', 'vardtillfalle'] as const;

/** Every case that is open, one by one. Where a person with protected data is is not told. */
export function openExceptions(db: Engine, isPseudonymised: boolean): OpenException[] {
  const isShown = unitFilter(db, isPseudonymised);
  const isProtected = openProtection(db);
  return CLASSIFIED.flatMap((kind) =>
    [...stateRows(db, kind)].flatMap((row) => {
      if (row['is_open'] !== 1) return [];
      const isHidden = isProtected(row as unknown as PersonRow);
      const text = (name: string): string | null => {
        const value = row[name] ?? null;
        return isHidden || value === null ? null : String(value);
      };
      const unit = text('unit');
      return [
        {
          reference: String(row['reference']),
          kind,
          id: String(row['key']),
          class: String(row['class']),
          rule: String(row['rule']),
          kommun: text('kommun'),
          part: kind === 'sip' ? text('part') : null,
          unit: unit !== null && isShown(unit) ? unit : null,
        },
      ];
    }),
  );
}

/** A unit is what people have typed; without persons only those are kept that a list of units has. */
function unitFilter(db: Engine, isPseudonymised: boolean): (unit: string) => boolean {
  const known = new Set(isPseudonymised ? unitNames(db) : []);
  return (unit) => !isPseudonymised || known.has(fold(unit));
}

export function sourcesOf(db: Engine): CheckpointData['sources'] {
  return allSources(db).map((source) => ({
    sourceNo: source.sourceNo,
    kind: source.kind,
    fileName: source.fileName,
    exportedOn: dayOfSource(source),
    importedAt: source.importedAt,
    sha256: source.sha256,
    rows: source.rows,
    fates: countFates(db, source.sourceNo),
  }));
}

const REFERENCES: Partial<Record<KindName, ReferenceKind>> = {
  sip: 'S',
  vardtillfalle: 'V',
  patient: 'P',
  meddelande: 'M',
};

/** Columns of a state file beside the canonical ones, with what they say. */
export const EXTRA_COLUMNS = {
  reference: 'ärendets referens, till exempel S1042-P',
  class: 'klass vid kontrollpunkten',
  rule: 'regeln som gav klassen',
  is_open: '1 = öppet, 0 = stängt',
  facts_on: 'uttagsdagen som uppgifterna kommer från',
  source_no: 'källans nummer i kallor.csv',
  row: 'raden i källan',
  last_seen_on: 'senaste uttag som har ärendet',
  last_source_no: 'den källans nummer',
  last_row: 'raden där',
  is_conflicting: '1 = rader i listan motsäger varandra',
  not_understood: 'det som inte gick att förstå, per kolumn, som JSON',
} as const;

/** The columns of a kind's state file, in order. */
export function stateColumns(kind: KindName, isPseudonymised: boolean): readonly string[] {
  const { fields } = kindOf(kind);
  const isClassified = kind === 'sip' || kind === 'vardtillfalle';
  const extra = Object.keys(EXTRA_COLUMNS).filter((name) => {
    if (name === 'reference') return REFERENCES[kind] !== undefined;
    if (name === 'class' || name === 'rule' || name === 'is_open') return isClassified;
    return name !== 'not_understood' || !isPseudonymised;
  });
  return [
    ...fields.filter((field) => !isPseudonymised || isKeptWithoutPersons(field)).map(({ name }) => name),
    ...extra,
  ];
}

/** A kind's state file, record by record. */
export function* stateCsv(
  db: Engine,
  kind: KindName,
  columns: readonly string[],
  isPseudonymised: boolean,
): Iterable<string> {
  yield exactCsvRecord(columns);
  const isShown = unitFilter(db, isPseudonymised && kind !== 'enhet');
  const units = new Set(kindOf(kind).fields.flatMap(({ name, type }) => (type === 'unit' ? [name] : [])));
  const letter = REFERENCES[kind];
  const isProtected = openProtection(db);
  for (const row of stateRows(db, kind)) {
    yield exactCsvRecord(columns.map((name) => valueOf(row, name)));
  }

  function valueOf(row: StateRow, name: string): FactValue {
    if (name === 'reference')
      return letter === undefined ? null : referenceCode(letter, Number(row['case_no']));
    const value = row[name] ?? null;
    if (isPseudonymised && isProtected(row as unknown as PersonRow) && !TOLD_OF_PROTECTED.has(name))
      return null;
    return units.has(name) && typeof value === 'string' && !isShown(value) ? null : value;
  }
}

/** All that a checkpoint without persons tells of whoever has protected data. */
const TOLD_OF_PROTECTED: ReadonlySet<string> = new Set([
  ...Object.keys(EXTRA_COLUMNS),
  'sip_id',
  'vardtillfalle_id',
  'is_protected',
]);

export function* exceptionsCsv(exceptions: readonly OpenException[]): Iterable<string> {
  const columns = ['reference', 'kind', 'id', 'class', 'rule', 'kommun', 'part', 'unit'] as const;
  yield exactCsvRecord(columns);
  for (const exception of exceptions) yield exactCsvRecord(columns.map((name) => exception[name]));
}

/** Every closed case: when, by whom, how, and by which event. Without persons, only the event tells who. */
export function* closedCsv(db: Engine, isPseudonymised: boolean): Iterable<string> {
  yield exactCsvRecord(['reference', 'kind', 'id', 'closed_on', 'closed_by', 'closed_how', 'event']);
  for (const kind of CLASSIFIED) {
    for (const row of stateRows(db, kind)) {
      if (row['is_open'] !== 0) continue;
      const by = isPseudonymised ? null : (row['closed_by'] ?? null);
      yield exactCsvRecord([
        row['reference'] ?? null,
        kind,
        row['key'] ?? null,
        row['closed_on'] ?? null,
        by,
        row['closed_how'] ?? null,
        row['closed_event'] ?? null,
      ]);
    }
  }
}

/** Where each list lies in the bag; null where it does not. */
export function* sourcesCsv(db: Engine, keptAs: ReadonlyMap<number, string>): Iterable<string> {
  yield exactCsvRecord([
    ...[
      'source_no',
      'kind',
      'file_name',
      'exported_on',
      'sha256',
      'rows',
      'imported_at',
      'imported_by',
      'mends',
    ],
    'kept_as',
  ]);
  for (const source of allSources(db)) {
    const { sourceNo, kind, fileName, sha256, rows, importedAt, importedBy, mends } = source;
    yield exactCsvRecord([
      ...[sourceNo, kind, fileName, dayOfSource(source), sha256, rows, importedAt, importedBy, mends],
      keptAs.get(sourceNo) ?? null,
    ]);
  }
}
