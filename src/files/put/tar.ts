/** A tar archive (POSIX ustar) of a few files in one folder: what every system can open without this program. */

export interface TarEntry {
  /** At most 100 bytes, without a folder. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

const BLOCK = 512;
const FIELDS = {
  name: [0, 100],
  mode: [100, 8],
  size: [124, 12],
  checksum: [148, 8],
  type: [156, 1],
} as const;
const MAGIC = 'ustar\u000000';

/** @param modifiedAt seconds since 1970 */
export function tarOf(entries: readonly TarEntry[], modifiedAt: number): Buffer {
  const parts = entries.flatMap(({ name, bytes }) => [
    header(name, bytes.length, modifiedAt),
    bytes,
    Buffer.alloc(padding(bytes.length)),
  ]);
  return Buffer.concat([...parts, Buffer.alloc(2 * BLOCK)]);
}

/** The files of an archive by name; null where it is none, or not whole. */
export function filesInTar(archive: Buffer): ReadonlyMap<string, Buffer> | null {
  const files = new Map<string, Buffer>();
  let at = 0;
  for (;;) {
    const block = archive.subarray(at, at + BLOCK);
    if (block.length < BLOCK) return null;
    if (isEmpty(block)) return isEmpty(archive.subarray(at)) ? files : null;
    const name = textOf(block, FIELDS.name);
    const size = Number.parseInt(textOf(block, FIELDS.size), 8);
    const isWhole =
      Number.parseInt(textOf(block, FIELDS.checksum), 8) === checksumOf(block) && Number.isSafeInteger(size);
    const bytes = archive.subarray(at + BLOCK, at + BLOCK + size);
    if (!isWhole || name === '' || name.includes('/') || bytes.length < size) return null;
    if (textOf(block, FIELDS.type) !== '0' || files.has(name)) return null;
    files.set(name, bytes);
    const end = at + BLOCK + size;
    at = end + padding(size);
    if (!isEmpty(archive.subarray(end, at))) return null;
  }
}

/** What stands between files, and after the last, is nothing: otherwise something was changed. */
const isEmpty = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0);

const padding = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

function header(name: string, size: number, modifiedAt: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  if (Buffer.byteLength(name) > 100) throw new Error(`too long a name: ${name}`);
  block.write(name, 0);
  block.write('0000600\0', FIELDS.mode[0]);
  block.write('0000000\u00000000000\0', 108);
  block.write(`${size.toString(8).padStart(11, '0')}\0`, FIELDS.size[0]);
  block.write(`${modifiedAt.toString(8).padStart(11, '0')}\0`, 136);
  block.write('0', FIELDS.type[0]);
  block.write(MAGIC, 257);
  block.write(`${checksumOf(block).toString(8).padStart(6, '0')}\0 `, FIELDS.checksum[0]);
  return block;
}

/** The sum of the header's bytes, its own place taken as spaces. */
function checksumOf(block: Buffer): number {
  const [from, length] = FIELDS.checksum;
  return block.reduce((sum, byte, at) => sum + (at >= from && at < from + length ? 32 : byte), 0);
}

function textOf(block: Buffer, [from, length]: readonly [number, number]): string {
  return (block.toString('utf8', from, from + length).split('\0')[0] ?? '').trim();
}
