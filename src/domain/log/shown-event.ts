import { isGuardedStep } from '../plan/plans.ts';
import { GUARDED_FROM } from '../worklists/guarded.ts';
import { answerColumn } from '../answers/answer-columns.ts';
import { ANSWERED, RESOLVED, type AnsweredData } from '../answers/answers.ts';

/** What people have written freely can hold names: it is told that there is a text, not what it says. */
const TEXT_EXISTS = '(text finns)';

/** An event's data as it may be shown outside the register and the worklists. */
export function shownEventData(type: string, data: unknown): unknown {
  if (type !== ANSWERED && type !== RESOLVED) return data;
  const answer = data as AnsweredData;
  const isText = answerColumn(answer.column)?.format === 'text';
  const shown = (text: string | null): string | null => (text === null ? null : TEXT_EXISTS);
  return {
    ...answer,
    by: shown(answer.by),
    ...(isText ? { baseline: shown(answer.baseline), value: shown(answer.value) } : {}),
  };
}

/** Members of an event's data that people have written freely. */
const FREE_TEXTS: ReadonlySet<string> = new Set(['note', 'reason']);

/** The log is read by more people than the lists: how few protected persons stand on one is not told there. */
function withoutFewGuarded(data: unknown): unknown {
  const { step, rows } = (data ?? {}) as { readonly step?: unknown; readonly rows?: unknown };
  const isFew =
    typeof step === 'string' && isGuardedStep(step) && Number(rows ?? GUARDED_FROM) < GUARDED_FROM;
  return isFew ? { ...(data as object), rows: null } : data;
}

/** An event's data as the log shows it, to people who are not told of the case itself: no free text at all. */
export function loggedEventData(type: string, data: unknown): unknown {
  const shown = withoutFewGuarded(shownEventData(type, data));
  if (typeof shown !== 'object' || shown === null) return shown;
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [
      name,
      FREE_TEXTS.has(name) ? TEXT_EXISTS : (value as unknown),
    ]),
  );
}
