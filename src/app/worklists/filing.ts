import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Recipient } from '../../domain/plan/owners.ts';
import { planOf } from '../../domain/plan/plan.ts';
import { uniqueFileNames } from '../../files/put/safe-name.ts';
import { rehearsalPrefix } from '../guards/rehearsal-mark.ts';
import { listKey, type PlannedList } from './plan-hand-out.ts';

/** Of names without extension: with ".zip" 40 characters, what every way of sending keeps whole; with ".xlsx" 50. */
export const LONGEST = { folder: 36, file: 45 };

/** Where the files of a hand-out lie: a folder for each recipient, and no file name twice in all of it. */
export interface Filing {
  /** The folder of a recipient, also the name of its package. */
  readonly folderOf: (recipient: Recipient) => string;
  /** The file of a list, without extension. */
  readonly nameOf: (list: PlannedList) => string;
}

export function filingOf(lists: readonly PlannedList[], profile: Profile, watermark: string | null): Filing {
  const prefix = rehearsalPrefix(watermark);
  const recipients = new Map(lists.map(({ recipient }) => [recipient.key, recipient]));
  const folders = uniqueFileNames(
    [...recipients.values()].map(({ key, name }) => ({ key, text: prefix + name })),
    LONGEST.folder,
  );
  const files = uniqueFileNames(
    lists.map((list) => ({ key: keyOf(list), text: prefix + fileNameOf(list, profile) })),
    LONGEST.file,
  );
  return {
    folderOf: ({ key }) => found(folders, key),
    nameOf: (list) => found(files, keyOf(list)),
  };
}

const keyOf = ({ step, owner }: PlannedList): string => listKey(step.id, owner.key);

function found(names: ReadonlyMap<string, string>, key: string): string {
  const name = names.get(key);
  if (name === undefined) throw new Error('no name');
  return name;
}

function fileNameOf({ step, owner }: PlannedList, profile: Profile): string {
  if (step.isGuarded) return neutralName(step.id, profile);
  const name = /^\d/u.test(step.id) ? `steg-${step.id}` : step.id;
  const { part, kommun, unit } = owner;
  const isForOne = part === null && kommun === null && unit === null;
  const whose = isForOne ? '' : (unit ?? `${part ?? 'ingen part'} ${kommunName(profile, kommun)}`);
  return [name, whose].filter((text) => text !== '').join(' ');
}

/**
 * What a list of a guarded step is called: a name that says "protected" tells of somebody who must not be told of, wherever
 * the file comes to lie.
 */
export function neutralName(stepId: string, profile: Profile): string {
  const guarded = planOf(profile).steps.filter(({ isGuarded }) => isGuarded);
  return `lista ${String(guarded.findIndex(({ id }) => id === stepId) + 1)}`;
}
