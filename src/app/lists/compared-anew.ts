import { areTwoPersons } from '../../domain/fates/known-case.ts';
import { protectionChangeOf } from '../../domain/fates/protection-change.ts';
import { kindOf, type FactValue, type KindName } from '../../domain/kinds/kinds.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import type { StoredFacts } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import {
  casesTold,
  deleteFinding,
  findingWriter,
  rowsTold,
  type ToldRow,
} from '../../register/lists/findings.ts';
import { headersOfSources, type Source } from '../../register/lists/sources.ts';
import { listsWithCase, openFactsAt, type ListWithCase } from '../../register/rows/list-contents.ts';
import { isOtherThanKept } from '../../domain/target/other-name.ts';
import { severityOf } from '../../domain/profile/severity.ts';
import { namedPersons } from '../../register/cases/person-cases.ts';
import { nameThere } from '../../register/cases/target-cases.ts';
import { openPseudonyms, wordMarks } from '../../register/file/pseudonym-key.ts';
import { checkReferences } from './check-references.ts';
import { checkTarget } from './check-target.ts';
import { openGrounds, tellReferencesAnew } from './references-anew.ts';

/** What is told of a row beside the list before that had its case. */
const BESIDE_BEFORE: readonly FindingCode[] = ['PROTECTION_LIFTED', 'TWO_PERSONS_ON_ID'];
/** What is told of a row beside lists of other kinds, and beside other rows. */
const BESIDE_OTHERS: readonly FindingCode[] = [
  'UNIT_UNKNOWN',
  'CASE_UNKNOWN',
  'PERSON_RENEWED',
  'PERSON_MAYBE_SAME',
  'TARGET_OTHER_UNIT',
  'TARGET_OTHER_KOMMUN',
];

/** Of a list that is to be set aside: what is told of the cases that it has, beside a list before. */
export const casesComparedBy = (
  { db }: Pick<Register, 'db'>,
  { sourceNo, kind }: Source,
): readonly number[] => casesTold(db, kind, sourceNo, BESIDE_BEFORE);

/**
 * Tells of the lists that are left what they show beside each other, once one is out: nothing is told of a row because of
 * a list that is not there, and what that list stood between is told.
 *
 * @param cases those that `casesComparedBy` had
 */
export function compareAnew(register: Register, source: Source, cases: readonly number[]): void {
  for (const caseNo of cases) tellCaseAnew(register, source.kind, caseNo);
  dropUnfounded(register);
  // Of a row that is the newest now, no later list says anything.
  for (const told of rowsTold(register.db, ['PROTECTION_LIFTED_LATER']))
    if (told.isNewest === 1) deleteFinding(register.db, told);
  tellReferencesAnew(register, source);
  dropNames(register);
}

/** Compares each list that has a case with the one before it, as when it came in. */
function tellCaseAnew({ db, profile }: Register, kind: KindName, caseNo: number): void {
  const factsAt = openFactsAt(db, kind);
  const write = (
    sourceNo: number,
    code: FindingCode,
    row: number,
    column: string | null,
    detail: string | null,
  ) => {
    findingWriter(db, sourceNo)({ code, severity: severityOf(profile, code), row, column, detail });
  };
  const headers = headersOfSources(db, kind);
  const lists = listsWithCase(db, kind, caseNo);
  for (const list of lists) {
    const { sourceNo, row } = list;
    const before = lastBefore(lists, list);
    // Two rows of the list itself are two, whatever others say.
    const told = rowsTold(db, BESIDE_BEFORE, sourceNo, row).filter(
      ({ detail }) => detail?.startsWith('på rad') !== true,
    );
    const shown =
      before === undefined ? [] : shownBeside(factsAt(caseNo, before), factsAt(caseNo, list), before);
    for (const one of told) if (!shown.some((other) => isSame(one, other))) deleteFinding(db, one);
    for (const one of shown) {
      if (told.some((other) => isSame(one, other))) continue;
      const column = headers.get(sourceNo)?.[one.column ?? kindOf(kind).identifiedBy] ?? null;
      write(sourceNo, one.code, row, column, one.detail);
    }
  }
}

