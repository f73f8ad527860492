import { kindOf, type KindName } from '../kinds/kinds.ts';
import { bagProblem, type BagProblem } from './bag-problems.ts';
import type { CheckpointData, CheckpointStatement } from './checkpoint-schema.ts';
import { BAG_FILES } from './checkpoint.ts';
import { isSame } from './is-same.ts';
import { isKeptWithoutPersons } from './pseudonymised.ts';

/** The state file of a kind of list. */
export const statePath = (kind: KindName): string => `${BAG_FILES.stateFolder}/${kind}.csv`;

/**
 * Of a state file without persons: that they are left out, and that as many cases are open as is stated.
 *
 * @param table the file, read: its header and its records
 */
export function withoutPersonsProblems(
  kind: KindName,
  [header = [], ...records]: readonly (readonly string[])[],
  { counts }: CheckpointStatement,
): readonly BagProblem[] {
  const where = statePath(kind);
  const present = kindOf(kind)
    .fields.filter((field) => !isKeptWithoutPersons(field) && header.includes(field.name))
    .map(({ name }) => bagProblem('IDENTITY_PRESENT', where, name));
  if (kind !== 'sip' && kind !== 'vardtillfalle') return present;
  const open = records.filter((record) => record[header.indexOf('is_open')] === '1').length;
  const stated = kind === 'sip' ? counts.sips : counts.vardtillfallen;
  const isAsStated = open === stated.open && records.length === stated.open + stated.closed;
  return isAsStated ? present : [...present, bagProblem('COUNTS_DIFFER', where, kind)];
}

/** What the register's copy is asked again. */
export interface Recounted {
  readonly counts: CheckpointData['counts'];
  readonly openExceptions: CheckpointData['openExceptions'];
  readonly datedAhead: CheckpointData['datedAhead'];
  readonly lateAnswers: CheckpointData['lateAnswers'];
  readonly sources: CheckpointData['sources'];
}

/** That the register's copy gives the counts, and the lists of single things, that are stated. */
export function countProblems(counted: Recounted, statement: CheckpointStatement): readonly BagProblem[] {
  const [now, stated] = [counted.counts, statement.counts];
  const compared: readonly (readonly [what: string, counted: unknown, stated: unknown])[] = [
    ['sips', withoutZeroes(now.sips), withoutZeroes(stated.sips)],
    ['vardtillfallen', withoutZeroes(now.vardtillfallen), withoutZeroes(stated.vardtillfallen)],
    ['messages', now.messages, stated.messages],
    ['öppna undantag', counted.openExceptions, statement.openExceptions],
    ['daterat framåt', counted.datedAhead, statement.datedAhead ?? counted.datedAhead],
    ['sena svar', counted.lateAnswers, statement.lateAnswers ?? counted.lateAnswers],
    ['listor', counted.sources, statement.sources],
  ];
  return compared
    .filter(([, one, other]) => !isSame(one, other))
    .map(([what]) => bagProblem('COUNTS_DIFFER', BAG_FILES.register, what));
}

/** A class that nobody has need not have been thought of. */
function withoutZeroes<T extends { readonly classes: Readonly<Record<string, number>> }>(counts: T): T {
  return {
    ...counts,
    classes: Object.fromEntries(Object.entries(counts.classes).filter(([, cases]) => cases > 0)),
  };
}
