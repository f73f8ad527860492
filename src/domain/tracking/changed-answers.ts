import { answerColumn } from '../answers/answer-columns.ts';
import type { AnswerCell } from '../answers/answers.ts';

type Cells = ReadonlyMap<string, AnswerCell>;

/**
 * What counts otherwise once something is taken back, or comes back, besides that itself: an earlier answer that stands again,
 * what is in conflict or is so no longer, what rested on it. Texts that stand side by side are none of it.
 *
 * @param before the cells as they are, by `cellName`
 * @param after and as they will be
 */
export function changedAnswers(
  before: Cells,
  after: Cells,
): readonly { readonly then: AnswerCell; readonly now: AnswerCell }[] {
  return [...after].flatMap(([name, now]) => {
    const then = before.get(name);
    const isOther = then !== undefined && isSaid(then) && isSaid(now) && then.value !== now.value;
    return isOther && answerColumn(now.column)?.keepsAll !== true ? [{ then, now }] : [];
  });
}

/** Whether anybody's answer stands there, counted or not. */
const isSaid = ({ value, held }: AnswerCell): boolean => value !== null || held !== null;
