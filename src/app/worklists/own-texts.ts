import { createHash } from 'node:crypto';
import { asSeen } from '../../domain/returned/as-seen.ts';
import { INSTRUCTION_SHEET, LIST_SHEET } from '../../documents/worklist/worklist-phrases.ts';
import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { ownTextsOfWorklist, type IssuedWorklist } from '../../register/hand-outs/worklists.ts';

/** By this a text is known again, as people see it; the register need not keep the text. */
const markOfText = (text: string): string =>
  createHash('sha256').update(asSeen(text)).digest('base64url').slice(0, 12);

/** Stands among the texts of a list of which also what is shown beside cells and on pages is kept. */
const ALSO_BESIDES = 'also besides cells';

/** The marks of the texts that a list is handed out with besides its table. */
export const marksOfTexts = (texts: readonly string[]): readonly string[] => [
  ...new Set([...texts, ALSO_BESIDES].map(markOfText)),
];

interface OwnTexts {
  /** Whether a list was handed out with a text besides its table. */
  readonly isOwnText: (text: string) => boolean;
  /** The same of one that is shown beside cells or on pages; of a list that nothing of that was kept of, any is. */
  readonly isOwnBeside: (text: string) => boolean;
}

export function openOwnTexts(db: Engine, worklistId: string): OwnTexts {
  const marks = ownTextsOfWorklist(db, worklistId);
  const isOwnText = (text: string): boolean => marks.has(markOfText(text));
  const isKept = isOwnText(ALSO_BESIDES);
  return { isOwnText, isOwnBeside: (text) => !isKept || isOwnText(text) };
}

/** What the sheets of a list can be called: as they were handed out, or as its file was or is. */
export const namesOfList = (
  { owner, recipient, kommun, step, worklistId }: IssuedWorklist,
  file: string,
  profile: Profile,
): readonly string[] => [
  ...[LIST_SHEET, INSTRUCTION_SHEET, file, file.replace(/\.[a-z]{3,4}$/iu, '')],
  ...[
    owner,
    recipient,
    kommunName(profile, kommun),
    `steg ${step}`,
    worklistId,
    'lista',
    'konflikter',
    'övning',
  ],
];
