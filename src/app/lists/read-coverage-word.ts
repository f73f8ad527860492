import {
  SCOPE_COLUMNS,
  UNKNOWN_PLACE,
  WHOLE,
  type Scope,
  type ScopeColumn,
} from '../../domain/coverage/coverage.ts';
import type { CoverageWord } from '../../domain/coverage/held-list.ts';
import { spellingsOf } from '../../domain/kinds/terms.ts';
import { kommunSpellings } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { fold } from '../../domain/words/fold.ts';
import { unitsOfCases } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { refuseUnfitText } from '../guards/refuse-unfit-text.ts';

/** What the options of a command say of its lists. */
export interface CoverageOptions {
  readonly whole?: boolean;
  readonly covers?: readonly string[];
  readonly by?: string;
  readonly reason?: string;
}

/**
 * Somebody's word on what lists are the whole of; null where nothing is said.
 *
 * @param user who runs the command, where nobody else is named
 * @throws UserError where it can not be understood
 */
export function readCoverageWord(
  register: Register,
  { whole, covers = [], by, reason }: CoverageOptions,
  user: string,
): CoverageWord | null {
  if (whole !== true && covers.length === 0) return null;
  if (by !== undefined) refuseUnfitText('--by', by);
  if (reason !== undefined) refuseUnfitText('--reason', reason);
  return {
    covers: covers.length === 0 ? WHOLE : scopeOf(register, covers),
    isWhole: whole === true,
    by: by?.trim() ?? user,
    reason: reason?.trim() ?? '',
  };
}

const isScopeColumn = (text: string): text is ScopeColumn =>
  (SCOPE_COLUMNS as readonly string[]).includes(text);

function scopeOf({ db, profile }: Register, written: readonly string[]): Scope {
  const scope: Partial<Record<ScopeColumn, (string | null)[]>> = {};
  const unitsCalled = (text: string): readonly string[] =>
    unitsOfCases(db).filter((unit) => fold(unit) === fold(text));
  const read: Readonly<Record<ScopeColumn, (text: string) => readonly string[]>> = {
    kommun: (text) => found(kommunSpellings(profile).get(fold(text))),
    part: (text) => found(partOf(profile, text)),
    // A unit may be spelled in several ways, and not be in any list yet.
    unit: (text) => [...new Set([text.trim(), ...unitsCalled(text)])],
  };
  // What has none is named as in the tables; a unit can be called just so.
  const valuesOf = (column: ScopeColumn, text: string): readonly (string | null)[] =>
    fold(text) === UNKNOWN_PLACE
      ? [null, ...(column === 'unit' ? unitsCalled(text) : [])]
      : read[column](text);
  for (const one of written) {
    const [, column = '', values = ''] = /^\s*(\p{L}+)\s*=\s*(.*)$/su.exec(one) ?? [];
    const codes = isScopeColumn(column) ? values.split(',').map((text) => valuesOf(column, text)) : [];
    if (!isScopeColumn(column) || codes.some((code) => code.length === 0))
      throw new UserError('COVERS_UNKNOWN', {
        written: one,
        known: profile.kommuner.map(({ name }) => name).join(', '),
      });
    scope[column] = [...(scope[column] ?? []), ...codes.flat()];
  }
  return scope;
}

const found = (code: string | undefined): readonly string[] => (code === undefined ? [] : [code]);

function partOf({ terms }: Profile, text: string): string | undefined {
  return spellingsOf('part', fold, terms.part).get(fold(text));
}
