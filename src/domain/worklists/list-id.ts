import { fold } from '../words/fold.ts';

/** How lists are numbered: AL- a worklist, KF- a list of conflicts. */
const PREFIX = { work: 'AL', conflicts: 'KF' } as const;
/** Before the number of what is handed out in a rehearsal ("övning"), so that it is never that of a list in earnest. */
const REHEARSAL = 'OV-';

/** The number of a list, as it stands in files and on paper. */
export function listId(
  asksFor: keyof typeof PREFIX,
  number: number,
  { isRehearsal }: { readonly isRehearsal: boolean },
): string {
  return `${isRehearsal ? REHEARSAL : ''}${PREFIX[asksFor]}-${String(number).padStart(4, '0')}`;
}

/** A number of a list, anywhere in a text. */
export const LIST_ID = /\b(?:OV-)?(?:AL|KF)-\d{4,}\b/iu;

export function isRehearsalListId(id: string): boolean {
  return fold(id).startsWith(fold(REHEARSAL));
}
