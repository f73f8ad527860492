import { lstat, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { dayOf, stockholmDay } from '../../domain/calendar/days.ts';
import { BAG_FILES, type CheckpointKind } from '../../domain/checkpoints/checkpoint.ts';
import type { GateResult } from '../../domain/readiness/readiness.ts';
import { canSign } from '../../files/bag/sign.ts';
import { isBag } from '../../files/bag/verify-bag.ts';
import type { Register } from '../../register/file/register.ts';
import { rehearsalOf } from '../../register/file/rehearsal.ts';
import type { Writer } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';
import { keptFrom } from '../cases/reclassify.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';

export interface CheckpointRequest {
  readonly folder: string;
  readonly kind: CheckpointKind;
  readonly by: string;
  readonly role: string | null;
  readonly statement: string;
  /** A day, or a day and time, Swedish time. */
  readonly effectiveAt: string;
  readonly asOf: string;
  readonly writer: Writer;
  readonly isPseudonymised: boolean;
  /** A folder to find the lists themselves in. */
  readonly sourceFolder: string | null;
  readonly signingKey: string | null;
  readonly force: boolean;
  readonly isDryRun: boolean;
  /** The gates and their waivers, of the register's copy. */
  readonly gatesOf: (register: Register, asOf: string) => readonly GateResult[];
}

/** The day on which it is made. */
export const todayOf = ({ writer }: CheckpointRequest): string => stockholmDay(new Date(writer.recordedAt));

/**
 * Refuses what no checkpoint can be made of, before anything is made.
 *
 * @throws UserError with what is wrong, and what to do
 */
export async function refuseCheckpoint(register: Register, request: CheckpointRequest): Promise<void> {
  if (rehearsalOf(register) !== null) throw new UserError('CHECKPOINT_OF_REHEARSAL');
  refuseDayToCome(register, request);
  refuseUnfitText('--by', request.by);
  refuseUnfitText('--statement', request.statement);
  if (request.role !== null) refuseUnfitText('--role', request.role);
  if (request.isPseudonymised && request.sourceFolder !== null)
    throw new UserError('CHECKPOINT_SOURCES_NAMED');
  const effectiveOn = dayOf(request.effectiveAt);
  if (effectiveOn > request.asOf)
    throw new UserError('CHECKPOINT_AHEAD', { day: effectiveOn, asOf: request.asOf });
  const newest = keptFrom(register.db, todayOf(request));
  if (newest > effectiveOn) throw new UserError('CHECKPOINT_BEHIND', { day: effectiveOn, newest });
  await refuseFolder(request.folder, request.force);
  await refuseKey(request.signingKey);
}

async function refuseFolder(folder: string, force: boolean): Promise<void> {
  const detail = { folder: basename(folder) };
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
    // A folder that has been sealed holds nothing that came later.
    if (await isBag(above)) throw new UserError('CHECKPOINT_INSIDE_BAG', { folder: basename(above) });
  }
  const found = await lstat(folder).catch(() => null);
  if (found === null) return;
  if (!found.isDirectory()) throw new UserError('OUTPUT_EXISTS', { file: basename(folder) });
  const names = await readdir(folder);
  if (names.length === 0) return;
  const isOurs =
    (await isBag(folder)) && (await lstat(join(folder, BAG_FILES.statement)).catch(() => null)) !== null;
  if (!isOurs) throw new UserError('CHECKPOINT_FOLDER_FOREIGN', detail);
  if (!force) throw new UserError('CHECKPOINT_FOLDER_TAKEN', detail);
}

async function refuseKey(key: string | null): Promise<void> {
  if (key === null) return;
  const answer = await canSign(key);
  if (answer === 'no-tool') throw new UserError('SIGNING_TOOL_MISSING');
  if (answer === 'no-key') throw new UserError('SIGNING_KEY_UNUSABLE', { file: basename(key) });
}
