import { fillNames } from '../../domain/profile/fill-text.ts';
import type { CaseState } from '../../domain/classification/case-state.ts';
import { isAttestedClosed, isGone, standingDecision } from '../../domain/classification/case-state.ts';
import { MARKS } from '../../domain/answers/marks.ts';
import { closingsByHand, MARKED } from '../../domain/answers/by-hand.ts';
import { signatureOf } from '../../domain/answers/answers.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import { closesInSource } from '../../domain/answers/row-senses.ts';
import type { Closing } from '../../register/file/checkpoint-copy.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Register } from '../../register/file/register.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { CaseRow } from '../../register/cases/cases.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { answerCells } from './answered-case.ts';

type ClassifiedKind = 'sip' | 'vardtillfalle';

interface ClosedCase {
  readonly kind: ClassifiedKind;
  readonly row: CaseRow<'sip'> | CaseRow<'vardtillfalle'>;
  readonly state: CaseState;
  readonly reason: string;
}

/**
 * Opens a look-up of how a closed case came to be: a person's word goes before a list's silence.
 *
 * @returns who, when and by which event; without a person where only the lists say so
 */
export function openClosings({
  db,
  profile,
}: Pick<Register, 'db' | 'profile'>): (closed: ClosedCase) => Closing {
  const attested = attestedClosings(db, profile);
  const coverage = { sip: coverageOf(db, 'sip'), vardtillfalle: coverageOf(db, 'vardtillfalle') };
  return ({ kind, row, state, reason }) => {
    const { key: caseId, facts_on: factsOn } = row;
    const said = attested.get(`${kind} ${caseId}`);
    if (said !== undefined && isAttestedClosed(state)) return said;
    if (isGone(state)) {
      const on = coverage[kind].daysOf(row).find((day) => day > state.lastSeenOn) ?? state.latestListOn;
      return { on, by: null, how: `Borta ur listan ${on}`, seq: null };
    }
    const decision = standingDecision(state);
    if (decision?.class === 'closed') return { on: decision.on, by: decision.by, how: 'Beslut', seq: null };
    return { on: factsOn, by: null, how: reason, seq: null };
  };
}

/** The last word on each case that it is closed in the source system. */
function attestedClosings(db: Engine, profile: Profile): ReadonlyMap<string, Closing> {
  const closings = new Map<string, Closing>();
  const keep = (name: string, closing: Closing): void => {
    const known = closings.get(name);
    if (known === undefined || known.on <= closing.on) closings.set(name, closing);
  };
  for (const { kind, caseId, mark, event } of closingsByHand(eventsOfType(db, MARKED, UNDONE)))
    keep(`${kind} ${caseId}`, {
      on: event.effectiveOn,
      by: event.by,
      how: `${fillNames(MARKS[mark].label, profile)}, för hand`,
      seq: event.seq,
    });
  for (const cell of answerCells(db).values()) {
    const { kind, caseId, column, value, effectiveOn, given } = cell;
    const answer = given.findLast((one) => one.value === value);
    if (!closesInSource(column) || value === null || effectiveOn === null || answer === undefined) continue;
    const on = /^\d{4}-\d\d-\d\d$/u.test(value) ? value : effectiveOn;
    keep(`${kind} ${caseId}`, {
      on,
      by: signatureOf(cell),
      how: `Intygad på arbetslista ${answer.worklist}`,
      seq: answer.seq,
    });
  }
  return closings;
}
