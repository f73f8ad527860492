import type { FactValue } from '../kinds/kinds.ts';
import type { RecordRead } from '../records/record-reader.ts';
import type { Fate } from './fates.ts';
import {
  agreedOf,
  areTwoPersons,
  asJson,
  isSame,
  unreadWithKnown,
  withKnown,
  type KeptFacts,
  type Known,
  type ListAtHand,
} from './known-case.ts';

/** What became of a row that names its case. */
export interface Taken {
  readonly fate: Fate;
  /** The row of this list that the fate refers to: the one repeated, or the one contradicted. */
  readonly otherRow: number | null;
  /** Whether the other row was accepted until this one contradicted it. */
  readonly overturnsOther: boolean;
  /** The case as it was met, where an earlier list had it and this one is the newest that does. */
  readonly met: MetCase | null;
  /** It says that the person is protected, and a later list that is in already says no. */
  readonly isUnprotectedLater?: true;
  /** Where the id stands for another person: in which row or list, as people read it. */
  readonly otherPerson?: string;
}

export interface MetCase {
  readonly caseNo: number;
  /** The newest list before this one that had the case. */
  readonly lastSeenOn: string;
  /** The facts before this list, and by it. */
  readonly before: readonly FactValue[];
  readonly after: readonly FactValue[];
}

/** A fate, and what it changes of the case. */
export interface RowFate {
  readonly taken: Taken;
  /** The facts that take the place of the known ones; null where those stand. */
  readonly facts: KeptFacts | null;
  /** Whether the known facts are kept as earlier ones. */
  readonly isKnownKept: boolean;
}

/** A case that no list has had. */
export const NEW: Taken = { fate: 'new', otherRow: null, overturnsOther: false, met: null };

/** How a row stands to what is known of its case. */
export type Meeting = 'again' | 'next' | 'older';

/** Whether this list has had the case already, or it comes after what is known, or before it. */
export function meetingOf(
  { lastSourceNo, lastSeenOn }: Pick<Known, 'lastSourceNo' | 'lastSeenOn'>,
  { sourceNo, exportedOn }: Pick<ListAtHand, 'sourceNo' | 'exportedOn'>,
): Meeting {
  if (lastSourceNo === sourceNo) return 'again';
  return lastSeenOn <= exportedOn ? 'next' : 'older';
}

/** A repetition of another row of the list. */
export function repeated(otherRow: number): Taken {
  return { fate: 'duplicate', otherRow, overturnsOther: false, met: null };
}

/**
 * A row that says otherwise of its case than another row of the list: neither wins.
 *
 * @param wasRejected whether the other row had been contradicted before
 */
export function contradicted(otherRow: number, wasRejected: boolean): Taken {
  return { fate: 'rejected', otherRow, overturnsOther: !wasRejected, met: null };
}

/** The fate of a second row with a key of this list: a repetition, or a contradiction that neither row wins. */
export function fateOfAgain(known: Known, record: RecordRead, list: ListAtHand): RowFate {
  const values = withKnown(record.values, known.values, list.absent);
  const isRepetition =
    !known.isConflicting &&
    isSame(values, known.values) &&
    asJson(unreadWithKnown(record.notUnderstood, known.notUnderstood, list)) === known.notUnderstood;
  if (isRepetition) return { taken: repeated(known.lastRow), facts: null, isKnownKept: false };
  return {
    taken: {
      ...contradicted(known.lastRow, known.isConflicting),
      ...(areTwoPersons(record, known) && { otherPerson: `på rad ${known.lastRow}` }),
    },
    facts: {
      ...agreedOf(list.names, { ...record, values }, known),
      notUnderstood: null,
      isConflicting: true,
    },
    // Facts of this list itself were never in force.
    isKnownKept: !known.isConflicting && known.sourceNo !== list.sourceNo,
  };
}

/** The fate of a row whose case an earlier list had: it says the same, or something else that is newer. */
export function fateOfNext(known: Known, record: RecordRead, list: ListAtHand): RowFate {
  const values = withKnown(record.values, known.values, list.absent);
  const notUnderstood = asJson(unreadWithKnown(record.notUnderstood, known.notUnderstood, list));
  const isUnchanged =
    !known.isConflicting && isSame(values, known.values) && notUnderstood === known.notUnderstood;
  const { personKey, identity } = record;
  return {
    taken: {
      fate: isUnchanged ? 'unchanged' : 'changed',
      otherRow: null,
      overturnsOther: false,
      met: {
        caseNo: known.caseNo,
        lastSeenOn: known.lastSeenOn,
        before: known.values,
        after: isUnchanged ? known.values : values,
      },
      ...(areTwoPersons(record, known) && { otherPerson: `i uttaget ${known.lastSeenOn}` }),
    },
    facts: isUnchanged ? null : { values, personKey, identity, notUnderstood, isConflicting: false },
    isKnownKept: !isUnchanged,
  };
}
