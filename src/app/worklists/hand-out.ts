import { basename, join } from 'node:path';
import { initialAndSurname } from '../../domain/identity/initials.ts';
import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { RESERVE_NUMBER_RULES } from '../../domain/identity/reserve-number-rules.ts';
import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import {
  columnsOfStep,
  factCells,
  groupOf,
  isWorkInSource,
  showsThePerson,
} from '../../domain/worklists/columns.ts';
import { basisOf, basisText, type BasisEntry, type ListDays } from '../../domain/worklists/basis.ts';
import {
  checkEnvironment,
  type EnvironmentCheck,
  type TestNumbers,
} from '../../domain/worklists/environment-guard.ts';
import { sourceReadOnlySince } from '../../domain/checkpoints/lock.ts';
import { proveSums, type ProvenSum } from '../../domain/worklists/proof.ts';
import { listId } from '../../domain/worklists/list-id.ts';
import { withReadOnlySource, type Owner, type Step } from '../../domain/worklists/step.ts';
import { ALL_STEPS } from '../../domain/worklists/steps.ts';
import { isForNamedHandlers, type Subject } from '../../domain/worklists/subject.ts';
import { refuseTakenNames, removeLeftovers, writeFileAtomically } from '../../files/writing/atomic-write.ts';
import { uniqueFileNames } from '../../files/writing/safe-name.ts';
import type { WorklistModel, WorklistRow } from '../../files/writing/worklist-model.ts';
import { knownUnits } from '../../register/cases.ts';
import { eventWriter, type Writer } from '../../register/events.ts';
import { lockOfRegister } from '../../register/lock.ts';
import type { Register } from '../../register/register.ts';
import { latestListOn } from '../../register/sources.ts';
import { addWorklist, nextWorklistNumber } from '../../register/worklists.ts';
import { inTransaction } from '../../register/transaction.ts';
import { worklistIndexHtml } from '../../report/worklist-index-html.ts';
import { environmentText } from '../../text/environments.ts';
import { UserError } from '../../text/errors.ts';
import { cellName, type AnswerCell } from '../../domain/tracking/answers.ts';
import { answerCells, caseOfReference, openCaseIds } from '../cases/answered-case.ts';
import { openPersonPlaces } from '../cases/person-places.ts';
import { lostInMove } from '../reconciliation/compare-lifecare.ts';
import { rehearsalPrefix, watermarkOf } from '../guards/rehearsal-mark.ts';
import { collectSubjects, subjectsOfKind } from '../cases/subjects.ts';
import { earlierInFolder } from './earlier-lists.ts';
import { snapshotIdOf } from './snapshot-id.ts';

type WorklistFormat = 'xlsx' | 'html' | 'csv';

export interface HandOutRequest {
  readonly folder: string;
  /** Ids of steps; null = all of them. */
  readonly steps: readonly string[] | null;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly formats: readonly WorklistFormat[];
  /** Full personnummer in the lists: asked for, marked and logged. */
  readonly showsPersonnummer: boolean;
  readonly asOf: string;
  readonly writer: Writer;
  readonly force: boolean;
  readonly isDryRun: boolean;
  /** The user's list of test numbers; without it the environment is guarded by the pattern alone. */
  readonly testNumbers?: TestNumbers | null;
}

interface HandedOut {
  readonly id: string;
  /** Empty in a dry run. */
  readonly snapshotId: string;
  /** One a format; empty in a dry run. */
  readonly paths: readonly string[];
  readonly step: string;
  readonly stepTitle: string;
  readonly owner: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly rows: number;
  readonly isGuarded: boolean;
}

export interface HandOutReport {
  readonly worklists: readonly HandedOut[];
  /** Titles of steps that were asked for and that no case stands on. */
  readonly emptySteps: readonly string[];
  /** What the rows add up to, counted another way. */
  readonly sums: readonly ProvenSum[];
  readonly indexPath: string | null;
  /** The lists from the systems that it all rests on. */
  readonly basedOn: readonly BasisEntry[];
  readonly environment: EnvironmentCheck;
  /** Only a kommun, a part or a unit was asked for: nothing is handed out about protected persons. */
  readonly isPart: boolean;
}

interface PlannedList {
  readonly step: Step;
  readonly owner: Owner;
  readonly subjects: Subject[];
  /** What it is cut down to, where the owner has more rows; null for a whole list. */
  readonly selection: string | null;
}

