import { basename, extname } from 'node:path';
import type { MappedList } from '../../app/lists/map-list.ts';
import type { MappingAnswer, MappingQuestion } from '../../domain/guessing/mapping-questions.ts';
import type { MappingProposal } from '../../domain/guessing/proposal.ts';
import type { Mapping } from '../../domain/mapping/mapping.ts';
import { DEFAULT_PROFILE } from '../../domain/profile/default-profile.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { kindChoices } from '../choices.ts';
import type { CommandDefinition } from '../command.ts';
import { choiceOption } from '../options.ts';
import type { Session } from '../session.ts';
import { shellWord } from '../../text/shell-word.ts';

interface MapOptions {
  readonly as?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly dryRun?: boolean;
  readonly profile: string;
}

export const mapCommand: CommandDefinition = {
  name: 'map',
  summary: 'föreslå hur en lista med okända rubriker ska läsas',
  define(command, run) {
    command
      .argument('<fil>', 'en lista i CSV eller xlsx')
      .option('--as <sort>', 'listans sort, när den inte framgår')
      .option('-o, --output <fil>', 'mappningsfilen (annars bredvid listan, med slutet .mapping.json)')
      .option('--force', 'skriv över en mappningsfil som finns')
      .option('-n, --dry-run', 'visa förslaget utan att skriva')
      .option('--profile <namn|fil>', 'regionprofil', DEFAULT_PROFILE);
    run(async (session) => {
      const { context, terminal, asOf, path, isJson } = session;
      const [written = ''] = command.args;
      const options = command.opts<MapOptions>();
      const { loadProfile } = await import('../../app/load-profile.ts');
      const { mapList, refuseMappingTarget, writeMapping } = await import('../../app/lists/map-list.ts');
      const profile = await loadProfile(options.profile, path);
      const kind = options.as === undefined ? null : choiceOption('--as', options.as, kindChoices(profile));
      const list = await mapList({
        path: path(written),
        kind,
        profile,
        asOf,
        readerProcess: context.readerProcess,
      });
      const target = options.output ?? besideList(written);
      const isDryRun = options.dryRun === true;
      if (!isDryRun) await refuseMappingTarget(path(target), options.force === true);
      const { mapping, said, left } = await askedMapping(list, profile, session);
      if (!isDryRun) await writeMapping(path(target), mapping, options.force === true);
      const writtenTo = isDryRun ? null : target;
      if (isJson) terminal.printJson(await asJson(list, profile, writtenTo));
      else {
        const { mappingText } = await import('../../documents/lists/mapping-text.ts');
        const nextCommand = isDryRun ? mapAgain(written, options) : importCommandLine(written, target, list);
        terminal.print(
          mappingText(
            { ...list, proposal: left, said, writtenTo, nextCommand },
            profile,
            terminal.paint,
            terminal.width,
          ),
        );
      }
      return 'done';
    });
  },
};

interface Answered {
  readonly mapping: Mapping;
  /** What has been said, as people read it. */
  readonly said: readonly string[];
  /** The proposal without it. */
  readonly left: MappingProposal;
}

/** The mapping once somebody at the terminal has answered what is guessed or unclear; else as it is proposed. */
async function askedMapping(
  { proposal, mapping: proposed, samples }: MappedList,
  profile: Profile,
  { ask, mayAsk, isJson, terminal }: Session,
): Promise<Answered> {
  if (!mayAsk || isJson) return { mapping: proposed, said: [], left: proposal };
  const { questionsOf, withAnswer, withoutAnswered } =
    await import('../../domain/guessing/mapping-questions.ts');
  const { answerPrompt, questionText, readAnswer, saidText } =
    await import('../../documents/lists/mapping-question-text.ts');
  let mapping = proposed;
  const answered: MappingQuestion[] = [];
  const said: string[] = [];
  for (const question of questionsOf(proposal, profile)) {
    let answer: MappingAnswer | null = null;
    for (let tries = 0; answer === null && tries < MOST_TRIES; tries += 1) {
      const typed = await ask(
        `${questionText(question, samples, terminal.paint)}\n${answerPrompt(question)}`,
      );
      answer = readAnswer(question, typed ?? '');
    }
    if (answer === null || answer === 'unsaid') continue;
    mapping = withAnswer(mapping, question, answer);
    answered.push(question);
    said.push(saidText(question, answer));
  }
  return { mapping, said, left: withoutAnswered(proposal, answered) };
}

const MOST_TRIES = 3;

/** `listor/sip.csv` → `listor/sip.mapping.json` */
function besideList(written: string): string {
  return `${written.slice(0, written.length - extname(basename(written)).length)}.mapping.json`;
}

function mapAgain(written: string, { as, output, profile }: MapOptions): string {
  const flags = [
    as === undefined ? '' : `--as ${shellWord(as)}`,
    output === undefined ? '' : `-o ${shellWord(output)}`,
    profile === DEFAULT_PROFILE ? '' : `--profile ${shellWord(profile)}`,
  ];
  return ['overgang map', shellWord(written), ...flags].filter((text) => text !== '').join(' ');
}

function importCommandLine(written: string, target: string, { needsExportedAt }: MappedList): string {
  return `overgang import ${shellWord(written)} --mapping ${shellWord(target)}${needsExportedAt ? ' --exported-at ÅÅÅÅ-MM-DD' : ''}`;
}

/** The contract's JSON. */
async function asJson(
  { file, proposal, reading, sheet, needsExportedAt }: MappedList,
  profile: Profile,
  path: string | null,
): Promise<unknown> {
  const { codesOf } = await import('../../domain/guessing/propose-values.ts');
  const { becauseText, readingText, unclearText } = await import('../../documents/lists/mapping-text.ts');
  return {
    file,
    kind: proposal.kind,
    kindIsSure: proposal.kindIsSure,
    columns: proposal.columns.map(({ field, header, confidence, because }) => ({
      column: field.name,
      header,
      confidence,
      because: because.map((reason) => ({ code: reason.code, message: becauseText([reason]) })),
    })),
    values: proposal.values.map(({ field, text, code, rows }) => ({
      column: field.name,
      text,
      code,
      confidence: 'guess',
      rows,
    })),
    notUnderstood: proposal.notUnderstood.map(({ field, text, rows }) => ({
      column: field.name,
      text,
      rows,
      codes: codesOf(field, profile).map(({ code }) => code),
    })),
    unclear: proposal.unclear.map((entry) => ({
      reason: entry.reason,
      columns: entry.fields.map(({ name }) => name),
      headers: entry.headers,
      message: unclearText(entry),
    })),
    reading: reading.map((one) => ({ ...one, confidence: 'guess', message: readingText(one) })),
    unmapped: proposal.unmapped,
    missing: proposal.missing.map(({ name }) => name),
    sheet,
    needsExportedAt,
    path,
  };
}
