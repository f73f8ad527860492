import { describe, expect, it } from 'vitest';
import { PROFILE } from '../../../classification/cases.test-help.ts';
import { columnsOf, message, stepOf } from '../steps.test-help.ts';

const { takes, owner } = stepOf('beslut-meddelanden');
const kvittera = stepOf('kvittera');

describe('step beslut-meddelanden', () => {
  it('has a list with these columns, in this order', () => {
    expect(columnsOf('beslut-meddelanden')).toBe(
      'reference meddelande case personnummer patient born type from to sent nobodys status acknowledgedOn by comment',
    );
  });

  it('takes what no unit has on its list, so that every message is on one list', () => {
    for (const isUnitKnown of [true, false])
      for (const caseState of ['open', 'closed', 'unknown'] as const) {
        const one = message({ isUnitKnown, caseState });
        const isUnits = isUnitKnown && caseState === 'open';
        expect([kvittera.takes(one), takes(one)]).toEqual([isUnits, !isUnits]);
      }
  });

  it('is the project lead’s, and says why', () => {
    expect(owner(message({ isUnitKnown: false })).name).toBe('Projektledningen');
    const column = stepOf('beslut-meddelanden').columns.find(({ key }) => key === 'nobodys');
    const said = (one: ReturnType<typeof message>) =>
      column?.kind === 'fact' ? column.value(one, PROFILE) : undefined;
    const base = message();
    expect(said(message({ isUnitKnown: false, facts: { ...base.facts, to_unit: null } }))).toBe(
      'Mottagare saknas',
    );
    expect(said(message({ isUnitKnown: false, caseState: 'unknown' }))).toBe(
      'Mottagaren finns inte i enhetslistan. Ärendet finns inte i någon lista',
    );
    expect(said(message({ caseState: 'closed' }))).toBe('Ärendet är avslutat i Prator');
  });
});
