import type { Pair } from './column-pairs.ts';
import type { KindProposal } from './proposal.ts';
import { late } from '../words/late.ts';

/** Texts longer than this, or of which more kinds than this, are not shown. */
const SHOWN_LENGTH = 40;
const MAY_IDENTIFY = late(() => /\d{5}|@|\p{Lu}\p{Ll}+,? +\p{Lu}\p{Ll}+(?! ?kommun)/u);

/** A text that can be shown without saying who somebody is. */
const isShowable = (text: string): boolean => text.length <= SHOWN_LENGTH && !MAY_IDENTIFY().test(text);

export function readTexts(chosen: readonly Pair[]): Pick<KindProposal, 'values' | 'notUnderstood'> {
  const texts = chosen.flatMap(({ field, fit, header }) => {
    // A column of which nothing is understood, under a header that hardly says it, may hold anything.
    const isVocabulary = header.score > 0.5 || fit.texts.some(({ code, near }) => (code ?? near) !== null);
    return fit.texts
      .filter(({ code }) => code === null)
      .map((reading) => ({ field, ...reading, isShown: isVocabulary && isShowable(reading.text) }));
  });
  return {
    values: texts.flatMap(({ field, text, rows, near, isShown }) =>
      near !== null && isShown ? [{ field, text, rows, code: near }] : [],
    ),
    notUnderstood: texts
      .filter(({ near, isShown }) => near === null || !isShown)
      .map(({ field, text, rows, isShown }) => ({ field, text: isShown ? text : null, rows })),
  };
}
