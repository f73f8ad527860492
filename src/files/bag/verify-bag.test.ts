import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { decodedPath, encodedPath } from './bag-paths.ts';
import { isBag, verifyBag } from './verify-bag.ts';
import { finishBag, writeBagFile } from './write-bag.ts';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'overgang-bag-'));
  made.push(folder);
  return folder;
}

const sum = (algorithm: string, text: string): string => createHash(algorithm).update(text).digest('hex');
const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const hello = `${sum('sha512', 'hej')}  data/hej.txt\n`;

/** A bag of these files, valid but for what the test is about. */
function bagWith(files: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  const all = { 'bagit.txt': DECLARATION, 'manifest-sha512.txt': hello, 'data/hej.txt': 'hej', ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

async function told(folder: string): Promise<readonly string[]> {
  const { problems, warnings } = await verifyBag(folder);
  return [...problems, ...warnings].map(({ code, where }) => `${code} ${where}`);
}

describe('a bag', () => {
  it.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['valid', {}, []],
    [
      'with two manifests that each list every file',
      { 'manifest-md5.txt': `${sum('md5', 'hej')} data/hej.txt\r\n` },
      [],
    ],
    ['with a manifest that lists less', { 'manifest-md5.txt': '' }, ['FILE_UNLISTED data/hej.txt']],
    [
      'with checksums nobody can reckon',
      { 'manifest-crc32.txt': 'abcd1234  data/hej.txt\n' },
      ['ALGORITHM_UNKNOWN manifest-crc32.txt'],
    ],
    [
      'with a line that is none',
      { 'manifest-sha512.txt': `${hello}abc  data/hej.txt\n` },
      ['MANIFEST_LINE_FAULTY manifest-sha512.txt:2'],
    ],
    [
      'with a payload manifest that names a tag file',
      { 'manifest-sha512.txt': `${hello}${sum('sha512', DECLARATION)}  bagit.txt\n` },
      ['PATH_NOT_PAYLOAD manifest-sha512.txt:2'],
    ],
    [
      'with a tag manifest that names the payload, and not the manifest',
      { 'tagmanifest-sha512.txt': hello },
      ['PATH_NOT_TAG tagmanifest-sha512.txt:1', 'FILE_UNLISTED manifest-sha512.txt'],
    ],
    [
      'with something left to fetch',
      {
        'fetch.txt': 'https://example.org/x - data/x.txt\n',
        'manifest-sha512.txt': `${hello}${sum('sha512', 'x')}  data/x.txt\n`,
      },
      ['FETCH_NEEDED data/x.txt'],
    ],
    [
      'with something fetched that no manifest has',
      { 'fetch.txt': 'https://example.org/x - data/x.txt\nx\n' },
      ['FETCH_LINE_FAULTY fetch.txt:2', 'FETCH_NOT_LISTED fetch.txt:1'],
    ],
    [
      'with Payload-Oxum twice, and no label',
      { 'bag-info.txt': 'Payload-Oxum: 3.1\nPayload-Oxum: 3.1\nutan kolon\n' },
      ['BAG_INFO_LINE_FAULTY bag-info.txt:3', 'OXUM_TWICE bag-info.txt:2'],
    ],
    [
      'with Payload-Oxum in words, its label in capitals',
      { 'bag-info.txt': 'PAYLOAD-OXUM: tre\n' },
      ['OXUM_FAULTY bag-info.txt:1'],
    ],
    [
      'with a metadata value on two lines',
      { 'bag-info.txt': 'External-Description: en\n  till\nPayload-Oxum: 3.1\n' },
      [],
    ],
    [
      'of a version to come',
      { 'bagit.txt': DECLARATION.replace('1.0', '2.7') },
      ['BAG_VERSION_UNKNOWN bagit.txt:1'],
    ],
    [
      'in an encoding that is none',
      { 'bagit.txt': DECLARATION.replace('UTF-8', 'KLINGON') },
      ['TAG_ENCODING_UNKNOWN bagit.txt:2'],
    ],
    [
      'with a byte order mark in a manifest',
      { 'manifest-sha512.txt': `\ufeff${hello}` },
      ['MANIFEST_LINE_FAULTY manifest-sha512.txt:1', 'FILE_UNLISTED data/hej.txt'],
    ],
    [
      'with two names that some systems take for one',
      {
        'data/HEJ.txt': 'x',
        'manifest-sha512.txt': `${hello}${sum('sha512', 'x')}  data/HEJ.txt\n`,
      },
      ['NAMES_DIFFER_BY_CASE data/hej.txt'],
    ],
    [
      'with a name that was taken apart on its way',
      {
        'data/a\u030a.txt': 'x',
        'manifest-sha512.txt': `${hello}${sum('sha512', 'x')}  data/\u00e5.txt\n`,
      },
      ['NAMES_DIFFER_BY_FORM data/a\u030a.txt'],
    ],
  ])('%s', async (_what, files, expected) => {
    expect([...(await told(bagWith(files)))].sort()).toEqual([...expected].sort());
  });

  it('never follows a link, to a file or a folder', async () => {
    const folder = bagWith({});
    const outside = newFolder();
    writeFileSync(join(outside, 'x'), 'x');
    symlinkSync(join(outside, 'x'), join(folder, 'data/fil'));
    symlinkSync(outside, join(folder, 'data/mapp'));
    expect(await told(folder)).toEqual(['FILE_IS_LINK data/fil', 'FILE_IS_LINK data/mapp']);
  });

  it('is told from any folder', async () => {
    expect([await isBag(bagWith({})), await isBag(newFolder())]).toEqual([true, false]);
  });

  it('is written so that it is valid, whatever the files are called', async () => {
    const folder = newFolder();
    const paths = ['data/100 % säkert.txt', 'data/två\nrader\r.txt', 'data/%0A', 'data/djupt/ner/é'];
    for (const path of paths) await writeBagFile(folder, path, path);
    await writeBagFile(
      folder,
      'data/lång.txt',
      Array.from({ length: 3 }, () => 'x'.repeat(700_000)),
    );
    const sha512 = await finishBag(folder, [['Source-Organization', 'Region\nMed radbrytning']]);
    expect(sha512).toMatch(/^[0-9a-f]{128}$/u);
    const { problems, warnings, info } = await verifyBag(folder);
    expect([problems, warnings]).toEqual([[], []]);
    expect(info.map(({ label, value }) => [label, value])).toEqual([
      ['Source-Organization', 'Region Med radbrytning'],
      ['Payload-Oxum', `${2_100_000 + Buffer.byteLength(paths.join(''))}.5`],
    ]);
  });
});

describe('paths in a manifest', () => {
  it('come back as they were', () => {
    const path = 'data/100 %25\r\n.txt';
    expect(decodedPath(encodedPath(path), '1.0')).toBe(path);
  });

  it('kept their % before 1.0', () => {
    expect(decodedPath('data/%25%7E', '0.97')).toBe('data/%25%7E');
    expect(decodedPath('data/%25%7E', '1.0')).toBe('data/%%7E');
  });
});
