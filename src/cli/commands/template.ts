import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';
import { KIND_NAMES } from '../../domain/kinds/kinds.ts';
import { shellWord } from '../../text/shell-word.ts';
import { kindChoices } from '../choices.ts';
import type { CommandDefinition } from '../command.ts';
import { choiceOption } from '../options.ts';

interface TemplateOptions {
  readonly output?: string;
  readonly force?: boolean;
  readonly profile: string;
}

export const templateCommand: CommandDefinition = {
  name: 'template',
  summary: 'skriv en tom lista för dem som måste lista för hand',
  define(command, run) {
    command
      .argument('<sort>', KIND_NAMES.join(', '))
      .option('-o, --output <fil>', 'arbetsboken (annars mall-<sort>.xlsx)')
      .option('--force', 'skriv över en fil som finns')
      .option('--profile <namn|fil>', 'regionprofil: kommuner och parter att välja bland', DEFAULT_PROFILE);
    run(async ({ terminal, asOf, path, isJson }) => {
      const { output, force, profile: asked } = command.opts<TemplateOptions>();
      const { loadProfile } = await import('../../app/load-profile.ts');
      const { writeTemplate } = await import('../../app/lists/write-template.ts');
      const profile = await loadProfile(asked, path);
      const kind = choiceOption('<sort>', command.args[0] ?? '', kindChoices(profile));
      const target = output ?? `mall-${kind}.xlsx`;
      const template = await writeTemplate({
        kind,
        path: path(target),
        profile,
        asOf,
        force: force === true,
      });
      if (isJson) {
        const columns = template.columns.map(({ header, isNeeded, choices }) => ({
          header,
          isNeeded,
          choices,
        }));
        terminal.printJson({ path: target, kind, columns });
        return 'done';
      }
      terminal.print(`Mallen är skriven: ${target}`);
      const { wayInOf } = await import('../../documents/template/template-model.ts');
      const { heading, covers } = wayInOf(kind);
      terminal.say(`${heading}\n  overgang import ${shellWord(target)} --as ${kind}${covers}`);
      return 'done';
    });
  },
};
