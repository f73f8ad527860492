import { basename } from 'node:path';
import { CHECKPOINT_CREATED, type CheckpointKind } from '../../domain/checkpoints/checkpoint.ts';
import {
  firstNotArchived,
  GALLRAT,
  GALLRING_RESUMED,
  type GallradTable,
  type GallratData,
  type Gallring,
} from '../../domain/gallring/gallring.ts';
import { sumExtraMessagesBy } from '../../domain/tracking/extra-messages.ts';
import { setSetting } from '../../register/engine/settings.ts';
import {
  brokenEvents,
  eventsAfter,
  eventsOfType,
  eventWithHash,
  eventWriter,
  type LoggedEvent,
  type Writer,
} from '../../register/log/events.ts';
import {
  hasKeyFile,
  countToRedact,
  finishGallring,
  gallringPlan,
  isGallringUnfinished,
  keepClasses,
  overwriteDeleted,
  removeIdentities,
} from '../../register/file/gallring.ts';
import { gallringOf } from '../../register/log/gallring-done.ts';
import type { Engine } from '../../register/engine/engine.ts';
import type { Register } from '../../register/file/register.ts';
import { newestListOn } from '../../register/lists/sources.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import { UserError } from '../../text/errors.ts';
import { openClosedAs } from '../cases/closed-as.ts';
import { openClassifier } from '../cases/classifier.ts';
import { countExtraMessagesOf } from '../cases/count-extra-messages.ts';
import { FOREVER, KEPT } from '../cases/kept-classes.ts';

/** What a verifier says of an archive's folder. */
export interface ArchiveVerdict {
  readonly ok: boolean;
  readonly problems: readonly { readonly what: string; readonly where: string }[];
  /** The checkpoint's number, and the head of the event chain that it holds; null where neither can be read. */
  readonly checkpoint: string | null;
  readonly head: string | null;
}

export type VerifyArchive = (folder: string) => Promise<ArchiveVerdict>;

interface ConfirmedArchive {
  readonly checkpoint: string;
  readonly head: string;
  /** The day that the archive's figures count from, and those that stay. */
  readonly day: string;
}

export interface GallringPlan {
  readonly archive: ConfirmedArchive;
  readonly tables: readonly GallradTable[];
  readonly events: { readonly total: number; readonly toRedact: number };
  readonly hasKeyFile: boolean;
}

/**
 * Finds out what a gallring would remove; writes nothing.
 *
 * @throws UserError where the archive is not whole, is another register's, or does not hold all that has happened
 */
export async function planGallring(
  register: Register,
  folder: string,
  verifyArchive: VerifyArchive,
): Promise<GallringPlan> {
  const { db } = register;
  const archive = await confirmArchive(db, folder, verifyArchive);
  const tables = gallringPlan(db);
  return {
    archive,
    tables,
    events: {
      total: tables.find(({ table }) => table === 'event')?.rows ?? 0,
      toRedact: countToRedact(db),
    },
    hasKeyFile: hasKeyFile(register),
  };
}

async function confirmArchive(
  db: Engine,
  folder: string,
  verifyArchive: VerifyArchive,
): Promise<ConfirmedArchive> {
  const { ok, problems, checkpoint, head } = await verifyArchive(folder);
  if (!ok || checkpoint === null || head === null) {
    const [first] = problems;
    throw new UserError('GALLRA_ARCHIVE_FAULTY', {
      folder: basename(folder),
      problems: problems.length,
      first: first === undefined ? 'okänt' : `${first.what}, ${first.where}`,
    });
  }
  const created = eventsOfType(db, CHECKPOINT_CREATED).find((event) => isArchive(event, checkpoint));
  const headEvent = eventWithHash(db, head);
  if (created === undefined || headEvent === undefined)
    throw new UserError('GALLRA_ARCHIVE_UNKNOWN', { folder: basename(folder) });
  const [broken] = brokenEvents(db);
  if (broken !== undefined) throw new UserError('GALLRA_LOG_BROKEN', { seq: broken.seq });
  refuseLaterEvents(db, headEvent, checkpoint);
  const day = [created.effectiveOn, newestListOn(db) ?? ''].sort().at(-1) ?? created.effectiveOn;
  return { checkpoint, head, day };
}

