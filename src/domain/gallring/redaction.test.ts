import { describe, expect, it } from 'vitest';
import { CHECKPOINT_CREATED } from '../checkpoints/checkpoint.ts';
import { ANSWERED, type AnsweredData } from '../answers/answers.ts';
import { REDACTED, redactedData, redactedName } from './redaction.ts';

const NAME = 'Märta Nordström';
const answer = (column: string, value: string): AnsweredData => ({
  return: 'R-0001',
  returnedOn: '2025-10-06',
  worklist: 'AL-0001',
  listSeq: 3,
  token: 'S1-G',
  step: '6',
  column,
  baseline: value,
  value,
  by: NAME,
  on: '2025-10-03',
});

describe('an event of a register that is gallrat', () => {
  it('keeps codes, days and numbers of an answer, and not who gave it', () => {
    expect(redactedData(ANSWERED, answer('closedOn', '2025-10-03'))).toEqual({
      ...answer('closedOn', '2025-10-03'),
      by: null,
    });
    expect(redactedData(ANSWERED, answer('status', 'Klar'))).toMatchObject({ value: 'Klar', by: null });
  });

  it('says of a written text only that there was one', () => {
    expect(redactedData(ANSWERED, answer('comment', NAME))).toMatchObject({
      baseline: REDACTED,
      value: REDACTED,
    });
    expect(redactedData(ANSWERED, { ...answer('comment', NAME), value: null })).toMatchObject({
      value: null,
    });
  });

  it.each([
    ['marked', { mark: 'note', note: NAME }, { mark: 'note', note: REDACTED }],
    [
      'decided',
      { class: 'vardplan', reason: NAME, restsOn: { sourceNo: 1, row: 2, columns: ['kommun'] } },
      { class: 'vardplan', reason: REDACTED, restsOn: { sourceNo: 1, row: 2, columns: ['kommun'] } },
    ],
    [
      'imported',
      { sourceNo: 1, file: `${NAME}.csv`, sha256: 'ab', rows: 3, fates: { new: 3 } },
      { sourceNo: 1, file: REDACTED, sha256: 'ab', rows: 3, fates: { new: 3 } },
    ],
  ])('%s keeps what is counted by, and no text', (type, data, left) => {
    expect(redactedData(type, data)).toEqual(left);
  });

  it('of a kind that nobody knew of keeps nothing that could be a name, neither value nor key', () => {
    const left = JSON.stringify(
      redactedData('something-new', { deep: [{ text: NAME }], [NAME]: 1, list: [NAME], n: 7, ok: true }),
    );
    expect(left).not.toContain('Nordström');
    expect(JSON.parse(left)).toMatchObject({ n: 7, ok: true, list: [REDACTED] });
  });

  it('of a checkpoint keeps codes, days, counts and hashes, and nothing that was typed or leads to a person', () => {
    const hash = 'a'.repeat(64);
    const data = {
      kind: 'archive',
      checkpoint: 'K-0002',
      isPseudonymised: false,
      effectiveOn: '2025-10-23',
      region: 'Region Västernorrland',
      by: NAME,
      role: NAME,
      statement: `Prator är satt i läsläge. ${NAME}`,
      counts: {
        sips: { open: 7, classes: { vardplan: 7 }, matrix: [{ part: null, kommun: '2281', open: 7 }] },
      },
      openExceptions: [
        { reference: 'S1-G', kind: 'sip', id: 'SIP-1', class: 'vardplan', kommun: '2281', unit: NAME },
      ],
      gates: [
        {
          ...{ id: 'steg-1-registrerade', title: 'Alla registrerade', ok: false },
          reasons: [{ text: NAME, command: NAME }],
          waiver: { seq: 3, gate: 'steg-1-registrerade', reason: NAME, by: NAME, until: '2025-10-30' },
        },
      ],
      stateHash: hash,
      sources: [{ sourceNo: 1, kind: 'sip', fileName: `${NAME}.csv`, sha256: hash, rows: 3 }],
      headBefore: { seq: 3, hash },
    };
    const left = redactedData(CHECKPOINT_CREATED, data);
    expect(JSON.stringify(left)).not.toMatch(/Nordström|SIP-1/u);
    expect(left).toMatchObject({
      kind: 'archive',
      checkpoint: 'K-0002',
      counts: data.counts,
      headBefore: data.headBefore,
      stateHash: hash,
      openExceptions: [{ reference: 'S1-G', class: 'vardplan', kommun: '2281' }],
      gates: [{ id: 'steg-1-registrerade', title: 'Alla registrerade', waiver: { seq: 3 } }],
      sources: [{ sourceNo: 1, kind: 'sip', sha256: hash, rows: 3 }],
    });
  });
});

describe('whose a redacted event is', () => {
  const isLoggedIn = (name: string): boolean => ['anna', 'bo (SE2321000206-B)'].includes(name);

  it.each([
    ['anna', 'anna', 'anna'],
    ['bo (SE2321000206-B)', 'bo (SE2321000206-B)', 'bo (SE2321000206-B)'],
    // Claimed: the whole of it may have been typed.
    [NAME, REDACTED, NAME],
    [`anna (${NAME})`, REDACTED, `anna ${REDACTED}`],
    [`eva (${NAME}, SE2321000206-E)`, REDACTED, `eva ${REDACTED}`],
    [`eva (${NAME} (mor))`, REDACTED, `eva ${REDACTED}`],
    ['eva', REDACTED, 'eva'],
  ])('%s', (by, claimed, proven) => {
    expect(redactedName(by, { isProven: false, isLoggedIn })).toBe(claimed);
    expect(redactedName(by, { isProven: true, isLoggedIn })).toBe(proven);
  });
});
