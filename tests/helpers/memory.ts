import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { beginRegister } from '../../src/app/create-register.ts';
import { importList } from '../../src/app/lists/import-list.ts';
import type { ImportReport } from '../../src/app/lists/import-report.ts';
import { takeStatus } from '../../src/app/cases/take-status.ts';
import { loadProfile } from '../../src/app/load-profile.ts';
import { DEFAULT_PROFILE } from '../../src/domain/profile/default-profile.ts';
import type { Status } from '../../src/domain/tracking/status.ts';
import type { Profile } from '../../src/domain/profile/profile-schema.ts';
import { decideByWhatIsWritten } from '../../src/register/engine/decided.ts';
import { openDatabase } from '../../src/register/engine/sqlite/driver.ts';
import { asFile } from '../../src/register/engine/sqlite/sqlite-engine.ts';
import { createRegister, type Register } from '../../src/register/file/register.ts';
import { UserError } from '../../src/text/errors.ts';
import { newFolder, writeAnew } from './folder.ts';
import { SAID_WHOLE } from './whole.ts';

/** For laws that are tried hundreds of times: registers in memory, by the use cases that the commands call. */
const writer = { by: 'prov', recordedAt: '2025-09-29T13:00:00.000Z' };

/** The bytes of a register before its first event: its tables are made once a process, and copied. */
let empty: Promise<{ readonly profile: Profile; readonly bytes: Buffer }> | undefined;

async function makeEmpty(): Promise<{ readonly profile: Profile; readonly bytes: Buffer }> {
  const profile = await loadProfile(DEFAULT_PROFILE, (written) => written);
  const register = createRegister(':memory:', profile);
  const bytes = asFile(register.db).bytes();
  register.close();
  return { profile, bytes };
}

/** A new register that is told from every other, as `createRegisterWithProfile` makes it of `:memory:`. */
export async function memoryRegister(asOf: string): Promise<Register> {
  const { profile, bytes } = await (empty ??= makeEmpty());
  const db = openDatabase(bytes);
  db.pragma('trusted_schema = OFF');
  db.pragma('foreign_keys = ON');
  const path = ':memory:';
  decideByWhatIsWritten(db, path);
  const close = (): void => {
    db.close();
  };
  return beginRegister({ db, path, profile, use: 'write', isChecked: true, close }, writer, asOf);
}

/** Asks something of a register in memory, and closes it. */
export async function inMemory<T>(ask: (register: Register) => Promise<T>): Promise<T> {
  const register = await memoryRegister('2025-04-28');
  try {
    return await ask(register);
  } finally {
    register.close();
  }
}

export interface ListFile {
  /** With the day it was taken out, as real lists have. */
  readonly name: string;
  readonly text: string;
}

let folder: string | undefined;

export async function takeIn(
  register: Register,
  { name, text }: ListFile,
  asOf: string,
): Promise<ImportReport> {
  // The folder goes with the file of tests that made it.
  if (folder === undefined || !existsSync(folder)) folder = newFolder();
  const path = join(folder, name);
  writeAnew(path, text);
  return importList(register, {
    word: SAID_WHOLE,
    path,
    kind: null,
    mapping: null,
    exportedOn: null,
    asOf,
    writer,
    readerProcess: { command: process.execPath, args: [] },
  });
}

const PROTECTION_UNCLEAR: readonly string[] = ['PROTECTION_UNPLACED', 'PROTECTION_GROUPED'];

/**
 * Takes a made-up list in. What its column of protection holds can be of nobody knows whom: then it is refused, nothing of
 * it is left, and it is no example.
 */
export async function unlessRefused<T>({ db }: Register, take: () => Promise<T>): Promise<T> {
  const rows = (): unknown => db.prepare('SELECT count(*) FROM source_row').pluck().get();
  const before = rows();
  try {
    return await take();
  } catch (error) {
    if (!(error instanceof UserError) || !PROTECTION_UNCLEAR.includes(error.code)) throw error;
    expect(rows()).toBe(before);
    fc.pre(false);
    throw error;
  }
}

/** Asks a new register that holds just these lists, taken in in this order. */
export async function holding<T>(
  lists: readonly ListFile[],
  asOf: string,
  ask: (register: Register) => T,
): Promise<T> {
  const register = await memoryRegister(asOf);
  try {
    for (const list of lists) await takeIn(register, list, asOf);
    return ask(register);
  } finally {
    register.close();
  }
}

export const statusOf = (register: Register, asOf: string): Status =>
  takeStatus(register, asOf, { kommun: null, part: null, unit: null });

/** How many times a law is tried; `OVERGANG_RUNS=1000 npx vitest run` tries harder. */
export const runs = (usual: number): number => Number(process.env['OVERGANG_RUNS'] ?? usual);

/** For a law that is tried more often than usual. */
export const PATIENCE = process.env['OVERGANG_RUNS'] === undefined ? 30_000 : 900_000;