function isArchive({ data }: LoggedEvent, checkpoint: string): boolean {
  const created = JSON.parse(data) as { readonly kind: CheckpointKind; readonly checkpoint: string };
  return created.kind === 'archive' && created.checkpoint === checkpoint;
}

function refuseLaterEvents(db: Engine, { seq }: Pick<LoggedEvent, 'seq'>, checkpoint: string): void {
  const later = firstNotArchived(eventsAfter(db, seq), checkpoint);
  if (later !== undefined)
    throw new UserError('GALLRA_ARCHIVE_OLD', { checkpoint, seq: later.seq, type: later.type });
}

/** What builds the file anew seals it too: sealed before, its new pages would be an alteration. */
const ENDED_BY_ITS_FINISH = { isEnded: false };

/**
 * Removes all identities, in one transaction, and writes down what was done. The file is then built anew and the key
 * of the pseudonyms removed; killed in between, the next call does just that.
 */
export async function gallra(
  register: Register,
  { archive, hasKeyFile }: GallringPlan,
  { asOf, writer }: { readonly asOf: string; readonly writer: Writer },
): Promise<Gallring> {
  const { db } = register;
  overwriteDeleted(db);
  await inTransaction(
    db,
    () => {
      const headEvent = eventWithHash(db, archive.head);
      if (headEvent === undefined) throw new Error('the archive was confirmed, and its head is gone');
      // Again, now that nobody else can write.
      refuseLaterEvents(db, headEvent, archive.checkpoint);
      const extraMessages = extraMessagesOn(register, archive.day);
      keepClasses(db, classesOn(register, archive.day));
      setSetting(db, KEPT.from, '0000-00-00');
      setSetting(db, KEPT.until, FOREVER);
      const tables = gallringPlan(db).map(({ table, action, rows }) => ({ table, action, rows }));
      const data: GallratData = {
        checkpoint: archive.checkpoint,
        archiveHead: archive.head,
        day: archive.day,
        tables,
        hadKeyFile: hasKeyFile,
        extraMessages,
        redacted: removeIdentities(db),
      };
      eventWriter(db, writer)({ type: GALLRAT, effectiveOn: asOf, data });
    },
    ENDED_BY_ITS_FINISH,
  );
  finishGallring(register);
  const done = gallringOf(db);
  if (done === null) throw new Error('gallrat, and the log does not say so');
  return done;
}

/** By kommun and part, as whoever asks can ask for no more. */
function extraMessagesOn(register: Register, day: string): NonNullable<GallratData['extraMessages']> {
  const { messages } = countExtraMessagesOf(register, day, { isKept: false });
  return [...sumExtraMessagesBy(messages, 'kommun').keys()].flatMap((kommun) => {
    const ofKommun = messages.filter((one) => one.kommun === kommun);
    return [...sumExtraMessagesBy(ofKommun, 'part')].map(([part, count]) => ({
      kommun,
      part: part ?? '',
      ...count,
    }));
  });
}

function classesOn(register: Register, day: string): Parameters<typeof keepClasses>[1] {
  const classifier = openClassifier(register, day);
  const closedAsOf = openClosedAs(register, classifier);
  const sips = [...classifier.sips()].map((sip) => ({
    kind: 'sip' as const,
    caseNo: sip.row.case_no,
    class: sip.classification.class,
    closedAs: closedAsOf(sip),
  }));
  const vardtillfallen = classifier.vardtillfallen.map(({ row, classification }) => ({
    kind: 'vardtillfalle' as const,
    caseNo: row.case_no,
    class: classification.class,
    closedAs: null,
  }));
  return [...sips, ...vardtillfallen];
}

/**
 * Does what is left of a gallring that was cut off after its transaction; harmless where nothing is.
 *
 * @returns the gallring; null where the register has not been through one
 */
export async function finishEarlierGallring(
  register: Register,
  { asOf, writer }: { readonly asOf: string; readonly writer: Writer },
): Promise<Gallring | null> {
  const { db } = register;
  const done = gallringOf(db);
  if (done === null) return null;
  if (isGallringUnfinished(register)) {
    overwriteDeleted(db);
    await inTransaction(
      db,
      () => {
        eventWriter(db, writer)({ type: GALLRING_RESUMED, effectiveOn: asOf, data: {} });
      },
      ENDED_BY_ITS_FINISH,
    );
    finishGallring(register);
  }
  return done;
}
