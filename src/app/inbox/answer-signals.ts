import { answerColumn, NEED_ATTENTION } from '../../domain/answers/answer-columns.ts';
import { ANSWER_EVENTS, isForDecision, waitingSince, type AnswerCell } from '../../domain/answers/answers.ts';
import { foldAnswers } from '../../domain/answers/fold-answers.ts';
import { UNDONE } from '../../domain/answers/undone.ts';
import type { Signal, Who } from '../../domain/inbox/inbox.ts';
import { planOf, stepWithId, type Plan } from '../../domain/plan/plan.ts';
import { answerTraits, groundOfStep, isGuardedStep, isPatientStep } from '../../domain/plan/plans.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Cell, StepPlace } from '../../domain/readiness/cells.ts';
import { WHY_HELD } from '../../domain/returned/conflict-list.ts';
import { groupBy } from '../../domain/words/group-by.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { ownersOfWorklists, type IssuedTo } from '../../register/hand-outs/worklists.ts';
import type { Register } from '../../register/file/register.ts';
import { caseOfReference } from '../cases/answered-case.ts';
import { openPersonPlaces, openPersonsOfSips } from '../cases/person-places.ts';
import { partiesOfSips } from './party-places.ts';
import { openCaseIds } from '../../register/cases/case-ids.ts';

/** What came back with lists and calls for somebody: help, wrong recipients, closings that wait, comments, conflicts. */
export function answerSignals(register: Register, asOf: string, cells: readonly Cell[]): readonly Signal[] {
  const { db, profile } = register;
  const events = eventsOfType(db, ...ANSWER_EVENTS).filter(
    ({ type, effectiveOn }) => type === UNDONE || effectiveOn <= asOf,
  );
  const answers = [...foldAnswers(events, answerTraits, openPersonPlaces(db)).values()];
  if (answers.length === 0) return [];
  const told: Told = {
    plan: planOf(profile),
    profile,
    issued: ownersOfWorklists(db),
    standing: standingOn(register, cells, asOf),
  };
  return [...groupBy(answers, rowOf).values()].flatMap((row) => ofRow(row, told));
}

const rowOf = ({ kind, caseId, step }: AnswerCell): string => JSON.stringify([kind, caseId, step]);

interface Standing {
  readonly place: StepPlace | null;
  readonly isProtected: boolean;
}

interface Told {
  readonly plan: Plan;
  readonly profile: Profile;
  readonly issued: ReadonlyMap<string, IssuedTo>;
  readonly standing: (row: Pick<AnswerCell, 'token' | 'step'>) => Standing;
}

/** Where the case of an answered row stands now on that row's step, if it still does. */
export function standingOn({ db }: Register, cells: readonly Cell[], asOf: string): Told['standing'] {
  const personOf = openPersonsOfSips(db);
  const caseIdOf = openCaseIds(db);
  const places = new Map<string, StepPlace>();
  const guarded = new Set<string>();
  for (const { kind, shown, steps } of cells) {
    if (shown === null) continue;
    const tokens = [shown.reference];
    if (kind === 'patient') {
      const about = caseOfReference(shown.reference);
      const person = about?.kind === 'sip' ? personOf(caseIdOf(about)) : undefined;
      if (person !== undefined) tokens.push(person.token);
    }
    for (const token of tokens) {
      if (shown.isProtected) guarded.add(token);
      for (const place of steps)
        if ((kind === 'patient') === isPatientStep(place.step)) places.set(`${place.step} ${token}`, place);
    }
  }
  for (const [token, ofParty] of partiesOfSips(db, asOf)) {
    if (ofParty.isProtected) guarded.add(token);
    for (const place of ofParty.places) places.set(`${place.step} ${token}`, place);
  }
  return ({ token, step }) => ({
    place: places.get(`${step} ${token}`) ?? null,
    isProtected: guarded.has(token) || isGuardedStep(step),
  });
}

