import { describe, expect, it } from 'vitest';
import { watchIdForms } from './id-forms.ts';

/** What is said of ids; one with a "!" before it stands on a row that does not fit the columns. */
function said(ids: readonly string[]) {
  const watch = watchIdForms();
  ids.forEach((id, at) => {
    watch.look(at + 2, id.replace('!', ''), id.startsWith('!'));
  });
  return { odd: watch.odd(), other: watch.ofOtherList() };
}
const sips = (count: number): string[] => Array.from({ length: count }, (_, at) => `SIP-24${at}`);

describe('ids of another form', () => {
  it('are told where they are few', () => {
    expect(said([...sips(30), 'SIP-A-1', 'SIP-A-2']).odd).toBe('2 av 32, först rad 32');
    expect(said([...sips(30), 'SIP-24', 'SIP-7']).odd).toBeNull();
    expect(said([...sips(5), 'SIP-A-1']).odd).toBeNull();
  });

  it('are told also of a short list, where the word is another', () => {
    expect(said([...sips(3), 'VT88001']).odd).toBe('1 av 4, först rad 5');
    expect(said([...sips(3), '240001']).odd).toBe('1 av 4, först rad 5');
    expect(said([...sips(2), 'VT88001', 'VT88002']).odd).toBeNull();
  });
});

describe('rows of another list', () => {
  it('are those of a form that no row fits with, where rows of another do', () => {
    expect(said([...sips(1), '!VT1', '!VT2']).other).toBe(3);
    expect(said([...sips(3), '!VT1', '!VT2', 'VT3']).other).toBeNull();
  });

  it('are not those that do not fit and are called as the others, or where none fits', () => {
    expect(said([...sips(3), '!SIP-9']).other).toBeNull();
    expect(said(['!SIP-1', '!VT2']).other).toBeNull();
    expect(said([...sips(3), 'VT1']).other).toBeNull();
  });
});
