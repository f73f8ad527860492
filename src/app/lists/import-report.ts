import { basename } from 'node:path';
import type { CoverageWord, HeldList } from '../../domain/coverage/held-list.ts';
import type { ToldCell } from '../../domain/coverage/told-places.ts';
import type { FateCounts } from '../../domain/fates/fates.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type {
  Finding,
  FindingCode,
  FindingGroup,
  SystemNames,
} from '../../domain/validation/finding-catalogue.ts';
import type { MendingCount } from '../../domain/validation/mending-list.ts';
import type { Register } from '../../register/file/register.ts';
import { countMending } from '../../register/lists/mending.ts';
import { findingsOf } from '../../register/lists/findings.ts';
import { hasListAfter } from '../../register/lists/sources.ts';
import type { Writer } from '../../register/log/events.ts';
import { TIMELESS, type RecognisedList, type RecogniseRequest } from './recognise-list.ts';

export interface ImportRequest extends RecogniseRequest {
  readonly asOf: string;
  readonly writer: Writer;
  /** Somebody's word on what the list is the whole of; null where nobody has said. */
  readonly word?: CoverageWord | null;
  /** The word is of several files together: `layWords` lays it once all of them are in. */
  readonly isWordForSeveral?: boolean;
  /** The other files of the call: together they may be one uttag. */
  readonly companions?: readonly string[];
  /** Told of the rows read so far, and of how many there are where that is known. */
  readonly onProgress?: (rows: number, ofRows: number | null) => void;
}

/** Tells of something in a list; without a row it is about the list as a whole. */
export type RemarkOnRow = (
  code: FindingCode,
  row: number | null,
  column: string | null,
  detail: string | null,
) => void;

export interface ImportReport {
  readonly file: string;
  /** 0 where the list was held: it is no source. */
  readonly sourceNo: number;
  readonly kind: KindName;
  readonly exportedOn: string | null;
  readonly sha256: string;
  readonly encoding: string;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  /** What the region calls the two systems. */
  readonly systems: SystemNames;
  readonly rows: number;
  readonly fates: FateCounts;
  /** What was remarked on, by code, worst first; every finding by itself is in the register. */
  readonly findings: readonly FindingGroup[];
  readonly gone: number;
  /** Where cases were that are gone and nothing explains but the list itself. */
  readonly goneUnexplained: readonly ToldCell[];
  /** The day it was taken in before, when nothing was done now. */
  readonly alreadyImportedAt: string | null;
  /** How many other lists of the day must come before this one is the whole with them. */
  readonly waitsFor: number;
  /** Its cases by kommun, in the order of the profile; empty for a kind without. */
  readonly perKommun: readonly { readonly kommun: string | null; readonly cases: number }[];
  /** Why the list was read and accounted for, and changed nothing; null where it was taken in. */
  readonly held: HeldList | null;
  /** How far the mending has come, when the list is a Rättningslista that came back. */
  readonly mending: MendingReport | null;
  /** The list as it was opened and understood, for a second reading. */
  readonly list: Pick<RecognisedList, 'table' | 'columns' | 'headers' | 'parts'>;
}

interface MendingReport {
  /** The file whose rows are mended. */
  readonly of: string;
  readonly sha256: string;
  /** Null where that file is not in the register: nothing to compare with. */
  readonly count: MendingCount | null;
  /** A newer list has come since: what is mended fills in history and does not change the cases that the newer one has. */
  readonly isOutdated: boolean;
}

/** What a report says of the file itself. */
export function headOfReport(
  { source, target }: SystemNames,
  { path }: ImportRequest,
  { table, columns, headers, parts, exportedOn }: RecognisedList,
): Pick<
  ImportReport,
  'file' | 'kind' | 'exportedOn' | 'sha256' | 'encoding' | 'delimiter' | 'sheet' | 'systems' | 'list'
> {
  const { sha256, encoding, delimiter, sheet } = table.facts;
  return {
    file: basename(path),
    kind: columns.kind,
    exportedOn: exportedOn === TIMELESS ? null : exportedOn,
    sha256,
    encoding,
    delimiter,
    sheet,
    systems: { source, target },
    list: { table, columns, headers, parts },
  };
}

/** How far the mending has come; null for a list that mends none. */
export function mendingOf(
  { db }: Register,
  { mending, columns, exportedOn }: RecognisedList,
): MendingReport | null {
  if (mending === null) return null;
  const { of, original } = mending;
  return {
    of: original?.fileName ?? of.fileName,
    sha256: of.sha256,
    count: original === null ? null : countMending(db, original),
    isOutdated: exportedOn !== TIMELESS && hasListAfter(db, columns.kind, exportedOn),
  };
}

/** Every finding of a list, one by one. */
export function findingsOfImport({ db }: Register, { sourceNo, findings }: ImportReport): readonly Finding[] {
  const told = findings.flatMap(({ first }) => first);
  const kept = findingsOf(db, sourceNo);
  // What a list that was in already is told of is not kept with it, and of one that is held nothing is.
  return [...kept, ...told.filter(({ code }) => !kept.some((one) => one.code === code))];
}
