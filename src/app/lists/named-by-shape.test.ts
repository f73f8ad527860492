import { expect, it } from 'vitest';
import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';
import { parseProfile } from '../../domain/profile/parse-profile.ts';
import { SHIPPED_PROFILES } from '../../domain/profile/shipped-profiles.ts';
import { UserError } from '../../text/errors.ts';
import { namedByShape } from './named-by-shape.ts';

const parsed = parseProfile(SHIPPED_PROFILES[DEFAULT_PROFILE]);
if ('faults' in parsed) throw new Error(parsed.faults.join());
const { profile } = parsed;
const FORMULAS = [{ row: 1, cells: ['="SIP-1"', '="Timrå"', '="Ja"'] }];
const named = (error: unknown): unknown => namedByShape(error, 'a.csv', FORMULAS, profile);

it('a list whose header is not found is called what its shape says', () => {
  expect(named(new UserError('HEADER_ABSENT', { file: 'a.csv' }))).toMatchObject({ code: 'FORMULA_TEXTS' });
});

it('any other trouble is told as it is, whatever the shape', () => {
  for (const error of [new UserError('EXPORTED_AT_MISSING', { file: 'a.csv' }), new Error('a fault')])
    expect(named(error)).toBe(error);
});
