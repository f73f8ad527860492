// Loaded before every file of tests by scripts/mutate.mjs: the switch that takes one guard away.
import { expect } from 'vitest';

/** A loop whose way out was the guard must not go on for ever. */
const ENOUGH = 3_000_000;

const [, asked] = expect.getState().testPath.split('?guard=');
const guards = { away: asked === undefined ? null : Number(asked), reached: new Set() };
let times = 0;

globalThis.__guards = guards;
globalThis.__guardHolds = (guard, instead, value) => {
  if (guards.away === null && Boolean(value) !== instead) guards.reached.add(guard);
  return value;
};
globalThis.__guardIsAway = (guard) => {
  if (guard !== guards.away) return false;
  times += 1;
  if (times > ENOUGH) throw new Error('without this guard there is no end');
  return true;
};
globalThis.__inOrder = (make) =>
  new Proxy(make(), {
    get(_all, key) {
      const now = make();
      const value = Reflect.get(now, key);
      return typeof value === 'function' ? value.bind(now) : value;
    },
  });
