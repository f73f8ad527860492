import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { openPseudonyms } from './pseudonym-key.ts';
import { createRegister, type Register } from './register.ts';
import { UnusableRegister } from '../engine/unusable-register.ts';

const PERSON = '193508099813';
const noProfile = {} as Profile;

let folder: string;
let register: Register;
let keyFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'overgang-key-'));
  register = createRegister(join(folder, 'overgang.sqlite'), noProfile);
  keyFile = join(folder, 'overgang.sqlite.key');
});

afterEach(() => {
  register.close();
  rmSync(folder, { recursive: true });
});

const faultOf = (use: 'read' | 'write'): string | null => {
  try {
    openPseudonyms(register, use);
    return null;
  } catch (error) {
    if (error instanceof UnusableRegister) return error.code;
    throw error;
  }
};

describe('the key of pseudonyms', () => {
  it('is made on first need, for its owner alone, and found again', () => {
    expect(existsSync(keyFile)).toBe(false);
    const pseudonym = openPseudonyms(register, 'write')(PERSON);
    expect(statSync(keyFile).mode & 0o777).toBe(0o600);
    expect(openPseudonyms(register, 'read')(PERSON)).toBe(pseudonym);
    expect(openPseudonyms(register, 'write')(PERSON)).toBe(pseudonym);
  });

  it('gives other pseudonyms in another register, and never the number itself', () => {
    const other = createRegister(join(folder, 'other.sqlite'), noProfile);
    const [one, two] = [register, other].map((of) => openPseudonyms(of, 'write')(PERSON));
    other.close();
    expect(one).not.toBe(two);
    expect(one).toMatch(/^[\w-]{43}$/u);
  });

  it('lies nowhere in the register', () => {
    openPseudonyms(register, 'write');
    const key = readFileSync(keyFile, 'latin1').trim();
    expect(readFileSync(register.path, 'latin1')).not.toContain(key);
  });

  it('is missed, not made anew, when lists have been read with it', () => {
    openPseudonyms(register, 'write');
    rmSync(keyFile);
    expect(faultOf('read')).toBe('PSEUDONYM_KEY_MISSING');
    expect(faultOf('write')).toBe('PSEUDONYM_KEY_MISSING');
    expect(existsSync(keyFile)).toBe(false);
  });

  it('is refused when it is another, or no key at all; the file is left as it is', () => {
    openPseudonyms(register, 'write');
    for (const text of ['0'.repeat(64), 'something else']) {
      writeFileSync(keyFile, text);
      expect(faultOf('write')).toBe('PSEUDONYM_KEY_WRONG');
      expect(readFileSync(keyFile, 'utf8')).toBe(text);
    }
  });

  it('stays in memory for a register that is never saved', () => {
    const unsaved = createRegister(':memory:', noProfile);
    const pseudonym = openPseudonyms(unsaved, 'write')(PERSON);
    expect(openPseudonyms(unsaved, 'write')(PERSON)).toBe(pseudonym);
    unsaved.close();
    expect(existsSync(':memory:.key')).toBe(false);
  });
});
