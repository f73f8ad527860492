import { createDecipheriv, hash, timingSafeEqual } from 'node:crypto';

import { spun } from './agile.ts';

/**
 * Standard encryption of Office files, [MS-OFFCRYPTO] 2.3.4.5–9: AES in ECB and SHA-1, as LibreOffice saves a file that
 * had a password. It has no proof that the content is whole: what is damaged shows as a broken workbook.
 */
export interface StandardParameters {
  readonly keyBytes: number;
  readonly salt: Buffer;
  readonly verifier: Buffer;
  readonly verifierHash: Buffer;
}

const TURNS = 50_000;
const HASH = 20;
const AES: Readonly<Record<number, number>> = { 0x660e: 16, 0x660f: 24, 0x6610: 32 };
const SHA1 = 0x8004;

const sha1 = (...parts: readonly Buffer[]): Buffer => hash('sha1', Buffer.concat(parts), 'buffer');

/** @returns null where the stream is none that the format has */
export function parseStandard(info: Buffer): StandardParameters | null {
  const headerSize = info.readUInt32LE(8);
  const keyBytes = AES[info.readUInt32LE(20)];
  const hashAlgorithm = info.readUInt32LE(24);
  const verifier = info.subarray(12 + headerSize);
  if (keyBytes === undefined || (hashAlgorithm !== SHA1 && hashAlgorithm !== 0) || verifier.length < 72)
    return null;
  if (verifier.readUInt32LE(0) !== 16 || verifier.readUInt32LE(36) !== HASH) return null;
  return {
    keyBytes,
    salt: verifier.subarray(4, 20),
    verifier: verifier.subarray(20, 36),
    verifierHash: verifier.subarray(40, 72),
  };
}

function keyOf(password: string, { salt, keyBytes }: StandardParameters): Buffer {
  const turned = spun(sha1(salt, Buffer.from(password, 'utf16le')), TURNS, 'sha1');
  const final = sha1(turned, Buffer.alloc(4));
  const halves = [0x36, 0x5c].map((fill) => {
    const block = Buffer.alloc(64, fill);
    for (const [at, byte] of final.entries()) block[at] = byte ^ fill;
    return sha1(block);
  });
  return Buffer.concat(halves).subarray(0, keyBytes);
}

/** @returns the content; null where the password is another; 'altered' where the package is cut */
export function decryptStandard(
  parameters: StandardParameters,
  encryptedPackage: Buffer,
  password: string,
): Buffer | 'altered' | null {
  const key = keyOf(password, parameters);
  const opened = (bytes: Buffer): Buffer => {
    const decipher = createDecipheriv(`aes-${String(key.length * 8)}-ecb`, key, null).setAutoPadding(false);
    return Buffer.concat([decipher.update(bytes), decipher.final()]);
  };
  const expected = opened(parameters.verifierHash).subarray(0, HASH);
  if (!timingSafeEqual(sha1(opened(parameters.verifier)), expected)) return null;
  const size = Number(encryptedPackage.readBigUInt64LE(0));
  const body = encryptedPackage.subarray(8);
  if (size > body.length) return 'altered';
  return opened(body.subarray(0, body.length - (body.length % 16))).subarray(0, size);
}
