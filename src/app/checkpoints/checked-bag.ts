import type { BagProblem } from '../../domain/checkpoints/bag-problems.ts';
import type { CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import type { EventChain } from '../../domain/checkpoints/event-chain.ts';
import type { VerifiedBag } from '../../files/bag/verify-bag.ts';

/** A bag with a statement, to be held against it. */
export interface CheckedBag {
  readonly folder: string;
  readonly bag: VerifiedBag;
  readonly statement: CheckpointStatement;
  /** Null where the file of the events is not there. */
  readonly chain: EventChain | null;
  /** Null where the file is not there. */
  readonly textOf: (path: string) => Promise<string | null>;
}

/** Says what is wrong, and where; writes nothing. */
export type BagCheck = (checked: CheckedBag) => readonly BagProblem[] | Promise<readonly BagProblem[]>;
