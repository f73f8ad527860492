import type { CommandDefinition, Outcome } from '../command.ts';

export const explainCommand: CommandDefinition = {
  name: 'explain',
  summary:
    'visa allt om ett ärende: uppgifter, klass och varför, händelser; eller vad det blev av en källrad',
  define(command, run) {
    command.argument(
      '<id>',
      'SIP-id, vårdtillfälle, meddelande, referens från en arbetslista, eller en källrad som FIL:RAD',
    );
    run(async ({ terminal, asOf, isJson, withRegister, logAccess }) => {
      return withRegister('read', async (register): Promise<Outcome> => {
        const asked = command.args[0] ?? '';
        const { explainRow, findAskedRow } = await import('../../app/lists/explain-row.ts');
        const askedRow = findAskedRow(register.db, asked);
        if (askedRow !== null) {
          const explanation = explainRow(register, askedRow, asOf);
          await logAccess(register, { rows: [{ sourceNo: askedRow.source.sourceNo, row: askedRow.row }] });
          if (isJson) terminal.printJson(explanation);
          else {
            const { rowText } = await import('../../documents/lists/row-text.ts');
            terminal.print(rowText(explanation, register.profile, terminal.paint, terminal.width));
          }
          return 'done';
        }
        const { explainAsked } = await import('../../app/cases/explain-case.ts');
        const explanation = explainAsked(register, asked, asOf);
        await logAccess(register, { references: [explanation.reference] });
        if (isJson) terminal.printJson(explanation);
        else {
          const { explainText } = await import('../../documents/log/explain-text.ts');
          terminal.print(explainText(explanation, register.profile, terminal.paint, terminal.width));
        }
        return 'done';
      });
    });
  },
};
