import { shapeTrouble } from '../../domain/guessing/list-shape.ts';
import { knownHeaders } from '../../domain/mapping/mapping.ts';
import { kommunSpellings } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { fold } from '../../domain/words/fold.ts';
import type { RawRow } from '../../files/reading/open-table.ts';
import { UserError } from '../../text/errors.ts';

/** Where a file is no list, what it is instead goes before what it lacks. */
export function namedByShape(
  error: unknown,
  file: string,
  head: readonly RawRow[],
  profile: Profile,
): unknown {
  if (!(error instanceof UserError) || !OF_THE_HEADER.has(error.code)) return error;
  const kommuner = kommunSpellings(profile);
  const trouble = shapeTrouble(
    head.map(({ cells }) => cells),
    { isHeader: knownHeaders(profile, null), isKommun: (text) => kommuner.has(fold(text)) },
  );
  return trouble === null ? error : new UserError(trouble.code, { file, sign: trouble.sign });
}

const OF_THE_HEADER: ReadonlySet<string> = new Set([
  ...[
    'KIND_NOT_FOUND',
    'KIND_UNCLEAR',
    'SYSTEM_UNCLEAR',
    'ID_COLUMN_MISSING',
    'HEADER_MISSING',
    'HEADER_ABSENT',
  ],
  ...['DATA_ABOVE_HEADER', 'HEADER_DUPLICATED'],
]);
