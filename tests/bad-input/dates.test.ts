import { describe, expect, it } from 'vitest';
import { overgangJson } from '../helpers/cli.ts';
import { rowsOf } from '../helpers/database.ts';
import {
  codesOf,
  csvText,
  messageOf,
  refusalOf,
  sipsOf,
  sipText,
  takeIn,
  told,
} from '../helpers/bad-input.ts';

describe('impossible dates', () => {
  it.each(['2025-02-30', '2025-13-01', '2025-00-10', '2023-02-29', '1025-01-01', '20250431'])(
    '%s is remarked on, left open, and the row is taken in',
    async (day) => {
      const attempt = await takeIn(sipText([{}, { Startad: day }]));
      expect(attempt.file.fates.new).toBe(2);
      expect(told(attempt)).toContainEqual(['DATE_IMPOSSIBLE', 3, 'Startad']);
      expect(sipsOf(attempt.world)[1]).toMatchObject({ started_on: null });
      expect(sipsOf(attempt.world)[1]?.not_understood).toContain(day);
    },
  );

  it.each(['2024-02-29', '2025/01/02', '20250102', '2025.01.02', '2025-01-02 10:30'])(
    '%s is a day',
    async (day) => {
      const { world } = await takeIn(sipText([{ Startad: day, 'Senast ändrad': day, Möte: '' }]));
      const expected = day.startsWith('2024') ? '2024-02-29' : '2025-01-02';
      expect(sipsOf(world)).toMatchObject([{ started_on: expected, changed_on: expected }]);
    },
  );
});

describe('days that can not be told apart', () => {
  it.each([
    ['03/04/2025', 'DATE_AMBIGUOUS'],
    ['3.4.2025', 'DATE_AMBIGUOUS'],
    ['4/3 2025', 'DATE_NOT_UNDERSTOOD'],
    ['i våras', 'DATE_NOT_UNDERSTOOD'],
  ])('%s is not guessed at', async (day, code) => {
    const attempt = await takeIn(sipText([{ Möte: day }]));
    expect(told(attempt)).toEqual([[code, 2, 'Möte']]);
    expect(sipsOf(attempt.world)).toMatchObject([{ meeting_on: null }]);
  });

  it.each(['25-03-04', '250304', '25/03/04'])('two-digit years are refused: %s', async (day) => {
    const attempt = await takeIn(sipText([{ Möte: day }]));
    expect(told(attempt)).toEqual([['DATE_WITH_TWO_DIGIT_YEAR', 2, 'Möte']]);
    expect(sipsOf(attempt.world)).toMatchObject([{ meeting_on: null }]);
  });
});

const stay = (cells: Readonly<Record<string, string>>): string => {
  const row: Record<string, string> = {
    Vårdtillfälle: 'VT-1',
    Personnummer: '19250628-9822',
    Namn: 'Åsa Öberg',
    Kommun: 'Härnösand',
    Vårdenhet: 'Avdelning 1',
    Inskriven: '2025-09-10 08:15',
    Utskrivningsklar: '2025-09-12 10:00',
    Utskriven: '2025-09-13 12:00',
    Samtycke: 'Ja',
    ...cells,
  };
  return csvText([Object.keys(row), Object.values(row)]);
};
const STAYS = { name: 'vardtillfallen-2025-09-15.csv' };

describe('dates out of order', () => {
  const outOfOrder = async (cells: Readonly<Record<string, string>>) =>
    told(await takeIn(stay(cells), STAYS)).filter(([code]) => code === 'DATES_OUT_OF_ORDER');

  it('utskrivning before inskrivning is remarked on, with both, and taken in', async () => {
    const attempt = await takeIn(stay({ Utskriven: '2025-09-10 07:00', Utskrivningsklar: '' }), STAYS);
    expect(told(attempt)).toContainEqual(['DATES_OUT_OF_ORDER', 2, 'Utskriven']);
    expect(messageOf(attempt, 'DATES_OUT_OF_ORDER')).toContain('2025-09-10T07:00 före 2025-09-10T08:15');
    expect(rowsOf(attempt.world, 'SELECT discharged_at FROM vardtillfalle')).toEqual([
      { discharged_at: '2025-09-10T07:00' },
    ]);
  });

  it('utskrivningsklar before inskrivning is too', async () => {
    expect(await outOfOrder({ Utskrivningsklar: '2025-09-09' })).toEqual([
      ['DATES_OUT_OF_ORDER', 2, 'Utskrivningsklar'],
    ]);
  });

  it('the same day, without time on one side, is in order', async () => {
    expect(await outOfOrder({ Utskrivningsklar: '', Utskriven: '2025-09-10' })).toEqual([]);
  });

  it('a SIP changed before it was started is too', async () => {
    const attempt = await takeIn(sipText([{ Startad: '2025-03-05' }]));
    expect(told(attempt)).toEqual([['DATES_OUT_OF_ORDER', 2, 'Senast ändrad']]);
  });
});

