import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anySip,
  anySipContext,
  anyVardtillfalle,
  anyVardtillfalleContext,
  MOVING_LINK,
  PROFILE,
  sipCase,
  sipContext,
  sipSubject,
  vardtillfalleCase,
  vardtillfalleSubject,
} from '../../classification/cases.test-help.ts';
import { MARKS } from '../../answers/marks.ts';
import { ANSWER_COLUMNS, ANSWERS } from '../../answers/answer-columns.ts';
import { columnsOfStep } from '../../worklists/columns.ts';
import { planOf, type Step } from '../plan.ts';
import { ALL_STEPS as STEPS_OF_ANY_PLAN } from '../plans.ts';
import type { Subject } from '../subject.ts';
import type { FactColumn } from './fact-column.ts';

const { steps: ALL_STEPS } = planOf(PROFILE);
const COLUMNS = [
  ...new Map(ALL_STEPS.flatMap(({ columns }) => columns.map((one) => [one.key, one]))).values(),
];
const OF_ANY_PLAN = STEPS_OF_ANY_PLAN.flatMap(({ columns }) => columns.map(({ key }) => key));
const FACT_COLUMNS = COLUMNS.filter((column): column is FactColumn => column.kind === 'fact');
const PLAIN = { kommun: null, showsPersonnummer: false };

function stepOf(id: string): Step {
  const found = ALL_STEPS.find((step) => step.id === id);
  if (found === undefined) throw new Error(`no step ${id}`);
  return found;
}

/** What stands in the row of a case on the list of a step: key → cell. */
function cellsOf(step: Step, subject: Subject, list = PLAIN): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    columnsOfStep(step, list).flatMap((column) =>
      column.kind === 'fact' ? [[column.key, column.value(subject, PROFILE)]] : [],
    ),
  );
}

const anySubject: fc.Arbitrary<Subject> = fc.oneof(
  fc.tuple(anySip, anySipContext).map(([sip, context]) => sipSubject(sip, context)),
  fc
    .tuple(anyVardtillfalle, anyVardtillfalleContext)
    .map(([item, context]) => vardtillfalleSubject(item, context)),
);

describe('the columns', () => {
  it('have keys of their own', () => {
    const asWritten = new Set(ALL_STEPS.flatMap(({ columns }) => columns.map((one) => JSON.stringify(one))));
    expect(asWritten.size).toBe(COLUMNS.length);
  });

  it.each(ANSWER_COLUMNS)('$key is asked for on some list', (column) => {
    expect(OF_ANY_PLAN).toContain(column.key);
  });

  it.each(ANSWER_COLUMNS)(
    '$key has choices if it is a choice, and attests a mark that there is',
    ({ format, choices = [], settles = [], attests }) => {
      expect(choices.length > 0).toBe(format === 'choice');
      for (const settled of settles) expect(choices).toContain(settled);
      if (attests !== undefined) expect(MARKS).toHaveProperty(attests);
    },
  );

  it.each(FACT_COLUMNS)('$key is no choice: what is handed out is not for choosing', ({ format }) => {
    expect(format).not.toBe('choice');
  });
});

describe.each(ALL_STEPS)('the list of step $id', (step) => {
  const columns = columnsOfStep(step, PLAIN);
  const keys = columns.map(({ key }) => key);

  it('begins with the reference, and has facts first, answers last', () => {
    expect(columns[0]).toMatchObject({ key: 'reference', pinned: true });
    const kinds = columns.map(({ kind }) => kind);
    expect(kinds.lastIndexOf('fact')).toBeLessThan(kinds.indexOf('answer'));
  });

  it('has headers that tell its columns apart', () => {
    expect(new Set(columns.map(({ header }) => header)).size).toBe(columns.length);
  });

  it('asks for the answers that every list needs', () => {
    const answers = columns.filter(({ kind }) => kind === 'answer').map(({ key }) => key);
    expect(answers).toEqual(expect.arrayContaining(['status', 'by', 'comment']));
  });

  it('leaves out the kommun when its owner is one', () => {
    const forKommun = columnsOfStep(step, { ...PLAIN, kommun: '2281' }).map(({ key }) => key);
    expect(forKommun).toEqual(keys.filter((key) => key !== 'kommun'));
  });
});

