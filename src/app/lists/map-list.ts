import { basename } from 'node:path';
import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import { namesOfProfile } from '../../domain/profile/names-of-profile.ts';
import { kommunSpellings } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { collectEvidence, looksLikeData, type ListEvidence } from '../../domain/guessing/column-evidence.ts';
import { fold } from '../../domain/words/fold.ts';
import { KIND_NAMES, kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import {
  knownHeaders,
  MAPPED_ENCODINGS,
  type MappedEncoding,
  type Mapping,
} from '../../domain/mapping/mapping.ts';
import { proposeReading, withReading, type ReadingProposal } from '../../domain/guessing/propose-reading.ts';
import { foldHeader } from '../../domain/words/fold-header.ts';
import { uttagDayOfFile, uttagDayOfTitle } from '../../domain/coverage/uttag-day.ts';
import { kindsOf, originOf, type ListOrigin } from '../../domain/guessing/list-origin.ts';
import { ofEither } from '../../domain/guessing/choose-kind.ts';
import type { MappingProposal } from '../../domain/guessing/proposal.ts';
import { mappingOf, proposeMapping, otherOfProposal } from '../../domain/guessing/propose-mapping.ts';
import {
  openTable,
  type OpenedTable,
  type RawRow,
  type ReaderProcess,
} from '../../files/reading/open-table.ts';
import { findHeader, isFooter } from '../../files/reading/table-shape.ts';
import { refuseTarget, writeFileAtomically } from '../../files/put/atomic-write.ts';
import {
  namesOf,
  refuseNamedPerson,
  refuseNames,
  refuseNumberInHeader,
} from '../guards/refuse-named-person.ts';
import { UserError } from '../../text/errors.ts';
import { headersOfHead } from './data-above.ts';
import { likeliest } from './look-at-sheets.ts';
import { asFileError } from './recognise-list.ts';
import { placesIn, refuseNamedSheets, sheetsOfNobody } from './refuse-named-sheets.ts';

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
  /** How it is to be read beyond which header leads where: guesses, all of them. */
  readonly reading: readonly ReadingProposal[];
  /** The cells of a column in the first rows, by its header: to be shown masked. */
  readonly samples: (header: string) => readonly string[];
  /** The mapping file's content as proposed. */
  readonly mapping: Mapping;
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
  refuseNamedPerson(request.path);
  const file = basename(request.path);
  try {
    const table = await openLikeliest(request, file);
    const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, Number(request.asOf.slice(0, 4)));
    const head = await firstRows(table);
    const header = headerOf(file, head, request.profile, readIdentity);
    refuseNumberInHeader(file, header.cells);
    const list = await evidenceOf(table, header, readIdentity);
    if (list.rows === 0) throw new UserError('LIST_WITHOUT_ROWS', { file });
    const titles = head.filter(({ row }) => row < header.row);
    const origin = originOf([file, ...titles.map(({ cells }) => cells.join(' '))], request.profile);
    const proposal = propose(file, list, request, origin);
    refuseNames(
      file,
      header.cells,
      namesOf(
        proposal,
        head.filter(({ row }) => row > header.row),
      ),
    );
    const { sheet, sheets } = table.facts;
    await refuseNamedSheets(file, table.facts, namesOfProfile(request.profile), [
      { table, headerRow: header.row, ...placesIn({ ...proposal, unused: [] }, header.cells) },
    ]);
    const seen = {
      name: file,
      uncertainEncoding: encodingUnsure(table),
      alikeSheets: await alikeSheets(request, table, header),
    };
    const reading = proposeReading(list, proposal, seen, request.profile);
    const named = sheets.length > 1 ? sheet : null;
    return {
      file,
      rows: list.rows,
      proposal,
      reading,
      samples: samplesOf(header, head),
      mapping: withReading(mappingOf(proposal, named), reading),
      sheet: named,
      needsExportedAt:
        kindOf(proposal.kind).isDated &&
        uttagDayOfTitle(titles.map(({ cells }) => cells.join(' '))) === null &&
        uttagDayOfFile(file) === null,
    };
  } catch (error) {
    throw asFileError(error, request.path);
  }
}

/** The list, and of a workbook with several sheets the one where it most likely stands. */
async function openLikeliest(
  { path, kind, profile, readerProcess }: MapRequest,
  file: string,
): Promise<OpenedTable> {
  const table = await openTable(path, { readerProcess });
  const asked = { path, file, kind, mapping: null, readerProcess, recall: () => null };
  const sheets = await sheetsOfNobody(table, asked, profile);
  return table.facts.sheets.length < 2 ? table : likeliest(sheets).table;
}

/** What a text seems to be written in, where its bytes leave it open. */
function encodingUnsure({ facts: { notes, encoding } }: OpenedTable): MappedEncoding | null {
  const isUnsure = notes.some(({ code }) => code === 'ENCODING_UNCERTAIN');
  return isUnsure ? (MAPPED_ENCODINGS.find((one) => one === encoding) ?? null) : null;
}

/** The shown sheets with the header of the one that is looked at, that one first. */
async function alikeSheets(
  { path, readerProcess }: MapRequest,
  { facts }: OpenedTable,
  header: RawRow,
): Promise<readonly string[]> {
  if (facts.sheet === null) return [];
  const folded = (cells: readonly string[]): string =>
    JSON.stringify(
      cells
        .map(foldHeader)
        .filter((cell) => cell !== '')
        .sort(),
    );
  const alike = [facts.sheet];
  for (const sheet of facts.sheets) {
    if (sheet === facts.sheet || facts.hiddenSheets.includes(sheet)) continue;
    const head = await firstRows(await openTable(path, { readerProcess, sheet }));
    if (head.some(({ cells }) => folded(cells) === folded(header.cells))) alike.push(sheet);
  }
  return alike;
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
  if (found.cells.filter((cell) => isKnown(fold(cell))).length > 1 && !isData(found))
    return { row: found.row, cells: headersOfHead(head, found.row, profile) ?? [] };
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

function propose(
  file: string,
  list: ListEvidence,
  { profile, kind }: MapRequest,
  origin: ListOrigin,
): MappingProposal {
  const result = proposeMapping(list, profile, kind, kindsOf(origin));
  if ('proposal' in result) {
    const { kind: found } = result.proposal;
    const alike = kind === null ? otherOfProposal(list, found, profile, origin) : undefined;
    if (alike === undefined) return result.proposal;
    const { code, detail } = ofEither(found, alike, profile);
    throw new UserError(code, { file, ...detail });
  }
  if ('kinds' in result)
    throw new UserError('KIND_UNCLEAR', {
      file,
      kinds: result.kinds.join(', '),
      first: result.kinds[0] ?? '',
    });
  throw new UserError('KIND_NOT_RECOGNISED', { file, kinds: KIND_NAMES.join(', ') });
}

const SAMPLE_ROWS = 3;

function samplesOf(header: RawRow, head: readonly RawRow[]): MappedList['samples'] {
  const rows = head
    .filter((row) => row.row > header.row && filledIn(row) >= filledIn(header) / 2)
    .slice(0, SAMPLE_ROWS);
  return (name) => {
    const at = header.cells.findIndex((cell) => foldHeader(cell) === foldHeader(name));
    return rows.map(({ cells }) => (cells[at] ?? '').trim());
  };
}

/** Refuses a place for the mapping file before anybody is asked anything. */
export const refuseMappingTarget = refuseTarget;

/** Writes the mapping file, for the user to edit. */
export async function writeMapping(path: string, mapping: Mapping, force: boolean): Promise<void> {
  await writeFileAtomically(path, `${JSON.stringify(mapping, null, 2)}\n`, { force });
}
