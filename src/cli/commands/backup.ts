import { nameOfRegister } from '../../register/engine/register-name.ts';
import { basename } from 'node:path';
import type { LostKey } from '../../register/file/keys.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { Session } from '../session.ts';

/** A key that is lost is lost in the backup, too: better told now than when it is needed. */
function tellOfLostKeys(terminal: Session['terminal'], lostKeys: readonly LostKey[]): void {
  for (const { file, code } of lostKeys) {
    const { message, hint } = new UserError(code, { file });
    terminal.warn(`${message} Den är inte med i säkerhetskopian. ${hint}`);
  }
}

export const backupCommand: CommandDefinition = {
  name: 'backup',
  summary: 'säkerhetskopiera register och nyckel till en fil, som prövas innan det är klart',
  worksAfterGallring: true,
  define(command, run) {
    command
      .argument('<fil>', 'filen att skriva, till exempel overgang-2025-10-08.tar')
      .option('--force', 'skriv över en fil som redan finns');
    run(async ({ terminal, isJson, path, withRegister, logAccess }) => {
      const [written = ''] = command.args;
      const { force = false } = command.opts<{ force?: boolean }>();
      const { backUp } = await import('../../app/backup.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        await logAccess(register, { files: [basename(written)] });
        const { head, hasKey, lostKeys } = await terminal.whileWorking('Kopierar och prövar', () =>
          backUp(register, { path: path(written), force }),
        );
        tellOfLostKeys(terminal, lostKeys);
        if (isJson) terminal.printJson({ path: written, head, hasKey, lostKeys });
        else
          terminal.print(
            `${written}: registret${hasKey ? ' och dess nyckel' : ''}, hela. Loggens huvud: ${head.seq}:${head.hash}\nFilen innehåller alla personuppgifter i registret${hasKey ? ', och nyckeln till pseudonymerna' : ''}: förvara den lika skyddat.`,
          );
        return 'done';
      });
    });
  },
};

export const restoreCommand: CommandDefinition = {
  name: 'restore',
  summary: 'återställ register och nyckel ur en säkerhetskopia; det som låg där läggs åt sidan',
  worksAfterGallring: true,
  define(command, run) {
    command
      .argument('<fil>', 'säkerhetskopian')
      .option('--force', 'återställ även över ett register som vet mer, eller är ett annat');
    run(async ({ terminal, asOf, isJson, path, writer, registerPath, warnOfPlace }): Promise<Outcome> => {
      const [written = ''] = command.args;
      const { force = false } = command.opts<{ force?: boolean }>();
      await warnOfPlace();
      const { restore } = await import('../../app/backup.ts');
      const { head, hasKey, lostKeys, aside, seq } = await terminal.whileWorking(
        'Prövar och återställer',
        () => restore(registerPath, { from: path(written), force, asOf, writer }),
      );
      const put = aside === null ? null : basename(aside);
      tellOfLostKeys(terminal, lostKeys);
      if (isJson)
        terminal.printJson({
          register: nameOfRegister(registerPath),
          head,
          hasKey,
          lostKeys,
          aside: put,
          seq,
        });
      else
        terminal.print(
          [
            `${nameOfRegister(registerPath)} är återställt till händelse ${head.seq}${hasKey ? ', med sin nyckel' : ''}. Händelse ${seq} säger det.`,
            ...(put === null ? [] : [`Det som låg där heter nu ${put}. Ta bort det när ni är säkra.`]),
          ].join('\n'),
        );
      return 'done';
    });
  },
};
