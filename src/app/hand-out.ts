import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { createIdentityReader } from '../domain/identity/person-identity.ts';
import { referenceCode } from '../domain/identity/reference-code.ts';
import { RESERVE_NUMBER_RULES } from '../domain/identity/reserve-number-rules.ts';
import { kommunName } from '../domain/profile/kommuner.ts';
import type { Profile } from '../domain/profile/profile-schema.ts';
import { termLabel } from '../domain/records/terms.ts';
import { columnsOfStep, type SipOnList } from '../domain/worklists/columns.ts';
import { ALL_STEPS, type Step } from '../domain/worklists/steps.ts';
import type { WorklistModel, WorklistRow } from '../files/writing/worklist-model.ts';
import { uniqueFileNames } from '../files/writing/safe-name.ts';
import { refuseTakenNames, writeFileAtomically } from '../files/writing/atomic-write.ts';
import { knownUnits } from '../register/cases.ts';
import { eventWriter, type Writer } from '../register/events.ts';
import type { Register } from '../register/register.ts';
import { addWorklist, nextWorklistNumber } from '../register/worklists.ts';
import { worklistIndexHtml } from '../report/worklist-index-html.ts';
import { environmentText } from '../text/environments.ts';
import { openClassifier, type ClassifiedSip } from './classifier.ts';

export type WorklistFormat = 'xlsx' | 'html' | 'csv';

export interface HandOutRequest {
  readonly folder: string;
  readonly steps: readonly string[] | null;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly formats: readonly WorklistFormat[];
  readonly asOf: string;
  readonly writer: Writer;
  readonly force: boolean;
  readonly isDryRun: boolean;
}

export interface HandedOut {
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
  /** Open SIPs of the selection: the lists' rows add up to them. */
  readonly openSips: number;
  readonly indexPath: string | null;
}

interface Owner {
  readonly key: string;
  readonly name: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
}

interface PlannedList {
  readonly step: Step;
  readonly owner: Owner;
  readonly sips: ClassifiedSip[];
}

/** Units that are responsible for a SIP: what `--unit` can name. */
export function unitsWithSips({ db }: Register): readonly string[] {
  return knownUnits(db);
}

/**
 * Whose list a SIP stands on: the party's kommun or unit, as the profile says, or the step's named owner. A ward is
 * one owner whatever kommuner its patients live in.
 */
function ownerOf(step: Step, { row }: ClassifiedSip, profile: Profile): Owner {
  if (step.split !== 'owner') return { key: '', name: step.split.named, kommun: null, part: null, unit: null };
  const { part, kommun, unit } = row;
  const partName = part === null ? 'Ingen part' : termLabel('part', part);
  const isPerUnit = profile.parts.find(({ code }) => code === part)?.worklistPer === 'unit';
  return isPerUnit
    ? { key: `${part ?? ''}|${unit ?? ''}`, name: `${unit ?? 'Ingen enhet'} (${partName})`, kommun: null, part, unit }
    : { key: `${part ?? ''}|${kommun ?? ''}`, name: `${partName}, ${kommunName(profile, kommun)}`, kommun, part, unit: null };
}

function plan(register: Register, request: HandOutRequest): { lists: readonly PlannedList[]; openSips: number; context: SipOnList['context'] } {
  const { profile } = register;
  const classifier = openClassifier(register, request.asOf);
  const lists = new Map<string, PlannedList>();
  let openSips = 0;
  for (const sip of classifier.sips()) {
    if (sip.classification.class === 'closed') continue;
    const { kommun, part, unit } = sip.row;
    if (request.kommun !== null && kommun !== request.kommun) continue;
    if (request.part !== null && part !== request.part) continue;
    if (request.unit !== null && unit !== request.unit) continue;
    openSips += 1;
    for (const step of ALL_STEPS) {
      if (step.kind !== 'sip' || (request.steps !== null && !request.steps.includes(step.id))) continue;
      if (!step.takes({ kind: 'sip', classification: sip.classification })) continue;
      const owner = ownerOf(step, sip, profile);
      const name = `${step.id}|${owner.key}`;
      const list = lists.get(name);
      if (list === undefined) lists.set(name, { step, owner, sips: [sip] });
      else list.sips.push(sip);
    }
  }
  const order = ALL_STEPS.map(({ id }) => id);
  const sorted = [...lists.values()].sort(
    (a, b) => order.indexOf(a.step.id) - order.indexOf(b.step.id) || a.owner.name.localeCompare(b.owner.name, 'sv'),
  );
  return { lists: sorted, openSips, context: classifier.sipContext };
}

/**
 * Writes the worklists and an index, and registers what was handed out to whom: all of it, or the register knows
 * of nothing.
 *
 * @returns the lists with their rows; with every step asked for, the rows add up to the open SIPs
 */
