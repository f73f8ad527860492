import { CHECKPOINT_CREATED, CHECKPOINT_SEALED } from '../checkpoints/checkpoint.ts';
import { REGISTER_SEALED } from '../verification/register-sealed.ts';
import { ANSWERED, RESOLVED, type AnsweredData } from '../answers/answers.ts';
import { answerColumn } from '../answers/answer-columns.ts';

/** What stands where a text was. */
export const REDACTED = '(gallrat)';

/**
 * Texts of events that say nothing of who: codes, days, hashes and references. Any other text goes, also of kinds of
 * event that come later: what is not named here may hold a name.
 */
const KEPT_TEXTS: ReadonlySet<string> = new Set([
  'archiveHead',
  'because',
  'checkpoint',
  'class',
  'column',
  'columns',
  'command',
  'exportedOn',
  'format',
  'formats',
  'from',
  'head',
  'kind',
  'kommun',
  'listOn',
  'mark',
  'on',
  'part',
  'profile',
  'references',
  'return',
  'returnedOn',
  'rows',
  'rule',
  'sha256',
  'snapshot',
  'stateHash',
  'step',
  'to',
  'token',
  'worklist',
]);

/** Official statements by those who made the checkpoint, with reference codes: their folders hold the same. */
const UNTOUCHED: readonly string[] = [CHECKPOINT_CREATED, CHECKPOINT_SEALED, REGISTER_SEALED];

/** Names of members are written by the program; any other key could be a text from a list. */
const IS_MEMBER = /^[A-Za-z][\w-]*$/u;

/** An event's data without what may say who a patient is. */
export function redactedData(type: string, data: unknown): unknown {
  if (UNTOUCHED.includes(type)) return data;
  if (type === ANSWERED || type === RESOLVED) return redactedAnswer(data as AnsweredData);
  return redacted(data, '');
}

function redactedAnswer(data: AnsweredData): unknown {
  // A choice or a day says how the work went; a written text can say anything.
  const isText =
    answerColumn(data.column)?.format !== 'date' && answerColumn(data.column)?.format !== 'choice';
  const shown = (value: string | null): string | null => (value !== null && isText ? REDACTED : value);
  return {
    ...(redacted(data, '') as object),
    baseline: shown(data.baseline),
    value: shown(data.value),
    by: null,
  };
}

function redacted(value: unknown, name: string): unknown {
  if (typeof value === 'string') return KEPT_TEXTS.has(name) ? value : REDACTED;
  if (Array.isArray(value)) return value.map((item) => redacted(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner], at) =>
      IS_MEMBER.test(key) ? [key, redacted(inner, key)] : [`${REDACTED} ${at + 1}`, REDACTED],
    ),
  );
}
