import type { FactValue } from '../kinds/kinds.ts';
import { nameMark } from './namesakes.ts';

/**
 * Numbers of four bytes that stand for texts of a record, where millions of records are compared: a text always has the
 * same one, and now and then two texts share one. Whoever reads records ahead makes them, too.
 */
export interface RecordMarks {
  readonly key: number;
  /** 0 of nobody. */
  readonly person: number;
  /** Whatever the order of the words; 0 without a name. */
  readonly name: number;
}

/** The mark of somebody whom no number tells. */
export const NOBODY = 0;

/** A text in four bytes (FNV-1a). */
export function textMark(text: string): number {
  let mark = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
  return mark | 0;
}

/** The marks of a record, whose name is `null` where its kind has none. */
export const marksOf = (key: string, personKey: string | null, name: FactValue): RecordMarks => ({
  key: textMark(key),
  ...marksOfPerson(personKey, name),
});

/** Of its person alone. */
export const marksOfPerson = (
  personKey: string | null,
  name: FactValue,
): Pick<RecordMarks, 'person' | 'name'> => ({
  person: personKey === null ? NOBODY : textMark(personKey),
  name: nameMark(typeof name === 'string' ? name : null),
});
