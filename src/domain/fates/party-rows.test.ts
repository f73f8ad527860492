import { describe, expect, it } from 'vitest';
import { PROFILE } from '../classification/cases.test-help.ts';
import { resolveColumns } from '../mapping/mapping.ts';
import { openPartyRows } from './party-rows.ts';

const HEADERS = ['SIP-id', 'Kommun', 'Deltagare'];

function taken(rows: readonly (readonly string[])[], headers: readonly string[] = HEADERS) {
  const parties = openPartyRows(resolveColumns('sip', headers, PROFILE, null));
  for (const cells of rows) parties?.look(cells);
  return parties === null ? null : rows.map((cells) => parties.join(cells));
}

const shown = (rows: readonly (readonly string[])[]): readonly string[] | undefined =>
  taken(rows)?.map(({ cells, isParty }) => `${cells.join('|')}${isParty ? ' +' : ''}`);

describe('rows of one SIP that differ in who takes part alone', () => {
  it('are each taken in with all the parties, in an order that is not that of the rows', () => {
    const rows = [
      ['S1', 'Timrå', 'Hälsocentralen B'],
      ['S1', 'Timrå', ' Enheten A'],
      ['S1', 'Timrå', '-'],
      ['S1', 'Timrå', 'hälsocentralen b'],
    ];
    const all = 'S1|Timrå|Enheten A; Hälsocentralen B';
    expect(shown(rows)).toEqual([all, `${all} +`, all, all]);
    expect(shown(rows.slice(0, 2).toReversed())).toEqual([all, `${all} +`]);
  });

  it('and of which one names several, are so too', () => {
    expect(
      shown([
        ['S1', 'Timrå', 'B; A'],
        ['S1', 'Timrå', 'A'],
      ]),
    ).toEqual(['S1|Timrå|A; B', 'S1|Timrå|A; B']);
  });
});

describe('rows that stand as they are', () => {
  it('are those of one id that differ in anything else: they contradict each other', () => {
    const rows = [
      ['S1', 'Timrå', 'A'],
      ['S1', 'Timrå', 'B'],
      ['S1', 'Ånge', 'B'],
    ];
    expect(shown(rows)).toEqual(rows.map((cells) => cells.join('|')));
  });

  it('are those of a SIP with one row, of one without an id, and those that say the same', () => {
    const rows = [
      ['S1', 'Timrå', 'B; A'],
      ['', 'Timrå', 'A'],
      ['', 'Timrå', 'B'],
      ['S2', 'Timrå', 'A'],
      ['S2', 'Timrå', 'A'],
    ];
    expect(shown(rows)).toEqual(rows.map((cells) => cells.join('|')));
  });

  it('are all of a list that says of nobody who takes part', () => {
    expect(taken([['S1', 'Timrå']], ['SIP-id', 'Kommun'])).toBeNull();
  });
});
