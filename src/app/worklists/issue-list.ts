import { listId, nextNumber } from '../../domain/worklists/list-id.ts';
import { isGuardedStep } from '../../domain/plan/plans.ts';
import type { WorklistModel, WorklistRow } from '../../documents/worklist/worklist-model.ts';
import { ownTexts } from '../../documents/worklist/worklist-texts.ts';
import type { Register } from '../../register/file/register.ts';
import { addWorklist, worklistIds, type IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import { caseOfReference } from '../cases/answered-case.ts';
import { dayOfDoing } from '../guards/day-to-come.ts';
import { watermarkOf } from '../guards/rehearsal-mark.ts';
import { marksOfTexts } from './own-texts.ts';

/** Whose a list is, and whom it is sent to. */
export type Addressee = Pick<
  IssuedWorklist,
  'step' | 'ownerKey' | 'owner' | 'kommun' | 'part' | 'unit' | 'recipientKey' | 'recipient'
>;

/** The case that a row is about, and what the register keeps of it besides what is shown. */
export interface KeptOfRow {
  readonly reference: string;
  readonly kept: Readonly<Record<string, string | null>>;
}

export interface Issuing {
  /** The number of the list of a step that is written next. */
  readonly nextId: (step: string) => string;
  /** Enters a list that has been written: an event, whose it is, and what stood in each of its rows. */
  readonly issue: (
    to: Addressee,
    model: WorklistModel,
    /** What the event tells besides whose the list is. */
    told: Readonly<Record<string, unknown>>,
    keptOf: (row: WorklistRow, at: number) => KeptOfRow,
  ) => void;
}

const EVENTS = { work: 'worklist-issued', conflicts: 'conflicts-issued' } as const;

/** Enters what one command hands out, in the order in which it is written. */
export function openIssuing(
  register: Register,
  request: { readonly asOf: string; readonly writer: Writer },
  asksFor: keyof typeof EVENTS,
): Issuing {
  const { db } = register;
  const isRehearsal = watermarkOf(register) !== null;
  const logEvent = eventWriter(db, request.writer);
  const given = worklistIds(db);
  const next = {
    guarded: nextNumber(given, { isGuarded: true }),
    other: nextNumber(given, { isGuarded: false }),
  };
  return {
    nextId(step) {
      const isGuarded = isGuardedStep(step);
      return listId(asksFor, next[isGuarded ? 'guarded' : 'other'], { isRehearsal, isGuarded });
    },
    issue(to, model, told, keptOf) {
      const { id, snapshotId, rows } = model;
      const { step, kommun, part, unit } = to;
      const eventSeq = logEvent({
        type: EVENTS[asksFor],
        effectiveOn: dayOfDoing(register, request),
        data: { worklist: id, step, kommun, part, unit, rows: rows.length, snapshot: snapshotId, ...told },
      });
      const { asOf, writer } = request;
      const issued = { worklistId: id, asksFor, snapshotId, asOf, handedOutAt: writer.recordedAt, eventSeq };
      addWorklist(
        db,
        { ...to, ...issued },
        rows.map((row, at) => {
          const { reference, kept } = keptOf(row, at);
          const about = caseOfReference(reference);
          if (about === null) throw new Error(`no reference: ${reference}`);
          return { ...about, token: row.token, cells: { ...asTexts(row.cells), ...kept } };
        }),
        marksOfTexts(ownTexts(model)),
      );
      next[isGuardedStep(step) ? 'guarded' : 'other'] += 1;
    },
  };
}

const asTexts = (cells: WorklistRow['cells']): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    Object.entries(cells).map(([key, value]) => [key, value === null ? null : String(value)]),
  );
