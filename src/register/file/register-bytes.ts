import { withLaterMembers } from '../../domain/profile/later-members.ts';
import { MIGRATIONS } from '../engine/migrations.ts';
import { openDatabase } from '../engine/sqlite/driver.ts';
import { asRegisterFault, UnusableRegister } from '../engine/unusable-register.ts';
import { APPLICATION_ID, SQLITE_HEADER, type Register } from './register.ts';

/**
 * Opens the bytes of a register in memory: no file is touched, whatever lies beside it.
 *
 * @param name what the bytes are called in an error
 * @throws UnusableRegister
 */
export function openRegisterBytes(bytes: Buffer, name: string): Register {
  if (bytes.subarray(0, SQLITE_HEADER.length).toString('latin1') !== SQLITE_HEADER)
    throw new UnusableRegister('REGISTER_FOREIGN', name);
  try {
    const db = openDatabase(bytes);
    db.pragma('trusted_schema = OFF');
    db.pragma('foreign_keys = ON');
    if (db.pragma('application_id', { simple: true }) !== APPLICATION_ID)
      throw new UnusableRegister('REGISTER_FOREIGN', name);
    if ((db.pragma('user_version', { simple: true }) as number) > MIGRATIONS.length)
      throw new UnusableRegister('REGISTER_NEWER', name);
    if (db.pragma('integrity_check(1)', { simple: true }) !== 'ok')
      throw new UnusableRegister('REGISTER_DAMAGED', name);
    const profile = db.prepare('SELECT value FROM setting WHERE name = ?').pluck().get('profile') as string;
    return {
      db,
      path: name,
      profile: withLaterMembers(JSON.parse(profile)),
      use: 'read',
      isChecked: false,
      close: () => {
        db.close();
      },
    };
  } catch (error) {
    throw asRegisterFault(error, name);
  }
}