describe('future dates', () => {
  it('what has happened may not lie after the uttag', async () => {
    const attempt = await takeIn(sipText([{ 'Senast ändrad': '2025-09-16' }]));
    expect(told(attempt)).toEqual([['DATE_AFTER_EXPORT', 2, 'Senast ändrad']]);
    const stayed = await takeIn(stay({ Utskriven: '2025-09-16 09:00' }), STAYS);
    expect(told(stayed)).toContainEqual(['DATE_AFTER_EXPORT', 2, 'Utskriven']);
  });

  /** The class of a vårdtillfälle of the list of 15 September, and the rule, on each day. */
  const classesOf = async (cells: Readonly<Record<string, string>>, days: readonly string[]) => {
    const { world } = await takeIn(stay(cells), STAYS);
    return Promise.all(
      days.map(async (day) => {
        const explained = await overgangJson<{ class: string; rule: { code: string } }>(
          ['explain', 'VT-1', '--as-of', day],
          world,
        );
        return [explained.class, explained.rule.code];
      }),
    );
  };
  const DAYS = ['2025-09-15', '2025-09-19', '2025-09-20', '2025-10-17'];

  it.each([
    { Utskriven: '2025-09-19', Status: 'Utskriven' },
    { Utskriven: '2025-09-19', Status: 'Avslutad' },
    { Utskriven: '2025-09-19', Status: 'Inskriven' },
    { Utskriven: '', Avliden: '2025-09-19', Status: 'Avslutad' },
    { Utskriven: '', Inskriven: '2025-09-19', Utskrivningsklar: '', Status: 'Inskriven' },
  ])('what lies after the uttag closes nothing by the calendar alone: %j', async (cells) => {
    expect(await classesOf(cells, DAYS)).toEqual(DAYS.map(() => ['needs-decision', 'VT_DAY_AHEAD']));
  });

  it.each([
    { Kvitterat: '2025-09-14', expected: 'closed' },
    { Kvitterat: '2025-09-19', expected: 'needs-decision' },
    { Kvitterat: '2025-09-01', expected: 'needs-decision' },
    { Kvitterat: '', expected: 'awaiting-acknowledgement' },
  ])(
    'a kvittens after the uttag, or before its message, closes nothing: $Kvitterat',
    async ({ Kvitterat, expected }) => {
      const { world } = await takeIn(stay({ Status: 'Utskriven' }), STAYS);
      const message = {
        'Meddelande-id': 'M-1',
        Ärende: 'VT-1',
        Meddelandetyp: 'Inskrivningsmeddelande',
        Avsändare: 'Avdelning 1',
        Mottagare: 'Biståndsenheten Ånge',
        Skickat: '2025-09-11 10:00',
        'För kännedom': 'Nej',
        Kvitterat,
      };
      await takeIn(csvText([Object.keys(message), Object.values(message)]), {
        world,
        name: 'meddelanden-2025-09-15.csv',
      });
      for (const day of DAYS) {
        const explained = await overgangJson<{ class: string }>(['explain', 'VT-1', '--as-of', day], world);
        expect([day, explained.class]).toEqual([day, expected]);
      }
      expect(rowsOf(world, 'SELECT class FROM vardtillfalle')).toEqual([{ class: expected }]);
      // Explained as what it is: not as given.
      const { reasons } = await overgangJson<{ reasons: readonly string[] }>(['explain', 'M-1'], world);
      expect(reasons.join(' ').startsWith('Meddelandet är kvitterat')).toBe(expected === 'closed');
    },
  );

  it.each([
    { Ärende: '', Avsändare: 'Avdelning 1', expected: 'needs-decision' },
    { Ärende: '????', Avsändare: 'Avdelning 1', expected: 'needs-decision' },
    { Ärende: '', Avsändare: 'Avdelning 2', expected: 'closed' },
    { Ärende: 'VT-2', Avsändare: 'Avdelning 1', expected: 'closed' },
  ])('a message without a case may be of one that has left: $Ärende from $Avsändare', async (message) => {
    const { expected, ...cells } = message;
    const { world } = await takeIn(stay({ Status: 'Utskriven' }), STAYS);
    const row = {
      'Meddelande-id': 'M-1',
      Meddelandetyp: 'Inskrivningsmeddelande',
      Mottagare: 'Biståndsenheten Ånge',
      Skickat: '2025-09-11 10:00',
      Kvitterat: '',
      ...cells,
    };
    await takeIn(csvText([Object.keys(row), Object.values(row)]), {
      world,
      name: 'meddelanden-2025-09-15.csv',
    });
    const { class: found, rule } = await overgangJson<{ class: string; rule: { reason: string } }>(
      ['explain', 'VT-1', '--as-of', '2025-09-16'],
      world,
    );
    expect(found).toBe(expected);
    expect(rule.reason).not.toContain('alla meddelanden är kvitterade');
  });

  it('a later list that says the same has seen it', async () => {
    const attempt = await takeIn(stay({ Utskriven: '2025-09-19', Status: 'Utskriven' }), STAYS);
    const later = await takeIn(stay({ Utskriven: '2025-09-19', Status: 'Utskriven' }), {
      world: attempt.world,
      name: 'vardtillfallen-2025-09-20.csv',
    });
    expect(rowsOf(later.world, 'SELECT discharged_at, status, not_understood FROM vardtillfalle')).toEqual([
      { discharged_at: '2025-09-19', status: 'utskriven', not_understood: null },
    ]);
  });

  it('what is planned may', async () => {
    const attempt = await takeIn(sipText([{ Möte: '2025-10-14', 'Senast ändrad': '2025-09-15' }]));
    expect(codesOf(attempt)).toEqual([]);
  });

  it('a list taken out after today is told of', async () => {
    const attempt = await takeIn(sipText([{}]), { name: 'sip-2025-12-01.csv' });
    expect(told(attempt)).toEqual([['LIST_FROM_THE_FUTURE', null, null]]);
  });

  it('a list without a day is refused, and so is one with two', async () => {
    for (const name of ['sip.csv', 'sip-2025-09-15-2025-09-16.csv'])
      expect(await refusalOf(sipText([{}]), { name })).toMatchObject({ code: 'EXPORTED_AT_MISSING' });
  });
});

