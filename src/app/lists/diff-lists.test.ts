import { describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';
import { parseProfile } from '../../domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import { changedFields } from './diff-lists.ts';

const parsed = parseProfile(SHIPPED_PROFILES[DEFAULT_PROFILE]);
if ('faults' in parsed) throw new Error(parsed.faults.join());
const { profile } = parsed;

const BEFORE = {
  sip_id: 'SIP-1',
  name: 'Märta Nordström',
  kommun: '2262',
  unit: 'Granen',
  status: 'open',
  changed_on: '2025-03-04',
  not_understood: null,
};
type Changes = Readonly<Record<string, string | null>>;
const told = (after: Changes, isProtected = false, before: Changes = {}): readonly string[] =>
  changedFields('sip', { ...BEFORE, ...before }, { ...BEFORE, ...after }, profile, () => isProtected).map(
    ({ column, fromText, toText, isHidden, from, to }) =>
      isHidden
        ? `${column} ${JSON.stringify([from, to, fromText, toText])}`
        : `${column}: ${fromText} → ${toText}`,
  );
const HIDDEN = '[null,null,"",""]';

describe('what a case differs in between two lists', () => {
  it('is nothing where every field is the same', () => {
    expect(told({})).toEqual([]);
  });

  it('is told by the fields that differ, in the order of the kind, as text', () => {
    expect(told({ changed_on: '2025-09-01', unit: 'Linden' })).toEqual([
      'unit: Granen → Linden',
      'changed_on: 2025-03-04 → 2025-09-01',
    ]);
  });

  it('is told without values of a name, and of everything of a protected person', () => {
    expect(told({ name: 'Märta Ek' })).toEqual([`name ${HIDDEN}`]);
    expect(told({ unit: 'Linden' }, true)).toEqual([`unit ${HIDDEN}`]);
  });

  it('is a text that nobody could read, too: told as such, and never by its words', () => {
    const unread = (text: string): Changes => ({
      not_understood: JSON.stringify({ status: text }),
      status: null,
    });
    expect(told(unread('Vilande'))).toEqual(['status: Pågående → gick inte att läsa']);
    expect(told(unread('Vilande'), false, unread('Pausad'))).toEqual([`status ${HIDDEN}`]);
    expect(told(unread('Vilande'), false, unread('Vilande'))).toEqual([]);
  });
});
