import { bagProblem, type BagProblem } from './bag-problems.ts';
import { BAG_FILES, CHECKPOINT_CREATED } from './checkpoint.ts';
import type { CheckpointStatement } from './checkpoint-schema.ts';
import { lastLineOf, type EventChain } from './event-chain.ts';
import { isSame } from './is-same.ts';

/** kontrollpunkt.json, as it is written. */
export const statementText = (statement: object): string => `${JSON.stringify(statement, null, 2)}\n`;

/**
 * That the log ends with the checkpoint, saying what the statement says.
 *
 * @param text the file that the statement was read from
 */
export function loggedProblems(
  statement: CheckpointStatement,
  text: string | null,
  chain: EventChain,
): readonly BagProblem[] {
  const { event, ...data } = statement;
  const [seq, recordedAt, , recordedBy, type, , , logged] = chain.last;
  if (type !== CHECKPOINT_CREATED) return [bagProblem('CHECKPOINT_EVENT_MISSING', lastLineOf(chain))];
  const said = objectOf(String(logged));
  const stated: Readonly<Record<string, unknown>> = data;
  const differs = [
    ...[...new Set([...Object.keys(stated), ...Object.keys(said)])].filter(
      (name) => !isSame(stated[name], said[name]),
    ),
    ...(isSame(event, { seq, recordedAt, recordedBy, hash: chain.head.hash }) ? [] : ['event']),
    ...(isSame(statement.headBefore, chain.headBefore) ? [] : ['headBefore']),
  ];
  return [
    ...(text === statementText({ ...said, event })
      ? []
      : [bagProblem('STATEMENT_REWRITTEN', BAG_FILES.statement)]),
    ...differs.map((name) => bagProblem('STATEMENT_DIFFERS', BAG_FILES.statement, name)),
  ];
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** The checkpoint before, as it was found in the folder before. */
export interface Before {
  readonly id: string;
  readonly head: { readonly hash: string };
  readonly manifestSha512: string;
}

/** That a checkpoint names the one before it. */
export function previousProblems(
  { id, head, manifestSha512 }: Before,
  { previous }: CheckpointStatement,
): readonly BagProblem[] {
  const isLinked =
    previous?.checkpoint === id &&
    previous.hash === head.hash &&
    (previous.manifestSha512 === null || previous.manifestSha512 === manifestSha512);
  return isLinked
    ? []
    : [bagProblem('PREVIOUS_DIFFERS', BAG_FILES.statement, previous?.checkpoint ?? 'ingen')];
}
