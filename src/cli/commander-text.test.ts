import { CommanderError, Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { commanderErrorText } from './commander-text.ts';

function aProgram(): Command {
  const program = new Command('overgang').option('--as-of <dag>');
  program.command('status').option('--kommun <kommun>');
  program.command('mark').option('--note <text>');
  program.command('checkpoint').command('unlock').option('--by <vem>');
  return program;
}

const told = (code: string, message: string, ...args: readonly string[]): string =>
  commanderErrorText(new CommanderError(1, code, message), aProgram(), args);

describe('a command line that can not be run', () => {
  it('says which command’s help to read', () => {
    expect(
      told(
        'commander.missingMandatoryOptionValue',
        "option '--by <vem>'",
        '--as-of',
        'x',
        'checkpoint',
        'unlock',
      ),
    ).toBe('Flaggan --by måste anges.\nSe overgang checkpoint unlock --help.');
  });

  it('names a command below another by both words', () => {
    expect(told('commander.unknownCommand', "unknown command 'unlock'", 'unlock')).toContain(
      'Menade du checkpoint unlock?',
    );
  });

  it('suggests a flag of the command, not one of another', () => {
    const wrong = "unknown option '--komun'";
    expect(told('commander.unknownOption', wrong, 'status', '--komun')).toContain('Menade du --kommun?');
    expect(told('commander.unknownOption', wrong, 'mark', '--komun')).not.toContain('Menade du');
  });
});
