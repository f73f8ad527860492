import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { templateOf, type Template } from '../../documents/template/template-model.ts';
import { writeTemplateWorkbook } from '../../documents/template/template-workbook.ts';
import { OutputRefused, writeFileAtomically } from '../../files/put/atomic-write.ts';
import { UserError } from '../../text/errors.ts';

interface TemplateRequest {
  readonly kind: KindName;
  readonly path: string;
  readonly profile: Profile;
  /** The day the workbook is made. */
  readonly asOf: string;
  readonly force: boolean;
}

/**
 * Writes an empty list of a kind, to be filled in by hand.
 *
 * @throws UserError where the file is there already
 */
export async function writeTemplate({
  kind,
  path,
  profile,
  asOf,
  force,
}: TemplateRequest): Promise<Template> {
  const template = templateOf(kind, profile);
  try {
    await writeFileAtomically(path, await writeTemplateWorkbook(template, asOf), { force });
  } catch (error) {
    throw error instanceof OutputRefused ? new UserError(error.code, { file: error.file }) : error;
  }
  return template;
}
