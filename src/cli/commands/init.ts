import type { CommandDefinition } from '../command.ts';
import { nameOfRegister } from '../../register/engine/register-name.ts';
import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';

export const initCommand: CommandDefinition = {
  name: 'init',
  summary: 'skapa registret med en regionprofil',
  define(command, run) {
    command.option('--profile <namn|fil>', 'regionprofil', DEFAULT_PROFILE);
    run(async ({ terminal, registerPath, writer, asOf, path, isJson, warnOfPlace, context }) => {
      const { profile: asked } = command.opts<{ profile: string }>();
      const { loadProfile } = await import('../../app/load-profile.ts');
      const { createRegisterWithProfile } = await import('../../app/create-register.ts');
      const { dayWarnings } = await import('../../domain/plan/day-rules.ts');
      const profile = await loadProfile(asked, path);
      const warnings = dayWarnings(profile);
      await warnOfPlace();
      createRegisterWithProfile(registerPath, profile, writer, asOf, context.env).close();
      if (isJson) terminal.printJson({ register: registerPath, profile: profile.name, warnings });
      else {
        terminal.print(
          `Registret ${nameOfRegister(registerPath)} är skapat med profilen ${profile.name} (${profile.title}).`,
        );
        for (const line of warnings) terminal.print(terminal.paint.notice(`OBS ${line}.`));
        terminal.say(`Läs in listor med: overgang import FIL …`);
      }
      return 'done';
    });
  },
};
