import type { ResolvedColumns } from '../mapping/mapping.ts';
import { namesIn } from '../records/cell-readers.ts';
import { tidy } from '../records/tidy.ts';
import { fold } from '../words/fold.ts';

/**
 * A list of SIPs can have one row a party: the same SIP on several rows that differ in who takes part, and in nothing
 * else that is read. Such rows are one SIP with all its parties; where anything else differs they contradict each other
 * as rows with one id do (domain §10: a SIP has parties; who they are comes from the list).
 */
export interface PartyRows {
  /** Looks at a row, before any is taken in. */
  readonly look: (cells: readonly string[]) => void;
  /** A row as it is taken in, in order: with all the parties of its SIP, and whether it is there for one of its own. */
  readonly join: (cells: readonly string[]) => {
    readonly cells: readonly string[];
    readonly isParty: boolean;
  };
}

/** What the rows of one id say. */
interface OneSip {
  /** All that is read of its rows but who takes part; null where they differ in it. */
  rest: string | null;
  /** What the first of them says of who takes part. */
  readonly first: string;
  /** Whether another says something else. */
  isSeveral: boolean;
  /** Who takes part, by the folded name. */
  readonly parties: Map<string, string>;
  /** Those that rows taken in have named. */
  readonly named: Set<string>;
  isMet: boolean;
}

/** @returns null for a list that says of nobody who takes part */
export function openPartyRows({ columns }: Pick<ResolvedColumns, 'columns'>): PartyRows | null {
  const at = (name: string): number => columns.find(({ field }) => field.name === name)?.index ?? -1;
  const [idAt, partiesAt] = [at('sip_id'), at('participants')];
  if (idAt < 0 || partiesAt < 0) return null;
  const others = columns.map(({ index }) => index).filter((index) => index >= 0 && index !== partiesAt);
  const cell = (cells: readonly string[], index: number): string => tidy(cells[index] ?? '');
  const sips = new Map<string, OneSip>();
  return {
    look(cells) {
      const id = cell(cells, idAt);
      if (id === '') return;
      const rest = JSON.stringify(others.map((index) => cell(cells, index)));
      const known = sips.get(id);
      const own = cell(cells, partiesAt);
      const sip = known ?? oneSip(rest, own);
      if (known === undefined) sips.set(id, sip);
      if (sip.rest !== rest) sip.rest = null;
      if (sip.first !== own) sip.isSeveral = true;
      for (const name of namesIn(own)) if (!sip.parties.has(fold(name))) sip.parties.set(fold(name), name);
    },
    join(cells) {
      const sip = sips.get(cell(cells, idAt));
      if (sip?.isSeveral !== true || sip.rest === null) return { cells, isParty: false };
      const own = namesIn(cell(cells, partiesAt)).map(fold);
      const isParty = sip.isMet && own.some((name) => !sip.named.has(name));
      sip.isMet = true;
      for (const name of own) sip.named.add(name);
      // In an order of their own: the next list can have the rows in another.
      const all = [...sip.parties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, name]) => name);
      return { cells: cells.map((text, index) => (index === partiesAt ? all.join('; ') : text)), isParty };
    },
  };
}

const oneSip = (rest: string, first: string): OneSip => ({
  ...{ rest, first, isSeveral: false },
  ...{ parties: new Map<string, string>(), named: new Set<string>(), isMet: false },
});
