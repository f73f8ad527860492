import type { FactValue } from '../../domain/kinds/kinds.ts';
import { nameMark, type Named } from '../../domain/records/namesakes.ts';
import { NOBODY, textMark, type RecordMarks } from '../../domain/records/record-marks.ts';

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
  /** The class that one of them came in with; null where it came with none. */
  readonly cameAs: (caseNo: number) => string | null;
  /** The same of those whose person no number tells. */
  readonly ofNobody: () => readonly number[];
  /** The same of those that can be called as some are: by the name, and by the kommun where both say one. */
  readonly perhapsCalled: (some: readonly Named[]) => readonly number[];
}

/** The same while the list is written. */
export interface AddingCases extends AddedCases {
  /** Told of every case that is added, in the order of their numbers. */
  readonly add: (
    { person, name }: Pick<RecordMarks, 'person' | 'name'>,
    kommun: FactValue,
    cameAs: string | null,
  ) => void;
  /** Told when a later row changes a case; one that was there before is left alone. */
  readonly change: (caseNo: number, from: FactValue, to: FactValue) => void;
}

/** So many have room at first; the room doubles. Nine bytes a case: a list of millions needs no more than its reading. */
const FIRST_ROOM = 4_096;

export function createAddedCases(lastBefore: number): AddingCases {
  const perKommun = new Map<FactValue, number>();
  const changed = new Set<number>();
  let persons = new Int32Array(FIRST_ROOM);
  let names = new Int32Array(FIRST_ROOM);
  let classes = new Uint8Array(FIRST_ROOM);
  // Classes are few.
  const known: (string | null)[] = [];
  const numberOf = (cameAs: string | null): number => {
    const at = known.indexOf(cameAs);
    return at < 0 ? known.push(cameAs) - 1 : at;
  };
  // Kommuner too.
  const markOf = new Map<FactValue, number>();
  const calledMark = (name: number, kommun: FactValue): number => {
    if (typeof kommun !== 'string') return name;
    let mark = markOf.get(kommun);
    if (mark === undefined) markOf.set(kommun, (mark = textMark(kommun)));
    return Math.imul(name, 31) ^ mark;
  };
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
    add({ person, name }, kommun, cameAs) {
      if (added === persons.length) {
        persons = inRoom(new Int32Array(added * 2), persons);
        names = inRoom(new Int32Array(added * 2), names);
        classes = inRoom(new Uint8Array(added * 2), classes);
      }
      persons[added] = person;
      names[added] = calledMark(name, kommun);
      classes[added] = numberOf(cameAs);
      added += 1;
      count(kommun, 1);
    },
    change(caseNo, from, to) {
      if (caseNo <= lastBefore) return;
      changed.add(caseNo);
      count(from, -1);
      count(to, 1);
    },
    cameAs: (caseNo) => known[classes[caseNo - lastBefore - 1] ?? 0] ?? null,
    perhapsOf: (asked) => having(new Set([...asked].map(textMark)), persons),
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

function inRoom<Numbers extends Int32Array | Uint8Array>(room: Numbers, full: Numbers): Numbers {
  room.set(full);
  return room;
}
