import { CHECKPOINT_CREATED, CHECKPOINT_SEALED } from '../checkpoints/checkpoint.ts';
import { SHOWN } from '../log/shown.ts';
import { REGISTER_SEALED } from '../verification/register-sealed.ts';

/** The event of a gallring: what was removed, on which archive, and the events that were redacted. */
export const GALLRAT = 'gallrat';
/** One that was cut off after it had removed everybody is brought to its end. */
export const GALLRING_RESUMED = 'gallring-resumed';

/** What is done with a table: all rows go, some columns are emptied, or nothing. */
export type GallringAction = 'removed' | 'cleared' | 'kept';

/** What became of a table, or would. */
export interface GallradTable {
  readonly table: string;
  readonly action: GallringAction;
  readonly rows: number;
  /** What goes and what stays, and why, in Swedish. */
  readonly what: string;
}

export interface GallratData {
  /** The archive that it rests on. */
  readonly checkpoint: string;
  readonly archiveHead: string;
  /** The day that the counts kept are those of. */
  readonly day: string;
  readonly tables: readonly Omit<GallradTable, 'what'>[];
  readonly hadKeyFile: boolean;
  /** What can not be counted again without the units: the Extrameddelanden of that day. Absent in older gallringar. */
  readonly extraMessages?: readonly ExtraMessagesLeft[];
  /** Events that no longer say what they said: the chain knows each by the hash of what it says now. */
  readonly redacted: readonly { readonly seq: number; readonly sha256: string }[];
}

/** How far the Extrameddelanden of a kommun's patients had come, by who sends them. */
interface ExtraMessagesLeft {
  readonly kommun: string | null;
  readonly part: string;
  readonly expected: number;
  readonly attestedSent: number;
  readonly found: number;
  readonly acknowledged: number;
}

/** A gallring that has been done. */
export interface Gallring extends GallratData {
  readonly seq: number;
  readonly by: string;
  readonly recordedAt: string;
  readonly effectiveOn: string;
}

/** Events that change nothing of what an archive holds: its own, and those of being shown cases. */
const READING: readonly string[] = [CHECKPOINT_SEALED, REGISTER_SEALED, SHOWN];

interface LaterEvent {
  readonly seq: number;
  readonly type: string;
  readonly data: string;
}

/** The first event after an archive's head that the archive does not hold; undefined where there is none. */
export function firstNotArchived(later: readonly LaterEvent[], checkpoint: string): LaterEvent | undefined {
  return later.find(
    ({ type, data }) =>
      !READING.includes(type) &&
      !(
        type === CHECKPOINT_CREATED && (JSON.parse(data) as { checkpoint: string }).checkpoint === checkpoint
      ),
  );
}
