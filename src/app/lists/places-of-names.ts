import type { ResolvedColumns } from '../../domain/mapping/mapping.ts';

/** Where names stand: in the column of names, in what it is put together of, and in others that are called so. */
export const placesOfNames = ({
  columns,
  unused,
}: Pick<ResolvedColumns, 'columns' | 'unused'>): readonly number[] => [
  ...columns
    .filter(({ field }) => field.type === 'name')
    .flatMap(({ index, made }) => (made !== undefined && 'parts' in made ? made.parts : [index])),
  ...unused.filter(({ header }) => /namn/iu.test(header)).map(({ index }) => index),
];
