import type { CommandDefinition, Outcome } from '../command.ts';
import { kommunChoices, partChoices, type Choice } from '../choices.ts';
import type { HandOutReport } from '../../app/worklists/hand-out.ts';
import { choiceOption, unitOption } from '../options.ts';
import type { EnvironmentCheck } from '../../domain/worklists/environment-guard.ts';

interface WorklistOptions {
  readonly step?: readonly string[];
  readonly kommun?: string;
  readonly part?: string;
  readonly unit?: string;
  readonly output: string;
  readonly format: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly withPersonnummer?: boolean;
  readonly testNumbers?: string;
  readonly plain?: boolean;
}

const FORMATS: readonly Choice<'xlsx' | 'html' | 'csv'>[] = [
  { code: 'xlsx', spellings: ['Excel'] },
  { code: 'html', spellings: ['webbsida för utskrift'] },
  { code: 'csv', spellings: [] },
];

export const worklistCommand: CommandDefinition = {
  name: 'worklist',
  summary: 'lämna ut arbetslistor, en mapp per mottagare, och en innehållsförteckning',
  define(command, run) {
    command
      .requiredOption('-o, --output <mapp>', 'mapp att skriva i')
      .option(
        '--step <steg...>',
        'bara ett eller flera steg, t.ex. 6 eller 4a; 4 är både 4a och 4b (annars alla)',
      )
      .option('--kommun <kommun>', 'bara en kommuns listor (namn eller kod)')
      .option('--part <part>', 'bara en parts listor')
      .option('--unit <enhet>', 'bara en enhets listor')
      .option('--format <format>', 'xlsx, html eller csv, flera med komma', 'xlsx')
      .option('--with-personnummer', 'ta med fullständiga personnummer; loggas, och filen märks')
      .option(
        '--test-numbers <fil>',
        'lista över testnummer (annars $OVERGANG_TEST_NUMBERS): fel patienter för miljön stoppar utlämningen',
      )
      .option('--plain', 'utan kryptering, fast det finns kontakter; loggas')
      .option('-n, --dry-run', 'visa vad som skulle lämnas ut, skriv inget')
      .option('--force', 'skriv över filer som redan finns');
    run(async ({ context, terminal, asOf, isJson, path, writer, withRegister }) => {
      const options = command.opts<WorklistOptions>();
      const { handOut, unitsOfLists } = await import('../../app/worklists/hand-out.ts');
      const { stepOption } = await import('../step-option.ts');
      const isDryRun = options.dryRun === true;
      return withRegister(isDryRun ? 'read' : 'write', async (register): Promise<Outcome> => {
        const { profile } = register;
        const folder = path(options.output);
        const testNumbers = options.testNumbers ?? context.env['OVERGANG_TEST_NUMBERS'];
        const report = await terminal.whileWorking('Skriver arbetslistor', async () =>
          handOut(register, {
            folder,
            steps: options.step?.flatMap((step) => stepOption(step, profile)) ?? null,
            kommun:
              options.kommun === undefined
                ? null
                : choiceOption('--kommun', options.kommun, kommunChoices(profile)),
            part: options.part === undefined ? null : choiceOption('--part', options.part, partChoices),
            unit: options.unit === undefined ? null : unitOption(options.unit, unitsOfLists(register)),
            formats: options.format.split(',').map((format) => choiceOption('--format', format, FORMATS)),
            asOf,
            writer,
            showsPersonnummer: options.withPersonnummer === true,
            isPlain: options.plain === true,
            force: options.force === true,
            isDryRun,
            testNumbers:
              testNumbers === undefined
                ? null
                : await (
                    await import('../../app/worklists/read-test-numbers.ts')
                  ).readTestNumbersFile(path(testNumbers), context.readerProcess, asOf),
          }),
        );
        if (isJson) {
          terminal.printJson(reportJson(report));
        } else {
          const { worklistText } = await import('../../documents/worklist/worklist-text.ts');
          terminal.print(
            worklistText(
              report,
              { folder: options.output, isDryRun, names: register.profile },
              terminal.paint,
            ),
          );
        }
        for (const text of report.warnings) terminal.warn(text);
        return report.withoutContact.length > 0 ? 'no' : 'done';
      });
    });
  },
};

const reportJson = (report: HandOutReport) => ({
  worklists: report.worklists.map(({ id, paths, step, kommun, part, unit, recipient, rows }) => ({
    id,
    path: paths[0] ?? null,
    paths,
    step,
    kommun,
    part,
    unit,
    recipient: recipient.name,
    rows,
  })),
  sums: report.sums.map(({ label, steps, expected, rows }) => ({ label, steps, expected, rows })),
  index: report.indexPath,
  encrypted: report.isEncrypted,
  withoutContact: report.withoutContact,
  basedOn: report.basedOn,
  environment: environmentJson(report.environment),
});

/** Counts alone: which persons it is about stands in the error, by reference. */
function environmentJson({ environment, checkedBy, persons, wrongPersons, testNumbers }: EnvironmentCheck) {
  return { name: environment, checkedBy, persons, wrongPersons, testNumbers };
}
