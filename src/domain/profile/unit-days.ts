import { fold } from '../words/fold.ts';
import type { Profile } from './profile-schema.ts';

/** Whether and when a unit works in the target system, where units switch one by one. */
export interface UnitConnection {
  /** As of a day: it has begun, begins later, or has no day. */
  readonly state: 'begun' | 'later' | 'never';
  readonly day: string | null;
  /** Why it has no day; null where it has one. */
  readonly why: string | null;
}

/** Every unit of a region that switches on one day. */
export const ALL_AT_ONCE: UnitConnection = { state: 'begun', day: null, why: null };

type UnitDays = Pick<Profile, 'unitDays' | 'unitTypes'>;

/**
 * Opens a look-up of when a unit begins: its own day by the profile, else that of its type. Who has none is not
 * connected, whatever the reason (seed 001, "Verksamheter som utreds när/om de ska få Lifecare SP").
 *
 * @param typeOf the type of a unit by the list of units; null for one that it does not have
 */
export function openConnections(
  { unitDays, unitTypes }: UnitDays,
  typeOf: (unit: string) => string | null,
  asOf: string,
): (unit: string | null) => UnitConnection {
  const own = new Map(Object.entries(unitDays).map(([unit, day]) => [fold(unit), day]));
  const types = new Map(
    unitTypes.flatMap((type) => [type.name, ...type.aliases].map((name) => [fold(name), type] as const)),
  );
  const known = new Map<string, UnitConnection>();
  const connectionOf = (unit: string): UnitConnection => {
    const typeName = typeOf(unit);
    const type = typeName === null ? undefined : types.get(fold(typeName));
    const ownDay = own.get(fold(unit));
    const day = ownDay === undefined ? (type?.day ?? null) : ownDay;
    if (day !== null) return { state: day <= asOf ? 'begun' : 'later', day, why: null };
    return { state: 'never', day: null, why: type?.notConnected ?? 'ingen dag är satt för enheten' };
  };
  return (unit) => {
    if (unit === null) return { state: 'never', day: null, why: 'enheten är inte angiven' };
    const found = known.get(unit) ?? connectionOf(unit);
    known.set(unit, found);
    return found;
  };
}

/** `path: what is doubtful`: units with a day of their own, which no list of the register has. */
export const unitDayWarnings = (unknown: readonly string[]): readonly string[] =>
  unknown.map(
    (unit) =>
      `unitDays.${unit}: ingen enhet i registrets listor heter så. Dagen gäller ingen; heter enheten något annat har den sin enhetstyps dag`,
  );
