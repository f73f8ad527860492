import { isOfTarget, type TargetKind } from '../../domain/kinds/kinds.ts';
import { protectionChangeOf } from '../../domain/fates/protection-change.ts';
import { isOtherThanKept } from '../../domain/target/other-name.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import { fold } from '../../domain/words/fold.ts';
import { namedPersons } from '../../register/cases/person-cases.ts';
import type { Register } from '../../register/file/register.ts';
import { openPseudonyms, wordMarks } from '../../register/file/pseudonym-key.ts';
import { definitionOfSource } from '../../register/lists/coverage-words.ts';
import { told } from '../../register/lists/findings.ts';
import { headersOfSources, type Source } from '../../register/lists/sources.ts';
import {
  listsWithCase,
  namesThere,
  openFactsAt,
  protectedOfList,
} from '../../register/rows/list-contents.ts';
import { readDefinitionKey } from '../../domain/coverage/list-definition.ts';
import { checkReferences, checkUnitDays } from './check-references.ts';
import { checkTarget } from './check-target.ts';
import type { RemarkOnRow } from './import-report.ts';
import { casesThatWait } from './lacking-places.ts';
import { othersWaitedFor } from './settle-coverage.ts';
import { lastBefore } from './told-of-cases.ts';

const BESIDE_OTHERS = [
  'UNIT_UNKNOWN',
  'UNIT_DAY_WITHOUT_UNIT',
  'CASE_UNKNOWN',
  'PERSON_RENEWED',
  'PERSON_MAYBE_SAME',
  'TARGET_OTHER_NAME',
  'TARGET_OTHER_UNIT',
  'TARGET_OTHER_KOMMUN',
] as const satisfies readonly FindingCode[];
const OF_SAME_KIND = [
  'PROTECTION_COLUMN_SILENT',
  'LIST_WAITS_FOR_UNKNOWN',
] as const satisfies readonly FindingCode[];

/** What is told of a list beside lists of any kind, and as a whole. */
export const TOLD_OF_LISTS: readonly FindingCode[] = [
  ...BESIDE_OTHERS,
  ...OF_SAME_KIND,
  'LIST_WAITS_FOR_OTHERS',
];

/** What a list that is set aside said, or was said with it, that others may rest on. */
export interface SaidByAside {
  /** What lists of its kind call their column of protection. */
  readonly protectionHeaders: ReadonlySet<string>;
  /** What lists are known by of which a word was given with it. */
  readonly spokenFor: ReadonlySet<string>;
}

/**
 * Asks a list, while it is the newest, what it asked when it came in.
 *
 * @returns the codes that were asked about
 */
export function ofList(
  register: Register,
  list: Source,
  aside: Source,
  { protectionHeaders, spokenFor }: SaidByAside,
  tell: RemarkOnRow,
): ReadonlySet<FindingCode> {
  const { db } = register;
  const { kind, sourceNo, exportedOn, mends } = list;
  const headers = headersOfSources(db, kind).get(sourceNo) ?? {};
  const headerOf = (column: string): string | null => headers[column] ?? null;
  checkReferences(db, kind, sourceNo, headerOf, tell);
  checkUnitDays(register, kind, tell);
  checkTarget(register, kind, sourceNo, headerOf, tell);
  if (isOfTarget(kind)) checkNames(register, kind, list, tell);
  const asked = new Set<FindingCode>(BESIDE_OTHERS);
  if (kind !== aside.kind) return asked;
  for (const code of OF_SAME_KIND) asked.add(code);
  tellIfSilent(register, list, { headers, protectionHeaders }, tell);
  const waiting = mends === null ? casesThatWait(register, kind, sourceNo, exportedOn) : 0;
  if (waiting > 0) tell('LIST_WAITS_FOR_UNKNOWN', null, null, String(waiting));
  // Of the same day, or by a word that was given with it.
  const mayWait = exportedOn === aside.exportedOn || spokenFor.has(definitionOfSource(db, sourceNo) ?? '');
  const others = mends === null && mayWait ? othersWaitedFor(register, list) : null;
  if (others === null) return asked;
  asked.add('LIST_WAITS_FOR_OTHERS');
  if (others > 0) tell('LIST_WAITS_FOR_OTHERS', null, null, String(others));
  return asked;
}

/** Whom the target calls nothing that the lists of the source do. */
function checkNames(register: Register, kind: TargetKind, list: Source, tell: RemarkOnRow): void {
  const { db } = register;
  const there = namesThere(db, kind, list);
  if (there.length === 0) return;
  const pseudonymOf = openPseudonyms(register, 'read');
  const persons = new Set(there.map(({ person }) => person));
  const differs = new Map<string, ((kept: string) => boolean)[]>();
  for (const [key, name] of namedPersons(db)) {
    const person = pseudonymOf(key);
    if (!persons.has(person)) continue;
    const isOther = (kept: string): boolean => isOtherThanKept(name, kept, wordMarks(pseudonymOf, key));
    differs.set(person, [...(differs.get(person) ?? []), isOther]);
  }
  for (const { row, person, name } of there) {
    const known = differs.get(person) ?? [];
    if (known.length > 0 && known.every((isOther) => isOther(name)))
      tell('TARGET_OTHER_NAME', row, null, null);
  }
}

/** A list that has a column of protection and says nothing in it leaves those protected who were. */
function tellIfSilent(
  { db }: Register,
  list: Source,
  {
    headers,
    protectionHeaders,
  }: {
    readonly headers: Readonly<Record<string, string>>;
    readonly protectionHeaders: ReadonlySet<string>;
  },
  tell: RemarkOnRow,
): void {
  const { kind, sourceNo } = list;
  const definition = definitionOfSource(db, sourceNo);
  if (headers['is_protected'] !== undefined || definition === null) return;
  const own = new Set(readDefinitionKey(definition).headers.split('|'));
  const header =
    told(db, ['PROTECTION_COLUMN_SILENT'], sourceNo)[0]?.column ??
    [...protectionHeaders].find((one) => own.has(fold(one)));
  if (header === undefined) return;
  const factsAt = openFactsAt(db, kind);
  const stays = protectedOfList(db, kind, sourceNo).filter((caseNo) => {
    const lists = listsWithCase(db, kind, caseNo);
    const here = lists.find((one) => one.sourceNo === sourceNo);
    const before = here === undefined ? undefined : lastBefore(lists, here);
    const known = before === undefined ? undefined : factsAt(caseNo, before);
    const was = (known as { readonly is_protected?: number | null } | undefined)?.is_protected ?? null;
    return protectionChangeOf(was, 1) === 'stays';
  });
  if (stays.length > 0) tell('PROTECTION_COLUMN_SILENT', null, header, String(stays.length));
}
