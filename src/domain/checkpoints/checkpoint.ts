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

/** Data of `checkpoint-sealed`. */
export interface SealedData {
  readonly checkpoint: string;
  /** SHA-512 of tagmanifest-sha512.txt: whoever has it knows that the whole bag is the one that was made. */
  readonly manifestSha512: string;
}

export const CHECKPOINT_FORMAT = 'overgang-checkpoint-1';

/** The files of a checkpoint's bag, from its own folder. */
export const BAG_FILES = {
  register: 'data/register.sqlite',
  statement: 'data/kontrollpunkt.json',
  statementSchema: 'data/kontrollpunkt.schema.json',
  events: 'data/handelser.jsonl',
  exceptions: 'data/oppna-undantag.csv',
  closed: 'data/stangda.csv',
  sources: 'data/kallor.csv',
  sourceFolder: 'data/kallor',
  stateFolder: 'data/tillstand',
  premis: 'data/premis.xml',
  readme: 'data/LÄSMIG.txt',
  intyg: 'data/intyg.html',
  manifest: 'manifest-sha512.txt',
  tagManifest: 'tagmanifest-sha512.txt',
  signature: 'tagmanifest-sha512.txt.sig',
} as const;

/** What a signature is made for (`ssh-keygen -Y`): one for another purpose does not count. */
export const SIGNATURE_NAMESPACE = 'overgang';

export const checkpointId = (number: number): string => `K-${String(number).padStart(4, '0')}`;
