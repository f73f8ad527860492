import { isConcerned, type MovingVardtillfalle } from '../plan/actors.ts';
import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { planOf } from '../plan/plan.ts';
import {
  countExtraMessages,
  isExtraMessage,
  sumExtraMessages,
  sumExtraMessagesBy,
  type ExpectedExtraMessage,
  type SendingUnit,
  type SentExtraMessage,
} from './extra-messages.ts';

const BEGINS = '2025-09-30';
const WARD: SendingUnit = { part: 'slutenvard', type: 'vårdavdelning somatik' };
const HALSOCENTRAL: SendingUnit = { part: 'primarvard', type: 'hälsocentral' };
const BISTAND: SendingUnit = { part: 'kommun', type: 'Biståndsenhet' };
const HEMSJUKVARD: SendingUnit = { part: 'kommun', type: 'hemsjukvård' };
const PSYCHIATRIC_WARD: SendingUnit = { part: 'psykiatri', type: 'vårdavdelning psykiatri' };
const OPEN_PSYCHIATRY: SendingUnit = { part: 'psykiatri', type: 'Psykiatrisk öppenvård' };

const ACTORS = planOf(PROFILE).steps.flatMap(({ id, actor, columns }) =>
  actor === null ? [] : [{ id, actor, columns }],
);

function actorOf(step: string): ExpectedExtraMessage['actor'] {
  const found = ACTORS.find(({ id }) => id === step) ?? ACTORS[0];
  if (found === undefined) throw new Error('no actors');
  return found.actor;
}

function expected(step: string, more: Partial<ExpectedExtraMessage> = {}): ExpectedExtraMessage {
  return {
    vardtillfalleId: 'VT1',
    reference: 'V1-X',
    kommun: '2281',
    step,
    actor: actorOf(step),
    unit: null,
    beginsOn: BEGINS,
    moves: true,
    attestedSentOn: null,
    ...more,
  };
}

function sent(sender: SendingUnit | null, more: Partial<SentExtraMessage> = {}): SentExtraMessage {
  return { vardtillfalleId: 'VT1', sender, sentOn: '2025-09-30', isOwed: false, isDoubted: false, ...more };
}

const SOMATIC = (['2-somatik', '3-primarvard', '4a', '4b'] as const).map((step) => expected(step));
const PSYCHIATRIC = (['2-psykiatri', '3-psykiatri', '4a', '4b'] as const).map((step) => expected(step));

const foundSteps = (rows: readonly SentExtraMessage[], of = SOMATIC): readonly string[] =>
  countExtraMessages(of, rows)
    .messages.filter(({ foundOn }) => foundOn !== null)
    .map(({ step }) => step);

describe('the actors', () => {
  it('are those of the steps that ask for the day an Extrameddelande was sent', () => {
    const asking = planOf(PROFILE).steps.filter(({ columns }) =>
      columns.some((column) => column.kind === 'answer' && column.attests === 'extrameddelande-sent'),
    );
    expect(ACTORS.map(({ id }) => id)).toEqual(asking.map(({ id }) => id));
  });

  const concerned = (more: Partial<MovingVardtillfalle>): readonly string[] => {
    const one = { careForm: null, unit: 'A', halsocentral: 'B', openPsychiatry: 'C', outside: [] };
    return ACTORS.filter(({ actor }) => isConcerned(actor, { ...one, ...more })).map(({ id }) => id);
  };

  it('are nobody for a patient or a ward outside the target system, and not the hälsocentral that is', () => {
    expect(concerned({ outside: ['kommun', 'halsocentral'] })).toEqual([]);
    expect(concerned({ outside: ['ward'] })).toEqual([]);
    expect(concerned({ outside: ['halsocentral'] })).toEqual(['2-somatik', '4a', '4b']);
    const psychiatric = { careForm: 'psykiatri', outside: ['halsocentral'] } as const;
    expect(concerned(psychiatric)).toEqual(['2-psykiatri', '3-psykiatri', '4a', '4b']);
  });

  it('are four for every vårdtillfälle: ward, öppenvård, biståndshandläggare and HSL-personal', () => {
    const takingPart = (careForm: string | null): readonly string[] => concerned({ careForm });
    expect(takingPart('somatik')).toEqual(['2-somatik', '3-primarvard', '4a', '4b']);
    expect(takingPart(null)).toEqual(['2-somatik', '3-primarvard', '4a', '4b']);
    expect(takingPart('psykiatri')).toEqual(['2-psykiatri', '3-psykiatri', '4a', '4b']);
    expect(takingPart('rattspsykiatri')).toEqual(['2-psykiatri', '3-psykiatri', '4a', '4b']);
  });
});

