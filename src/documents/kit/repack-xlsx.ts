import { crc32, deflateRawSync } from 'node:zlib';

/**
 * exceljs packs with a zip library that stamps the clock into every entry and deflates in JavaScript. It is
 * asked to store instead, and the entries are packed here: one fixed date, so the same model gives the same
 * bytes, and zlib itself, which is several times quicker. `edit` reaches the few attributes that exceljs has
 * no name for.
 */
export function repackXlsx(
  stored: Buffer,
  isoDay: string,
  edit: Readonly<Record<string, (xml: string) => string>>,
): Buffer {
  const time = dosDate(isoDay);
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of storedEntries(stored)) {
    const change = edit[entry.name.toString('utf8')];
    const content =
      change === undefined ? entry.content : Buffer.from(change(entry.content.toString('utf8')));
    const packed = deflateRawSync(content, { level: 6 });
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt16LE(time, 8);
    fields.writeUInt32LE(crc32(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(content.length, 18);
    fields.writeUInt16LE(entry.name.length, 22);
    const local = Buffer.concat([signature(0x04034b50), fields, entry.name, packed]);
    const attributes = Buffer.alloc(14);
    attributes.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature(0x02014b50), version(), fields, attributes, entry.name]));
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

const SLASH = 0x2f;

/** Only what the zip library writes when it stores: no data descriptors, no zip64, no comment. Folders are left out. */
function* storedEntries(zip: Buffer): Generator<{ name: Buffer; content: Buffer }> {
  const end = zip.length - 22;
  if (end < 0 || zip.readUInt32LE(end) !== 0x06054b50) throw new Error('xlsx to repack has no end record');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt16LE(at + 10) !== 0) throw new Error('xlsx to repack is not stored');
    const size = zip.readUInt32LE(at + 24);
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.subarray(at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    if (name.at(-1) !== SLASH) yield { name, content: zip.subarray(start, start + size) };
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
}
