import { describe, expect, it } from 'vitest';
import { PROFILE } from '../../domain/classification/cases.test-help.ts';
import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import { decisionHtml } from './decision-html.ts';

const WORK = {
  ...{ milestone: 'steg-2', title: 'Slutenvården startar', owners: ['slutenvård'] },
  ...{ was: { from: '2025-09-30', to: '2025-09-30' }, is: { from: '2025-10-28', to: '2025-10-28' } },
};
const of = (worklist: string, step: string, owner: string) => ({
  ...{ worklist, step, owner, isGuarded: false, hasOtherPlan: true, isRenamed: false, newOwner: null },
  ...{ rowsIn: 0, rowsOut: 0, rowsChanged: 0, rowsHeld: 0 },
});
const PUT_OFF: ProfileConsequences = {
  ...{
    from: 'a',
    to: 'b',
    asOf: '2025-09-29',
    members: [],
    warnings: [],
    earlyAnswers: [],
    firstLists: [],
    unitDays: [],
  },
  gates: [
    {
      ...{ id: 'steg-2-startade', title: 'Inga vårdtillfällen kvar att starta' },
      before: { dueOn: '2025-09-30', ok: false, value: 81 },
      after: { dueOn: '2025-10-28', ok: true, value: 0 },
    },
  ],
  days: [
    { name: 'steg-2', from: '2025-09-30', to: '2025-10-28' },
    { name: 'readOnly', from: '2025-10-16', to: '2025-11-13' },
  ],
  classes: [{ kind: 'vardtillfalle', from: 'finish-in-prator', to: 'in-both-systems', cases: 3 }],
  lists: [
    { ...of('AL-0003', '6', 'Avdelning <1>'), rowsIn: 2 },
    of('AL-0001', '2-somatik', 'Avdelning <1>'),
    { ...of('AL-0002', '2-somatik', 'Avdelning 2'), rowsOut: 3, rowsHeld: 3 },
    { ...of('AL-0009', 'skyddade', 'Utsedda handläggare'), isGuarded: true, rowsIn: 1 },
  ],
  inTarget: { sip: 0, vardtillfalle: 3 },
  decision: {
    kind: 'put-off',
    start: { from: '2025-09-30', to: '2025-10-28' },
    told: [
      { who: 'slutenvård', work: [WORK], lists: [], firstOf: [] },
      { who: 'Avdelning <1>', work: [], lists: ['AL-0003', 'AL-0001', 'AL-0002'], firstOf: [] },
    ],
  },
};
const REGION = { ...PROFILE, title: 'Regionen', invented: null, source: 'Gamla', target: 'Nya' };
const page = (of = PUT_OFF, isDone = false): string => decisionHtml(of, REGION, { isDone });

describe('the page of a start that is put off', () => {
  it('says what it is, what holds until then, what stands, and who is told what', () => {
    const html = page();
    expect(html).toContain(
      '<h1>Ingen start 2025-09-30: övergången skjuts upp till 2025-10-28. Regionen</h1>',
    );
    expect(html).toContain('Fram till 2025-10-28: arbeta i Gamla som förut, och börja inget nytt i Nya.');
    expect(html).toContain('3 pågående vårdtillfällen finns redan i Nya');
    expect(html).toContain('slutenvård: Slutenvården startar: 2025-09-30 blir 2025-10-28.');
    expect(html).toContain('Svar ni redan har gett står kvar. Det gäller 4 listor hos 1 mottagare.');
    expect(html).toContain('<li>Avdelning &lt;1&gt; <span>(3)</span></li>');
  });

  it('calls classes and days what people call them, not what the program does', () => {
    const html = page();
    expect(html).toContain(
      '3 vårdtillfällen: ”Avslutas i Gamla” blir ”Behöver beslut: finns i båda systemen”',
    );
    expect(html).toContain('<th scope="row">Gamla blir skrivskyddat</th>');
    expect(html).not.toMatch(/readOnly|finish-in-prator|in-both-systems|steg-2|2-somatik/u);
  });

  it('tells what is withdrawn step by step in the order of the plan, and gates in the words of the report', () => {
    const rows = [...page().matchAll(/<tr><th scope="row">(.*?)<\/tr>/gu)].map(([, row = '']) =>
      row.replace(/<[^>]*>/gu, '|').replace(/\|+/gu, '|'),
    );
    expect(rows.slice(2)).toEqual([
      'Steg 2 – Somatisk slutenvård startar vårdtillfällen i Nya|2|AL-0001–AL-0002|0 rader till, 3 rader bort; nya svar på 3 rader väntar på bekräftelse|',
      'Steg 6 – Flytta aktuella SIP:ar till Nya|1|AL-0003|2 rader till, 0 rader bort|',
      // How few the protected persons are is told nowhere.
      'Skyddade personuppgifter – SIP:ar för utsedda handläggare|1|AL-0009|andra rader|',
      'Inga vårdtillfällen kvar att starta|2025-09-30 blir 2025-10-28|inte uppfyllt (81) blir uppfyllt (0)|',
    ]);
  });

  it('says whether it is done, and prints on A4', () => {
    expect(page()).toContain('inget är ändrat än');
    expect(page(PUT_OFF, true)).toContain('Beslutet är infört');
    expect(page()).toContain('size: A4');
  });

  it('has nothing of what holds until then where the plan goes back to what it was', () => {
    const back = { ...PUT_OFF, decision: { ...PUT_OFF.decision, kind: 'taken-back' as const } };
    expect(page(back)).not.toContain('Det här gäller nu');
    expect(page(back)).toContain('Tillbaka till en plan som har gällt förut');
  });
});
