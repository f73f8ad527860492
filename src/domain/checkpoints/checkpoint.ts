/** The kinds of checkpoint, with the text people read (contract, `checkpoint create`). */
export const CHECKPOINT_KINDS = {
  milestone: 'Milstolpe',
  'read-only': 'Läsläge',
  archive: 'Arkivering',
} as const;

export type CheckpointKind = keyof typeof CHECKPOINT_KINDS;

/** The event that records a checkpoint; its bag holds it too. */
export const CHECKPOINT_CREATED = 'checkpoint-created';
/** Follows in the register alone: the hash of the bag's own manifest, which the bag can not hold itself. */
export const CHECKPOINT_SEALED = 'checkpoint-sealed';
/** A person opens a register that a read-only checkpoint has locked. */
export const UNLOCKED = 'unlocked';

export interface UnlockedData {
  /** The checkpoint whose lock is lifted. */
  readonly checkpoint: string;
  readonly reason: string;
}
