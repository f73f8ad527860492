// Writes down which guards each test reaches; and with one of them away, runs those that reach it until one fails.
import { appendFileSync, readFileSync } from 'node:fs';
import { inject, TestRunner } from 'vitest';

export default class GuardRunner extends TestRunner {
  #failed = null;
  #reached = null;

  onBeforeRunTask(test) {
    const { away } = globalThis.__guards;
    if (away === null) globalThis.__guards.reached = this.#tellOf(test.file, null);
    else if (this.#failed === test.file || !this.#reaches(test, away)) test.mode = 'skip';
    return super.onBeforeRunTask(test);
  }

  onAfterRunTask(test) {
    if (test.result?.state === 'fail') this.#failed = test.file;
    if (globalThis.__guards.away === null)
      globalThis.__guards.reached = this.#tellOf(test.file, nameOf(test), test.result?.duration);
    return super.onAfterRunTask(test);
  }

  /** What hooks reach is every test's. */
  onAfterRunSuite(suite) {
    if (globalThis.__guards.away === null) globalThis.__guards.reached = this.#tellOf(suite.file, null);
    return super.onAfterRunSuite(suite);
  }

  #tellOf(file, name, duration = 0) {
    const reached = [...globalThis.__guards.reached];
    const line = JSON.stringify({ testPath: file.filepath, name, duration, reached });
    if (reached.length > 0) appendFileSync(inject('reachedFile'), `${line}\n`);
    return new Set();
  }

  #reaches(test, guard) {
    this.#reached ??= readFileSync(inject('reachedFile'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const [path] = test.file.filepath.split('?guard=');
    const name = nameOf(test);
    return this.#reached.some(
      (one) =>
        one.testPath === path && (one.name === null || one.name === name) && one.reached.includes(guard),
    );
  }
}

const nameOf = (test) => (test.suite ? `${nameOf(test.suite)} > ${test.name}` : test.name);
