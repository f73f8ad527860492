import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/**
 * Agile encryption of Office files: ECMA-376 part 2 and [MS-OFFCRYPTO] 2.3.4.10–15. Written as Excel writes it
 * (AES-256, SHA-512, 100,000 turns); read with any hash and key length that the format has.
 */
export interface AgileParameters {
  /** Of the package: the salt of its segments, and the encrypted HMAC over all of it. */
  readonly keyData: { readonly salt: Buffer; readonly hashName: HashName; readonly keyBytes: number };
  readonly hmacKey: Buffer;
  readonly hmacValue: Buffer;
  /** Of the password: what it is known by, and the package's key encrypted with it. */
  readonly password: {
    readonly spinCount: number;
    readonly salt: Buffer;
    readonly hashName: HashName;
    readonly keyBytes: number;
    readonly verifierInput: Buffer;
    readonly verifierValue: Buffer;
    readonly keyValue: Buffer;
  };
}

export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512';
export const HASH_BYTES: Readonly<Record<HashName, number>> = {
  sha1: 20,
  sha256: 32,
  sha384: 48,
  sha512: 64,
};

export const SPIN_COUNT = 100_000;
export const BLOCK = 16;
const KEY_BYTES = 32;
const SEGMENT = 4096;

const BLOCK_KEYS = {
  verifierInput: Buffer.from('fea7d2763b4b9e79', 'hex'),
  verifierValue: Buffer.from('d7aa0f6d3061344e', 'hex'),
  keyValue: Buffer.from('146e0be7abacd0d6', 'hex'),
  hmacKey: Buffer.from('5fb2ad010cb9e1f6', 'hex'),
  hmacValue: Buffer.from('a0677f02b22c8433', 'hex'),
};

const digest = (name: HashName, ...parts: readonly Buffer[]): Buffer =>
  hash(name, Buffer.concat(parts), 'buffer');

/** What a password becomes with a salt: slow on purpose. The same for every file with that salt. */
export function spunPassword(password: string, salt: Buffer, spinCount: number, name: HashName): Buffer {
  return spun(digest(name, salt, Buffer.from(password, 'utf16le')), spinCount, name);
}

/**
 * A hash hashed again and again, each time behind the number of the turn. From turn to turn it goes as a text of a
 * character a byte: a buffer for each would take three times as long.
 */
export function spun(from: Buffer, turns: number, name: HashName): Buffer {
  const turn = Buffer.concat([Buffer.alloc(4), from]);
  for (let at = 0; at < turns; at += 1) {
    turn.writeUInt32LE(at, 0);
    turn.write(hash(name, turn, 'binary'), 4, 'binary');
  }
  return turn.subarray(4);
}

/** A hash cut, or filled with 0x36, to a length. */
const fitted = (bytes: Buffer, length: number): Buffer =>
  bytes.length >= length
    ? bytes.subarray(0, length)
    : Buffer.concat([bytes, Buffer.alloc(length - bytes.length, 0x36)]);

/** Filled with zeros to whole blocks. */
const padded = (bytes: Buffer): Buffer =>
  Buffer.concat([bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);

function encrypted(key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const cipher = createCipheriv(`aes-${String(key.length * 8)}-cbc`, key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(padded(bytes)), cipher.final()]);
}

function decrypted(key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const decipher = createDecipheriv(`aes-${String(key.length * 8)}-cbc`, key, iv).setAutoPadding(false);
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}

const ivOf = (name: HashName, salt: Buffer, of: Buffer): Buffer => fitted(digest(name, salt, of), BLOCK);

function numberOf(segment: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(segment);
  return bytes;
}

/** @param spun what the password became with the salt (`spunPassword` with SPIN_COUNT and SHA-512) */
export function encryptAgile(
  content: Buffer,
  spun: Buffer,
  salt: Buffer,
): { readonly parameters: AgileParameters; readonly package: Buffer } {
  const name = 'sha512';
  const secret = randomBytes(KEY_BYTES);
  const keyData = { salt: randomBytes(BLOCK), hashName: name, keyBytes: KEY_BYTES } as const;
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(content.length));
  const segments: Buffer[] = [size];
  for (let at = 0; at * SEGMENT < content.length; at += 1)
    segments.push(
      encrypted(
        secret,
        ivOf(name, keyData.salt, numberOf(at)),
        content.subarray(at * SEGMENT, (at + 1) * SEGMENT),
      ),
    );
  const whole = Buffer.concat(segments);
  const key = randomBytes(HASH_BYTES[name]);
  const mac = createHmac(name, key).update(whole).digest();
  const keyFor = (block: Buffer): Buffer => fitted(digest(name, spun, block), KEY_BYTES);
  const verifier = randomBytes(BLOCK);
  return {
    package: whole,
    parameters: {
      keyData,
      hmacKey: encrypted(secret, ivOf(name, keyData.salt, BLOCK_KEYS.hmacKey), key),
      hmacValue: encrypted(secret, ivOf(name, keyData.salt, BLOCK_KEYS.hmacValue), mac),
      password: {
        spinCount: SPIN_COUNT,
        salt,
        hashName: name,
        keyBytes: KEY_BYTES,
        verifierInput: encrypted(keyFor(BLOCK_KEYS.verifierInput), salt, verifier),
        verifierValue: encrypted(keyFor(BLOCK_KEYS.verifierValue), salt, digest(name, verifier)),
        keyValue: encrypted(keyFor(BLOCK_KEYS.keyValue), salt, secret),
      },
    },
  };
}

/**
 * @returns the content; null where the password is another; 'altered' where the package is not as it was encrypted
 */
export function decryptAgile(
  parameters: AgileParameters,
  encryptedPackage: Buffer,
  spun: Buffer,
): Buffer | 'altered' | null {
  const { keyData, hmacKey, hmacValue, password } = parameters;
  const { salt, hashName, keyBytes } = password;
  const keyFor = (block: Buffer): Buffer => fitted(digest(hashName, spun, block), keyBytes);
  const iv = fitted(salt, BLOCK);
  const verifier = decrypted(keyFor(BLOCK_KEYS.verifierInput), iv, password.verifierInput);
  const expected = decrypted(keyFor(BLOCK_KEYS.verifierValue), iv, password.verifierValue);
  if (!isSame(digest(hashName, verifier), expected.subarray(0, HASH_BYTES[hashName]))) return null;
  const secret = decrypted(keyFor(BLOCK_KEYS.keyValue), iv, password.keyValue).subarray(0, keyData.keyBytes);
  const ofPackage = (block: Buffer): Buffer => ivOf(keyData.hashName, keyData.salt, block);
  const length = HASH_BYTES[keyData.hashName];
  const key = decrypted(secret, ofPackage(BLOCK_KEYS.hmacKey), hmacKey).subarray(0, length);
  const mac = decrypted(secret, ofPackage(BLOCK_KEYS.hmacValue), hmacValue).subarray(0, length);
  if (!isSame(createHmac(keyData.hashName, key).update(encryptedPackage).digest(), mac)) return 'altered';
  const size = Number(encryptedPackage.readBigUInt64LE(0));
  const body = encryptedPackage.subarray(8);
  if (size > body.length) return 'altered';
  const segments: Buffer[] = [];
  for (let at = 0; at * SEGMENT < body.length; at += 1)
    segments.push(
      decrypted(secret, ofPackage(numberOf(at)), body.subarray(at * SEGMENT, (at + 1) * SEGMENT)),
    );
  return Buffer.concat(segments).subarray(0, size);
}

const isSame = (one: Buffer, other: Buffer): boolean =>
  one.length === other.length && timingSafeEqual(one, other);