export async function handOut(register: Register, request: HandOutRequest): Promise<HandOutReport> {
  if (request.isDryRun) {
    const { lists, openSips } = plan(register, request);
    return { worklists: lists.map((list) => handedOut(list, '', [])), openSips, indexPath: null };
  }
  const { db } = register;
  db.exec('BEGIN IMMEDIATE');
  try {
    const report = await writeAndRegister(register, request);
    db.exec('COMMIT');
    return report;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

async function writeAndRegister(register: Register, request: HandOutRequest): Promise<HandOutReport> {
  const { db, profile } = register;
  const { lists, openSips, context } = plan(register, request);
  const fileNames = uniqueFileNames(
    lists.map(({ step, owner }) => ({ key: `${step.id}|${owner.key}`, text: fileNameOf(step, owner, profile) })),
  );
  const pathsOf = ({ step, owner }: PlannedList): readonly string[] =>
    request.formats.map((format) => join(request.folder, `${fileNames.get(`${step.id}|${owner.key}`) ?? ''}.${format}`));
  const indexPath = join(request.folder, 'index.html');
  await refuseTakenNames([...lists.flatMap(pathsOf), indexPath], { force: request.force });
  const readIdentity = createIdentityReader(RESERVE_NUMBER_RULES, Number(request.asOf.slice(0, 4)));
  const birthYearOf = (sip: ClassifiedSip): number | null => readIdentity(sip.row.person_id ?? '').birthYear;
  const logEvent = eventWriter(db, request.writer);
  const first = nextWorklistNumber(db);
  const worklists: HandedOut[] = [];
  for (const [at, list] of lists.entries()) {
    const { step, owner, sips } = list;
    const id = `AL-${String(first + at).padStart(4, '0')}`;
    const model = modelOf(id, step, owner, sips, { profile, context, asOf: request.asOf, birthYearOf });
    const paths = pathsOf(list);
    for (const [formatAt, path] of paths.entries()) {
      await writeFileAtomically(path, await render(model, request.formats[formatAt] ?? 'xlsx'), { force: request.force });
    }
    const { kommun, part, unit } = owner;
    const eventSeq = logEvent({
      type: 'worklist-issued',
      effectiveOn: request.asOf,
      data: { worklist: id, step: step.id, kommun, part, unit, rows: sips.length, snapshot: model.snapshotId, formats: request.formats },
    });
    addWorklist(db, {
      worklistId: id, step: step.id, kommun, part, unit, asOf: request.asOf, handedOutAt: request.writer.recordedAt, eventSeq,
      cases: sips.map(({ row }) => ({ kind: 'sip', caseNo: row.case_no })),
    });
    worklists.push(handedOut(list, id, paths));
  }
  const index = worklistIndexHtml({ worklists, openSips, profile, asOf: request.asOf });
  await writeFileAtomically(indexPath, index, { force: request.force });
  return { worklists, openSips, indexPath };
}

function handedOut({ step, owner, sips }: PlannedList, id: string, paths: readonly string[]): HandedOut {
  const { kommun, part, unit, name } = owner;
  return {
    id, paths, step: step.id, stepTitle: step.title, owner: name, kommun, part, unit,
    rows: sips.length, isGuarded: step.isGuarded === true,
  };
}

function fileNameOf(step: Step, owner: Owner, profile: Profile): string {
  const name = /^\d/u.test(step.id) ? `steg-${step.id}` : step.id;
  if (step.split !== 'owner') return name;
  return `${name} ${owner.unit ?? `${owner.part ?? 'ingen part'} ${kommunName(profile, owner.kommun)}`}`;
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

interface ModelSettings {
  readonly profile: Profile;
  readonly context: SipOnList['context'];
  readonly asOf: string;
  readonly birthYearOf: (sip: ClassifiedSip) => number | null;
}

function modelOf(
  id: string,
  step: Step,
  owner: Owner,
  sips: readonly ClassifiedSip[],
  { profile, context, asOf, birthYearOf }: ModelSettings,
): WorklistModel {
  const columns = columnsOfStep(step.id, owner);
  const inOrder = [...sips].sort(
    (a, b) =>
      (a.row.unit ?? '').localeCompare(b.row.unit ?? '', 'sv') ||
      (a.row.meeting_on ?? '9').localeCompare(b.row.meeting_on ?? '9') ||
      a.row.case_no - b.row.case_no,
  );
  const groups = owner.unit === null && step.split === 'owner';
  const deadline = step.deadline(profile);
  const rows: readonly WorklistRow[] = inOrder.map((sip) => {
    const reference = referenceCode('S', sip.row.case_no);
    const onList: SipOnList = {
      reference, birthYear: birthYearOf(sip), item: sip.item, context, classification: sip.classification,
    };
    const cells = Object.fromEntries(columns.flatMap((column) => (column.kind === 'fact' ? [[column.key, column.value(onList)]] : [])));
    return { token: reference, group: groups ? (sip.row.unit ?? 'Ingen enhet') : null, cells, dueOn: deadline };
  });
  const collisions = collidingPatients(rows);
    return {
    id,
    snapshotId: createHash('sha256').update(JSON.stringify(rows.map(({ token, cells }) => [token, cells]))).digest('hex').slice(0, 16),
    title: step.title,
    subtitle: `${profile.title}, läget ${asOf}`,
    owner: owner.name,
    deadline,
    deadlineText: step.deadlineText(profile),
    environment: profile.environment,
    environmentText: environmentText(profile),
    asOf,
    privacyNotice: 'Innehåller uppgifter om patienter. Skicka inte listan som vanlig e-post och spara den inte på USB-minne.',
    watermark: null,
    instructions: [
      { heading: `Det här gör du i ${profile.target}`, lines: step.inTarget },
      { heading: `Det här gör du i ${profile.source}`, lines: step.inSource },
      { heading: 'Se upp', lines: step.traps },
    ],
    groupHeader: 'Enhet',
    columns,
    rows,
    footnotes: collisions,
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
  return alike.map((tokens) => `Samma initial, efternamn och födelseår: ${tokens.join(' och ')}. Skilj dem åt med referensen.`);
}
