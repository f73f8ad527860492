import { some } from '../words/counted.ts';
import { dayNumber } from '../calendar/days.ts';
import type { KindName } from '../kinds/kinds.ts';
import type { Step } from '../plan/plan.ts';
import type { SubjectKind } from '../plan/subject.ts';
import { kindLabel } from '../profile/fill-text.ts';
import type { Profile } from '../profile/profile-schema.ts';

/** Which lists a worklist rests on, by what its rows are about: the rows' own kind first. */
const RESTS_ON: Readonly<Record<SubjectKind, readonly KindName[]>> = {
  patient: ['patient', 'sip'],
  sip: ['sip', 'vardtillfalle'],
  sip_part: ['sip'],
  vardtillfalle: ['vardtillfalle', 'meddelande'],
  meddelande: ['meddelande', 'vardtillfalle', 'sip'],
};

/** The newest list of a kind up to a day; null where there is none. */
export type ListDays = (kind: KindName) => string | null;

export interface BasisEntry {
  readonly kind: KindName;
  readonly exportedOn: string | null;
}

/** The lists that the worklists of some steps rest on, each once. */
export function basisOf(
  steps: Iterable<Pick<Step, 'kind'> & Partial<Pick<Step, 'comparesSystems'>>>,
  listOn: ListDays,
): readonly BasisEntry[] {
  const named = new Set(
    [...steps].flatMap(({ kind, comparesSystems }): readonly KindName[] =>
      comparesSystems === true ? [...RESTS_ON[kind], 'lcsp_sip'] : RESTS_ON[kind],
    ),
  );
  return [...named].map((kind) => ({ kind, exportedOn: listOn(kind) }));
}

/**
 * "SIP 2025-09-15, vårdtillfällen 2025-09-29": what a worklist rests on, so that whoever reads it can tell how old its
 * facts are; and where one list is older than another, by how much.
 */
export function basisText(entries: readonly BasisEntry[], names: Pick<Profile, 'source' | 'target'>): string {
  const days = entries.flatMap(({ exportedOn }) => exportedOn ?? []).sort();
  const newest = days.at(-1);
  const listed = entries
    .map(({ kind, exportedOn }) => `${kindLabel(kind, names)} ${exportedOn ?? '(ingen lista inläst)'}`)
    .join(', ');
  if (newest === undefined) return entries.length === 0 ? 'inga listor.' : `${listed}.`;
  const older = entries.flatMap(({ kind, exportedOn }) =>
    exportedOn === null || exportedOn === newest
      ? []
      : [`${kindLabel(kind, names)} är ${daysOlder(exportedOn, newest)} äldre än den nyaste listan`],
  );
  return older.length === 0 ? `${listed}.` : `${listed}. Obs: ${older.join('; ')}.`;
}

function daysOlder(day: string, newest: string): string {
  return some(dayNumber(newest) - dayNumber(day), 'dag');
}
