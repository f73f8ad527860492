import { fold } from '../../domain/words/fold.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import { unitNames } from '../../register/cases/cases.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import {
  hasCases,
  messagesWithoutCase,
  perhapsRenewed,
  perhapsSamePerson,
  rowsNamingUnit,
  sipsWithoutVardtillfalle,
  UNIT_COLUMNS,
  unitsNamedBy,
} from '../../register/rows/reference-checks.ts';
import { hasListAfter, listDayBefore, sourceWithNumber } from '../../register/lists/sources.ts';
import { unknownUnitDays } from '../cases/units.ts';
import type { RemarkOnRow } from './import-report.ts';

/**
 * What a list points at: units, cases, persons. Checked when the list is in, against all that the register has;
 * silent on what no list has told of yet. A row is pointed at, never quoted: under a mistaken mapping the cell may
 * hold a name or a personnummer.
 *
 * @param headerOf the list's own header of a canonical column
 */
export function checkReferences(
  db: Engine,
  kind: KindName,
  sourceNo: number,
  headerOf: (column: string) => string | null,
  remark: RemarkOnRow,
): void {
  checkUnits(db, kind, sourceNo, headerOf, remark);
  const at = (code: FindingCode, column: string, rows: readonly number[]): void => {
    for (const row of rows) remark(code, row, headerOf(column), null);
  };
  if (kind === 'meddelande' && hasCases(db, 'sip') && hasCases(db, 'vardtillfalle'))
    at('CASE_UNKNOWN', 'case_id', messagesWithoutCase(db, sourceNo));
  if (kind === 'sip' && hasCases(db, 'vardtillfalle'))
    at('CASE_UNKNOWN', 'vardtillfalle_id', sipsWithoutVardtillfalle(db, sourceNo));
  if (kind === 'sip' || kind === 'vardtillfalle') {
    const before = listBeforeNewest(db, kind, sourceNo);
    if (before !== null) at('PERSON_RENEWED', 'person_id', perhapsRenewed(db, kind, sourceNo, before));
  }
  if (kind === 'patient') {
    for (const { row, detail } of perhapsSamePerson(db, sourceNo))
      remark('PERSON_MAYBE_SAME', row, headerOf('person_id'), detail);
  }
}

function checkUnits(
  db: Engine,
  kind: KindName,
  sourceNo: number,
  headerOf: (column: string) => string | null,
  remark: RemarkOnRow,
): void {
  const units = new Set(unitNames(db));
  if (units.size === 0) return;
  for (const column of UNIT_COLUMNS[kind] ?? []) {
    for (const unit of unitsNamedBy(db, kind, column, sourceNo)) {
      if (units.has(fold(unit))) continue;
      for (const row of rowsNamingUnit(db, kind, column, sourceNo, unit))
        remark('UNIT_UNKNOWN', row, headerOf(column), null);
    }
  }
}

/** Units that the profile gives days of their own and that no list of units has: told of when a list of units comes in. */
export function checkUnitDays(register: Register, kind: KindName, remark: RemarkOnRow): void {
  const unknown = kind === 'enhet' ? unknownUnitDays(register) : [];
  if (unknown.length > 0) remark('UNIT_DAY_WITHOUT_UNIT', null, null, unknown.join(', '));
}

/** The day of the list before; null where this is not the newest one of its kind, so that nothing is gone by it. */
function listBeforeNewest(db: Engine, kind: KindName, sourceNo: number): string | null {
  const exportedOn = sourceWithNumber(db, sourceNo)?.exportedOn;
  if (exportedOn === undefined || hasListAfter(db, kind, exportedOn)) return null;
  return listDayBefore(db, kind, exportedOn);
}
