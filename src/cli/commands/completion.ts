import type { CommandDefinition } from '../command.ts';
import { choiceOption } from '../options.ts';

export const completionCommand: CommandDefinition = {
  name: 'completion',
  summary: 'skriv ett skript som fyller i kommandon, flaggor och värden när du trycker Tab',
  define(command, run) {
    command.argument('<skal>', 'bash, zsh, fish eller powershell');
    run(async ({ terminal, isJson, context }) => {
      const { COMPLETION_SCRIPTS, HOW_TO_KEEP } = await import('../completion/scripts.ts');
      const shells = (['bash', 'zsh', 'fish', 'powershell'] as const).map((code) => ({
        code,
        spellings: [],
      }));
      const shell = choiceOption('skal', command.args[0] ?? '', shells);
      if (isJson)
        terminal.printJson({ shell, script: COMPLETION_SCRIPTS[shell], install: HOW_TO_KEEP[shell] });
      else {
        terminal.print(COMPLETION_SCRIPTS[shell]);
        // Who looks at the script is told where it goes; one that is read in by a shell has no reader.
        if (context.stdout.isTerminal) terminal.say(HOW_TO_KEEP[shell]);
      }
      return 'done';
    });
  },
};
