import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { filesInTar, tarOf } from './tar.ts';

const folder = mkdtempSync(join(tmpdir(), 'overgang-tar-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a tar archive', () => {
  it('gives back what was put in it, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 1_500 }), { maxLength: 4 }), (contents) => {
        const entries = contents.map((bytes, at) => ({ name: `fil-${at}.bin`, bytes }));
        const found = filesInTar(tarOf(entries, 1_760_000_000));
        expect([...(found ?? [])]).toEqual(entries.map(({ name, bytes }) => [name, Buffer.from(bytes)]));
      }),
    );
  });

  it('can be opened with the tar of the system', () => {
    const path = join(folder, 'a.tar');
    writeFileSync(path, tarOf([{ name: 'å.txt', bytes: Buffer.from('hej') }], 1_760_000_000));
    execFileSync('tar', ['-xf', path, '-C', folder]);
    expect(readFileSync(join(folder, 'å.txt'), 'utf8')).toBe('hej');
  });

  it('that is cut anywhere is none', () => {
    const whole = tarOf([{ name: 'a', bytes: Buffer.alloc(700, 7) }], 0);
    for (let at = 0; at < whole.length - 1_024; at += 13)
      expect(filesInTar(whole.subarray(0, at))).toBeNull();
  });

  it('with anything but nothing between its files, or after the last, is none', () => {
    const whole = tarOf([{ name: 'a', bytes: Buffer.alloc(700, 7) }], 0);
    for (let at = 512 + 700; at < whole.length; at += 1) {
      const altered = Buffer.from(whole);
      altered[at] = 1;
      expect([at, filesInTar(altered)]).toEqual([at, null]);
    }
  });

  it('never names a file outside its folder', () => {
    expect(filesInTar(tarOf([{ name: '../a', bytes: Buffer.alloc(0) }], 0))).toBeNull();
  });
});
