import { readDay } from '../domain/calendar/days.ts';
import { UserError } from '../text/errors.ts';
import { closest, type Choice } from './choices.ts';

/** A day given on the command line. */
export function dayOption(option: string, value: string): string {
  const day = readDay(value.trim());
  if (typeof day !== 'string') throw new UserError('DAY_FAULTY', { option, value });
  return day;
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
  const meant = closest(
    value,
    choices.flatMap(({ code, spellings }) => [code, ...spellings]),
  );
  throw new UserError('VALUE_UNKNOWN', {
    option,
    value,
    suggestion: meant === null ? '' : `Menade du ${meant}? `,
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
  const meant = closest(written, units);
  throw new UserError('VALUE_UNKNOWN', {
    option: '--unit',
    value: written,
    suggestion: meant === null ? '' : `Menade du ${meant}? `,
    known: `de ${units.length} enheter som finns i registret`,
  });
}
