import { basename } from 'node:path';
import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import { kommunSpellings } from '../../domain/profile/kommuner.ts';
import { looksLikeData } from '../../domain/guessing/column-evidence.ts';
import { fold } from '../../domain/words/fold.ts';
import { KIND_NAMES, kindOf, KINDS, type KindName } from '../../domain/kinds/kinds.ts';
import {
  guessKinds,
  knownHeaders,
  resolveColumns,
  type Mapping,
  type ResolvedColumns,
} from '../../domain/mapping/mapping.ts';
import { isFreeTextHeader, speaksOfCase } from '../../domain/guessing/header-evidence.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import {
  helperColumns,
  readMendingTitle,
  withoutHelpers,
  type MendedList,
} from '../../domain/validation/mending-list.ts';
import {
  openTable,
  type OpenedTable,
  type RawRow,
  type ReaderProcess,
} from '../../files/reading/open-table.ts';
import {
  exportedOnFromFileName,
  exportedOnFromTitle,
  findHeader,
  isFooter,
  type HeaderPlace,
} from '../../files/reading/table-shape.ts';
import { UnreadableFile } from '../../files/reading/unreadable-file.ts';
import { releasedText } from '../../documents/kit/held-text.ts';
import type { OriginalList } from '../../register/lists/mending.ts';
import { UserError } from '../../text/errors.ts';

/** Lists without a day of their own (units) hold at all times. */
export const TIMELESS = '0000-00-00';

export interface RecogniseRequest {
  readonly path: string;
  readonly kind: KindName | null;
  readonly mapping: Mapping | null;
  readonly exportedOn: string | null;
  readonly readerProcess: ReaderProcess;
}

/** A list that is a Rättningslista: which list it mends, and how that one was read, where the register has it. */
interface Mending {
  readonly of: MendedList;
  readonly original: OriginalList | null;
  /** Position of the column with the original's row numbers; -1 where somebody took it away. */
  readonly rowColumn: number;
}

export interface RecognisedList {
  readonly table: OpenedTable;
  readonly columns: ResolvedColumns;
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly exportedOn: string;
  /** The mapping it is read with: the user's, or one remembered for a list with the same headers. */
  readonly mapping: Mapping | null;
  readonly isMappingRemembered: boolean;
  readonly mending: Mending | null;
}

const HEAD_ROWS = 50;

/** Names a file's fault by the file; anything else goes on as it is. */
export function asFileError(error: unknown, path: string): unknown {
  return error instanceof UnreadableFile
    ? new UserError(error.code, { ...error.detail, file: basename(path) })
    : error;
}

/**
 * Opens a list and finds out what it is: kind, columns, header row and the day it was taken out.
 *
 * @param recall the mapping that a list with the same headers was last read with
 * @param originalWith the list with this content, when a Rättningslista to it comes back
 * @throws UserError where it can not be told
 */
export async function recogniseList(
  request: RecogniseRequest,
  profile: Profile,
  recall: (headers: readonly string[]) => Mapping | null,
  originalWith: (sha256: string) => OriginalList | null = () => null,
): Promise<RecognisedList> {
  const { path, mapping: given } = request;
  const file = basename(path);
  const sheet = given?.sheet;
  const table = await openTable(path, {
    readerProcess: request.readerProcess,
    ...(sheet === undefined ? {} : { sheet }),
  });
  const head = await firstRows(table);
  const mended = head.map(({ cells }) => readMendingTitle(cells)).find((title) => title !== null) ?? null;
  const original = mended === null ? null : originalWith(mended.sha256);
  const isData = dataRowTeller(profile);
  const place =
    (mended === null ? null : mendingHeader(head)) ??
    findHeader(head, knownHeaders(profile, given ?? original?.mapping ?? null), isData);
  const header = head.find(({ row }) => row === place?.headerRow);
  if (place === null || header === undefined)
    throw new UserError(head.some(isData) ? 'HEADER_ABSENT' : 'HEADER_MISSING', { file });
  const headers = mended === null ? header.cells : header.cells.map(releasedText);
  const remembered = given === null && original === null ? recall(headers) : null;
  const mapping = given ?? original?.mapping ?? remembered;
  if (given !== null) refuseUnfitMapping(given, request.kind, profile);
  const kind = request.kind ?? mapping?.kind ?? original?.kind ?? null;
  const columns = chooseKind(
    file,
    mended === null ? headers : withoutHelpers(headers),
    kind,
    mapping,
    profile,
  );
  // A footer alone is no row: a list without rows would make every case gone.
  if (!head.some((row) => row.row > place.headerRow && isFooter(row, headers.length) === null)) {
    throw new UserError('LIST_WITHOUT_ROWS', { file });
  }
  // A Rättningslista names the file that it mends, and a file's name may hold another day.
  const titles = head.filter(
    ({ row, cells }) => place.titleRows.includes(row) && readMendingTitle(cells) === null,
  );
  const exportedOn = kindOf(columns.kind).isDated
    ? (request.exportedOn ?? exportedOnFromTitle(titles) ?? exportedOnFromFileName(file))
    : TIMELESS;
  if (exportedOn === null) throw new UserError('EXPORTED_AT_MISSING', { file });
  return {
    table,
    columns,
    headerRow: place.headerRow,
    headers,
    exportedOn,
    mapping,
    isMappingRemembered: remembered !== null,
    mending: mended === null ? null : { of: mended, original, rowColumn: helperColumns(headers).row },
  };
}

