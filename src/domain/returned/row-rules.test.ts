import { describe, expect, it } from 'vitest';
import { ANSWERS, answerColumn, type AnswerColumn } from '../answers/answer-columns.ts';
import { ALL_STEPS } from '../plan/plans.ts';
import { isRefused, rowFaults } from './row-rules.ts';
import type { JudgedRow } from './row-sentence.ts';
import { senseOf } from '../answers/row-senses.ts';

const DAY = '2025-10-03';
const column = (key: string): AnswerColumn => {
  const found = answerColumn(key);
  if (found === undefined) throw new Error(key);
  return found;
};
type Answers = Readonly<Record<string, string | null>>;

/** A row that asks what is answered, all of it new and signed. */
const row = (answers: Answers, more: Partial<JudgedRow> = {}): JudgedRow => ({
  columns: Object.keys(answers).map(column),
  answers: new Map(Object.entries(answers)),
  changed: new Set(Object.keys(answers).filter((key) => (answers[key] ?? null) !== null)),
  doubts: new Set(),
  signature: { key: 'by', isSigned: true },
  openInListOn: null,
  isClosedByHand: false,
  isFinishedInList: false,
  meant: new Map(),
  messagesOwed: 0,
  ...more,
});
const told = (answers: Answers, more: Partial<JudgedRow> = {}): readonly string[] =>
  rowFaults(row(answers, more)).map(({ code, column: at }) => `${code} ${at}`);
const refused = (answers: Answers, more: Partial<JudgedRow> = {}): readonly string[] =>
  [...new Set(rowFaults(row(answers, more)).flatMap(({ refuses }) => refuses))].sort();

const SIX = { status: null, coordinator: null, createdInTarget: null, allParties: null, closedOn: null };
const DECIDED = { sipDecision: 'Flyttas utanför vårdtillfälle', decisionReason: 'Sedd', decidedOn: null };

describe('a row of a case that is closed already', () => {
  const byHand = { isClosedByHand: true };
  const inList = { isFinishedInList: true };

  it.each([
    ['by hand', byHand, 'CLOSED_BY_HAND'],
    ['by a list, or gone', inList, 'FINISHED_IN_LIST'],
  ])('is told of where it says that it is not: %s', (_, closed, code) => {
    expect(told({ ...SIX, status: 'Behöver hjälp' }, closed)).toEqual([`${code} status`]);
    expect(told({ ...SIX, status: 'Fel mottagare' }, closed)).toEqual([`${code} status`]);
    expect(told({ ...SIX, allParties: 'Nej' }, closed)).toEqual([`${code} allParties`]);
    expect(told({ stillCurrent: 'Ja', closedOn: null }, closed)).toEqual([`${code} stillCurrent`]);
    expect(told(DECIDED, closed)).toEqual([`${code} sipDecision`]);
  });

  it.each([byHand, inList])('and of nothing that it confirms, or gives way to it: %j', (closed) => {
    expect(told({ ...SIX, status: 'Pågår' }, closed)).toEqual([]);
    expect(told({ ...SIX, allParties: 'Ja', closedOn: DAY }, closed)).toEqual([]);
    expect(told({ ...DECIDED, sipDecision: 'Redan avslutad' }, closed)).toEqual([]);
  });

  it('is told of once, and a list that asks for no closing of nothing but that it goes on', () => {
    expect(told({ ...SIX, allParties: 'Nej' }, { ...byHand, ...inList })).toEqual([
      'CLOSED_BY_HAND allParties',
    ]);
    expect(told({ status: 'Behöver hjälp', foundInTarget: null }, inList)).toEqual([]);
  });
});

describe('what is not taken in', () => {
  const meant = new Map([['closedOn', DAY]]);

  it('says something all the same against the rest of its row', () => {
    const answers = { ...SIX, status: 'Pågår', coordinator: 'Ja' };
    expect(refused(answers)).toEqual([]);
    expect(refused(answers, { meant })).toEqual(['coordinator', 'status']);
    expect(told({ ...answers, status: 'Klar' }, { meant })).toEqual(told({ ...answers, status: 'Klar' }));
  });
});

