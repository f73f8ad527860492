import type { Argument, Command, Option } from 'commander';

export interface Candidate {
  readonly value: string;
  readonly about: string;
}

/** What can be written: these, or a path, which the shell knows best. */
export type Candidates = readonly Candidate[] | 'files';

/** The values of a placeholder: `kommun` of `--kommun <kommun>`, or `fil` of an argument; of a verb, where it matters. */
export type ValuesOf = (placeholder: string, verb: string) => Candidates;

const takesValue = (option: Option): boolean => option.required || option.optional;
const named = (options: readonly Option[], word: string): Option | undefined =>
  options.find(({ long, short }) => word === long || word === short);

/** `steg` of `--step <steg...>`. */
const placeholderOf = ({ flags }: Option): string => /[<[]([^>\]]+?)(?:\.\.\.)?[>\]]/u.exec(flags)?.[1] ?? '';

const namesOf = (command: Command): readonly string[] =>
  command.parent === null ? [] : [...namesOf(command.parent), command.name()];

/** Where on the line the words have come to: the command, and what of it is given. */
interface Place {
  readonly command: Command;
  readonly positional: number;
  /** The option that waits for its value. */
  readonly waiting: Option | undefined;
  /** One that can have more values than it has. */
  readonly open: Option | undefined;
  readonly given: readonly Option[];
}

function placeOf(program: Command, before: readonly string[]): Place {
  let command = program;
  let positional = 0;
  let waiting: Option | undefined;
  let open: Option | undefined;
  const given: Option[] = [];
  for (const word of before) {
    if (waiting !== undefined) {
      open = waiting.variadic ? waiting : undefined;
      waiting = undefined;
      continue;
    }
    const option = named([...command.options, ...program.options], word);
    if (option !== undefined) {
      given.push(option);
      open = undefined;
      if (takesValue(option)) waiting = option;
      continue;
    }
    if (open !== undefined && !word.startsWith('-')) continue;
    const below = positional === 0 ? command.commands.find((one) => one.name() === word) : undefined;
    if (below !== undefined) command = below;
    else if (!word.startsWith('-')) positional += 1;
  }
  return { command, positional, waiting, open, given };
}

/**
 * What can stand where somebody presses Tab.
 *
 * @param before the words before it, without the program's name
 * @param word what is written of it so far
 */
export function candidates(
  program: Command,
  before: readonly string[],
  word: string,
  valuesOf: ValuesOf,
): Candidates {
  const { command, positional, waiting, open, given } = placeOf(program, before);
  const verb = namesOf(command).join(' ');
  const of = (placeholder: string): Candidates => beginningWith(valuesOf(placeholder, verb), word);
  if (waiting !== undefined) return of(placeholderOf(waiting));
  if (word.startsWith('-')) return beginningWith(flagsOf(program, command, given), word);
  if (open !== undefined) {
    const more = of(placeholderOf(open));
    if (more === 'files' || more.length > 0) return more;
  }
  if (command.commands.length > 0 && positional === 0) return beginningWith(verbsOf(command), word);
  const argument: Argument | undefined =
    command.registeredArguments[positional] ??
    command.registeredArguments.findLast(({ variadic }) => variadic);
  return argument === undefined ? beginningWith(flagsOf(program, command, given), word) : of(argument.name());
}

function flagsOf(program: Command, command: Command, given: readonly Option[]): readonly Candidate[] {
  const own = command.createHelp().visibleOptions(command);
  return [...own, ...program.options.filter((option) => !option.hidden)]
    .filter((option) => option.long !== undefined && (option.variadic || !given.includes(option)))
    .map(({ long, description }) => ({ value: long ?? '', about: description }))
    .filter(({ value }, at, all) => all.findIndex((one) => one.value === value) === at);
}

const verbsOf = (command: Command): readonly Candidate[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ value: one.name(), about: one.description() }));

/** In any case. */
function beginningWith(all: Candidates, word: string): Candidates {
  if (all === 'files') return all;
  const wanted = word.replace(/^["']/u, '').toLowerCase();
  return all.filter(({ value }) => value.toLowerCase().startsWith(wanted));
}
