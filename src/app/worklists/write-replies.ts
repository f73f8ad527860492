import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../domain/words/fold.ts';
import { groupBy } from '../../domain/words/group-by.ts';
import { SENDER } from '../../domain/packages/contacts.ts';
import type { Recipient } from '../../domain/plan/owners.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import type { ReturnedList } from '../../domain/returned/returned-list.ts';
import type { RepliedList, Reply } from '../../documents/package/reply-model.ts';
import { writeTogether } from '../../files/put/side-by-side.ts';
import { uniqueFileNames } from '../../files/put/safe-name.ts';
import { contactsByName } from '../../register/hand-outs/contacts.ts';
import { findWorklist, type IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { rehearsalPrefix, watermarkOf } from '../guards/rehearsal-mark.ts';
import { isPackaged, reachedBy, type Reached } from './delivery.ts';
import { LONGEST } from './filing.ts';
import type { TakenBack } from './return-list.ts';

export interface ReplyReport extends Reached {
  /** The pages, or packages, that were written. */
  readonly files: readonly string[];
}

interface ReplyRequest {
  readonly folder: string;
  readonly asOf: string;
  readonly writer: Writer;
  /** Not encrypted, though there are contacts: asked for, told what it risks, and logged. */
  readonly isPlain: boolean;
}

/** What one recipient is sent. */
interface RecipientsReply {
  readonly recipient: Recipient;
  readonly lists: readonly RepliedList[];
}

/**
 * Writes a reply for each recipient that lists came back from, with what became of each list, as lists themselves leave:
 * an encrypted workbook in the recipient's package where there are contacts, else a page in a folder of its own. Whose a
 * list is follows from the register, never from what the file was called. An earlier reply stays: it may not be sent yet.
 *
 * @throws UnusableRegister where the key of the passwords is lost or another's
 */
export async function writeReplies(
  register: Register,
  returned: readonly TakenBack[],
  request: ReplyRequest,
): Promise<ReplyReport> {
  const replies = repliesOf(register, returned);
  const reached = reachedBy(
    register,
    request,
    replies.map(({ recipient }) => recipient),
    'replies',
  );
  const without = new Set(reached.withoutContact);
  const reachable = replies.filter(({ recipient }) => !without.has(recipient.name));
  const write = isPackaged(register, request)
    ? await openPackages(register, request)
    : openPages(register, request);
  const pathOf = openPaths(reachable, register, request);
  const files: string[] = [];
  await writeTogether({ force: false }, async ({ put }) => {
    for (const reply of reachable) {
      const path = pathOf(reply);
      await put(path, await write(reply));
      files.push(path);
    }
  });
  await logReplies(register, reachable, request);
  return { files, ...reached };
}

/** By recipient, in the order that their first lists came back in. */
function repliesOf({ db, profile }: Register, returned: readonly TakenBack[]): readonly RecipientsReply[] {
  const plan = planOf(profile);
  const stepOf = ({ step }: IssuedWorklist) => stepWithId(plan, step);
  const known = returned.flatMap((list) => {
    const of = 'error' in list ? undefined : findWorklist(db, list.worklistId);
    return of === undefined ? [] : [{ of, list: list as ReturnedList }];
  });
  return [...groupBy(known, ({ of }) => of.recipientKey)].map(([key, ofOne]) => ({
    recipient: {
      key,
      name: ofOne[0]?.of.recipient ?? '',
      // A step that the plan has no longer may have been a guarded one.
      isGuarded: ofOne.some(({ of }) => stepOf(of)?.isGuarded ?? true),
    },
    lists: ofOne.map(({ of, list }) => {
      const step = stepOf(of);
      return {
        stepTitle: step?.isGuarded === true ? 'Lista för utsedda handläggare' : (step?.title ?? of.step),
        list,
      };
    }),
  }));
}

type WriteReply = (reply: RecipientsReply) => Promise<string | Uint8Array>;

function replyOf(register: Register, asOf: string, { recipient, lists }: RecipientsReply): Reply {
  const sender = contactsByName(register.db).get(fold(SENDER))?.function ?? null;
  return { recipient: recipient.name, asOf, sender, watermark: watermarkOf(register), lists };
}

function openPages(register: Register, { asOf }: ReplyRequest): WriteReply {
  return async (reply) => {
    const { replyHtml } = await import('../../documents/package/reply-html.ts');
    return replyHtml(replyOf(register, asOf, reply));
  };
}

async function openPackages(register: Register, { asOf }: ReplyRequest): Promise<WriteReply> {
  const { openPackaging } = await import('../packages/packaging.ts');
  const { writeReplyWorkbook } = await import('../../documents/package/reply-workbook.ts');
  const packaging = openPackaging(register, asOf);
  return async (reply) => {
    const book = await writeReplyWorkbook(replyOf(register, asOf, reply));
    return packaging.replyPackageOf(reply.recipient, book);
  };
}

/** The next name of each that is free. */
function openPaths(
  replies: readonly RecipientsReply[],
  register: Register,
  request: ReplyRequest,
): (reply: RecipientsReply) => string {
  const prefix = rehearsalPrefix(watermarkOf(register));
  const isPack = isPackaged(register, request);
  const names = uniqueFileNames(
    replies.map(({ recipient: { key, name } }) => ({
      key,
      text: `${prefix}${isPack ? 'svar ' : ''}${name}`,
    })),
    // Room for "-2" where an earlier reply lies.
    LONGEST.folder - (isPack ? 3 : 0),
  );
  return ({ recipient }) => {
    const name = names.get(recipient.key) ?? '';
    const [stem, ending] = isPack ? [name, 'zip'] : [join(name, 'svar'), 'html'];
    for (let at = 1; ; at += 1) {
      const path = join(request.folder, `${stem}${at === 1 ? '' : `-${String(at)}`}.${ending}`);
      if (!existsSync(path)) return path;
    }
  };
}

/** What has left is written down, whatever others have written. */
const DONE_ALREADY = { decided: 'within' } as const;

async function logReplies(
  register: Register,
  replies: readonly RecipientsReply[],
  { asOf, writer, isPlain }: ReplyRequest,
): Promise<void> {
  const lists = replies.reduce((sum, reply) => sum + reply.lists.length, 0);
  if (lists === 0) return;
  const isPlainAnyway = isPlain && contactsByName(register.db).size > 0;
  await inTransaction(
    register.db,
    () => {
      const data = { lists, ...(isPlainAnyway ? { encrypted: false } : {}) };
      eventWriter(register.db, writer)({ type: 'replied', effectiveOn: asOf, data });
      return Promise.resolve();
    },
    DONE_ALREADY,
  );
}
