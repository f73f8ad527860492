import type { Profile } from '../../domain/profile/profile-schema.ts';
import { isServerAddress } from '../../register/engine/register-name.ts';
import { openRegister } from '../../register/file/register.ts';
import { allSources } from '../../register/lists/sources.ts';
import { knownUnitNames } from '../cases/kept-status.ts';

/** What a register knows that is of use on a command line, and says nothing of anybody. */
export interface RegisterWords {
  readonly profile: Profile;
  readonly units: readonly string[];
  readonly imports: readonly { readonly fileName: string; readonly exportedOn: string }[];
}

/** @returns null where there is none that can be read: whoever presses Tab is not told of errors */
export function wordsOfRegister(path: string): RegisterWords | null {
  // Nobody is to wait for a server at each Tab.
  if (isServerAddress(path)) return null;
  try {
    const register = openRegister(path, 'read');
    try {
      return {
        profile: register.profile,
        units: knownUnitNames(register),
        imports: allSources(register.db),
      };
    } finally {
      register.close();
    }
  } catch {
    return null;
  }
}
