import type { FactValue } from '../kinds/kinds.ts';
import type { Sighting, Spell } from './older-fate.ts';

/** A list that had a case, and the canonical columns that it has. */
export interface ColumnedSighting extends Sighting {
  readonly columns: readonly string[];
  /** A sign in the list itself says that the person of the case is protected, though it has no column of protection. */
  readonly isSaidProtected: boolean;
}

/** A case's history, and what each list says of it then. */
export interface HistoryWithout {
  /** Its spells in order; the last are the facts in force. Empty where no other list had it. */
  readonly spells: readonly Spell[];
  /** For each of the other lists, in order, the fate that its row had when it came in. */
  readonly fates: readonly ('new' | 'changed' | 'unchanged')[];
}

/**
 * A case's history as if one list had never come.
 *
 * @param history the case's spells in order
 * @param sightings the other lists that have the case, in order
 * @param names the kind's canonical columns
 */
export function historyWithout(
  history: readonly Spell[],
  sightings: readonly ColumnedSighting[],
  names: readonly string[],
): HistoryWithout {
  const said: Spell[] = [];
  for (const { columns, isSaidProtected, ...sighting } of sightings) {
    const own = history.findLast((spell) => isBy(spell, sighting)) ?? history[0];
    const before = said.at(-1);
    const facts = withBefore(own?.facts ?? '{}', before?.facts, columns, names);
    said.push({ ...sighting, facts: isSaidProtected ? asProtected(facts) : facts });
  }
  return {
    spells: said.filter((one, at) => one.facts !== said[at - 1]?.facts),
    fates: said.map((one, at) => fateOf(one, at, said)),
  };
}

/** What a row was beside the lists that had come in before its own: compared with the last of an earlier day, or the first. */
function fateOf(one: Spell, at: number, said: readonly Spell[]): HistoryWithout['fates'][number] {
  const cameBefore = (other: Spell): boolean => other.sourceNo < one.sourceNo;
  const compared = said.slice(0, at).findLast(cameBefore) ?? said.find(cameBefore);
  if (compared === undefined) return 'new';
  return compared.facts === one.facts ? 'unchanged' : 'changed';
}

/** Lists stand in the order of their days, and on one day in the order in which they came in. */
const isBy = (spell: Sighting, { factsOn, sourceNo }: Sighting): boolean =>
  spell.factsOn < factsOn || (spell.factsOn === factsOn && spell.sourceNo <= sourceNo);

/** Where a list's own sign protects, that is what it says, whatever the others do. (Domain §10: any sign protects.) */
const asProtected = (facts: string): string =>
  JSON.stringify({ ...(JSON.parse(facts) as Record<string, FactValue>), is_protected: 1 });

/** A list says nothing of a column that it does not have: what was known before stands there. */
function withBefore(
  facts: string,
  before: string | undefined,
  columns: readonly string[],
  names: readonly string[],
): string {
  const absent = names.filter((name) => !columns.includes(name));
  if (absent.length === 0) return facts;
  const then = before === undefined ? {} : (JSON.parse(before) as Record<string, FactValue>);
  return JSON.stringify({
    ...(JSON.parse(facts) as Record<string, FactValue>),
    ...Object.fromEntries(absent.map((name) => [name, then[name] ?? null])),
  });
}
