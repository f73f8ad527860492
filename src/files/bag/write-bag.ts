import { createHash } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodedPath, isPayloadPath } from './bag-paths.ts';
import { checksumsOf, oxumOf, readTree } from './bag-tree.ts';

/** What is long is given piece by piece. */
export type BagContent = string | Uint8Array | Iterable<string>;

/** Writes one file into a bag that is being made, and forces it to disk. */
export async function writeBagFile(root: string, path: string, content: BagContent): Promise<void> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'wx', 0o600);
  try {
    if (typeof content === 'string' || content instanceof Uint8Array) await handle.writeFile(content);
    else {
      let held: string[] = [];
      let length = 0;
      for (const piece of content) {
        held.push(piece);
        length += piece.length;
        if (length < PIECE) continue;
        await handle.writeFile(held.join(''));
        [held, length] = [[], 0];
      }
      await handle.writeFile(held.join(''));
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

const PIECE = 1 << 20;

/** Forces to disk what somebody else has written. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r').catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

/**
 * Makes a folder with `data/` in it a bag (RFC 8493): declaration, bag-info with Payload-Oxum last, and manifests with
 * SHA-512, each in the order of the paths.
 *
 * @returns SHA-512 of the tag manifest: it stands for the whole bag
 */
export async function finishBag(
  root: string,
  info: readonly (readonly [label: string, value: string])[],
): Promise<string> {
  const payload = [...(await readTree(root)).files.keys()].filter(isPayloadPath);
  const tags = {
    'bag-info.txt': [...info, ['Payload-Oxum', oxumOf(await readTree(root))] as const]
      .map(([label, value]) => `${label}: ${value.replace(/\s+/gu, ' ').trim()}\n`)
      .join(''),
    'bagit.txt': 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n',
    'manifest-sha512.txt': await manifestOf(root, payload),
  };
  for (const [name, text] of Object.entries(tags)) await writeBagFile(root, name, text);
  await writeBagFile(root, 'tagmanifest-sha512.txt', await manifestOf(root, Object.keys(tags)));
  for (const folder of ['', ...(await readTree(root)).folders]) await syncPath(join(root, folder));
  return createHash('sha512')
    .update(await readFile(join(root, 'tagmanifest-sha512.txt')))
    .digest('hex');
}

async function manifestOf(root: string, paths: readonly string[]): Promise<string> {
  const checksums = new Map<string, string>();
  for (const path of paths)
    checksums.set(path, (await checksumsOf(join(root, path), ['sha512'])).get('sha512') ?? '');
  return manifestText(checksums);
}

/** A manifest as it is written here: in the order of the paths, two spaces between, each line ended. */
export function manifestText(checksums: ReadonlyMap<string, string>): string {
  return [...checksums]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, checksum]) => `${checksum}  ${encodedPath(path)}\n`)
    .join('');
}
