import { dirname } from 'node:path';
import type { AnswerCell } from '../../domain/answers/answers.ts';
import { recipientOf, type Recipient } from '../../domain/plan/owners.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import { isForNamedHandlers, type SubjectKind } from '../../domain/plan/subject.ts';
import { CONFLICT_COLUMN, CONFLICT_STEP, CONFLICT_VALUES } from '../../domain/returned/conflict-list.ts';
import { CLASS, OWNER, type Footing } from '../../domain/returned/returned-row.ts';
import { conflictModel, conflictRows } from '../../documents/worklist/conflict-model.ts';
import type { WorklistModel } from '../../documents/worklist/worklist-model.ts';
import { refuseTakenNames, removeLeftovers } from '../../files/put/atomic-write.ts';
import { writeTogether, type FilesTogether } from '../../files/put/side-by-side.ts';
import { uniqueFileNames } from '../../files/put/safe-name.ts';
import type { Register } from '../../register/file/register.ts';
import { findWorklist, newestWorklistWith, type IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import type { Writer } from '../../register/log/events.ts';
import { contestedCells } from '../cases/answered-case.ts';
import { collectSubjects, subjectsOfKind } from '../cases/subjects.ts';
import { openFootings } from './footing.ts';
import { openDelivery, reachedBy, type Reached, type SentList } from './delivery.ts';
import { LONGEST, neutralName } from './filing.ts';
import { rehearsalPrefix, watermarkOf } from '../guards/rehearsal-mark.ts';
import { openIssuing, type Addressee, type KeptOfRow } from './issue-list.ts';
import { snapshotIdOf } from './snapshot-id.ts';

export interface ConflictRequest {
  readonly folder: string;
  readonly asOf: string;
  readonly writer: Writer;
  readonly force: boolean;
  /** Not encrypted, though there are contacts: asked for, told what it risks, and logged. */
  readonly isPlain: boolean;
}

export interface ConflictReport extends Reached {
  readonly lists: readonly WrittenConflicts[];
  readonly isEncrypted: boolean;
}

interface WrittenConflicts {
  readonly id: string;
  /** The workbook, or the package that it lies in. */
  readonly path: string;
  readonly step: string;
  readonly rows: number;
}

interface ConflictList {
  readonly key: string;
  readonly of: IssuedWorklist;
  readonly recipient: Recipient;
  readonly cells: readonly AnswerCell[];
}

/**
 * Writes what is held, one workbook a step and owner, where a person says which answer is right. They leave as worklists
 * do: encrypted where there are contacts.
 */
export async function handOutConflicts(
  register: Register,
  request: ConflictRequest,
): Promise<ConflictReport> {
  return inTransaction(
    register.db,
    () => writeTogether(request, (files) => writeAndRegister(register, request, files)),
    { decided: 'within' },
  );
}

function listsOf(register: Register, asOf: string): readonly ConflictList[] {
  const { db, profile } = register;
  const plan = planOf(profile);
  const held = contestedCells(db);
  const guardedOf = held.length === 0 ? () => null : openGuardedLists(register, asOf);
  const lists = new Map<string, { of: IssuedWorklist; cells: AnswerCell[] }>();
  for (const cell of held) {
    const answeredOn =
      newestWorklistWith(db, cell.step, cell.token) ?? findWorklist(db, cell.given.at(-1)?.worklist ?? '');
    if (answeredOn === undefined) throw new Error(`answered, but handed out on no list: ${cell.token}`);
    const of = { ...answeredOn, ...guardedOf(cell) };
    // A list never asks of two steps: a row is known by its case and its question.
    const key = `${cell.step}|${of.step}|${of.ownerKey}`;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, { of, cells: [cell] });
    else list.cells.push(cell);
  }
  return [...lists].map(([key, list]) => {
    const { step, recipientKey, recipient } = list.of;
    // A step that the plan has no longer may have been a guarded one.
    const isGuarded = stepWithId(plan, step)?.isGuarded ?? true;
    return { key, ...list, recipient: { key: recipientKey, name: recipient, isGuarded } };
  });
}

/**
 * Opens a look-up of whose a contested answer is, where its person is for named handlers alone: theirs, whoever had the
 * list that it was given on. Null for everybody else.
 */
function openGuardedLists(register: Register, asOf: string): (cell: AnswerCell) => Addressee | null {
  const plan = planOf(register.profile);
  const steps = plan.steps.filter(({ isGuarded }) => isGuarded);
  const subjects = collectSubjects(register, asOf);
  const guarded = new Map(
    KINDS.flatMap((kind) => subjectsOfKind(subjects, kind))
      .filter(isForNamedHandlers)
      .map((subject) => [nameOf(subject.kind, subject.reference), subject]),
  );
  return ({ token, step: id }) => {
    // A person known only from a SIP has its reference: what was asked says which of them the answer is about.
    const kinds = [stepWithId(plan, id)?.kind ?? [], KINDS].flat();
    const subject = kinds.map((kind) => guarded.get(nameOf(kind, token))).find((one) => one !== undefined);
    if (subject === undefined) return null;
    // Not every plan has a step for protected persons; one that asks about persons asks for the sake of their SIPs.
    const step =
      steps.find(({ takes }) => takes(subject)) ??
      steps.find(({ kind }) => kind === subject.kind) ??
      steps.find(({ kind }) => kind === 'sip');
    if (step === undefined) throw new Error(`no step for named handlers of a ${subject.kind}`);
    const owner = step.owner(subject);
    const { key: recipientKey, name: recipient } = recipientOf(step, owner);
    return {
      ...{ step: step.id, ownerKey: owner.key, owner: owner.name, recipientKey, recipient },
      ...NOWHERE,
    };
  };
}

