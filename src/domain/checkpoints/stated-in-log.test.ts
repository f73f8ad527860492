import { describe, expect, it } from 'vitest';
import { bagProblem } from './bag-problems.ts';
import type { CheckpointStatement } from './checkpoint-schema.ts';
import type { EventChain } from './event-chain.ts';
import { loggedProblems, previousProblems, statementText } from './stated-in-log.ts';

const HASH = 'a'.repeat(64);
const BEFORE = { seq: 6, hash: 'b'.repeat(64) };
const data = { checkpoint: 'K-0002', statement: 'x', headBefore: BEFORE };
const event = { seq: 7, recordedAt: '2025-10-16T15:05:00.000Z', recordedBy: 'prov', hash: HASH };
const stated = (more: object = {}): CheckpointStatement =>
  ({ ...data, event, ...more }) as unknown as CheckpointStatement;
const chain = (type = 'checkpoint-created', more: Partial<EventChain> = {}): EventChain => ({
  lines: ['x', 'y'],
  last: [7, event.recordedAt, '2025-10-16', 'prov', type, null, null, JSON.stringify(data), BEFORE.hash],
  head: { seq: 7, hash: HASH },
  headBefore: BEFORE,
  problems: [],
  ...more,
});
const told = (
  statement: CheckpointStatement,
  of = chain(),
  text = statementText({ ...data, event: statement.event }),
): readonly string[] => loggedProblems(statement, text, of).map(({ code, what }) => `${code} ${what}`);
const differs = (name: string): string =>
  `STATEMENT_DIFFERS Uppgiften ${name} är inte den som står i loggen.`;

describe('a statement', () => {
  it('that says what its event says has no problems', () => {
    expect(told(stated())).toEqual([]);
  });

  it('whose log ends with another event has none to be held against', () => {
    expect(loggedProblems(stated(), '', chain('marked'))).toMatchObject([
      { code: 'CHECKPOINT_EVENT_MISSING', where: 'data/handelser.jsonl:2' },
    ]);
  });

  it.each([
    ['says something else', { statement: 'y' }, 'statement'],
    ['says something more', { role: 'z' }, 'role'],
    ['says something less', { checkpoint: undefined }, 'checkpoint'],
    ['names another event', { event: { ...event, seq: 8 } }, 'event'],
  ])('that %s is told of, with what', (_, more, name) => {
    expect(told(stated(more))).toEqual([differs(name)]);
  });

  it('whose event before is not the one that the chain has is told of', () => {
    expect(told(stated(), chain(undefined, { headBefore: { ...BEFORE, seq: 5 } }))).toEqual([
      differs('headBefore'),
    ]);
  });

  it('written in another form is told of, though it says the same', () => {
    expect(told(stated(), chain(), JSON.stringify({ ...data, event }))).toEqual([
      'STATEMENT_REWRITTEN Filen är inte skriven som den loggade händelsen.',
    ]);
  });
});

describe('the checkpoint before', () => {
  const before = { id: 'K-0001', head: { hash: HASH }, manifestSha512: 'c' };
  const previous = { checkpoint: 'K-0001', seq: 3, hash: HASH, manifestSha512: 'c' };
  const told = (named: object | null) => previousProblems(before, stated({ previous: named }));

  it('is named by its id, its event and its manifest', () => {
    expect(told(previous)).toEqual([]);
    // Its bag was never finished when the next was made.
    expect(told({ ...previous, manifestSha512: null })).toEqual([]);
  });

  it.each([
    ['none', null, 'ingen'],
    ['another', { ...previous, checkpoint: 'K-0009' }, 'K-0009'],
    ['one with another event', { ...previous, hash: 'd' }, 'K-0001'],
    ['one with another manifest', { ...previous, manifestSha512: 'd' }, 'K-0001'],
  ])('is missed where %s is named', (_, named, said) => {
    expect(told(named)).toEqual([bagProblem('PREVIOUS_DIFFERS', 'data/kontrollpunkt.json', said)]);
  });
});
