import { loadBundled } from './load-bundled.mjs';

/** `stateHash` of the register, for scripts. */
export async function loadStateHash() {
  const { stateHash } = await loadBundled("export { stateHash } from './src/register/file/state-hash.ts';");
  return stateHash;
}
