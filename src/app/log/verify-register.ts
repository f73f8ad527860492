import { counted } from '../../domain/words/counted.ts';
import { existsSync } from 'node:fs';
import type { CheckId, Problem, Verification } from '../../domain/verification/verification.ts';
import { brokenEvents, countEvents, headOfLog, seqOfHash, shownWaiting } from '../../register/log/events.ts';
import type { Environment } from '../../register/engine/environment.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { isServerAddress } from '../../register/engine/register-name.ts';
import {
  openServerToLook,
  serverKeyFaults,
  serverSchemaFaults,
} from '../../register/file/server-soundness.ts';
import { APPLICATION_ID } from '../../register/file/register.ts';
import { lostKeys } from '../../register/file/keys.ts';
import { checkSeal, checkSealOfDamaged, isAltered, type SealCheck } from '../../register/file/seal.ts';
import {
  applicationId,
  foreignKeyFaults,
  integrityFaults,
  openSuspect,
  ownersOfPages,
  schemaFaults,
  schemaVersion,
  type SuspectFile,
} from '../../register/file/file-soundness.ts';
import {
  factsWithoutTheirRow,
  rowsWithoutTheirCase,
  unevenLedgers,
  worklistsAgainstTheLog,
} from '../../register/file/soundness.ts';
import { MIGRATIONS } from '../../register/engine/migrations.ts';
import {
  asRegisterFault,
  isHeldByAnother,
  isOfSchema,
  UnusableRegister,
} from '../../register/engine/unusable-register.ts';
import { UserError, type ErrorCode } from '../../text/errors.ts';
import { eventProblem, keyProblem, schemaProblem, sealProblems, type Found } from './register-problems.ts';
import { ANY_SYSTEMS, kindLabel } from '../../domain/profile/fill-text.ts';

/** The head of the log as it was printed on a report, with or without the event's number. */
export interface PrintedHead {
  readonly seq: number | null;
  readonly hash: string;
}

/** @throws UserError where it is no hash */
export function parseHead(written: string): PrintedHead {
  const [, seq, hash] = /^(?:(\d{1,15}):)?([0-9a-f]{64})$/iu.exec(written.trim()) ?? [];
  if (hash === undefined) throw new UserError('HEAD_FAULTY');
  return { seq: seq === undefined ? null : Number(seq), hash: hash.toLowerCase() };
}

/** The register as the checks look at it. */
interface Looked {
  readonly path: string;
  readonly keysBeside?: string;
  readonly db: Engine;
  readonly seal: SealCheck | null;
  readonly head: PrintedHead | null;
}

/** Every check of a register that SQLite can read, one entry each. None writes. */
const FINDERS: Readonly<Record<Exclude<CheckId, 'file'>, (looked: Looked) => readonly Found[]>> = {
  identity: ({ db }) => [
    ...(applicationId(db) === APPLICATION_ID
      ? []
      : [{ what: 'märket som säger att filen är ett register är ändrat', where: 'sida 1' }]),
    ...(schemaVersion(db) >= 1 && schemaVersion(db) <= MIGRATIONS.length
      ? []
      : [{ what: 'versionens nummer är ändrat', where: 'sida 1' }]),
  ],
  integrity: ({ db }) => integrityFaults(db).map((text) => ({ what: text, where: 'databasen' })),
  keys: ({ db }) => foreignKeyFaults(db).map(keyProblem),
  schema: ({ db }) => schemaFaults(db).map(schemaProblem),
  chain: ({ db }) => brokenEvents(db).map(eventProblem),
  tail: ({ seal }) =>
    seal?.faults.includes('cut-off') === true
      ? [
          {
            what: 'loggens slut är borta: så långt gick den när registret förseglades',
            where: `händelse ${seal.eventSeq}`,
          },
        ]
      : [],
  seal: ({ db, seal }) => (seal === null ? [] : sealProblems(seal, ownersOfPages(db))),
  statement: ({ seal }) =>
    seal?.faults.includes('statement') === true
      ? [
          {
            what: 'uppgifterna eller förseglingen är ändrade: de är inte de som loggens sista händelse om försegling anger',
            where: 'tabell seal',
          },
        ]
      : [],
  ledger: ({ db }) =>
    unevenLedgers(db).map(({ sourceNo, expected, found }) => ({
      what: `${counted(found, 'rad är bokförd', 'rader är bokförda')}, ${expected} lästes${found === expected ? ', och de är inte numrerade i följd' : ''}`,
      where: `källa ${sourceNo}`,
    })),
  cases: ({ db }) =>
    rowsWithoutTheirCase(db).map(({ sourceNo, row, kind }) => ({
      what: `ärendet (${kindLabel(kind, ANY_SYSTEMS)}) finns inte`,
      where: `källa ${sourceNo} rad ${row}`,
    })),
  facts: ({ db }) =>
    factsWithoutTheirRow(db).map(({ kind, caseNo }) => ({
      what: 'raden som uppgifterna kommer från är inte bokförd på ärendet',
      where: `tabell ${kind}, ärende ${caseNo}`,
    })),
  worklists: ({ db }) =>
    worklistsAgainstTheLog(db).map(({ worklist, seq }) => ({
      what: 'arbetslistan och händelsen som lämnade ut den stämmer inte överens',
      where: `${worklist}${seq === null ? '' : `, händelse ${seq}`}`,
    })),
  head: ({ db, head }) => (head === null ? [] : headProblems(db, head)),
  companions: (register) =>
    lostKeys(register).map(({ file, code }) => ({ what: sentenceOf(code, file), where: file })),
};

