import { createHash } from 'node:crypto';
import fc from 'fast-check';
import cfb from 'cfb';
import { describe, expect, it } from 'vitest';
import { spunPassword } from './agile.ts';
import { createSpinner, encryptBook, openEncryptedBook } from './encrypted-book.ts';
import {
  bytesOf,
  encrypt,
  flipped,
  KEY,
  open,
  QUICK,
  SAVED_BY_LIBREOFFICE,
} from './encrypted-book.test-help.ts';

const infoOf = (file: Buffer): string =>
  Buffer.from(
    cfb.find(cfb.read(file, { type: 'buffer' }), '/EncryptionInfo')?.content as Uint8Array,
  ).toString('latin1');

/** The file with another text in place of one of its EncryptionInfo. */
function withInfo(file: Buffer, from: string | RegExp, to: string): Buffer {
  const container = cfb.read(file, { type: 'buffer' });
  const changed = infoOf(file).replace(from, to);
  cfb.utils.cfb_add(container, '/EncryptionInfo', Buffer.from(changed, 'latin1'));
  return Buffer.from(cfb.write(container, { type: 'buffer' }) as Uint8Array);
}

describe('a password', () => {
  it.each(['sha1', 'sha256', 'sha384', 'sha512'] as const)(
    'is spun with %s as the format says: turn by turn, the number before the hash',
    (name) => {
      const of = (...parts: readonly Buffer[]): Buffer =>
        createHash(name).update(Buffer.concat(parts)).digest();
      let expected = of(KEY.salt, Buffer.from('åäö', 'utf16le'));
      for (let at = 0; at < 300; at += 1) expected = of(Buffer.from([at & 0xff, at >> 8, 0, 0]), expected);
      expect(spunPassword('åäö', KEY.salt, 300, name).equals(expected)).toBe(true);
    },
  );
});

describe('an encrypted workbook', () => {
  it.each([0, 1, 15, 16, 17, 3000, 4079, 4080, 4081, 4087, 4088, 4089, 4095, 4096, 4097, 8192, 70_000])(
    'of %i bytes is opened by its password and no other',
    (length) => {
      const content = bytesOf(length);
      const file = encrypt(content);
      expect(open(file)?.equals(content)).toBe(true);
      expect(open(file, `${KEY.password}x`)).toBeNull();
      expect(open(file, '')).toBeNull();
    },
  );

  it('is opened by its password, of any letters and any content', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 9000 }),
        fc.string({ maxLength: 40 }),
        fc.string({ maxLength: 40 }),
        (bytes, password, other) => {
          const content = Buffer.from(bytes);
          const file = encryptBook(content, { ...KEY, password }, QUICK);
          expect(open(file, password)?.equals(content)).toBe(true);
          if (other !== password) expect(open(file, other)).toBeNull();
        },
      ),
    );
  });

  it('is as Excel writes it: agile, AES-256, SHA-512, 100,000 turns, and its data spaces', () => {
    const file = encrypt(bytesOf(5000));
    const info = infoOf(file);
    expect(info).toContain('spinCount="100000"');
    expect(info.match(/keyBits="256" hashSize="64" cipherAlgorithm="AES"/gu)).toHaveLength(2);
    const { FullPaths } = cfb.read(file, { type: 'buffer' });
    const streams = FullPaths.map((path) => path.replace('Root Entry/', '')).filter(
      (path) => !/(?:^|\/)$/u.test(path),
    );
    // The library's own stream, four bytes, which no reader minds.
    expect(streams.filter((path) => path !== '\u0001Sh33tJ5').sort()).toEqual([
      '\u0006DataSpaces/DataSpaceInfo/StrongEncryptionDataSpace',
      '\u0006DataSpaces/DataSpaceMap',
      '\u0006DataSpaces/TransformInfo/StrongEncryptionTransform/\u0006Primary',
      '\u0006DataSpaces/Version',
      'EncryptedPackage',
      'EncryptionInfo',
    ]);
  });

  it('has nothing of the workbook or the password in it, and no two files are alike', () => {
    const content = Buffer.from('Anna Larsson 19350809-9813 '.repeat(300));
    const [one, other] = [encrypt(content), encrypt(content)];
    for (const text of ['Larsson', '9813', KEY.password, 'alm'])
      for (const encoding of ['latin1', 'utf16le'] as const)
        expect(one.includes(Buffer.from(text, encoding))).toBe(false);
    const same = [...one].filter((byte, at) => byte === other[at]).length;
    expect(open(other)?.equals(content)).toBe(true);
    expect(one.subarray(-content.length).equals(other.subarray(-content.length))).toBe(false);
    expect(same).toBeLessThan(one.length);
  });

  it('is known by its salt before any password is tried', () => {
    expect(openEncryptedBook(encrypt(bytesOf(10))).salt?.equals(KEY.salt)).toBe(true);
  });

  it('takes a password as slowly as Excel does, once for all files with its salt', () => {
    const spinner = createSpinner();
    const [one, other] = [
      spinner.spun('ord', KEY.salt, 1000, 'sha512'),
      spinner.spun('ord', KEY.salt, 1000, 'sha512'),
    ];
    expect(one).toBe(other);
    expect(spinner.spun('ord', KEY.salt, 1001, 'sha512').equals(one)).toBe(false);
    expect(spinner.spun('ore', KEY.salt, 1000, 'sha512').equals(one)).toBe(false);
    expect(spinner.spun('ord', Buffer.alloc(16), 1000, 'sha512').equals(one)).toBe(false);
  });
});

