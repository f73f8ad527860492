import { fillNames } from '../profile/fill-text.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { TargetEvidence } from '../classification/in-target.ts';
import { MARKS, type MarkName } from '../answers/marks.ts';
import type { Tracked } from './tracking.ts';

/**
 * What people attest and what a later list shows, side by side: an attestation counts at once, but only a list from the
 * system can confirm it. What no list shows can not be confirmed, and is said to be so.
 */
export interface AttestedStep {
  readonly mark: MarkName;
  readonly label: string;
  /** The step whose list it was answered on; null where it was marked by hand. */
  readonly step: string | null;
  readonly attestedOn: string;
  readonly confirmation: Confirmation;
}

interface Confirmation {
  readonly state: 'confirmed' | 'contradicted' | 'awaited' | 'not-in-lists';
  /** The day of the list that says so; null where none does. */
  readonly listOn: string | null;
}

/** What the lists say of one case. */
export interface Evidence {
  readonly lastSeenOn: string;
  readonly latestListOn: string;
  readonly isClosedInList: boolean;
  /**
   * The newest list of messages, how many kvittenser the case's recipients owe, and of how many nobody can tell; null where
   * there is no such list.
   */
  readonly messages: { readonly listOn: string; readonly owed: number; readonly doubted: number } | null;
  /** The day an actor's Extrameddelande was sent, by the lists of messages. */
  readonly extraMessageOn: ReadonlyMap<string, string>;
  /** What the lists of the target system say of it; null where they can not say. */
  readonly inTargetLists: TargetEvidence | null;
}

const AWAITED: Confirmation = { state: 'awaited', listOn: null };

type Confirm = (attestedOn: string, evidence: Evidence, step: string | null) => Confirmation;

/** A list of the target that has the case shows that it is there, and one that lacks it that nothing is. */
const byTargetList: Confirm = (attestedOn, { inTargetLists: evidence }) => {
  if (evidence === null) return { state: 'not-in-lists', listOn: null };
  if (evidence.wasThere === true) return { state: 'confirmed', listOn: evidence.listOn };
  return evidence.listOn > attestedOn ? { state: 'contradicted', listOn: evidence.listOn } : AWAITED;
};

/** How a mark shows in lists; one that is not here shows in none. */
const CONFIRMATIONS: Partial<Readonly<Record<MarkName, Confirm>>> = {
  'registered-in-lifecare': byTargetList,
  'sip-created-in-lifecare': byTargetList,
  // What is answered there no list shows; that there is nothing to answer in, it does.
  'answered-in-lifecare': (attestedOn, evidence, step) => {
    const found = byTargetList(attestedOn, evidence, step);
    return found.state === 'contradicted' ? found : { state: 'not-in-lists', listOn: null };
  },
  'closed-in-prator': (attestedOn, { lastSeenOn, latestListOn, isClosedInList }) => {
    if (lastSeenOn < latestListOn || isClosedInList) return { state: 'confirmed', listOn: latestListOn };
    return latestListOn > attestedOn ? { state: 'contradicted', listOn: latestListOn } : AWAITED;
  },
  acknowledged: (attestedOn, { messages }) => {
    if (messages === null || messages.listOn < attestedOn) return AWAITED;
    if (messages.owed === 0 && messages.doubted > 0) return AWAITED;
    return { state: messages.owed === 0 ? 'confirmed' : 'contradicted', listOn: messages.listOn };
  },
  'extrameddelande-sent': (attestedOn, { messages, extraMessageOn }, step) => {
    if (messages !== null && step !== null && extraMessageOn.has(step))
      return { state: 'confirmed', listOn: messages.listOn };
    return messages !== null && messages.listOn > attestedOn && step !== null
      ? { state: 'contradicted', listOn: messages.listOn }
      : AWAITED;
  },
};

/** Each thing that people attest of a case, and what the lists say of it; in the order of the days. */
export function confirmAttested(
  { attested }: Pick<Tracked, 'attested'>,
  evidence: Evidence,
  names: Pick<Profile, 'source' | 'target'>,
): readonly AttestedStep[] {
  return attested
    .filter(({ mark }) => mark !== 'note')
    .map(({ mark, on, answer }): AttestedStep => {
      const step = answer?.step ?? null;
      return {
        mark,
        label: fillNames(MARKS[mark].label, names),
        step,
        attestedOn: on,
        confirmation: CONFIRMATIONS[mark]?.(on, evidence, step) ?? { state: 'not-in-lists', listOn: null },
      };
    })
    .sort((a, b) => (a.attestedOn < b.attestedOn ? -1 : a.attestedOn > b.attestedOn ? 1 : 0));
}
