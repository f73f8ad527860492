import { isWhole } from '../../domain/coverage/coverage.ts';
import type { CoverageWord } from '../../domain/coverage/held-list.ts';
import { severityOf } from '../../domain/profile/severity.ts';
import type { FindingCode, FindingGroup } from '../../domain/validation/finding-catalogue.ts';
import type { Register } from '../../register/file/register.ts';
import type { ImportRequest } from './import-report.ts';
import { TIMELESS, type RecognisedList } from './recognise-list.ts';

type Request = Pick<ImportRequest, 'word' | 'isWordForSeveral'>;
type List = Pick<RecognisedList, 'mending' | 'exportedOn'>;

/** A list of units is the whole by itself, and a Rättningslista is of the rows that it mends. */
const canBeSaidOf = ({ mending, exportedOn }: List): boolean => mending === null && exportedOn !== TIMELESS;

/**
 * What somebody says with a list that it is the whole of; null where nothing is said, where it can not be said of such a
 * list, and where it is said of several together, on which it is laid when all of them are in.
 */
export const wordOn = ({ word, isWordForSeveral }: Request, list: List): CoverageWord | null =>
  isWordForSeveral !== true && canBeSaidOf(list) ? (word ?? null) : null;

/** What whoever says it is told. */
export const IDLE_WORD: FindingCode = 'COVERS_NOT_OF_LIST';

/** Whether something is said of a list that changes nothing there, and that whoever says it may count on. */
export const isWordIdle = ({ word = null }: Request, list: List): boolean =>
  word !== null && !canBeSaidOf(list) && !(list.mending === null && isWhole(word.covers));

/** What a list that was in already is told of again, with what has now been said of it and changes nothing. */
export function withIdleWord(
  { profile }: Register,
  request: Request,
  list: List,
  known: readonly FindingGroup[],
): readonly FindingGroup[] {
  if (!isWordIdle(request, list) || known.some(({ code }) => code === IDLE_WORD)) return known;
  const finding = { code: IDLE_WORD, severity: severityOf(profile, IDLE_WORD), column: null };
  return [...known, { ...finding, count: 1, first: [{ ...finding, row: null, detail: null }] }];
}
