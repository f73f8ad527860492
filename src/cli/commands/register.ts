import { nameOfRegister, registerPlace } from '../../register/engine/register-name.ts';
import type { CommandDefinition, Outcome } from '../command.ts';

const createSchemaCommand: CommandDefinition = {
  name: 'create-schema',
  summary: 'gör tabeller och roller för ett gemensamt register på en server; för databasens förvaltare',
  worksAfterGallring: true,
  define(command, run) {
    command
      .argument('<adress>', 'postgres://SERVER/DATABAS?register=NAMN')
      .option('--upgrade', 'uppgradera tabellerna i ett register som finns till den här versionen');
    run(async ({ terminal, isJson, context }): Promise<Outcome> => {
      const { upgrade = false } = command.opts<{ upgrade?: boolean }>();
      const { makeSchema } = await import('../../app/share-register.ts');
      const made = await terminal.whileWorking('Gör tabeller och roller', () =>
        Promise.resolve(makeSchema(command.args[0] ?? '', { upgrade, environment: context.env })),
      );
      if (isJson) terminal.printJson(made);
      else {
        const { createdSchemaText } = await import('../../documents/register/shared-text.ts');
        terminal.print(createdSchemaText(made, nameOfRegister(made.register), terminal.width));
      }
      return 'done';
    });
  },
};

const copyCommand: CommandDefinition = {
  name: 'copy',
  summary: 'kopiera ett helt register till en server, från en server, eller till en ny fil',
  worksAfterGallring: true,
  define(command, run) {
    command
      .argument('<från>', 'registret: en fil, eller postgres://SERVER/DATABAS?register=NAMN')
      .argument('<till>', 'en fil som inte finns, eller ett register på en server utan innehåll');
    run(async ({ terminal, isJson, context, asOf, writer }): Promise<Outcome> => {
      const [from, to] = command.args.map((written) => registerPlace(written, context.cwd));
      const { copyRegisterTo } = await import('../../app/share-register.ts');
      const copied = await terminal.whileWorking('Kopierar och jämför', () =>
        Promise.resolve(copyRegisterTo(from ?? '', to ?? '', { asOf, writer, environment: context.env })),
      );
      if (isJson) terminal.printJson(copied);
      else {
        const { copiedRegisterText } = await import('../../documents/register/shared-text.ts');
        const names = { from: nameOfRegister(from ?? ''), to: nameOfRegister(copied.register) };
        terminal.print(copiedRegisterText(copied, names, terminal.width));
      }
      return 'done';
    });
  },
};

export const registerCommand: CommandDefinition = {
  name: 'register',
  summary: 'ett register som flera delar: gör plats på en server, och kopiera dit eller därifrån',
  define: () => undefined,
  subcommands: [createSchemaCommand, copyCommand],
};
