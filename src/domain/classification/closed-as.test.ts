import { describe, expect, it } from 'vitest';
import { closedAs, closedAsText, type ClosedSip } from './closed-as.ts';

const CLOSED: ClosedSip = {
  inTargetLists: null,
  createdOn: null,
  isSaidNotCurrent: false,
  isClosedBeforeMove: false,
};
const LISTED = { listOn: '2025-10-08', wasThere: true } as const;
const LACKING = { listOn: '2025-10-08' };

describe('what became of a closed SIP', () => {
  it.each([
    ['moved, by the word that it was created there', { createdOn: '2025-10-03' }, 'moved'],
    ['moved, by a list that has it, though nobody has said so', { inTargetLists: LISTED }, 'moved'],
    [
      'moved, by a list that has it, though somebody ended it as not current',
      { inTargetLists: LISTED, isSaidNotCurrent: true },
      'moved',
    ],
    [
      'moved, by a word that no list taken out since lacks',
      { createdOn: '2025-10-08', inTargetLists: LACKING },
      'moved',
    ],
    [
      'not known, where a later list lacks what was attested created',
      { createdOn: '2025-10-03', inTargetLists: LACKING },
      'unknown',
    ],
    ['ended, by whoever said that it is not current', { isSaidNotCurrent: true }, 'ended'],
    ['ended, where it was closed before anything was moved', { isClosedBeforeMove: true }, 'ended'],
    ['not known, where nobody has said anything and no list shows it', {}, 'unknown'],
  ] as const)('is %s', (_, known, expected) => {
    expect(closedAs({ ...CLOSED, ...known })).toBe(expected);
  });

  it('is told apart, in a sentence', () => {
    expect(closedAsText({ moved: 2, ended: 1312, unknown: 0 }, { target: 'Lifecare SP' }, String)).toBe(
      '2 flyttade till Lifecare SP, 1312 avslutade utan att flyttas, 0 inte kända som flyttade',
    );
  });
});
