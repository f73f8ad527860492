/** Headers of a list besides those of its step's columns: what a returned list is recognised by. */
export const TOKEN_HEADER = 'Radnyckel';
export const GROUP_HEADER = 'Enhet';
export const DUE_HEADER = 'Klart senast';
/** In a workbook, first among the cells that are not locked: it goes where the answers go. */
export const CHECK_HEADER = 'Svarens referens';

/** Stand first in every row of a CSV: it has no hidden sheet, and its rows are sorted and cut apart. */
export const CSV_ID_HEADERS = ['Lista', 'Underlag', 'Miljö'] as const;
