import type { FactsOf } from '../kinds/kinds.ts';
import { ACKNOWLEDGED_AHEAD } from '../records/ahead-days.ts';

/**
 * What the lists say of a message's kvittens: it is given, or somebody owes it, or nobody has to give one; or they have a
 * day that had not come when the list was taken out (`doubted`), which is no event until a later list has it: it is owed
 * till then, and nobody is contradicted by it. (Domain §10: nothing that a list has not said may be stated as said.)
 */
export type Kvittens = 'given' | 'owed' | 'not-owed' | 'doubted';

/** @param unread the columns that could not be read, or say what can not have been so */
export function kvittensOf(
  {
    acknowledged_at: acknowledgedAt,
    is_information_only: isInformationOnly,
  }: Pick<FactsOf<'meddelande'>, 'acknowledged_at' | 'is_information_only'>,
  unread: readonly string[],
): Kvittens {
  if (isInformationOnly === 1) return 'not-owed';
  if (acknowledgedAt === null) return 'owed';
  return unread.includes(ACKNOWLEDGED_AHEAD) ? 'doubted' : 'given';
}

/** Whether a kvittens is still to come; `isKvittensOwedSql` asks the database the same. */
export const isStillOwed = (kvittens: Kvittens): boolean => kvittens === 'owed' || kvittens === 'doubted';
