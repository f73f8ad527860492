import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRegisterWithProfile } from '../../src/app/create-register.ts';
import { importList } from '../../src/app/lists/import-list.ts';
import type { ImportReport } from '../../src/app/lists/import-report.ts';
import { takeStatus } from '../../src/app/cases/take-status.ts';
import { loadProfile } from '../../src/app/load-profile.ts';
import { DEFAULT_PROFILE } from '../../src/domain/profile/default-profile.ts';
import type { Status } from '../../src/domain/tracking/status.ts';
import type { Register } from '../../src/register/file/register.ts';
import { newFolder } from './folder.ts';
import { SAID_WHOLE } from './whole.ts';

/** For laws that are tried hundreds of times: registers in memory, by the use cases that the commands call. */
const writer = { by: 'prov', recordedAt: '2025-09-29T13:00:00.000Z' };

export async function memoryRegister(asOf: string): Promise<Register> {
  const profile = await loadProfile(DEFAULT_PROFILE, (written) => written);
  return createRegisterWithProfile(':memory:', profile, writer, asOf);
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
  folder ??= newFolder();
  const path = join(folder, name);
  writeFileSync(path, text);
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