/** Units that are responsible for a SIP: what `--unit` can name. */
export function unitsWithSips({ db }: Register): readonly string[] {
  return knownUnits(db);
}

interface Plan {
  readonly lists: readonly PlannedList[];
  readonly emptySteps: readonly string[];
  readonly sums: readonly ProvenSum[];
  readonly listOn: ListDays;
  readonly basedOn: readonly BasisEntry[];
  readonly environment: EnvironmentCheck;
  /** The day since which the source system is read-only; null while work is done there. */
  readonly readOnlySince: string | null;
  /** Only a kommun, a part or a unit was asked for. */
  readonly isPart: boolean;
}

/** @throws UserError where the lists hold the wrong class of patient for the environment */
function plan(register: Register, request: HandOutRequest): Plan {
  const { db, profile } = register;
  const readOnlySince = sourceReadOnlySince(lockOfRegister(register.db), request.asOf, profile.deadlines);
  const steps = ALL_STEPS.filter(({ id }) => request.steps === null || request.steps.includes(id)).map(
    (step) => (readOnlySince === null ? step : withReadOnlySource(step, readOnlySince)),
  );
  const subjects = collectSubjects(
    register,
    request.asOf,
    steps.some(({ comparesSystems }) => comparesSystems === true)
      ? lostInMove(register, request.asOf)
      : undefined,
  );
  const isPart = isPartOfRegion(request);
  // Lists for named handlers are handed out whole: cut by kommun they would tell where somebody lives.
  const isAsked = (subject: Subject): boolean =>
    !isPart ||
    (!isForNamedHandlers(subject) &&
      (request.kommun === null || subject.kommun === request.kommun) &&
      (request.unit === null || subject.unit === request.unit));
  const leftOut = new Map<string, number>();
  const lists = new Map<string, PlannedList>();
  for (const step of steps) {
    for (const subject of subjectsOfKind(subjects, step.kind)) {
      if (!step.takes(subject, profile)) continue;
      const owner = step.owner(subject, profile);
      if (request.part !== null && owner.part !== request.part) continue;
      const name = `${step.id}|${owner.key}`;
      if (!isAsked(subject)) {
        leftOut.set(name, (leftOut.get(name) ?? 0) + 1);
        continue;
      }
      const list = lists.get(name);
      if (list === undefined) lists.set(name, { step, owner, subjects: [subject], selection: null });
      else list.subjects.push(subject);
    }
  }
  for (const [name, list] of lists) {
    if (!leftOut.has(name)) continue;
    const selection = selectionText(request, profile);
    const { key, name: whole } = list.owner;
    // Another list than the whole one: it replaces none.
    const owner = { ...list.owner, key: `${key}|${selection}`, name: `${whole} (${selection})` };
    lists.set(name, { ...list, owner, selection });
  }
  const sorted = [...lists.values()].sort(
    (a, b) => steps.indexOf(a.step) - steps.indexOf(b.step) || a.owner.name.localeCompare(b.owner.name, 'sv'),
  );
  const rowsOfStep = new Map<string, number>();
  for (const { step, subjects: rows } of sorted)
    rowsOfStep.set(step.id, (rowsOfStep.get(step.id) ?? 0) + rows.length);
  const everything = [...subjects.sips, ...subjects.vardtillfallen, ...subjects.messages].filter(isAsked);
  const sums =
    request.part === null
      ? proveSums(
          everything,
          rowsOfStep,
          steps.map(({ id }) => id),
        )
      : [];
  const listOn: ListDays = (kind) => latestListOn(db, kind, request.asOf);
  return {
    lists: sorted,
    emptySteps: steps
      .filter(({ id, isGuarded }) => isGuarded !== true && !rowsOfStep.has(id))
      .map(({ title }) => title),
    sums,
    listOn,
    basedOn: basisOf(
      sorted.map(({ step }) => step),
      listOn,
    ),
    environment: guard(sorted, profile, request),
    readOnlySince,
    isPart,
  };
}

const isPartOfRegion = ({ kommun, part, unit }: HandOutRequest): boolean =>
  kommun !== null || part !== null || unit !== null;

/** "bara Sundsvall": what a list holds that its owner has more of. */
function selectionText({ kommun, unit }: HandOutRequest, profile: Profile): string {
  const named = [kommun === null ? null : kommunName(profile, kommun), unit];
  return `bara ${named.filter((text) => text !== null).join(', ')}`;
}

