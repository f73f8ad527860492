import type { Register } from '../../register/file/register.ts';
import { dropAbsences, notedAbsences } from '../../register/lists/coverage.ts';
import type { Source } from '../../register/lists/sources.ts';
import { takeOut } from '../../register/rows/set-aside.ts';
import { seenInTarget } from './seen-in-target.ts';

/**
 * Takes a list out, and what was explained by it, within the caller's transaction. Whom it protected is not noted here.
 *
 * @returns as of `takeOut`
 */
export function takeListOut(
  register: Register,
  source: Source,
  kept: ReadonlySet<number>,
  eventSeq: number,
): ReturnType<typeof takeOut> {
  const out = takeOut(register.db, source, kept, eventSeq);
  if (source.kind === 'lcsp_sip') dropUnexplained(register);
  return out;
}

/** What was gone because a list of the target system had it is missing without a reason once that list is out. */
function dropUnexplained(register: Register): void {
  const { db } = register;
  const absences = notedAbsences(db);
  const movedBy = new Map(
    [...new Set(absences.map(({ day }) => day))].map((day) => {
      const ofDay = absences.filter((absence) => absence.day === day);
      return [day, seenInTarget(register, day, ofDay).moved] as const;
    }),
  );
  dropAbsences(
    db,
    absences.filter(({ day, caseNo }) => movedBy.get(day)?.has(caseNo) !== true),
  );
}
