import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { publicCount } from '../readiness/public-count.ts';
import { hasOtherPublicRows, publicRowsWarning } from './public-rows.ts';
import { shipped } from './steps/steps.test-help.ts';

const PROFILE = shipped('vasternorrland-2025');
const codes = PROFILE.kommuner.map(({ code }) => code);
const grouped = (...groups: readonly (readonly string[])[]) => ({
  kommuner: PROFILE.kommuner,
  publicGroups: groups.map((kommuner, at) => ({ name: `Grupp ${at}`, kommuner: [...kommuner] })),
});
const [A = '', B = '', C = '', D = ''] = codes;

/** Groups laid of kommuner by a number for each. */
const someGroups = fc
  .array(fc.integer({ min: 0, max: 3 }), { minLength: codes.length, maxLength: codes.length })
  .map((numbers) =>
    [0, 1, 2, 3]
      .map((number) => codes.filter((_, at) => numbers[at] === number))
      .filter((group) => group.length > 1),
  );

/** The rows of a report: each kommun of a row by the row's kommuner. */
const rowOf = (groups: readonly (readonly string[])[], code: string): string =>
  (groups.find((group) => group.includes(code)) ?? [code]).toSorted().join('+');

describe('the rows of reports for outside readers', () => {
  it.each([
    ['a kommun in another group', grouped([A, B]), grouped([A, C])],
    ['a group that grows', grouped([A, B]), grouped([A, B, C])],
    ['a group that is taken apart', grouped([A, B]), grouped()],
    ['a group that is new', grouped(), grouped([C, D])],
  ])('are others with %s', (_, before, after) => {
    expect(hasOtherPublicRows(before, after)).toBe(true);
    expect(hasOtherPublicRows(after, before)).toBe(true);
  });

  it('are the same whatever groups are called and however they are ordered', () => {
    const named = { ...grouped([A, B]), publicGroups: [{ name: 'Annat namn', kommuner: [B, A] }] };
    expect(hasOtherPublicRows(grouped([A, B]), named)).toBe(false);
    expect(hasOtherPublicRows(grouped([A, B], [C, D]), grouped([C, D], [A, B]))).toBe(false);
  });

  it('that are the same have every kommun with the same others: two reports of one state are one', () => {
    fc.assert(
      fc.property(
        someGroups,
        someGroups,
        fc.array(fc.nat(60), { minLength: 7, maxLength: 7 }),
        (was, is, of) => {
          const counted = (groups: typeof was, code: string): number | null => {
            const row = rowOf(groups, code).split('+');
            return publicCount(row.reduce((sum, one) => sum + (of[codes.indexOf(one)] ?? 0), 0));
          };
          const isSame = codes.every((code) => rowOf(was, code) === rowOf(is, code));
          expect(hasOtherPublicRows(grouped(...was), grouped(...is))).toBe(!isSame);
          if (isSame)
            expect(codes.map((code) => counted(is, code))).toEqual(codes.map((code) => counted(was, code)));
        },
      ),
    );
  });

  it('with a kommun more or fewer are told of', () => {
    const fewer = {
      ...PROFILE,
      kommuner: PROFILE.kommuner.filter(({ code }) => code !== D),
      publicGroups: [],
    };
    const all = { ...PROFILE, publicGroups: [] };
    expect(publicRowsWarning(fewer, all)).toEqual([
      expect.stringMatching(new RegExp(`^kommuner: med ${D} `, 'u')),
    ]);
    expect(publicRowsWarning(all, fewer)).toHaveLength(1);
    expect(publicRowsWarning(all, all)).toEqual([]);
    expect(hasOtherPublicRows(grouped([A, D]), { kommuner: fewer.kommuner, publicGroups: [] })).toBe(false);
  });
});
