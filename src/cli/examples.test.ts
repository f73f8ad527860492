import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { programForPages } from '../../scripts/reference/commands-page.ts';
import { EXAMPLES } from './examples.ts';

const program = programForPages();

/** Every command that does work of its own, by its words. */
const leaves = (command: Command, names: readonly string[]): readonly (readonly [string, Command])[] =>
  command.commands.length === 0
    ? [[names.join(' '), command]]
    : command.commands.flatMap((below) => leaves(below, [...names, below.name()]));
const COMMANDS = new Map(leaves(program, []));

describe('the examples', () => {
  it('are of every command, and of no other', () => {
    expect(Object.keys(EXAMPLES).sort()).toEqual([...COMMANDS.keys()].sort());
  });

  it.each(Object.entries(EXAMPLES).flatMap(([verb, all]) => all.map((one) => [verb, one] as const)))(
    'of %s can be written: %s',
    (verb, example) => {
      const command = COMMANDS.get(verb);
      expect(`${example} `.startsWith(`${verb} `)).toBe(true);
      const flags = [...program.options, ...(command?.options ?? [])].flatMap(({ long, short }) => [
        long,
        short,
      ]);
      const written = [...example.replaceAll(/"[^"]*"/gu, 'text').matchAll(/ (--?[a-z-]+)/gu)].map(
        ([, flag]) => flag,
      );
      expect(written.filter((flag) => !flags.includes(flag))).toEqual([]);
      for (const { mandatory, long, short } of command?.options ?? [])
        if (mandatory) expect(written.some((flag) => flag === long || flag === short)).toBe(true);
    },
  );
});
