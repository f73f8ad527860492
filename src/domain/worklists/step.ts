import { kommunName } from '../profile/kommuner.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { termLabel } from '../kinds/terms.ts';
import type { SipSubject, Subject, SubjectKind, SubjectOf } from './subject.ts';

/** Who gets a list: one list an owner and step. */
export interface Owner {
  /** Tells owners of one step apart. */
  readonly key: string;
  readonly name: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
}

/**
 * A step of the cut-over as a worklist: which cases it takes, who owns them, what is done in which system, what to
 * watch out for, and by when. To add a step: one entry in the table of its kind; its columns name it in fact-columns.ts and answer-columns.ts.
 */
export interface Step<K extends SubjectKind = SubjectKind> {
  /** As it is written in `--step`. */
  readonly id: string;
  readonly kind: K;
  readonly title: string;
  readonly takes: (subject: SubjectOf<K>, profile: Profile) => boolean;
  readonly owner: (subject: SubjectOf<K>, profile: Profile) => Owner;
  /** The work was done before the plan, and goes on: days before the milestone are as good. */
  readonly isOngoing?: true;
  readonly deadline: (profile: Profile) => string;
  readonly deadlineText: (profile: Profile) => string;
  /** What to do in the source system (Prator). Left out once it is read-only. */
  readonly inSource: readonly string[];
  /** What is otherwise once the source system is read-only. */
  readonly whenReadOnly?: {
    readonly title?: string;
    readonly traps?: readonly string[];
    /** What the rows are now that nothing can be done in the source system. */
    readonly rows: string;
  };
  /** What to do in the target system (Lifecare SP). */
  readonly inTarget: readonly string[];
  readonly traps: readonly string[];
  /** What to tick off besides, under a heading of its own. */
  readonly checklist?: readonly string[];
  /** Whether rows are grouped by unit when the owner has several. */
  readonly groups?: true;
  /** A list whose size tells of protected persons: its number is never shown below five. */
  readonly isGuarded?: true;
  /** The two systems must be held against each other to tell which cases it takes. */
  readonly comparesSystems?: true;
  /** Open questions of the source that concern the step: ids of the profile's. */
  readonly openQuestions?: readonly string[];
  readonly source: string;
}

/** An entry for the table, its functions typed by the kind it is about. */
export function step<K extends SubjectKind>(entry: Step<K>): Step {
  return {
    ...entry,
    // Protected persons stand on the lists for named handlers, and on no other.
    takes: (subject: Subject, profile) =>
      subject.kind === entry.kind &&
      (entry.isGuarded === true || !subject.isProtected) &&
      entry.takes(subject as SubjectOf<K>, profile),
    owner: (subject: Subject, profile) => entry.owner(subject as SubjectOf<K>, profile),
  };
}

export const named =
  (name: string): (() => Owner) =>
  () => ({ key: '', name, kommun: null, part: null, unit: null });

export const byKommun =
  (part: string, role: string) =>
  ({ kommun }: Subject, profile: Profile): Owner => ({
    key: kommun ?? '',
    name: `${role}, ${kommunName(profile, kommun)}`,
    kommun,
    part,
    unit: null,
  });

/** @param otherwise whose list it is when no unit is known */
export const byUnit =
  <S extends Subject>(part: string, unitOf: (subject: S) => string | null, otherwise: string) =>
  (subject: S, profile: Profile): Owner => {
    const unit = unitOf(subject);
    return unit === null
      ? {
          key: `?${subject.kommun ?? ''}`,
          name: `${otherwise} (${kommunName(profile, subject.kommun)})`,
          kommun: subject.kommun,
          part,
          unit: null,
        }
      : { key: unit, name: unit, kommun: null, part, unit };
  };

/**
 * Whose list a SIP stands on: the party's kommun or unit, as the profile says. A ward is one owner whatever kommuner
 * its patients live in.
 */
export function byResponsibleParty({ item }: SipSubject, profile: Profile): Owner {
  const { part, kommun, unit } = item.facts;
  const partName = part === null ? 'Ingen part' : termLabel('part', part);
  const isPerUnit = profile.parts.find(({ code }) => code === part)?.worklistPer === 'unit';
  return isPerUnit
    ? {
        key: `${part ?? ''}|${unit ?? ''}`,
        name: `${unit ?? 'Ingen enhet'} (${partName})`,
        kommun: null,
        part,
        unit,
      }
    : {
        key: `${part ?? ''}|${kommun ?? ''}`,
        name: `${partName}, ${kommunName(profile, kommun)}`,
        kommun,
        part,
        unit: null,
      };
}

/** The last day of a milestone of the plan. */
export const endOf =
  (milestone: string) =>
  (profile: Profile): string =>
    profile.milestones.find(({ id }) => id === milestone)?.to ?? profile.deadlines.readOnly;

/** "tisdag 30 september, från morgonen": when a milestone of the plan is. */
export const whenOf =
  (milestone: string) =>
  (profile: Profile): string => {
    const found = profile.milestones.find(({ id }) => id === milestone);
    if (found === undefined) return '';
    const { from, to, fromText } = found;
    const beginning = fromText === null ? '' : `, ${fromText}`;
    return from === to
      ? `${to} (arbetet görs den dagen${beginning})`
      : `${to} (arbetet görs ${from} – ${to}${beginning})`;
  };

/** The day that a step's work begins by the plan; null for work without a beginning of its own. */
export function beginningOf(
  { id, isOngoing }: Pick<Step, 'id' | 'isOngoing'>,
  profile: Profile,
): string | null {
  if (isOngoing === true) return null;
  const first = /^\d+/u.exec(id)?.[0];
  return (
    (first === undefined ? undefined : profile.milestones.find(({ step: ofPlan }) => ofPlan === first))
      ?.from ?? null
  );
}

/** A step once the source system is read-only: it plans no work there, and says what its rows are now. */
export function withReadOnlySource(step: Step, since: string): Step {
  const { title, traps, rows } = step.whenReadOnly ?? {};
  return {
    ...step,
    title: title ?? step.title,
    traps: traps ?? step.traps,
    inSource: rows === undefined ? [] : [rows],
    deadlineText: (profile) =>
      `Sista dagen enligt planen var ${step.deadline(profile)}. ${profile.source} är skrivskyddat sedan ${since}.`,
  };
}
