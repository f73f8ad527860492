import type { TableNoteCode } from './table.ts';

/** A number as its shortest exact decimal text, never with an exponent; null when it is none. */
export function decimalText(written: string): string | null {
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(written)) return null;
  const number = Number(written);
  if (!Number.isFinite(number)) return null;
  const shortest = String(number === 0 ? 0 : number);
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(shortest) ?? [];
  if (exponent === undefined) return shortest;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}

/** How a number format shows a number: as such, as a day (perhaps with a time), or as a length of time. */
export type NumberStyle = 'number' | 'date' | 'dateTime' | 'duration';

/** The formats that every program knows by number alone, those with a date or a time. */
export function builtInStyle(id: number): NumberStyle {
  if (id === 46) return 'duration';
  if (id === 22 || (id >= 18 && id <= 21) || id === 32 || id === 33 || id === 45 || id === 47)
    return 'dateTime';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  return 'number';
}

export function styleOfFormat(format: string): NumberStyle {
  // What stands in quotes, after a backslash or an underscore, or in brackets (colour, language) is no date.
  if (/\[(?:h+|m+|s+)\]/i.test(format)) return 'duration';
  const letters = format.replaceAll(/"[^"]*"|[\\_*].|\[[^\]]*\]|general/gi, '');
  if (/[hs]/i.test(letters)) return 'dateTime';
  return /[ymd]/i.test(letters) ? 'date' : 'number';
}

/** What a number format prints besides what stands in a cell: of a number above, below and at zero, and of a text. */
export interface FormatWords {
  readonly number: readonly [above: string, below: string, zero: string];
  readonly text: string;
}

const sectionsOf = (format: string): readonly string[] =>
  format.match(/(?:"[^"]*"|\\.|\[[^\]]*\]|[^;])+|(?<=^|;)(?=;|$)/gu) ?? [];

/** Of which values a number format prints nothing at all: numbers above, below and at zero, and texts. */
export interface FormatHides {
  readonly number: readonly [above: boolean, below: boolean, zero: boolean];
  readonly text: boolean;
}

/** @returns null where it shows whatever stands in the cell */
export function hiddenByFormat(format: string): FormatHides | null {
  const sections = sectionsOf(format);
  // Colours, conditions and what only takes room print nothing.
  const isNothing = sections.map(
    (section) =>
      section.replaceAll(/\[(?!\$)[^\]]*\]|_.|\*\s|"\s*"|\\\s/gu, '').trim() === '' && format.includes(';'),
  );
  if (!isNothing.includes(true)) return null;
  const [above = false, below = above, zero = above] = isNothing;
  return { number: [above, below, zero], text: isNothing[3] ?? false };
}

/** Whether a format prints nothing of anything. */
export function hidesAll(format: string): boolean {
  const hides = hiddenByFormat(format);
  return hides?.number.every(Boolean) === true;
}

/** @returns null where it prints no word, and no sign that could be one */
export function wordsOfFormat(format: string): FormatWords | null {
  const sections = sectionsOf(format);
  const words = sections.map(wordsOfSection);
  if (words.every((text, at) => !/\p{L}/u.test(text) && !showsOther(sections[at] ?? '', text))) return null;
  const all = words.join(' ');
  const ofText = words[3] ?? words.filter((_, at) => sections[at]?.includes('@')).join(' ');
  // Which section a condition chooses is not looked into.
  if (/\[[<>=]/u.test(format)) return { number: [all, all, all], text: ofText };
  const [above = '', below = above, zero = above] = words;
  return { number: [above, below, zero], text: ofText };
}

/** What is left of a section without what stands in quotes, after a backslash or in brackets, and what takes room. */
const codesOf = (section: string): string => section.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./gu, '').trim();

/** Whether a section shows the same whatever stands in the cell: it has no place for a digit, a text or a part of a day. */
const isFixed = (section: string): boolean => !/[0#?@\p{L}]/u.test(codesOf(section));

/** Whether it shows something instead of the value, or a sign beside it that is none of numbers, days and currencies. */
const showsOther = (section: string, text: string): boolean =>
  (isFixed(section) ? /[^\s–—-]/u : /[^\s\p{Sc}\p{N}.,:;/()'’%–—-]/u).test(text);

/** What stands in quotes, after a backslash, or as a currency; and signs that need none of it. */
const wordsOfSection = (section: string): string =>
  Array.from(
    section.matchAll(/"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]/gu),
    ([, quoted = '', single = '', currency = '']) => quoted + single + currency,
  ).join('') + (isFixed(section) ? codesOf(section) : '');

const SECONDS_A_DAY = 86_400;
/** 9999-12-31, the last day a workbook knows. */
const LAST_SERIAL = 2_958_465;

export interface CellText {
  readonly text: string;
  readonly note?: TableNoteCode;
}

/**
 * A day or a time from a workbook's serial number. Day 60 of the 1900 system is the 29th of February 1900, which never
 * was: it is refused, and the days before it are counted from another day than those after it.
 */
export function dateText(serial: number, style: NumberStyle, is1904: boolean): CellText {
  const seconds = Math.round(serial * SECONDS_A_DAY);
  const days = Math.floor(seconds / SECONDS_A_DAY);
  const asNumber = decimalText(String(serial)) ?? String(serial);
  if (serial < 0 || days > LAST_SERIAL) return { text: asNumber, note: 'DATE_OUT_OF_RANGE' };
  if (style === 'duration') return { text: timeText(seconds) };
  const time = timeText(seconds % SECONDS_A_DAY);
  if (days === 0 && !(is1904 && style === 'date')) return { text: time };
  if (days === 60 && !is1904) return { text: asNumber, note: 'DATE_SERIAL_60' };
  // Days are counted in UTC, where each has 24 hours.
  const first = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30);
  const day = new Date(first + days * SECONDS_A_DAY * 1000).toISOString();
  const hasTime = style === 'dateTime' || seconds % SECONDS_A_DAY !== 0;
  // Days in the 1904 system reach past 9999.
  if (!day.startsWith('+')) return { text: day.slice(0, 10) + (hasTime ? ` ${time}` : '') };
  return { text: asNumber, note: 'DATE_OUT_OF_RANGE' };
}

function timeText(seconds: number): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const rest = seconds % 60;
  const minutes = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return rest === 0 ? minutes : `${minutes}:${two(rest)}`;
}

/** A cell that holds its date as ISO 8601. A time with a zone may be another day here: it is left as it stands. */
export function isoDateText(written: string): CellText {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::(\d\d)(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(
    written.trim(),
  );
  if (found === null) return { text: written, note: 'DATE_OUT_OF_RANGE' };
  const [, day = '', minutes, seconds = '00', zone] = found;
  if (minutes === undefined || `${minutes}:${seconds}` === '00:00:00') return { text: day };
  if (zone !== undefined) return { text: written.trim(), note: 'DATE_WITH_ZONE' };
  return { text: `${day} ${minutes}${seconds === '00' ? '' : `:${seconds}`}` };
}

/** Characters that XML cannot hold are written `_x000D_`, and an underscore that would look like it `_x005F_`. */
export function decodeEscapes(text: string): string {
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
