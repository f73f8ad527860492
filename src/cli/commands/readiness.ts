import { fillNames, namedMilestones } from '../../domain/profile/fill-text.ts';
import type { ReadinessOptions } from '../../app/readiness/take-readiness.ts';
import type { Cell } from '../../domain/readiness/cells.ts';
import type { FigureBehind } from '../../domain/readiness/day-page.ts';
import type { Readiness, Scope } from '../../domain/readiness/readiness.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import { isNone, kommunChoices, partChoices, type Choice } from '../choices.ts';
import { choiceOption, dayOption } from '../options.ts';
import type { Session } from '../session.ts';

interface ReadinessCommandOptions {
  readonly format?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly milestone?: string;
  readonly since?: string;
  readonly public?: boolean;
  readonly rows?: string;
  readonly kommun?: string;
  readonly part?: string;
  readonly unit?: string;
  readonly step?: string;
}

type Format = 'terminal' | 'html' | 'xlsx' | 'json';
const FORMATS: readonly Choice<Format>[] = [
  { code: 'terminal', spellings: ['txt'] },
  { code: 'html', spellings: ['htm'] },
  { code: 'xlsx', spellings: ['Excel'] },
  { code: 'json', spellings: [] },
];

export const readinessCommand: CommandDefinition = {
  name: 'readiness',
  summary: 'är vi redo? villkor, läge och prognos inför varje milstolpe; slutkod 1 när svaret är nej',
  define(command, run) {
    command
      .option('--format <format>', 'terminal, html, xlsx eller json (annars efter filens ändelse)')
      .option('-o, --output <fil>', 'skriv rapporten i en fil')
      .option('--force', 'skriv över en fil som redan finns')
      .option('--milestone <milstolpe>', 'bara villkoren inför en milstolpe, till exempel vecka-41')
      .option('--since <dag>', 'jämför med den dagen (annars uttaget före det senaste)')
      .option(
        '--public',
        'för utomstående: tal avrundade till femtal, små tal utelämnade, små kommuner i grupper',
      )
      .option('--rows <mängd>', 'lista ärendena bakom ett tal i stället')
      .option('--kommun <kommun>', 'med --rows: bara en kommun (namn, kod eller okänd)')
      .option('--part <part>', 'med --rows: bara en part (eller okänd)')
      .option('--unit <enhet>', 'med --rows: bara en enhet (eller okänd)')
      .option('--step <steg>', 'med --rows: steget, för mängder som räknas steg för steg');
    run(async (session) => {
      const { terminal, asOf, isJson, withRegister, path } = session;
      const options = command.opts<ReadinessCommandOptions>();
      const since = options.since === undefined ? null : dayOption('--since', options.since);
      const format = formatOf(options, isJson);
      if (options.rows !== undefined) {
        if (options.public === true) throw new UserError('ROWS_NOT_PUBLIC');
        return listRowsOf(session, options, options.rows, since);
      }
      const { takeReadiness } = await import('../../app/readiness/take-readiness.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        const milestone = await milestoneOf(options.milestone, register.profile);
        const { watermarkOf } = await import('../../app/guards/rehearsal-mark.ts');
        const watermark = watermarkOf(register);
        // Every case is looked at only for the page, which leads to them.
        const isPage = format === 'html' && options.public !== true;
        const cells = isPage ? await cellsOf(register, asOf, since) : null;
        const whole = takeReadiness(register, asOf, {
          ...{ milestone, since, watermark },
          ...(await firstPageOf(session, register, format, cells)),
        });
        const model = options.public === true ? await asPublic(whole, register.profile) : whole;
        const file = options.output === undefined ? null : path(options.output);
        const { readinessJson } = await import('../../documents/readiness/readiness-json.ts');
        const text = async (): Promise<string> => {
          if (format === 'json') return JSON.stringify(readinessJson(model), null, 2);
          const { readinessText } = await import('../../documents/readiness/readiness-text.ts');
          const paint = file === null ? terminal.paint : (await import('../terminal.ts')).UNPAINTED;
          return readinessText(model, paint, file === null ? terminal.width : 80);
        };
        if (file !== null) {
          const { writeReadiness, writeReadinessText } =
            await import('../../app/readiness/write-readiness.ts');
          const mode = { force: options.force === true };
          const rows = cells === null ? [] : await rowsShown(session, register, model, cells);
          if (format === 'html' || format === 'xlsx')
            await writeReadiness(file, model, format, { ...mode, rows });
          else await writeReadinessText(file, await text(), mode);
          terminal.say(`Rapporten är skriven: ${options.output ?? ''}`);
        }
        if (isJson) terminal.printJson(readinessJson(model));
        else if (file === null) terminal.print(await text());
        return model.verdict === 'not-ready' ? 'no' : 'done';
      });
    });
  },
};

