// Loaded before every file of tests by scripts/mutate.mjs: takes one guard away, and writes down which were reached.
import { appendFileSync } from 'node:fs';
import { afterAll, expect, inject } from 'vitest';

/** A loop whose way out was the guard must not go on for ever. */
const ENOUGH = 3_000_000;

const away = inject('guardAway');
const reachedFile = inject('reachedFile');
const reached = new Set();
let times = 0;

globalThis.__guardIsAway = (guard) => {
  reached.add(guard);
  if (guard !== away) return false;
  times += 1;
  if (times > ENOUGH) throw new Error('without this guard there is no end');
  return true;
};

if (reachedFile !== null)
  afterAll(() => {
    const { testPath } = expect.getState();
    appendFileSync(reachedFile, `${JSON.stringify({ testPath, reached: [...reached] })}\n`);
  });