function ofRow(row: readonly AnswerCell[], told: Told): readonly Signal[] {
  const [first] = row;
  if (first === undefined) return [];
  const { token, step } = first;
  const { place, isProtected } = told.standing(first);
  const base = (cell: AnswerCell): Omit<Signal, 'kind' | 'cause' | 'why'> => {
    const list = cell.given.at(-1)?.worklist ?? null;
    return {
      ...whoOf(told.issued.get(list ?? '')),
      ...{ subject: `${step} ${token}`, reference: token, step, list, comment: null, isGuarded: isProtected },
      since: cell.effectiveOn ?? firstGiven(cell),
      dueOn: stepWithId(told.plan, step)?.deadline ?? null,
    };
  };
  const status = attentionOf(row, place, told, base);
  const comment = commentOf(row);
  const commented: Signal['comment'] =
    comment === null ? null : { cause: `comment ${seqsOf(comment)}`, text: comment.value ?? '' };
  const held = row.filter(isForDecision);
  return [
    // What is written on a row that asks for help belongs to it.
    ...(status === null
      ? []
      : [{ ...status, comment: commented, cause: `${status.cause} ${commented?.cause ?? ''}` }]),
    ...(comment === null || status !== null
      ? []
      : [
          {
            ...base(comment),
            kind: 'comment' as const,
            ...{ cause: `comment ${seqsOf(comment)}`, comment: commented, why: '', dueOn: null },
          },
        ]),
    ...held.map((cell): Signal => ({ ...base(cell), kind: 'conflict', ...conflictOf(cell, told.profile) })),
  ];
}

function conflictOf({ column, held }: AnswerCell, profile: Profile): Pick<Signal, 'cause' | 'why'> {
  const seqs = (held?.values ?? []).flatMap(({ given }) => given.map(({ seq }) => seq));
  const question = fillNames(answerColumn(column)?.header ?? column, profile);
  return {
    cause: `${column} ${seqs.toSorted((a, b) => a - b).join(' ')}`,
    why: held === null ? question : `${question}: ${WHY_HELD[held.because]}`,
  };
}

/** The row's call for help, if it still stands on the step and with whom it was answered. */
function attentionOf(
  row: readonly AnswerCell[],
  place: StepPlace | null,
  told: Told,
  base: (cell: AnswerCell) => Omit<Signal, 'kind' | 'cause' | 'why'>,
): Signal | null {
  if (place?.state !== 'need-help') return null;
  const waits = row.find((cell) => waitingSince(cell) !== null);
  if (waits !== undefined)
    return {
      ...base(waits),
      ...waitsFor(waits, told.profile),
      ...{ since: waitingSince(waits), cause: seqsOf(waits) },
    };
  const status = row.find(({ column }) => column === 'status');
  if (status === undefined || !NEED_ATTENTION.includes(status.value ?? '')) return null;
  // Of a party of a SIP nobody says who else it could be.
  const isElsewhere =
    place.recipient !== null &&
    told.issued.get(status.given.at(-1)?.worklist ?? '')?.recipient !== place.recipient;
  const isWrong = status.value === 'Fel mottagare';
  if (isWrong && isElsewhere) return null;
  return { ...base(status), kind: isWrong ? 'wrong-recipient' : 'help', cause: seqsOf(status), why: '' };
}

/** What a closing that does not count waits for. */
function waitsFor({ step, held }: AnswerCell, profile: Profile): Pick<Signal, 'kind' | 'why'> {
  const ground = held?.because === 'before-step' ? groundOfStep(step) : undefined;
  if (ground === undefined) return { kind: 'waiting', why: 'Avslutad, men alla parter är inte klara.' };
  const header = fillNames(answerColumn(ground.column)?.header ?? ground.column, profile);
  return {
    kind: 'before-step',
    why: `Avslutad, men ”${header}” på listan ${ground.step} är inte besvarat som gjort.`,
  };
}

const commentOf = (row: readonly AnswerCell[]): AnswerCell | null =>
  row.find(({ column, value }) => column === 'comment' && value !== null) ?? null;

/** The answers that say it: another of the same row, or the same given anew, is another cause. */
const seqsOf = ({ given, value, column }: AnswerCell): string =>
  given
    .filter((one) => (column === 'comment' || value === null ? one.value !== null : one.value === value))
    .map(({ seq }) => seq)
    .toSorted((one, other) => one - other)
    .join(' ');

const firstGiven = ({ given }: AnswerCell): string | null =>
  given.map(({ effectiveOn }) => effectiveOn).toSorted()[0] ?? null;

const NOBODY: Who = { recipient: 'Mottagare saknas', kommun: null, part: null, unit: null };

export const whoOf = (list: IssuedTo | undefined): Who =>
  list === undefined
    ? NOBODY
    : { recipient: list.recipient, kommun: list.kommun, part: list.part, unit: list.unit };
