import type { FactColumn } from '../plan/columns/fact-column.ts';
import { asSeen, asSeenIn } from './as-seen.ts';
import type { RowFinding } from './returned-findings.ts';
import { CHECK, DUE, GROUP, type IssuedRow, type KnownRow } from './returned-row.ts';

/** Locked as well, though no fact of the case. */
const LOCKED = [
  { key: GROUP, format: 'text' },
  { key: DUE, format: 'date' },
] as const;

type Locked = Pick<FactColumn, 'key' | 'format'>;

interface Identity {
  /** Keys of locked columns that say another thing than was handed out. */
  readonly altered: readonly string[];
  /** Why the row can not be trusted to be the one its key says; null where it can. */
  readonly refusal: RowFinding | null;
}

/** A row whose facts are not those of its key. */
interface AlteredRow extends KnownRow {
  readonly altered: readonly FactColumn[];
  readonly others: Iterable<IssuedRow>;
}

type IdentityGuard = (row: AlteredRow) => RowFinding | null;

/** Sorted by a part of the columns: the key went with another row than the reference. */
export function referenceOfOtherRow(reference: string, cells: KnownRow['cells']): RowFinding | null {
  const written = asSeen(cells.get('reference') ?? null);
  return written === '' || written === reference
    ? null
    : { code: 'REFERENCE_OF_OTHER_ROW', column: 'reference' };
}

type CheckGuard = (
  row: Pick<KnownRow, 'issued' | 'cells' | 'hasMoved'>,
  written: string,
) => RowFinding | null;

/** The answers were moved without their row: what stands among them tells of another. */
const answersOfOtherRow: CheckGuard = ({ issued }, written) =>
  written === '' || written === issued.token ? null : { code: 'ANSWERS_OF_OTHER_ROW', column: CHECK };

/** Where answers have moved in a file, nobody can say whose those are that have lost their key. */
const checkOnOtherRow: CheckGuard = ({ hasMoved }, written) =>
  written === '' && hasMoved ? { code: 'CHECK_ON_OTHER_ROW', column: CHECK } : null;

const checkEmpty: CheckGuard = (_, written) =>
  written === '' ? { code: 'CHECK_EMPTY', column: CHECK } : null;

/** In this order: the first that holds says whether the answers of a row are its own. */
const CHECK_GUARDS: readonly CheckGuard[] = [answersOfOtherRow, checkOnOtherRow, checkEmpty];

/** What the key among the answers of a row says against it; null where it is the row's, or the file has no such column. */
export function checkOf(row: Pick<KnownRow, 'issued' | 'cells' | 'hasMoved'>): RowFinding | null {
  const check = row.cells.get(CHECK);
  if (check === undefined) return null;
  for (const guard of CHECK_GUARDS) {
    const finding = guard(row, asSeen(check));
    if (finding !== null) return finding;
  }
  return null;
}

/** Something else than the key of any row is written where the row's key stands among the answers. */
export function isCheckWrittenOver(
  token: string,
  cells: KnownRow['cells'],
  issued: ReadonlyMap<string, IssuedRow>,
): boolean {
  const written = asSeen(cells.get(CHECK) ?? null);
  return written !== '' && written !== token && !issued.has(written);
}

const factsOf = (columns: readonly FactColumn[]): RowFinding => ({
  code: 'FACTS_OF_OTHER_ROW',
  column: null,
  detail: { headers: columns.map(({ header }) => header).join(', ') },
});

/** A fact by which people tell who the row is about says somebody else. */
const identifyingFactAltered: IdentityGuard = ({ altered, cells }) => {
  const identifying = altered.filter(({ key, identifies }) => identifies === true && cells.get(key) !== '');
  return identifying.length > 0 ? factsOf(identifying) : null;
};

/** The facts that are not the row's own are all those of one other row: where few facts tell who it is. */
const factsOfOtherRow: IdentityGuard = ({ altered, cells, issued, others }) => {
  if (altered.length < 2) return null;
  const isLike = (other: IssuedRow): boolean =>
    altered.every(
      ({ key, format }) =>
        asSeenIn(format, cells.get(key) ?? null) === asSeenIn(format, other.cells[key] ?? null),
    );
  const isOther = [...others].some((other) => other.token !== issued.token && isLike(other));
  return isOther ? factsOf(altered) : null;
};

/** Nothing but the facts says which hand-out the row is of, and they are not those. */
const unproven: IdentityGuard = ({ isProven }) =>
  isProven ? null : { code: 'FACTS_CHANGED_UNPROVEN', column: null };

/** In this order: the first that holds is why the row is refused. */
const IDENTITY_GUARDS: readonly IdentityGuard[] = [identifyingFactAltered, factsOfOtherRow, unproven];

/** Whether a row is the one its key says, by the facts that were handed out on it. */
export function identityOf(
  known: KnownRow,
  facts: readonly FactColumn[],
  others: Iterable<IssuedRow>,
): Identity {
  const { issued, cells } = known;
  const reference = referenceOfOtherRow(issued.token, cells);
  if (reference !== null) return { altered: [], refusal: reference };
  const isAltered = ({ key, format }: Locked): boolean => {
    const text = cells.get(key);
    return text !== undefined && asSeenIn(format, text) !== asSeenIn(format, issued.cells[key] ?? null);
  };
  const altered = facts.filter(isAltered);
  const locked = LOCKED.filter((column) => Object.hasOwn(issued.cells, column.key) && isAltered(column));
  return {
    altered: [...altered, ...locked].map(({ key }) => key),
    refusal: altered.length === 0 ? null : firstOf(IDENTITY_GUARDS, { ...known, altered, others }),
  };
}

function firstOf(guards: readonly IdentityGuard[], row: AlteredRow): RowFinding | null {
  for (const guard of guards) {
    const finding = guard(row);
    if (finding !== null) return finding;
  }
  return null;
}
