import { dayOf } from '../calendar/days.ts';
import type { FactsOf } from '../kinds/kinds.ts';
import { fold } from '../words/fold.ts';

/** A message that nobody is known to have acknowledged, and of which the list does not say what case it is of. */
export interface UnplacedMessage {
  readonly fromUnit: string | null;
  readonly toUnit: string | null;
  readonly sentAt: string | null;
}

type Stay = Pick<FactsOf<'vardtillfalle'>, 'unit' | 'halsocentral' | 'admitted_at'>;

/**
 * Tells how many of some messages without a case may be of a vårdtillfälle: its ward or hälsocentral has sent or got them,
 * or nobody can say that it has not, and they were sent when the patient was in. (Domain §10: nothing may be stated as said
 * that a list has not said; so none of them may be passed over when it is closed.)
 */
export function openUnplaced(messages: readonly UnplacedMessage[]): (stay: Stay) => number {
  if (messages.length === 0) return () => 0;
  const known = messages.map(({ fromUnit, toUnit, sentAt }) => ({
    units: [fromUnit, toUnit].flatMap((unit) => (unit === null ? [] : [fold(unit)])),
    sentOn: sentAt === null ? null : dayOf(sentAt),
  }));
  return ({ unit, halsocentral, admitted_at: admittedAt }) => {
    const own = [unit, halsocentral].flatMap((one) => (one === null ? [] : [fold(one)]));
    const admittedOn = admittedAt === null ? '' : dayOf(admittedAt);
    return known.filter(
      ({ units, sentOn }) =>
        (unit === null || units.length === 0 || units.some((one) => own.includes(one))) &&
        (sentOn === null || sentOn >= admittedOn),
    ).length;
  };
}