/** What a mapping file says that the command line or the region contradicts. */
function refuseUnfitMapping(mapping: Mapping, asKind: KindName | null, profile: Profile): void {
  if (asKind !== null && asKind !== mapping.kind)
    throw new UserError('MAPPING_OF_OTHER_KIND', { as: asKind, kind: mapping.kind });
  const codes = profile.kommuner.map(({ code }) => code);
  const [text, code] =
    Object.entries(mapping.values['kommun'] ?? {}).find(([, one]) => !codes.includes(one)) ?? [];
  if (text !== undefined && code !== undefined)
    throw new UserError('MAPPING_KOMMUN_UNKNOWN', { text, code, known: codes.join(', ') });
}

/** The last year that a day can have here: no number is taken for one of a person not born yet. */
const LAST_YEAR = 2199;

/** Tells whether a row is made of values, so that it can not be the header. */
function dataRowTeller(profile: Profile): (row: RawRow) => boolean {
  const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, LAST_YEAR);
  const kommuner = kommunSpellings(profile);
  return ({ cells }) => looksLikeData(cells, readIdentity, (text) => kommuner.has(fold(text)));
}

/** The row with both helper headers; null where somebody took them away. */
function mendingHeader(head: readonly RawRow[]): HeaderPlace | null {
  const header = head.find(({ cells }) => {
    const { row, advice } = helperColumns(cells);
    return row >= 0 && advice >= 0;
  });
  if (header === undefined) return null;
  return { headerRow: header.row, titleRows: head.map(({ row }) => row).filter((row) => row < header.row) };
}

/** The first rows that hold anything. */
async function firstRows(table: OpenedTable): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of table.batches()) {
    for (const row of batch) {
      if (rows.length < HEAD_ROWS && row.cells.some((cell) => cell.trim() !== '')) rows.push(row);
    }
    if (rows.length >= HEAD_ROWS) break;
  }
  return rows;
}

/** Kinds whose rows are cases with a number of their own. */
const CASE_KINDS: readonly KindName[] = KIND_NAMES.filter(
  (kind) => KINDS[kind].identifiedBy.endsWith('_id') && KINDS[kind].identifiedBy !== 'person_id',
);

function chooseKind(
  file: string,
  headers: readonly string[],
  kind: KindName | null,
  mapping: Mapping | null,
  profile: Profile,
): ResolvedColumns {
  let resolved: ResolvedColumns;
  if (kind === null) {
    const guesses = guessKinds(headers, profile);
    const [best, second] = guesses;
    // Another kind that knows more of the headers but lacks its id is what the list really is: persons must not be
    // taken in as units because units too have a name.
    const nearest = [...guesses].sort((a, b) => b.resolved.columns.length - a.resolved.columns.length)[0];
    const isOther =
      best !== undefined &&
      nearest !== undefined &&
      nearest.resolved.columns.length > best.resolved.columns.length;
    // Persons and units are named in lists of cases too: a list with the number of a case is about those.
    const isAboutCases =
      best !== undefined &&
      !CASE_KINDS.includes(best.resolved.kind) &&
      headers.some(
        (header) =>
          !best.resolved.columns.some((column) => column.header === header) &&
          CASE_KINDS.some((one) => speaksOfCase(one, header, profile)),
      );
    if (best === undefined || !best.isIdentified || isOther || isAboutCases) {
      const { kind: likely, missing: lacking } =
        nearest?.resolved ?? resolveColumns('sip', headers, profile, null);
      throw new UserError('KIND_NOT_FOUND', {
        file,
        kind: kindOf(likely).label,
        missing: lacking.map(({ label }) => label).join(', '),
      });
    }
    if (second?.isIdentified === true && second.resolved.columns.length === best.resolved.columns.length) {
      const kinds = [best, second].map((guess) => guess.resolved.kind);
      throw new UserError('KIND_UNCLEAR', { file, kinds: kinds.join(', '), first: best.resolved.kind });
    }
    resolved = best.resolved;
  } else {
    resolved = resolveColumns(kind, headers, profile, mapping);
  }
  const { identifiedBy } = kindOf(resolved.kind);
  const missing = resolved.missing.find(({ name }) => name === identifiedBy);
  if (missing !== undefined)
    throw new UserError('ID_COLUMN_MISSING', { file, column: missing.label, kind: resolved.kind });
  // Goals, kartläggning and notes are not taken in, whatever a mapping says of them (data minimisation).
  const freeText = resolved.columns.find(({ header }) => mapping !== null && isFreeTextHeader(header));
  if (freeText !== undefined)
    throw new UserError('MAPPING_FREE_TEXT', { file, header: freeText.header, column: freeText.field.label });
  if (resolved.duplicated.length > 0)
    throw new UserError('HEADER_DUPLICATED', { file, headers: resolved.duplicated.join(', ') });
  return resolved;
}
