import { nameOfRegister } from '../../register/engine/register-name.ts';
import { gallringOf } from '../../register/log/gallring-done.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';

/** @throws UserError REGISTER_GALLRAT: of what it knew only log and counts are left */
export function refuseGallrat({ db, path }: Register): void {
  const gallring = gallringOf(db);
  if (gallring === null) return;
  throw new UserError('REGISTER_GALLRAT', {
    file: nameOfRegister(path),
    day: gallring.effectiveOn,
    checkpoint: gallring.checkpoint,
  });
}
