import { basename, join } from 'node:path';
import type { AnswerCell } from '../../domain/answers/answers.ts';
import { CONFLICT_COLUMN, CONFLICT_STEP, CONFLICT_VALUES } from '../../domain/returned/conflict-list.ts';
import { conflictModel, conflictRows } from '../../documents/worklist/conflict-model.ts';
import type { WorklistModel } from '../../documents/worklist/worklist-model.ts';
import { refuseTakenNames, writeFileAtomically } from '../../files/put/atomic-write.ts';
import { uniqueFileNames } from '../../files/put/safe-name.ts';
import type { Register } from '../../register/file/register.ts';
import { findWorklist, newestWorklistWith, type IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import type { Writer } from '../../register/log/events.ts';
import { heldCells } from '../cases/answered-case.ts';
import { rehearsalPrefix, watermarkOf } from '../guards/rehearsal-mark.ts';
import { openIssuing, type KeptOfRow } from './issue-list.ts';
import { snapshotIdOf } from './snapshot-id.ts';

export interface ConflictRequest {
  readonly folder: string;
  readonly asOf: string;
  readonly writer: Writer;
  readonly force: boolean;
}

export interface WrittenConflicts {
  readonly id: string;
  readonly path: string;
  readonly step: string;
  readonly rows: number;
}

interface ConflictList {
  readonly key: string;
  readonly of: IssuedWorklist;
  readonly cells: readonly AnswerCell[];
}

/** Writes what is held, one workbook a step and owner, where a person says which answer is right. */
export async function handOutConflicts(
  register: Register,
  request: ConflictRequest,
): Promise<readonly WrittenConflicts[]> {
  return inTransaction(register.db, () => writeAndRegister(register, request));
}

function listsOf({ db }: Register): readonly ConflictList[] {
  const lists = new Map<string, { of: IssuedWorklist; cells: AnswerCell[] }>();
  for (const cell of heldCells(db)) {
    const of =
      newestWorklistWith(db, cell.step, cell.token) ?? findWorklist(db, cell.given.at(-1)?.worklist ?? '');
    if (of === undefined) throw new Error(`answered, but handed out on no list: ${cell.token}`);
    const key = `${cell.step}|${of.ownerKey}`;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, { of, cells: [cell] });
    else list.cells.push(cell);
  }
  return [...lists].map(([key, list]) => ({ key, ...list }));
}

async function writeAndRegister(
  register: Register,
  request: ConflictRequest,
): Promise<readonly WrittenConflicts[]> {
  const watermark = watermarkOf(register);
  const lists = listsOf(register);
  const names = uniqueFileNames(
    lists.map(({ key, of }) => ({
      key,
      text: `${rehearsalPrefix(watermark)}konflikter ${of.step} ${of.owner}`,
    })),
  );
  const pathOf = ({ key }: ConflictList): string => join(request.folder, `${names.get(key) ?? ''}.xlsx`);
  await refuseTakenNames(lists.map(pathOf), { force: request.force });
  const { writeWorklistWorkbook } = await import('../../documents/worklist/worklist-workbook.ts');
  const issuing = openIssuing(register, request, 'conflicts');
  const written: WrittenConflicts[] = [];
  for (const list of lists) {
    const model = modelOf(issuing.nextId(), list, register, request);
    const path = pathOf(list);
    await writeFileAtomically(path, await writeWorklistWorkbook(model), { force: request.force });
    issuing.issue(list.of, model, { files: [basename(path)] }, (_, at) => keptOf(list.cells[at]));
    written.push({ id: model.id, path, step: list.of.step, rows: model.rows.length });
  }
  return written;
}

function keptOf(cell: AnswerCell | undefined): KeptOfRow {
  if (cell === undefined) throw new Error('a row of no cell');
  return {
    reference: cell.token,
    kept: {
      [CONFLICT_STEP]: cell.step,
      [CONFLICT_COLUMN]: cell.column,
      [CONFLICT_VALUES]: JSON.stringify(cell.held?.values.map(({ value }) => value) ?? []),
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
