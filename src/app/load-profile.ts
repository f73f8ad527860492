import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { profileFaults } from '../domain/plan/profile-faults.ts';
import { parseProfile } from '../domain/profile/parse-profile.ts';
import type { Profile } from '../domain/profile/profile-schema.ts';
import { SHIPPED_PROFILES } from '../domain/profile/shipped-profiles.ts';
import { UserError } from '../text/errors.ts';

/**
 * A shipped profile by name, or a file of the user's own.
 *
 * @throws UserError with the path of every fault in the profile
 */
export async function loadProfile(asked: string, resolvePath: (written: string) => string): Promise<Profile> {
  const shipped = SHIPPED_PROFILES[asked];
  const isFile = /[./\\]/u.test(asked);
  if (shipped === undefined && !isFile) {
    const known = Object.keys(SHIPPED_PROFILES);
    throw new UserError('PROFILE_UNKNOWN', { name: asked, suggestion: '', known: known.join(', ') });
  }
  const parsed = parseProfile(shipped ?? (await readJson(resolvePath(asked))));
  if ('faults' in parsed) {
    throw faulty(asked, parsed.faults);
  }
  const ofPlan = profileFaults(parsed.profile);
  if (ofPlan.length > 0) throw faulty(asked, ofPlan);
  return parsed.profile;
}

const faulty = (asked: string, faults: readonly string[]): UserError =>
  new UserError('PROFILE_FAULTY', {
    file: basename(asked),
    faults: faults.map((fault) => `  ${fault}`).join('\n'),
  });

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const isFolder = error instanceof Error && 'code' in error && error.code === 'EISDIR';
    throw new UserError(isFolder ? 'FILE_IS_FOLDER' : 'FILE_MISSING', { file: basename(path) });
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/u, '')) as unknown;
  } catch {
    throw new UserError('PROFILE_UNREADABLE', { file: basename(path) });
  }
}
