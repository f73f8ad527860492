import { randomUUID } from 'node:crypto';
import type { Profile } from '../domain/profile/profile-schema.ts';
import { eventWriter, headOfLog, type Writer } from '../register/log/events.ts';
import type { Environment } from '../register/engine/environment.ts';
import { atOnce } from '../register/engine/transaction.ts';
import { createRegister, keepProfile, removeRegister, type Register } from '../register/file/register.ts';
import { asRegisterFault, UnusableRegister } from '../register/engine/unusable-register.ts';

/** Creates a register and writes its first event. `:memory:` makes one that leaves no trace. */
export function createRegisterWithProfile(
  path: string,
  profile: Profile,
  writer: Writer,
  asOf: string,
  environment?: Environment,
): Register {
  return beginRegister(createRegister(path, profile, environment), writer, asOf);
}

/** Writes the first event of a register that is empty but for its profile; takes it away where that can not be done. */
export function beginRegister(register: Register, writer: Writer, asOf: string): Register {
  const { db, path, profile } = register;
  try {
    // The id tells registers apart that hold the same: lists handed out from one are not taken back in another.
    const data = { profile: profile.name, id: randomUUID() };
    atOnce(
      db,
      () => {
        // On a server another may have made it while this waited to write.
        if (headOfLog(db).seq > 0) throw new UnusableRegister('SERVER_REGISTER_EXISTS', path);
        keepProfile(db, profile);
        eventWriter(db, writer)({ type: 'register-created', effectiveOn: asOf, data });
      },
      'within',
    );
    return register;
  } catch (error) {
    // One without its first event is half a register.
    removeRegister(register);
    throw asRegisterFault(error, path);
  }
}
