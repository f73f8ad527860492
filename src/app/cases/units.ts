import type { FactsOf } from '../../domain/kinds/kinds.ts';
import { planOf } from '../../domain/plan/plan.ts';
import type { MessageSubject, Outside } from '../../domain/plan/subject.ts';
import { ALL_AT_ONCE, openConnections, type UnitConnection } from '../../domain/profile/unit-days.ts';
import type { SendingUnit } from '../../domain/tracking/extra-messages.ts';
import { fold } from '../../domain/words/fold.ts';
import { casesAsOf, unitNames, unitsOfCases } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';

export interface Units {
  readonly openPsychiatryOf: (kommun: string | null) => string | null;
  readonly huvudmanOf: (unit: string | null) => MessageSubject['receivedBy'];
  /** Null for a unit that the list of units does not have, or has without a part. */
  readonly senderOf: (unit: string | null) => SendingUnit | null;
  /** Whether a unit works in the target system; every one does where all switch at once. */
  readonly connectionOf: (unit: string | null) => UnitConnection;
}

const OPEN_PSYCHIATRY = fold('psykiatrisk öppenvård');

/** What the lists of units say, as of a day. */
export function unitsOf({ db, profile }: Register, asOf: string): Units {
  const openPsychiatry = new Map<string, string[]>();
  const units = new Map<string, SendingUnit>();
  const types = new Map<string, string>();
  for (const { name, type, kommun, part } of casesAsOf(db, 'enhet', asOf)) {
    if (name === null) continue;
    if (type !== null) types.set(fold(name), type);
    if (part !== null) units.set(fold(name), { part, type });
    if (kommun !== null && type !== null && fold(type) === OPEN_PSYCHIATRY)
      openPsychiatry.set(kommun, [...(openPsychiatry.get(kommun) ?? []), name]);
  }
  const senderOf = (unit: string | null): SendingUnit | null =>
    unit === null ? null : (units.get(fold(unit)) ?? null);
  return {
    openPsychiatryOf: (kommun) => {
      const names = openPsychiatry.get(kommun ?? '') ?? [];
      return names.length === 1 ? (names[0] ?? null) : null;
    },
    huvudmanOf: (unit) => {
      const part = senderOf(unit)?.part;
      return profile.parts.find(({ code }) => code === part)?.huvudman ?? null;
    },
    senderOf,
    connectionOf: planOf(profile).switchesByUnit
      ? openConnections(profile, (unit) => types.get(fold(unit)) ?? null, asOf)
      : () => ALL_AT_ONCE,
  };
}

/** What the target system does not reach: another region's patient, and units that the list of units does not have. */
export function outsideOf(
  { kommun, unit, halsocentral }: Pick<FactsOf<'vardtillfalle'>, 'kommun' | 'unit' | 'halsocentral'>,
  isUnknownUnit: (unit: string) => boolean,
  connectionOf: Units['connectionOf'],
): readonly Outside[] {
  const outside: Outside[] = [];
  if (kommun === null) outside.push('kommun');
  if (unit === null || isUnknownUnit(unit)) outside.push('ward');
  if (halsocentral === null) return outside;
  const { state } = connectionOf(halsocentral);
  if (isUnknownUnit(halsocentral)) outside.push('halsocentral');
  else if (state !== 'begun') outside.push(`halsocentral-${state}`);
  return outside;
}

/** Which units the list of units does not have; without one, none is unknown. */
export function unknownUnits(names: readonly string[]): (unit: string) => boolean {
  if (names.length === 0) return () => false;
  const known = new Set(names);
  const answers = new Map<string, boolean>();
  return (unit) => {
    let isUnknown = answers.get(unit);
    if (isUnknown === undefined) answers.set(unit, (isUnknown = !known.has(fold(unit))));
    return isUnknown;
  };
}

/**
 * Units that a profile gives days of their own and that no list of units has, so that the days are nobody's; without a
 * list of units, those that no case is at. None where nothing is known of units at all.
 */
export function unknownUnitDays({ db, profile }: Pick<Register, 'db' | 'profile'>): readonly string[] {
  const names = planOf(profile).switchesByUnit ? Object.keys(profile.unitDays) : [];
  if (names.length === 0) return [];
  const listed = unitNames(db);
  const known = new Set(listed.length > 0 ? listed : unitsOfCases(db).map(fold));
  return known.size === 0 ? [] : names.filter((name) => !known.has(fold(name)));
}
