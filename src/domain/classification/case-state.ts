import type { IdentityState } from '../records/record-reader.ts';
import { isUnfit } from '../records/unfit.ts';
import type { Reopening } from './reopening.ts';
import type { CaseClass } from './classes.ts';
import type { InTarget, TargetEvidence } from './in-target.ts';

/** What every classified case has besides its facts. */
export interface CaseState {
  readonly identity: IdentityState | null;
  readonly personKey: string | null;
  /** Whether any list says that the person is protected: decided of the person, before any rule is asked. */
  readonly isProtected: boolean;
  /** Whether no list says so of this person, but of one with the name whose number says nothing: perhaps the same. */
  readonly isProtectedPerhaps?: boolean;
  /** A person's word that it is not that one, whether it still counts or not. */
  readonly notProtected?: NotProtected | null;
  /** Columns where the list says something that nobody could understand: not known, and not empty. */
  readonly unread: readonly string[];
  /** Whether the last list had the case on rows that contradict each other. */
  readonly isConflicting: boolean;
  /** The last list (its day) that has the case, and the last list of the kind. */
  readonly lastSeenOn: string;
  readonly latestListOn: string;
  /** A person's word that the case is closed in the source system. */
  readonly attestedClosedOn: string | null;
  /** What says that it goes on in the target system; null where nothing does. */
  readonly inTarget: InTarget | null;
  /** What the lists of the target system say of it; null where they can not say. */
  readonly inTargetLists: TargetEvidence | null;
  /** Of a SIP: whether it stood in the phase of evaluation already when it came there; moving it puts it there too. */
  readonly wasEvaluatedBefore: boolean;
  /** A person's decision on the class. */
  readonly decision: Decision | null;
  /** Columns under the decision that have changed since it was made. */
  readonly changedSinceDecision: readonly string[];
  /** The last list before that had the case under another person's number; null where none did. */
  readonly otherPersonOn: string | null;
  /** Cases of the same person that are new in the list from which this one is gone: perhaps the same one, renumbered. */
  readonly renewedAs: readonly string[];
  /** How the case came back after it was gone or attested closed, the last time it did. */
  readonly reopened: Reopened | null;
  /** Known only from a list that has been set aside after it was handed out. */
  readonly isOnlySetAside?: boolean;
}

export interface Reopened extends Reopening {
  /** The list that has it again. */
  readonly on: string;
}

export interface Decision {
  readonly class: CaseClass;
  readonly reason: string;
  readonly by: string;
  readonly on: string;
}

export type NotProtected = Pick<Decision, 'reason' | 'by' | 'on'>;

/** What a person has decided, and the last list that has the case. */
type Decided = Pick<CaseState, 'decision' | 'lastSeenOn'>;

/**
 * Whether a list taken out after the day that a case was decided to be closed has it again: as with what is attested
 * closed, the later list holds (domain §10), and the decision is made anew or not at all. What else is decided of a
 * case stands whatever a list says. Whether that list itself has it closed is asked by the rules before.
 */
export const isListedSinceDecidedClosed = ({ decision, lastSeenOn }: Decided): boolean =>
  decision?.class === 'closed' && decision.on < lastSeenOn;

/** What a person has decided, where it still holds. */
export const standingDecision = (state: Decided): Decision | null =>
  isListedSinceDecidedClosed(state) ? null : state.decision;

/** Gone from the lists: a later list of the kind does not have it. */
export function isGone(state: CaseState): boolean {
  return state.lastSeenOn < state.latestListOn;
}

/** Attested closed, and no list taken out after that day shows it again. */
export function isAttestedClosed(state: CaseState): boolean {
  return state.attestedClosedOn !== null && state.attestedClosedOn >= state.lastSeenOn;
}

/** Gone, while the same person has a new case in that very list, and nobody has said that it is closed. */
export function isPerhapsRenewed(state: CaseState): boolean {
  return (
    state.renewedAs.length > 0 &&
    standingDecision(state) === null &&
    isGone(state) &&
    !isAttestedClosed(state)
  );
}

/** Whether the person's number can not be trusted to point at one person. */
export function isIdentityUnfit({ identity }: Pick<CaseState, 'identity'>): boolean {
  return identity !== null && isUnfit(identity);
}
