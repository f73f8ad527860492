import { kommunInName } from '../../domain/guessing/kommun-in-name.ts';
import { isOtherThanKept } from '../../domain/target/other-name.ts';
import type { SipThere, StayThere } from '../../domain/target/target-row.ts';
import { fold } from '../../domain/words/fold.ts';
import { unreadColumns, type CaseRow } from '../../register/cases/cases.ts';
import type { TargetKind } from '../../domain/kinds/kinds.ts';
import { placesOfUnits } from '../../register/cases/units.ts';
import { wordMarks, type Pseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import { firstDaysOfCases, sourcesWithColumn } from '../../register/lists/sources.ts';

/** The columns by which a kind's lists say when something began. */
const DAYS: Readonly<Record<TargetKind, readonly string[]>> = {
  lcsp_sip: ['created_on'],
  lcsp_vardtillfalle: ['admitted_at', 'created_on'],
  lcsp_patient: [],
  lcsp_enhet: [],
};

/** Opens the reading of rows of the target as the rules judge them. */
export function openTargetRows<K extends TargetKind>({ db }: Pick<Register, 'db'>, kind: K) {
  let dated: ReadonlySet<number> | undefined;
  let firstDays: ReadonlyMap<number, string> | undefined;
  return (row: CaseRow<K>) => {
    dated ??= sourcesWithColumn(db, kind, DAYS[kind]);
    const listHasDays = dated.has(row.source_no) || dated.has(row.last_source_no);
    if (kind === 'lcsp_sip' && !listHasDays) firstDays ??= firstDaysOfCases(db, kind);
    return {
      facts: row,
      unread: unreadColumns(row.not_understood),
      seenOn: row.last_seen_on,
      listHasDays,
      thereBy: listHasDays ? null : (firstDays?.get(row.case_no) ?? null),
    };
  };
}

interface Named {
  readonly person_key: string | null;
  readonly name: string | null;
}

/** What the source knows, as rows of the target are held against it. */
export interface HeldAgainst {
  readonly stay: (
    row: Named & Pick<CaseRow<'vardtillfalle'>, 'admitted_at' | 'discharged_at' | 'unit' | 'last_seen_on'>,
    isOnly: boolean,
  ) => StayThere;
  readonly sip: (
    row: Named & Pick<CaseRow<'sip'>, 'started_on' | 'plan_form' | 'kommun' | 'unit' | 'part'>,
  ) => SipThere;
}

/** @param pseudonyms asked for when a name is held against one in the target, and not before */
export function openHeldAgainst(register: Register, pseudonyms: () => Pseudonyms): HeldAgainst {
  const kommunOf = openKommunOfUnits(register);
  const calledOf = ({ person_key: key, name }: Named): Pick<SipThere, 'isOtherName'> => ({
    isOtherName: (kept) =>
      key !== null && name !== null && isOtherThanKept(name, kept, wordMarks(pseudonyms(), key)),
  });
  return {
    stay: (row, isOnly) => ({
      ...calledOf(row),
      admittedAt: row.admitted_at,
      dischargedAt: row.discharged_at,
      unit: row.unit,
      lastSeenOn: row.last_seen_on,
      isOnly,
    }),
    sip: (row) => ({
      ...calledOf(row),
      startedOn: row.started_on,
      isOtherPlan: row.plan_form !== null && row.plan_form !== 'sip',
      isOtherKommun: (unit) => {
        if (row.kommun === null || (row.unit !== null && fold(row.unit) === fold(unit))) return false;
        const there = kommunOf(unit, row.part);
        return (
          there !== null &&
          there !== row.kommun &&
          there !== (row.unit === null ? null : kommunOf(row.unit, null))
        );
      },
    }),
  };
}

/** Parts whose units have patients of any kommun: the SIP is counted under the patient's own (seed 000, Statistik). */
const OF_ANY_KOMMUN: readonly string[] = ['slutenvard', 'psykiatri'];

/**
 * Opens a look-up of the kommun whose own a unit is: by the list of units; of one that it does not have, by its name where
 * that names a kommun of the profile. Null where nothing says, and of units that have patients of any kommun.
 */
function openKommunOfUnits({
  db,
  profile,
}: Pick<Register, 'db' | 'profile'>): (unit: string, partOfCase: string | null) => string | null {
  const typesOfAny = profile.unitTypes
    .filter(({ part }) => OF_ANY_KOMMUN.includes(part))
    .flatMap(({ name, aliases }) => [name, ...aliases].map(fold));
  const byName = new Map<string, string | null>();
  const named = (unit: string): string | null => {
    let kommun = byName.get(unit);
    if (kommun === undefined) {
      kommun = typesOfAny.some((type) => fold(unit).includes(type)) ? null : kommunInName(unit, profile);
      byName.set(unit, kommun);
    }
    return kommun;
  };
  let listed: ReturnType<typeof placesOfUnits> | undefined;
  return (unit, partOfCase) => {
    const place = (listed ??= placesOfUnits(db)).get(fold(unit));
    if (place !== undefined) return OF_ANY_KOMMUN.includes(place.part ?? '') ? null : place.kommun;
    return OF_ANY_KOMMUN.includes(partOfCase ?? '') ? null : named(unit);
  };
}