type Shown = Pick<ToldRow, 'code' | 'detail'>;
const isSame = (one: Shown, other: Shown): boolean => one.code === other.code && one.detail === other.detail;

/** The newest list with a case that was in when a list came; none where a later one was: an older list tells nothing. */
export function lastBefore(lists: readonly ListWithCase[], list: ListWithCase): ListWithCase | undefined {
  const last = lists.filter(({ sourceNo }) => sourceNo < list.sourceNo).at(-1);
  return last !== undefined && last.exportedOn <= list.exportedOn ? last : undefined;
}

type Facts = StoredFacts<KindName> | undefined;

function shownBeside(
  before: Facts,
  after: Facts,
  { exportedOn }: ListWithCase,
): readonly { readonly code: FindingCode; readonly column: string | null; readonly detail: string | null }[] {
  if (before === undefined || after === undefined) return [];
  const [was, is] = [before, after].map(
    (facts) => (facts as { is_protected?: FactValue }).is_protected ?? null,
  );
  const whose = ({ person_key: personKey, identity }: NonNullable<Facts>) => ({ personKey, identity });
  return [
    ...(protectionChangeOf(was ?? null, is ?? null) === 'lifted'
      ? [{ code: 'PROTECTION_LIFTED' as const, column: 'is_protected', detail: null }]
      : []),
    ...(areTwoPersons(whose(after), whose(before))
      ? [{ code: 'TWO_PERSONS_ON_ID' as const, column: null, detail: `i uttaget ${exportedOn}` }]
      : []),
  ];
}

/** Takes back that a name in the target is another, where no list of the source that is left gives another. */
function dropNames(register: Register): void {
  const { db } = register;
  const told = rowsTold(db, ['TARGET_OTHER_NAME']);
  if (told.length === 0) return;
  const pseudonymOf = openPseudonyms(register, 'read');
  const asked = new Map(
    told.flatMap((one) => {
      const there = one.isNewest === 1 ? nameThere(db, one.kind, one.sourceNo, one.row) : undefined;
      return there === undefined ? [] : [[one, there] as const];
    }),
  );
  const persons = new Set([...asked.values()].map(({ person }) => person));
  const differs = new Map<string, ((kept: string) => boolean)[]>();
  for (const [key, name] of namedPersons(db)) {
    const person = pseudonymOf(key);
    if (!persons.has(person)) continue;
    const isOther = (kept: string): boolean => isOtherThanKept(name, kept, wordMarks(pseudonymOf, key));
    differs.set(person, [...(differs.get(person) ?? []), isOther]);
  }
  for (const [one, { person, name }] of asked) {
    const known = differs.get(person) ?? [];
    if (known.length === 0 || known.some((isOther) => !isOther(name))) deleteFinding(db, one);
  }
}

/** Takes back what was told of the newest rows of cases beside others, where nothing shows it any more. */
function dropUnfounded(register: Register): void {
  const { db } = register;
  const hasGrounds = openGrounds(db);
  const bySource = new Map<number, ToldRow[]>();
  for (const told of rowsTold(db, BESIDE_OTHERS))
    bySource.set(told.sourceNo, [...(bySource.get(told.sourceNo) ?? []), told]);
  for (const [sourceNo, told] of bySource) {
    const kind = told[0]?.kind ?? 'sip';
    const headers = headersOfSources(db, kind).get(sourceNo) ?? {};
    const headerOf = (column: string): string | null => headers[column] ?? null;
    const shown = new Set<string>();
    const note = (code: FindingCode, row: number | null): void => void shown.add(`${code} ${row ?? ''}`);
    checkReferences(db, kind, sourceNo, headerOf, note);
    checkTarget(register, kind, sourceNo, headerOf, note);
    for (const one of told) {
      // What stands in later lists since can not be asked any more, but of lists that are not there.
      const isShown = one.isNewest === 0 || shown.has(`${one.code} ${one.row}`);
      if (!isShown || !hasGrounds(kind, one.code, sourceNo)) deleteFinding(db, one);
    }
  }
}
