import type { HeldCell } from '../answers/answers.ts';

/** An event as it may be told of. */
export interface ToldEvent {
  readonly seq: number;
  readonly type: string;
  readonly effectiveOn: string;
  /** The case's id; a person is told of by reference. */
  readonly caseId: string | null;
  readonly data: unknown;
}

/** An answer that counts otherwise than it did, though it is not itself taken back. */
export interface ChangedAnswer {
  readonly reference: string;
  readonly step: string;
  /** As its lists call it. */
  readonly column: string;
  /** What counted, and what will: null for nothing. What is written freely is not told. */
  readonly was: string | null;
  readonly becomes: string | null;
  /** Why nothing will; null where something does. */
  readonly because: HeldCell['because'] | null;
}

/** What an undoing takes back, and what came after it that it touches. */
export interface UndoPlan {
  readonly targets: readonly ToldEvent[];
  /** The return that is taken back as a whole. */
  readonly returnId: string | null;
  /** Where an undoing is undone: the events that count again. */
  readonly comesBack: readonly ToldEvent[];
  /** What counts otherwise by that. */
  readonly changes: readonly ChangedAnswer[];
  /** What people have said since of the same cells, or by hand of the same cases. */
  readonly later: readonly ToldEvent[];
  /** Lists handed out since with these cases. */
  readonly lists: readonly string[];
}
