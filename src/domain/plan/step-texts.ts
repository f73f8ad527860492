import { fillText, milestoneNamed } from '../profile/fill-text.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { AnswerColumn } from '../answers/answer-columns.ts';
import type { FactColumn } from './columns/fact-column.ts';
import type { AnyStepEntry, Due } from './step-entry.ts';

export type WorklistColumnEntry = FactColumn | AnswerColumn;

/** What people read on a list of a step. */
export interface StepTexts {
  readonly title: string;
  /** Who does the work; null where the source does not say. */
  readonly role: string | null;
  readonly inSource: readonly string[];
  readonly whenReadOnly: AnyStepEntry['whenReadOnly'];
  readonly inTarget: readonly string[];
  readonly traps: readonly string[];
  readonly checklist: readonly string[];
  readonly openQuestions: readonly string[];
  /** What everybody must know who works with the list. */
  readonly notices: readonly string[];
  readonly deadline: string;
  readonly deadlineText: string;
  readonly columns: readonly WorklistColumnEntry[];
}

/** What a report tells of a step, which has no use for the rest of its texts. */
export const titleOf = ({ id, title }: AnyStepEntry, profile: Profile): string =>
  fillText(profile.steps[id]?.title ?? title, profile);

export const roleOf = ({ id, role }: AnyStepEntry, profile: Profile): string | null =>
  profile.steps[id]?.role ?? role ?? null;

export function deadlineOf({ id, due }: AnyStepEntry, profile: Profile): string {
  const own = profile.steps[id]?.deadline;
  if (own !== undefined) return own;
  return 'deadline' in due
    ? profile.deadlines[due.deadline]
    : (milestoneNamed(due.milestone, profile)?.to ?? profile.deadlines.readOnly);
}

/** The step's texts, or the profile's own, with names and days in them. */
export function textsFor(entry: AnyStepEntry, profile: Profile): StepTexts {
  const { id } = entry;
  const own = profile.steps[id] ?? {};
  const fill = (text: string): string => fillText(text, profile);
  return {
    title: titleOf(entry, profile),
    role: roleOf(entry, profile),
    inSource: (own.inSource ?? entry.inSource).map(fill),
    whenReadOnly: whenReadOnlyFor(entry.whenReadOnly, fill),
    inTarget: (own.inTarget ?? entry.inTarget).map(fill),
    traps: (own.traps ?? entry.traps).map(fill),
    checklist: (own.checklist ?? entry.checklist ?? []).map(fill),
    openQuestions: [
      ...(entry.openQuestions ?? []),
      ...profile.openQuestions.flatMap((question) => (question.steps.includes(id) ? [question.id] : [])),
    ],
    notices: profile.notices.flatMap(({ text, steps }) =>
      steps === 'all' || steps.includes(id) ? [fill(text)] : [],
    ),
    deadline: deadlineOf(entry, profile),
    deadlineText: deadlineTextOf(entry.due, profile),
    // A column is given cases of its step's kind alone: the plan is held to that by its types.
    columns: (entry.columns as unknown as readonly WorklistColumnEntry[]).map((column) =>
      withNames(column, fill),
    ),
  };
}

function whenReadOnlyFor(
  texts: AnyStepEntry['whenReadOnly'],
  fill: (text: string) => string,
): StepTexts['whenReadOnly'] {
  return texts === undefined
    ? undefined
    : {
        ...(texts.title === undefined ? {} : { title: fill(texts.title) }),
        ...(texts.traps === undefined ? {} : { traps: texts.traps.map(fill) }),
        rows: fill(texts.rows),
      };
}

/** A column as the profile's lists have it. */
function withNames<Column extends WorklistColumnEntry>(
  column: Column,
  fill: (text: string) => string,
): Column {
  const { header, note } = column;
  if (!header.includes('{') && note?.includes('{') !== true) return column;
  return { ...column, header: fill(header), ...(note === undefined ? {} : { note: fill(note) }) };
}

function deadlineTextOf(due: Due, profile: Profile): string {
  const text = 'deadline' in due || due.text !== undefined ? due.text : null;
  if (typeof text === 'string') return fillText(text, profile);
  return 'milestone' in due ? whenOf(milestoneNamed(due.milestone, profile)) : '';
}

/** "2025-09-30 (arbetet görs den dagen, från morgonen)": when a milestone of the plan is. */
function whenOf(milestone: Profile['milestones'][number] | undefined): string {
  if (milestone === undefined) return '';
  const { from, to, fromText } = milestone;
  const beginning = fromText === null ? '' : `, ${fromText}`;
  return from === to
    ? `${to} (arbetet görs den dagen${beginning})`
    : `${to} (arbetet görs ${from} – ${to}${beginning})`;
}
