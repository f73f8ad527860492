import type { Profile } from '../profile/profile-schema.ts';
import type { ProfileDecision } from './profile-decision.ts';

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

/** The members in which two profiles differ, in the order of their paths. */
export function changedMembers(before: Profile, after: Profile): readonly ChangedMember[] {
  const from = leavesOf(before);
  const to = leavesOf(after);
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((path) => {
    const [was, is] = [from.get(path) ?? null, to.get(path) ?? null];
    return was === is ? [] : [{ path, from: was, to: is }];
  });
}

/** `path: what is wrong`, for what a living register cannot take in. */
export function unfitForLiving(before: Profile, after: Profile): readonly string[] {
  const left = before.kommuner.filter(({ code }) => !after.kommuner.some((kommun) => kommun.code === code));
  return [
    ...FIXED.flatMap((name) =>
      before[name] === after[name]
        ? []
        : [`${name}: kan inte ändras från ${before[name]} i ett register som används`],
    ),
    ...left.map(({ code }) => `kommuner: ${code} saknas, men ärenden i registret kan höra dit`),
  ];
}

/** Entries of a list that have an id, a code or a name of their own are told by it, wherever they stand. */
function leavesOf(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (Array.isArray(value))
    return merged(
      value.map((entry: unknown, at) => {
        const own = entryName(entry);
        return leavesOf(entry, `${path}[${own ?? String(at)}]`);
      }),
    );
  if (typeof value === 'object' && value !== null)
    return merged(
      Object.entries(value).map(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`)),
    );
  return new Map([[path, JSON.stringify(value)]]);
}

function entryName(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null;
  const { id, code, name } = entry as Readonly<Record<string, unknown>>;
  const own = [id, code, name].find((text) => typeof text === 'string');
  return typeof own === 'string' ? own : null;
}

const merged = (maps: readonly ReadonlyMap<string, string>[]): ReadonlyMap<string, string> =>
  new Map(maps.flatMap((map) => [...map]));

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
  readonly rowsIn: number;
  readonly rowsOut: number;
  /** Its rows whose case is of another class, owner or protection than handed out: what they answer now is held. */
  readonly rowsHeld: number;
}
