import { dayOf } from '../calendar/days.ts';
import type { FactsOf } from '../kinds/kinds.ts';
import { namesSip } from '../kinds/sip-words.ts';
import { isStayOpen } from '../kinds/target-stay.ts';
import { spellingsOf } from '../kinds/terms.ts';
import { columnsAhead } from '../records/ahead-days.ts';
import { fold } from '../words/fold.ts';

/**
 * What a row of the target system proves. It is evidence of one case of the source only where what it says is understood,
 * where it says that something has begun there, and where it fits that case: in time, by a day that it says; by the name
 * it gives under the number; and, of a SIP, by the kommun of its unit. All else is told, and proves nothing (domain §10:
 * unread is not absent, nothing is guessed). Another ward, or another unit of the same kommun, is told where lists are
 * compared, and alone makes nothing something else.
 */

/**
 * Why a row is no evidence of a case. `other`: the row is understood, and it is not that case begun there. `unclear`:
 * it may be, and nobody can say.
 */
export const ROW_DOUBTS = {
  'status-unread': { is: 'unclear', text: 'status går inte att läsa' },
  'type-unread': { is: 'unclear', text: 'typen går inte att läsa' },
  'name-unread': { is: 'unclear', text: 'namnet går inte att läsa' },
  'unit-unread': { is: 'unclear', text: 'enheten går inte att läsa' },
  'day-unread': { is: 'unclear', text: 'en dag går inte att läsa' },
  'day-ahead': { is: 'unclear', text: 'en dag ligger efter uttagets egen' },
  'ended-undated': { is: 'unclear', text: 'avslutad, utan dag som visar när den började' },
  undated: { is: 'unclear', text: 'utan dag som visar när den började' },
  'other-name': { is: 'unclear', text: 'namnet är ett helt annat' },
  'other-kommun': { is: 'unclear', text: 'enheten hör till en annan kommun' },
  'before-move': { is: 'unclear', text: 'skapad innan flytten började' },
  'there-before': {
    is: 'unclear',
    text: 'fanns redan innan flytten började, utan dag som visar när den började',
  },
  'other-stay': { is: 'unclear', text: 'inskriven en annan dag' },
  'other-ward': { is: 'unclear', text: 'på en annan enhet, utan inskrivningsdag' },
  'which-one': { is: 'unclear', text: 'kan gälla flera av personens ärenden' },
  planned: { is: 'other', text: 'inte påbörjad' },
  cancelled: { is: 'other', text: 'makulerad' },
  'other-plan': { is: 'other', text: 'en annan plan än SIP' },
  'no-consent': { is: 'other', text: 'patienten har sagt nej, och ingen har beslutat om flytt' },
  'other-time': { is: 'other', text: 'från en annan tid' },
} as const satisfies Readonly<Record<string, { readonly is: 'other' | 'unclear'; readonly text: string }>>;
export type RowDoubt = keyof typeof ROW_DOUBTS;

/** What a row is to a case. */
export type Judged =
  | { readonly is: 'it'; readonly isOngoing: boolean }
  | { readonly is: 'other' | 'unclear'; readonly why: RowDoubt };

const doubt = (why: RowDoubt): Judged => ({ is: ROW_DOUBTS[why].is, why });
const begun = (isOngoing: boolean): Judged => ({ is: 'it', isOngoing });

/** How a row was read: the columns whose text nobody understood, and the day of the last list that has it. */
interface ReadRow {
  readonly unread: readonly string[];
  readonly seenOn: string;
}
/** A row of what begins some day. */
interface DatedRow extends ReadRow {
  /** Whether its list has a column of that day: one that has none says nothing of it, and its rows are as they were. */
  readonly listHasDays: boolean;
}
export interface TargetSipRow extends DatedRow {
  /** Where no list of it says when it was created: the first list that has it, when it was there already. */
  readonly thereBy: string | null;
  readonly facts: Pick<FactsOf<'lcsp_sip'>, 'status' | 'type' | 'created_on' | 'name' | 'unit'>;
}
export interface TargetStayRow extends DatedRow {
  readonly facts: Pick<
    FactsOf<'lcsp_vardtillfalle'>,
    'status' | 'created_on' | 'admitted_at' | 'discharged_at' | 'name' | 'unit'
  >;
}
export interface TargetPersonRow extends ReadRow {
  readonly facts: Pick<FactsOf<'lcsp_patient'>, 'created_on'>;
}

