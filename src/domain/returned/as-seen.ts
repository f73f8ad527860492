import { readDay } from '../calendar/days.ts';
import { shownText } from '../words/shown-text.ts';

/** Texts compare as people see them: composed, with single spaces. */
export const asSeen = (text: string | null): string =>
  shownText(text ?? '')
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .trim();

/** Days compare as days, however a spreadsheet writes them. */
export function asSeenIn(format: 'text' | 'date' | 'choice', text: string | null): string {
  const day = format === 'date' && text !== null && text !== '' ? readDay(text.trim()) : null;
  return typeof day === 'string' ? day : asSeen(text);
}