describe('a row whose status says the opposite of the rest', () => {
  it.each([
    ['Klar', []],
    ['Pågår', ['STATUS_CONTRADICTED closedOn']],
    ['Behöver hjälp', ['STATUS_CONTRADICTED closedOn']],
    ['Fel mottagare', ['STATUS_CONTRADICTED allParties']],
    ['Inte aktuell', ['STATUS_CONTRADICTED allParties']],
  ])('closed on step 6, and %s', (status, faults) => {
    const answers = { ...SIX, coordinator: 'Ja', allParties: 'Ja', closedOn: DAY, status };
    expect(told(answers)).toEqual(faults);
    expect(refused(answers)).toEqual(
      faults.length === 0 ? [] : ['allParties', 'closedOn', 'coordinator', 'status'],
    );
  });

  it.each([
    ['Klar', []],
    // What is not current is closed: that is what the list asks for.
    ['Inte aktuell', []],
    ['Pågår', ['STATUS_CONTRADICTED closedOn']],
    ['Behöver hjälp', ['STATUS_CONTRADICTED closedOn']],
    ['Fel mottagare', ['STATUS_CONTRADICTED closedOn']],
  ])('closed on the list of what is likely not current, and %s', (status, faults) => {
    expect(told({ status, stillCurrent: null, closedOn: DAY })).toEqual(faults);
  });

  it.each([
    ['Klar', []],
    ['Pågår', []],
    ['Behöver hjälp', []],
    ['Inte aktuell', ['STATUS_CONTRADICTED stillCurrent']],
    ['Fel mottagare', ['STATUS_CONTRADICTED stillCurrent']],
  ])('current all the same, and %s', (status, faults) => {
    const answers = { status, stillCurrent: 'Ja', closedOn: null };
    expect(told(answers)).toEqual(faults);
    expect(refused(answers)).toEqual(faults.length === 0 ? [] : ['status', 'stillCurrent']);
  });

  it.each([
    ['Klar', 'Flyttas utanför vårdtillfälle', true],
    ['Inte aktuell', 'Ej aktuell: ska avslutas', true],
    ['Inte aktuell', 'Redan avslutad', true],
    ['Inte aktuell', 'Flyttas utanför vårdtillfälle', false],
    ['Pågår', 'Redan avslutad', false],
    ['Behöver hjälp', 'Redan avslutad', false],
    ['Fel mottagare', 'Samordnad vårdplan', false],
  ])('%s, and decided: %s', (status, sipDecision, isSound) => {
    expect(told({ ...DECIDED, status, sipDecision })).toEqual(
      isSound ? [] : ['STATUS_CONTRADICTED sipDecision'],
    );
    expect(refused({ ...DECIDED, status, sipDecision })).toEqual(
      isSound ? [] : ['decisionReason', 'sipDecision', 'status'],
    );
  });

  it('is told of with what it says, and all that is not taken in; the comment is', () => {
    const [fault] = rowFaults(row({ status: 'Pågår', closedOn: DAY, comment: 'ring' }));
    expect(fault).toEqual({
      code: 'STATUS_CONTRADICTED',
      column: 'closedOn',
      detail: {
        status: 'Pågår',
        headers: '”Avslutad i {source}”',
        refused: '”Status”, ”Avslutad i {source}”',
      },
      refuses: ['status', 'closedOn'],
    });
  });

  it('whichever of the two is new; not where neither is', () => {
    const answers = { status: 'Pågår', closedOn: DAY, comment: 'ring' };
    expect(refused(answers, { changed: new Set(['status']) })).toEqual(['status']);
    expect(refused(answers, { changed: new Set(['closedOn']) })).toEqual(['closedOn']);
    expect(told(answers, { changed: new Set(['comment']) })).toEqual([]);
  });

  it('not by work that was done before it was handed out: that was so on its day', () => {
    const answers = { status: 'Inte aktuell', registeredOn: DAY };
    expect(told(answers)).toEqual(['STATUS_CONTRADICTED registeredOn']);
    expect(told(answers, { changed: new Set(['status']) })).toEqual([]);
  });

  it('on every list of every plan', () => {
    for (const { id, columns } of ALL_STEPS) {
      const asked = columns.flatMap((one) => (one.kind === 'answer' && one.signs !== true ? [one] : []));
      for (const one of asked) {
        const values = one.format === 'date' ? [DAY] : (one.choices ?? []);
        for (const value of values)
          for (const status of ANSWERS) {
            const says = new Map<string, string | null>([
              ...asked.map(({ key }) => [key, null] as const),
              ['decisionReason', 'Sedd'],
              ['status', one.key === 'status' ? value : status],
              [one.key, value],
            ]);
            const faults = rowFaults(
              row({}, { columns: asked, answers: says, changed: new Set([one.key, 'status']) }),
            );
            const isSettling = ['closes', 'decides-end', 'decides-move'].includes(senseOf(one, value) ?? '');
            const isOpposed = isSettling && ['Pågår', 'Behöver hjälp', 'Fel mottagare'].includes(status);
            if (isOpposed) expect([id, faults[0]?.code]).toEqual([id, 'STATUS_CONTRADICTED']);
          }
      }
    }
  });
});

