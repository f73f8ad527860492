import { describe, expect, it } from 'vitest';
import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import { decisionHtml } from './decision-html.ts';

const WORK = {
  ...{ milestone: 'steg-2', title: 'Slutenvården startar', owners: ['slutenvård'] },
  ...{ was: { from: '2025-09-30', to: '2025-09-30' }, is: { from: '2025-10-28', to: '2025-10-28' } },
};
const PUT_OFF: ProfileConsequences = {
  ...{ from: 'a', to: 'b', asOf: '2025-09-29', members: [], gates: [], earlyAnswers: [] },
  days: [
    { name: 'steg-2', from: '2025-09-30', to: '2025-10-28' },
    { name: 'readOnly', from: '2025-10-16', to: '2025-11-13' },
  ],
  classes: [{ kind: 'vardtillfalle', from: 'finish-in-prator', to: 'in-both-systems', cases: 3 }],
  lists: [],
  inTarget: { sip: 0, vardtillfalle: 3 },
  decision: {
    kind: 'put-off',
    start: { from: '2025-09-30', to: '2025-10-28' },
    told: [
      { who: 'slutenvård', work: [WORK], lists: [] },
      { who: 'Avdelning <1>', work: [], lists: ['W-1', 'W-2'] },
    ],
  },
};
const REGION = { title: 'Regionen', invented: null, source: 'Gamla', target: 'Nya' };
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
    expect(html).toContain('Svar ni redan har gett står kvar: Avdelning &lt;1&gt; (W-1, W-2).');
  });

  it('calls classes and days what people call them, not what the program does', () => {
    const html = page();
    expect(html).toContain(
      '3 vårdtillfällen: ”Avslutas i Gamla” blir ”Behöver beslut: finns i båda systemen”',
    );
    expect(html).toContain('Gamla blir skrivskyddat: 2025-10-16 blir 2025-11-13');
    expect(html).not.toMatch(/readOnly|finish-in-prator|in-both-systems|steg-2/u);
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
