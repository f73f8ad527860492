import type { Profile } from '../profile/profile-schema.ts';

/**
 * What became of a SIP that is closed in the source system (000: "antingen genom att de avslutats eller flyttats över"):
 * an entry each, with what people read. What nobody has said, and no list shows, is not known, and never guessed.
 */
export const CLOSED_AS = {
  moved: { label: 'flyttade till {target}', one: 'Flyttad till {target}' },
  ended: { label: 'avslutade utan att flyttas', one: 'Avslutad utan att flyttas' },
  unknown: { label: 'inte kända som flyttade', one: 'Inte känd som flyttad' },
} as const;
export type ClosedAs = keyof typeof CLOSED_AS;
export const CLOSED_AS_NAMES = Object.keys(CLOSED_AS) as readonly ClosedAs[];

/** How many of the closed SIPs are which. */
export type ClosedAsCounts = Readonly<Record<ClosedAs, number>>;

export const NOTHING_CLOSED: ClosedAsCounts = { moved: 0, ended: 0, unknown: 0 };

/** Both together. */
export const addClosedAs = (a: ClosedAsCounts, b: ClosedAsCounts): ClosedAsCounts => ({
  moved: a.moved + b.moved,
  ended: a.ended + b.ended,
  unknown: a.unknown + b.unknown,
});

/** What is known of a closed SIP. */
export interface ClosedSip {
  /** The newest list of the target that can say anything of it; null where none can. */
  readonly inTargetLists: { readonly listOn: string; readonly wasThere?: true } | null;
  /** The last day that somebody attested it created, or moved, in the target; null where nobody has. */
  readonly createdOn: string | null;
  /** Somebody has said that it is not current: by ending it on the list of those, or by decision. */
  readonly isSaidNotCurrent: boolean;
  /** It was closed before any SIP was to be moved: by a word, or by a list that lacks it or has it closed. */
  readonly isClosedBeforeMove: boolean;
}

/** @returns `unknown` also where a later list of the target lacks what was attested created there */
export function closedAs({
  inTargetLists,
  createdOn,
  isSaidNotCurrent,
  isClosedBeforeMove,
}: ClosedSip): ClosedAs {
  if (inTargetLists?.wasThere === true) return 'moved';
  if (createdOn !== null) return (inTargetLists?.listOn ?? '') > createdOn ? 'unknown' : 'moved';
  return isSaidNotCurrent || isClosedBeforeMove ? 'ended' : 'unknown';
}

/** "12 flyttade till Lifecare SP, 1 300 avslutade utan att flyttas, 4 inte kända som flyttade" */
export function closedAsText(
  counts: ClosedAsCounts,
  { target }: Pick<Profile, 'target'>,
  count: (cases: number) => string,
): string {
  return CLOSED_AS_NAMES.map(
    (name) => `${count(counts[name])} ${CLOSED_AS[name].label.replace('{target}', target)}`,
  ).join(', ');
}