describe('a row that says two things', () => {
  it('closed, and current all the same', () => {
    const answers = { status: null, stillCurrent: 'Ja', closedOn: DAY };
    expect(told(answers)).toEqual(['CLOSED_BUT_CURRENT closedOn']);
    expect(refused(answers)).toEqual(['closedOn', 'stillCurrent']);
  });

  it('closed, and what was to be done first is not', () => {
    const answers = { receiverTold: 'Ja', formsUsed: 'Nej', closedOn: DAY };
    expect(told(answers)).toEqual(['CLOSED_BUT_NOT closedOn']);
    expect(refused(answers)).toEqual(['closedOn', 'formsUsed', 'receiverTold']);
    expect(told({ ...answers, formsUsed: 'Ja' })).toEqual([]);
  });
});

describe('a decision', () => {
  it('without a reason is none, nor is anything on its row', () => {
    const answers = { ...DECIDED, status: 'Klar', decisionReason: null };
    expect(told(answers)).toEqual(['DECISION_WITHOUT_REASON sipDecision']);
    expect(refused(answers)).toEqual(['sipDecision', 'status']);
    expect(told({ ...DECIDED, decisionReason: '-' })).toEqual(['DECISION_WITHOUT_REASON sipDecision']);
  });

  it('that was handed out does not lose its reason', () => {
    const answers = { ...DECIDED, decisionReason: null };
    const changed = new Set(['decisionReason']);
    expect(told(answers, { changed })).toEqual(['DECISION_WITHOUT_REASON sipDecision']);
    expect(refused(answers, { changed })).toEqual(['decisionReason']);
  });

  it.each([{ decisionReason: 'Sedd' }, { decidedOn: DAY }, { decisionReason: 'Sedd', decidedOn: DAY }])(
    'that is not there has no reason and no day: %j',
    (answers) => {
      const all = { status: 'Behöver hjälp', sipDecision: null, decisionReason: null, decidedOn: null };
      const [first = ''] = Object.keys(answers);
      expect(told({ ...all, ...answers })).toEqual([`REASON_WITHOUT_DECISION ${first}`]);
      expect(refused({ ...all, ...answers })).toEqual(Object.keys(answers).sort());
    },
  );

  it.each(['Klar', 'Inte aktuell'])('is missed where the row is settled: %s', (status) => {
    const none = { sipDecision: null, decisionReason: null, decidedOn: null };
    expect(told({ status, ...none })).toEqual(['DONE_WITHOUT_DECISION status']);
    expect(told({ ...DECIDED, status: 'Klar' })).toEqual([]);
  });
});

