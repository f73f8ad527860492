import { fold } from '../words/fold.ts';

/** A unit's name as it stands in the id of its gate. */
export const unitSlug = (unit: string): string =>
  fold(unit)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