/** Whose case it is that a row of the target is held against. */
interface Called {
  /** Whether a name, as it is kept of the target's rows, has nothing in common with the one that the source gives. */
  readonly isOtherName: (name: string) => boolean;
}

/** What is not understood, or can not have happened yet, by the list's own day; null where there is nothing. */
function misread({ unread, seenOn }: ReadRow, days: Readonly<Record<string, string | null>>): Judged | null {
  // A status that the day contradicts is told by the day.
  if (columnsAhead(unread).length > 0) return doubt('day-ahead');
  if (unread.includes('status')) return doubt('status-unread');
  if (unread.includes('type')) return doubt('type-unread');
  if (Object.keys(days).some((column) => unread.includes(column))) return doubt('day-unread');
  return Object.values(days).some((day) => day !== null && dayOf(day) > seenOn) ? doubt('day-ahead') : null;
}

/** What is not understood of who or where it is. */
function misplaced({ unread }: ReadRow): Judged | null {
  if (unread.includes('name')) return doubt('name-unread');
  return unread.includes('unit') ? doubt('unit-unread') : null;
}

/** The words for a status that the target's lists have, of what has not begun there. */
const notBegun = (status: string | null): Judged | null =>
  status === 'planned' || status === 'cancelled' ? doubt(status) : null;

const PLAN_FORMS = spellingsOf('planForm', fold);

/** What is wrong with a row of a SIP, whosever it is; `it` where it says that one has begun. */
export function standingOfSip(row: TargetSipRow): Judged {
  const { status, type, created_on: createdOn } = row.facts;
  const fault = misread(row, { created_on: createdOn }) ?? notBegun(status) ?? misplaced(row);
  if (fault !== null) return fault;
  // Registers have lists from before the column had a vocabulary.
  const text = type === null ? 'sip' : fold(type);
  const form = PLAN_FORMS.get(text) ?? (namesSip(text) ? 'sip' : undefined);
  if (form === undefined) return doubt('type-unread');
  if (form !== 'sip') return doubt('other-plan');
  const isOngoing = status !== 'closed';
  if (createdOn !== null) return begun(isOngoing);
  if (!isOngoing) return doubt('ended-undated');
  return row.listHasDays ? doubt('undated') : begun(true);
}

/** The same of a vårdtillfälle. */
export function standingOfStay(row: TargetStayRow): Judged {
  const { status, created_on, admitted_at, discharged_at } = row.facts;
  return (
    misread(row, { created_on, admitted_at, discharged_at }) ??
    notBegun(status) ??
    misplaced(row) ??
    begun(isStayOpen(row.facts))
  );
}

const isNamedOtherwise = ({ name }: { readonly name: string | null }, { isOtherName }: Called): boolean =>
  name !== null && isOtherName(name);

/** The same of a person: who is registered is there, since whatever day, and under whatever name. */
export const judgePerson = (row: TargetPersonRow): Judged =>
  misread(row, { created_on: row.facts.created_on }) ?? begun(true);

/** A SIP of the source, as far as a row of the target can be of it. */
export interface SipThere extends Called {
  readonly startedOn: string | null;
  /** Whether a unit is known to be of another kommun. */
  readonly isOtherKommun: (unit: string) => boolean;
  /** A samordnad vårdplan is moved as none. */
  readonly isOtherPlan: boolean;
}

/** @param moveBeginsOn the first day that SIPs are moved; null where the plan says none */
export function judgeSip(row: TargetSipRow, sip: SipThere, moveBeginsOn: string | null): Judged {
  const standing = standingOfSip(row);
  if (standing.is !== 'it') return standing;
  if (sip.isOtherPlan) return doubt('other-plan');
  const { created_on: createdOn, unit } = row.facts;
  const isBefore = (day: string | null): boolean => createdOn !== null && day !== null && createdOn < day;
  if (isBefore(sip.startedOn)) return doubt('other-time');
  if (isNamedOtherwise(row.facts, sip)) return doubt('other-name');
  if (isBefore(moveBeginsOn)) return doubt('before-move');
  if (isThereBefore(row, sip.startedOn) || isThereBefore(row, moveBeginsOn)) return doubt('there-before');
  return unit !== null && sip.isOtherKommun(unit) ? doubt('other-kommun') : standing;
}

/** Whether a row without a day is older than something, by a list that had it then: it is not what came of that. */
const isThereBefore = ({ facts, thereBy }: TargetSipRow, day: string | null): boolean =>
  facts.created_on === null && thereBy !== null && day !== null && thereBy < day;

