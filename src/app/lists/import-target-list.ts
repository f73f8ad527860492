import { basename } from 'node:path';
import { isOfTarget, type TargetKind } from '../../domain/kinds/kinds.ts';
import { recallMapping } from '../../register/lists/remembered-mappings.ts';
import { unitNames } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { importList } from './import-list.ts';
import type { ImportReport, ImportRequest } from './import-report.ts';
import { asFileError, recogniseList } from './recognise-list.ts';
import { kindLabel } from '../../domain/profile/fill-text.ts';

/**
 * Takes in a list that is to be held against the register, as it is on a day: only one of Lifecare SP will do, since a
 * list of Prator read as one would make everything look moved.
 *
 * @returns what became of its rows, and its day
 * @throws UserError where it is another kind of list, or newer than the day
 */
export async function importTargetList(
  register: Register,
  request: Omit<ImportRequest, 'kind'>,
): Promise<{ readonly report: ImportReport; readonly listOn: string; readonly kind: TargetKind }> {
  const file = basename(request.path);
  const recognised = await recogniseList(
    { ...request, kind: null, unitNames: () => unitNames(register.db) },
    register.profile,
    (headers) => recallMapping(register.db, headers),
  ).catch((error: unknown) => {
    throw asFileError(error, request.path);
  });
  const { kind } = recognised.columns;
  const { profile } = register;
  const { target } = profile;
  if (!isOfTarget(kind))
    throw new UserError('NOT_A_TARGET_LIST', { file, kind: kindLabel(kind, profile), target });
  if (recognised.exportedOn > request.asOf) {
    throw new UserError('TARGET_LIST_LATER', {
      file,
      listDay: recognised.exportedOn,
      day: request.asOf,
      target,
    });
  }
  return { report: await importList(register, { ...request, kind }), listOn: recognised.exportedOn, kind };
}
