import { chmodSync, copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { getSetting, setSetting } from '../engine/settings.ts';
import { keysPath } from './key-file.ts';
import { copyRegister } from './copy-register.ts';
import { atOnce } from '../engine/transaction.ts';
import { eventWriter, headOfLog, type Writer } from '../log/events.ts';
import type { Engine } from '../engine/engine.ts';
import { openAltered, type Register } from './register.ts';
import { UnusableRegister } from '../engine/unusable-register.ts';

/** A copy of a register to rehearse in: what it is a copy of, and from where in its log the two part. */
export interface Rehearsal {
  /** The file that was copied. */
  readonly of: string;
  /** The day that the time was set to. */
  readonly on: string;
  readonly copiedAt: string;
  readonly by: string;
  /** The last event of the log that was copied. */
  readonly seq: number;
  readonly hash: string;
}

const SETTING = 'rehearsal';
/** The first event that the copy has and the register has not. */
const REHEARSAL_STARTED = 'rehearsal-started';

/** What the register is a rehearsal of; null for one in earnest. */
export function rehearsalOf({ db }: Pick<Register, 'db'>): Rehearsal | null {
  const setting = getSetting(db, SETTING);
  return setting === undefined ? null : (JSON.parse(setting) as Rehearsal);
}

/**
 * Copies a register, with its key of pseudonyms, and marks the copy as a rehearsal. The register itself is only read.
 * The copy gets its name when it is whole and marked: there is never one that could be taken for the register.
 *
 * @param path what stands there is replaced
 * @param temporary where the copy lies until it is whole
 * @throws UnusableRegister where the key can not be read
 */
export function copyForRehearsal(
  live: Register,
  path: string,
  temporary: string,
  about: { readonly of: string; readonly on: string; readonly writer: Writer },
): void {
  try {
    copyRegister(live.db, temporary);
    const copy = openAltered(temporary);
    try {
      atOnce(copy.db, () => {
        mark(copy.db, about);
      });
    } finally {
      copy.close();
    }
    copyKey(keysPath(live), path);
    // The journal of an earlier copy would be played into this one.
    rmSync(`${path}-journal`, { force: true });
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
    rmSync(`${temporary}-journal`, { force: true });
  }
}

function mark(db: Engine, { of, on, writer }: Parameters<typeof copyForRehearsal>[3]): void {
  const { seq, hash } = headOfLog(db);
  const rehearsal: Rehearsal = { of, on, copiedAt: writer.recordedAt, by: writer.by, seq, hash };
  setSetting(db, SETTING, JSON.stringify(rehearsal));
  eventWriter(db, writer)({ type: REHEARSAL_STARTED, effectiveOn: on, data: { of, seq, hash } });
}

/** Without it, lists of the target system could not be compared with those already taken in. */
function copyKey(from: string, to: string): void {
  const key = `${from}.key`;
  rmSync(`${to}.key`, { force: true });
  if (!existsSync(key)) return;
  try {
    copyFileSync(key, `${to}.key`);
    chmodSync(`${to}.key`, 0o600);
  } catch {
    throw new UnusableRegister('PSEUDONYM_KEY_UNREADABLE', key);
  }
}
