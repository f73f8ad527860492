import { ANSWERED, RESOLVED, type AnsweredPlace } from '../answers/answers.ts';
import { foldAnswers } from '../answers/fold-answers.ts';
import { closingsByHand } from '../answers/by-hand.ts';
import { closesInSource } from '../answers/row-senses.ts';
import { DECIDED, decidedBy, type DecidedData, type TrackedEvent } from '../tracking/tracking.ts';
import { undoneSeqs } from '../answers/undone.ts';
import { answerTraits } from '../plan/plans.ts';

type PlaceOf = (place: AnsweredPlace) => AnsweredPlace;

/** What people have said that closes a SIP, day by day. */
interface ClosingWords {
  readonly marks: readonly string[];
  readonly answers: readonly string[];
  readonly decisions: readonly { readonly on: string; readonly closes: boolean }[];
}

/** The SIPs, by id, that are closed by a person's word on a day, by what it is. */
interface ClosedByWord {
  /** Attested after the list, or on its day. */
  readonly attested: readonly string[];
  /** Decided, after the list or on its day: counts for all but protected persons, whom no decision moves. */
  readonly decided: readonly string[];
}

export interface ClosingLog {
  readonly days: readonly string[];
  readonly closedOn: (day: string, listOn: string) => ClosedByWord;
}

/**
 * Reads once, from all events, what `trackCases` would say of SIPs closed by a person's word on any day.
 *
 * @param events those of `TRACKED`, in the order of `seq`
 * @param placeOf as of `trackCases`
 */
export function closingLog(events: readonly TrackedEvent[], placeOf?: PlaceOf): ClosingLog {
  const words = closingWords(events, placeOf);
  return {
    days: closingDays(words),
    closedOn(day, listOn) {
      const attested: string[] = [];
      const decided: string[] = [];
      for (const [caseId, said] of words) {
        const attestedOn = attestedClosedOn(said, day);
        if (attestedOn !== null && attestedOn >= listOn) attested.push(caseId);
        const decision = said.decisions.findLast(({ on }) => on <= day);
        if (decision?.closes === true && decision.on >= listOn) decided.push(caseId);
      }
      return { attested, decided };
    },
  };
}

/** By the SIP's id. */
function closingWords(
  events: readonly TrackedEvent[],
  placeOf: PlaceOf | undefined,
): ReadonlyMap<string, ClosingWords> {
  const undone = undoneSeqs(events);
  const words = new Map<string, Words>();
  const of = (caseId: string): Words => {
    const known = words.get(caseId);
    if (known !== undefined) return known;
    const none: Words = { marks: [], answers: [], decisions: [] };
    words.set(caseId, none);
    return none;
  };
  for (const { seq, type, kind, caseId, effectiveOn, data } of events) {
    if (kind !== 'sip' || caseId === null || undone.has(seq)) continue;
    if (type === DECIDED) {
      of(caseId).decisions.push({
        seq,
        on: effectiveOn,
        closes: (JSON.parse(data) as DecidedData).class === 'closed',
      });
    }
  }
  for (const { kind, caseId, event } of closingsByHand(events))
    if (kind === 'sip') of(caseId).marks.push(event.effectiveOn);
  addAnswers(events, of, placeOf);
  for (const { decisions } of words.values()) decisions.sort((a, b) => a.seq - b.seq);
  return words;
}

interface Words {
  readonly marks: string[];
  readonly answers: string[];
  readonly decisions: { readonly seq: number; readonly on: string; readonly closes: boolean }[];
}

/** What is said on lists. */
function addAnswers(
  events: readonly TrackedEvent[],
  of: (caseId: string) => Words,
  placeOf: PlaceOf | undefined,
): void {
  if (!events.some(({ type }) => type === ANSWERED || type === RESOLVED)) return;
  const cells = foldAnswers(events, answerTraits, placeOf);
  for (const cell of cells.values()) {
    const { kind, caseId, column, value } = cell;
    if (kind !== 'sip') continue;
    const onList = decidedBy(cell, cells);
    if (onList !== null) {
      const { seq, on, decision } = onList;
      of(caseId).decisions.push({ seq, on, closes: decision.class === 'closed' });
    }
    if (closesInSource(column) && value !== null) of(caseId).answers.push(value);
  }
}

/** The days on which anything of it may change. */
function closingDays(words: ReadonlyMap<string, ClosingWords>): readonly string[] {
  const days = new Set<string>();
  for (const { marks, answers, decisions } of words.values()) {
    for (const day of [...marks, ...answers]) days.add(day);
    if (decisions.some(({ closes }) => closes)) for (const { on } of decisions) days.add(on);
  }
  return [...days].sort();
}

/** Of marks the last one written counts, of answers one of a later day. */
function attestedClosedOn({ marks, answers }: ClosingWords, day: string): string | null {
  let closedOn = marks.findLast((on) => on <= day) ?? null;
  for (const on of answers) if (on <= day && (closedOn === null || on > closedOn)) closedOn = on;
  return closedOn;
}
