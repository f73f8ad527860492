import type { Field } from '../kinds/kinds.ts';
import type { CheckpointData } from './checkpoint-schema.ts';
import { REGISTER_SEALED } from '../verification/register-sealed.ts';
import { CHECKPOINT_CREATED, CHECKPOINT_SEALED } from './checkpoint.ts';

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

/** Events whose data hold codes, counts, references and names of files, and nothing else that a person has typed. */
const EVENTS_KEPT: ReadonlySet<string> = new Set([
  'register-created',
  'imported',
  'reclassified',
  'reopened',
  'undone',
  'errors-written',
  'returned',
  CHECKPOINT_SEALED,
  REGISTER_SEALED,
]);

/** @param data the event's data as JSON text: a checkpoint that was itself made without persons is kept */
export function isEventKeptWithoutPersons(type: string, data: string): boolean {
  if (type === CHECKPOINT_CREATED) return (JSON.parse(data) as CheckpointData).isPseudonymised;
  return EVENTS_KEPT.has(type);
}
