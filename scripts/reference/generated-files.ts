import { checkpointFileSchema } from '../../src/domain/checkpoints/checkpoint-schema.ts';
import { KIND_NAMES } from '../../src/domain/kinds/kinds.ts';
import { classesPage } from './classes-page.ts';
import { commandsPage } from './commands-page.ts';
import { errorsPage } from './errors-page.ts';
import { findingsPage } from './findings-page.ts';
import { holidaysTable } from './holidays-table.ts';
import { kindsPage } from './kinds-page.ts';
import { manPage } from './man-page.ts';
import { mappingFileSchema, profileFileSchema, readinessFileSchema } from './file-schemas.ts';
import { rightsPage } from './rights-page.ts';
import { recordSchema, tableSchema } from '../../src/domain/records/record-schemas.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** Every generated file: path from the root → text. To add one: its line here. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['schemas/profile.schema.json', json(profileFileSchema())],
    ['schemas/mapping.schema.json', json(mappingFileSchema())],
    ['schemas/checkpoint.schema.json', json(checkpointFileSchema())],
    ['schemas/readiness.schema.json', json(readinessFileSchema())],
    ...KIND_NAMES.flatMap((kind) => [
      [`schemas/${kind}.schema.json`, json(recordSchema(kind))] as const,
      [`schemas/${kind}.table.json`, json(tableSchema(kind))] as const,
    ]),
    ['src/domain/calendar/holidays.ts', holidaysTable()],
    ['docs/reference/commands.md', commandsPage()],
    ['docs/reference/overgang.1', manPage()],
    ['docs/reference/kinds.md', kindsPage()],
    ['docs/reference/findings.md', findingsPage()],
    ['docs/reference/classes.md', classesPage()],
    ['docs/reference/errors.md', errorsPage()],
    ['docs/reference/rights.md', rightsPage()],
  ]);
}
