import { nameOfRegister } from '../../register/engine/register-name.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { Session } from '../session.ts';

interface VerifyOptions {
  readonly head?: string;
  readonly accept?: boolean;
  readonly by?: string;
  readonly reason?: string;
}

export const verifyCommand: CommandDefinition = {
  name: 'verify',
  summary: 'kontrollera att register och logg är hela; skriver inget',
  define(command, run) {
    command
      .option(
        '--head <huvud>',
        'ett huvud från en utskriven rapport, HASH eller NR:HASH: finns det i loggen?',
      )
      .option('--accept', 'godta en ändring som ni känner till, och försegla på nytt; loggas')
      .option('--by <vem>', 'vem som godtar')
      .option('--reason <text>', 'varför; inga namn eller personnummer');
    run(async (session) => {
      const options = command.opts<VerifyOptions>();
      if (options.accept === true) return accept(session, options);
      const { terminal, registerPath, isJson, context } = session;
      const { parseHead, verifyRegister } = await import('../../app/log/verify-register.ts');
      const head = options.head === undefined ? null : parseHead(options.head);
      const verification = verifyRegister(registerPath, { head, isWithKeys: true, environment: context.env });
      const { rehearsalMarkOfSuspect } = await import('../../app/guards/rehearsal-mark-of-suspect.ts');
      const mark = rehearsalMarkOfSuspect(registerPath);
      if (mark !== null) terminal.markAs(mark);
      if (isJson) terminal.printJson(verification);
      else {
        const { verifyText } = await import('../../documents/log/verify-text.ts');
        terminal.print(
          verifyText(verification, nameOfRegister(registerPath), terminal.paint, terminal.width),
        );
      }
      return verification.ok ? 'done' : 'no';
    });
  },
};

async function accept(
  { terminal, registerPath, isJson, asOf, writer }: Session,
  { by = '', reason = '' }: VerifyOptions,
): Promise<Outcome> {
  if (by.trim() === '' || reason.trim() === '') throw new UserError('ACCEPT_NEEDS_REASON');
  const { acceptAlteration } = await import('../../app/log/accept-alteration.ts');
  const accepted = acceptAlteration(registerPath, { by: by.trim(), reason, asOf, writer });
  if (isJson) terminal.printJson({ seq: accepted?.seq ?? null, accepted: accepted?.before.problems ?? [] });
  else
    terminal.print(
      accepted === null
        ? 'Registret är helt: det finns inget att godta. Inget är skrivet.'
        : `Händelse ${accepted.seq}: ${accepted.before.problems.length} fel är godtagna, och registret är förseglat som det är. Fel i loggens kedja står kvar och syns vid varje kontroll.`,
    );
  return 'done';
}
