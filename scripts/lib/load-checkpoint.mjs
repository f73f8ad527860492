import { loadBundled } from './load-bundled.mjs';

/** What verifies and makes bags, for scripts. */
export const loadCheckpoint = () =>
  loadBundled(`export { verifyCheckpoints } from './src/app/checkpoints/verify-checkpoint.ts';
    export { finishBag } from './src/files/bag/write-bag.ts';`);
