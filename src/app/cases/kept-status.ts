import { planOf } from '../../domain/plan/plan.ts';
import { VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import { NOTHING_CLOSED, type ClosedAsCounts } from '../../domain/classification/closed-as.ts';
import { PARTS } from '../../domain/kinds/terms.ts';
import {
  sumExtraMessages,
  type ExtraMessageCount,
  type ExtraMessages,
} from '../../domain/tracking/extra-messages.ts';
import type { Status, StatusFilter } from '../../domain/tracking/status.ts';
import { isForDecision, waitingSince, type AnswerCell } from '../../domain/answers/answers.ts';
import { NEED_ATTENTION } from '../../domain/answers/answer-columns.ts';
import { countUnacknowledged, unitsOfCases } from '../../register/cases/cases.ts';
import {
  countSips,
  countSipsClosedByWord,
  countVardtillfallen,
  type SipCount,
  type VardtillfalleCount,
} from '../../register/cases/counts.ts';
import { gallringOf } from '../../register/log/gallring-done.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import type { Register } from '../../register/file/register.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import { ownersOfWorklists } from '../../register/hand-outs/worklists.ts';
import { answerCells } from './answered-case.ts';
import { doKeptClassesHold } from './kept-classes.ts';
import { countExtraMessagesKept } from './kept-extra-messages.ts';
import { milestonesIn } from './ticked-milestones.ts';

/** What a status adds up. */
export interface Counts {
  readonly sips: readonly SipCount[];
  /** SIPs that are closed by people's word alone. */
  readonly sipsClosedByWord: readonly Omit<SipCount, 'class' | 'closedAs'>[];
  readonly vardtillfallen: readonly VardtillfalleCount[];
  readonly extraMessages: () => ExtraMessages;
}

/** Where things stand on a day that the kept classes hold for; null for any other. */
export function takeKeptStatus(register: Register, askedFor: string, filter: StatusFilter): Status | null {
  const { db } = register;
  const asOf = gallringOf(db)?.day ?? askedFor;
  if (!doKeptClassesHold(db, asOf)) return null;
  const { unit } = filter;
  return statusOf(register, askedFor, filter, {
    sips: countSips(db, asOf, unit),
    sipsClosedByWord: countSipsClosedByWord(db, unit),
    vardtillfallen: countVardtillfallen(db, asOf, unit),
    extraMessages: () => countExtraMessagesKept(register, asOf),
  });
}

/**
 * The status that counts add up to. Of a register that has been gallrat only the counts of the archive's day are left.
 *
 * @param counts of the unit that is asked for; of kommuner and parts, of all
 */
export function statusOf(
  register: Register,
  askedFor: string,
  filter: StatusFilter,
  { sips, sipsClosedByWord, vardtillfallen, extraMessages }: Counts,
): Status {
  const { db, profile } = register;
  const gallring = gallringOf(db);
  const asOf = gallring?.day ?? askedFor;
  const { unit } = filter;

  const isAsked = ({ kommun, part }: { kommun: string | null; part?: string | null }): boolean =>
    (filter.kommun === null || kommun === filter.kommun) &&
    (filter.part === null || part === undefined || part === filter.part);
  const isWithinAPlace = filter.kommun !== null || unit !== null;
  const asked = sips.filter(isAsked);
  const askedVardtillfallen = filter.part === null ? vardtillfallen.filter(isAsked) : [];

  return {
    asOf,
    lock: lockOfRegister(db),
    gallrat: gallring === null ? null : { on: gallring.effectiveOn, checkpoint: gallring.checkpoint },
    sips: {
      open: total(asked.filter(({ class: name }) => name !== 'closed')),
      closed: total(asked.filter(({ class: name }) => name === 'closed')),
      closedByWord: total(sipsClosedByWord.filter(isAsked)),
      closedAs: closedAsIn(asked),
      matrix: matrixOf(
        asked,
        profile.kommuner.map(({ code }) => code),
        filter,
      ),
      classes: byClass(planOf(register.profile).sipClasses, asked, isWithinAPlace),
    },
    vardtillfallen: {
      open: total(askedVardtillfallen.filter(({ class: name }) => name !== 'closed')),
      closed: total(askedVardtillfallen.filter(({ class: name }) => name === 'closed')),
      classes: byClass(Object.keys(VARDTILLFALLE_CLASSES), askedVardtillfallen, isWithinAPlace),
    },
    messages: {
      unacknowledged: countUnacknowledged(db, asOf),
      extra:
        gallring?.extraMessages === undefined
          ? sumExtraMessages(
              extraMessages().messages.filter((one) => isAsked(one) && (unit === null || one.unit === unit)),
            )
          : sumOfLeft(unit === null ? gallring.extraMessages.filter(isAsked) : []),
    },
    answers: answersLeft(register, asOf, filter),
    milestones: milestonesIn(register, asOf, filter),
  };
}

function sumOfLeft(left: readonly ExtraMessageCount[]): ExtraMessageCount {
  return left.reduce(
    (sum, one) => ({
      expected: sum.expected + one.expected,
      attestedSent: sum.attestedSent + one.attestedSent,
      found: sum.found + one.found,
      acknowledged: sum.acknowledged + one.acknowledged,
    }),
    { expected: 0, attestedSent: 0, found: 0, acknowledged: 0 },
  );
}

function closedAsIn(counts: readonly SipCount[]): ClosedAsCounts {
  const sums = { ...NOTHING_CLOSED };
  for (const { closedAs, cases } of counts) if (closedAs !== null) sums[closedAs] += cases;
  return sums;
}

/** The units that `--unit` can name: those of SIPs, vårdtillfällen and worklists. */
export function knownUnitNames({ db }: Register): readonly string[] {
  return unitsOfCases(db);
}

/** A case that somebody says is closed, while others are not done with it. */
const WAITS = 'Alla är inte klara';

function answersLeft({ db }: Register, asOf: string, filter: StatusFilter): Status['answers'] {
  const cells = [...answerCells(db).values()];
  if (cells.length === 0) return { needAttention: [], held: 0 };
  const owners = ownersOfWorklists(db);
  const isAsked = ({ given }: AnswerCell): boolean => {
    const owner = owners.get(given.at(-1)?.worklist ?? '');
    return (
      (filter.kommun === null || owner?.kommun === filter.kommun) &&
      (filter.part === null || owner?.part === filter.part) &&
      (filter.unit === null || owner?.unit === filter.unit)
    );
  };
  const asked = cells.filter(isAsked);
  const needAttention = asked.flatMap((cell) => {
    const { token, step, column, value, effectiveOn } = cell;
    const waitsSince = waitingSince(cell);
    const status = waitsSince !== null ? WAITS : column === 'status' ? value : null;
    const on = waitsSince ?? effectiveOn;
    const isAttention = status === WAITS || NEED_ATTENTION.includes(status ?? '');
    return status !== null && isAttention && on !== null && on <= asOf
      ? [{ reference: token, step, status, on }]
      : [];
  });
  const order = (one: { readonly step: string; readonly reference: string }): string =>
    `${one.step} ${one.reference.padStart(20)}`;
  return {
    needAttention: needAttention.sort((a, b) => (order(a) < order(b) ? -1 : 1)),
    held: asked.filter(isForDecision).length,
  };
}

const total = (counts: readonly { readonly cases: number }[]): number =>
  counts.reduce((sum, { cases }) => sum + cases, 0);

/**
 * @param isWithinAPlace in a kommun or a unit nobody is told how many are protected: they stand with those that need a
 *   decision
 */
function byClass(
  names: readonly string[],
  counts: readonly { readonly class: string; readonly cases: number }[],
  isWithinAPlace: boolean,
): Record<string, number | null> {
  const counted = (name: string): number => total(counts.filter((entry) => entry.class === name));
  return Object.fromEntries(
    names.map((name) => {
      if (!isWithinAPlace) return [name, counted(name)];
      if (name === 'protected') return [name, null];
      return [name, counted(name) + (name === 'needs-decision' ? counted('protected') : 0)];
    }),
  );
}

/** Every part × kommun of the profile, also the empty cells; rows without part or kommun where there are any. */
function matrixOf(
  counts: readonly SipCount[],
  kommuner: readonly string[],
  filter: StatusFilter,
): Status['sips']['matrix'] {
  const cells: { part: string | null; kommun: string | null; open: number; closed: number }[] = [];
  for (const part of [...PARTS, null]) {
    for (const kommun of [...kommuner, null]) {
      const here = counts.filter((entry) => entry.part === part && entry.kommun === kommun);
      const isOutside =
        (filter.kommun !== null && kommun !== filter.kommun) ||
        (filter.part !== null && part !== filter.part);
      if (isOutside || (here.length === 0 && (part === null || kommun === null))) continue;
      const closed = total(here.filter((entry) => entry.class === 'closed'));
      cells.push({ part, kommun, open: total(here) - closed, closed });
    }
  }
  return cells;
}

/** Whether a list of the target shows what steps have begun there. */
export const hasTargetLists = ({ db }: Register, asOf: string): boolean =>
  latestListOn(db, 'lcsp_patient', asOf) !== null || latestListOn(db, 'lcsp_vardtillfalle', asOf) !== null;
