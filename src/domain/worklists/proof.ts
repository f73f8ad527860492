import { isConcerned, type MovingVardtillfalle } from '../plan/actors.ts';
import type { Plan, Step } from '../plan/plan.ts';
import { isHeldTo, type SumEntry } from '../plan/sum-entry.ts';
import { readFrom } from '../plan/readings.ts';
import type { Subject, VardtillfalleSubject } from '../plan/subject.ts';
import type { Profile } from '../profile/profile-schema.ts';

/** A sum that the lists of some steps must make: every case that should be on them is, once. */
export interface ProvenSum {
  readonly label: string;
  readonly steps: readonly string[];
  readonly expected: number;
  readonly rows: number;
  /** Of the rows, those on lists for named persons alone. */
  readonly guardedRows: number;
}

/** Each sum counts the cases on its own, without the steps' own conditions. */
function isCountedIn(sum: SumEntry, subject: Subject, steps: readonly Step[], profile: Profile): boolean {
  if ('open' in sum)
    return (
      subject.kind === sum.open &&
      ((subject.kind !== 'sip' && subject.kind !== 'vardtillfalle') ||
        subject.classification.class !== 'closed')
    );
  if ('stage' in sum)
    return (
      subject.kind === 'vardtillfalle' &&
      subject.moves &&
      !subject.isProtected &&
      steps.some(({ actor }) => actor?.stage === sum.stage && isConcerned(actor, movingOf(subject)))
    );
  const { reads, of } = sum.narrowing;
  return subject.kind === sum.of && of(readFrom(reads, subject) as never, profile);
}

const movingOf = ({ item, openPsychiatry, outside }: VardtillfalleSubject): MovingVardtillfalle => ({
  careForm: item.facts.care_form,
  unit: item.facts.unit,
  halsocentral: item.facts.halsocentral,
  openPsychiatry,
  outside,
});

/** The sums that the steps handed out can be held to: only those whose steps were all asked for. */
export function proveSums(
  { steps, sums }: Pick<Plan, 'steps' | 'sums'>,
  subjects: Iterable<Subject>,
  rowsOfStep: ReadonlyMap<string, number>,
  stepsAsked: readonly string[],
  profile: Profile,
): readonly ProvenSum[] {
  const held = sums
    .map((sum) => ({ sum, steps: steps.filter((step) => isHeldTo(sum, step)) }))
    .filter(({ steps: held }) => held.every(({ id }) => stepsAsked.includes(id)));
  const expected = held.map(() => 0);
  for (const subject of subjects) {
    held.forEach(({ sum }, at) => {
      if (isCountedIn(sum, subject, steps, profile)) expected[at] = (expected[at] ?? 0) + 1;
    });
  }
  return held.flatMap(({ sum, steps: ofSum }, at) => {
    const rowsOf = (of: readonly Step[]): number =>
      of.reduce((total, { id }) => total + (rowsOfStep.get(id) ?? 0), 0);
    const proven = {
      label: sum.label,
      steps: ofSum.map(({ id }) => id),
      expected: expected[at] ?? 0,
      rows: rowsOf(ofSum),
      guardedRows: rowsOf(ofSum.filter(({ isGuarded }) => isGuarded)),
    };
    // Nothing to prove before the systems can be compared.
    return 'narrowing' in sum && proven.expected + proven.rows === 0 ? [] : [proven];
  });
}
