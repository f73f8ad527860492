import { some } from '../../domain/words/counted.ts';
import { parseReferenceCode } from '../../domain/identity/reference-code.ts';
import { eventWord } from '../../domain/log/event-words.ts';
import type { LogFilter } from '../../domain/log/log-entry.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import type { CommandDefinition, Outcome } from '../command.ts';
import { choiceOption, dayOption } from '../options.ts';
import type { Session } from '../session.ts';

interface LogOptions {
  readonly type?: readonly string[];
  readonly case?: string;
  readonly by?: string;
  readonly from?: string;
  readonly to?: string;
  readonly person?: string | true;
  readonly last?: string;
  readonly jsonl?: string;
  readonly force?: boolean;
}

/** How many events are shown on a terminal when nobody says. */
const SHOWN = 20;

export const logCommand: CommandDefinition = {
  name: 'log',
  summary: 'visa loggen: vem som har gjort vad, och vem som har sett vilka ärenden',
  worksAfterGallring: true,
  define(command, run) {
    command
      .option('--type <typ...>', 'bara en eller flera sorters händelser, med kod eller ord (”lista inläst”)')
      .option('--case <id>', 'bara ett ärende: SIP-id, vårdtillfälle, meddelande eller referens')
      .option('--by <vem>', 'bara den som heter så')
      .option('--from <dag>', 'från och med en dag, efter när det skrevs')
      .option('--to <dag>', 'till och med en dag')
      .option(
        '--person [referens]',
        'vem har sett en person: en referens till något av ärendena, annars frågas numret efter eller läses ur det som skickas in (--person -); ett nummer aldrig på raden',
      )
      .option('--last <antal>', `de senaste (annars ${SHOWN}; med --json alla)`)
      .option(
        '--jsonl <fil>',
        'skriv hela loggen till en fil, en händelse per rad, så att andra kan kontrollera kedjan',
      )
      .option('--force', 'skriv över en fil som redan finns');
    run(async (session) => {
      const options = command.opts<LogOptions>();
      if (options.jsonl !== undefined) return exportTo(session, options.jsonl, options.force === true);
      const person = options.person === undefined ? null : await askedPerson(session, options.person);
      return session.withRegister('read', async (register): Promise<Outcome> => {
        const filter = await filterOf(session, register, options);
        if (person !== null) await refuseWithoutPersons(register);
        if (person !== null || options.case !== undefined)
          return showTrace(session, register, { person, id: options.case ?? '', filter });
        return showLog(session, register, filter);
      });
    });
  },
};

/** After a gallring nobody can say whose a case was. */
async function refuseWithoutPersons(register: Register): Promise<void> {
  const { refuseGallrat } = await import('../../app/guards/refuse-gallrat.ts');
  refuseGallrat(register);
}

async function filterOf({ isJson }: Session, register: Register, options: LogOptions): Promise<LogFilter> {
  const { typesOfEvent } = await import('../../app/log/read-log.ts');
  const types = typesOfEvent(register).map((code) => ({ code, spellings: [eventWord(code)] }));
  const { type, by = null, from, to, last } = options;
  const isTrace = options.person !== undefined || options.case !== undefined;
  return {
    types: type?.map((written) => choiceOption('--type', written, types)) ?? null,
    by,
    from: from === undefined ? null : dayOption('--from', from),
    to: to === undefined ? null : dayOption('--to', to),
    last: last === undefined ? (isJson || isTrace ? null : SHOWN) : numberOption(last),
  };
}

function numberOption(written: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(written))
    throw new UserError('VALUE_UNKNOWN', {
      option: '--last',
      value: written,
      suggestion: '',
      known: 'ett antal, till exempel 50',
    });
  return Number(written);
}

async function showLog(
  { terminal, isJson, logAccess }: Session,
  register: Register,
  filter: LogFilter,
): Promise<Outcome> {
  const { casesInEvents, readLog, readWaiting } = await import('../../app/log/read-log.ts');
  const { namesProvenFrom } = await import('../../app/log/proven-from.ts');
  const proven = namesProvenFrom(register);
  const all = readLog(register, { ...filter, last: null });
  const events = filter.last === null ? all : all.slice(-filter.last);
  const waiting = readWaiting(register, filter);
  await logAccess(register, casesInEvents(register, events));
  if (isJson)
    terminal.printJson({
      events,
      ...(waiting.length === 0 ? {} : { waiting }),
      ...(proven === null ? {} : { provenFrom: proven }),
    });
  else {
    const { logText } = await import('../../documents/log/log-text.ts');
    terminal.print(
      logText(
        events,
        { total: all.length, waiting, names: register.profile, provenFrom: proven },
        terminal.paint,
        terminal.width,
      ),
    );
  }
  return 'done';
}

/** What is found of a case or a person is shown only when it stands in the log that it was. */
async function showTrace(
  { terminal, asOf, isJson, logAccess }: Session,
  register: Register,
  asked: { readonly person: string | null; readonly id: string; readonly filter: LogFilter },
): Promise<Outcome> {
  const { traceCase, tracePerson } = await import('../../app/log/read-log.ts');
  const { person, id, filter } = asked;
  const trace =
    person === null ? traceCase(register, id, filter) : tracePerson(register, person, { asOf, filter });
  await logAccess(register, { cases: trace.cases });
  if (isJson) {
    const { isKnown: known, references, events, waiting } = trace;
    terminal.printJson({ known, references, events, ...(waiting.length === 0 ? {} : { waiting }) });
  } else {
    const { traceText } = await import('../../documents/log/log-text.ts');
    terminal.print(traceText(trace, person !== null, register.profile, terminal.paint, terminal.width));
  }
  return 'done';
}

/** The number, from where it leaves no trace. */
async function askedPerson({ context, mayAsk }: Session, given: string | true): Promise<string> {
  if (given !== true && given !== '-') {
    // A reference says nothing of who: it may stand on the line, and in the shell's history.
    if (parseReferenceCode(given.trim()) !== null) return given.trim();
    throw new UserError('PERSON_IN_ARGUMENT');
  }
  if (given === true && !mayAsk) throw new UserError('PERSON_NOT_GIVEN');
  const written =
    given === '-'
      ? await (context.readStdin?.() ?? '')
      : await (context.ask?.('Personnummer, samordningsnummer eller reservnummer: ') ?? '');
  const line = written.trim();
  if (line === '') throw new UserError('PERSON_NOT_GIVEN');
  return line;
}

async function exportTo(session: Session, written: string, force: boolean): Promise<Outcome> {
  const { terminal, asOf, isJson, path, writer, withRegister } = session;
  const { exportLog } = await import('../../app/log/read-log.ts');
  return withRegister('read', async (register): Promise<Outcome> => {
    const events = await exportLog(register, { path: path(written), force, asOf, writer });
    if (isJson) terminal.printJson({ path: written, events });
    else
      terminal.print(
        `${written}: ${some(events, 'händelse')}. Filen kan innehålla det som skrivits fritt i anteckningar.`,
      );
    return 'done';
  });
}
