import { CHECKPOINT_CREATED, CHECKPOINT_SEALED } from '../checkpoints/checkpoint.ts';
import type { CheckpointData } from '../checkpoints/checkpoint-schema.ts';
import { REGISTER_SEALED } from '../verification/register-sealed.ts';
import { TICKED, type TickedData } from '../timeline/ticks.ts';
import type { EventType } from '../log/event-words.ts';
import { SHOWN } from '../log/shown.ts';
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
  'code',
  'column',
  'columns',
  'command',
  'decides',
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

/**
 * Events that are written in the name of whoever is logged in, never in one that somebody typed (`--by`): a name of
 * theirs stays, also where it was typed elsewhere. Any other name goes: it may be anybody's.
 */
export const BY_THE_LOGGED_IN: readonly EventType[] = [
  'register-created',
  SHOWN,
  'imported',
  'worklist-issued',
  'returned',
];

/**
 * Whose an event is once it is gallrat. A name of somebody who was logged in stays, what was typed goes. A name that is
 * proven has who was logged in first, and stays as far (docs/decisions/0014-shared-register.md).
 *
 * @param isLoggedIn whether somebody who was logged in is called so
 */
export function redactedName(
  by: string,
  { isProven, isLoggedIn }: { readonly isProven: boolean; readonly isLoggedIn: (name: string) => boolean },
): string {
  if (isLoggedIn(by)) return by;
  if (!isProven) return REDACTED;
  const end = by.indexOf(' (');
  return end === -1 ? by : `${by.slice(0, end)} ${REDACTED}`;
}

/** Events of hashes alone. */
const UNTOUCHED: readonly string[] = [CHECKPOINT_SEALED, REGISTER_SEALED];

/** Names of members are written by the program; any other key could be a text from a list. */
const IS_MEMBER = /^[A-Za-z][\w-]*$/u;

/** An event's data without what may say who a patient is. */
export function redactedData(type: string, data: unknown): unknown {
  if (UNTOUCHED.includes(type)) return data;
  if (type === CHECKPOINT_CREATED) return redactedCheckpoint(data as CheckpointData);
  if (type === ANSWERED || type === RESOLVED) return redactedAnswer(data as AnsweredData);
  if (type === TICKED) return redactedTick(data as TickedData);
  return redacted(data, '');
}

/** A kommun or a unit of the list of units, never of a person. */
const redactedTick = ({ note, ...place }: TickedData): TickedData => ({
  ...place,
  note: note === null ? null : REDACTED,
});

/** What a checkpoint states in codes, days, counts and hashes; its folder holds what it said besides. */
const STATED = [
  'effectiveAt',
  'effectiveOn',
  'region',
  'source',
  'target',
  'environment',
  'counts',
  'headBefore',
  'previous',
  'datedAhead',
  'lateAnswers',
] as const satisfies readonly (keyof CheckpointData)[];
const OF_EXCEPTION = ['reference', 'kind', 'class', 'rule', 'kommun', 'part'] as const;
const OF_GATE = [
  ...['id', 'milestone', 'title', 'dueOn', 'cohort', 'severity'],
  ...['ok', 'value', 'threshold', 'unit'],
] as const;

function redactedCheckpoint(data: CheckpointData): unknown {
  return {
    ...(redacted(data, '') as object),
    ...kept(data, STATED),
    openExceptions: some(data.openExceptions).map((one) => ({
      ...(redacted(one, '') as object),
      ...kept(one, OF_EXCEPTION),
    })),
    gates: some(data.gates).map((gate) => ({
      ...(redacted(gate, '') as object),
      ...kept(gate, OF_GATE),
      reasons: [],
    })),
  };
}

/** A log of an earlier version may lack what later ones state. */
const some = <T>(list: readonly T[] | undefined): readonly T[] => list ?? [];

const kept = (data: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(data).filter(([name]) => names.includes(name)));

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
