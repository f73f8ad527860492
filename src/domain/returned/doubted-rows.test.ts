import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AnswerColumn } from '../answers/answer-columns.ts';
import { planOf, type Step } from '../plan/plan.ts';
import { CHECK_HEADER, TOKEN_HEADER } from '../worklists/list-headers.ts';
import type { ReturnedCode } from './returned-findings.ts';
import { contextOf, letterOf } from './returned.test-help.ts';
import { readReturnedRows, type PlacedFinding, type ReadRows } from './read-returned-rows.ts';
import type { IssuedRow } from './returned-row.ts';
import type { SheetMark } from './row-marks.ts';
import { senseOf, settles } from '../answers/row-senses.ts';
import { isRefused } from './row-rules.ts';
import { workReader } from './work-row.ts';

/**
 * Rows as people leave them, on every list of the plan: any status, days, decisions, keys and marks. None closes or
 * decides anything while it is told of as contradicting itself or unreadable, and nothing that is written is passed over.
 */
interface Written {
  readonly texts: readonly string[];
  readonly check: string;
  readonly marks: readonly (SheetMark['kind'] | null)[];
}

interface Asked {
  readonly step: Step;
  readonly columns: readonly AnswerColumn[];
}

const TOKENS = ['S1-X', 'S2-Y'] as const;
const LISTS: readonly Asked[] = planOf(contextOf().profile).steps.map((step) => ({
  step,
  columns: step.columns.flatMap((column) => (column.kind === 'answer' ? [column] : [])),
}));

const DAYS = ['2025-10-03', '2025-10-03 14:30', '2025-10-04', '2025-12-24', '45933.6', 'igår'];
const anyText = ({ format, choices = [], signs }: AnswerColumn): fc.Arbitrary<string> => {
  if (signs === true) return fc.constantFrom('', 'K Berg');
  const some =
    format === 'date' ? DAYS : format === 'choice' ? [...choices, 'kanske'] : ['sedd', 'se 19271206-9810'];
  return fc.oneof(
    { arbitrary: fc.constant(''), weight: 2 },
    { arbitrary: fc.constantFrom(...some), weight: 3 },
  );
};
const anyRow = ({ columns }: Asked): fc.Arbitrary<Written> =>
  fc.record({
    texts: fc.tuple(...columns.map(anyText)),
    check: fc.oneof(
      { arbitrary: fc.constant('own'), weight: 6 },
      { arbitrary: fc.constantFrom('', ...TOKENS, 'x'), weight: 1 },
    ),
    marks: fc.tuple(
      ...columns.map(() =>
        fc.oneof(
          { arbitrary: fc.constant(null), weight: 20 },
          { arbitrary: fc.constantFrom('struck' as const, 'no-value' as const), weight: 1 },
        ),
      ),
    ),
  });
const anyList = fc
  .constantFrom(...LISTS)
  .chain((asked) => fc.record({ asked: fc.constant(asked), rows: fc.tuple(anyRow(asked), anyRow(asked)) }));

function read({ step, columns }: Asked, rows: readonly Written[]): ReadRows {
  const cells = Object.fromEntries(columns.map(({ key }) => [key, null]));
  const issued = new Map(
    TOKENS.map((token): [string, IssuedRow] => [
      token,
      { kind: 'sip', token, cells: { ...cells, sip: token } },
    ]),
  );
  const context = contextOf({
    list: { worklistId: 'AL-0001', step: step.id, kommun: null, eventSeq: 10 },
    issued,
  });
  const head = [TOKEN_HEADER, CHECK_HEADER, ...columns.map(({ header }) => header)];
  const lines = rows.map(({ texts, check }, at) => {
    const token = TOKENS[at] ?? '';
    return [token, check === 'own' ? token : check, ...texts];
  });
  const marks = rows.flatMap(({ marks: some }, at) =>
    some.flatMap((kind, column): readonly SheetMark[] =>
      kind === null ? [] : [{ kind, row: at + 2, column: column + 3 }],
    ),
  );
  const sheet = {
    shownAs: null,
    rows: [head, ...lines].map((one, at) => ({ row: at + 1, cells: one })),
    marks,
  };
  const file = { format: 'xlsx', sheets: [sheet], isProven: true } as const;
  const result = readReturnedRows(context, file, workReader(context, step), letterOf);
  if (result === null) throw new Error('no table');
  return result;
}

/** Of a comment nothing is doubted: it stands beside the row. */
const ofComment: readonly ReturnedCode[] = ['ANSWER_WITH_PERSONNUMMER'];
const isDoubt = ({ code, column }: PlacedFinding): boolean =>
  isRefused(code) && !(column === 'Kommentar' || ofComment.includes(code));

it('a row that contradicts itself, or can not be read whole, closes and decides nothing', () => {
  let settled = 0;
  fc.assert(
    fc.property(anyList, ({ asked, rows }) => {
      const { rejected, answers } = read(asked, rows);
      for (const { place, data, row } of answers) {
        const column = asked.columns.find(({ key }) => key === place.column);
        if (column === undefined || !settles(senseOf(column, data.value))) continue;
        settled += 1;
        expect(rejected.filter((finding) => finding.row === row && isDoubt(finding))).toEqual([]);
      }
    }),
    { numRuns: 800 },
  );
  expect(settled).toBeGreaterThan(10);
});

it('every answer that is written is taken in, or told of by its row and what it is called', () => {
  fc.assert(
    fc.property(anyList, ({ asked, rows }) => {
      const { rejected, warnings, answers } = read(asked, rows);
      const findings = [...rejected, ...warnings];
      rows.forEach(({ texts }, at) => {
        texts.forEach((text, column) => {
          const { key = '', header = '', signs } = asked.columns[column] ?? {};
          if (text === '') return;
          const row = at + 2;
          const ofRow = findings.filter((finding) => finding.row === row);
          const isTaken =
            signs === true
              ? answers.some((answer) => answer.row === row && answer.data.by === text)
              : answers.some((answer) => answer.row === row && answer.place.column === key);
          const isTold = ofRow.some(
            (finding) =>
              finding.column === header ||
              finding.detail?.['refused']?.includes(`”${header}”`) === true ||
              ['ANSWERS_OF_OTHER_ROW', 'CHECK_ON_OTHER_ROW'].includes(finding.code) ||
              (signs === true && isRefused(finding.code)),
          );
          expect(isTaken || isTold, `${asked.step.id} ${header}: ${text}`).toBe(true);
        });
      });
    }),
    { numRuns: 800 },
  );
});

it('a time of day beside a day is told of, wherever it is taken in', () => {
  fc.assert(
    fc.property(anyList, ({ asked, rows }) => {
      const { warnings, answers } = read(asked, rows);
      rows.forEach(({ texts }, at) => {
        texts.forEach((text, column) => {
          const { key = '', header = '' } = asked.columns[column] ?? {};
          const isTaken = answers.some(({ row, place }) => row === at + 2 && place.column === key);
          if (isTaken && text.includes(':'))
            expect(
              warnings.some(
                (one) => one.row === at + 2 && one.column === header && one.code === 'DAY_WITH_TIME',
              ),
            ).toBe(true);
        });
      });
    }),
  );
});
