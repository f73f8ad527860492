import { UserError } from '../../text/errors.ts';

/** Ten or twelve digits, with or without a hyphen: what a personnummer looks like. */
const LIKE_PERSONNUMMER = /(?<!\d)(?:\d{2})?\d{6}[-+ ]?\d{4}(?!\d)/u;

/**
 * What is written freely is shown and logged: something must stand there, but no personnummer.
 *
 * @param option the option that the text was given by
 */
export function refuseUnfitText(option: string, text: string): void {
  if (text.trim() === '') throw new UserError('NOTE_EMPTY', { option });
  if (LIKE_PERSONNUMMER.test(text)) throw new UserError('NOTE_WITH_PERSONNUMMER');
}
