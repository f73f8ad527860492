import { describe, expect, it } from 'vitest';
import type { AnswerCell, HeldValue } from '../../domain/answers/answers.ts';
import { parseProfile } from '../../domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import type { WorklistModel } from './worklist-model.ts';
import { conflictModel, conflictRows } from './conflict-model.ts';

const parsed = parseProfile(SHIPPED_PROFILES['vasternorrland-2025']);
if (!('profile' in parsed)) throw new Error('the shipped profile does not parse');
const PROFILE = parsed.profile;

const said = (value: string | null, by: string | null, worklist = 'AL-0001'): HeldValue =>
  ({ value, given: [{ by, worklist, returnedOn: '2025-10-03', column: 'status' }] }) as unknown as HeldValue;

const cell = (more: Partial<AnswerCell>, ...values: readonly HeldValue[]): AnswerCell => ({
  ...{ kind: 'sip', caseId: 'SIP-1', token: 'S1-G', step: '6', column: 'status' },
  ...{ value: null, effectiveOn: null, given: [], byHand: [] },
  held: { because: 'contradiction', values },
  ...more,
});

const modelOf = (...cells: readonly AnswerCell[]): WorklistModel =>
  conflictModel(
    { id: 'KF-0001', snapshotId: 'x', step: '6', owner: 'Timrå', asOf: '2025-10-06', watermark: null },
    cells,
    conflictRows(cells, PROFILE),
    PROFILE,
  );

describe('a list of conflicts', () => {
  it('asks of each held cell which of its answers holds, with who has said each', () => {
    const { rows } = modelOf(cell({}, said('Klar', 'A Berg'), said(null, null, 'AL-0002')));
    expect(rows).toEqual([
      {
        ...{ token: 'S1-G/status', group: null, dueOn: null },
        cells: {
          reference: 'S1-G',
          about: 'SIP-1',
          question: 'Status',
          why: 'Svaren säger olika.',
          valueA: 'Klar – A Berg, lista AL-0001, inlämnat 2025-10-03',
          valueB: '(tomt) – utan namn, lista AL-0002, inlämnat 2025-10-03',
        },
      },
    ]);
  });

  it('has a letter for each answer of the row that has most, and offers those', () => {
    const three = cell({ token: 'S2-H' }, said('a', 'A'), said('b', 'B'), said('c', 'C'));
    const { columns } = modelOf(cell({}, said('a', 'A'), said('b', 'B')), three);
    expect(columns.filter(({ key }) => key.startsWith('value')).map(({ header }) => header)).toEqual([
      'Svar A',
      'Svar B',
      'Svar C',
    ]);
    expect(columns.find(({ key }) => key === 'choice')?.choices).toEqual(['A', 'B', 'C']);
  });

  it('has nothing of whom the row is about in the place of a case, where the case is a person', () => {
    const { rows } = modelOf(cell({ kind: 'patient', caseId: '198001019999' }, said('a', 'A')));
    expect(rows[0]?.cells['about']).toBeNull();
  });

  it('of a step that the plan has no longer, says its id and the day of read-only', () => {
    const cells = [cell({ step: 'gammal' }, said('a', 'A'))];
    const head = {
      id: 'KF-1',
      snapshotId: 'x',
      step: 'gammal',
      owner: 'O',
      asOf: '2025-10-06',
      watermark: null,
    };
    const { title, deadline } = conflictModel(head, cells, conflictRows(cells, PROFILE), PROFILE);
    expect([title, deadline]).toEqual(['Motstridiga svar – gammal', PROFILE.deadlines.readOnly]);
  });
});
