import type { BurndownPoint } from '../../domain/forecast/forecast.ts';
import { closingLog, type ClosingLog } from '../../domain/readiness/closing-words.ts';
import { TRACKED } from '../../domain/tracking/tracking.ts';
import { openGroundPlaces } from '../cases/person-places.ts';
import { kommunName } from '../../domain/profile/kommuner.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { listedSips, type ListedGroup } from '../../register/cases/readiness-counts.ts';
import { listDays } from '../../register/cases/reconciliation.ts';
import type { Register } from '../../register/file/register.ts';
import { hasListAfter } from '../../register/lists/sources.ts';

export interface BurndownScope {
  readonly label: string;
  /** Undefined for the whole region; null for SIPs without kommun. */
  readonly kommun: string | null | undefined;
  readonly points: readonly BurndownPoint[];
}

/** What the SIP lists have open, day by day; each count is made once. */
export interface ListedSips {
  readonly closings: ClosingLog;
  readonly on: (listOn: string, day: string) => readonly ListedGroup[];
}

export function openListedSips(register: Register): ListedSips {
  const { db } = register;
  const closings = closingLog(eventsOfType(db, ...TRACKED), openGroundPlaces(register));
  const made = new Map<string, readonly ListedGroup[]>();
  return {
    closings,
    on(listOn, day) {
      const name = `${listOn} ${day}`;
      let groups = made.get(name);
      if (groups === undefined) {
        groups = listedSips(db, listOn, !hasListAfter(db, 'sip', listOn), closings.closedOn(day, listOn));
        made.set(name, groups);
      }
      return groups;
    },
  };
}

/**
 * How many SIPs were open, at each uttag and after each day of attestations: for the region, and for each kommun by
 * what the list of that day said.
 */
export function takeBurndown(
  register: Register,
  asOf: string,
  { closings, on: listedOn }: ListedSips,
): readonly BurndownScope[] {
  const { db, profile } = register;
  const lists = listDays(db, 'sip', asOf);
  const said = closings.days.filter((day) => day <= asOf);
  const days = [...new Set([...lists, ...said])].sort();
  const points = days.flatMap((day) => {
    const listOn = lists.findLast((list) => list <= day);
    return listOn === undefined ? [] : [{ day, isList: lists.includes(day), groups: listedOn(listOn, day) }];
  });
  const scopeOf = (label: string, kommun: string | null | undefined): BurndownScope => ({
    label,
    kommun,
    points: points.map(({ day, isList, groups }) => {
      const here = groups.filter((group) => kommun === undefined || group.kommun === kommun);
      const open = here.reduce((sum, { cases }) => sum + cases, 0);
      const attestedClosed = here.reduce((sum, { byWord, cases }) => sum + byWord * cases, 0);
      return { day, open, attestedClosed, isList };
    }),
  });
  const isAnywhere = points.some(({ groups }) => groups.some(({ kommun }) => kommun === null));
  return [
    scopeOf('Hela regionen', undefined),
    ...profile.kommuner.map(({ code, name }) => scopeOf(name, code)),
    ...(isAnywhere ? [scopeOf(kommunName(profile, null), null)] : []),
  ];
}