/** How many references an error names. */
const NAMED = 10;

/** The size of a list of protected persons is told from here on. */
const SHOWN_FROM = 5;

function guard(
  lists: readonly PlannedList[],
  { environment }: Profile,
  { asOf, testNumbers = null }: HandOutRequest,
): EnvironmentCheck {
  const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, Number(asOf.slice(0, 4)));
  const check = checkEnvironment(
    lists.flatMap(({ subjects }) => subjects),
    environment,
    testNumbers,
    readIdentity,
  );
  if (check.checkedBy === 'pattern' || check.wrongPersons === 0) return check;
  const guarded = new Set(
    lists.flatMap(({ step, subjects }) =>
      step.isGuarded === true ? subjects.map(({ reference }) => reference) : [],
    ),
  );
  const references = check.references.filter((reference) => !guarded.has(reference));
  throw new UserError(environment === 'production' ? 'TEST_PERSONS_IN_PRODUCTION' : 'REAL_PERSONS_IN_TEST', {
    persons: check.wrongPersons,
    all: check.persons,
    references: `${references.slice(0, NAMED).join(', ')}${references.length > NAMED ? ' …' : ''}`,
  });
}

/**
 * Writes the worklists and an index, and registers what was handed out to whom: all of it, or the register knows
 * of nothing.
 *
 * @returns the lists with their rows, and the sums they are held to
 */
export async function handOut(register: Register, request: HandOutRequest): Promise<HandOutReport> {
  if (request.isDryRun) {
    const { lists, emptySteps, sums, basedOn, environment, isPart } = plan(register, request);
    return {
      worklists: lists.map((list) => handedOut(list, { id: '', snapshotId: '' }, [])),
      emptySteps,
      sums,
      indexPath: null,
      basedOn,
      environment,
      isPart,
    };
  }
  return inTransaction(register.db, () => writeAndRegister(register, request));
}

async function writeAndRegister(register: Register, request: HandOutRequest): Promise<HandOutReport> {
  const { db, profile } = register;
  const watermark = watermarkOf(register);
  const { lists, emptySteps, sums, listOn, basedOn, environment, readOnlySince, isPart } = plan(
    register,
    request,
  );
  const fileNames = uniqueFileNames(
    lists.map((list) => ({
      key: `${list.step.id}|${list.owner.key}`,
      text: rehearsalPrefix(watermark) + fileNameOf(list, profile),
    })),
  );
  const pathsOf = ({ step, owner }: PlannedList): readonly string[] =>
    request.formats.map((format) =>
      join(request.folder, `${fileNames.get(`${step.id}|${owner.key}`) ?? ''}.${format}`),
    );
  const indexPath = join(request.folder, `${rehearsalPrefix(watermark)}index.html`);
  const written = lists.flatMap(pathsOf);
  const { isOurIndex, lists: earlier } = await earlierInFolder(
    db,
    request.folder,
    indexPath,
    new Set(written.map((path) => basename(path))),
  );
  await refuseTakenNames(isOurIndex ? written : [...written, indexPath], { force: request.force });
  await removeLeftovers(request.folder);
  const logEvent = eventWriter(db, request.writer);
  const first = nextWorklistNumber(db);
  const given = openGivenAnswers(register);
  const worklists: HandedOut[] = [];
  for (const [at, list] of lists.entries()) {
    const { step, owner, subjects } = list;
    const id = listId('work', first + at, { isRehearsal: watermark !== null });
    const model = modelOf(
      register,
      id,
      list,
      { ...request, readOnlySince, watermark },
      given,
      basisText(basisOf([step], listOn)),
    );
    const paths = pathsOf(list);
    for (const [formatAt, path] of paths.entries()) {
      await writeFileAtomically(path, await render(model, request.formats[formatAt] ?? 'xlsx'), {
        force: request.force,
      });
    }
    const { kommun, part, unit } = owner;
    const eventSeq = logEvent({
      type: 'worklist-issued',
      effectiveOn: request.asOf,
      data: {
        worklist: id,
        step: step.id,
        kommun,
        part,
        unit,
        // The log is read by more people than the list.
        rows: step.isGuarded === true && subjects.length < SHOWN_FROM ? null : subjects.length,
        snapshot: model.snapshotId,
        formats: request.formats,
        files: paths.map((path) => basename(path)),
        personnummer: request.showsPersonnummer,
      },
    });
    addWorklist(
      db,
      {
        worklistId: id,
        asksFor: 'work',
        snapshotId: model.snapshotId,
        step: step.id,
        ownerKey: owner.key,
        owner: owner.name,
        kommun,
        part,
        unit,
        asOf: request.asOf,
        handedOutAt: request.writer.recordedAt,
        eventSeq,
      },
      model.rows.map(({ token, group, dueOn, cells }) => {
        const about = caseOfReference(token);
        if (about === null) throw new Error(`no reference: ${token}`);
        return {
          ...about,
          token,
          cells: { ...asTexts(cells), _group: group, _due: dueOn, _owner: owner.key },
        };
      }),
    );
    worklists.push(handedOut(list, model, paths));
  }
  const index = worklistIndexHtml({
    worklists,
    earlier,
    sums,
    profile,
    asOf: request.asOf,
    basedOn: basisText(basedOn),
    watermark,
  });
  await writeFileAtomically(indexPath, index, { force: request.force || isOurIndex });
  return { worklists, emptySteps, sums, indexPath, basedOn, environment, isPart };
}