/** The checks that a server has no file for. */
const OF_A_FILE: readonly CheckId[] = ['tail', 'seal', 'statement', 'integrity'];

/** What is asked otherwise of a server: one of another version is refused before. */
const ON_SERVER: typeof FINDERS = {
  ...FINDERS,
  identity: () => [],
  keys: ({ db }) => serverKeyFaults(db).map(keyProblem),
  schema: ({ db }) => serverSchemaFaults(db).map(schemaProblem),
};

function verifyServer(
  text: string,
  {
    head,
    isWithKeys,
    environment,
  }: {
    readonly head: PrintedHead | null;
    readonly isWithKeys: boolean;
    readonly environment: Environment;
  },
): Verification {
  const { db, path, keysBeside } = openServerToLook(text, environment);
  try {
    const asked = checksAsked({ head, isWithKeys }).filter((check) => !OF_A_FILE.includes(check));
    const problems = asked.flatMap((check) =>
      found(check, { path, keysBeside, db, seal: null, head }, ON_SERVER),
    );
    return {
      ok: problems.length === 0,
      problems,
      checks: asked,
      uncompared: OF_A_FILE.filter((check) => check !== 'integrity'),
      head: { ...headOfLog(db), events: countEvents(db) },
      waiting: countWaiting(db),
      seal: { state: 'none', eventSeq: 0 },
    };
  } catch (error) {
    throw asRegisterFault(error, path);
  } finally {
    db.close();
  }
}

/** Asked last: that there is no place where they wait is told by the check of the tables. */
function countWaiting(db: Engine): number {
  try {
    return shownWaiting(db).length;
  } catch (error) {
    if (isOfSchema(error)) return 0;
    throw error;
  }
}

const checksAsked = ({
  head,
  isWithKeys,
}: {
  readonly head: PrintedHead | null;
  readonly isWithKeys: boolean;
}): readonly (keyof typeof FINDERS)[] =>
  (Object.keys(FINDERS) as (keyof typeof FINDERS)[]).filter(
    (check) => (check !== 'head' || head !== null) && (check !== 'companions' || isWithKeys),
  );

/** What is wrong with a file, and what to do. */
const sentenceOf = (code: ErrorCode, file: string): string => {
  const { message, hint } = new UserError(code, { file });
  return `${message} ${hint}`;
};

/**
 * Checks that register and log are whole. Writes nothing, not even what a killed run left to be undone.
 *
 * @param asked `head`: a head of the log that was printed earlier; `isWithKeys`: whether the keys are to be beside it
 * @throws UnusableRegister where there is no register, or one of a newer version, or another program holds it for itself
 */
