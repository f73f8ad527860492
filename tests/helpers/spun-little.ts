import { afterAll, vi } from 'vitest';
import * as agile from '../../src/files/encrypted/agile.ts';

/** In place of the hundred thousand turns that make each try of a password slow on purpose. */
const TURNS = 100;

/**
 * For a file of tests about who gets what: passwords are made with few turns, and tried with as few. That they are made
 * with all, and that other programs open what is made, encrypted-book.long.test.ts shows.
 */
export function spinLittle(): void {
  const { spunPassword } = agile;
  const spy = vi
    .spyOn(agile, 'spunPassword')
    .mockImplementation((password, salt, turns, name) =>
      spunPassword(password, salt, Math.min(turns, TURNS), name),
    );
  afterAll(() => {
    spy.mockRestore();
  });
}
