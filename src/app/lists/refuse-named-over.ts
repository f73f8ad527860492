import { namedOver } from '../../domain/coverage/named-status.ts';
import { kindOf } from '../../domain/kinds/kinds.ts';
import type { Mapping, ResolvedColumns } from '../../domain/mapping/mapping.ts';
import { UserError } from '../../text/errors.ts';
import type { ListPart } from './open-list.ts';

/**
 * @throws UserError where a name or a title of a list says that its cases are over, and no column says it of each
 */
export function refuseNamedOver(
  file: string,
  columns: ResolvedColumns,
  mapping: Mapping | null,
  { titleTexts, parts }: { readonly titleTexts: readonly string[]; readonly parts: readonly ListPart[] },
): void {
  const titles = [...titleTexts, ...parts.flatMap((part) => part.titles.map(({ cells }) => cells.join(' ')))];
  const named = namedOver(columns, mapping, [
    ...parts.flatMap(({ name }) =>
      name === null ? [] : [{ where: `bladet ${name}`, text: name, isName: true }],
    ),
    ...titles.map((text) => ({ where: 'titeln', text, isName: false })),
    { where: 'filens namn', text: file, isName: true },
  ]);
  if (named === null) return;
  const hasStatus = kindOf(columns.kind).fields.some(({ name }) => name === 'status');
  throw new UserError(hasStatus ? 'LIST_SAYS_OVER' : 'LIST_SAYS_OVER_OF_ALL', { file, where: named.where });
}
