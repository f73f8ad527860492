import type { HeaderFooter } from 'exceljs';
import { partsOfPageText } from '../../domain/words/page-text.ts';
import { DUE_HEADER } from '../../domain/worklists/list-headers.ts';
import { pageText } from '../kit/sheet-parts.ts';
import type { WorklistModel } from './worklist-model.ts';

/** Excel refuses a file whose page header or footer is longer than 255 characters. */
export function headerFooter(model: WorklistModel): Required<Pick<HeaderFooter, 'oddHeader' | 'oddFooter'>> {
  const due = `${pageText(model.owner, 50)} · ${DUE_HEADER.toLowerCase()} ${model.deadline}`;
  const mark = model.watermark === null ? '' : `&B${pageText(model.watermark, 40)}&B · `;
  return {
    oddHeader: `&L${mark}Lista ${pageText(model.id, 40)}&R${due}`,
    oddFooter: `&L${pageText(model.title, 70)} · ${pageText(model.environmentText, 60)}&RSida &P av &N`,
  };
}

/** What people read there, part by part. */
export const pageTexts = (model: WorklistModel): readonly string[] =>
  Object.values(headerFooter(model)).flatMap(partsOfPageText);
