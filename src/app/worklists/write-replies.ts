import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fold } from '../../domain/words/fold.ts';
import { groupBy } from '../../domain/words/group-by.ts';
import { SENDER } from '../../domain/packages/contacts.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import type { ReturnedList } from '../../domain/returned/returned-list.ts';
import { replyHtml } from '../../documents/package/reply-html.ts';
import { writeFileAtomically } from '../../files/put/atomic-write.ts';
import { uniqueFileNames } from '../../files/put/safe-name.ts';
import { contactsByName } from '../../register/hand-outs/contacts.ts';
import { findWorklist, type IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { rehearsalPrefix, watermarkOf } from '../guards/rehearsal-mark.ts';
import type { TakenBack } from './return-list.ts';

/** The next that is free: a reply that was written before may not have been sent yet. */
function freePage(folder: string): string {
  for (let at = 1; ; at += 1) {
    const page = join(folder, at === 1 ? 'svar.html' : `svar-${String(at)}.html`);
    if (!existsSync(page)) return page;
  }
}

/**
 * Writes a reply for each recipient that lists came back from, in a folder of its own, with what became of each list.
 * Whose a list is follows from the register, never from what the file was called.
 *
 * @returns the files written
 */
export async function writeReplies(
  register: Register,
  lists: readonly TakenBack[],
  request: {
    readonly folder: string;
    readonly asOf: string;
    readonly writer: Writer;
  },
): Promise<readonly string[]> {
  const { db, profile } = register;
  const { folder, asOf, writer } = request;
  const watermark = watermarkOf(register);
  const known = lists.flatMap((list) => {
    const of = 'error' in list ? undefined : findWorklist(db, list.worklistId);
    return of === undefined ? [] : [{ of, list: list as ReturnedList }];
  });
  const recipients = groupBy(known, ({ of }) => of.recipientKey);
  const names = uniqueFileNames(
    [...recipients].map(([key, [first]]) => ({
      key,
      text: rehearsalPrefix(watermark) + (first?.of.recipient ?? ''),
    })),
    36,
  );
  const written: string[] = [];
  const plan = planOf(profile);
  const titleOf = ({ step }: IssuedWorklist): string => {
    const found = stepWithId(plan, step);
    return found?.isGuarded === true ? 'Lista för utsedda handläggare' : (found?.title ?? step);
  };
  const sender = contactsByName(db).get(fold(SENDER))?.function ?? null;
  for (const [key, ofOne] of recipients) {
    const page = replyHtml({
      ...{ recipient: ofOne[0]?.of.recipient ?? '', asOf, sender, watermark },
      lists: ofOne.map(({ of, list }) => ({ stepTitle: titleOf(of), list })),
    });
    const path = freePage(join(folder, names.get(key) ?? ''));
    await writeFileAtomically(path, page, { force: false });
    written.push(path);
  }
  if (known.length > 0)
    await inTransaction(db, () => {
      eventWriter(db, writer)({ type: 'replied', effectiveOn: asOf, data: { lists: known.length } });
      return Promise.resolve();
    });
  return written;
}
