import type { ClosedAs } from '../classification/closed-as.ts';
import type { InTarget } from '../classification/in-target.ts';

/**
 * What the cut-over report counts: a cell is one case, or a number of cases that are alike in everything that is
 * counted. Every figure, gate and list of rows is a question put to the same cells, so that a figure and the rows
 * behind it can not differ.
 */
export type Cell = SipCell | VardtillfalleCell | PatientCell | MessageCell | ExtraMessageCell | LeftCell;
export type CellKind = Cell['kind'];

/** Where a case is counted; null = it has none. */
export interface Place {
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
}

interface CellBase extends Place {
  readonly cases: number;
  /** The worklists that the case stands on, or was done on. */
  readonly steps: readonly StepPlace[];
  /** Answers of it are held: they contradict each other, or the facts had changed. */
  readonly isHeld: boolean;
  /** How the case is told of; null for a number of cases, and where no rows are asked for. */
  readonly shown: ShownCase | null;
}

export interface ShownCase {
  readonly reference: string;
  /** The id in the source system; null for a person. */
  readonly id: string | null;
  readonly isProtected: boolean;
  readonly why: string;
}

/** Done by a person's word; done and shown by a later list; "Behöver hjälp" or "Fel mottagare"; neither. */
export const STEP_STATES = ['attested', 'confirmed', 'need-help', 'not-done'] as const;
export type StepState = (typeof STEP_STATES)[number];

export interface StepPlace {
  readonly step: string;
  /** Whose list it is. */
  readonly owner: Place;
  /** Whom the list is sent to, by name; null where no list has the case any more. */
  readonly recipient: string | null;
  readonly state: StepState;
  /** What says that it is in the target system, of a step whose work begins it there; left out where nothing does. */
  readonly standing?: InTarget['standing'];
}

/** Open; closed by a person's word while the newest list still has it; closed by a list. */
export type ClosedBy = 'nobody' | 'word' | 'list';

export interface SipCell extends CellBase {
  readonly kind: 'sip';
  readonly class: string;
  readonly closedBy: ClosedBy;
  /** What became of it in the move; null while it is open. */
  readonly closedAs: ClosedAs | null;
  /** How it stood on the day that is compared with: open, known but not open, or not known. */
  readonly then: 'open' | 'known' | null;
  readonly hasMeetingInWindow: boolean;
  /** Where the control totals count it; null where they do not. Known for single cases only. */
  readonly inTotals: Place | null;
  readonly isLost: boolean;
}

export interface VardtillfalleCell extends CellBase {
  readonly kind: 'vardtillfalle';
  readonly class: string;
  /** Will be trapped on a later day, if nothing happens until then. */
  readonly willBeTrapped: boolean;
}

export interface PatientCell extends CellBase {
  readonly kind: 'patient';
}

/** A message that somebody owes a kvittens; `unit` is the receiving one. */
export interface MessageCell extends CellBase {
  readonly kind: 'meddelande';
}

/** An Extrameddelande that the cut-over itself calls for, sent or not; its place is the patient's kommun and the actor. */
export interface ExtraMessageCell extends CellBase {
  readonly kind: 'extra';
  readonly isAttestedSent: boolean;
  /** A list of messages shows it. */
  readonly isFound: boolean;
  /** Found, and nobody owes a kvittens. */
  readonly isAcknowledged: boolean;
}

/** Something answered on a worklist that no list has any more. */
interface LeftCell extends CellBase {
  readonly kind: 'left';
}
