import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import type { MovedUnit, ProfileDecision } from './profile-decision.ts';
import { hasOtherPublicRows } from './public-rows.ts';

/** The event by which a register got another profile. */
export const PROFILE_APPLIED = 'profile-applied';

/** One member of a profile that is another than before. */
export interface ChangedMember {
  /** `deadlines.readOnly`, `kommuner[2].name`. */
  readonly path: string;
  /** As JSON; null where it was, or is, not there. */
  readonly from: string | null;
  readonly to: string | null;
}

/** What cannot change in a register that is in use: it would be another register. */
const FIXED = ['plan', 'lan', 'source', 'target'] as const satisfies readonly (keyof Profile)[];

/** The members in which two profiles differ, in the order of their paths: none where nothing at all is otherwise. */
export const changedMembers = (before: Profile, after: Profile): readonly ChangedMember[] =>
  differences('', before, after);

/**
 * `path: what is wrong`, for what a living register cannot take in.
 *
 * @param isUsed whether anything in it is of a kommun: one typed in by mistake can be taken out again
 * @param hasLists whether it has had a list, so that there can be a report for outside readers
 */
export function unfitForLiving(
  before: Profile,
  after: Profile,
  isUsed: (kommun: string) => boolean,
  hasLists: boolean,
): readonly string[] {
  const left = before.kommuner.filter(({ code }) => !after.kommuner.some((kommun) => kommun.code === code));
  return [
    ...FIXED.flatMap((name) =>
      before[name] === after[name]
        ? []
        : [`${name}: kan inte ändras från ${before[name]} i ett register som används`],
    ),
    ...after.kommuner.flatMap(({ code, name }) => {
      const had = before.kommuner.find((one) => one.code !== code && fold(one.name) === fold(name));
      return had !== undefined && (isUsed(code) || isUsed(had.code))
        ? [
            `kommuner[${code}].name: ”${name}” har varit ${had.code} i registret, vars ärenden hålls isär av koden`,
          ]
        : [];
    }),
    ...(hasLists && hasOtherPublicRows(before, after)
      ? [
          'publicGroups: vilka kommuner som står tillsammans kan inte ändras i ett register som har listor; den som har rapporter för utomstående från före och efter skulle kunna räkna ut tal under fem',
        ]
      : []),
    ...left.flatMap(({ code }) =>
      isUsed(code) ? [`kommuner: ${code} saknas, men det finns sådant i registret som hör dit`] : [],
    ),
  ];
}

/**
 * Where two values differ. Entries of a list that have an id, a code or a name of their own are told by it, wherever they
 * stand; where the order of those that both have is another, that is told too. A list without entries is something else
 * than none.
 */
function differences(path: string, was: unknown, is: unknown): readonly ChangedMember[] {
  if (JSON.stringify(was) === JSON.stringify(is)) return [];
  const [partsThen, partsNow] = [partsOf(was), partsOf(is)];
  if (isToldWhole(was, is)) return [{ path, from: jsonOf(was), to: jsonOf(is) }];
  const names = [...new Set([...partsThen.keys(), ...partsNow.keys()])];
  const at = (name: string): string =>
    Array.isArray(was ?? is) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;
  const inBoth = (one: Parts, other: Parts): string =>
    JSON.stringify([...one.keys()].filter((name) => other.has(name)));
  const [order, orderNow] = [inBoth(partsThen, partsNow), inBoth(partsNow, partsThen)];
  const isReordered = Array.isArray(was) && order !== orderNow;
  return [
    ...(isReordered ? [{ path, from: order, to: orderNow }] : []),
    ...names.flatMap((name) => differences(at(name), partsThen.get(name), partsNow.get(name))),
  ];
}

type Parts = ReadonlyMap<string, unknown>;

const jsonOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

/** What has no parts, or is of another sort, is told as a whole; so are texts where they have all gone or come. */
function isToldWhole(was: unknown, is: unknown): boolean {
  const there = [was, is].filter((value) => value !== undefined);
  const isPlain = there.some((value) => typeof value !== 'object' || value === null);
  const isOtherSort = new Set(there.map((value) => Array.isArray(value))).size > 1;
  const full = there.filter((value) => partsOf(value).size > 0);
  const isOfTexts = (value: unknown): boolean =>
    Array.isArray(value) && value.every((entry) => entryName(entry) === null);
  return isPlain || isOtherSort || full.length === 0 || (full.length < there.length && full.some(isOfTexts));
}

/** The members of an object, or the entries of a list; none of anything else. */
function partsOf(value: unknown): Parts {
  if (Array.isArray(value))
    return new Map(value.map((entry: unknown, at) => [entryName(entry) ?? String(at), entry]));
  return new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);
}

function entryName(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { id, code, name } = entry as Readonly<Record<string, unknown>>;
  const own = [id, code, name].find((text) => typeof text === 'string');
  return typeof own === 'string' ? own : null;
}

/** What follows of a changed profile in a register: counted by doing it. */
export interface ProfileConsequences {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly members: readonly ChangedMember[];
  /** `path: what is doubtful` of the new profile, and of going over to it. */
  readonly warnings: readonly string[];
  /** Days of the plan that move, by what they are called. */
  readonly days: readonly { readonly name: string; readonly from: string; readonly to: string }[];
  /** Units that begin in the target on another day than before, where units switch one by one. */
  readonly unitDays: readonly MovedUnit[];
  readonly classes: readonly {
    readonly kind: 'sip' | 'vardtillfalle';
    readonly from: string;
    readonly to: string;
    readonly cases: number;
  }[];
  readonly gates: readonly {
    readonly id: string;
    readonly title: string;
    readonly before: GateThen | null;
    readonly after: GateThen | null;
  }[];
  readonly lists: readonly OutdatedList[];
  /** Lists that nobody has been handed, of which other cases stand there now. */
  readonly firstLists: readonly FirstList[];
  /** Open cases that go on in the target already, by people's word or its lists: they stay there. */
  readonly inTarget: { readonly sip: number; readonly vardtillfalle: number };
  readonly decision: ProfileDecision;
  /** Answers with a day before the new beginning of their step: they stand as they were given. */
  readonly earlyAnswers: readonly { readonly step: string; readonly answers: number }[];
}

interface GateThen {
  readonly dueOn: string;
  readonly ok: boolean;
  readonly value: number | null;
}

/** A list that was handed out, whose plan or rows are not those of the list any more. */
export interface OutdatedList {
  readonly worklist: string;
  readonly step: string;
  readonly owner: string;
  readonly isGuarded: boolean;
  /** Its title, days, texts or columns are others. */
  readonly hasOtherPlan: boolean;
  /** Its owner, recipient, folder or file is called something else: handed out anew it lies beside the old one. */
  readonly isRenamed: boolean;
  /** What its owner is called then; null where it is called the same. */
  readonly newOwner: string | null;
  readonly rowsIn: number;
  readonly rowsOut: number;
  /** Rows that stay, in which something else stands. */
  readonly rowsChanged: number;
  /** Its rows whose case is of another class, owner or protection than handed out: what they answer now is held. */
  readonly rowsHeld: number;
}

/** A list that nobody has been handed, and the rows that come to it and go from it. */
export interface FirstList {
  readonly step: string;
  readonly owner: string;
  readonly isGuarded: boolean;
  readonly rowsIn: number;
  readonly rowsOut: number;
}
