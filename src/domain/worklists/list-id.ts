import { fold } from '../words/fold.ts';

/** How lists are numbered: AL- a worklist, KF- a list of conflicts. */
const PREFIX = { work: 'AL', conflicts: 'KF' } as const;
/**
 * Those of protected persons have numbers of their own: a number lacking between two hand-outs would tell how many there
 * are.
 */
const GUARDED = { work: 'AS', conflicts: 'KS' } as const;
/** Before the number of what is handed out in a rehearsal ("övning"), so that it is never that of a list in earnest. */
const REHEARSAL = 'OV-';

/** The number of a list, as it stands in files and on paper. */
export function listId(
  asksFor: keyof typeof PREFIX,
  number: number,
  { isRehearsal, isGuarded }: { readonly isRehearsal: boolean; readonly isGuarded: boolean },
): string {
  const prefix = (isGuarded ? GUARDED : PREFIX)[asksFor];
  return `${isRehearsal ? REHEARSAL : ''}${prefix}-${String(number).padStart(4, '0')}`;
}

/** A number of a list, anywhere in a text. */
export const LIST_ID = /\b(?:OV-)?(?:AL|KF|AS|KS)-\d{4,}\b/iu;

/** The number after the last one given, among the lists of protected persons or among the others. */
export function nextNumber(given: Iterable<string>, { isGuarded }: { readonly isGuarded: boolean }): number {
  let last = 0;
  for (const id of given) {
    const [, prefix = '', digits = ''] = /(\p{L}+)-(\d+)$/u.exec(id) ?? [];
    const isOfGuarded = Object.values(GUARDED).some((one) => one === prefix);
    if (isOfGuarded === isGuarded) last = Math.max(last, Number(digits));
  }
  return last + 1;
}

export function isRehearsalListId(id: string): boolean {
  return fold(id).startsWith(fold(REHEARSAL));
}
