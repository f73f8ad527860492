import type { FactValue } from '../kinds/kinds.ts';
import type { RecordRead } from '../records/record-reader.ts';
import {
  agreedOf,
  asJson,
  isSame,
  storedFacts,
  unreadWithKnown,
  withKnown,
  type ListAtHand,
} from './known-case.ts';
import { contradicted, repeated, type Taken } from './row-fate.ts';

/**
 * The fate of a row in a list that is older than what the register knows of its case: it fills in what was true that
 * day and overwrites nothing. The case's history comes to stand as if the lists had come in their order.
 */

/** Facts from a list's day until the next entry's, as JSON text (`storedFacts`). */
export interface Spell {
  readonly factsOn: string;
  readonly sourceNo: number;
  readonly row: number;
  readonly facts: string;
}

/** A list that had the case, and where. */
export type Sighting = Omit<Spell, 'facts'>;

/** What an earlier row of this list said of the same case. */
export interface TakenHere {
  readonly row: number;
  /** The facts that its rows agree on. */
  readonly record: RecordRead;
  readonly isRejected: boolean;
}

/** How a case's history changes: not; it begins earlier; its first spell began earlier; or it is laid anew. */
export type HistoryChange =
  | { readonly how: 'stands' }
  | { readonly how: 'begins'; readonly first: Spell }
  | { readonly how: 'began'; readonly first: Sighting; readonly on: Sighting }
  | { readonly how: 'laid'; readonly spell: Spell };

export interface OlderFate {
  readonly taken: Taken;
  readonly here: TakenHere;
  readonly change: HistoryChange;
  /** What the list says of the case by now; null where the row only repeats it. */
  readonly spell: Spell | null;
}

/**
 * @param history the case's spells in order, the facts in force last
 * @param here what an earlier row of this list said of the case; null for its first
 */
export function fateOfOlder(
  row: number,
  written: RecordRead,
  {
    history,
    here,
    list,
  }: { readonly history: readonly Spell[]; readonly here: TakenHere | null; readonly list: ListAtHand },
): OlderFate {
  const { names, absent } = list;
  if (here !== null) return fateOfSecond(written, here, list);
  const inForce = history.findLast((spell) => isBy(spell, list));
  const record =
    absent.length === 0 || inForce === undefined
      ? written
      : {
          ...written,
          values: withKnown(written.values, valuesOf(inForce, names), absent),
          notUnderstood: unreadWithKnown(written.notUnderstood, unreadOf(inForce), list),
        };
  const spell = spellOf(row, record, false, list);
  // A case that no list had by then is compared with the first that did.
  const compared = inForce ?? history[0];
  return {
    taken: {
      fate: compared?.facts === spell.facts ? 'unchanged' : 'changed',
      otherRow: null,
      overturnsOther: false,
      met: null,
    },
    here: { row, record, isRejected: false },
    change: inForce === undefined ? begun(history[0], spell) : changeOf(inForce, spell),
    spell,
  };
}

function fateOfSecond(written: RecordRead, here: TakenHere, list: ListAtHand): OlderFate {
  const record = {
    ...written,
    values: withKnown(written.values, here.record.values, list.absent),
    notUnderstood: unreadWithKnown(written.notUnderstood, asJson(here.record.notUnderstood), list),
  };
  const isRepetition =
    isSame(record.values, here.record.values) &&
    asJson(record.notUnderstood) === asJson(here.record.notUnderstood);
  if (!here.isRejected && isRepetition)
    return { taken: repeated(here.row), here, change: { how: 'stands' }, spell: null };
  const agreed = { ...record, ...agreedOf(list.names, record, here.record), notUnderstood: null };
  const spell = spellOf(here.row, agreed, true, list);
  return {
    taken: contradicted(here.row, here.isRejected),
    here: { row: here.row, record: agreed, isRejected: true },
    change: { how: 'laid', spell },
    spell,
  };
}

/** No list had the case by then: its history begins with this one, or its first facts held by then already. */
function begun(first: Spell | undefined, spell: Spell): HistoryChange {
  return first?.facts === spell.facts ? { how: 'began', first, on: spell } : { how: 'begins', first: spell };
}

function changeOf(inForce: Spell, spell: Spell): HistoryChange {
  return inForce.facts === spell.facts ? { how: 'stands' } : { how: 'laid', spell };
}

/**
 * A case's history with the facts of one more list laid in at its day.
 *
 * @param sightings the other lists that had the case, in order
 * @returns its spells in order; the last are the facts in force
 */
export function layHistory(
  history: readonly Spell[],
  sightings: readonly Sighting[],
  spell: Spell,
): readonly Spell[] {
  const seen = sightings.map((sighting) => ({
    ...sighting,
    facts: (history.findLast((entry) => isBy(entry, placeOf(sighting))) ?? history[0])?.facts ?? '{}',
  }));
  const at = seen.findIndex(({ factsOn }) => factsOn > spell.factsOn);
  seen.splice(at === -1 ? seen.length : at, 0, spell);
  return seen.filter((one, index) => one.facts !== seen[index - 1]?.facts);
}

const placeOf = ({ factsOn, sourceNo }: Sighting): Pick<ListAtHand, 'exportedOn' | 'sourceNo'> => ({
  exportedOn: factsOn,
  sourceNo,
});

/** Lists stand in the order of their days, and on one day in the order in which they came in. */
function isBy({ factsOn, sourceNo }: Sighting, list: Pick<ListAtHand, 'exportedOn' | 'sourceNo'>): boolean {
  return factsOn < list.exportedOn || (factsOn === list.exportedOn && sourceNo <= list.sourceNo);
}

function spellOf(row: number, record: RecordRead, isConflicting: boolean, list: ListAtHand): Spell {
  const notUnderstood = asJson(record.notUnderstood);
  const facts = storedFacts(list.names, { ...record, notUnderstood, isConflicting });
  return { factsOn: list.exportedOn, sourceNo: list.sourceNo, row, facts };
}

function unreadOf({ facts }: Spell): string | null {
  const { not_understood: texts } = JSON.parse(facts) as { readonly not_understood?: string | null };
  return texts ?? null;
}

function valuesOf({ facts }: Spell, names: readonly string[]): readonly FactValue[] {
  const then = JSON.parse(facts) as Readonly<Record<string, FactValue>>;
  return names.map((name) => then[name] ?? null);
}
