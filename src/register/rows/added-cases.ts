import type { FactValue } from '../../domain/kinds/kinds.ts';
import { nameMark, type Named } from '../../domain/records/namesakes.ts';

/** The cases that a list adds to the register. Of a long list nearly all are at its end what they were when they came. */
export interface AddedCases {
  /** The number of the kind's last case before the list; 0 where there was none. All that it adds have higher ones. */
  readonly lastBefore: number;
  /** How many of them there are of each kommun, as they are now; null: of none. */
  readonly perKommun: ReadonlyMap<FactValue, number>;
  /** The numbers of those that a later row of the list changed. */
  readonly changed: ReadonlySet<number>;
  /** The numbers of those that can be of certain persons: never one too few, now and then one too many. */
  readonly perhapsOf: (persons: ReadonlySet<string>) => readonly number[];
  /** The same of those whose person no number tells. */
  readonly ofNobody: () => readonly number[];
  /** The same of those that can be called as some are: by the name, and by the kommun where both say one. */
  readonly perhapsCalled: (some: readonly Named[]) => readonly number[];
}

/** The same while the list is written. */
export interface AddingCases extends AddedCases {
  /** Told of every case that is added, in the order of their numbers. */
  readonly add: (person: string | null, name: string | null, kommun: FactValue) => void;
  /** Told when a later row changes a case; one that was there before is left alone. */
  readonly change: (caseNo: number, from: FactValue, to: FactValue) => void;
}

/** So many have room at first; the room doubles. Eight bytes a case: a list of millions needs no more than its reading. */
const FIRST_ROOM = 4_096;

export function createAddedCases(lastBefore: number): AddingCases {
  const perKommun = new Map<FactValue, number>();
  const changed = new Set<number>();
  let persons = new Int32Array(FIRST_ROOM);
  let names = new Int32Array(FIRST_ROOM);
  let added = 0;
  const count = (kommun: FactValue, step: 1 | -1): void => {
    perKommun.set(kommun, (perKommun.get(kommun) ?? 0) + step);
  };
  const having = (shorts: ReadonlySet<number>, theirs: Int32Array): readonly number[] => {
    const found: number[] = [];
    if (shorts.size === 0) return found;
    for (let at = 0; at < added; at += 1)
      if (shorts.has(theirs[at] ?? NOBODY)) found.push(lastBefore + 1 + at);
    return found;
  };
  return {
    lastBefore,
    perKommun,
    changed,
    add(person, name, kommun) {
      if (added === persons.length) [persons, names] = [roomier(persons), roomier(names)];
      persons[added] = person === null ? NOBODY : shortOf(person);
      names[added] = calledMark(nameMark(name), kommun);
      added += 1;
      count(kommun, 1);
    },
    change(caseNo, from, to) {
      if (caseNo <= lastBefore) return;
      changed.add(caseNo);
      count(from, -1);
      count(to, 1);
    },
    perhapsOf: (asked) => having(new Set([...asked].map(shortOf)), persons),
    ofNobody: () => having(new Set([NOBODY]), persons),
    perhapsCalled: (asked) =>
      having(
        new Set(
          asked.flatMap(({ name, kommun }) =>
            (kommun === null ? [...perKommun.keys()] : [kommun, null]).map((one) =>
              calledMark(nameMark(name), one),
            ),
          ),
        ),
        names,
      ),
  };
}

const NOBODY = 0;

function roomier(full: Int32Array): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(full.length * 2);
  twice.set(full);
  return twice;
}

const calledMark = (name: number, kommun: FactValue): number =>
  typeof kommun === 'string' ? Math.imul(name, 31) ^ shortOf(kommun) : name;

/** A person's key in four bytes (FNV-1a): two persons can share one. */
function shortOf(person: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < person.length; at += 1) hash = Math.imul(hash ^ person.charCodeAt(at), 0x01000193);
  return hash | 0;
}