function handedOut(
  { step, owner, subjects }: PlannedList,
  { id, snapshotId }: Pick<WorklistModel, 'id' | 'snapshotId'>,
  paths: readonly string[],
): HandedOut {
  const { kommun, part, unit, name } = owner;
  return {
    id,
    snapshotId,
    paths,
    step: step.id,
    stepTitle: step.title,
    owner: name,
    kommun,
    part,
    unit,
    rows: subjects.length,
    isGuarded: step.isGuarded === true,
  };
}

function fileNameOf({ step, owner, selection }: PlannedList, profile: Profile): string {
  const name = /^\d/u.test(step.id) ? `steg-${step.id}` : step.id;
  const { part, kommun, unit } = owner;
  const isForOne = part === null && kommun === null && unit === null;
  const whose = isForOne ? '' : (unit ?? `${part ?? 'ingen part'} ${kommunName(profile, kommun)}`);
  return [name, whose, selection ?? ''].filter((text) => text !== '').join(' ');
}

async function render(model: WorklistModel, format: WorklistFormat): Promise<string | Uint8Array> {
  switch (format) {
    case 'xlsx': {
      const { writeWorklistWorkbook } = await import('../../files/writing/worklist-workbook.ts');
      return writeWorklistWorkbook(model);
    }
    case 'html': {
      const { worklistHtml } = await import('../../files/writing/worklist-html.ts');
      return worklistHtml(model);
    }
    case 'csv': {
      const { writeWorklistCsv } = await import('../../files/writing/worklist-csv.ts');
      return writeWorklistCsv(model);
    }
  }
}

const PRIVACY =
  'Innehåller uppgifter om patienter. Skicka inte listan som vanlig e-post och spara den inte på USB-minne.';
const PRIVACY_PERSONNUMMER =
  'INNEHÅLLER FULLSTÄNDIGA PERSONNUMMER. Skicka inte som vanlig e-post, spara inte på USB-minne, lämna inte framme. Att listan togs ut är loggat.';

/** The day that puts a row first in its group: a booked meeting, an expected discharge. */
function urgencyOf(subject: Subject): string {
  const days = {
    sip: () => (subject.kind === 'sip' ? subject.item.facts.meeting_on : null),
    vardtillfalle: () => (subject.kind === 'vardtillfalle' ? subject.item.facts.expected_discharge_on : null),
    meddelande: () => (subject.kind === 'meddelande' ? subject.facts.sent_at : null),
    patient: () => null,
  };
  return days[subject.kind]() ?? '9999';
}

const asTexts = (cells: WorklistRow['cells']): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    Object.entries(cells).map(([key, value]) => [key, value === null ? null : String(value)]),
  );

type GivenAnswers = (step: string, token: string, column: string) => string | null;

/** What has been answered already stands in a list that is handed out again; what is held does not. */
function openGivenAnswers({ db }: Register): GivenAnswers {
  const cells: ReadonlyMap<string, AnswerCell> = answerCells(db);
  if (cells.size === 0) return () => null;
  const caseIdOf = openCaseIds(db);
  const placeOf = openPersonPlaces(db);
  return (step, token, column) => {
    const about = caseOfReference(token);
    if (about === null) return null;
    const place = placeOf({ kind: about.kind, caseId: caseIdOf(about), step, column, token });
    return cells.get(cellName(place))?.value ?? null;
  };
}

