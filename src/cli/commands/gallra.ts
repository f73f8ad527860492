import { besideRegister, nameOfRegister } from '../../register/engine/register-name.ts';
import { relative } from 'node:path';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';

interface GallraOptions {
  readonly archive: string;
  readonly confirm?: string;
  readonly output?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
}

export const gallraCommand: CommandDefinition = {
  name: 'gallra',
  summary: 'ta bort alla personuppgifter ur registret, efter ett bekräftat arkiv; logg och siffror står kvar',
  worksAfterGallring: true,
  define(command, run) {
    command
      .requiredOption('--archive <mapp>', 'arkivet som gallringen vilar på; det kontrolleras först')
      .option('--confirm <namn>', 'registrets filnamn, som bekräftelse (annars frågas det)')
      .option('-o, --output <fil>', 'noteringen att signera, .html eller .txt (annars bredvid registret)')
      .option('-n, --dry-run', 'visa vad som skulle tas bort, ta inte bort något')
      .option('--force', 'skriv över en notering som redan finns');
    run(async (session): Promise<Outcome> => {
      const { terminal, asOf, isJson, writer, registerPath, ask, path, context, withRegister } = session;
      const options = command.opts<GallraOptions>();
      const isDryRun = options.dryRun === true;
      const name = nameOfRegister(registerPath);
      const { finishEarlierGallring, gallra, planGallring } = await import('../../app/checkpoints/gallra.ts');
      const { planGallringNote, writeGallringNote } =
        await import('../../app/checkpoints/write-gallring-note.ts');
      const { verifyArchive } = await import('../../app/checkpoints/verify-archive.ts');
      const { gallratText, gallringPlanText } = await import('../../documents/log/gallra-text.ts');
      const note = {
        path:
          options.output === undefined
            ? besideRegister(registerPath, context.cwd, '.gallring.html')
            : path(options.output),
        file: name,
        force: options.force === true,
      };
      return withRegister(isDryRun ? 'read' : 'write', async (register): Promise<Outcome> => {
        const place = register.db.loggedInAs === null ? 'file' : 'server';
        const tell = async (done: Parameters<typeof gallratText>[0]): Promise<Outcome> => {
          await writeGallringNote(register, done, note);
          if (isJson) {
            const { redacted, ...rest } = done;
            terminal.printJson({
              gallrat: { ...rest, redacted: redacted.length },
              plan: null,
              note: note.path,
            });
          } else
            terminal.print(gallratText(done, name, relative(context.cwd, note.path), terminal.width, place));
          return 'done';
        };
        if (!isDryRun) {
          await planGallringNote(note.path, note);
          const earlier = await finishEarlierGallring(register, { asOf, writer });
          if (earlier !== null) return tell(earlier);
        }
        const plan = await planGallring(register, path(options.archive), verifyArchive);
        const leave = (): void => {
          if (isJson) terminal.printJson({ gallrat: null, plan, note: null });
        };
        if (!isJson) terminal.print(gallringPlanText(plan, name, terminal.paint, terminal.width, place));
        if (isDryRun) {
          leave();
          if (!isJson) terminal.print('Provkörning: inget är gallrat.');
          return 'done';
        }
        const confirmed =
          options.confirm ?? (await ask(`Skriv registrets filnamn (${name}) för att gallra:`));
        if (confirmed === null) throw new UserError('GALLRA_NEEDS_CONFIRM', { name });
        if (confirmed !== name) {
          leave();
          if (!isJson) terminal.print('Namnet stämmer inte: inget är gallrat.');
          return 'no';
        }
        return tell(await gallra(register, plan, { asOf, writer }));
      });
    });
  },
};
