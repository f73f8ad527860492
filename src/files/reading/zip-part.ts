import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

import type { ZipEntry } from './zip-directory.ts';
import { broken, readAt } from './zip-directory.ts';

const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER = 0x04034b50;
const CHUNK_BYTES = 64 * 1024;

/** The text of one part of the zip, piece by piece. It must be as long as the directory says, and undamaged. */
export async function* readPart(handle: FileHandle, entry: ZipEntry): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let length = 0;
  let crc = 0;
  try {
    for await (const chunk of partBytes(handle, entry)) {
      length += chunk.length;
      if (length > entry.inflated) throw broken('part longer than it says');
      crc = crc32(chunk, crc);
      yield decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    // Bad UTF-8 and bad deflate data are damage; everything else goes on as it came.
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA' || code.startsWith('Z_')) throw broken(code);
    throw error;
  }
  if (length !== entry.inflated || crc !== entry.crc) throw broken('part damaged');
}

function partBytes(handle: FileHandle, entry: ZipEntry): AsyncIterable<Buffer> {
  const packed = Readable.from(packedBytes(handle, entry), { objectMode: false });
  if (entry.method === STORED) return packed;
  if (entry.method !== DEFLATED) throw broken('unknown packing');
  const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES });
  packed.on('error', (error) => inflate.destroy(error));
  return packed.pipe(inflate);
}

async function* packedBytes(handle: FileHandle, entry: ZipEntry): AsyncGenerator<Buffer> {
  const header = await readAt(handle, entry.offset, 30);
  if (header.readUInt32LE(0) !== LOCAL_HEADER) throw broken('no part where the directory says');
  let at = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const end = at + entry.compressed;
  while (at < end) {
    const chunk = await readAt(handle, at, Math.min(CHUNK_BYTES, end - at));
    at += chunk.length;
    yield chunk;
  }
}
