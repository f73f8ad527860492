import { createHash } from 'node:crypto';
import { asSeen } from '../../domain/returned/as-seen.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { ownTextsOfWorklist } from '../../register/hand-outs/worklists.ts';

/** By this a text is known again, as people see it; the register need not keep the text. */
export const markOfText = (text: string): string =>
  createHash('sha256').update(asSeen(text)).digest('base64url').slice(0, 12);

/** Whether a list was handed out with a text besides its table. */
export function openOwnTexts(db: Engine, worklistId: string): (text: string) => boolean {
  const marks = ownTextsOfWorklist(db, worklistId);
  return (text) => marks.has(markOfText(text));
}
