import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest, working or waiting, the longest first: a worker that comes to one of them last works alone while the others are
 * done. Vitest knows how long a file took only where it has run before, and else begins with the largest.
 */
const SLOW: readonly string[] = [
  'src/files/reading/reader-process.test.ts',
  'tests/written-meanwhile.test.ts',
  'src/register/file/register.test.ts',
  'tests/packages-region.long.test.ts',
  'tests/shared-register-readers.long.test.ts',
  'tests/shared-register-faults.long.test.ts',
  'tests/shared-register.long.test.ts',
  'tests/pages/pages.long.test.ts',
  'tests/day-page.long.test.ts',
  'tests/profile-apply.long.test.ts',
  'tests/scenario-orders.long.test.ts',
  'tests/shared-rights.long.test.ts',
  'tests/region-plans.long.test.ts',
  'tests/any-text.long.test.ts',
  'tests/properties/protection-order.long.test.ts',
  'tests/return-orders.long.test.ts',
  'tests/properties/coverage.long.test.ts',
  'tests/any-text-returned.long.test.ts',
  'tests/canary.long.test.ts',
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
