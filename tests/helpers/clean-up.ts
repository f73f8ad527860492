import { afterAll } from 'vitest';
import { dropDatabases } from './on-server.ts';

// After each file of tests, also where the modules of a worker are loaded once for all of its files.
afterAll(dropDatabases);