describe('a file that is not as it was encrypted', () => {
  const content = bytesOf(900);
  const file = encrypt(content);

  it('is refused, or the change is without effect', () => {
    fc.assert(
      fc.property(fc.nat({ max: file.length * 8 - 1 }), (bit) => {
        expect([bit, flipped(file, content, bit)]).not.toEqual([bit, 'other']);
      }),
      { numRuns: 400 },
    );
  });

  it('is refused wherever its content is changed', () => {
    const changed = cfb.read(file, { type: 'buffer' });
    const bytes = Buffer.from(cfb.find(changed, '/EncryptedPackage')?.content as Uint8Array);
    for (const at of [0, 8, 100, bytes.length - 1]) {
      const other = Buffer.from(bytes);
      other[at] = (other[at] ?? 0) ^ 1;
      cfb.utils.cfb_add(changed, '/EncryptedPackage', other);
      const written = Buffer.from(cfb.write(changed, { type: 'buffer' }) as Uint8Array);
      expect(() => open(written)).toThrow('FILE_ENCRYPTED_ALTERED');
    }
  });

  it('is refused when it is cut off anywhere', () => {
    for (let length = 0; length < file.length; length += 97) {
      let opened: Buffer | null = null;
      try {
        opened = open(file.subarray(0, length));
      } catch (error) {
        expect(error).toHaveProperty('name', 'UnreadableFile');
      }
      expect(opened === null || opened.equals(content)).toBe(true);
    }
  });

  it.each([
    ['takes too long to try', /spinCount="\d+"/u, 'spinCount="1000001"'],
    ['takes nothing to try, and says so wrongly', /spinCount="\d+"/u, 'spinCount="-1"'],
    ['has another cipher', /cipherAlgorithm="AES"/u, 'cipherAlgorithm="RC4"'],
    ['has a hash nobody knows', /hashAlgorithm="SHA512"/u, 'hashAlgorithm="MD5"'],
    ['has another chaining', /ChainingModeCBC/u, 'ChainingModeCFB'],
    ['has no HMAC', /encryptedHmacValue="[^"]*"/u, 'encryptedHmacValue=""'],
  ])('is refused where it %s', (_, from, to) => {
    expect(() => open(withInfo(file, from, to))).toThrow('FILE_ENCRYPTION_UNKNOWN');
  });

  it('is refused where it declares a document type', () => {
    expect(() => open(withInfo(file, '<encryption', '<!DOCTYPE x><encryption'))).toThrow('FILE_XLSX_BROKEN');
  });

  it('is told from an old workbook, which has no encrypted one in it', () => {
    const old = cfb.utils.cfb_new();
    cfb.utils.cfb_add(old, '/Workbook', Buffer.alloc(5000));
    expect(() => open(Buffer.from(cfb.write(old, { type: 'buffer' }) as Uint8Array))).toThrow('FILE_XLS_OLD');
  });
});

describe('a workbook that LibreOffice has saved with its password', () => {
  const file = SAVED_BY_LIBREOFFICE();

  it('is Standard, and opened by its password and no other', () => {
    expect(openEncryptedBook(file).salt).toBeNull();
    expect(open(file)?.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
    expect(open(file, 'alm bok eld fil gran hund')).toBeNull();
  });

  it('is refused where it is cut, or opens to a broken workbook: its format has no proof of the whole', () => {
    for (let length = 0; length < file.length; length += 1777) {
      try {
        const opened = open(file.subarray(0, length));
        expect(opened?.equals(open(file) ?? Buffer.alloc(0)) ?? true).toBe(true);
      } catch (error) {
        expect(error).toHaveProperty('name', 'UnreadableFile');
      }
    }
  });
});
