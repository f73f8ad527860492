import { counted, some } from '../../domain/words/counted.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';

const importCommand: CommandDefinition = {
  name: 'import',
  summary: 'läs in kontakterna, alla på en gång: då lämnas listor ut krypterade',
  define(command, run) {
    command.argument('<fil>', 'CSV eller xlsx: Mottagare, Funktion, Kanal, Adress, Lösenordskanal, Telefon');
    run(async ({ terminal, isJson, path, context, asOf, writer, withRegister }) => {
      const { importContacts } = await import('../../app/packages/import-contacts.ts');
      return withRegister('write', async (register): Promise<Outcome> => {
        const { readerProcess } = context;
        const done = await importContacts(register, {
          ...{ path: path(command.args[0] ?? ''), readerProcess, asOf, writer },
        });
        if (isJson) terminal.printJson(done);
        else {
          terminal.print(
            `${counted(done.contacts, 'kontakt inläst', 'kontakter inlästa')}. Listor lämnas nu ut krypterade.`,
          );
          if (!done.hasSender)
            terminal.warn('Ingen rad heter Avsändare: paketen säger inte vem listorna lämnas tillbaka till.');
        }
        return 'done';
      });
    });
  },
};

const showCommand: CommandDefinition = {
  name: 'show',
  summary: 'visa vilka som får paket, hur, och vilka som saknar kontakt',
  define(_command, run) {
    run(async ({ terminal, isJson, asOf, withRegister }) => {
      const { recipientsNow } = await import('../../app/worklists/recipients-now.ts');
      const { showContacts } = await import('../../app/packages/import-contacts.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        const shown = showContacts(register, recipientsNow(register, asOf));
        if (isJson) terminal.printJson(shown);
        else {
          const { contactsText } = await import('../../documents/package/contacts-text.ts');
          terminal.print(contactsText(shown, terminal.paint));
        }
        return 'done';
      });
    });
  },
};

const slipsCommand: CommandDefinition = {
  name: 'slips',
  summary: 'skriv lappar med lösenord, och en sms-lista, i en egen mapp; loggas',
  define(command, run) {
    command
      .requiredOption('-o, --output <mapp>', 'mapp att skriva i, aldrig den som listorna ligger i')
      .option('--force', 'skriv över lappar som redan finns');
    run(async ({ terminal, isJson, path, asOf, writer, withRegister }) => {
      const options = command.opts<{ readonly output: string; readonly force?: boolean }>();
      const { writeSlips } = await import('../../app/packages/passwords.ts');
      return withRegister('write', async (register): Promise<Outcome> => {
        const made = await writeSlips(register, {
          ...{ folder: path(options.output), force: options.force === true, asOf, writer },
        });
        if (isJson) terminal.printJson(made);
        else
          terminal.print(
            `${some(made.slips.length, 'lapp')}${made.smsList === null ? '' : ' och en sms-lista'}: ${options.output}\nLämna dem en annan väg än paketen, och radera mappen sedan.`,
          );
        return 'done';
      });
    });
  },
};

const renewCommand: CommandDefinition = {
  name: 'renew',
  summary: 'ge en mottagare ett nytt lösenord, eller alla en ny nyckel',
  define(command, run) {
    command
      .argument('[mottagare]', 'mottagarens namn')
      .option('--all', 'en ny nyckel: nya lösenord för alla, när nyckeln är borta eller känd av någon annan');
    run(async ({ terminal, isJson, asOf, writer, withRegister }) => {
      const isForAll = command.opts<{ readonly all?: boolean }>().all === true;
      const [recipient] = command.args;
      if (isForAll === (recipient !== undefined))
        throw new UserError('USAGE', {
          message: 'Ange en mottagare, eller --all.',
          hint: 'Se "overgang contacts show".',
        });
      const { renewAllPasswords, renewPassword } = await import('../../app/packages/passwords.ts');
      return withRegister('write', async (register): Promise<Outcome> => {
        if (recipient === undefined) await renewAllPasswords(register, { asOf, writer });
        const renewed =
          recipient === undefined ? null : await renewPassword(register, { recipient, asOf, writer });
        if (isJson)
          terminal.printJson({ recipient: recipient ?? null, generation: renewed?.generation ?? null });
        else
          terminal.print(
            'Nytt lösenord från nästa paket. Lämna ut paketen igen och gör nya lappar. Det som redan är utlämnat öppnas som förut.',
          );
        return 'done';
      });
    });
  },
};

export const contactsCommand: CommandDefinition = {
  name: 'contacts',
  summary: 'vilka som får listor och hur: med kontakter lämnas listor ut krypterade',
  define: () => undefined,
  subcommands: [importCommand, showCommand, slipsCommand, renewCommand],
};
