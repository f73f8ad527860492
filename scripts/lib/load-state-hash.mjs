import { loadBundled } from './load-bundled.mjs';

/** `stateHash` of the register, for scripts: of what the driver has opened. */
export async function loadStateHash() {
  const { stateHash, sqliteEngine } = await loadBundled(
    `export { stateHash } from './src/register/file/state-hash.ts';
     export { sqliteEngine } from './src/register/engine/sqlite/sqlite-engine.ts';`,
  );
  return (driver) => stateHash(sqliteEngine(driver));
}
