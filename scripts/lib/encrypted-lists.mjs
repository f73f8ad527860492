// Filled-in lists of a hand-out, encrypted with their recipients' passwords as those who send them back would.
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import cfb from 'cfb';
import { passwordsOf } from '../faults/lib/packages.mjs';
import { loadBundled } from './load-bundled.mjs';

/** Who saves a list: Excel keeps the format and takes a new salt; LibreOffice makes it Standard. */
const SAVED_BY = { excel: agile, libreoffice: standard };

/**
 * @param worklists as `worklist --json` tells of them: their paths and recipients
 * @param filled the folder of the same files, filled in
 * @param slips the folder of the passwords
 * @param isRenamed files are called something that says nothing, in a folder of their sender's
 */
export async function encryptLists({ worklists, filled, slips, folder, savedBy, isRenamed }) {
  const passwords = passwordsOf(slips);
  const encrypted = await SAVED_BY[savedBy]();
  for (const [at, { paths, recipient }] of worklists.entries()) {
    const name = basename(paths[0]);
    const into = isRenamed ? join(folder, basename(dirname(paths[0]))) : folder;
    mkdirSync(into, { recursive: true });
    const bytes = encrypted(readFileSync(join(filled, name)), passwords.get(recipient));
    writeFileSync(join(into, isRenamed ? `kopia ${at}.xlsx` : name), bytes);
  }
  return worklists.length;
}

async function agile() {
  const { encryptBook, createSpinner } = await loadEncryption();
  return (book, password) => encryptBook(book, { password, salt: randomBytes(16) }, createSpinner());
}

/** The program's own encryption. */
const loadEncryption = () => loadBundled("export * from './src/files/encrypted/encrypted-book.ts';");

const sha1 = (...parts) => createHash('sha1').update(Buffer.concat(parts)).digest();
const uint32 = (...values) => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [at, value] of values.entries()) bytes.writeUInt32LE(value, 4 * at);
  return bytes;
};

/** [MS-OFFCRYPTO] 2.3.4.5–9, written here apart from the program: AES-128 in ECB, SHA-1 in 50,000 turns, no proof of the whole. */
function standard() {
  return (book, password) => {
    const salt = randomBytes(16);
    let turned = sha1(salt, Buffer.from(password, 'utf16le'));
    for (let at = 0; at < 50_000; at += 1) turned = sha1(uint32(at), turned);
    const final = sha1(turned, uint32(0));
    const inner = Buffer.alloc(64, 0x36);
    for (const [at, byte] of final.entries()) inner[at] ^= byte;
    const key = sha1(inner).subarray(0, 16);
    const ecb = (bytes) => {
      const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
      const whole = Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16)]);
      return Buffer.concat([cipher.update(whole), cipher.final()]);
    };
    const verifier = randomBytes(16);
    const provider = Buffer.from('Microsoft Enhanced RSA and AES Cryptographic Provider\0', 'utf16le');
    const header = Buffer.concat([uint32(0x24, 0, 0x660e, 0x8004, 128, 0x18, 0, 0), provider]);
    const info = Buffer.concat([
      ...[Buffer.from([3, 0, 2, 0]), uint32(0x24, header.length), header],
      ...[uint32(16), salt, ecb(verifier), uint32(20), ecb(sha1(verifier))],
    ]);
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(BigInt(book.length));
    const container = cfb.utils.cfb_new();
    cfb.utils.cfb_add(container, '/EncryptionInfo', info);
    cfb.utils.cfb_add(container, '/EncryptedPackage', Buffer.concat([size, ecb(book)]));
    return Buffer.from(cfb.write(container, { type: 'buffer' }));
  };
}
