import { isOfTarget } from '../../domain/kinds/kinds.ts';
import { severityOf } from '../../domain/profile/severity.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import { onTrial } from '../../register/engine/transaction.ts';
import type { Register } from '../../register/file/register.ts';
import { definitionsSpokenFor } from '../../register/lists/coverage-words.ts';
import { deleteFinding, findingWriter, told } from '../../register/lists/findings.ts';
import { allSources, headersOfSources, type Source } from '../../register/lists/sources.ts';
import { takeOut } from '../../register/rows/set-aside.ts';
import { noteProtected } from './note-protected.ts';
import {
  casesToCompare,
  ofEachCase,
  TOLD_OF_CASES,
  type CasesToCompare,
  type ToldBeside,
} from './told-of-cases.ts';
import { ofList, TOLD_OF_LISTS, type SaidByAside } from './told-of-lists.ts';

/**
 * What is told of a list by what the register held before it came: every code that says so stands here or there, and
 * `CASE_REOPENED`, which is an event as well (reopened-anew.ts).
 */
const TOLD_BESIDE: readonly FindingCode[] = [...TOLD_OF_CASES, ...TOLD_OF_LISTS];

/** Of a list that is to be set aside: what the telling anew of others rests on. */
export interface BeforeAside extends SaidByAside {
  readonly cases: CasesToCompare;
}

export function beforeAside({ db }: Pick<Register, 'db'>, { sourceNo, kind }: Source): BeforeAside {
  const headers = [...headersOfSources(db, kind).values()].flatMap(({ is_protected: own }) => own ?? []);
  return {
    cases: casesToCompare(db, kind, sourceNo),
    protectionHeaders: new Set(headers),
    spokenFor: definitionsSpokenFor(db, sourceNo),
  };
}

/**
 * Tells of the lists that came after one which is out what they would have told had it never come: on trial each is
 * the newest again, as when it came, and is asked what it asked then. What is told because of a list that is not there is
 * taken back, and what was silent because of it is told.
 *
 * @param before what `beforeAside` said
 * @param eventSeq the event by which it was set aside
 */
export function tellAnew(register: Register, aside: Source, before: BeforeAside, eventSeq: number): void {
  const { db, profile } = register;
  const later = allSources(db)
    .filter(({ sourceNo }) => sourceNo > aside.sourceNo)
    .sort((a, b) => b.sourceNo - a.sourceNo);
  if (later.length === 0) return;
  const shown = onTrial(db, () =>
    later.map((list): readonly [Source, Shown] => {
      if (isOfTarget(list.kind)) noteProtected(register);
      const found = shownBy(register, list, aside, before);
      takeOut(db, list, new Set(), eventSeq);
      return [list, found];
    }),
  );
  for (const [{ sourceNo }, { isAsked, all }] of shown.reverse()) {
    const stood = told(db, TOLD_BESIDE, sourceNo).filter(isAsked);
    const write = findingWriter(db, sourceNo);
    for (const one of stood)
      if (!all.some((other) => isSame(one, other))) deleteFinding(db, { sourceNo, ...one });
    for (const { code, ...one } of all)
      if (!stood.some((other) => isSame({ code, ...one }, other)))
        write({ code, severity: severityOf(profile, code), ...one });
  }
}

interface Shown {
  readonly all: readonly ToldBeside[];
  /** Whether it was asked whether something that is told still is. */
  readonly isAsked: (one: ToldBeside) => boolean;
}

/** What a list tells while it is the newest. */
function shownBy(register: Register, list: Source, aside: Source, before: BeforeAside): Shown {
  const all: ToldBeside[] = [];
  const tell = (code: FindingCode, row: number | null, column: string | null, detail: string | null): void =>
    void all.push({ code, row, column, detail });
  const rows = list.kind === aside.kind ? ofEachCase(register, list, before.cases, tell) : new Set<number>();
  const asked = ofList(register, list, aside, before, tell);
  const isOfCases = new Set<FindingCode>(TOLD_OF_CASES);
  return {
    all,
    isAsked: ({ code, row, detail }) =>
      isOfCases.has(code)
        ? // Two rows of the list itself are two, whatever others say.
          row !== null && rows.has(row) && detail?.startsWith('på rad') !== true
        : asked.has(code),
  };
}

const isSame = (one: ToldBeside, other: ToldBeside): boolean =>
  one.code === other.code && one.row === other.row && one.detail === other.detail;
