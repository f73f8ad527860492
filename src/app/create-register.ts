import { randomUUID } from 'node:crypto';
import type { Profile } from '../domain/profile/profile-schema.ts';
import { eventWriter, type Writer } from '../register/log/events.ts';
import { atOnce } from '../register/engine/transaction.ts';
import { createRegister, removeRegister, type Register } from '../register/file/register.ts';
import { asRegisterFault } from '../register/engine/unusable-register.ts';

/** Creates a register and writes its first event. `:memory:` makes one that leaves no trace. */
export function createRegisterWithProfile(
  path: string,
  profile: Profile,
  writer: Writer,
  asOf: string,
): Register {
  const register = createRegister(path, profile);
  try {
    // The id tells registers apart that hold the same: lists handed out from one are not taken back in another.
    const data = { profile: profile.name, id: randomUUID() };
    atOnce(register.db, () =>
      eventWriter(register.db, writer)({ type: 'register-created', effectiveOn: asOf, data }),
    );
    return register;
  } catch (error) {
    // One without its first event is half a register.
    removeRegister(register);
    throw asRegisterFault(error, path);
  }
}