export function verifyRegister(
  path: string,
  {
    head = null,
    isWithKeys = false,
    environment = {},
  }: {
    readonly head?: PrintedHead | null;
    readonly isWithKeys?: boolean;
    readonly environment?: Environment;
  } = {},
): Verification {
  if (isServerAddress(path)) return verifyServer(path, { head, isWithKeys, environment });
  const suspect = openSuspect(path);
  try {
    const seal = sealOf(suspect);
    const { db } = suspect;
    if (db === null) return unreadable(path, seal);
    const isNewer = readOr(0, () => schemaVersion(db)) > MIGRATIONS.length;
    if (isNewer && (seal === null || !isAltered(seal))) throw new UnusableRegister('REGISTER_NEWER', path);
    const asked = checksAsked({ head, isWithKeys });
    const problems = asked.flatMap((check) => found(check, { path, db, seal, head }));
    const uncompared = uncomparedBy(seal).filter(
      (check) => !problems.some((problem) => problem.check === check),
    );
    return {
      ok: problems.length === 0,
      problems,
      checks: ['file', ...asked.filter((check) => !uncompared.includes(check))],
      uncompared,
      head: readOr(null, () => ({ ...headOfLog(db), events: countEvents(db) })),
      seal: { state: seal?.state ?? 'unknown', eventSeq: seal?.eventSeq ?? 0 },
    };
  } catch (error) {
    throw asRegisterFault(error, path);
  } finally {
    suspect.close();
  }
}

/** Pages changed since the sealing, or a seal that no event states, can be held against nothing. */
function uncomparedBy(seal: SealCheck | null): readonly CheckId[] {
  if (seal?.state !== 'sealed') return ['seal', 'statement'];
  return seal.isHeldAgainstLog ? [] : ['statement'];
}

function found(check: keyof typeof FINDERS, looked: Looked, finders = FINDERS): readonly Problem[] {
  try {
    return finders[check](looked).map((problem) => ({ check, ...problem }));
  } catch (error) {
    const what = `gick inte att kontrollera, det som behövs är skadat (${sqliteCode(error)})`;
    return [{ check, what, where: 'databasen' }];
  }
}

/** The code of SQLite's error; that another program holds the file is no fault of it, and anything else is a bug. */
function sqliteCode(error: unknown): string {
  if (isOfSchema(error)) return error.code;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_') || isHeldByAnother(error)) throw error;
  return code;
}

function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    sqliteCode(error);
    return otherwise;
  }
}

function sealOf({ db, path }: SuspectFile): SealCheck | null {
  const check = db === null ? null : readOr(null, () => checkSeal(db, path));
  return check ?? checkSealOfDamaged(path);
}

function unreadable(path: string, seal: SealCheck | null): Verification {
  const isHalfWritten = existsSync(`${path}-journal`);
  const problems: Problem[] = [
    isHalfWritten
      ? {
          check: 'file',
          what: 'en körning avbröts medan den skrev: kör "overgang status", som ångrar det halva, och sedan verify igen',
          where: 'journalen bredvid registret',
        }
      : { check: 'file', what: 'SQLite kan inte läsa filen: dess huvud är skadat', where: 'sida 1' },
  ];
  if (seal !== null && !isHalfWritten)
    problems.push(...sealProblems(seal, new Map()).map((one): Problem => ({ check: 'seal', ...one })));
  return {
    ok: false,
    problems,
    checks: ['file', ...(seal === null ? [] : (['seal'] as const))],
    uncompared: [],
    head: null,
    seal: { state: seal?.state ?? 'unknown', eventSeq: seal?.eventSeq ?? 0 },
  };
}

function headProblems(db: Engine, { seq, hash }: PrintedHead): readonly Found[] {
  const foundAt = seqOfHash(db, hash);
  if (foundAt !== undefined && (seq === null || seq === foundAt)) return [];
  return [
    {
      what:
        foundAt === undefined
          ? 'huvudet finns inte i loggen: den är omskriven eller avkortad sedan det skrevs ut'
          : `huvudet hör till händelse ${foundAt}`,
      where: seq === null ? 'loggen' : `händelse ${seq}`,
    },
  ];
}
