import {
  BASIS_LABEL,
  headFacts,
  legend,
  NO_ROWS,
  SIGNATURE_LABELS,
  workbookSection,
} from './worklist-phrases.ts';
import type { WorklistModel } from './worklist-model.ts';
import { pageTexts } from './worklist-page.ts';
import { promptTexts } from './worklist-sheet-rules.ts';

/** The texts of a workbook besides its table: what a list that comes back is held against, to see what people have added. */
export interface WorklistTexts {
  /** The three lines above the table. */
  readonly head: readonly [title: string, facts: string, notice: string];
  readonly foot: {
    readonly noRows: string | null;
    readonly notes: readonly string[];
    readonly signature: string;
  };
  readonly instructions: {
    readonly watermark: string | null;
    readonly title: string;
    readonly subtitle: string;
    readonly facts: readonly (readonly [label: string, text: string])[];
    readonly privacyNotice: string;
    readonly sections: readonly (readonly (readonly [label: string, text: string])[])[];
  };
}

export function worklistTexts(model: WorklistModel): WorklistTexts {
  const { title, subtitle, watermark, privacyNotice } = model;
  const marked = watermark === null ? title : `${watermark} – ${title}`;
  const facts = headFacts(model);
  const sections = [
    ...model.instructions,
    workbookSection(model.columns.filter(({ kind }) => kind === 'answer')),
  ];
  return {
    head: [
      subtitle === '' ? marked : `${marked} – ${subtitle}`,
      facts
        .filter(([label]) => label !== BASIS_LABEL)
        .map(([label, text]) => `${label}: ${text}`)
        .join('   ·   '),
      [privacyNotice, legend()].filter((text) => text !== '').join(' '),
    ],
    foot: {
      noRows: model.rows.length === 0 ? NO_ROWS : null,
      notes: model.footnotes,
      signature: SIGNATURE_LABELS.map((label, index) => `${label} ${'_'.repeat(index === 0 ? 16 : 32)}`).join(
        '    ',
      ),
    },
    instructions: {
      watermark,
      title,
      subtitle,
      facts,
      privacyNotice,
      sections: sections.map(({ heading, lines }) =>
        lines.map((line, index) => [index === 0 ? heading : '', `• ${line}`] as const),
      ),
    },
  };
}

/** All of them, as they stand in cells; and what is shown beside cells and on pages. */
export function ownTexts(model: WorklistModel): readonly string[] {
  const { head, foot, instructions } = worklistTexts(model);
  const { watermark, title, subtitle, facts, privacyNotice, sections } = instructions;
  return [
    ...head,
    ...[foot.noRows, ...foot.notes, foot.signature],
    ...[watermark, title, subtitle, privacyNotice],
    ...[...facts, ...sections.flat()].flat(),
    ...[...promptTexts(model.columns), ...pageTexts(model)],
  ].filter((text) => text !== null && text !== '') as string[];
}
