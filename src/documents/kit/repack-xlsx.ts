import { zipOf, type ZipEntry } from './zip.ts';

/**
 * exceljs packs with a zip library that stamps the clock into every entry and deflates in JavaScript. It is
 * asked to store instead, and the entries are packed here: one fixed date, so the same model gives the same
 * bytes, and zlib itself, which is several times quicker. `edit` reaches the few attributes that exceljs has
 * no name for.
 */
export async function repackXlsx(
  stored: Buffer,
  isoDay: string,
  edit: Readonly<Record<string, (xml: string) => string>>,
): Promise<Buffer> {
  return zipOf(edited(stored, edit), isoDay);
}

function* edited(
  stored: Buffer,
  edit: Readonly<Record<string, (xml: string) => string>>,
): Generator<ZipEntry> {
  for (const entry of storedEntries(stored)) {
    const name = entry.name.toString('utf8');
    const change = edit[name];
    const content =
      change === undefined ? entry.content : Buffer.from(change(entry.content.toString('utf8')));
    yield { name, content };
  }
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
