import type { CommandDefinition } from '../command.ts';
import { VERSION } from '../../text/program.ts';

export const versionCommand: CommandDefinition = {
  name: 'version',
  summary: 'visa programmets version',
  define(_command, run) {
    run(({ terminal, isJson }) => {
      if (isJson) terminal.printJson({ version: VERSION });
      else terminal.print(VERSION);
      return Promise.resolve('done');
    });
  },
};