/** A vårdtillfälle of the source, as far as a row of the target can be of it. */
export interface StayThere extends Called {
  readonly admittedAt: string | null;
  readonly dischargedAt: string | null;
  readonly unit: string | null;
  /** The last list that has it: what began later is another. */
  readonly lastSeenOn: string;
  /** Whether the person has no other: then a row that does not say the ward is of this one. */
  readonly isOnly: boolean;
}

export function judgeStay(row: TargetStayRow, stay: StayThere): Judged {
  const standing = standingOfStay(row);
  if (standing.is !== 'it') return standing;
  const { admitted_at: there, created_on: createdOn } = row.facts;
  const from = dayOrNull(stay.admittedAt);
  const isSameDay = from !== null && there !== null && dayOf(there) === from;
  if (!isSameDay && isOfOtherTime(row, stay)) return doubt('other-time');
  if (isNamedOtherwise(row.facts, stay)) return doubt('other-name');
  if (isSameDay) return standing;
  if (from !== null && there !== null) return doubt('other-stay');
  if (!standing.isOngoing && createdOn === null) return doubt('ended-undated');
  const fault = faultWithoutDay(row, stay);
  return fault === null ? standing : doubt(fault);
}

/** Why a row without the day of the admission is not known to be of a stay; null where nothing is against it. */
function faultWithoutDay(
  { facts: { admitted_at: there, created_on: createdOn, unit }, listHasDays }: TargetStayRow,
  stay: StayThere,
): RowDoubt | null {
  const isWardUnknown = stay.unit === null || unit === null;
  if (isWardUnknown && !stay.isOnly) return 'which-one';
  if (!isWardUnknown && fold(stay.unit) !== fold(unit)) return 'other-ward';
  return there === null && createdOn === null && listHasDays ? 'undated' : null;
}

const dayOrNull = (day: string | null): string | null => (day === null ? null : dayOf(day));

/** Over, or registered, before this one began; or begun when this one was over, or later than any list has it. */
function isOfOtherTime({ facts }: TargetStayRow, stay: StayThere): boolean {
  const from = dayOrNull(stay.admittedAt);
  const to = dayOrNull(stay.dischargedAt) ?? stay.lastSeenOn;
  const isBefore = (day: string | null): boolean => from !== null && day !== null && dayOf(day) < from;
  return (
    isBefore(facts.discharged_at) ||
    isBefore(facts.created_on) ||
    (facts.admitted_at !== null && dayOf(facts.admitted_at) > to)
  );
}

/** What some rows are to one case: those that are it, and why others may be. */
export interface Weighed<Row> {
  readonly it: readonly (readonly [row: Row, isOngoing: boolean])[];
  readonly unclear: readonly RowDoubt[];
}

export function weigh<Row>(rows: readonly Row[], judge: (row: Row) => Judged): Weighed<Row> {
  const it: [Row, boolean][] = [];
  const unclear: RowDoubt[] = [];
  for (const row of rows) {
    const judged = judge(row);
    if (judged.is === 'it') it.push([row, judged.isOngoing]);
    else if (judged.is === 'unclear') unclear.push(judged.why);
  }
  return { it, unclear };
}

/** Doubts under which a row may be of something that goes on there: what rests on that needs a decision. */
export const mayGoOn = (why: RowDoubt): boolean => why !== 'ended-undated' && why !== 'which-one';

/** "status går inte att läsa; en dag ligger efter uttagets egen" */
export const doubtsText = (doubts: readonly RowDoubt[]): string =>
  [...new Set(doubts)].map((why) => ROW_DOUBTS[why].text).join('; ');

/**
 * Which row is of which case, of one person: each row of at most one case, so that n rows explain n cases at most. The
 * most alike first; among equals the cases' order decides, then the rows'.
 *
 * @param likeness null where the row is not of the case
 */
export function pairUp<Case, Row>(
  cases: readonly Case[],
  rows: readonly Row[],
  likeness: (one: Case, row: Row) => number | null,
): ReadonlyMap<Case, Row> {
  const pairs = new Map<Case, Row>();
  const taken = new Set<Row>();
  const candidates = cases.flatMap((one) =>
    rows.flatMap((row) => {
      const alike = likeness(one, row);
      return alike === null ? [] : [{ one, row, alike }];
    }),
  );
  // The sort is stable.
  for (const { one, row } of candidates.toSorted((a, b) => b.alike - a.alike)) {
    if (pairs.has(one) || taken.has(row)) continue;
    pairs.set(one, row);
    taken.add(row);
  }
  return pairs;
}
