import type { KindName, TargetKind } from '../../domain/kinds/kinds.ts';
import { differsIn, type PlaceColumn, type PlaceThere } from '../../domain/reconciliation/compare-target.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import { fold } from '../../domain/words/fold.ts';
import { casesNow } from '../../register/cases/case-pages.ts';
import { openProtection, type PersonRow } from '../../register/cases/protected-persons.ts';
import { casesOfTargetList } from '../../register/cases/target-cases.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import { openHeldAgainst } from '../cases/held-against.ts';
import type { RemarkOnRow } from './import-report.ts';

type ComparedKind = Exclude<TargetKind, 'lcsp_sip'>;

const CODES: Readonly<Record<PlaceColumn, FindingCode>> = {
  kommun: 'TARGET_OTHER_KOMMUN',
  unit: 'TARGET_OTHER_UNIT',
  part: 'TARGET_OTHER_UNIT',
};

/** The canonical column that a place's column is, in the kind's lists. */
const COLUMN_OF = {
  kommun: 'kommun',
  unit: { lcsp_patient: 'hemsjukvard_unit', lcsp_vardtillfalle: 'unit', lcsp_enhet: 'name' },
  part: 'part',
} as const;

/**
 * Where a list of the target has somebody in another kommun or unit than the source says. Silent on whom the source
 * does not know, on who has several cases there, and on protected persons: of them nothing is told that says where.
 */
export function checkTarget(
  register: Register,
  kind: KindName,
  sourceNo: number,
  headerOf: (column: string) => string | null,
  remark: RemarkOnRow,
): void {
  if (kind === 'lcsp_sip') checkSips(register, sourceNo, headerOf('unit'), remark);
  if (kind !== 'lcsp_patient' && kind !== 'lcsp_vardtillfalle' && kind !== 'lcsp_enhet') return;
  const knownOf = placesHere(register, kind);
  for (const { row, who, ...there } of casesOfTargetList(register.db, kind, sourceNo)) {
    const here = who === null ? undefined : knownOf.get(who);
    if (here === undefined) continue;
    for (const column of differsIn(here, there)) {
      const name = COLUMN_OF[column];
      remark(CODES[column], row, headerOf(typeof name === 'string' ? name : name[kind]), null);
    }
  }
}

/** Where the unit of a SIP is of another kommun than every SIP of the person: its row counts for none of them. */
function checkSips(register: Register, sourceNo: number, header: string | null, remark: RemarkOnRow): void {
  const { db } = register;
  const rows = casesOfTargetList(db, 'lcsp_sip', sourceNo).filter(({ unit }) => unit !== null);
  if (rows.length === 0) return;
  const asked = new Set(rows.map(({ who }) => who));
  const pseudonymOf = openPseudonyms(register, 'read');
  const isProtected = openProtection(db);
  const against = openHeldAgainst(register, () => pseudonymOf);
  const knownOf = new Map<string, ((unit: string) => boolean)[]>();
  for (const sip of casesNow(db, 'sip')) {
    const who = sip.person_key === null ? null : pseudonymOf(sip.person_key);
    if (who === null || !asked.has(who)) continue;
    // Of a protected person nothing is told that says where.
    const isElsewhere = isProtected(sip) ? () => false : against.sip(sip).isOtherKommun;
    knownOf.set(who, [...(knownOf.get(who) ?? []), isElsewhere]);
  }
  for (const { row, who, unit } of rows) {
    const known = knownOf.get(who ?? '') ?? [];
    if (known.length > 0 && known.every((isElsewhere) => isElsewhere(unit ?? '')))
      remark('TARGET_OTHER_KOMMUN', row, header, null);
  }
}

/** Of who has several cases nobody can tell where. */
const SOMEWHERE: PlaceThere = { kommun: null, unit: null };

/** Where the source has each person or unit, by what the target's lists know them by. */
function placesHere(register: Register, kind: ComparedKind): ReadonlyMap<string, PlaceThere> {
  const { db } = register;
  const places = new Map<string, PlaceThere>();
  const enter = (who: string, place: PlaceThere): void => {
    places.set(who, places.has(who) ? SOMEWHERE : place);
  };
  if (kind === 'lcsp_enhet') {
    for (const { name, kommun, part } of casesNow(db, 'enhet'))
      if (name !== null) enter(fold(name), { kommun, unit: null, part });
    return places;
  }
  const pseudonymOf = openPseudonyms(register, 'read');
  const isProtected = openProtection(db);
  const enterPerson = (row: PersonRow, place: PlaceThere): void => {
    if (row.person_key === null || isProtected(row)) return;
    enter(pseudonymOf(row.person_key), place);
  };
  if (kind === 'lcsp_patient')
    for (const row of casesNow(db, 'patient'))
      enterPerson(row, { kommun: row.kommun, unit: row.hemsjukvard_unit });
  else
    for (const row of casesNow(db, 'vardtillfalle')) enterPerson(row, { kommun: row.kommun, unit: row.unit });
  return places;
}
