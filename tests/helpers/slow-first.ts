import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, the longest first: a worker that comes to one of them last works alone while the others are
 * done. Vitest knows how long a file took only where it has run before, and else begins with the largest.
 */
const SLOW: readonly string[] = [
  'tests/properties/coverage.long.test.ts',
  'tests/day-page.long.test.ts',
  'tests/header-sets-unseen.long.test.ts',
  'tests/region-plans.long.test.ts',
  'tests/header-sets.long.test.ts',
  'tests/canary.long.test.ts',
  'tests/diff.long.test.ts',
  'tests/readiness-region.long.test.ts',
  'tests/mending-loop.long.test.ts',
  'tests/import-order.long.test.ts',
  'tests/pages/pages.long.test.ts',
  'tests/properties/garbled.long.test.ts',
];

/** The slow files first, then the others as Vitest orders them. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = SLOW.findIndex((name) => moduleId.endsWith(name));
      return place === -1 ? SLOW.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
