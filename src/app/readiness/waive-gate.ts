import { planOf } from '../../domain/plan/plan.ts';
import type { Waiver } from '../../domain/readiness/readiness.ts';
import { WAIVED, waiversOf, type WaivedData } from '../../domain/readiness/waivers.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import { eventsOfType, eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { refuseDayToCome } from '../guards/day-to-come.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';
import { atOnce, decideAndWrite } from '../../register/engine/transaction.ts';

interface WaiveRequest {
  readonly gate: string;
  readonly reason: string;
  /** The named person who lets it pass. */
  readonly by: string;
  /** The last day it holds. */
  readonly until: string;
  readonly asOf: string;
  readonly writer: Writer;
  readonly isDryRun: boolean;
}

/**
 * Lets a gate pass, for a reason and for a time.
 *
 * @returns the waiver; its `seq` is 0 in a dry run
 * @throws UserError for an unknown gate, an empty reason or name, a text like a personnummer, a day that is over
 */
export const waiveGate = (register: Register, request: WaiveRequest): Waiver =>
  decideAndWrite(register.db, () => waiveNow(register, request));

function waiveNow(register: Register, request: WaiveRequest): Waiver {
  const { db, profile } = register;
  const { gate, until, asOf } = request;
  const [reason, by] = [request.reason.trim(), request.by.trim()];
  const known = planOf(profile).gates.map(({ id }) => id);
  if (!known.includes(gate))
    throw new UserError('GATE_UNKNOWN', { gate, suggestion: '', known: known.join(', ') });
  if (reason === '' || by === '') throw new UserError('WAIVER_WITHOUT_REASON');
  refuseUnfitText('--reason', reason);
  refuseUnfitText('--by', by);
  refuseDayToCome(register, request);
  if (until < asOf) throw new UserError('WAIVER_OVER', { until, day: asOf });
  const data: WaivedData = { gate, reason, until };
  if (request.isDryRun) return { seq: 0, by, ...data };
  return atOnce(db, (): Waiver => {
    const logEvent = eventWriter(db, { ...request.writer, by });
    return { seq: logEvent({ type: WAIVED, effectiveOn: asOf, data }), by, ...data };
  });
}

/** The waivers given by a day and not taken back. */
export function listWaivers({ db }: Register, asOf: string): readonly Waiver[] {
  return waiversOf(eventsOfType(db, WAIVED, UNDONE), asOf);
}
