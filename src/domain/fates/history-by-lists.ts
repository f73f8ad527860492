import type { FactValue } from '../kinds/kinds.ts';
import { asJson, unreadIn, type UnreadTexts } from './known-case.ts';
import type { Sighting, Spell } from './older-fate.ts';

/** A list that had a case, and the canonical columns that it says something in. */
export interface ColumnedSighting extends Sighting {
  readonly columns: readonly string[];
  /** A sign in the list itself says that the person of the case is protected, though it has no column of protection. */
  readonly isSaidProtected: boolean;
}

/** A case's history, and what each list says of it then. */
export interface HistoryByLists {
  /** Its spells in order; the last are the facts in force. Empty where no list had it. */
  readonly spells: readonly Spell[];
  /** For each of the lists, in order, the fate that its row had when it came in. */
  readonly fates: readonly ('new' | 'changed' | 'unchanged')[];
}

/**
 * A case's history as some lists make it, in whatever order they came in: each says what stands in its own columns, and
 * in the others what the list before it in time left there. So a list that came in late, or is set aside, reaches all
 * those after it that are silent where it spoke.
 *
 * @param history the case's spells in order, of these lists and perhaps others
 * @param sightings the lists that count, in order
 * @param names the kind's canonical columns
 */
export function historyByLists(
  history: readonly Spell[],
  sightings: readonly ColumnedSighting[],
  names: readonly string[],
): HistoryByLists {
  const own = sightings.map((sighting) => ownOf(history, sighting, names));
  const said = inOrder(own);
  return {
    spells: said.filter((one, at) => one.facts !== said[at - 1]?.facts),
    fates: said.map((one) => fateOf(one, own)),
  };
}

/** What a list says of a case by itself: nothing in the columns that it lacks. */
interface OwnSpell extends Sighting {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly unread: UnreadTexts;
  readonly absent: readonly string[];
  readonly isSaidProtected: boolean;
}

function ownOf(
  history: readonly Spell[],
  { columns, isSaidProtected, ...sighting }: ColumnedSighting,
  names: readonly string[],
): OwnSpell {
  const spell = history.findLast((one) => isBy(one, sighting)) ?? history[0];
  const facts = JSON.parse(spell?.facts ?? '{}') as Readonly<Record<string, FactValue>>;
  const absent = names.filter((name) => !columns.includes(name));
  const { own } = unreadIn(facts['not_understood'] ?? null, absent);
  return { ...sighting, facts, unread: own, absent, isSaidProtected };
}

/** What each list says, in order, with what stood before it in the columns that it lacks. */
function inOrder(own: readonly OwnSpell[]): readonly Spell[] {
  const said: Spell[] = [];
  let before: Readonly<Record<string, FactValue>> = {};
  for (const { facts, unread, absent, isSaidProtected, ...sighting } of own) {
    // What rows of one list contradict each other on has no unread texts of its own, nor keeps others'.
    const kept =
      facts['is_conflicting'] === 1 ? {} : unreadIn(before['not_understood'] ?? null, absent).inherited;
    const texts = { ...kept, ...unread };
    before = {
      ...facts,
      ...Object.fromEntries(absent.map((name) => [name, before[name] ?? null])),
      // Where a list's own sign protects, that is what it says, whatever the others do. (Domain §10: any sign protects.)
      ...(isSaidProtected && { is_protected: 1 }),
      ...('not_understood' in facts && {
        not_understood: Object.keys(texts).length === 0 ? null : asJson(texts),
      }),
    };
    said.push({ ...sighting, facts: JSON.stringify(before) });
  }
  return said;
}

/** What a row was beside the lists that had come in before its own: compared with the last of an earlier day, or the first. */
function fateOf({ sourceNo }: Sighting, own: readonly OwnSpell[]): HistoryByLists['fates'][number] {
  const before = inOrder(own.filter((other) => other.sourceNo < sourceNo));
  if (before.length === 0) return 'new';
  const then = inOrder(own.filter((other) => other.sourceNo <= sourceNo));
  const at = then.findIndex((other) => other.sourceNo === sourceNo);
  return (before[at - 1] ?? before[0])?.facts === then[at]?.facts ? 'unchanged' : 'changed';
}

/** Lists stand in the order of their days, and on one day in the order in which they came in. */
const isBy = (spell: Sighting, { factsOn, sourceNo }: Sighting): boolean =>
  spell.factsOn < factsOn || (spell.factsOn === factsOn && spell.sourceNo <= sourceNo);
