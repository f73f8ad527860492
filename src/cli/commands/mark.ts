import type { Milestone, Profile } from '../../domain/profile/profile-schema.ts';
import type { TickPlace } from '../../domain/timeline/ticks.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import type { Session } from '../session.ts';
import { MARK_NAMES, MARKS } from '../../domain/answers/marks.ts';
import { kommunChoices } from '../choices.ts';
import { choiceOption, dayOption, unitOption } from '../options.ts';
import { saidAgainst } from '../said-against.ts';

interface MarkOptions {
  readonly on?: string;
  readonly by?: string;
  readonly note?: string;
  readonly kommun?: string;
  readonly unit?: string;
  readonly dryRun?: boolean;
}

/** Said instead of a case: a milestone of the plan, which no list proves. */
const MILESTONE = 'milestone';

export const markCommand: CommandDefinition = {
  name: 'mark',
  summary: 'skriv in en händelse för hand om ett ärende, eller pricka av en milstolpe',
  define(command, run) {
    command
      .argument('<id>', `SIP-id, vårdtillfälle eller referens från en arbetslista; eller ${MILESTONE}`)
      .argument('<händelse>', `${MARK_NAMES.join(', ')}; av ${MILESTONE}: milstolpens id`)
      .option('--note <text>', 'vad händelsen grundas på; inga namn eller personnummer. Krävs om ett ärende')
      .option('--kommun <kommun>', 'kommunen som milstolpen prickas av för (namn eller kod)')
      .option('--unit <enhet>', 'enheten som milstolpen prickas av för')
      .option('--on <dag>', 'dagen det hände (annars --as-of)')
      .option('--by <vem>', 'vem som intygar (annars den inloggade)')
      .option('-n, --dry-run', 'visa vad som skulle skrivas, skriv inget');
    run(async (session): Promise<Outcome> => {
      const options = command.opts<MarkOptions>();
      const [id = '', written = ''] = command.args;
      return id.trim().toLowerCase() === MILESTONE
        ? markMilestone(session, written, options)
        : markOneCase(session, { id, written }, options);
    });
  },
};

async function markOneCase(
  { terminal, asOf, isJson, writer, withRegister }: Session,
  { id, written }: { readonly id: string; readonly written: string },
  { on: asked, by, note, kommun, unit, dryRun = false }: MarkOptions,
): Promise<Outcome> {
  const { markCase } = await import('../../app/tracking/record-event.ts');
  if (note === undefined) throw new UserError('NOTE_MISSING');
  if (kommun !== undefined || unit !== undefined) throw new UserError('MARK_WITH_PLACE');
  return withRegister(dryRun ? 'read' : 'write', (register): Outcome => {
    const mark = choiceOption(
      'Händelsen',
      written,
      MARK_NAMES.map((code) => ({ code, spellings: [fillNames(MARKS[code].label, register.profile)] })),
    );
    const on = asked === undefined ? asOf : dayOption('--on', asked);
    const event = markCase(register, { id, mark, note, on, by: by ?? null, asOf, writer, isDryRun: dryRun });
    if (isJson) terminal.printJson({ ...event, mark, effectiveOn: on });
    else
      terminal.print(
        `${dryRun ? 'Skulle skriva' : `Händelse ${event.seq}`}: ${event.caseId}, ${fillNames(MARKS[mark].label, register.profile)}, ${on}.`,
      );
    if (!isJson) for (const text of saidAgainst(event)) terminal.print(text);
    if (event.conflicts.length === 0) return 'done';
    if (!isJson)
      for (const { step, column, worklists } of event.conflicts)
        terminal.print(
          `I konflikt: ”${column}” är besvarat annorlunda på ${worklists.join(', ')} (steg ${step}). Inget på raden räknas förrän någon avgör: overgang return --conflicts MAPP`,
        );
    return 'no';
  });
}

async function markMilestone(
  { terminal, asOf, isJson, writer, withRegister }: Session,
  written: string,
  options: MarkOptions,
): Promise<Outcome> {
  const { tickMilestone } = await import('../../app/tracking/tick-milestone.ts');
  const { dryRun = false, note = null, by = null } = options;
  return withRegister(dryRun ? 'read' : 'write', async (register): Promise<Outcome> => {
    const { profile } = register;
    const milestone = milestoneMeant(written, profile);
    const on = options.on === undefined ? asOf : dayOption('--on', options.on);
    const place = await placeMeant(milestone, options, register);
    const ticked = tickMilestone(register, {
      milestone,
      place,
      on,
      note,
      by,
      asOf,
      writer,
      isDryRun: dryRun,
    });
    if (isJson) terminal.printJson({ ...ticked, effectiveOn: on });
    else
      terminal.print(
        `${dryRun ? 'Skulle pricka av' : `Händelse ${ticked.seq}`}: ${fillNames(milestone.title, profile)}, ${ticked.label}, ${on}.`,
      );
    return 'done';
  });
}

function milestoneMeant(written: string, profile: Profile): Milestone {
  const all = profile.milestones.filter(({ ticked }) => ticked !== null);
  const id = choiceOption(
    'Milstolpen',
    written,
    all.map(({ id: code, title }) => ({ code, spellings: [fillNames(title, profile)] })),
  );
  const found = all.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no milestone ${id}`);
  return found;
}

const PER = {
  region: { per: 'en gång för hela regionen', how: 'varken --kommun eller --unit' },
  kommun: { per: 'för en kommun i taget', how: '--kommun, och inte --unit' },
  unit: { per: 'för en enhet i taget', how: '--unit, och inte --kommun' },
} as const;

/** The place as the milestone is ticked, and nothing besides. */
async function placeMeant(
  { id, ticked }: Milestone,
  { kommun, unit }: MarkOptions,
  register: Register,
): Promise<TickPlace> {
  const per = ticked?.per ?? 'region';
  const said = [kommun === undefined ? null : 'kommun', unit === undefined ? null : 'unit'].filter(
    (one) => one !== null,
  );
  if (said.join() !== (per === 'region' ? '' : per))
    throw new UserError('MILESTONE_PLACE', { milestone: id, ...PER[per] });
  if (kommun !== undefined)
    return { kommun: choiceOption('--kommun', kommun, kommunChoices(register.profile)), unit: null };
  if (unit === undefined) return { kommun: null, unit: null };
  const { unitsToTick } = await import('../../app/tracking/tick-milestone.ts');
  return { kommun: null, unit: unitOption(unit, unitsToTick(register, id)) };
}
