import type { SipClass, VardtillfalleClass } from '../classification/classes.ts';
import type { AnswerColumn } from '../answers/answer-columns.ts';
import type { MarkName } from '../answers/marks.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { Actor } from './actors.ts';
import type { FactColumn } from './columns/fact-column.ts';
import type { OwnerSelector } from './owners.ts';
import type { Narrowing, Share } from './selectors.ts';
import type { SubjectKind } from './subject.ts';

export type ClassOf<K extends SubjectKind> = K extends 'sip'
  ? SipClass
  : K extends 'vardtillfalle'
    ? VardtillfalleClass
    : never;

/** What a row calls somebody for by standing on a list at all: a decision, work in the wrong system, a lost SIP, a kvittens. */
export type StepCall = 'lost' | 'begun-late' | 'decision' | 'acknowledge';

/** By when: the last day of a milestone of the profile, or one of its deadlines; and the sentence that says so. */
export type Due =
  | { readonly milestone: string; readonly text?: string }
  | { readonly deadline: keyof Profile['deadlines']; readonly text: string };

/**
 * What must be said on an earlier step, of the same case or of its person, before what is closed on this one counts.
 * Whichever way a closing is said: on a list it waits, by hand it is refused. A row whose status is "Inte aktuell" has
 * ended, and waits for nothing.
 */
export interface ClosesAfter {
  /** The id of the earlier step. */
  readonly step: string;
  /** Its answer that must be given. */
  readonly answered: AnswerColumn;
  /** Its answer whose No says that the case is not moved. */
  readonly unlessNo?: AnswerColumn;
  /** What is as good, said by hand of the case itself. */
  readonly byHand: readonly MarkName[];
  readonly source: string;
}

/**
 * A step of the cut-over as it is written: which cases it takes, whose they are, which columns its list has, what is
 * done in which system, what to watch out for, and by when. All else is made from it. Texts may name the profile's
 * systems and days (`fillText`).
 */
interface StepEntry<K extends SubjectKind> {
  /** As it is written in `--step`; never reused, and of one step whatever the plan. */
  readonly id: string;
  readonly of: K;
  readonly title: string;
  /** The classes of its cases; patients and messages have none. */
  readonly takes: readonly ClassOf<K>[];
  /** What else must hold. Without it the step takes every case of its classes. */
  readonly narrowing?: Narrowing<K>;
  /** Which share of its classes it takes, where several steps share them. */
  readonly share?: Share<K>;
  readonly owner: OwnerSelector<K>;
  /** Who does the work, as the source has it. */
  readonly role?: string;
  /** The profile's milestone that its work is part of: its beginning, its progress. Null for work beside the plan. */
  readonly milestone: string | null;
  /** The work was done before the milestone, and goes on: days before it are as good. */
  readonly isOngoing?: true;
  readonly due: Due;
  /** The columns of its list, in order: facts, then what is asked for. */
  readonly columns: readonly (FactColumn<K> | AnswerColumn)[];
  /** The gate that its cases must be done for. */
  readonly gate?: string;
  /** What its closings rest on, where another step comes first. */
  readonly closesAfter?: ClosesAfter;
  /** The party of a vårdtillfälle that moves whose work it is. */
  readonly actor?: K extends 'vardtillfalle' ? Actor : never;
  /** What to do in the source system. Left out once it is read-only. */
  readonly inSource: readonly string[];
  /** What is otherwise once the source system is read-only. */
  readonly whenReadOnly?: {
    readonly title?: string;
    readonly traps?: readonly string[];
    /** What the rows are now that nothing can be done in the source system. */
    readonly rows: string;
  };
  /** What to do in the target system. */
  readonly inTarget: readonly string[];
  readonly traps: readonly string[];
  /** What to tick off besides, under a heading of its own. */
  readonly checklist?: readonly string[];
  /** Whether rows are grouped by unit when the owner has several. */
  readonly groups?: true;
  /**
   * For named handlers of protected persons, who stand on no other list: it takes them whatever their class, and its
   * number is never shown below five.
   */
  readonly isGuarded?: true;
  /** The two systems must be held against each other to tell which cases it takes. */
  readonly comparesSystems?: true;
  /** What each of its rows is in the inbox, as long as it is not answered. */
  readonly calls?: StepCall;
  /** Open questions of the source that concern the step: ids of the profile's. */
  readonly openQuestions?: readonly string[];
  readonly source: string;
}

/** An entry of any kind. */
export type AnyStepEntry = { readonly [K in SubjectKind]: StepEntry<K> }[SubjectKind];

/** An entry, kept as it is written, so that a plan can be held to its id, its classes and its narrowing. */
export const step = <const E extends AnyStepEntry>(entry: E): E => entry;
