const places = (columns: number, ending: string): string =>
  Array.from({ length: columns }, (_, at) => `${at + 1}${ending}`).join(', ');

/**
 * Groups by the first columns of a statement, and gives the groups in their order: without it one engine sorts them, and
 * another gives them as it likes.
 */
export const groupedBy = (columns: number): string =>
  `GROUP BY ${places(columns, '')} ORDER BY ${places(columns, ' NULLS FIRST')}`;

/** The same, where columns are questions of their own, which would be asked once more for the order. */
export const inGroups = (columns: number, ungrouped: string): string =>
  `SELECT * FROM (${ungrouped} GROUP BY ${places(columns, '')}) g ORDER BY ${places(columns, ' NULLS FIRST')}`;
