import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import { UnusableRegister } from '../unusable-register.ts';
import { sqliteEngine, type SqliteEngine } from './sqlite-engine.ts';

/** A register that lives no longer than its connection, for reading lists without keeping them. */
export const IN_MEMORY = ':memory:';

/**
 * Opens a database: a file, the bytes of one, or `:memory:`.
 *
 * better-sqlite3 13 needs Node 22 and crashes on 20, where its version 12 is used instead; 12 in turn crashes on
 * Node 24 and 26 (docs/decisions/0006-two-drivers.md).
 *
 * @throws UnusableRegister where the driver is not installed; the driver's own errors
 */
export function openDatabase(source: string | Buffer, options: BetterSqlite3.Options = {}): SqliteEngine {
  try {
    const { Driver, nativeBinding } = (driver ??= loadDriver());
    return sqliteEngine(
      new Driver(source, nativeBinding === undefined ? options : { ...options, nativeBinding }),
    );
  } catch (error) {
    if (!isNotInstalled(error)) throw error;
    throw new UnusableRegister(
      'REGISTER_DRIVER_MISSING',
      typeof source === 'string' ? source : IN_MEMORY,
      error,
    );
  }
}

interface Driver {
  readonly Driver: typeof BetterSqlite3;
  /** Where its binding lies, for a driver that looks for it longer than opening a register takes. */
  readonly nativeBinding?: string;
}

let driver: Driver | undefined;

/** In the built program its own `require`, which has the driver's code at hand, compiled. */
declare const OVERGANG_REQUIRE: NodeJS.Require | undefined;

function loadDriver(): Driver {
  const require = typeof OVERGANG_REQUIRE === 'undefined' ? createRequire(import.meta.url) : OVERGANG_REQUIRE;
  const isNode20 = Number.parseInt(process.versions.node, 10) < 22;
  if (!isNode20) return { Driver: require('better-sqlite3') as typeof BetterSqlite3 };
  const folder = dirname(require.resolve('better-sqlite3-12/package.json'));
  return {
    Driver: require('better-sqlite3-12') as typeof BetterSqlite3,
    nativeBinding: join(folder, 'build/Release/better_sqlite3.node'),
  };
}

function isNotInstalled(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_DLOPEN_FAILED')
  );
}