describe('two formats in one column', () => {
  it('are told of once for the column, with how many there are of each and where', async () => {
    const attempt = await takeIn(
      sipText([{}, { Startad: '20250102' }, { Startad: ' 2025-01-03 ' }, { Startad: '20250103' }, {}]),
    );
    expect(told(attempt)).toEqual([['DATE_FORMS_MIXED', null, 'Startad']]);
    expect(messageOf(attempt, 'DATE_FORMS_MIXED')).toBe(
      'Kolumnen skriver datum på flera sätt (ÅÅÅÅ-MM-DD: 3, först rad 2; ÅÅÅÅMMDD: 2, först rad 3).',
    );
  });

  it.each([
    ['03/04/2025', 'dag eller månad först'],
    ['3 april 2025', 'månaden i ord'],
    ['25-04-03', 'ÅÅMMDD'],
    ['2025/04/03', 'ÅÅÅÅ/MM/DD'],
  ])('%s among other days is another form, understood or not', async (day, form) => {
    const attempt = await takeIn(sipText([{}, { Möte: day }]));
    expect(told(attempt)).toContainEqual(['DATE_FORMS_MIXED', null, 'Möte']);
    expect(messageOf(attempt, 'DATE_FORMS_MIXED')).toContain(form);
  });

  it('are told of by column, and stay silent on one form, on empty cells, times and words', async () => {
    const attempt = await takeIn(
      sipText([
        { Startad: '2025/01/02', Möte: '', 'Senast ändrad': '2025-03-04 10:30' },
        { Startad: '2025/01/02', Möte: 'i våras', 'Senast ändrad': '2025-03-04' },
        { Startad: '2025/01/02', Möte: '2025-02-03' },
      ]),
    );
    expect(codesOf(attempt)).not.toContain('DATE_FORMS_MIXED');
    const both = await takeIn(sipText([{}, { Startad: '20250102', Möte: '20250203' }]));
    expect(told(both).map(([, , column]) => column)).toEqual(['Startad', 'Möte']);
  });
});
