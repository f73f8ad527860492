import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { ListedCase } from '../../domain/readiness/listed-case.ts';
import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';

/** How many cases are shown one by one. */
const SHOWN = 50;

/** The cases behind a figure, two lines each. */
export function rowsText(
  rows: readonly ListedCase[],
  label: string,
  profile: Profile,
  paint: Paint,
  width: number,
): string {
  const lines = rows.slice(0, SHOWN).flatMap(({ reference, id, class: className, kommun, unit, why }) => {
    const where = [unit, kommun === null ? null : kommunName(profile, kommun)].filter(
      (text) => text !== null,
    );
    const head = [paint.bold(reference), id, className, where.join(', ')].filter(
      (text) => text !== null && text !== '',
    );
    return [wrap(head.join('  '), width, '  '), `  ${paint.dim(wrap(why, width - 2, '  '))}`];
  });
  const rest = rows.length - SHOWN;
  return [
    `${paint.bold(label)}: ${count(rows.length)}`,
    ...lines,
    ...(rest > 0 ? [`… och ${count(rest)} till (alla med --json)`] : []),
  ].join('\n');
}
