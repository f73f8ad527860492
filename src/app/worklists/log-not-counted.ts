import { ANSWERED, RESOLVED } from '../../domain/answers/answers.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import {
  NOT_COUNTED,
  nameOfTold,
  standingNotCounted,
  type NotCountedData,
} from '../../domain/inbox/not-counted.ts';
import { CONFLICT_STEP } from '../../domain/returned/conflict-list.ts';
import type { PlacedFinding } from '../../domain/returned/read-returned-rows.ts';
import { callsWhile } from '../../domain/returned/returned-findings.ts';
import type { ReturnContext } from '../../domain/returned/returned-row.ts';
import { groupBy } from '../../domain/words/group-by.ts';
import type { Register } from '../../register/file/register.ts';
import type { IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { eventsOfType, eventsOfTypeByCase, eventWriter, type Writer } from '../../register/log/events.ts';
import type { Found } from './told-list.ts';

/**
 * Writes down what was told of answers that do not count: codes and columns, for the inbox. What was told before of the
 * same cell of the same list, and stands, is told already.
 */
export function logNotCounted(
  { db }: Register,
  { asOf, writer }: { readonly asOf: string; readonly writer: Writer },
  {
    list,
    context: { issued, casesNow },
    returnId,
  }: {
    readonly list: IssuedWorklist;
    readonly context: ReturnContext;
    readonly returnId: string | null;
  },
  { rejected, warnings }: Found,
): void {
  const calling = [...rejected, ...warnings].filter(
    ({ code, reference }) => reference !== null && callsWhile(code) !== null,
  );
  if (calling.length === 0) return;
  const isOfConflicts = list.asksFor === 'conflicts';
  // The rows of a list of conflicts are questions: by the case that they are about.
  const rowOf = new Map(
    [...issued].map(([token, row]) => [isOfConflicts ? (row.cells['reference'] ?? token) : token, row]),
  );
  const saidOf = eventsOfTypeByCase(db, NOT_COUNTED, ANSWERED, RESOLVED);
  const counters = eventsOfType(db, UNDONE);
  const logEvent = eventWriter(db, writer);
  for (const [reference, findings] of groupBy(calling, ({ reference: of }) => of ?? '')) {
    // A row that is refused is known by its key alone.
    const row = rowOf.get(reference) ?? issued.get(reference);
    const caseId = row === undefined ? undefined : casesNow.get(row.token)?.caseId;
    if (row === undefined || caseId === undefined) continue;
    const { kind, cells } = row;
    const token = isOfConflicts ? (cells['reference'] ?? reference) : reference;
    const of = { worklist: list.worklistId, step: cells[CONFLICT_STEP] ?? list.step, token };
    const stands = standingNotCounted([...saidOf(kind, caseId), ...counters], ALWAYS, (place) => place);
    const known = new Set(stands.map((one) => nameOfTold(one, one)));
    const told = toldIn(findings, isOfConflicts).filter((one) => !known.has(nameOfTold(of, one)));
    if (told.length === 0) continue;
    const data: NotCountedData = { ...of, return: returnId, told };
    logEvent({ type: NOT_COUNTED, effectiveOn: asOf, kind, caseId, data });
  }
}

const ALWAYS = '9999-12-31';

/** Each once, however many rows of the file say it. */
function toldIn(findings: readonly PlacedFinding[], isOfConflicts: boolean): NotCountedData['told'] {
  const told = findings.map(({ code, key = null, detail = {} }) => ({
    ...{ code, detail },
    column: isOfConflicts ? null : key,
  }));
  return [...new Map(told.map((one) => [`${one.code} ${one.column ?? ''}`, one])).values()];
}
