import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { InTargetLists, Status, StatusFilter, StepProgress } from '../../domain/tracking/status.ts';
import type { Register } from '../../register/file/register.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import { kommunChoices, partChoices } from '../choices.ts';
import { choiceOption, isAskedToList, unitOption } from '../options.ts';

export const statusCommand: CommandDefinition = {
  name: 'status',
  summary: 'visa läget: öppna ärenden per part och kommun',
  worksAfterGallring: true,
  define(command, run) {
    command
      .option('--kommun <kommun>', 'bara en kommun (namn eller kod); lista visar vilka de är')
      .option('--part <part>', 'bara en samordningsansvarig part')
      .option('--unit <enhet>', 'bara en enhet; lista visar vilka de är')
      .option(
        '--step <steg...>',
        'hur långt ett eller flera steg är, mottagare för mottagare; alla visar varje steg',
      )
      .option(
        '--lists',
        'vilka listor som är ute, tillbaka och sedan när, mottagare för mottagare; påminnelser',
      );
    run(async ({ terminal, asOf, isJson, withRegister, logAccess }) => {
      const options = command.opts<{
        kommun?: string;
        part?: string;
        unit?: string;
        step?: readonly string[];
        lists?: boolean;
      }>();
      if (options.lists === true) return showLists();
      const { takeKeptStatus } = await import('../../app/cases/kept-status.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        if (isAskedToList(options.unit) || isAskedToList(options.kommun)) return showChoices(register);
        const filter = await filterOf(register, options);
        const steps = options.step === undefined ? null : await stepsOf(options.step, register.profile);
        const inTarget = await inTargetOf(register, asOf, filter);
        const status = {
          ...(takeKeptStatus(register, asOf, filter) ?? (await statusOnTheSpot(register, asOf, filter))),
          ...(inTarget === undefined ? {} : { inTarget }),
          ...(steps === null ? {} : { steps: await progressOf(register, asOf, steps, filter) }),
        };
        if (status.answers.needAttention.length > 0) {
          const { referencesInStatus } = await import('../../documents/status/status-text.ts');
          await logAccess(register, { references: referencesInStatus(status, isJson) });
        }
        if (isJson) terminal.printJson(status);
        else {
          const { statusText } = await import('../../documents/status/status-text.ts');
          terminal.print(statusText(status, register.profile, filter, terminal.paint));
        }
        return 'done';
      });

      async function showChoices(register: Register): Promise<Outcome> {
        const { knownUnitNames } = await import('../../app/cases/kept-status.ts');
        const units = isAskedToList(options.unit) ? knownUnitNames(register) : null;
        const kommuner = register.profile.kommuner.map(({ code, name }) => ({ code, name }));
        if (isJson) terminal.printJson(units === null ? { kommuner } : { units });
        else terminal.print((units ?? kommuner.map(({ code, name }) => `${code}  ${name}`)).join('\n'));
        return 'done';
      }

      async function showLists(): Promise<Outcome> {
        const { takeListsOut } = await import('../../app/worklists/lists-out.ts');
        const { listsText, reminderText } = await import('../../documents/status/lists-text.ts');
        return withRegister('read', (register): Outcome => {
          const recipients = takeListsOut(register, asOf);
          if (isJson)
            terminal.printJson({
              asOf,
              recipients: recipients.map((one) => ({ ...one, reminder: reminderText(one) })),
            });
          else terminal.print(listsText(recipients, asOf, terminal.paint));
          return 'done';
        });
      }
    });
  },
};

/** Apart, as it takes the whole of the rules: most days are asked about while the kept classes hold. */
async function statusOnTheSpot(register: Register, asOf: string, filter: StatusFilter): Promise<Status> {
  const { takeStatus } = await import('../../app/cases/take-status.ts');
  return takeStatus(register, asOf, filter);
}

async function filterOf(
  register: Register,
  { kommun, part, unit }: Readonly<Partial<Record<keyof StatusFilter, string>>>,
): Promise<StatusFilter> {
  return {
    kommun: kommun === undefined ? null : choiceOption('--kommun', kommun, kommunChoices(register.profile)),
    part: part === undefined ? null : choiceOption('--part', part, partChoices),
    unit: unit === undefined ? null : await unitOf(register, unit),
  };
}

async function unitOf(register: Register, written: string): Promise<string> {
  const { knownUnitNames } = await import('../../app/cases/kept-status.ts');
  return unitOption(written, knownUnitNames(register));
}

const ALL = 'alla';

async function stepsOf(written: readonly string[], profile: Profile): Promise<readonly string[]> {
  const { stepChoices, stepOption } = await import('../step-option.ts');
  return written.some((step) => step.trim().toLowerCase() === ALL)
    ? stepChoices(profile).map(({ code }) => code)
    : written.flatMap((step) => stepOption(step, profile));
}

async function progressOf(
  register: Register,
  asOf: string,
  steps: readonly string[],
  filter: StatusFilter,
): Promise<readonly StepProgress[]> {
  const { takeStepProgress } = await import('../../app/readiness/step-progress.ts');
  return takeStepProgress(register, asOf, steps, filter);
}

/** What the target's lists say; nothing is loaded or counted where there are none. */
async function inTargetOf(
  register: Register,
  asOf: string,
  filter: StatusFilter,
): Promise<InTargetLists | undefined> {
  const { hasTargetLists } = await import('../../app/cases/kept-status.ts');
  if (!hasTargetLists(register, asOf)) return undefined;
  const { takeInTarget } = await import('../../app/readiness/step-progress.ts');
  return takeInTarget(register, asOf, filter);
}
