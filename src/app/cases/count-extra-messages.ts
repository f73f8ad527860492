import type { ExtraMessages } from '../../domain/tracking/extra-messages.ts';
import type { Register } from '../../register/file/register.ts';
import { countExtraMessagesAbout, countExtraMessagesKept, movingFacts } from './kept-extra-messages.ts';
import { isOpenClass } from './kept-vardtillfallen.ts';
import { collectVardtillfallen } from './subjects.ts';
import type { Units } from './units.ts';

/**
 * @param isKept whether the kept classes hold for the day: they are then not worked out again
 * @param units of the day, where the caller has them
 */
export function countExtraMessagesOf(
  register: Register,
  asOf: string,
  { isKept, units }: { readonly isKept: boolean; readonly units?: Units | undefined },
): ExtraMessages {
  if (isKept) return countExtraMessagesKept(register, asOf, units);
  return countExtraMessagesAbout(register, asOf, ({ isOut }) =>
    collectVardtillfallen(register, asOf).flatMap(
      ({ moves, reference, item, openPsychiatry, outside, classification }) =>
        moves || (isOpenClass(classification.class) && isOut(item.facts.vardtillfalle_id))
          ? [{ reference, facts: item.facts, ...movingFacts(item.facts), openPsychiatry, outside, moves }]
          : [],
    ),
  );
}