// The arbitrary makes SIPs and vårdtillfällen.
describe.each(ALL_STEPS.filter(({ kind }) => kind === 'sip' || kind === 'vardtillfalle'))(
  'the rows of step $id',
  (step) => {
    it('never show a personnummer that was not asked for, and fill every cell with text or nothing', () => {
      fc.assert(
        fc.property(anySubject, (subject) => {
          fc.pre(subject.kind === step.kind);
          for (const cell of Object.values(cellsOf(step, subject))) {
            expect(cell === null || (typeof cell === 'string' && cell !== '')).toBe(true);
            expect(cell ?? '').not.toMatch(/\d{6,8}[-+ ]?\d{4}|undefined|null/u);
          }
        }),
      );
    });
  },
);

describe('columnsOfStep', () => {
  it('gives the personnummer where it was asked for, but never on a guarded list', () => {
    const keysOf = (id: string) =>
      columnsOfStep(stepOf(id), { kommun: null, showsPersonnummer: true }).map(({ key }) => key);
    expect(keysOf('6')).toContain('personnummer');
    expect(keysOf('skyddade')).not.toContain('personnummer');
    expect(keysOf('skyddade-vardtillfallen')).not.toContain('personnummer');
  });

  it('gives a step of its kind alone', () => {
    const keys = columnsOfStep(stepOf('6'), PLAIN).map(({ key }) => key);
    expect(keys).toContain('sip');
    expect(keys).not.toContain('vardtillfalle');
    expect(keys).not.toContain('meddelande');
  });

  it('shows the person as initial, surname and year of birth', () => {
    expect(cellsOf(stepOf('6'), sipSubject(sipCase({ name: 'Anna Maria Larsson' })))).toMatchObject({
      patient: 'A Larsson',
      born: '1935',
    });
    const unknown = { ...sipSubject(sipCase({ name: null })), birthYear: null };
    expect(cellsOf(stepOf('6'), unknown)).toMatchObject({ patient: null, born: null });
  });

  it('shows nothing of the person on the lists of those who are protected', () => {
    expect(cellsOf(stepOf('skyddade'), sipSubject(sipCase({ is_protected: 1 })))).toEqual({
      reference: 'K7M-2QX',
      sip: 'S-1',
      role: 'Distriktssköterska',
    });
    expect(
      cellsOf(
        stepOf('skyddade-vardtillfallen'),
        vardtillfalleSubject(vardtillfalleCase({ is_protected: 1 })),
      ),
    ).toEqual({
      reference: 'K7M-2QX',
      vardtillfalle: 'V-1',
    });
  });

  it('says in step 6 how the SIP is started', () => {
    expect(cellsOf(stepOf('6'), sipSubject(sipCase(), sipContext([MOVING_LINK])))['how']).toBe(
      'Erbjud SIP (pågående vårdtillfälle)',
    );
    expect(cellsOf(stepOf('6'), sipSubject(sipCase()))['how']).toBe('Skapa en SIP utanför vårdtillfälle');
  });

  it('asks in step 6 about the samordningsansvarig and the other parties, and when it was closed', () => {
    const keys = columnsOfStep(stepOf('6'), PLAIN).map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['coordinator', 'allParties', 'closedOn']));
  });

  it('says why, with all there is to say', () => {
    expect(cellsOf(stepOf('beslut'), sipSubject(sipCase({ part: null, consent: null })))['reason']).toBe(
      'Ingen samordningsansvarig part är angiven: ingen äger flytten. Dessutom: Uppgift om samtycke saknas; utan samtycke eller menprövning kan SIP:en inte föras över.',
    );
  });

  it('shows terms and kommuner in Swedish, and a kommun that is not known as unknown', () => {
    const known = sipSubject(sipCase({ kommun: '2284', part: 'primarvard', consent: 'menprovning' }));
    expect(cellsOf(stepOf('beslut'), known)).toMatchObject({
      kommun: 'Örnsköldsvik',
      part: 'Primärvård',
      consent: 'Menprövning',
    });
    const unknown = sipSubject(sipCase({ kommun: null, part: null }));
    expect(cellsOf(stepOf('beslut'), unknown)).toMatchObject({ kommun: 'Okänd kommun', part: null });
  });
});

describe('the answers', () => {
  it('can be told apart, and two of them settle a row', () => {
    expect(new Set(ANSWERS).size).toBe(ANSWERS.length);
    const status = ANSWER_COLUMNS.find(({ key }) => key === 'status');
    expect(status).toMatchObject({ choices: ANSWERS, settles: ['Klar', 'Inte aktuell'] });
  });
});
