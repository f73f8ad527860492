import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    // Every core: the tests wait for processes of their own much of the time.
    maxWorkers: '100%',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // The product reads the time zone only through its context; tests must not depend on the machine's.
    env: { TZ: 'Europe/Stockholm', NO_COLOR: '1' },
  },
});
