import type { CommandDefinition } from '../command.ts';
import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';

export const validateCommand: CommandDefinition = {
  name: 'validate',
  summary: 'läs och kontrollera listor utan att skriva något',
  define(command, run) {
    command
      .argument('<fil...>', 'listor i CSV eller xlsx')
      .option('--as <sort>', 'listans sort, när rubrikerna inte säger den')
      .option('--mapping <fil>', 'mappningsfil för listor med andra rubriker')
      .option('--exported-at <dag>', 'dagen listan togs ut')
      .option(
        '--errors <fil>',
        'skriv raderna som ska rättas, med skälen bredvid (.xlsx eller .csv); den rättade filen läses in som den är',
      )
      .option('--force', 'skriv över en rättningslista som redan finns')
      .option('--profile <namn|fil>', 'regionprofil', DEFAULT_PROFILE);
    run(async (session) => {
      const { profile } = command.opts<{ profile: string }>();
      const { loadProfile } = await import('../../app/load-profile.ts');
      const { createRegisterWithProfile } = await import('../../app/create-register.ts');
      // The same reading as an import, into a register that is never saved.
      const register = createRegisterWithProfile(
        ':memory:',
        await loadProfile(profile, session.path),
        session.writer,
        session.asOf,
      );
      try {
        const { runImport } = await import('../import-files.ts');
        return await runImport(session, command, register, 'each-by-itself');
      } finally {
        register.close();
      }
    });
  },
};
