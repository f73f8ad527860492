import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isPayloadPath } from './bag-paths.ts';

/** Everything that lies in a folder, by its path from there with `/` between the parts. Links are never followed. */
export interface BagTree {
  readonly files: ReadonlyMap<string, { readonly size: number }>;
  readonly folders: readonly string[];
  readonly emptyFolders: readonly string[];
  readonly links: readonly string[];
  /** Sockets, pipes and the like. */
  readonly odd: readonly string[];
}

export async function readTree(root: string): Promise<BagTree> {
  const files = new Map<string, { size: number }>();
  const [folders, emptyFolders, links, odd]: [string[], string[], string[], string[]] = [[], [], [], []];
  const walk = async (folder: string): Promise<void> => {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    if (entries.length === 0 && folder !== '') emptyFolders.push(folder);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isSymbolicLink()) links.push(path);
      else if (entry.isDirectory()) {
        folders.push(path);
        await walk(path);
      } else if (entry.isFile()) files.set(path, { size: (await stat(join(root, path))).size });
      else odd.push(path);
    }
  };
  await walk('');
  return { files, folders, emptyFolders, links, odd };
}

/** Checksums of a file by algorithm, in one reading of it. */
export async function checksumsOf(
  file: string,
  algorithms: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = new Map<string, Hash>(algorithms.map((name) => [name, createHash(name)]));
  for await (const piece of createReadStream(file)) {
    for (const hash of hashes.values()) hash.update(piece as Buffer);
  }
  return new Map([...hashes].map(([name, hash]) => [name, hash.digest('hex')]));
}

/** Octets and files of the payload: it shows added files, which the checksums do not. */
export function oxumOf(tree: BagTree): string {
  let [octets, files] = [0, 0];
  for (const [path, { size }] of tree.files) {
    if (!isPayloadPath(path)) continue;
    octets += size;
    files += 1;
  }
  return `${octets}.${files}`;
}
