import { basename, resolve } from 'node:path';
import { nameOfAddress } from './server-address.ts';

/**
 * Whether a register's name is the address of one on a server, right or wrong; every other name is a file's. Whatever
 * has a scheme is one: as a file's name it would be repeated, with a password that may stand in it.
 */
export const isServerAddress = (name: string): boolean =>
  name.includes(':') && /^postgres(?:ql)?:|:\/\//iu.test(name);

/** Where a register lies that was named in a folder: a path counts from there, an address is one wherever it stands. */
export const registerPlace = (written: string, folder: string): string =>
  isServerAddress(written) ? written : resolve(folder, written);

/** What a register is called in a sentence: its file's name, or its own where it lies on a server. */
export function nameOfRegister(path: string): string {
  if (!isServerAddress(path)) return basename(path);
  return nameOfAddress(path);
}

/** A file beside a register; of one on a server in the folder where the command is given. */
export function besideRegister(path: string, folder: string, ending: string): string {
  if (!isServerAddress(path)) return `${path}${ending}`;
  const { register = 'register' } = /[?&]register=(?<register>\w+)/u.exec(path)?.groups ?? {};
  return resolve(folder, `${register}${ending}`);
}
