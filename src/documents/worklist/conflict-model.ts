import { answerColumn } from '../../domain/answers/answer-columns.ts';
import type { AnswerCell, HeldValue } from '../../domain/answers/answers.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import {
  CONFLICT_COLUMNS,
  conflictToken,
  letterOf,
  valueHeader,
  WHY_HELD,
} from '../../domain/returned/conflict-list.ts';
import { environmentText } from '../../text/environments.ts';
import type { WorklistColumn, WorklistModel, WorklistRow } from './worklist-model.ts';

const PRIVACY =
  'Kan innehålla namn på dem som har svarat. Skicka inte filen som vanlig e-post och spara den inte på USB-minne.';

const INSTRUCTIONS = {
  heading: 'Det här gör du',
  lines: [
    'Varje rad är ett svar som inte räknas förrän någon har avgjort det. Fråga dem som har svarat.',
    'Välj bokstaven för det svar som gäller i ”Rätt svar”, eller skriv det rätta i ”Eget svar”. Skriv vem du är i ”Av”.',
    'Lämna in filen med ”overgang return”. Rader som du lämnar tomma står kvar som de är.',
  ],
};

/** What a list of conflicts is besides its rows. */
export interface ConflictHead {
  readonly id: string;
  readonly snapshotId: string;
  readonly step: string;
  readonly owner: string;
  readonly asOf: string;
  readonly watermark: string | null;
}

/** The list that asks a person which of several answers is right: a worklist, one row a held cell. */
export function conflictModel(
  head: ConflictHead,
  cells: readonly AnswerCell[],
  rows: readonly WorklistRow[],
  profile: Profile,
): WorklistModel {
  const step = stepWithId(planOf(profile), head.step);
  const { id, snapshotId, owner, asOf, watermark } = head;
  return {
    id,
    snapshotId,
    title: `Motstridiga svar – ${step?.title ?? head.step}`,
    subtitle: `${profile.title}, läget ${asOf}`,
    owner,
    deadline: step?.deadline ?? profile.deadlines.readOnly,
    deadlineText: step?.deadlineText ?? '',
    environment: profile.environment,
    environmentText: environmentText(profile),
    asOf,
    privacyNotice: PRIVACY,
    watermark,
    instructions: [INSTRUCTIONS],
    groupHeader: 'Enhet',
    columns: columnsFor(cells),
    rows,
    footnotes: [],
  };
}

/** The row of each held cell, in their order. */
export function conflictRows(cells: readonly AnswerCell[], profile: Profile): readonly WorklistRow[] {
  return cells.map(({ token, kind, caseId, column, held }) => ({
    token: conflictToken(token, column),
    group: null,
    dueOn: null,
    cells: {
      reference: token,
      about: kind === 'patient' ? null : caseId,
      question: fillNames(answerColumn(column)?.header ?? column, profile),
      why: held === null ? '' : WHY_HELD[held.because],
      ...Object.fromEntries(
        (held?.values ?? []).map((value, at) => [`value${letterOf(at)}`, valueText(value, column)]),
      ),
    },
  }));
}

/** As many lettered answers as the row with most of them has. */
function columnsFor(cells: readonly AnswerCell[]): readonly WorklistColumn[] {
  const most = Math.max(...cells.map(({ held }) => held?.values.length ?? 0));
  const letters = Array.from({ length: most }, (_, at) => letterOf(at));
  return [
    { ...fact('reference', CONFLICT_COLUMNS.reference, 10), pinned: true },
    { ...fact('about', CONFLICT_COLUMNS.about, 12), pinned: true },
    { ...fact('question', CONFLICT_COLUMNS.question, 18), pinned: true },
    fact('why', CONFLICT_COLUMNS.why, 24),
    ...letters.map((letter, at) => fact(`value${letter}`, valueHeader(at), 26)),
    {
      key: 'choice',
      header: CONFLICT_COLUMNS.choice,
      width: 10,
      kind: 'answer',
      format: 'choice',
      choices: letters,
      note: 'Bokstaven för det svar som gäller.',
    },
    {
      key: 'own',
      header: CONFLICT_COLUMNS.own,
      width: 16,
      kind: 'answer',
      format: 'text',
      wrap: true,
      note: 'Fyll i här om inget av svaren gäller.',
    },
    {
      key: 'by',
      header: CONFLICT_COLUMNS.by,
      width: 12,
      kind: 'answer',
      format: 'text',
      note: 'Ditt namn eller din signatur.',
    },
  ];
}

const fact = (key: string, header: string, width: number): WorklistColumn => ({
  key,
  header,
  width,
  kind: 'fact',
  format: 'text',
  wrap: true,
});

/** "Ja – A Berg, lista AL-0007, inlämnat 2025-10-03": who has said it, and where. */
function valueText({ value, given }: HeldValue, column: string): string {
  const sources = given.map(({ by, worklist, returnedOn, isByHand }) =>
    isByHand === true
      ? `${by ?? 'utan namn'}, för hand ${returnedOn}`
      : `${by ?? 'utan namn'}, lista ${worklist}, inlämnat ${returnedOn}`,
  );
  // What another column says, that excludes an answer in this one.
  const instead = given.find((answer) => answer.column !== column);
  const none =
    instead === undefined
      ? '(tomt)'
      : `(tomt: ”${answerColumn(instead.column)?.header ?? ''}” är ${instead.value ?? ''})`;
  return `${value ?? none} – ${[...new Set(sources)].sort().join('; ')}`;
}
