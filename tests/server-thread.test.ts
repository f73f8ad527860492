import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openBridge } from '../src/register/engine/postgres/bridge.ts';
import { NO_SERVER } from './helpers/postgres-server.ts';
import { buildProgram } from './helpers/built-program.ts';
import { newFolder } from './helpers/folder.ts';

const BUILT = join(import.meta.dirname, '../dist/postgres-thread.cjs');

/** What an attempt to connect with a thread comes to, where no server is. */
function faultOf(script: string): string {
  const settings = { port: 1, database: 'd', user: 'u', password: null, tls: null, applicationName: 'a' };
  try {
    openBridge({ ...settings, host: newFolder() }, { script }).close();
    return 'none';
  } catch (error) {
    return (error as { readonly code: string }).code;
  }
}

describe('the thread that speaks with a server', () => {
  beforeAll(buildProgram);

  it('says so where its package is not installed', () => {
    const script = join(newFolder(), 'postgres-thread.cjs');
    copyFileSync(BUILT, script);
    expect(faultOf(script)).toBe('PACKAGE_MISSING');
  });

  it.skipIf(NO_SERVER === 'the package pg is not installed')(
    'loads nothing of the web in order to know where it runs',
    () => {
      expect(faultOf(BUILT)).toBe('UNREACHABLE');
      const script = join(newFolder(), 'postgres-thread.cjs');
      const inProject = JSON.stringify(import.meta.filename);
      const heavy = `Object.defineProperty(globalThis, 'Response', { get() { process.exit(1); } });`;
      const required = `require = require('node:module').createRequire(${inProject});`;
      writeFileSync(script, `${heavy}\n${required}\n${readFileSync(BUILT, 'utf8')}`);
      expect(faultOf(script)).toBe('UNREACHABLE');
    },
  );
});
