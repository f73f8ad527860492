import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { kommunName } from '../domain/profile/kommuner.ts';
import type { Profile } from '../domain/profile/profile-schema.ts';
import { columnsOfStep, factCells } from '../domain/worklists/columns.ts';
import { proveSums, type ProvenSum } from '../domain/worklists/proof.ts';
import { listId } from '../domain/worklists/list-id.ts';
import type { Owner, Step } from '../domain/worklists/step.ts';
import { ALL_STEPS } from '../domain/worklists/steps.ts';
import type { Subject } from '../domain/worklists/subject.ts';
import { refuseTakenNames, writeFileAtomically } from '../files/writing/atomic-write.ts';
import { uniqueFileNames } from '../files/writing/safe-name.ts';
import type { WorklistModel, WorklistRow } from '../files/writing/worklist-model.ts';
import { knownUnits } from '../register/cases.ts';
import { eventWriter, type Writer } from '../register/events.ts';
import type { Register } from '../register/register.ts';
import { addWorklist, nextWorklistNumber } from '../register/worklists.ts';
import { inTransaction } from '../register/transaction.ts';
import { worklistIndexHtml } from '../report/worklist-index-html.ts';
import { environmentText } from '../text/environments.ts';
import { cellName, type AnswerCell } from '../domain/tracking/answers.ts';
import { answerCells, caseOfReference, openCaseIds } from './answered-case.ts';
import { rehearsalPrefix, watermarkOf } from './rehearsal-mark.ts';
import { collectSubjects, subjectsOfKind } from './subjects.ts';

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
}

interface HandedOut {
  readonly id: string;
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
  /** What the rows add up to, counted another way. */
  readonly sums: readonly ProvenSum[];
  readonly indexPath: string | null;
}

interface PlannedList {
  readonly step: Step;
  readonly owner: Owner;
  readonly subjects: Subject[];
}

/** Units that are responsible for a SIP: what `--unit` can name. */
export function unitsWithSips({ db }: Register): readonly string[] {
  return knownUnits(db);
}

function plan(
  register: Register,
  request: HandOutRequest,
): { lists: readonly PlannedList[]; sums: readonly ProvenSum[] } {
  const { profile } = register;
  const subjects = collectSubjects(register, request.asOf);
  const steps = ALL_STEPS.filter(({ id }) => request.steps === null || request.steps.includes(id));
  const isAsked = (subject: Subject): boolean =>
    (request.kommun === null || subject.kommun === request.kommun) &&
    (request.unit === null || subject.unit === request.unit);
  const lists = new Map<string, PlannedList>();
  for (const step of steps) {
    for (const subject of subjectsOfKind(subjects, step.kind)) {
      if (!isAsked(subject) || !step.takes(subject, profile)) continue;
      const owner = step.owner(subject, profile);
      if (request.part !== null && owner.part !== request.part) continue;
      const name = `${step.id}|${owner.key}`;
      const list = lists.get(name);
      if (list === undefined) lists.set(name, { step, owner, subjects: [subject] });
      else list.subjects.push(subject);
    }
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
  return { lists: sorted, sums };
}

/**
 * Writes the worklists and an index, and registers what was handed out to whom: all of it, or the register knows
 * of nothing.
 *
 * @returns the lists with their rows, and the sums they are held to
 */
export async function handOut(register: Register, request: HandOutRequest): Promise<HandOutReport> {
  if (request.isDryRun) {
    const { lists, sums } = plan(register, request);
    return { worklists: lists.map((list) => handedOut(list, '', [])), sums, indexPath: null };
  }
  return inTransaction(register.db, () => writeAndRegister(register, request));
}

async function writeAndRegister(register: Register, request: HandOutRequest): Promise<HandOutReport> {
  const { db, profile } = register;
  const watermark = watermarkOf(register);
  const { lists, sums } = plan(register, request);
  const fileNames = uniqueFileNames(
    lists.map(({ step, owner }) => ({
      key: `${step.id}|${owner.key}`,
      text: rehearsalPrefix(watermark) + fileNameOf(step, owner, profile),
    })),
  );
  const pathsOf = ({ step, owner }: PlannedList): readonly string[] =>
    request.formats.map((format) =>
      join(request.folder, `${fileNames.get(`${step.id}|${owner.key}`) ?? ''}.${format}`),
    );
  const indexPath = join(request.folder, `${rehearsalPrefix(watermark)}index.html`);
  await refuseTakenNames([...lists.flatMap(pathsOf), indexPath], { force: request.force });
  const logEvent = eventWriter(db, request.writer);
  const first = nextWorklistNumber(db);
  const given = openGivenAnswers(register);
  const worklists: HandedOut[] = [];
  for (const [at, list] of lists.entries()) {
    const { step, owner, subjects } = list;
    const id = listId('work', first + at, { isRehearsal: watermark !== null });
    const model = modelOf(id, list, profile, request, given, watermark);
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
        rows: subjects.length,
        snapshot: model.snapshotId,
        formats: request.formats,
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
      model.rows.map(({ token, group, cells }) => {
        const about = caseOfReference(token);
        if (about === null) throw new Error(`no reference: ${token}`);
        return { ...about, token, cells: { ...asTexts(cells), _group: group, _owner: owner.key } };
      }),
    );
    worklists.push(handedOut(list, id, paths));
  }
  const index = worklistIndexHtml({ worklists, sums, profile, asOf: request.asOf, watermark });
  await writeFileAtomically(indexPath, index, { force: request.force });
  return { worklists, sums, indexPath };
}

