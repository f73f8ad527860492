import { z } from 'zod';
import { profileSchema } from '../../src/domain/profile/profile-schema.ts';
import { readinessSchema } from '../../src/domain/readiness/readiness-schema.ts';
import { mappingSchema } from '../../src/domain/mapping/mapping-schema.ts';

/**
 * JSON Schemas of the files people write, for editors: what may stand in the file (`input`), before defaults.
 * What a schema can not say (that a column exists, that days come in order) the program still checks.
 */
const fileSchema = (title: string, schema: z.ZodType): object => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return { $schema, title, ...rest };
};

export const profileFileSchema = (): object => fileSchema('Regionprofil för overgang', profileSchema);
export const mappingFileSchema = (): object => fileSchema('Mappningsfil för overgang', mappingSchema);

/** What the program writes, for those who read it. */
export const readinessFileSchema = (): object => fileSchema('overgang readiness --json', readinessSchema);
