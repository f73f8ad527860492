import { afterAll, vi } from 'vitest';
import * as agile from '../../src/files/encrypted/agile.ts';

/**
 * Passwords are slow to try on purpose, and each command makes its own slow anew: here what a password became with a salt is
 * remembered from command to command, for the file of tests that asks for it. Every one is made in full, once.
 */
export function spinOnce(): void {
  const { spunPassword } = agile;
  const made = new Map<string, Buffer>();
  const spy = vi.spyOn(agile, 'spunPassword').mockImplementation((password, salt, turns, name) => {
    const key = [name, turns, salt.toString('hex'), password].join('|');
    const spun = made.get(key) ?? spunPassword(password, salt, turns, name);
    made.set(key, spun);
    return Buffer.from(spun);
  });
  afterAll(() => {
    spy.mockRestore();
  });
}
