import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ANSWERED,
  cellName,
  isForDecision as waitsForDecision,
  type AnswerCell,
  type AnswerEvent,
} from '../answers/answers.ts';
import { foldAnswers } from '../answers/fold-answers.ts';
import { answerColumn } from '../answers/answer-columns.ts';
import { MARKED } from '../answers/by-hand.ts';
import type { MarkName } from '../answers/marks.ts';
import { gainsaying, isForClosing, isForDecision } from '../answers/row-senses.ts';
import { UNDONE } from '../answers/undone.ts';
import { answerTraits } from '../plan/plans.ts';
import { noLongerSaid, notSaidTogether, saidIn } from './earlier-version.ts';
import { newAnswers } from './outcome.ts';
import type { ReadRows } from './read-returned-rows.ts';
import type { SaidRow } from './returned-row.ts';

/** What a row asks, on the lists of two coordinators, neither of whom has seen the other's answers; and how much is tried. */
const DAYS = ['2025-10-02', '2025-10-03'];
const STATUS = ['Klar', 'Pågår', 'Behöver hjälp', 'Inte aktuell'];
const ROWS = [
  { step: '6', columns: { status: STATUS, allParties: ['Ja', 'Nej'], closedOn: DAYS }, runs: 20 },
  { step: 'stada', columns: { status: STATUS, stillCurrent: ['Ja'], closedOn: DAYS }, runs: 10 },
  {
    step: 'beslut',
    columns: {
      status: STATUS,
      sipDecision: ['Flyttas utanför vårdtillfälle', 'Samordnad vårdplan'],
      decisionReason: ['Sedd i Prator', 'Enligt samtal'],
      decidedOn: DAYS,
    },
    runs: 10,
  },
] as const;
type Asked = (typeof ROWS)[number];
type Said = Readonly<Record<string, string | null>>;

/** One file: a hand-out's list as it is now, and whether it is said to be a corrected one. */
interface Version {
  readonly list: 'AL-0001' | 'AL-0002';
  readonly said: readonly Said[];
  readonly withdraws: boolean;
  /** Handed in with others, in one command. */
  readonly isTogether?: true;
}

/** What is said of a case by hand: of a row, on no list. */
interface Word {
  readonly mark: MarkName;
  readonly row: number;
}

const anyWord: fc.Arbitrary<Word> = fc.record({
  mark: fc.constantFrom<MarkName>('sip-moved', 'sip-created-in-lifecare'),
  row: fc.constantFrom(0, 1),
});

const anyRow = ({ columns }: Asked): fc.Arbitrary<Said> =>
  fc.record(
    Object.fromEntries(
      Object.entries<readonly string[]>(columns).map(([column, values]) => [
        column,
        fc.constantFrom(null, ...values),
      ]),
    ),
  );
const anyVersion = (asked: Asked, withdraws: fc.Arbitrary<boolean>): fc.Arbitrary<Version> =>
  fc.record({
    list: fc.constantFrom('AL-0001', 'AL-0002'),
    said: fc.array(anyRow(asked), { minLength: 2, maxLength: 2 }),
    withdraws,
  });

const rowsOf = (step: string, said: readonly Said[]): readonly SaidRow[] =>
  said.map((values, row) => ({
    ...{ sheet: null, row, kind: 'sip', caseId: `SIP-${row}`, step, token: `S${row}` },
    values: new Map<string, string | null>(Object.entries(values)),
  }));

