import { UserError } from '../../text/errors.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { Session } from '../session.ts';

const listCommand: CommandDefinition = {
  name: 'list',
  summary: 'visa de regionprofiler som följer med',
  define(_command, run) {
    run(async ({ terminal, isJson, path }) => {
      const { loadProfile } = await import('../../app/load-profile.ts');
      const { SHIPPED_PROFILES } = await import('../../domain/profile/shipped-profiles.ts');
      const { profileSummary } = await import('../../domain/plan/profile-summary.ts');
      const profiles = await Promise.all(
        Object.keys(SHIPPED_PROFILES).map(async (name) => profileSummary(await loadProfile(name, path))),
      );
      if (isJson)
        terminal.printJson({
          profiles: profiles.map(({ name, title, plan, source, target, invented }) => ({
            name,
            title,
            plan,
            source,
            target,
            invented,
          })),
        });
      else {
        const { profileListText } = await import('../../documents/profile/profile-text.ts');
        terminal.print(profileListText(profiles, terminal.paint, terminal.width));
      }
      return 'done';
    });
  },
};

const shown = (name: 'show' | 'check', summary: string, argument: string): CommandDefinition => ({
  name,
  summary,
  define(command, run) {
    command.argument(argument, name === 'show' ? 'en profil som följer med, eller en fil' : 'profilfilen');
    run(async (session) => {
      const { terminal, isJson, path } = session;
      const { loadProfile } = await import('../../app/load-profile.ts');
      const { profileSummary } = await import('../../domain/plan/profile-summary.ts');
      const profile = await loadProfile(asFile(command.args[0] ?? '', name), path);
      const own = profileSummary(profile);
      const ofRegister = name === 'check' ? await warningsOfRegister(session, profile) : [];
      const summary = { ...own, warnings: [...own.warnings, ...ofRegister] };
      if (isJson) terminal.printJson(name === 'show' ? profile : { ok: true, ...summary });
      else {
        const { profileText } = await import('../../documents/profile/profile-text.ts');
        if (name === 'check') terminal.print('Profilen har inga fel. Så här blir den:\n');
        terminal.print(profileText(summary, terminal.paint, terminal.width));
      }
      return 'done';
    });
  },
});

/** What a register at hand, which follows the same plan, says of units that the profile names. */
async function warningsOfRegister(
  { registerPath, withRegister }: Session,
  profile: Profile,
): Promise<readonly string[]> {
  const { hasRegister } = await import('../../app/guidance/take-situation.ts');
  if (Object.keys(profile.unitDays).length === 0 || !hasRegister(registerPath)) return [];
  const { unknownUnitDays } = await import('../../app/cases/units.ts');
  const { unitDayWarnings } = await import('../../domain/profile/unit-days.ts');
  return withRegister('read', (register) =>
    register.profile.plan === profile.plan
      ? unitDayWarnings(unknownUnitDays({ db: register.db, profile }))
      : [],
  );
}

/** What is to be checked is a file, however it is written. */
const asFile = (written: string, name: 'show' | 'check'): string =>
  name === 'check' && !/[./\\]/u.test(written) ? `./${written}` : written;

interface ApplyOptions {
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly output?: string;
  readonly force?: boolean;
}

const applyCommand: CommandDefinition = {
  name: 'apply',
  summary:
    'ge registret en ändrad profil: en dag som skjuts upp, en text, ett namn; visar först vad som följer',
  define(command, run) {
    command
      .argument('<profil>', 'profilfilen, eller en profil som följer med')
      .option(
        '-o, --output <fil>',
        'skriv följderna som en sida: vad som står fast, vad som dras tillbaka, vem som får veta',
      )
      .option('-y, --yes', 'ändra utan att fråga')
      .option('-n, --dry-run', 'visa vad som följer, ändra inget')
      .option('--force', 'skriv över sidan om den finns');
    run(async ({ terminal, asOf, isJson, writer, path, mayAsk, confirm, withRegister }) => {
      const options = command.opts<ApplyOptions>();
      const { loadProfile } = await import('../../app/load-profile.ts');
      const { applyProfile } = await import('../../app/profile/apply-profile.ts');
      const { consequencesText } = await import('../../documents/profile/profile-text.ts');
      const profile = await loadProfile(command.args[0] ?? '', path);
      return withRegister('write', async (register): Promise<Outcome> => {
        const request = { profile, asOf, writer };
        const { consequences } = applyProfile(register, { ...request, isDryRun: true });
        if (!isJson) terminal.print(consequencesText(consequences, profile, terminal.paint, terminal.width));
        const page = async (isDone: boolean): Promise<void> => {
          if (options.output === undefined) return;
          const { writeDecision } = await import('../../app/profile/write-decision.ts');
          await writeDecision(path(options.output), consequences, profile, {
            isDone,
            force: options.force === true,
          });
          terminal.say(`Sidan är skriven: ${options.output}`);
        };
        if (options.dryRun === true) {
          if (isJson) terminal.printJson({ seq: null, ...consequences });
          else terminal.print('\nProvkörning: inget är ändrat.');
          await page(false);
          return 'done';
        }
        if (options.yes !== true && !mayAsk) throw new UserError('PROFILE_NEEDS_YES');
        if (
          options.yes !== true &&
          !(await confirm(
            consequences.warnings.length > 0
              ? 'Ändra profilen, fast det som står som OBS?'
              : 'Ändra profilen?',
          ))
        ) {
          if (isJson) terminal.printJson({ seq: null, ...consequences });
          else terminal.print('Inget är ändrat.');
          return 'no';
        }
        const { seq } = applyProfile(register, { ...request, isDryRun: false });
        await page(true);
        if (isJson) terminal.printJson({ seq, ...consequences });
        else
          terminal.print(
            `\nHändelse ${seq ?? ''}: registret har profilen ${profile.name}. Ångra genom att ge det den förra profilen igen.`,
          );
        return 'done';
      });
    });
  },
};

export const profileCommand: CommandDefinition = {
  name: 'profile',
  summary: 'regionprofiler: visa, kontrollera, och ändra i ett register som används',
  define: () => undefined,
  subcommands: [
    listCommand,
    shown('show', 'visa en profil som den blir', '<namn>'),
    shown(
      'check',
      'kontrollera en egen profil: varje fel med sin plats, eller profilen som den blir',
      '<fil>',
    ),
    applyCommand,
  ],
};
