import { unitNames } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { recallMapping } from '../../register/lists/remembered-mappings.ts';
import type { ImportRequest } from './import-report.ts';
import { plainRowsOf } from './plain-rows-of-list.ts';
import { recogniseList, type RecognisedList } from './recognise-list.ts';
import { recordReaderOf } from './read-records.ts';

/**
 * The cases that the other files of a call have, where they are of the same kind and day as a list: together they are
 * one uttag. A file that can not be read says nothing here; its own turn tells.
 */
export async function keysOfCompanions(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (const path of request.companions ?? []) {
    const other = await openCompanion(register, { ...request, path });
    if (other?.columns.kind !== list.columns.kind || other.exportedOn !== list.exportedOn) continue;
    const read = recordReaderOf(register, request, other, {
      onStandIn: () => undefined,
      rowNow: () => 1,
    });
    const plainRow = plainRowsOf(other, register.profile);
    for await (const batch of other.table.batches())
      for (const { row, cells } of batch) {
        const key = plainRow(row, cells) === null ? read(cells, () => undefined).key : null;
        if (key !== null) keys.add(key);
      }
  }
  return keys;
}

async function openCompanion(register: Register, request: ImportRequest): Promise<RecognisedList | null> {
  try {
    const asked = { ...request, unitNames: () => unitNames(register.db) };
    const list = await recogniseList(asked, register.profile, (headers) =>
      recallMapping(register.db, headers),
    );
    return list.unlikeSheets === null ? list : null;
  } catch {
    return null;
  }
}
