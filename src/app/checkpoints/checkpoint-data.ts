import { CHECKPOINT_FORMAT, checkpointId } from '../../domain/checkpoints/checkpoint.ts';
import type { CheckpointData } from '../../domain/checkpoints/checkpoint-schema.ts';
import type { GateResult } from '../../domain/readiness/readiness.ts';
import type { Register } from '../../register/file/register.ts';
import { stateHash } from '../../register/file/state-hash.ts';
import { headOfLog } from '../../register/log/events.ts';
import { loggedCheckpoints } from './checkpoint-log.ts';
import { todayOf, type CheckpointRequest } from './checkpoint-request.ts';
import { countsAt, openExceptions, sourcesOf } from './checkpoint-state.ts';
import { datedAhead } from './dated-ahead.ts';
import { lateAnswers } from './late-answers.ts';

/** What a checkpoint states of a copy of the register, in which its cases have been entered. */
export function dataOf(copy: Register, request: CheckpointRequest, effectiveOn: string): CheckpointData {
  const { db, profile } = copy;
  const before = loggedCheckpoints(db);
  const last = before.at(-1);
  return {
    format: CHECKPOINT_FORMAT,
    checkpoint: checkpointId(before.length + 1),
    kind: request.kind,
    isPseudonymised: request.isPseudonymised,
    region: profile.title,
    source: profile.source,
    target: profile.target,
    environment: profile.environment,
    effectiveAt: request.effectiveAt,
    effectiveOn,
    by: request.by.trim(),
    role: request.role?.trim() ?? null,
    statement: request.statement.trim(),
    counts: countsAt(copy, effectiveOn),
    openExceptions: openExceptions(db, request.isPseudonymised),
    datedAhead: [...datedAhead(db, todayOf(request))],
    lateAnswers: lateAnswers(db, last?.seq ?? 0),
    // A gate of one unit says so in its title.
    gates: request.gatesOf(copy, effectiveOn).map((gate) => ({
      ...withoutScope(gate),
      cohort: gate.cohort ?? null,
      // Reasons name units, which a bag without persons has none of that people typed.
      reasons: request.isPseudonymised ? [] : gate.reasons.map(({ text, command }) => ({ text, command })),
    })),
    stateHash: stateHash(db),
    sources: sourcesOf(db),
    headBefore: headOfLog(db),
    previous:
      last === undefined
        ? null
        : {
            checkpoint: last.data.checkpoint,
            seq: last.seq,
            hash: last.hash,
            manifestSha512: last.manifestSha512,
          },
  };
}

function withoutScope(gate: GateResult): Omit<GateResult, 'scope'> {
  const stated: { -readonly [Name in keyof GateResult]: GateResult[Name] } = { ...gate };
  delete stated.scope;
  return stated;
}
