import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import { eventsOfType } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { findWorklist } from '../../register/hand-outs/worklists.ts';
import type { GroupOf } from './recipient-groups.ts';
import { snapshotMark, type IndexedList } from '../../documents/worklist/worklist-index-html.ts';

/** The package, where a list lies in one. */
const fileOf = (name: string): string => name.replace(/\.zip\/.*$/u, '.zip');

interface EarlierLists {
  /** Whether the index in the folder is one that this register wrote: only then may it be replaced unasked. */
  readonly isOurIndex: boolean;
  readonly lists: readonly IndexedList[];
}

/**
 * The lists that the index in a folder names and whose files still lie there, besides those that are written now.
 *
 * @param written the files that are written now, from the folder
 */
export async function earlierInFolder(
  { db, profile }: Register,
  folder: string,
  indexPath: string,
  written: ReadonlySet<string>,
  groupOf: GroupOf,
): Promise<EarlierLists> {
  if (!existsSync(indexPath)) return { isOurIndex: false, lists: [] };
  const index = await readFile(indexPath, 'utf8');
  const lists: IndexedList[] = [];
  let isOurIndex = false;
  for (const { data } of eventsOfType(db, 'worklist-issued')) {
    const { worklist, files } = JSON.parse(data) as { worklist: string; files?: readonly string[] };
    const list = findWorklist(db, worklist);
    if (list === undefined || !index.includes(snapshotMark(list.snapshotId))) continue;
    isOurIndex = true;
    const left = (files ?? []).filter((name) => !written.has(name) && existsSync(join(folder, fileOf(name))));
    const step = stepWithId(planOf(profile), list.step);
    if (left.length === 0 || step === undefined || step.isGuarded) continue;
    lists.push({
      id: worklist,
      snapshotId: list.snapshotId,
      files: left,
      step: step.id,
      stepTitle: step.title,
      owner: list.owner,
      recipient: { key: list.recipientKey, name: list.recipient, isGuarded: false },
      group: groupOf(list),
    });
  }
  return { isOurIndex, lists };
}
