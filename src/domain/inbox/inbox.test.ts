import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { UNDONE } from '../answers/undone.ts';
import { INBOX_KIND_NAMES, type InboxKind } from './inbox-kinds.ts';
import {
  COMMENT_RELEASED,
  filtered,
  INBOX_DONE,
  inboxCounts,
  itemsOf,
  settledBy,
  settlingOf,
  type InboxItem,
  type Signal,
} from './inbox.ts';

const DAY = '2025-10-08';
/** Any that tells texts apart. */
const digest = (text: string): string => Buffer.from(text, 'utf8').toString('hex').padStart(24, '0');
const NOTHING = { done: new Set<string>(), released: new Set<string>() };

const signal = (own: Partial<Signal> = {}): Signal => ({
  ...{ kind: 'help', subject: '6 S1-G', cause: '17', reference: 'S1-G', step: '6', list: 'AL-0001' },
  ...{ recipient: 'Hälsocentralen Granen', kommun: null, part: 'primarvard', unit: 'Hälsocentralen Granen' },
  ...{ since: '2025-10-02', dueOn: '2025-10-10', why: '', comment: null, isGuarded: false },
  ...own,
});
const items = (signals: readonly Signal[], done: readonly string[] = []): readonly InboxItem[] =>
  itemsOf(signals, { ...NOTHING, done: new Set(done) }, DAY, digest);

describe('the inbox', () => {
  it('has one item for what is settled together, and its id stands for exactly these causes', () => {
    const two = [signal(), signal({ cause: '18', reference: 'S2-E' })];
    const [item, ...rest] = items(two);
    expect(rest).toEqual([]);
    expect(item?.references).toEqual(['S1-G', 'S2-E']);
    expect(item?.id).toMatch(/^[2-9B-DF-HJ-NP-TV-XZ]{4}-[2-9B-DF-HJ-NP-TV-XZ]{4}$/u);
    expect(items(two.toReversed())[0]?.id).toBe(item?.id);
    expect(items(two.slice(1))[0]?.id).not.toBe(item?.id);
  });

  it('lets an item go when it has been seen to, and calls again for another cause alone', () => {
    const [first] = items([signal()]);
    const done = first?.causes ?? [];
    expect(items([signal()], done)).toEqual([]);
    const [again] = items([signal(), signal({ cause: '19', reference: 'S9-B' })], done);
    expect(again?.references).toEqual(['S9-B']);
    expect(again?.id).not.toBe(first?.id);
  });

  it('tells of protected persons that there is something, and nothing else', () => {
    const guarded = { isGuarded: true, kommun: '2262', comment: { cause: 'c', text: 'Anna ringde' } };
    const told = items([
      signal(guarded),
      signal({ ...guarded, subject: '6 S2-E', reference: 'S2-E', cause: '20' }),
    ]);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ recipient: 'Utsedda handläggare', kommun: null, unit: null });
    expect(JSON.stringify({ ...told[0], causes: [] })).not.toMatch(/S1-G|S2-E|Granen|Anna|2262|AL-0001/u);
    expect(filtered(told, { kinds: null, isOf: () => true, isEverywhere: false })).toEqual([]);
    expect(filtered(told, { kinds: null, isOf: () => false, isEverywhere: true })).toEqual(told);
  });

  it('puts what is past its day first within a kind, and says so', () => {
    const order = items([
      signal({ subject: 'a', cause: 'a', reference: 'S3-C', dueOn: '2025-10-12' }),
      signal({ subject: 'b', cause: 'b', reference: 'S4-A', dueOn: '2025-10-01' }),
      signal({ subject: 'c', cause: 'c', reference: 'S5-9', kind: 'comment', dueOn: null }),
    ]);
    expect(order.map(({ references, isLate }) => [references[0], isLate])).toEqual([
      ['S4-A', true],
      ['S3-C', false],
      ['S5-9', false],
    ]);
  });

  it('loses no cause and tells none twice, whatever has been seen to', () => {
    const anySignal = fc.record({
      kind: fc.constantFrom<InboxKind>(...INBOX_KIND_NAMES),
      subject: fc.constantFrom('a', 'b', 'c'),
      cause: fc.constantFrom('1', '2', '3', '4'),
      isGuarded: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anySignal, { selector: ({ kind, subject, cause }) => `${kind}${subject}${cause}` }),
        fc.nat(),
        (some, seen) => {
          const signals = some.map((own) => signal({ ...own, reference: `${own.subject}${own.cause}` }));
          const all = items(signals);
          const causes = all.flatMap((item) => item.causes);
          expect(new Set(causes).size).toBe(signals.length);
          expect(causes).toHaveLength(signals.length);
          const gone = all.filter((_, at) => (at + seen) % 2 === 0).flatMap((item) => item.causes);
          const left = items(signals, gone).flatMap((item) => item.causes);
          expect(left.toSorted()).toEqual(causes.filter((cause) => !gone.includes(cause)).toSorted());
          expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
        },
      ),
    );
  });
});

describe('what has been seen to', () => {
  const event = (seq: number, type: string, data: object, effectiveOn = DAY) => ({
    ...{ seq, type, effectiveOn, data: JSON.stringify(data) },
  });
  const done = event(1, INBOX_DONE, { causes: ['x'] });
  it.each<[string, readonly ReturnType<typeof event>[], readonly string[], readonly string[]]>([
    ['counts', [done], ['x'], []],
    ['does not count before its day', [event(1, INBOX_DONE, { causes: ['x'] }, '2025-10-09')], [], []],
    ['does not count once it is undone', [done, event(2, UNDONE, { seqs: [1] })], [], []],
    ['is not what has been let out', [event(1, COMMENT_RELEASED, { causes: ['c'] })], [], ['c']],
  ])('%s', (_, events, isDone, isReleased) => {
    const settled = settledBy(events, DAY);
    expect([[...settled.done], [...settled.released]]).toEqual([isDone, isReleased]);
  });
});

describe('what settles an item', () => {
  it.each<[InboxKind, string | undefined, string]>([
    ['decision', 'S1-G', 'overgang decide S1-G --as KLASS --reason TEXT'],
    ['both-systems', 'V7-2', 'overgang decide V7-2 --as KLASS --reason TEXT'],
    // A person has no class: the list is answered.
    ['decision', 'P7-2', 'overgang worklist --step 6 -o MAPP'],
    ['lost', 'S1-G', 'overgang worklist --step 6 -o MAPP'],
    ['conflict', 'S1-G', 'overgang return --conflicts MAPP'],
    ['help', 'S1-G', 'overgang return FIL'],
  ])('%s of %s: %s', (kind, reference = '', command) => {
    const [item] = items([signal({ kind, reference })]);
    if (item === undefined) throw new Error('no item');
    expect(settlingOf(item, PROFILE).command).toBe(command);
  });

  it('names no place to fill in, of any kind, guarded or not', () => {
    for (const kind of INBOX_KIND_NAMES)
      for (const isGuarded of [false, true]) {
        const [item] = items([signal({ kind, isGuarded })]);
        if (item === undefined) throw new Error('no item');
        const { how, command } = settlingOf(item, PROFILE);
        expect(`${how} ${command}`).not.toMatch(/[{}]/u);
        if (isGuarded) expect(command).not.toContain('S1-G');
      }
  });

  it('counts for the page the kinds that it tells nowhere else', () => {
    const two = items([signal(), signal({ kind: 'comment' }), signal({ kind: 'decision' })]);
    expect(inboxCounts(two)).toEqual([
      { label: 'rad där någon behöver hjälp', count: 1 },
      { label: 'kommentar', count: 1 },
    ]);
  });
});