/** Takes files in, and writes down what is said by hand, as the register does, in an order. */
function takenIn(step: string, versions: readonly (Version | Word)[]): ReadonlyMap<string, AnswerCell> {
  const events: AnswerEvent[] = [];
  const cells = (): ReadonlyMap<string, AnswerCell> => foldAnswers(events, answerTraits);
  const log = (type: string, caseId: string | null, data: unknown): void =>
    void events.push({
      ...{ seq: 100 + events.length, type, kind: caseId === null ? null : 'sip', caseId },
      effectiveOn: '2025-10-03',
      data: JSON.stringify(data),
    });
  const together = new Set(
    versions.flatMap((version) =>
      'mark' in version || version.isTogether !== true
        ? []
        : saidIn(rowsOf(step, version.said), version.list),
    ),
  );
  for (const [at, version] of versions.entries()) {
    if ('mark' in version) {
      log(MARKED, `SIP-${version.row}`, { mark: version.mark, note: 'prov' });
      continue;
    }
    const { list, said, withdraws } = version;
    const rows = rowsOf(step, said);
    if (withdraws) {
      const others = version.isTogether === true ? together : new Set<string>();
      const earlier = notSaidTogether(noLongerSaid(rows, list, cells()), list, others);
      if (earlier.length > 0) log(UNDONE, null, { seqs: earlier.map(({ seq }) => seq), return: 'R' });
    }
    const answers = rows.flatMap(({ kind, caseId, step, token, values }) =>
      [...values]
        .filter(([, value]) => value !== null)
        .map(([column, value]): ReadRows['answers'][number] => ({
          ...{ sheet: null, row: 1, type: ANSWERED, effectiveOn: '2025-10-03' },
          place: { kind, caseId, step, column },
          data: {
            ...{ worklist: list, listSeq: 1, token, step, column, baseline: null, value, by: null, on: null },
          },
        })),
    );
    for (const { place, data } of newAnswers(answers, cells()))
      log(ANSWERED, place.caseId, { return: `R-${at}`, returnedOn: '2025-10-03', ...data });
  }
  return cells();
}

/** Reasons and comments stand beside each other, and close nothing. */
const keepsAll = (column: string): boolean => answerTraits(column, '').keepsAll === true;

/** What holds of every cell, without the numbers of events. */
const stateOf = (cells: ReadonlyMap<string, AnswerCell>): string =>
  JSON.stringify(
    [...cells]
      .map(([name, { value, held }]) => [
        name,
        value,
        held === null ? null : [held.because, held.values.map((one) => one.value)],
      ])
      .filter(([, value, held]) => value !== null || held !== null)
      .sort(),
  );

function orders<T>(of: readonly T[]): readonly (readonly T[])[] {
  if (of.length < 2) return [of];
  return of.flatMap((first, at) => orders(of.toSpliced(at, 1)).map((rest) => [first, ...rest]));
}

/** A corrected list comes after all that it takes back, and before what it knew nothing of. */
const keepsCorrections = (
  order: readonly (Version | Word)[],
  written: readonly (Version | Word)[],
): boolean =>
  order.every((version, at) =>
    order
      .slice(at + 1)
      .every(
        (later) =>
          'mark' in version ||
          'mark' in later ||
          !(later.withdraws || version.withdraws) ||
          later.list !== version.list ||
          written.indexOf(later) > written.indexOf(version),
      ),
  );

/** All parties are done, by hand. */
const WORD: Word = { mark: 'sip-moved', row: 0 };

