import type { FactValue } from '../../domain/kinds/kinds.ts';
import { nameMark, type Named } from '../../domain/records/namesakes.ts';
import { marksOfPerson, NOBODY, textMark } from '../../domain/records/record-marks.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';

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

/** Whose a case is, with their marks where those are made. */
interface OfWhom extends Pick<RecordRead, 'personKey' | 'marks'> {
  readonly name: FactValue;
}

/** The same while the list is written. */
export interface AddingCases extends AddedCases {
  /** Told of every case that is added, in the order of their numbers. */
  readonly add: (of: OfWhom, kommun: FactValue, cameAs: string | null) => void;
  /** Told when a later row changes a case; one that was there before is left alone. */
  readonly change: (caseNo: number, from: FactValue, to: FactValue) => void;
}

export function createAddedCases(lastBefore: number): AddingCases {
  const perKommun = new Map<FactValue, number>();
  const changed = new Set<number>();
  const whose = keepWhose(lastBefore);
  let classes = new Uint8Array(FIRST_ROOM);
  // Classes are few.
  const known: (string | null)[] = [];
  const numberOf = (cameAs: string | null): number => {
    const at = known.indexOf(cameAs);
    return at < 0 ? known.push(cameAs) - 1 : at;
  };
  let added = 0;
  const count = (kommun: FactValue, step: 1 | -1): void => {
    perKommun.set(kommun, (perKommun.get(kommun) ?? 0) + step);
  };
  return {
    lastBefore,
    perKommun,
    changed,
    add(of, kommun, cameAs) {
      if (added === classes.length) classes = inRoom(new Uint8Array(added * 2), classes);
      whose.add(of, kommun);
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
    perhapsOf: whose.perhapsOf,
    ofNobody: whose.ofNobody,
    perhapsCalled: (asked) =>
      whose.perhapsCalled(
        asked.flatMap(({ name, kommun }) =>
          (kommun === null ? [...perKommun.keys()] : [kommun, null]).map((one) => ({ name, kommun: one })),
        ),
      ),
  };
}

/** So many have room at first; the room doubles. Nine bytes a case: a list of millions needs no more than its reading. */
const FIRST_ROOM = 4_096;
/** Of so many cases, as the lists of a region have, it is kept whose they are: to make marks costs more than it saves. */
const FEW = 16_384;

/** Keeps whose the cases are, in their order. */
function keepWhose(lastBefore: number): Pick<AddedCases, 'perhapsOf' | 'ofNobody'> & {
  readonly add: (of: OfWhom, kommun: FactValue) => void;
  readonly perhapsCalled: (
    asked: readonly { readonly name: string | null; readonly kommun: FactValue }[],
  ) => readonly number[];
} {
  let few: (OfWhom & { readonly kommun: FactValue })[] | null = [];
  let persons = new Int32Array(FIRST_ROOM);
  let names = new Int32Array(FIRST_ROOM);
  let marked = 0;
  // Kommuner are few.
  const markOf = new Map<FactValue, number>();
  const calledMark = (name: number, kommun: FactValue): number => {
    if (typeof kommun !== 'string') return name;
    let mark = markOf.get(kommun);
    if (mark === undefined) markOf.set(kommun, (mark = textMark(kommun)));
    return Math.imul(name, 31) ^ mark;
  };
  const mark = ({ personKey, name, marks }: OfWhom, kommun: FactValue): void => {
    if (marked === persons.length) {
      persons = inRoom(new Int32Array(marked * 2), persons);
      names = inRoom(new Int32Array(marked * 2), names);
    }
    const made = marks ?? marksOfPerson(personKey, name);
    persons[marked] = made.person;
    names[marked] = calledMark(made.name, kommun);
    marked += 1;
  };
  const markFew = (): void => {
    for (const one of few ?? []) mark(one, one.kommun);
    few = null;
  };
  const fewOf = (isTheirs: (personKey: string | null) => boolean): readonly number[] | undefined =>
    few?.flatMap(({ personKey }, at) => (isTheirs(personKey) ? [lastBefore + 1 + at] : []));
  const having = (shorts: ReadonlySet<number>, theirs: Int32Array): readonly number[] => {
    const found: number[] = [];
    if (shorts.size === 0) return found;
    for (let at = 0; at < marked; at += 1)
      if (shorts.has(theirs[at] ?? NOBODY)) found.push(lastBefore + 1 + at);
    return found;
  };
  return {
    add(of, kommun) {
      if (of.marks !== null || few?.length === FEW) markFew();
      if (few === null) mark(of, kommun);
      else few.push({ ...of, kommun });
    },
    perhapsOf: (asked) =>
      asked.size === 0
        ? []
        : (fewOf((one) => one !== null && asked.has(one)) ??
          having(new Set([...asked].map(textMark)), persons)),
    ofNobody: () => fewOf((one) => one === null) ?? having(new Set([NOBODY]), persons),
    perhapsCalled(asked) {
      markFew();
      return having(new Set(asked.map(({ name, kommun }) => calledMark(nameMark(name), kommun))), names);
    },
  };
}

function inRoom<Numbers extends Int32Array | Uint8Array>(room: Numbers, full: Numbers): Numbers {
  room.set(full);
  return room;
}
