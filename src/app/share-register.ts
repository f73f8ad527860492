import { dirname } from 'node:path';
import { nameOfRegister } from '../register/engine/register-name.ts';
import { copyBetween, type CopiedRegister } from '../register/file/copy-between.ts';
import { createSchema, type CreatedSchema } from '../register/file/create-schema.ts';
import { openRegister } from '../register/file/register.ts';
import type { Environment } from '../register/engine/environment.ts';
import type { Writer } from '../register/log/events.ts';
import { temporaryName } from '../files/put/atomic-write.ts';
import { logAccess } from './log/log-access.ts';

/**
 * Makes the tables and roles of a register on a server; of one that is there, those that this version has besides.
 *
 * @throws UnusableRegister
 */
export function makeSchema(
  address: string,
  request: { readonly upgrade: boolean; readonly environment: Environment },
): CreatedSchema {
  return createSchema(address, request);
}

/**
 * Copies a register from one place to another. That all of it is taken out is written down first, where it is taken from.
 *
 * @throws UserError, UnusableRegister
 */
export function copyRegisterTo(
  from: string,
  to: string,
  {
    asOf,
    writer,
    environment,
  }: { readonly asOf: string; readonly writer: Writer; readonly environment: Environment },
): CopiedRegister {
  const told = openRegister(from, 'read', environment);
  try {
    logAccess(told, { command: 'register copy', files: [nameOfRegister(to)] }, { asOf, writer });
  } finally {
    told.close();
  }
  // Opened again: what is read is as of now.
  const register = openRegister(from, 'read', environment);
  try {
    return copyBetween(register, to, { asOf, writer, environment, temporary: temporaryName(dirname(to)) });
  } finally {
    register.close();
  }
}
