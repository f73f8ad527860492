import cfb from 'cfb';
import { describe, expect, it } from 'vitest';
import { openTable, UnreadableFile } from './open-table.ts';

/** What is said of a container with such parts, each by its path. */
async function said(...parts: readonly string[]): Promise<string> {
  const container = cfb.utils.cfb_new();
  for (const part of parts) cfb.utils.cfb_add(container, part, Buffer.alloc(5_000, 'x'));
  return refusalOf(Buffer.from(cfb.write(container, { type: 'buffer' }) as Uint8Array));
}

async function refusalOf(file: Buffer): Promise<string> {
  const error: unknown = await openTable(file).catch((one: unknown) => one);
  if (!(error instanceof UnreadableFile)) throw new Error('not refused');
  return [error.code, ...Object.values(error.detail)].join(' ');
}

describe('a container of older Office', () => {
  it.each([
    [['/Workbook'], 'FILE_XLS_OLD'],
    [['/Book'], 'FILE_XLS_OLD'],
    [['/EncryptionInfo', '/EncryptedPackage'], 'FILE_PASSWORD_PROTECTED'],
    [['/WordDocument', '/1Table'], 'FILE_OTHER_FORMAT Word (.doc)'],
    [['/PowerPoint Document'], 'FILE_OTHER_FORMAT PowerPoint (.ppt)'],
    [['/__properties_version1.0'], 'FILE_OTHER_FORMAT Outlook-meddelande (.msg)'],
    [['/NativeContent_MAIN'], 'FILE_OTHER_FORMAT Quattro Pro (.qpw, .wb3)'],
    [['/CONTENTS'], 'FILE_OTHER_FORMAT Works'],
    [['/Något annat'], 'FILE_OTHER_FORMAT äldre Office'],
  ])('with %j is called what it is', async (parts, expected) => {
    expect(await said(...parts)).toBe(expected);
  });

  it('is called by its own parts, not by those of a document within it', async () => {
    expect(await said('/Workbook', '/MBD0001/WordDocument')).toBe('FILE_XLS_OLD');
    expect(await said('/ObjectPool/_1/Workbook', '/WordDocument')).toContain('Word');
  });

  it.each([
    ['/VisioDocument', 'FILE_OTHER_FORMAT Visio (.vsd)'],
    ['/WordDocument', 'FILE_OTHER_FORMAT Word (.doc)'],
    ['/EncryptedPackage', 'FILE_PASSWORD_PROTECTED'],
    ['/Workbook', 'FILE_XLS_OLD'],
  ])('that is damaged is still called by the names that are seen in it: %s', async (part, expected) => {
    const container = cfb.utils.cfb_new();
    cfb.utils.cfb_add(container, part, Buffer.alloc(5_000, 'x'));
    const hurt = Buffer.from(cfb.write(container, { type: 'buffer' }) as Uint8Array);
    hurt.writeUInt16LE(3, 30);
    expect(await refusalOf(hurt)).toBe(expected);
  });

  it('that is cut or damaged is refused, wherever the damage is', async () => {
    const container = cfb.utils.cfb_new();
    cfb.utils.cfb_add(container, '/Workbook', Buffer.alloc(5_000, 'x'));
    const whole = Buffer.from(cfb.write(container, { type: 'buffer' }) as Uint8Array);
    expect(await refusalOf(whole.subarray(0, 600))).toBe('FILE_XLS_OLD');
    for (let at = 0; at < whole.length; at += 61) {
      const hurt = Buffer.from(whole);
      hurt.fill(0, at, Math.min(at + 61, hurt.length));
      if (hurt.readUInt32BE(0) !== whole.readUInt32BE(0)) continue;
      expect(await refusalOf(hurt)).toMatch(/^FILE_(?:XLS_OLD|OTHER_FORMAT)/u);
    }
  });
});
