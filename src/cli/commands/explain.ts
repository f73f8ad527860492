import type { CommandDefinition, Outcome } from '../command.ts';

export const explainCommand: CommandDefinition = {
  name: 'explain',
  summary: 'visa allt om ett ärende: uppgifter, klass och varför, händelser, arbetslistor',
  define(command, run) {
    command.argument('<id>', 'SIP-id, vårdtillfälle eller referens från en arbetslista');
    run(async ({ terminal, asOf, isJson, withRegister }) => {
      const { explainCase } = await import('../../app/explain-case.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        const explanation = explainCase(register, command.args[0] ?? '', asOf);
        if (isJson) terminal.printJson(explanation);
        else {
          const { explainText } = await import('../../report/explain-text.ts');
          terminal.print(explainText(explanation, terminal.paint, terminal.width));
        }
        return 'done';
      });
    });
  },
};
