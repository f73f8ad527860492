import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { stockholmDay } from '../../domain/calendar/days.ts';
import { bagProblem, type BagProblem } from '../../domain/checkpoints/bag-problems.ts';
import { BAG_FILES } from '../../domain/checkpoints/checkpoint.ts';
import type { CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import { firstDifference } from '../../domain/checkpoints/first-difference.ts';
import { countProblems } from '../../domain/checkpoints/state-counts.ts';
import { REGISTER_SEALED } from '../../domain/verification/register-sealed.ts';
import { openRegisterBytes } from '../../register/file/register-bytes.ts';
import type { Register } from '../../register/file/register.ts';
import { stateHash } from '../../register/file/state-hash.ts';
import { REGISTER_FILES } from './bag-contents.ts';
import type { CheckedBag } from './checked-bag.ts';
import { countsAt, openExceptions, sourcesOf } from './checkpoint-state.ts';
import { datedAhead } from './dated-ahead.ts';
import { eventLines } from './event-lines.ts';
import { lateAnswers } from './late-answers.ts';

/** The register's copy is asked all over again: it must give every file of the bag that is made from it. */
export async function checkRegister(checked: CheckedBag): Promise<readonly BagProblem[]> {
  const { folder, bag, statement, chain, textOf } = checked;
  const path = BAG_FILES.register;
  if (!bag.tree.files.has(path)) return [];
  const problems: BagProblem[] = [];
  let copy: Register | null = null;
  try {
    copy = openRegisterBytes(await readFile(join(folder, path)), basename(path));
    problems.push(...compareEvents(copy, chain?.lines ?? []));
    if (stateHash(copy.db) !== statement.stateHash) problems.push(bagProblem('STATE_DIFFERS', path));
    problems.push(...compareCounts(copy, statement));
    for (const { path: file, remake } of REGISTER_FILES) {
      const text = remake === null ? null : await textOf(file);
      if (remake === null || text === null) continue;
      const line = firstDifference(text, remake(copy, text));
      if (line !== null) problems.push(bagProblem('ROWS_DIFFER', `${file}:${line}`));
    }
  } catch {
    // Whatever goes wrong in reading it: it can not be trusted.
    problems.push(bagProblem('REGISTER_UNUSABLE', path));
  } finally {
    copy?.close();
  }
  return problems;
}

function compareEvents(copy: Register, lines: readonly string[]): readonly BagProblem[] {
  const differs = (detail: string): readonly BagProblem[] => [
    bagProblem('REGISTER_EVENTS_DIFFER', BAG_FILES.register, detail),
  ];
  let at = 0;
  for (const line of eventLines(copy, false)) {
    // The sealing of the copy itself comes after what the checkpoint states.
    if (at === lines.length && line.includes(`"${REGISTER_SEALED}"`)) break;
    if (`${lines[at] ?? ''}\n` !== line) return differs(`rad ${at + 1}`);
    at += 1;
  }
  return at === lines.length ? [] : differs(`${at} mot ${lines.length}`);
}

function compareCounts(copy: Register, statement: CheckpointStatement): readonly BagProblem[] {
  const { db } = copy;
  const counted = {
    counts: countsAt(copy, statement.effectiveOn),
    openExceptions: openExceptions(db, false),
    datedAhead: [...datedAhead(db, stockholmDay(new Date(statement.event.recordedAt)))],
    lateAnswers: lateAnswers(db, statement.previous?.seq ?? 0),
    sources: sourcesOf(db),
  };
  return countProblems(counted, statement);
}
