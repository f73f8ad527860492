import { MARKS, type MarkName } from '../answers/marks.ts';
import type { InTarget, TargetEvidence, UnclearThere } from '../classification/in-target.ts';

interface Said {
  readonly mark: MarkName;
  readonly on: string;
}

/**
 * What people's words and the newest list of the target system come to, side by side.
 *
 * @param attested what people have attested of the case, in any order
 * @param evidence null where no list from the target system can say anything of it
 * @param unclear what a list has that may be of it, where none says that it is
 * @returns null where it is not there, or finished there
 */
export function inTargetBy(
  attested: readonly Said[],
  evidence: TargetEvidence | null,
  unclear: UnclearThere | null = null,
): InTarget | null {
  const since = saidOn(attested, 'begins')[0] ?? null;
  const endedOn = saidOn(attested, 'ends').at(-1) ?? null;
  if (evidence?.isThere === true && (endedOn === null || evidence.listOn > endedOn)) {
    const { listOn } = evidence;
    return since === null
      ? { since: listOn, standing: 'listed', listOn }
      : { since, standing: 'confirmed', listOn };
  }
  if (since === null) return evidence === null && unclear !== null ? perhapsThere(unclear) : null;
  // What the list has as finished is not going on there, and nobody's word is contradicted.
  if (endedOn !== null || evidence?.wasThere === true) return null;
  return byWord(since, evidence);
}

/** A person's word alone, and whether a later list goes against it. */
const byWord = (since: string, evidence: TargetEvidence | null): InTarget =>
  evidence !== null && evidence.listOn > since
    ? { since, standing: 'contradicted', listOn: evidence.listOn }
    : { since, standing: 'attested', listOn: null };

const perhapsThere = ({ listOn, why }: UnclearThere): InTarget => ({
  since: listOn,
  standing: 'unclear',
  listOn,
  why,
});

/** The days of the marks that say so, the earliest first. */
const saidOn = (attested: readonly Said[], role: 'begins' | 'ends'): readonly string[] =>
  attested
    .filter(({ mark }) => MARKS[mark].inTarget === role)
    .map(({ on }) => on)
    .sort();