function modelOf(
  { db, profile }: Register,
  id: string,
  { step, owner, subjects }: PlannedList,
  request: HandOutRequest & { readonly readOnlySince: string | null; readonly watermark: string | null },
  given: GivenAnswers,
  basedOn: string,
): WorklistModel {
  const { asOf, showsPersonnummer, readOnlySince, watermark } = request;
  const columns = columnsOfStep(step, { kommun: owner.kommun, showsPersonnummer })
    .filter((column) => readOnlySince === null || !isWorkInSource(column))
    .filter(
      (column) =>
        column.kind === 'answer' ||
        column.isRare !== true ||
        subjects.some((subject) => column.value(subject, profile) !== null),
    );
  const isGrouped = step.groups === true && owner.unit === null;
  const inOrder = [...subjects].sort(
    (a, b) =>
      (isGrouped ? groupOf(a).localeCompare(groupOf(b), 'sv') : 0) ||
      urgencyOf(a).localeCompare(urgencyOf(b)) ||
      a.caseNo - b.caseNo,
  );
  const deadline = step.deadline(profile);
  const rows: readonly WorklistRow[] = inOrder.map((subject) => ({
    token: subject.reference,
    group: isGrouped ? groupOf(subject) : null,
    cells: {
      ...factCells(columns, subject, profile),
      ...Object.fromEntries(
        columns.flatMap((column) =>
          column.kind === 'answer' && column.signs !== true
            ? [[column.key, given(step.id, subject.reference, column.key)]]
            : [],
        ),
      ),
    },
    dueOn: deadline,
  }));
  const instructions = [
    { heading: `Det här gör du i ${profile.target}`, lines: step.inTarget },
    readOnlySince === null
      ? { heading: `Det här gör du i ${profile.source}`, lines: step.inSource }
      : {
          heading: `${profile.source} är skrivskyddat`,
          lines: [`Sedan ${readOnlySince} görs inget arbete i ${profile.source}.`, ...step.inSource],
        },
    { heading: 'Checklista', lines: step.checklist ?? [] },
    { heading: 'Se upp', lines: step.traps },
    {
      heading: 'Öppna frågor i underlaget',
      lines: profile.openQuestions
        .filter(({ id: question }) => step.openQuestions?.includes(question))
        .map(({ question }) => question),
    },
  ].filter(({ lines }) => lines.length > 0);
  return {
    id,
    snapshotId: snapshotIdOf(db, rows),
    title: step.title,
    subtitle: `${profile.title}, läget ${asOf}`,
    owner: owner.name,
    deadline,
    deadlineText: step.deadlineText(profile),
    environment: profile.environment,
    environmentText: environmentText(profile),
    asOf,
    basedOn,
    privacyNotice: showsPersonnummer ? PRIVACY_PERSONNUMMER : PRIVACY,
    watermark,
    instructions,
    groupHeader: 'Enhet',
    columns,
    rows,
    footnotes: collidingPatients(step, inOrder),
  };
}

/** "A Larsson, 1938" can be two people: they are told apart by the reference, not by more of the identity. */
function collidingPatients(step: Step, subjects: readonly Subject[]): readonly string[] {
  if (!showsThePerson(step)) return [];
  const byName = new Map<string, Map<string, string>>();
  for (const { name, birthYear, personId, reference } of subjects) {
    if (name === null) continue;
    const shown = `${initialAndSurname(name)} ${birthYear ?? ''}`;
    const persons = byName.get(shown) ?? new Map<string, string>();
    // Several cases or messages of one person are no collision; without a number nobody can tell.
    const person = personId ?? reference;
    if (!persons.has(person)) persons.set(person, reference);
    byName.set(shown, persons);
  }
  return [...byName.values()]
    .filter((persons) => persons.size > 1)
    .map(
      (persons) =>
        `Samma initial, efternamn och födelseår: ${enumerate([...persons.values()])}. Skilj dem åt med referensen.`,
    );
}

const enumerate = (texts: readonly string[]): string =>
  [texts.slice(0, -1).join(', '), ...texts.slice(-1)].filter((text) => text !== '').join(' och ');
