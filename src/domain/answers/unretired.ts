import type { GivenAnswer } from './answers.ts';

/** The answers that no other was given in knowledge of. */
export function unretired(answers: readonly GivenAnswer[]): readonly GivenAnswer[] {
  const knowing = answers.filter(
    (answer) => answer.isHeld !== true && (answer.isResolution || answer.baseline !== null),
  );
  return answers.filter(
    (answer) =>
      !knowing.some(
        (other) =>
          other !== answer &&
          (answer.seq < other.listSeq ||
            (answer.listSeq < other.listSeq && isWeighedBy(other, answer, answers))),
      ),
  );
}

/**
 * The same answer again, on an older list. Whoever settles a conflict has weighed what was said, whoever says it again; who
 * answers on a newer list has weighed what its row showed, and not what another person says without knowing of that.
 */
function isWeighedBy(other: GivenAnswer, answer: GivenAnswer, answers: readonly GivenAnswer[]): boolean {
  return answers.some(
    ({ seq, value, by }) =>
      seq < other.listSeq &&
      value === answer.value &&
      (other.isResolution || answer.by === null || by === answer.by),
  );
}
