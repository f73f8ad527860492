import type { CommandDefinition } from '../command.ts';

export const importCommand: CommandDefinition = {
  name: 'import',
  summary: 'läs in listor från det gamla systemet (och det nya) i registret',
  define(command, run) {
    command
      .argument('<fil...>', 'listor i CSV eller xlsx')
      .option('--as <sort>', 'listans sort, när rubrikerna inte säger den')
      .option('--mapping <fil>', 'mappningsfil för listor med andra rubriker')
      .option('--exported-at <dag>', 'dagen listan togs ut, när varken titelrad eller filnamn säger den')
      .option(
        '--errors <fil>',
        'skriv raderna som ska rättas, med skälen bredvid (.xlsx eller .csv); den rättade filen läses in som den är',
      )
      .option('--whole', 'listan är hel: det som saknas i den är borta ur systemet')
      .option(
        '--covers <vad>',
        'listan är hel bara för kommun=…, part=… eller unit=… (eller okänd); kan upprepas',
        (value: string, before: readonly string[] | undefined) => [...(before ?? []), value],
      )
      .option('--by <namn>', 'vem som säger att listan är hel (annars den som kör kommandot)')
      .option('--reason <text>', 'varför det är säkert att listan är hel')
      .option('--force', 'skriv över en rättningslista som redan finns')
      .option('--totals <fil>', 'kontrollsummor, part × kommun, som SIP-listan jämförs med');
    run(async (session) => {
      const { runImport } = await import('../import-files.ts');
      return session.withRegister('write', (register) => runImport(session, command, register));
    });
  },
};
