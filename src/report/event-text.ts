import type { AnsweredData } from '../domain/tracking/answers.ts';
import type { WaivedData } from '../domain/readiness/waivers.ts';
import { MARKS, type MarkName } from '../domain/tracking/marks.ts';
import { reopeningText, type Reopening } from '../domain/tracking/reopening.ts';
import type { UndoneData } from '../domain/tracking/undone.ts';
import { answerColumn } from '../domain/worklists/columns.ts';

/** What an event says, in a line: the data as it may be shown. */
export function eventText(type: string, data: unknown): string {
  const { mark, note, from, to, rule, class: decided, reason } = data as Partial<Record<string, string>>;
  switch (type) {
    case 'marked':
      return `${mark !== undefined && mark in MARKS ? MARKS[mark as MarkName].label : (mark ?? '')}: ${note ?? ''}`;
    case 'decided':
      return `Beslut ${decided ?? ''}: ${reason ?? ''}`;
    case 'reopened':
      return `Återöppnat: ${reopeningText(data as Reopening)} men finns igen`;
    case 'answered':
      return `Svar på lista ${(data as AnsweredData).worklist}: ${answerText(data as AnsweredData)}`;
    case 'conflict-resolved':
      return `Konflikt avgjord på lista ${(data as AnsweredData).worklist}: ${answerText(data as AnsweredData)}`;
    case 'undone':
      return `Ångrade händelse ${(data as UndoneData).seqs.join(', ')}`;
    case 'waived':
      return `Undantag för ${(data as WaivedData).gate} till och med ${(data as WaivedData).until}: ${(data as WaivedData).reason}`;
    case 'reclassified':
      return `Omklassad från ${from ?? ''} till ${to ?? ''} (${rule ?? ''})`;
    default:
      return type;
  }
}

function answerText({ column, value, isHeld }: AnsweredData): string {
  const held = isHeld === true ? ' (räknas inte förrän det bekräftas: uppgifterna hade ändrats)' : '';
  return `${answerColumn(column)?.header ?? column} ${value ?? 'borttaget'}${held}`;
}
