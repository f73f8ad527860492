import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

const deflate = promisify<Uint8Array, { level: number }, Buffer>(deflateRaw);

export interface ZipEntry {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * A zip of these files: with one fixed date, so that the same files give the same bytes, and names in UTF-8. They are
 * packed beside each other and beside other work.
 */
export async function zipOf(entries: Iterable<ZipEntry>, isoDay: string): Promise<Buffer> {
  const time = dosDate(isoDay);
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const all = await Promise.all(
    [...entries].map(async (entry) => ({ ...entry, packed: await deflate(entry.content, { level: 6 }) })),
  );
  for (const { packed, ...entry } of all) {
    const name = Buffer.from(entry.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt16LE(time, 8);
    fields.writeUInt32LE(crc32(entry.content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(entry.content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([signature(0x04034b50), fields, name, packed]);
    const attributes = Buffer.alloc(14);
    attributes.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), version(), fields, attributes, name]));
    parts.push(local);
    offset += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(index.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, index, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function version(): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(20);
  return bytes;
}

function dosDate(isoDay: string): number {
  const [year = 1980, month = 1, day = 1] = isoDay.split('-').map(Number);
  return (Math.max(0, year - 1980) << 9) | (month << 5) | day;
}
