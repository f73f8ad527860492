import { describe, expect, it } from 'vitest';
import { overgang } from '../helpers/cli.ts';
import { emptyWorld, LIST_NAME, messageOf, sipsOf, sipText, takeIn, told } from '../helpers/bad-input.ts';

const ID = { 'SIP-id': 'SIP-7' };

describe('the same id with the same content', () => {
  it('collapses to one case, with a count and the row it repeats', async () => {
    const attempt = await takeIn(sipText([ID, {}, ID, ID]));
    expect(attempt.code).toBe(0);
    expect(attempt.file.fates).toMatchObject({ new: 2, duplicate: 2, rejected: 0 });
    expect(told(attempt)).toEqual([
      ['ROW_REPEATED', 4, null],
      ['ROW_REPEATED', 5, null],
    ]);
    expect(messageOf(attempt, 'ROW_REPEATED')).toContain('upprepning av rad 2');
    expect(sipsOf(attempt.world).map(({ key }) => key)).toEqual(['SIP-2', 'SIP-7']);
    const { stdout } = await overgang(['validate', LIST_NAME, '--as-of', '2025-09-29'], attempt.world);
    expect(stdout).toContain('5 rader = 2 nya + 2 upprepade + 1 titel- eller rubrikrad');
  });

  it('is the same content also when the spelling of the facts differs', async () => {
    const attempt = await takeIn(
      sipText([ID, { ...ID, Kommun: ' 2280 ', Samordningsansvar: 'PRIMÄRVÅRD', Startad: '2025/01/02' }]),
    );
    expect(attempt.file.fates).toMatchObject({ new: 1, duplicate: 1 });
  });
});

describe('the same id with different content', () => {
  const other = { ...ID, Kommun: 'Timrå' };

  it('is a conflict: neither row wins, both are named, and the case stays open for a decision', async () => {
    const attempt = await takeIn(sipText([ID, {}, other]));
    expect(attempt.code).toBe(1);
    expect(attempt.file.fates).toMatchObject({ new: 1, rejected: 2, duplicate: 0 });
    expect(told(attempt)).toEqual([
      ['SAME_ID_OTHER_CONTENT', 2, 'SIP-id'],
      ['SAME_ID_OTHER_CONTENT', 4, 'SIP-id'],
    ]);
    const [, contested] = sipsOf(attempt.world);
    expect(contested).toMatchObject({ key: 'SIP-7', is_conflicting: 1, class: 'needs-decision' });
    // What both say is known; what they disagree on is not.
    expect(contested).toMatchObject({ kommun: null, name: 'Åsa Öberg' });
  });

  it.each([
    ['a repetition before', [ID, ID, other]],
    ['a repetition after', [ID, other, ID]],
    ['a repetition of the second', [ID, other, other]],
  ])('is one with %s too: every row is named', async (_what, rows) => {
    const attempt = await takeIn(sipText(rows));
    expect([attempt.code, attempt.file.rows]).toEqual([1, 4]);
    expect(sipsOf(attempt.world)).toMatchObject([{ is_conflicting: 1, kommun: null }]);
    const rowsTold = new Set(told(attempt).map(([, row]) => row));
    for (const row of [3, 4]) expect(rowsTold).toContain(row);
  });

  it('is settled by a later list where it stands once', async () => {
    const world = await emptyWorld();
    await takeIn(sipText([ID, other]), { world });
    const attempt = await takeIn(sipText([other]), { world, name: 'sip-2025-09-22.csv' });
    expect(attempt.file.fates).toMatchObject({ changed: 1, rejected: 0 });
    expect(sipsOf(world)).toMatchObject([{ is_conflicting: 0, kommun: '2262' }]);
  });

  it('protects a person that either row calls protected', async () => {
    const { world } = await takeIn(sipText([ID, { ...ID, 'Skyddade personuppgifter': 'Ja' }]));
    expect(sipsOf(world)).toMatchObject([{ is_conflicting: 1, is_protected: 1 }]);
  });
});

describe('an id with another form than the others', () => {
  const FOUR = [{}, {}, {}, {}];

  it('is told of the column as a whole, and is a case as they are', async () => {
    const attempt = await takeIn(sipText([...FOUR, { 'SIP-id': 'VT88001' }]));
    expect(told(attempt)).toEqual([['ID_FORM_DIFFERS', null, 'SIP-id']]);
    expect(messageOf(attempt, 'ID_FORM_DIFFERS')).toContain('1 av 5, först rad 6');
    expect(attempt.file.fates).toMatchObject({ new: 5 });
  });

  it('is not told again of one that can not be shown', async () => {
    const attempt = await takeIn(sipText([...FOUR, { 'SIP-id': '19271206-9810' }]));
    expect(told(attempt)).toEqual([['ID_UNLIKE', 6, 'SIP-id']]);
  });
});
