import { planOf } from '../../domain/plan/plan.ts';
import { VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import { PARTS } from '../../domain/kinds/terms.ts';
import { sumExtraMessages, type ExtraMessageCount } from '../../domain/tracking/extra-messages.ts';
import type { Status, StatusFilter } from '../../domain/tracking/status.ts';
import { isForDecision, waitingSince, type AnswerCell } from '../../domain/answers/answers.ts';
import { NEED_ATTENTION } from '../../domain/answers/answer-columns.ts';
import { countUnacknowledged, unitsOfCases } from '../../register/cases/cases.ts';
import {
  countSips,
  countSipsClosedByWord,
  countVardtillfallen,
  type SipCount,
} from '../../register/cases/counts.ts';
import { gallringOf } from '../../register/log/gallring-done.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { ownersOfWorklists } from '../../register/hand-outs/worklists.ts';
import { answerCells } from './answered-case.ts';
import { openClassifier } from './classifier.ts';
import { countExtraMessagesOf } from './count-extra-messages.ts';
import { doKeptClassesHold } from './reclassify.ts';

/** Everything: no filter. */
export const WHOLE_REGION: StatusFilter = { kommun: null, part: null, unit: null };

/**
 * Where things stand on a day. The kept classes are counted by the database for the days that they hold for; for any
 * other day every case is classified on the spot, by the same tables. Of a register that has been gallrat only the
 * counts of the archive's day are left.
 */
export function takeStatus(register: Register, askedFor: string, filter: StatusFilter): Status {
  const { db, profile } = register;
  const gallring = gallringOf(db);
  const asOf = gallring?.day ?? askedFor;
  const isKept = doKeptClassesHold(db, asOf);
  const { unit } = filter;
  const sips = isKept ? countSips(db, asOf, unit) : countSipsOnTheSpot(register, asOf, unit);
  const vardtillfallen = isKept
    ? countVardtillfallen(db, asOf, unit)
    : openClassifier(register, asOf)
        .vardtillfallen.filter(({ row }) => unit === null || row.unit === unit)
        .map(({ row, classification }) => ({ kommun: row.kommun, class: classification.class, cases: 1 }));

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
      closedByWord: total(
        (isKept ? countSipsClosedByWord(db, unit) : sipsClosedByWordOnTheSpot(register, asOf, unit)).filter(
          isAsked,
        ),
      ),
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
              countExtraMessagesOf(register, asOf, { isKept }).messages.filter(
                (one) => isAsked(one) && (unit === null || one.unit === unit),
              ),
            )
          : sumOfLeft(unit === null ? gallring.extraMessages.filter(isAsked) : []),
    },
    answers: answersLeft(register, asOf, filter),
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

function countSipsOnTheSpot(register: Register, asOf: string, unit: string | null): readonly SipCount[] {
  const counts = new Map<
    string,
    { part: string | null; kommun: string | null; class: string; cases: number }
  >();
  for (const { row, classification } of openClassifier(register, asOf).sips()) {
    if (unit !== null && row.unit !== unit) continue;
    const { part, kommun } = row;
    const name = `${part ?? ''} ${kommun ?? ''} ${classification.class}`;
    const counted = counts.get(name);
    if (counted === undefined) counts.set(name, { part, kommun, class: classification.class, cases: 1 });
    else counted.cases += 1;
  }
  return [...counts.values()];
}

function sipsClosedByWordOnTheSpot(
  register: Register,
  asOf: string,
  unit: string | null,
): readonly { readonly part: string | null; readonly kommun: string | null; readonly cases: number }[] {
  const coverage = coverageOf(register.db, 'sip', asOf);
  return [...openClassifier(register, asOf).sips()].flatMap(({ row, classification }) =>
    classification.class === 'closed' &&
    coverage.isListed(row) &&
    row.status !== 'closed' &&
    (unit === null || row.unit === unit)
      ? [{ part: row.part, kommun: row.kommun, cases: 1 }]
      : [],
  );
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
