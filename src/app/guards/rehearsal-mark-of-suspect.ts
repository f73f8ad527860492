import { isServerAddress } from '../../register/engine/register-name.ts';
import { openSuspect } from '../../register/file/file-soundness.ts';
import { rehearsalMark, type RehearsalMark } from './rehearsal-mark.ts';

/** How the answers begin from a register that may be damaged, which is only looked at; null too where it can not be told. */
export function rehearsalMarkOfSuspect(path: string): RehearsalMark | null {
  // A rehearsal is a file.
  if (isServerAddress(path)) return null;
  const suspect = openSuspect(path);
  try {
    return suspect.db === null ? null : rehearsalMark({ db: suspect.db });
  } catch {
    return null;
  } finally {
    suspect.close();
  }
}
