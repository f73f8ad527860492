import { counted } from '../domain/words/counted.ts';
import { readDay } from '../domain/calendar/days.ts';
import { UserError } from '../text/errors.ts';
import { closest, type Choice } from './choices.ts';

/** A day given on the command line. */
export function dayOption(option: string, value: string): string {
  const day = readDay(value.trim());
  if (typeof day !== 'string') throw new UserError('DAY_FAULTY', { option, value });
  return day;
}

const TIME_OF_DAY = /[T ]([01]\d|2[0-3]):([0-5]\d)/u;

/** HH:MM of a day written with its time; null where only the day is said. */
export function timeOption(value: string): string | null {
  return TIME_OF_DAY.exec(value)?.[0].slice(1) ?? null;
}

const HSA_ID = /^SE\d{10}-[0-9A-Z]{1,18}$/u;

/** An HSA-id as it is written: SE, the organisation's ten digits, a hyphen, letters and digits; 31 characters at most. */
export function hsaIdOption(value: string): string {
  const id = value.trim().toUpperCase();
  if (!HSA_ID.test(id)) throw new UserError('HSA_ID_FAULTY', { written: value });
  return id;
}

/** A value that must be one of several; says which are possible, and what was likely meant. */
export function choiceOption<T extends string>(
  option: string,
  value: string,
  choices: readonly Choice<T>[],
): T {
  const chosen = choices.find(({ code, spellings }) =>
    [code, ...spellings].some((text) => text.toLowerCase() === value.trim().toLowerCase()),
  );
  if (chosen !== undefined) return chosen.code;
  throw new UserError('VALUE_UNKNOWN', {
    option,
    value,
    suggestion: suggestion(
      value,
      choices.map(({ code, spellings }) => [code, ...spellings]),
    ),
    known: listed(
      choices.map(({ code, spellings }) => (spellings[0] === undefined ? code : `${code} (${spellings[0]})`)),
    ),
  });
}

/** More values than one line can hold stand on a line each. */
function listed(values: readonly string[]): string {
  return values.length > 10 ? values.map((value) => `\n  ${value}`).join('') : values.join(', ');
}

/** A unit by its name, in any case; units are many, and not listed. */
export function unitOption(written: string, units: readonly string[]): string {
  const unit = units.find((name) => name.toLowerCase() === written.trim().toLowerCase());
  if (unit !== undefined) return unit;
  throw new UserError('VALUE_UNKNOWN', {
    option: '--unit',
    value: written,
    suggestion: suggestion(
      written,
      units.map((name) => [name]),
    ),
    known:
      units.length === 0
        ? 'inga, för inget ärende i registret har en enhet än'
        : `${counted(units.length, 'enheten', 'enheter')} som finns i registret (overgang status --unit ${LIST})`,
  });
}

/** Given instead of a unit or a kommun: which there are. */
const LIST = 'lista';

export const isAskedToList = (written: string | undefined): boolean => written?.trim().toLowerCase() === LIST;

const MANY = 8;

/**
 * What was likely meant: names with what was written in them, else the one that it is a slip of.
 *
 * @param names of each value its names, the one to propose first
 */
function suggestion(written: string, names: readonly (readonly string[])[]): string {
  const part = written.trim().toLowerCase();
  const within = names.flatMap((all) => all.find((name) => name.toLowerCase().includes(part)) ?? []);
  const meant =
    part.length > 1 && within.length > 0
      ? within
      : [closest(written, names.flat())].filter((name) => name !== null);
  if (meant.length === 0) return '';
  const shown =
    meant.length > MANY ? [...meant.slice(0, MANY - 1), `${meant.length - MANY + 1} till`] : meant;
  const last = shown.at(-1) ?? '';
  return `Menade du ${shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} ${meant.length > MANY ? 'eller någon av' : 'eller'} ${last}`}? `;
}
