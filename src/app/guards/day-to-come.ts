import { stockholmDay } from '../../domain/calendar/days.ts';
import { rehearsalOf } from '../../register/file/rehearsal.ts';
import type { Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';

/** The day a command counts from, and when it is run. */
interface Asked {
  readonly asOf: string;
  readonly writer: Pick<Writer, 'recordedAt'>;
}

const todayOf = ({ writer }: Asked): string => stockholmDay(new Date(writer.recordedAt));

/**
 * Refuses to write down what counts from a day that has not come: it would stand above everything that comes until then.
 * In a rehearsal time may be played.
 *
 * @throws UserError DAY_TO_COME
 */
export function refuseDayToCome(register: Pick<Register, 'db'>, asked: Asked): void {
  const today = todayOf(asked);
  if (asked.asOf > today && rehearsalOf(register) === null)
    throw new UserError('DAY_TO_COME', { day: asked.asOf, today });
}

/** The day that an event counts from that only tells what was done: today, where what was done prepares a day to come. */
export function dayOfDoing(register: Pick<Register, 'db'>, asked: Asked): string {
  const today = todayOf(asked);
  return asked.asOf > today && rehearsalOf(register) === null ? today : asked.asOf;
}
