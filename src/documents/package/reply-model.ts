import type { HeldAnswer, ReturnedList, RowPlace } from '../../domain/returned/returned-list.ts';

/** What became of the lists that a recipient sent back, by reference alone: no name, no number, nobody else's answer. */
export interface Reply {
  readonly recipient: string;
  readonly asOf: string;
  readonly sender: string | null;
  readonly watermark: string | null;
  readonly lists: readonly RepliedList[];
}

/** One list that came back, as its sender is told of it. */
export interface RepliedList {
  readonly stepTitle: string;
  readonly list: ReturnedList;
}

/** Rows of a list that one thing is said of. */
export interface ReplySection {
  readonly heading: string;
  /** What is to be done; empty where nothing is. */
  readonly advice: string;
  readonly rows: readonly ReplyRow[];
}

interface ReplyRow {
  readonly place: string;
  /** Empty where the heading says it. */
  readonly why: string;
}

export const REPLY_NOTES = {
  reference: 'Referensen är den som står på listan. Här står inga namn och inga personnummer.',
  change: 'Vill ni ändra ett svar som är inläst: be om en ny lista.',
  added: 'Det som inte stod på listan läses inte.',
} as const;

/** What was not taken in and why, which rows were not in the file, and what was seen but not read; no empty section. */
export function replySections({ list }: RepliedList): readonly ReplySection[] {
  return [
    {
      heading: 'Inte inläst',
      advice: 'Rätta i listan och lämna in den igen.',
      rows: list.rejected.map((one) => ({ place: placeText(one), why: one.reason })),
    },
    {
      heading: 'Räknas inte än: någon annan har svarat något annat',
      advice: 'Ni blir uppringda. Ändra inget så länge.',
      rows: list.conflicts.map((one) => ({ place: placeText(one), why: 'Svaren säger olika.' })),
    },
    {
      heading: 'Räknas inte än: ärendet har flyttats sedan listan lämnades ut',
      advice: 'Projektet går igenom raderna.',
      rows: list.held.map((one) => ({ place: placeText(one), why: 'Väntar på besked.' })),
    },
    {
      heading: 'Räknas inte än',
      advice: 'Se vad som fattas på raden.',
      rows: list.waiting.map((one) => ({ place: placeText(one), why: waitingText(one) })),
    },
    {
      heading: 'Rader som inte fanns i filen',
      advice: 'De är varken besvarade eller ändrade. Ska de ha svar, lämna in listan med raderna kvar.',
      rows: list.missing.map((reference) => ({ place: reference, why: '' })),
    },
    {
      heading: 'Inläst, men se efter',
      advice: '',
      rows: list.warnings.map((one) => ({ place: placeText(one), why: one.reason })),
    },
    {
      heading: 'Sett, men inte läst: grå celler som är ändrade',
      advice: 'Fel i dem rättas i systemet de kommer från.',
      rows: list.altered.map((one) => ({ place: placeText(one), why: '' })),
    },
    {
      heading: 'Tillbakataget',
      advice: 'Listan gav svaren förut, och säger dem inte längre.',
      rows: list.withdrawnAnswers.map(({ reference, column, return: of }) => ({
        place: `${reference}, ${column}`,
        why: `Lämnat i ${of}.`,
      })),
    },
    { heading: 'Sett, men inte läst: tillagt', advice: REPLY_NOTES.added, rows: addedRows(list) },
  ].filter(({ rows }) => rows.length > 0);
}

/** How many answers of a list were taken in, were so before, were not taken in, and do not count yet. */
export function replyCounts({ list }: RepliedList) {
  const { applied, unchanged, rejected, conflicts, held, waiting } = list;
  return {
    applied,
    unchanged,
    rejected: rejected.length,
    waiting: conflicts.length + held.length + waiting.length,
  };
}

/** Empty while the list is the newest of its step and owner. */
export const supersededText = ({ list }: RepliedList): string =>
  list.supersededBy === null ? '' : `Listan är ersatt av ${list.supersededBy}: fortsätt i den.`;

const placeText = ({ sheet, row, reference, column }: RowPlace): string =>
  [reference, sheet === null ? null : `blad ${sheet}`, `rad ${String(row)}`, column]
    .filter((text) => text !== null)
    .join(', ');

const WHY_WAITING: Readonly<Partial<Record<HeldAnswer['because'], string>>> = {
  row: 'Ett annat svar på raden är i konflikt.',
  'before-step': 'Steget före är inte besvarat som gjort.',
};

const waitingText = ({ because }: HeldAnswer): string =>
  WHY_WAITING[because] ?? '”Alla parter klara” är inte Ja.';

function addedRows({ ignored, foreign }: ReturnedList): readonly ReplyRow[] {
  const places = [
    ...ignored.flatMap(({ sheet, columns, rows }) =>
      [...columns.map((name) => `kolumn ${name}`), ...rows.map((row) => `rad ${String(row)}`)].map((place) =>
        sheet === null ? place : `blad ${sheet}, ${place}`,
      ),
    ),
    ...foreign.map((row) => `rad ${String(row)}`),
  ];
  return places.map((place) => ({ place, why: '' }));
}