const nameOf = (kind: SubjectKind, reference: string): string => `${kind} ${reference}`;
const KINDS = ['sip', 'vardtillfalle', 'patient', 'meddelande', 'sip_part'] as const;
/** The lists of named handlers are of no kommun, part or unit. */
const NOWHERE = { kommun: null, part: null, unit: null };

/** As worklists are filed, and never by the name of a package of worklists. */
function openFiling(lists: readonly ConflictList[], { profile }: Register, prefix: string) {
  const recipients = [...new Map(lists.map(({ recipient }) => [recipient.key, recipient])).values()];
  const called = (text: string): ReadonlyMap<string, string> =>
    uniqueFileNames(
      recipients.map(({ key, name }) => ({ key, text: `${prefix}${text}${name}` })),
      LONGEST.folder,
    );
  const [folders, packs] = [called(''), called('konflikter ')];
  const names = uniqueFileNames(
    lists.map(({ key, of: { step, owner }, recipient }) => ({
      key,
      text: `${prefix}konflikter ${recipient.isGuarded ? neutralName(step, profile) : `${step} ${owner}`}`,
    })),
    LONGEST.file,
  );
  return ({ key, recipient }: ConflictList): SentList => ({
    recipient,
    folder: folders.get(recipient.key) ?? '',
    pack: packs.get(recipient.key) ?? '',
    name: names.get(key) ?? '',
  });
}

async function writeAndRegister(
  register: Register,
  request: ConflictRequest,
  files: FilesTogether,
): Promise<ConflictReport> {
  const watermark = watermarkOf(register);
  const all = listsOf(register, request.asOf);
  const reached = reachedBy(
    register,
    request,
    all.map(({ recipient }) => recipient),
  );
  if (all.length === 0) return { lists: [], isEncrypted: false, ...reached };
  const delivery = await openDelivery(register, { ...request, formats: ['xlsx'] }, files);
  const { isEncrypted } = delivery;
  const lists = all.filter(({ recipient }) => !delivery.isWithoutContact(recipient));
  const sentAs = openFiling(lists, register, rehearsalPrefix(watermark));
  const targets = [...new Set(lists.flatMap((list) => delivery.targetsOf(sentAs(list))))];
  await refuseTakenNames(targets, { force: request.force });
  for (const folder of new Set(targets.map((path) => dirname(path)))) await removeLeftovers(folder);
  const issuing = openIssuing(register, request, 'conflicts');
  const footingOf = openCellFootings(register, request.asOf);
  const written: WrittenConflicts[] = [];
  for (const list of lists) {
    const model = modelOf(issuing.nextId(list.of.step), list, register, request);
    const sent = sentAs(list);
    await delivery.put(sent, model);
    const told = { files: delivery.filesOf(sent), encrypted: isEncrypted };
    issuing.issue(list.of, model, told, (_, at) => keptOf(list.cells[at], footingOf));
    const [path = ''] = delivery.targetsOf(sent);
    written.push({ id: model.id, path, step: list.of.step, rows: model.rows.length });
  }
  await delivery.finish();
  return { lists: written, isEncrypted, ...reached };
}

/** Opens a look-up of where the case of a held answer stands now, for who says later which answer is right. */
function openCellFootings(register: Register, asOf: string): (cell: AnswerCell) => Footing | null {
  const plan = planOf(register.profile);
  const footingOf = openFootings(register, asOf, asOf);
  return ({ step: id, token }) => {
    const asked = stepWithId(plan, id);
    return asked === undefined ? null : footingOf(asked, token);
  };
}

function keptOf(cell: AnswerCell | undefined, footingOf: (cell: AnswerCell) => Footing | null): KeptOfRow {
  if (cell === undefined) throw new Error('a row of no cell');
  const footing = footingOf(cell);
  return {
    reference: cell.token,
    kept: {
      [CONFLICT_STEP]: cell.step,
      [CONFLICT_COLUMN]: cell.column,
      [CONFLICT_VALUES]: JSON.stringify(cell.held?.values.map(({ value }) => value) ?? []),
      [CLASS]: footing?.class ?? null,
      ...(footing === null ? {} : { [OWNER]: footing.owner }),
    },
  };
}

function modelOf(
  id: string,
  { of, cells }: ConflictList,
  register: Register,
  { asOf }: ConflictRequest,
): WorklistModel {
  const { db, profile } = register;
  const rows = conflictRows(cells, profile);
  const { step, owner } = of;
  const head = {
    id,
    snapshotId: snapshotIdOf(db, rows),
    step,
    owner,
    asOf,
    watermark: watermarkOf(register),
  };
  return conflictModel(head, cells, rows, profile);
}
