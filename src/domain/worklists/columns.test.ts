import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  anySip,
  anySipContext,
  MOVING_LINK,
  sipCase,
  sipContext,
} from '../classification/cases.test-help.ts';
import { classifySip, type SipCase, type SipContext } from '../classification/sip-classes.ts';
import { ANSWERS, columnsOfStep, SIP_COLUMNS, type SipOnList } from './columns.ts';
import { ALL_STEPS } from './steps.ts';

const STEP_IDS = ALL_STEPS.filter(({ kind }) => kind === 'sip').map(({ id }) => id);
const ANY_OWNER = { kommun: null };

const onList = (item: SipCase, context: SipContext = sipContext()): SipOnList => ({
  reference: 'K7M-2QX',
  birthYear: 1935,
  item,
  context,
  classification: classifySip(item, context),
});

/** What stands in the row of a SIP on the list of a step: key → cell. */
function cellsOf(step: string, row: SipOnList): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    columnsOfStep(step, ANY_OWNER).flatMap((column) =>
      column.kind === 'fact' ? [[column.key, column.value(row)]] : [],
    ),
  );
}

describe('the columns', () => {
  it('have keys and headers of their own', () => {
    expect(new Set(SIP_COLUMNS.map(({ key }) => key)).size).toBe(SIP_COLUMNS.length);
    expect(new Set(SIP_COLUMNS.map(({ header }) => header)).size).toBe(SIP_COLUMNS.length);
  });

  it.each(SIP_COLUMNS)('$key stands on some list, and only on lists that there are', ({ steps }) => {
    expect(steps.length).toBeGreaterThan(0);
    for (const step of steps) expect(STEP_IDS).toContain(step);
  });

  it.each(SIP_COLUMNS)('$key has choices if it is a choice', (column) => {
    const choices = column.kind === 'answer' ? (column.choices ?? []) : [];
    expect(choices.length > 0).toBe(column.format === 'choice');
    if (column.kind === 'answer')
      for (const settled of column.settles ?? []) expect(choices).toContain(settled);
  });

  it('stand facts first, answers last', () => {
    const kinds = SIP_COLUMNS.map(({ kind }) => kind);
    expect(kinds.lastIndexOf('fact')).toBeLessThan(kinds.indexOf('answer'));
  });
});

describe.each(STEP_IDS)('the list of step %s', (step) => {
  const columns = columnsOfStep(step, ANY_OWNER);
  const keys = columns.map(({ key }) => key);

  it('begins with the reference and the SIP, which tell its rows apart', () => {
    expect(keys.slice(0, 2)).toEqual(['reference', 'sip']);
    expect(columns[0]?.pinned).toBe(true);
  });

  it('asks for the answers that every list needs', () => {
    const answers = columns.filter(({ kind }) => kind === 'answer').map(({ key }) => key);
    expect(answers).toEqual(expect.arrayContaining(['status', 'by', 'comment']));
  });

  it('never shows a personnummer, and fills every cell with text or nothing', () => {
    fc.assert(
      fc.property(anySip, anySipContext, (sip, context) => {
        const cells = Object.values(cellsOf(step, onList(sip, context)));
        for (const cell of cells) {
          expect(cell === null || (typeof cell === 'string' && cell !== '')).toBe(true);
          expect(cell ?? '').not.toMatch(/\d{6,8}[-+ ]?\d{4}|undefined|null/u);
        }
      }),
    );
  });

  it('leaves out what its owner implies when the owner is a kommun', () => {
    const forKommun = columnsOfStep(step, { kommun: '2281' }).map(({ key }) => key);
    expect(forKommun).toEqual(keys.filter((key) => key !== 'kommun'));
  });
});

describe('columnsOfStep', () => {
  it('gives none for a step that there is not', () => {
    expect(columnsOfStep('7', ANY_OWNER)).toEqual([]);
  });

  it('shows the person as initial, surname and year of birth', () => {
    expect(cellsOf('6', onList(sipCase({ name: 'Anna Maria Larsson' })))).toMatchObject({
      patient: 'A Larsson',
      born: '1935',
    });
    expect(cellsOf('6', { ...onList(sipCase({ name: null })), birthYear: null })).toMatchObject({
      patient: null,
      born: null,
    });
  });

  it('shows nothing of the person on the list of those who are protected', () => {
    const cells = cellsOf('skyddade', onList(sipCase({ is_protected: 1 })));
    expect(cells).toEqual({ reference: 'K7M-2QX', sip: 'S-1', role: 'Distriktssköterska' });
  });

  it('says in step 6 how the SIP is started', () => {
    expect(cellsOf('6', onList(sipCase(), sipContext([MOVING_LINK])))['how']).toBe(
      'Erbjud SIP (pågående vårdtillfälle)',
    );
    expect(cellsOf('6', onList(sipCase()))['how']).toBe('Skapa en SIP utanför vårdtillfälle');
  });

  it('asks in step 6 about the samordningsansvarig and the other parties, and when it was closed', () => {
    const keys = columnsOfStep('6', ANY_OWNER).map(({ key }) => key);
    expect(keys).toEqual(expect.arrayContaining(['coordinator', 'allParties', 'closedOn']));
  });

  it('says why, with all there is to say', () => {
    const cells = cellsOf('beslut', onList(sipCase({ part: null, consent: 'no' })));
    expect(cells['reason']).toBe(
      'Ingen samordningsansvarig part är angiven: ingen äger flytten. Dessutom: Samtycke är nekat; menprövning kan inte ersätta ett nej.',
    );
  });

  it('shows terms and kommuner in Swedish, and a kommun that is not known as unknown', () => {
    expect(
      cellsOf('beslut', onList(sipCase({ kommun: '2284', part: 'primarvard', consent: 'menprovning' }))),
    ).toMatchObject({
      kommun: 'Örnsköldsvik',
      part: 'Primärvård',
      consent: 'Menprövning',
    });
    expect(cellsOf('beslut', onList(sipCase({ kommun: null, part: null })))).toMatchObject({
      kommun: 'Okänd kommun',
      part: null,
    });
  });
});

describe('the answers', () => {
  it('can be told apart, and two of them settle a row', () => {
    expect(new Set(ANSWERS).size).toBe(ANSWERS.length);
    const status = SIP_COLUMNS.find(({ key }) => key === 'status');
    expect(status).toMatchObject({ choices: ANSWERS, settles: ['Klar', 'Inte aktuell'] });
  });
});
