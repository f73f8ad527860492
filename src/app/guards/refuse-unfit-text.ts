import { holdsPersonNumber } from '../../domain/identity/person-number-in-text.ts';
import { UserError } from '../../text/errors.ts';

/**
 * What is written freely is shown and logged: something must stand there, but no personnummer.
 *
 * @param option the option that the text was given by
 */
export function refuseUnfitText(option: string, text: string): void {
  if (text.trim() === '') throw new UserError('NOTE_EMPTY', { option });
  if (holdsPersonNumber(text)) throw new UserError('NOTE_WITH_PERSONNUMMER');
}
