import type { Field } from '../records/kinds.ts';

/**
 * What may stand in a checkpoint without persons. An allow-list: a column or an event that is new, and that nobody has
 * thought of here, is left out.
 */
const FIELD_TYPES_KEPT: ReadonlySet<Field['type']> = new Set([
  'id',
  'kommun',
  'unit',
  'hsa',
  'term',
  'date',
  'instant',
  'flag',
]);

/** Numbers, names and whatever people have written freely are left out. */
export const isKeptWithoutPersons = ({ type }: Field): boolean => FIELD_TYPES_KEPT.has(type);

/** Events whose data hold codes, counts, file names and units, and nothing that a person has written of another. */
const EVENTS_KEPT: ReadonlySet<string> = new Set([
  'register-created',
  'imported',
  'reclassified',
  'reopened',
  'undone',
  'worklist-issued',
  'conflicts-issued',
  'errors-written',
  'returned',
  'checkpoint-created',
  'checkpoint-sealed',
]);

export const isEventKeptWithoutPersons = (type: string): boolean => EVENTS_KEPT.has(type);
