import { XmlReader, type XmlAttributes } from '../reading/xml-reader.ts';
import { BLOCK, HASH_BYTES, type AgileParameters, type HashName } from './agile.ts';

/** Whoever made the file says how long it takes to try a password: no more turns than this. */
const MOST_TURNS = 1_000_000;

/** Version 4.4, and the flag that says agile. */
const AGILE_HEADER = Buffer.from([4, 0, 4, 0, 0x40, 0, 0, 0]);

const HASHES: Readonly<Record<string, HashName>> = {
  SHA1: 'sha1',
  'SHA-1': 'sha1',
  SHA256: 'sha256',
  SHA384: 'sha384',
  SHA512: 'sha512',
};

/** The stream `EncryptionInfo` of an agile file. */
export function agileInfo({ keyData, hmacKey, hmacValue, password }: AgileParameters): Buffer {
  const cipher = (keyBytes: number): string =>
    `saltSize="16" blockSize="16" keyBits="${String(keyBytes * 8)}" hashSize="64" cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"`;
  const base64 = (bytes: Buffer): string => bytes.toString('base64');
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<encryption xmlns="http://schemas.microsoft.com/office/2006/encryption" xmlns:p="http://schemas.microsoft.com/office/2006/keyEncryptor/password" xmlns:c="http://schemas.microsoft.com/office/2006/keyEncryptor/certificate"><keyData ${cipher(keyData.keyBytes)} saltValue="${base64(keyData.salt)}"/><dataIntegrity encryptedHmacKey="${base64(hmacKey)}" encryptedHmacValue="${base64(hmacValue)}"/><keyEncryptors><keyEncryptor uri="http://schemas.microsoft.com/office/2006/keyEncryptor/password"><p:encryptedKey spinCount="${String(password.spinCount)}" ${cipher(password.keyBytes)} saltValue="${base64(password.salt)}" encryptedVerifierHashInput="${base64(password.verifierInput)}" encryptedVerifierHashValue="${base64(password.verifierValue)}" encryptedKeyValue="${base64(password.keyValue)}"/></keyEncryptor></keyEncryptors></encryption>`;
  return Buffer.concat([AGILE_HEADER, Buffer.from(xml)]);
}

export const isAgile = (info: Buffer): boolean => info.subarray(0, 4).equals(AGILE_HEADER.subarray(0, 4));

/** @returns null where it is no agile encryption with a password that is read here, or too slow to try */
export function parseAgile(info: Buffer): AgileParameters | null {
  const found = new Map<string, XmlAttributes>();
  const reader = new XmlReader({
    open: (name, attributes) => {
      if (!found.has(name)) found.set(name, attributes);
    },
  });
  reader.push(info.subarray(AGILE_HEADER.length).toString('utf8'));
  reader.finish();
  const attributes = (name: string): XmlAttributes => found.get(name) ?? {};
  const [integrity, key] = [attributes('dataIntegrity'), attributes('encryptedKey')];
  const keyData = cipherOf(attributes('keyData'));
  const password = cipherOf(key);
  const spinCount = Number(key['spinCount'] ?? Number.NaN);
  const isBounded = Number.isInteger(spinCount) && spinCount >= 0 && spinCount <= MOST_TURNS;
  if (keyData === null || password === null || !isBounded) return null;
  const parameters = {
    keyData,
    hmacKey: blocks(integrity['encryptedHmacKey']),
    hmacValue: blocks(integrity['encryptedHmacValue']),
    password: {
      ...password,
      spinCount,
      verifierInput: blocks(key['encryptedVerifierHashInput']),
      verifierValue: blocks(key['encryptedVerifierHashValue']),
      keyValue: blocks(key['encryptedKeyValue']),
    },
  };
  return isWhole(parameters) ? parameters : null;
}

function isWhole({ keyData, hmacKey, hmacValue, password }: AgileParameters): boolean {
  const { verifierInput, verifierValue, keyValue, hashName } = password;
  return (
    verifierInput.length === BLOCK &&
    verifierValue.length >= HASH_BYTES[hashName] &&
    keyValue.length >= keyData.keyBytes &&
    [hmacKey, hmacValue].every(({ length }) => length >= HASH_BYTES[keyData.hashName])
  );
}

function cipherOf(
  attributes: XmlAttributes,
): { readonly salt: Buffer; readonly hashName: HashName; readonly keyBytes: number } | null {
  const { cipherAlgorithm, cipherChaining, hashAlgorithm, keyBits, saltValue, blockSize } = attributes;
  const hashName = HASHES[hashAlgorithm ?? ''];
  const salt = bytesOf(saltValue);
  const isKnown =
    cipherAlgorithm === 'AES' &&
    cipherChaining === 'ChainingModeCBC' &&
    blockSize === String(BLOCK) &&
    ['128', '192', '256'].includes(keyBits ?? '');
  if (!isKnown || hashName === undefined || salt.length !== BLOCK) return null;
  return { salt, hashName, keyBytes: Number(keyBits) / 8 };
}

const bytesOf = (base64: string | undefined): Buffer => Buffer.from(base64 ?? '', 'base64');

/** Whole blocks; nothing where they are not. */
function blocks(base64: string | undefined): Buffer {
  const bytes = bytesOf(base64);
  return bytes.length % BLOCK === 0 ? bytes : Buffer.alloc(0);
}
