import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { SlowFirst } from './tests/helpers/slow-first.ts';

const LONG = '{src,tests}/**/*.long.test.ts';

/** The quick tests of commands, with every register on a server instead of in a file. */
const COMMANDS_ON_SERVER = 'tests/*.test.ts';

export default defineConfig(({ mode }) => {
  // Read by every node that is started, for longer than that takes, and of no use here.
  delete process.env['NODE_EXTRA_CA_CERTS'];
  if (mode === 'server') process.env['OVERGANG_TEST_SERVER'] = '1';
  return {
    // A module is transformed once and kept, by its content, for the next run. It is kept by the mode, too, and is the same in all.
    plugins: [
      { name: 'one-cache', configResolved: (config) => void Object.assign(config, { mode: 'test' }) },
    ],
    test: {
      experimental: { fsModuleCache: true },
      // `npm run test:server`: on-server.ts. `npm run test:long`: long properties, public suites, other programs, the whole region both ways.
      ...(mode === 'long'
        ? { include: [LONG] }
        : {
            include: [mode === 'server' ? COMMANDS_ON_SERVER : '{src,tests}/**/*.test.ts'],
            exclude: [...configDefaults.exclude, LONG],
          }),
      globalSetup: ['tests/helpers/shared-folder.ts'],
      setupFiles: ['tests/helpers/seed.ts', 'tests/helpers/clean-up.ts'],
      // The program keeps nothing between commands: its modules are loaded once a process, not once a test file.
      isolate: false,
      // One more than there are cores: the tests wait for processes of their own much of the time.
      maxWorkers: availableParallelism() + 1,
      sequence: { sequencer: SlowFirst },
      testTimeout: 30_000,
      hookTimeout: 60_000,
      // The product reads the time zone only through its context; tests must not depend on the machine's.
      env: { TZ: 'Europe/Stockholm', NO_COLOR: '1' },
    },
  };
});