/** By the option, else by the file's ending; a page and a workbook need a file. */
function formatOf({ format, output }: ReadinessCommandOptions, isJson: boolean): Format {
  const ending = output === undefined ? null : (/\.([a-z]+)$/iu.exec(output)?.[1] ?? null);
  const written = format ?? ending;
  const chosen =
    written === null ? (isJson ? 'json' : 'terminal') : choiceOption('--format', written, FORMATS);
  if (output === undefined && (chosen === 'html' || chosen === 'xlsx'))
    throw new UserError('REPORT_FORMAT', { format: chosen });
  return chosen;
}

/** One of the milestones that gates are for; null for all of them. */
async function milestoneOf(written: string | undefined, profile: Profile): Promise<string | null> {
  if (written === undefined) return null;
  const { gatedMilestones } = await import('../../domain/readiness/gates.ts');
  const { planOf } = await import('../../domain/plan/plan.ts');
  const gated = gatedMilestones(planOf(profile));
  const choices = namedMilestones(profile)
    .filter(({ id }) => gated.includes(id))
    .map(({ id, title }) => ({ code: id, spellings: [title] }));
  return choiceOption('--milestone', written, choices);
}

async function asPublic(model: Readiness, profile: Profile): Promise<Readiness> {
  const { publicReadiness } = await import('../../domain/readiness/public.ts');
  return publicReadiness(model, profile);
}

async function cellsOf(register: Register, asOf: string, since: string | null): Promise<readonly Cell[]> {
  const { takeReadinessRows } = await import('../../app/readiness/take-readiness.ts');
  return takeReadinessRows(register, asOf, { since });
}

/** What the first page is reckoned from besides, in the forms that have one. */
async function firstPageOf(
  { asOf, asOfTime, isJson }: Session,
  register: Register,
  format: Format,
  cells: readonly Cell[] | null,
): Promise<Pick<ReadinessOptions, 'time' | 'inbox'>> {
  if (format === 'xlsx' && !isJson) return {};
  if (cells === null) return { time: asOfTime };
  const { takeDayInbox } = await import('../../app/inbox/day-inbox.ts');
  return { time: asOfTime, inbox: takeDayInbox(register, asOf, cells) };
}

const WITHOUT_ROWS =
  'OBS: registret går inte att skriva i, så det kan inte loggas vem som ser raderna bakom talen. Sidan är skriven utan dem.';

/** The rows that a page shows, each noted as seen; none where that can not be written down. */
async function rowsShown(
  { terminal, logAccess }: Session,
  register: Register,
  model: Readiness,
  cells: readonly Cell[],
): Promise<readonly FigureBehind[]> {
  const { rowsBehind } = await import('../../app/readiness/rows-behind.ts');
  const rows = rowsBehind(model, cells);
  const references = new Set(rows.flatMap(({ groups }) => groups.flatMap((group) => group.rows)));
  references.delete('–');
  try {
    await logAccess(register, { references: [...references].toSorted() });
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'ACCESS_NOT_LOGGED') throw error;
    terminal.warn(WITHOUT_ROWS);
    return [];
  }
  return rows;
}

async function listRowsOf(
  { terminal, asOf, isJson, withRegister, logAccess }: Session,
  options: ReadinessCommandOptions,
  written: string,
  since: string | null,
): Promise<Outcome> {
  const { COHORTS } = await import('../../domain/readiness/cohorts.ts');
  const { stepChoices } = await import('../step-option.ts');
  const { listRows } = await import('../../app/readiness/list-rows.ts');
  return withRegister('read', async (register): Promise<Outcome> => {
    const { profile } = register;
    const cohort = choiceOption(
      '--rows',
      written,
      COHORTS.map(({ id, label }) => ({ code: id, spellings: [fillNames(label, profile)] })),
    );
    const step =
      options.step === undefined ? undefined : choiceOption('--step', options.step, stepChoices(profile));
    const scope: Scope = { ...scopeOf(options, profile), ...(step === undefined ? {} : { step }) };
    const rows = listRows(register, asOf, { cohort, scope, since });
    // A row that is not told which is nobody's to have seen.
    const references = rows.flatMap(({ reference }) => (reference === '–' ? [] : [reference]));
    await logAccess(register, { references });
    const label = fillNames(COHORTS.find(({ id }) => id === cohort)?.label ?? cohort, profile);
    if (isJson) terminal.printJson({ asOf, cohort, label, scope, rows });
    else {
      const { rowsText } = await import('../../documents/readiness/rows-text.ts');
      terminal.print(rowsText(rows, label, profile, terminal.paint, terminal.width));
    }
    return 'done';
  });
}

function scopeOf({ kommun, part, unit }: ReadinessCommandOptions, profile: Profile): Scope {
  return {
    ...(kommun === undefined
      ? {}
      : { kommun: isNone(kommun) ? null : choiceOption('--kommun', kommun, kommunChoices(profile)) }),
    ...(part === undefined ? {} : { part: isNone(part) ? null : choiceOption('--part', part, partChoices) }),
    ...(unit === undefined ? {} : { unit: isNone(unit) ? null : unit.trim() }),
  };
}
