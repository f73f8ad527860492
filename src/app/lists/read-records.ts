import { hiddenId } from '../../domain/identity/case-id.ts';
import { basename } from 'node:path';
import { kommunInName } from '../../domain/guessing/kommun-in-name.ts';
import { isOfTarget, kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import type { FromName } from '../../domain/mapping/mapping.ts';
import { goLiveOn } from '../../domain/plan/go-live.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { remembering } from '../../domain/records/cell-readers.ts';
import {
  aheadCompleter,
  identityReaderOf,
  readingOrder,
  type Ahead,
  type ReadingOrder,
  type ReadingSettings,
} from '../../domain/records/read-ahead.ts';
import { createRecordReader, type RecordRead, type Remark } from '../../domain/records/record-reader.ts';
import { openPseudonyms } from '../../register/file/pseudonym-key.ts';
import type { Register } from '../../register/file/register.ts';
import { openNamesOfPersons } from '../../register/cases/person-cases.ts';
import { openIdSpellings } from '../../register/rows/id-spellings.ts';
import type { ImportRequest } from './import-report.ts';
import { TIMELESS, type RecognisedList } from './recognise-list.ts';
import { ofTarget } from './target-record.ts';
import type { ColumnsWatch } from './watch-columns.ts';

/** How a list's rows are read as cases: what a thread can be told, and what it can not. */
interface Reading {
  /** What a thread is told that reads ahead; null where none can. */
  readonly order: ReadingOrder | null;
  /** Reads a row, or completes what was read of it ahead. */
  readonly read: (
    cells: readonly string[],
    ahead: Ahead | null,
    remark: Remark,
    isProtected: boolean,
  ) => RecordRead;
}

interface Rows {
  readonly onStandIn: ColumnsWatch['onStandIn'];
  readonly rowNow: () => number;
}

type Asked = Pick<ImportRequest, 'asOf' | 'path'>;

/** Opens the reading of a list's rows as cases, also of those that a thread has read ahead. */
export function openReading(register: Register, request: Asked, list: RecognisedList, rows: Rows): Reading {
  const settings = settingsOf(register, request, list);
  const spellingOf = openIdSpellings(register.db);
  const read = readerOf(register, request, list, { ...rows, settings, spellingOf });
  const complete = aheadCompleter(list.columns, spellingOf);
  return {
    // A mended list's cells are released first; of the target's persons there is a pseudonym alone.
    order: list.mending === null && !isOfTarget(list.columns.kind) ? readingOrder(settings) : null,
    read: (cells, ahead, remark, isProtected) =>
      ahead === null || isProtected ? read(cells, remark, isProtected) : complete(ahead, remark),
  };
}

/** Opens the reading of a list's rows as cases, each when it is its turn. */
export const recordReaderOf = (
  register: Register,
  request: Asked,
  list: RecognisedList,
  rows: Rows,
): ReturnType<typeof createRecordReader> =>
  readerOf(register, request, list, {
    ...rows,
    settings: settingsOf(register, request, list),
    spellingOf: openIdSpellings(register.db),
  });

function settingsOf(
  { profile }: Register,
  { asOf }: Asked,
  { columns, mapping, exportedOn }: RecognisedList,
): ReadingSettings {
  const listDay = exportedOn === TIMELESS ? null : exportedOn;
  return {
    profile,
    mapping,
    columns,
    exportedOn: listDay,
    goLiveOn: goLiveOn(profile, columns.kind),
    year: Number((listDay ?? asOf).slice(0, 4)),
  };
}

function readerOf(
  register: Register,
  { path }: Asked,
  { columns: { kind }, parts }: RecognisedList,
  {
    onStandIn,
    rowNow,
    settings,
    spellingOf,
  }: Rows & { readonly settings: ReadingSettings; readonly spellingOf: (id: string) => string },
): ReturnType<typeof createRecordReader> {
  const read = createRecordReader({
    ...settings,
    readIdentity: identityReaderOf(settings),
    aliasOf: openAliases(register, kind),
    spellingOf,
    textOfName: namesOfRows(parts, basename(path), register.profile, rowNow),
    onStandIn,
  });
  if (!isOfTarget(kind)) return read;
  const hasPersons = kindOf(kind).fields.some(({ type }) => type === 'person');
  const pseudonymOf = hasPersons ? openPseudonyms(register, 'write') : null;
  return ofTarget(read, kind, { pseudonymOf, rowNow, namesOf: openNamesOfPersons(register.db) });
}

/** What a case is called whose id can not be shown: the same in every list, and nobody can tell the text from it. */
function openAliases(register: Register, kind: KindName): (text: string) => string {
  let pseudonymOf: ReturnType<typeof openPseudonyms> | null = null;
  return (text) => {
    pseudonymOf ??= openPseudonyms(register, 'write');
    const pseudonym = pseudonymOf(`${kind} ${text}`).replace(/[^a-z0-9]/giu, '');
    return hiddenId(pseudonym.slice(0, 12).toUpperCase());
  };
}

type TextOfName = (from: FromName['from'], isKommun: boolean) => string;

/** What the name of a row's sheet, or of the file, says; of a kommun what it names, where that is clear. */
function namesOfRows(
  parts: RecognisedList['parts'],
  file: string,
  profile: Profile,
  rowNow: () => number,
): TextOfName {
  const kommunOf = remembering((name: string) => kommunInName(name, profile) ?? name);
  return (from, isKommun) => {
    const name =
      from === 'file' ? file : (parts.findLast(({ firstRow }) => firstRow <= rowNow())?.name ?? '');
    return isKommun ? kommunOf(name) : name;
  };
}
