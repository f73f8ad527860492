import type { BagProblem } from './bag-problems.ts';
import type { CheckpointKind } from './checkpoint.ts';
import type { CheckpointData } from './checkpoint-schema.ts';

/** What the making of a checkpoint led to. */
export interface CreatedCheckpoint {
  readonly data: CheckpointData;
  /** Null in a dry run. */
  readonly sealed: {
    readonly seq: number;
    readonly hash: string;
    readonly manifestSha512: string;
    readonly isSigned: boolean;
    readonly files: number;
  } | null;
  /** Lists that were looked for and not found, by number and file name. */
  readonly missingSources: readonly { readonly sourceNo: number; readonly fileName: string }[];
}

/** One checkpoint of a register, as it is listed. */
export interface ListedCheckpoint {
  readonly checkpoint: string;
  readonly kind: CheckpointKind;
  readonly effectiveAt: string;
  readonly by: string;
  readonly statement: string;
  readonly openSips: number;
  readonly isPseudonymised: boolean;
  readonly head: { readonly seq: number; readonly hash: string };
  /** Null where the making of the folder was never finished. */
  readonly manifestSha512: string | null;
  /** Whether it locks the register now. */
  readonly isLocking: boolean;
}

/** What a folder turned out to be. */
export interface VerifiedFolder {
  readonly folder: string;
  /** Null for a bag that is no checkpoint, or whose statement can not be read. */
  readonly checkpoint: VerifiedCheckpoint | null;
  readonly files: number;
  readonly problems: readonly BagProblem[];
  readonly warnings: readonly BagProblem[];
}

export interface VerifiedCheckpoint {
  readonly id: string;
  readonly kind: CheckpointKind;
  readonly effectiveAt: string;
  readonly openSips: number;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly manifestSha512: string;
  /** How its signature is checked by those who know the key; null without one. */
  readonly signatureCommand: string | null;
  /** A signature is there; `good` only says that it is made over the manifest. Null: there is no tool to ask. */
  readonly signature: 'none' | 'good' | 'bad' | 'not-checked';
  readonly isPseudonymised: boolean;
}
