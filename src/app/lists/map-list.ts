import { basename } from 'node:path';
import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import { kommunSpellings } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { collectEvidence, looksLikeData, type ListEvidence } from '../../domain/guessing/column-evidence.ts';
import { fold } from '../../domain/words/fold.ts';
import { KIND_NAMES, kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import { knownHeaders } from '../../domain/mapping/mapping.ts';
import { uttagDayOfFile, uttagDayOfTitle } from '../../domain/coverage/uttag-day.ts';
import type { MappingProposal } from '../../domain/guessing/proposal.ts';
import { mappingOf, proposeMapping } from '../../domain/guessing/propose-mapping.ts';
import {
  openTable,
  type OpenedTable,
  type RawRow,
  type ReaderProcess,
} from '../../files/reading/open-table.ts';
import { findHeader, isFooter } from '../../files/reading/table-shape.ts';
import { writeFileAtomically } from '../../files/put/atomic-write.ts';
import { UserError } from '../../text/errors.ts';
import { asFileError } from './recognise-list.ts';

export interface MapRequest {
  readonly path: string;
  readonly kind: KindName | null;
  readonly profile: Profile;
  readonly asOf: string;
  readonly readerProcess: ReaderProcess;
}

export interface MappedList {
  readonly file: string;
  readonly rows: number;
  readonly proposal: MappingProposal;
  /** Named in the mapping when the workbook has several. */
  readonly sheet: string | null;
  /** Whether the import must be told which day the list was taken out. */
  readonly needsExportedAt: boolean;
}

const HEAD_ROWS = 50;

/**
 * Proposes a mapping for a list with unknown headers. Reads the list, and writes nothing.
 *
 * @throws UserError when the list has no header, no rows, or no kind that can be told
 */
export async function mapList(request: MapRequest): Promise<MappedList> {
  const file = basename(request.path);
  try {
    const table = await openTable(request.path, { readerProcess: request.readerProcess });
    const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, Number(request.asOf.slice(0, 4)));
    const head = await firstRows(table);
    const header = headerOf(file, head, request.profile, readIdentity);
    const list = await evidenceOf(table, header, readIdentity);
    if (list.rows === 0) throw new UserError('LIST_WITHOUT_ROWS', { file });
    const proposal = propose(file, list, request);
    const titles = head.filter(({ row }) => row < header.row);
    const { sheet, sheets } = table.facts;
    return {
      file,
      rows: list.rows,
      proposal,
      sheet: sheets.length > 1 ? sheet : null,
      needsExportedAt:
        kindOf(proposal.kind).isDated &&
        uttagDayOfTitle(titles.map(({ cells }) => cells.join(' '))) === null &&
        uttagDayOfFile(file) === null,
    };
  } catch (error) {
    throw asFileError(error, request.path);
  }
}

async function firstRows(table: OpenedTable): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of table.batches()) {
    rows.push(...batch.slice(0, HEAD_ROWS - rows.length));
    if (rows.length >= HEAD_ROWS) break;
  }
  return rows;
}

const filledIn = ({ cells }: RawRow): number => cells.filter((cell) => cell.trim() !== '').length;

/** The widest row above the data; a row of known headers goes before any other. */
function headerOf(
  file: string,
  head: readonly RawRow[],
  profile: Profile,
  readIdentity: Parameters<typeof looksLikeData>[1],
): RawRow {
  const kommuner = kommunSpellings(profile);
  const isData = (row: RawRow): boolean =>
    looksLikeData(row.cells, readIdentity, (text) => kommuner.has(fold(text)));
  const isKnown = knownHeaders(profile, null);
  const place = findHeader(head, isKnown);
  const found = head.find(({ row }) => row === place?.headerRow);
  if (found === undefined) throw new UserError('HEADER_MISSING', { file });
  if (found.cells.filter((cell) => isKnown(fold(cell))).length > 1 && !isData(found)) return found;
  const widest = Math.max(...head.map(filledIn));
  const firstData = head.find((row) => filledIn(row) >= widest / 2 && isData(row));
  const above = head.filter(
    (row) => filledIn(row) > 1 && row.row < (firstData?.row ?? Infinity) && !isData(row),
  );
  const [header] = above.toSorted((a, b) => filledIn(b) - filledIn(a) || a.row - b.row);
  if (header === undefined || filledIn(header) < widest / 2) throw new UserError('HEADER_ABSENT', { file });
  return header;
}

/** The header again: lists pasted together. */
const isSameRow = (row: RawRow, header: RawRow): boolean =>
  row.cells[0] === header.cells[0] && row.cells.join('\u0000') === header.cells.join('\u0000');

async function evidenceOf(
  table: OpenedTable,
  header: RawRow,
  readIdentity: Parameters<typeof looksLikeData>[1],
): Promise<ListEvidence> {
  const evidence = collectEvidence(header.cells, readIdentity);
  for await (const batch of table.batches()) {
    for (const row of batch) {
      const filled = filledIn(row);
      const isFoot = filled <= 2 && isFooter(row, header.cells.length) !== null;
      if (row.row > header.row && filled > 0 && !isFoot && !isSameRow(row, header)) evidence.add(row.cells);
    }
  }
  return evidence.finish();
}

function propose(file: string, list: ListEvidence, { profile, kind }: MapRequest): MappingProposal {
  const result = proposeMapping(list, profile, kind);
  if ('proposal' in result) return result.proposal;
  if ('kinds' in result)
    throw new UserError('KIND_UNCLEAR', {
      file,
      kinds: result.kinds.join(', '),
      first: result.kinds[0] ?? '',
    });
  throw new UserError('KIND_NOT_RECOGNISED', { file, kinds: KIND_NAMES.join(', ') });
}

/** Writes the mapping file, for the user to edit. */
export async function writeMapping(
  path: string,
  { proposal, sheet }: MappedList,
  force: boolean,
): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(mappingOf(proposal, sheet), null, 2)}\n`, { force });
}
