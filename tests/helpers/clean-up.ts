import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, inject } from 'vitest';
import { dropDatabases } from './on-server.ts';

// Before and after each file of tests, also where the modules of a worker are loaded once for all of its files: whatever
// a file's tests make where temporary files are made is gone with them.
const folder = mkdtempSync(join(inject('sharedFolder'), 'of-file-'));
// A server of PostgreSQL is run by another user, and has its folder in there.
chmodSync(folder, 0o711);
process.env['TMPDIR'] = folder;

afterAll(() => {
  dropDatabases();
  rmSync(folder, { recursive: true, force: true });
});