function handedOut({ step, owner, subjects }: PlannedList, id: string, paths: readonly string[]): HandedOut {
  const { kommun, part, unit, name } = owner;
  return {
    id,
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

function fileNameOf(step: Step, owner: Owner, profile: Profile): string {
  const name = /^\d/u.test(step.id) ? `steg-${step.id}` : step.id;
  if (owner.part === null && owner.kommun === null && owner.unit === null) return name;
  if (owner.unit !== null) return `${name} ${owner.unit}`;
  return `${name} ${owner.part ?? 'ingen part'} ${kommunName(profile, owner.kommun)}`;
}

async function render(model: WorklistModel, format: WorklistFormat): Promise<string | Uint8Array> {
  switch (format) {
    case 'xlsx': {
      const { writeWorklistWorkbook } = await import('../files/writing/worklist-workbook.ts');
      return writeWorklistWorkbook(model);
    }
    case 'html': {
      const { worklistHtml } = await import('../files/writing/worklist-html.ts');
      return worklistHtml(model);
    }
    case 'csv': {
      const { writeWorklistCsv } = await import('../files/writing/worklist-csv.ts');
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
  return (step, token, column) => {
    const about = caseOfReference(token);
    if (about === null) return null;
    return (
      cells.get(cellName({ kind: about.kind, caseId: caseIdOf({ ...about, token }), step, column }))?.value ??
      null
    );
  };
}

function modelOf(
  id: string,
  { step, owner, subjects }: PlannedList,
  profile: Profile,
  request: HandOutRequest,
  given: GivenAnswers,
  watermark: string | null,
): WorklistModel {
  const { asOf, showsPersonnummer } = request;
  const columns = columnsOfStep(step, { kommun: owner.kommun, showsPersonnummer });
  const isGrouped = step.groups === true && owner.unit === null;
  const inOrder = [...subjects].sort(
    (a, b) =>
      (isGrouped ? (a.unit ?? '').localeCompare(b.unit ?? '', 'sv') : 0) ||
      urgencyOf(a).localeCompare(urgencyOf(b)) ||
      a.caseNo - b.caseNo,
  );
  const deadline = step.deadline(profile);
  const rows: readonly WorklistRow[] = inOrder.map((subject) => ({
    token: subject.reference,
    group: isGrouped ? (subject.unit ?? 'Ingen enhet') : null,
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
  // After the read-only date nothing can be done in the source system any more.
  const canWriteSource = asOf < profile.deadlines.readOnly;
  const instructions = [
    { heading: `Det här gör du i ${profile.target}`, lines: step.inTarget },
    {
      heading: `Det här gör du i ${profile.source}`,
      lines: canWriteSource
        ? step.inSource
        : [`${profile.source} är skrivskyddat sedan ${profile.deadlines.readOnly}: inget arbete görs där.`],
    },
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
    snapshotId: createHash('sha256')
      .update(JSON.stringify(rows.map(({ token, cells }) => [token, cells])))
      .digest('hex')
      .slice(0, 16),
    title: step.title,
    subtitle: `${profile.title}, läget ${asOf}`,
    owner: owner.name,
    deadline,
    deadlineText: step.deadlineText(profile),
    environment: profile.environment,
    environmentText: environmentText(profile),
    asOf,
    privacyNotice: showsPersonnummer ? PRIVACY_PERSONNUMMER : PRIVACY,
    watermark,
    instructions,
    groupHeader: 'Enhet',
    columns,
    rows,
    footnotes: collidingPatients(rows),
  };
}

/** "A Larsson, 1938" can be two people: they are told apart by the reference, not by more of the identity. */
function collidingPatients(rows: readonly WorklistRow[]): readonly string[] {
  const byName = new Map<string, string[]>();
  for (const { cells, token } of rows) {
    const { patient, born } = cells;
    if (patient === null || patient === undefined || patient === '') continue;
    const name = `${patient} ${born ?? ''}`;
    byName.set(name, [...(byName.get(name) ?? []), token]);
  }
  const alike = [...byName.values()].filter((tokens) => tokens.length > 1);
  return alike.map(
    (tokens) =>
      `Samma initial, efternamn och födelseår: ${tokens.join(' och ')}. Skilj dem åt med referensen.`,
  );
}
