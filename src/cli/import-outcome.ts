import type { ImportReport } from '../app/lists/import-report.ts';
import type { WrittenMendingList } from '../app/lists/write-mending-list.ts';
import type { HeldList } from '../domain/coverage/held-list.ts';
import type { ToldCell } from '../domain/coverage/told-places.ts';
import { findingMessage, remedyOf, type Finding } from '../domain/validation/finding-catalogue.ts';
import type { UserError } from '../text/errors.ts';
import type { ComparedLists } from './import-totals.ts';

/** What became of one of the files of a call. */
export type FileOutcome =
  ({ readonly report: ImportReport } & Mending) | { readonly file: string; readonly error: UserError };

/** The files with rows to mend, where they were asked for, or why they could not be written. */
export interface Mending {
  readonly toMend: readonly WrittenMendingList[] | null;
  readonly toMendFault: UserError | null;
}

/** Null counts: the mended list is not in the register. */
function mendingJson({ of, sha256, count, isOutdated }: NonNullable<ImportReport['mending']>): unknown {
  const { faulty = null, mended = null, remaining = null, removed = null } = count ?? {};
  return { source: of, sha256, faulty, mended, remaining, removed, outdated: isOutdated };
}

function heldJson({ code, detail, missing, signs, ways, lock }: HeldList): unknown {
  return {
    code,
    message: findingMessage(code, detail),
    missing: missing.map(placeJson),
    signs,
    ways,
    ...lock,
  };
}

/** `rest`: all places that are not told of by themselves, together. */
function placeJson({ isRest, ...cell }: ToldCell): unknown {
  return isRest ? { ...cell, rest: true } : cell;
}

/** The contract's JSON. */
export function outcomeJson(
  outcome: FileOutcome,
  findingsOfImport: (report: ImportReport) => readonly Finding[],
  compared: ComparedLists | null,
): unknown {
  if ('error' in outcome) {
    const { code, message, hint } = outcome.error;
    return { file: outcome.file, error: { code, message, remedy: hint } };
  }
  const { report } = outcome;
  const own = compared?.sourceNo === report.sourceNo ? compared : null;
  return {
    file: report.file,
    kind: report.kind,
    exportedOn: report.exportedOn,
    sha256: report.sha256,
    encoding: report.encoding,
    delimiter: report.delimiter,
    sheet: report.sheet,
    rows: report.rows,
    fates: report.fates,
    findings: [...findingsOfImport(report), ...(own?.findings ?? [])].map(
      ({ code, severity, row, column, detail }) => ({
        code,
        severity,
        row,
        column,
        message: findingMessage(code, detail),
        remedy: remedyOf(code, report.systems),
      }),
    ),
    gone: report.gone,
    goneUnexplained: report.goneUnexplained.map(placeJson),
    totals: [],
    ...own?.json,
    alreadyImported: report.alreadyImportedAt !== null,
    held: report.held === null ? null : heldJson(report.held),
    perKommun: report.perKommun,
    ...(report.mending === null ? {} : { mending: mendingJson(report.mending) }),
    ...(outcome.toMend === null
      ? {}
      : {
          errors: outcome.toMend.map(({ path, rows, isProtected }) => ({
            path,
            rows,
            protected: isProtected,
          })),
        }),
  };
}