describe.each(ROWS)('lists of two coordinators of step $step', (asked) => {
  const { step, runs } = asked;
  const five = (withdraws: fc.Arbitrary<boolean>): fc.Arbitrary<readonly Version[]> =>
    fc.array(anyVersion(asked, withdraws), { minLength: 5, maxLength: 5 });

  it('with corrections give one state in all 120 orders', () => {
    fc.assert(
      fc.property(five(fc.constant(false)), (versions) => {
        expect(new Set(orders(versions).map((order) => stateOf(takenIn(step, order)))).size).toBe(1);
      }),
      { numRuns: runs },
    );
  });

  it('with withdrawals give one state in all orders that keep them after what they withdraw', () => {
    fc.assert(
      fc.property(five(fc.boolean()), (versions) => {
        const kept = orders(versions).filter((order) => keepsCorrections(order, versions));
        expect(kept.length).toBeGreaterThan(0);
        expect(new Set(kept.map((order) => stateOf(takenIn(step, order)))).size).toBe(1);
      }),
      { numRuns: runs },
    );
  });

  const four = (withdraws: fc.Arbitrary<boolean>): fc.Arbitrary<readonly (Version | Word)[]> =>
    fc
      .tuple(fc.array(anyVersion(asked, withdraws), { minLength: 3, maxLength: 4 }), fc.array(anyWord))
      .map(([versions, words]) => [...versions, ...words, WORD].slice(0, 5));

  it('and what is said by hand give one state in all 120 orders', () => {
    fc.assert(
      fc.property(four(fc.constant(false)), (said) => {
        expect(new Set(orders(said).map((order) => stateOf(takenIn(step, order)))).size).toBe(1);
      }),
      { numRuns: runs / 2 },
    );
  });

  it('with withdrawals, and what is said by hand, give one state wherever that comes', () => {
    fc.assert(
      fc.property(four(fc.boolean()), (said) => {
        const kept = orders(said).filter((order) => keepsCorrections(order, said));
        expect(new Set(kept.map((order) => stateOf(takenIn(step, order)))).size).toBe(1);
      }),
      { numRuns: runs / 2 },
    );
  });

  it('close nothing but what somebody has said that it rests on, on a list or by hand', () => {
    fc.assert(
      fc.property(four(fc.boolean()), (said) => {
        const cells = takenIn(step, said);
        for (const cell of cells.values()) {
          const { restsOn } = answerTraits(cell.column, step);
          if (cell.value === null || restsOn === undefined) continue;
          expect(cells.get(cellName({ ...cell, column: restsOn.column }))?.value).toBe(restsOn.value);
        }
      }),
      { numRuns: 15 * runs },
    );
  });

  it('say nowhere both that a case is not current and that it is moved', () => {
    fc.assert(
      fc.property(four(fc.boolean()), (said) => {
        const cells = takenIn(step, said);
        for (const { column, value, ...place } of cells.values()) {
          const of = answerColumn(column);
          const status = cells.get(cellName({ ...place, column: 'status' }))?.value ?? null;
          if (value === null || status === null || of === undefined) continue;
          expect(gainsaying(of, value, status)).toBe('never');
        }
      }),
      { numRuns: 15 * runs },
    );
  });

  it('close no case while an answer of its row is in conflict', () => {
    fc.assert(
      fc.property(five(fc.boolean()), (versions) => {
        const cells = [...takenIn(step, versions).values()];
        for (const { caseId } of cells.filter(waitsForDecision)) {
          const ofRow = cells.filter((cell) => cell.caseId === caseId);
          expect(ofRow.filter(({ column, value }) => value !== null && !keepsAll(column))).toEqual([]);
        }
      }),
      { numRuns: 15 * runs },
    );
  });

  it('close and decide nothing while the row says that it needs help, unless a person has chosen', () => {
    fc.assert(
      fc.property(five(fc.boolean()), (versions) => {
        const cells = [...takenIn(step, versions).values()];
        for (const { caseId } of cells.filter(({ value }) => value === 'Behöver hjälp')) {
          const settled = cells.filter(({ column, value }) => {
            const of = answerColumn(column);
            return value !== null && of !== undefined && (isForClosing(of) || isForDecision(of));
          });
          expect(settled.filter((cell) => cell.caseId === caseId)).toEqual([]);
        }
      }),
      { numRuns: 15 * runs },
    );
  });

  it('that are corrected together take back what was said before, and nothing that any of them says', () => {
    const before = fc.array(anyVersion(asked, fc.constant(false)), { maxLength: 3 });
    const corrected = fc.array(anyVersion(asked, fc.constant(true)), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(before, corrected, (said, some) => {
        const together = some.map((version) => ({ ...version, isTogether: true as const }));
        const states = orders(together).map((order) => stateOf(takenIn(step, [...said, ...order])));
        const lists = new Set(some.map(({ list }) => list));
        const apart = said.filter(({ list }) => !lists.has(list));
        const alone = some.map((version) => ({ ...version, withdraws: false }));
        expect(new Set([...states, stateOf(takenIn(step, [...apart, ...alone]))]).size).toBe(1);
      }),
      { numRuns: 5 * runs },
    );
  });

  it('the last of whom is a corrected one holds what that says alone', () => {
    fc.assert(
      fc.property(five(fc.boolean()), (versions) => {
        const mine = versions.map((version) => ({ ...version, list: 'AL-0001' as const }));
        const last = mine.map((version, at) => ({ ...version, withdraws: at === mine.length - 1 }));
        expect(stateOf(takenIn(step, last))).toBe(stateOf(takenIn(step, last.slice(-1))));
      }),
    );
  });
});
