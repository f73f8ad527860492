import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerTraits } from '../plan/plans.ts';
import { ANSWERED, cellName, type AnsweredData, type AnsweredPlace, type AnswerEvent } from './answers.ts';
import { MARKED } from './by-hand.ts';
import { foldAnswers } from './fold-answers.ts';

const DAY = '2025-10-06';
const PERSON = { kind: 'patient', caseId: 'P1-X', token: 'P1-X' } as const;
const SIP = { kind: 'sip', caseId: 'SIP-1', token: 'S1-G' } as const;
const OTHER = { kind: 'sip', caseId: 'SIP-2', token: 'S2-E' } as const;

/** One thing that somebody says: in a cell, on a hand-out of its own; or by hand. */
type Word =
  | {
      readonly of: typeof PERSON | typeof SIP | typeof OTHER;
      readonly column: string;
      readonly value: string;
    }
  | { readonly mark: string };

const STEP_OF = { patient: 'arende', sip: 'avsluta-sip' } as const;

function logOf(words: readonly Word[]): readonly AnswerEvent[] {
  return words.map((word, at): AnswerEvent => {
    const seq = at + 1;
    if ('mark' in word)
      return {
        ...{ seq, type: MARKED, ...SIP, effectiveOn: DAY, by: 'X' },
        data: JSON.stringify({ mark: word.mark, note: '' }),
      };
    const { of, column, value } = word;
    const data: AnsweredData = {
      ...{ return: `R-${String(seq)}`, returnedOn: DAY, worklist: `AL-${String(seq)}`, listSeq: 0 },
      ...{ token: of.token, step: STEP_OF[of.kind], column, baseline: null, value, by: null, on: null },
    };
    return {
      seq,
      type: ANSWERED,
      kind: of.kind,
      caseId: of.caseId,
      effectiveOn: DAY,
      data: JSON.stringify(data),
    };
  });
}

/** Both SIPs are the person's. */
const placeOf = (place: AnsweredPlace): AnsweredPlace =>
  place.kind === 'sip' && place.step === 'arende' ? { ...place, ...PERSON } : place;

const closing = (words: readonly Word[], of: typeof SIP | typeof OTHER = SIP) => {
  const cell = foldAnswers(logOf(words), answerTraits, placeOf).get(
    cellName({ ...of, step: 'avsluta-sip', column: 'closedOn' }),
  );
  return cell?.value ?? cell?.held?.because ?? null;
};

const CLOSED = { of: SIP, column: 'closedOn', value: DAY } as const;
const STARTED = { of: PERSON, column: 'caseStartedOn', value: DAY } as const;
const consent = (value: string) => ({ of: PERSON, column: 'consentTaken', value }) as const;
const status = (of: typeof SIP | typeof PERSON, value: string) => ({ of, column: 'status', value }) as const;

describe('what is closed on a step that comes after another', () => {
  it.each<[string, readonly Word[], string]>([
    ['waits while nothing is said there', [CLOSED], 'before-step'],
    ['waits while the status alone is', [CLOSED, status(PERSON, 'Klar')], 'before-step'],
    ['waits while that is not current', [CLOSED, status(PERSON, 'Inte aktuell')], 'before-step'],
    ['waits while it has the wrong recipient', [CLOSED, status(PERSON, 'Fel mottagare')], 'before-step'],
    ['waits while that needs help', [CLOSED, status(PERSON, 'Behöver hjälp')], 'before-step'],
    ['waits while consent is refused', [CLOSED, consent('Nej')], 'before-step'],
    ['waits where consent is taken back of what was begun', [CLOSED, STARTED, consent('Nej')], 'before-step'],
    [
      'waits while the row there is in conflict',
      [CLOSED, STARTED, consent('Ja'), consent('Nej')],
      'before-step',
    ],
    ['counts once it is begun', [CLOSED, STARTED], DAY],
    ['counts once it is begun with consent', [CLOSED, consent('Ja'), STARTED], DAY],
    ['counts where it is said by hand', [CLOSED, { mark: 'sip-created-in-lifecare' }], DAY],
    ['waits where another thing is said by hand', [CLOSED, { mark: 'note' }], 'before-step'],
    ['counts where its own row says that it is not current', [CLOSED, status(SIP, 'Inte aktuell')], DAY],
    ['and not where another says so of it', [CLOSED, status(SIP, 'Klar')], 'before-step'],
  ])('%s', (_, words, said) => {
    expect(closing(words)).toBe(said);
  });

  it('counts for each case of the person', () => {
    const both = [CLOSED, { ...CLOSED, of: OTHER }, STARTED];
    expect([closing(both), closing(both, OTHER)]).toEqual([DAY, DAY]);
  });

  it('is the same, whatever comes back first', () => {
    const word = fc.constantFrom<Word>(
      CLOSED,
      STARTED,
      consent('Ja'),
      consent('Nej'),
      status(PERSON, 'Fel mottagare'),
      status(PERSON, 'Inte aktuell'),
      status(SIP, 'Inte aktuell'),
      status(SIP, 'Klar'),
      { mark: 'sip-moved' },
    );
    const inTwoOrders = fc
      .uniqueArray(word)
      .chain((words) =>
        fc.tuple(fc.constant(words), fc.shuffledSubarray(words, { minLength: words.length })),
      );
    fc.assert(
      fc.property(inTwoOrders, ([words, other]) => {
        expect(closing(other)).toBe(closing(words));
        const isGround = words.includes(STARTED) || words.some((one) => 'mark' in one);
        const isEnded = words.some((one) => 'of' in one && one.of === SIP && one.value === 'Inte aktuell');
        if (closing(words) === DAY) expect(isGround || isEnded).toBe(true);
      }),
    );
  });
});