describe('isExtraMessage', () => {
  it.each(['Extrameddelande', ' EXTRAMEDDELANDE ', 'Meddelande utanför vårdbegäran', 'Extra meddelande'])(
    'knows %j',
    (type) => {
      expect(isExtraMessage(type)).toBe(true);
    },
  );

  it.each([null, '', 'Inskrivningsmeddelande', 'Svar på extrameddelande', 'Vårdbegäran'])(
    'takes %j for something else',
    (type) => {
      expect(isExtraMessage(type)).toBe(false);
    },
  );
});

describe('countExtraMessages', () => {
  it('finds nothing where nothing is sent, and expects all the same', () => {
    const { messages, unplaced } = countExtraMessages(SOMATIC, []);
    expect(sumExtraMessages(messages)).toEqual({ expected: 4, attestedSent: 0, found: 0, acknowledged: 0 });
    expect(unplaced).toBe(0);
  });

  it('lays a message to the actor whose unit has sent it', () => {
    expect(foundSteps([sent(WARD)])).toEqual(['2-somatik']);
    expect(foundSteps([sent(HALSOCENTRAL)])).toEqual(['3-primarvard']);
    expect(foundSteps([sent(BISTAND)])).toEqual(['4a']);
    expect(foundSteps([sent(HEMSJUKVARD)])).toEqual(['4b']);
    expect(foundSteps([sent(PSYCHIATRIC_WARD)], PSYCHIATRIC)).toEqual(['2-psykiatri']);
    expect(foundSteps([sent(OPEN_PSYCHIATRY)], PSYCHIATRIC)).toEqual(['3-psykiatri']);
  });

  it('lays a sender that nobody knows, or of no known type, to nobody, and says so', () => {
    const rows = [sent(null), sent({ part: 'kommun', type: null }), sent(PSYCHIATRIC_WARD)];
    expect(foundSteps(rows)).toEqual([]);
    expect(countExtraMessages(SOMATIC, rows).unplaced).toBe(3);
  });

  it('takes no message from before the step for one about the move', () => {
    const early = sent(WARD, { sentOn: '2025-09-29', isOwed: true });
    expect(countExtraMessages(SOMATIC, [early]).messages[0]).toMatchObject({ foundOn: null, owed: 0 });
    expect(countExtraMessages(SOMATIC, [early]).unplaced).toBe(0);
  });

  it('takes no message of another vårdtillfälle', () => {
    expect(foundSteps([sent(WARD, { vardtillfalleId: 'VT2' })])).toEqual([]);
  });

  it('has one acknowledged only when no recipient owes a kvittens', () => {
    const rows = [sent(WARD), sent(WARD, { isOwed: true }), sent(BISTAND), sent(BISTAND)];
    const { messages } = countExtraMessages(SOMATIC, rows);
    expect(sumExtraMessages(messages)).toMatchObject({ found: 2, acknowledged: 1 });
    expect(messages.find(({ step }) => step === '2-somatik')).toMatchObject({ owed: 1 });
    // A kvittens that had not come when the list was taken out is none.
    const doubted = countExtraMessages(SOMATIC, [sent(WARD), sent(WARD, { isDoubted: true })]).messages;
    expect(sumExtraMessages(doubted)).toMatchObject({ found: 1, acknowledged: 0 });
  });

  it('keeps what people attest and what a list shows apart', () => {
    const said = [expected('2-somatik', { attestedSentOn: '2025-09-30' }), expected('4a')];
    const { messages } = countExtraMessages(said, [sent(BISTAND, { isOwed: true })]);
    expect(sumExtraMessages(messages)).toEqual({ expected: 2, attestedSent: 1, found: 1, acknowledged: 0 });
    expect(messages).toMatchObject([
      { attestedSentOn: '2025-09-30', foundOn: null },
      { attestedSentOn: null, foundOn: '2025-09-30' },
    ]);
  });

  it('sums by kommun, part and unit to the whole', () => {
    const many = [
      ...SOMATIC,
      expected('2-somatik', { vardtillfalleId: 'VT2', kommun: '2284', unit: 'Medicin' }),
      expected('4a', { vardtillfalleId: 'VT2', kommun: null }),
    ];
    const { messages } = countExtraMessages(many, [sent(WARD)]);
    for (const by of ['kommun', 'part', 'unit'] as const) {
      const sums = [...sumExtraMessagesBy(messages, by).values()];
      expect(sums.reduce((sum, one) => sum + one.expected, 0)).toBe(6);
      expect(sums.reduce((sum, one) => sum + one.found, 0)).toBe(1);
    }
    expect([...sumExtraMessagesBy(messages, 'kommun').keys()]).toEqual(['2281', '2284', null]);
    expect(sumExtraMessagesBy(messages, 'part').get('kommun')?.expected).toBe(3);
    expect(sumExtraMessagesBy(messages, 'unit').get('Medicin')?.expected).toBe(1);
  });
});
