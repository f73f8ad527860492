import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readChain } from './event-chain.ts';

const GENESIS = '0'.repeat(64);
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const read = (text: string, isPseudonymised = false) =>
  readChain(text, isPseudonymised, { genesis: GENESIS, sha256 });

type Event = readonly unknown[];
const event = (seq: number, prevHash: string, type = 'marked', data: string | null = '{}'): Event => [
  ...[seq, '2025-10-01T08:00:00.000Z', '2025-10-01', 'prov', type, null, null, data, prevHash],
];
const line = (members: Event, more = ''): string => {
  const written = JSON.stringify(members);
  return `{"hash":"${sha256(written)}","event":${written}${more}}\n`;
};
const hashOf = (members: Event): string => sha256(JSON.stringify(members));

const one = event(1, GENESIS);
const two = event(2, hashOf(one));
const three = event(3, hashOf(two));
const codesOf = (text: string, isPseudonymised = false): readonly string[] =>
  read(text, isPseudonymised).problems.map(({ code, where }) => `${code} ${where.split(':')[1] ?? ''}`);

describe('the chain of events', () => {
  it('that is whole has no problems, and ends with its last event', () => {
    const chain = read(line(one) + line(two));
    expect(chain.problems).toEqual([]);
    expect([chain.head.seq, chain.headBefore.seq, chain.last[0]]).toEqual([2, 1, 2]);
    expect(chain.head.hash).toBe(hashOf(two));
  });

  it('without an event is the beginning, and has no last', () => {
    const chain = read('');
    expect([chain.lines, chain.last, chain.head]).toEqual([[], [], { seq: 0, hash: GENESIS }]);
  });

  it('an event that is left out is missed, and breaks the link', () => {
    expect(codesOf(line(one) + line(three))).toEqual(['EVENT_MISSING 2', 'EVENT_LINK_BROKEN 2']);
  });

  it('an event that follows another than it says breaks the link, though its number is right', () => {
    expect(codesOf(line(one) + line(event(2, GENESIS)))).toEqual(['EVENT_LINK_BROKEN 2']);
  });

  it('an event whose hash is another’s is changed', () => {
    expect(codesOf(line(one).replace('"prov"', '"nain"'))).toEqual(['EVENT_CHANGED 1']);
  });

  it.each([
    ['no line of an event', 'hej\n'],
    ['not JSON', line(one).replace('[1,', '[1,,')],
    ['a member more', line([...one, null])],
    ['not written as the log writes it', line(one).replace('[1,', '[1, ')],
  ])('a line that is %s is told of and passed over', (_, text) => {
    expect(codesOf(text)).toEqual(['EVENT_LINE_FAULTY 1']);
    expect(codesOf(text + line(one))).toEqual(['EVENT_LINE_FAULTY 1']);
  });
});

describe('without persons', () => {
  const withheld = (type: string): string =>
    line(event(1, GENESIS, type, null), `,"dataSha256":"${sha256('{}')}"`).replace(
      /"hash":"[0-9a-f]+"/u,
      `"hash":"${hashOf(event(1, GENESIS, type))}"`,
    );

  it('data that says who is withheld, and its hash is taken for what it says', () => {
    expect(codesOf(withheld('marked'), true)).toEqual([]);
  });

  it('data that says nothing of who is withheld for nothing', () => {
    expect(codesOf(withheld('imported'), true)).toEqual(['EVENT_CHANGED 1']);
  });

  it('an earlier checkpoint may have been made with persons: only its data could tell', () => {
    expect(codesOf(withheld('checkpoint-created'), true)).toEqual([]);
  });

  it('a checkpoint with persons withholds nothing', () => {
    expect(codesOf(withheld('marked'))).toEqual(['EVENT_CHANGED 1']);
  });
});
