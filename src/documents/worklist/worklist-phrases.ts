import { CHECK_HEADER } from '../../domain/worklists/list-headers.ts';
import type { WorklistColumn, WorklistModel, WorklistSection } from './worklist-model.ts';

/** What the writers themselves say; what the list says comes with the model. */
export const INSTRUCTION_SHEET = 'Anvisning';
export const LIST_SHEET = 'Arbetslista';
export const NO_ROWS = 'Inga rader i den här listan.';
export const LATE_WORD = 'SEN';
export const SOON_WORD = 'SNART';
/** How near a day is for the word to stand; the legend says so. */
export const DAYS_SOON = 3;
export const DATE_ERROR = 'Skriv datumet som ÅÅÅÅ-MM-DD, till exempel 2025-10-02.';
export const CHOICE_ERROR = 'Välj ett av alternativen i listan.';

/** Stands on the instruction sheet and the page, not in the head of the sheet with the list. */
export const BASIS_LABEL = 'Bygger på';

/** The facts that must stand on the first page and in the head of every list. */
export function headFacts(model: WorklistModel): readonly (readonly [label: string, text: string])[] {
  return [
    ['Ägare', model.owner],
    ['Klart senast', model.deadlineText],
    ['Miljö', model.environmentText],
    ['Läget per', model.asOf],
    ...(model.basedOn === undefined ? [] : [[BASIS_LABEL, model.basedOn] as const]),
    ['Antal rader', String(model.rows.length)],
    ['Lista', model.id],
  ];
}

export function legend(): string {
  return `Gula celler fylls i. ${LATE_WORD} = dagen har passerat, ${SOON_WORD} = högst tre dagar kvar.`;
}

/** How the workbook itself works; never what to do in a care system. */
export function workbookSection(answers: readonly WorklistColumn[]): WorklistSection {
  const choices = answers.flatMap((column) =>
    column.choices === undefined ? [] : [`${column.header}: välj ${column.choices.join(', ')}.`],
  );
  return {
    heading: 'Så fyller du i filen',
    lines: [
      `Fyll i de gula cellerna på bladet ${LIST_SHEET}. Övriga uppgifter är låsta och rättas inte här.`,
      ...choices,
      'Datum skrivs ÅÅÅÅ-MM-DD.',
      `Rör inte ${CHECK_HEADER}: den följer med svaren, så att det märks om de hamnar på en annan rad. Överstrykning, färg och anteckningar på celler läses inte; skriv i Kommentar.`,
      'Filtrera med pilarna i rubrikraden. Vill du sortera: välj Granska > Ta bort bladets skydd (inget lösenord) och sortera sedan. Varje rad känns igen även om den flyttas.',
      'Spara som Excel-arbetsbok (.xlsx). Ta inte bort dolda blad eller kolumner: de gör att svaren hamnar på rätt ärende.',
    ],
  };
}

export const SIGNATURE_LABELS = ['Datum', 'Namnförtydligande', 'Underskrift'] as const;
