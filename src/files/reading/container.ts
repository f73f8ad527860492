import { UnreadableFile } from './unreadable-file.ts';
import { broken } from './workbook-zip.ts';

/**
 * Reads streams out of a compound file ([MS-CFB]). The library that writes them follows whatever chain of sectors a file
 * has, also one that never ends: what comes from outside is read here, and no sector of a chain twice.
 */
const HEADER = 512;
const ENTRY = 128;
const MINI_SECTOR = 64;
const MOST_IN_MINI = 4096;
const STREAM = 2;
const ROOT = 5;
/** Numbers from here on are marks: end of a chain, free, part of the tables. */
const FIRST_MARK = 0xfffffffa;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
  /** Numbers of other entries: the two beside it, and the first within it. */
  readonly links: { readonly left: number; readonly right: number; readonly child: number };
}

interface Sectors {
  readonly size: number;
  readonly at: (number: number) => Buffer;
  readonly next: (number: number) => number;
}

/**
 * @param names streams wanted, wherever in the file they lie
 * @returns those that there are
 * @throws UnreadableFile where the container is damaged
 */
export function streamsOf(file: Buffer, names: readonly string[]): ReadonlyMap<string, Buffer> {
  if (file.length < HEADER) throw broken('container cut');
  const sectors = sectorsOf(file);
  const entries = entriesOf(chain(sectors, file.readUInt32LE(48)));
  const root = entries.find(({ type }) => type === ROOT);
  const mini = root === undefined ? null : miniSectorsOf(file, sectors, root);
  const found = new Map<string, Buffer>();
  for (const { name, type, start, size } of entries) {
    if (type !== STREAM || !names.includes(name)) continue;
    // Two of one name would leave it open which one counts.
    if (found.has(name)) throw broken('stream twice');
    const from = size < MOST_IN_MINI ? mini : sectors;
    if (from === null) throw broken('no mini stream');
    const bytes = size === 0 ? Buffer.alloc(0) : chain(from, start);
    if (bytes.length < size) throw broken('stream cut');
    found.set(name, bytes.subarray(0, size));
  }
  return found;
}

/**
 * What lies at the top of a container: of a document that has others within it, only its own parts.
 *
 * @returns null where the container is damaged
 */
export function namesAtTop(file: Buffer): readonly string[] | null {
  try {
    return namesWithin(file);
  } catch (error) {
    if (error instanceof UnreadableFile) return null;
    throw error;
  }
}

function namesWithin(file: Buffer): readonly string[] {
  if (file.length < HEADER) throw broken('container cut');
  const entries = entriesOf(chain(sectorsOf(file), file.readUInt32LE(48)));
  const root = entries.find(({ type }) => type === ROOT);
  const names: string[] = [];
  const left = [root?.links.child ?? FIRST_MARK];
  for (let number = left.pop(); number !== undefined; number = left.pop()) {
    const entry = entries[number];
    if (entry === undefined) continue;
    if (names.length > entries.length) throw broken('endless directory');
    names.push(entry.name);
    left.push(entry.links.left, entry.links.right);
  }
  return names;
}

function sectorsOf(file: Buffer): Sectors {
  const shift = file.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw broken('sector size');
  const size = 1 << shift;
  const count = Math.ceil((file.length - size) / size);
  const at = (number: number): Buffer => {
    if (number >= count) throw broken('sector outside');
    return file.subarray((number + 1) * size, (number + 2) * size);
  };
  const table = Buffer.concat(tableSectors(file, at, size, count).map(at));
  return { size, at, next: (number) => numberAt(table, number) };
}

/** The sectors that say which sector follows on which: the first 109 stand in the header, the others in a chain. */
function tableSectors(
  file: Buffer,
  at: (number: number) => Buffer,
  size: number,
  count: number,
): readonly number[] {
  const listed = uint32s(file.subarray(76, HEADER));
  let next = file.readUInt32LE(68);
  for (let turns = 0; next < FIRST_MARK; turns += 1) {
    if (turns > count) throw broken('endless list of sectors');
    const numbers = uint32s(at(next));
    listed.push(...numbers.slice(0, size / 4 - 1));
    next = numbers.at(-1) ?? FIRST_MARK;
  }
  const used = listed.filter((number) => number < FIRST_MARK);
  if (used.length > count || new Set(used).size < used.length) throw broken('sector table');
  return used;
}

function miniSectorsOf(file: Buffer, sectors: Sectors, { start, size }: Entry): Sectors | null {
  if (size === 0) return null;
  const content = chain(sectors, start);
  const table = chain(sectors, file.readUInt32LE(60));
  return {
    size: MINI_SECTOR,
    at: (number) => {
      if (number * MINI_SECTOR >= content.length) throw broken('sector outside');
      return content.subarray(number * MINI_SECTOR, (number + 1) * MINI_SECTOR);
    },
    next: (number) => numberAt(table, number),
  };
}

/** All of a chain of sectors, one after the other. */
function chain({ at, next }: Sectors, start: number): Buffer {
  const seen = new Set<number>();
  const parts: Buffer[] = [];
  for (let number = start; number < FIRST_MARK; number = next(number)) {
    if (seen.has(number)) throw broken('endless chain');
    seen.add(number);
    parts.push(at(number));
  }
  return Buffer.concat(parts);
}

function entriesOf(directory: Buffer): readonly Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + ENTRY <= directory.length; at += ENTRY) {
    const entry = directory.subarray(at, at + ENTRY);
    const length = Math.min(64, entry.readUInt16LE(64));
    entries.push({
      name: entry.subarray(0, Math.max(0, length - 2)).toString('utf16le'),
      type: entry[66] ?? 0,
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
      links: {
        left: entry.readUInt32LE(68),
        right: entry.readUInt32LE(72),
        child: entry.readUInt32LE(76),
      },
    });
  }
  return entries;
}

function numberAt(table: Buffer, number: number): number {
  if ((number + 1) * 4 > table.length) throw broken('sector outside the table');
  return table.readUInt32LE(number * 4);
}

const uint32s = (bytes: Buffer): number[] =>
  Array.from({ length: bytes.length >> 2 }, (_, at) => bytes.readUInt32LE(at * 4));