describe('a row with something that can not be read', () => {
  it('closes nothing, and its other answers count', () => {
    const answers = { ...SIX, allParties: 'Ja', closedOn: DAY };
    const doubts = new Set(['status']);
    expect(told(answers, { doubts })).toEqual(['SETTLED_IN_DOUBT closedOn']);
    expect(refused(answers, { doubts })).toEqual(['closedOn']);
    expect(told({ ...SIX, allParties: 'Ja' }, { doubts })).toEqual([]);
  });

  it('decides nothing, and has no reason for it either', () => {
    expect(refused(DECIDED, { doubts: new Set(['decidedOn']) })).toEqual(['decisionReason', 'sipDecision']);
  });

  it('closes all the same where that is the comment', () => {
    expect(told({ closedOn: DAY, comment: null }, { doubts: new Set(['comment']) })).toEqual([]);
  });
});

describe('a row that is taken in, and worth a look', () => {
  it.each([
    [{ ...SIX, allParties: 'Ja', closedOn: DAY }, []],
    [{ ...SIX, allParties: 'Nej' }, []],
    [{ ...SIX, status: 'Pågår' }, []],
    // A list that does not ask for the parties.
    [{ status: 'Inte aktuell', closedOn: DAY }, []],
    [{ status: 'Inte aktuell', closedOn: null }, ['SETTLED_WITHOUT_DAY status']],
    [{ ...SIX, status: 'Klar' }, ['DONE_WITHOUT_DAY status']],
    [{ ...SIX, status: 'Klar', createdInTarget: DAY }, ['DONE_IN_PART status']],
    [{ ...SIX, status: 'Klar', allParties: 'Ja' }, ['DONE_IN_PART status']],
    [{ status: 'Klar', formsUsed: null }, ['DONE_IN_PART status']],
    [{ status: 'Klar', closedOn: DAY, closedInTarget: null }, ['DONE_IN_PART status']],
    [{ status: 'Klar', registeredOn: DAY, extraMessage: null }, ['DONE_IN_PART status']],
    [{ status: 'Klar', registeredOn: DAY, extraMessage: DAY }, []],
    [{ ...SIX, status: 'Klar', allParties: 'Ja', closedOn: DAY }, []],
    [{ status: 'Klar', stillCurrent: 'Ja', closedOn: null }, []],
    [{ status: 'Klar' }, []],
    [{ status: 'Klar', answeredNurse: 'Nej', answeredPhysio: 'Nej' }, ['DONE_BUT_NOT status']],
    [{ status: 'Klar', answeredNurse: 'Ja', answeredPhysio: 'Nej' }, ['DONE_BUT_NOT status']],
    [{ status: 'Klar', answeredNurse: 'Ja', answeredPhysio: 'Ej aktuellt' }, []],
    [{ status: 'Pågår', answeredNurse: 'Nej', answeredPhysio: 'Nej' }, []],
    [{ ...SIX, coordinator: 'Nej', allParties: 'Ja', closedOn: DAY }, ['DONE_WITH_NO coordinator']],
    [{ consentTaken: 'Nej', caseStartedOn: DAY }, ['DONE_WITH_NO consentTaken']],
    [{ consentTaken: 'Nej' }, []],
    [{ receiverTold: 'Ja', formsUsed: null, closedOn: DAY }, ['CLOSED_IN_PART closedOn']],
    [{ receiverTold: 'Ja', formsUsed: 'Ja', closedOn: DAY }, []],
    [{ status: 'Klar', formsUsed: null, closedOn: DAY }, ['DONE_IN_PART status']],
    [{ ...SIX, coordinator: 'Nej', allParties: 'Ja' }, []],
    [{ status: 'Klar', closedOn: DAY, reportScanned: 'Nej' }, ['DONE_WITH_NO reportScanned']],
    [
      { ...SIX, allParties: 'Ja', createdInTarget: '2025-10-04', closedOn: DAY },
      ['CREATED_AFTER_CLOSED createdInTarget'],
    ],
    [{ ...SIX, allParties: 'Ja', createdInTarget: DAY, closedOn: DAY }, []],
    [{ status: 'Pågår', registeredOn: DAY, extraMessage: null }, []],
    [{ registeredOn: DAY, extraMessage: '2025-10-02' }, ['MESSAGE_BEFORE_MOVE extraMessage']],
    [{ registeredOn: DAY, extraMessage: DAY }, []],
    [{ extraMessage: DAY }, []],
    [{ status: 'Pågår', registeredOn: DAY, extraMessage: DAY }, ['DONE_BUT_UNDER_WAY status']],
    [{ status: 'Behöver hjälp', acknowledgedOn: DAY }, ['DONE_BUT_UNDER_WAY status']],
  ])('%j: %j', (answers, faults) => {
    expect(told(answers)).toEqual(faults);
    expect(refused(answers)).toEqual([]);
  });

  it.each([
    [{ closedOn: DAY }, ['SETTLED_UNSIGNED by']],
    [{ stillCurrent: 'Ja' }, ['SETTLED_UNSIGNED by']],
    [DECIDED, ['SETTLED_UNSIGNED by']],
    [{ registeredOn: DAY }, []],
    [{ status: 'Pågår', closedOn: DAY }, ['STATUS_CONTRADICTED closedOn']],
  ])('that nobody has signed: %j', (answers, faults) => {
    expect(told(answers, { signature: { key: 'by', isSigned: false } })).toEqual(faults);
  });

  it.each([
    ['2025-10-08', '2025-10-03', ['CLOSED_BUT_LISTED sipDecision']],
    ['2025-10-08', '2025-10-08', []],
    ['2025-10-08', null, []],
    [null, '2025-10-03', []],
  ])('decided to be closed, and open in a list of %s, of the day %s', (openInListOn, decidedOn, faults) => {
    const said = { sipDecision: 'Redan avslutad', decisionReason: 'Sedd', decidedOn };
    expect(told(said, { openInListOn })).toEqual(faults);
    expect(told({ ...said, sipDecision: 'Samordnad vårdplan' }, { openInListOn })).toEqual([]);
  });

  it.each([
    ['2025-10-08', ['CLOSED_BUT_LISTED closedOn']],
    ['2025-10-03', []],
    [null, []],
  ])('closed on the 3rd, and open in a list of %s', (openInListOn, faults) => {
    expect(told({ closedOn: DAY }, { openInListOn })).toEqual(faults);
  });

  it('closed before, open in a list since, and said to be done: whichever of the two is new', () => {
    const said = { status: 'Klar', allParties: 'Ja', closedOn: DAY };
    const openInListOn = '2025-10-08';
    const faults = ['CLOSED_BUT_LISTED closedOn'];
    expect(told(said, { openInListOn, changed: new Set(['status']) })).toEqual(faults);
    expect(told(said, { openInListOn, changed: new Set(['closedOn']) })).toEqual(faults);
  });

  it('closed with messages owed', () => {
    expect(told({ closedOn: DAY }, { messagesOwed: 1 })).toEqual(['CLOSED_WITH_MESSAGES_OWED closedOn']);
    expect(told({ closedOn: null }, { messagesOwed: 1 })).toEqual([]);
  });

  it('refuses nothing by a remark, and something by every fault', () => {
    for (const { code, refuses } of [
      ...rowFaults(row({ status: 'Klar', closedOn: null })),
      ...rowFaults(row({ status: 'Pågår', closedOn: DAY })),
    ])
      expect([code, refuses.length > 0]).toEqual([code, isRefused(code)]);
  });
});
