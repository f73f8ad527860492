import { basename, join } from 'node:path';
import type { CommandDefinition, Outcome } from '../command.ts';
import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';
import { UserError } from '../../text/errors.ts';

/** The day the demonstration stands on: the last before patients are started in Lifecare SP. */
const DEMO_DAY = '2025-09-29';

export const demoCommand: CommandDefinition = {
  name: 'demo',
  summary: 'prova hela vägen på en påhittad region',
  define(command, run) {
    command
      .argument('[mapp]', 'mapp för listor, register och arbetslistor', 'demo')
      .option('--profile <namn|fil>', 'regionprofil', DEFAULT_PROFILE)
      .option('--force', 'börja om i en mapp som redan används');
    run(async ({ context, terminal, isJson, path, writer }): Promise<Outcome> => {
      const { writeDemo } = await import('../../app/run-demo.ts');
      const { importedLine } = await import('../../documents/lists/import-text.ts');
      const written = command.args[0] ?? 'demo';
      const folder = path(written);
      if (command.opts<{ force?: boolean }>().force !== true && (await isUsed(folder))) {
        throw new UserError('FOLDER_NOT_EMPTY', { folder: written });
      }
      const demo = await writeDemo({
        profile: command.opts<{ profile: string }>().profile,
        path,
        folder,
        asOf: DEMO_DAY,
        writer,
        readerProcess: context.readerProcess,
        inTurn: terminal.inTurn,
        line: importedLine,
      });
      if (isJson) {
        terminal.printJson({
          folder,
          register: demo.registerPath,
          report: demo.reportPath,
          status: demo.status,
          worklists: demo.handOut.worklists.length,
        });
        return 'done';
      }
      const { statusText } = await import('../../documents/status/status-text.ts');
      const { worklistText } = await import('../../documents/worklist/worklist-text.ts');
      const show = (...parts: readonly string[]): string => join(written, ...parts);
      terminal.print(
        [
          worklistText(
            demo.handOut,
            { folder: show('arbetslistor'), isDryRun: false, names: demo.profile },
            terminal.paint,
          ),
          '',
          statusText(demo.status, demo.profile, { kommun: null, part: null, unit: null }, terminal.paint),
          '',
          'Alla personer, enheter och nummer är påhittade.',
          ...(demo.profile.invented === null ? [] : [demo.profile.invented]),
          `${`${genitive(demo.profile.source)} listor:`.padEnd(16)} ${show('listor')}`,
          `Arbetslistorna:  ${show('arbetslistor')}`,
          `Lägesrapporten:  ${show(basename(demo.reportPath))} (öppna i webbläsaren)`,
          '',
          terminal.paint.bold('Prova sedan:'),
          ...nextCommands(show(basename(demo.registerPath)), demo.sipToExplain, demo.kommun).map(
            (line) => `  ${context.calledAs ?? 'overgang'} ${line}`,
          ),
        ].join('\n'),
      );
      return 'done';
    });
  },
};

const genitive = (name: string): string => (/[sxz]$/iu.test(name) ? name : `${name}s`);

const nextCommands = (register: string, sip: string, kommun: string): readonly string[] => [
  `explain ${sip} --register ${register} --as-of ${DEMO_DAY}`,
  `status --kommun ${kommun} --register ${register} --as-of ${DEMO_DAY}`,
  `readiness --register ${register} --as-of ${DEMO_DAY}`,
  `timeline --register ${register} --as-of ${DEMO_DAY}`,
  '--help',
];

async function isUsed(folder: string): Promise<boolean> {
  const { readdir } = await import('node:fs/promises');
  return readdir(folder).then(
    (names) => names.length > 0,
    () => false,
  );
}
