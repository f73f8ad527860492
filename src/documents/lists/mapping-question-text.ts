import { masked, type MappingAnswer, type MappingQuestion } from '../../domain/guessing/mapping-questions.ts';
import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';

/** What a question is answered with, number by number. */
const optionsOf = (
  question: MappingQuestion,
): readonly { readonly value: string; readonly label: string }[] =>
  question.about === 'column'
    ? question.headers.map((header) => ({ value: header, label: `”${header}”` }))
    : question.codes.map(({ code, label }) => ({
        value: code,
        label: code === label ? code : `${label} (${code})`,
      }));

/**
 * One question about a proposed mapping, with the numbers to answer by.
 *
 * @param samples the cells of a header in the first rows
 */
export function questionText(
  question: MappingQuestion,
  samples: (header: string) => readonly string[],
  paint: Paint,
): string {
  const { label } = question.field;
  const head =
    question.about === 'column'
      ? `Vilken kolumn är ${label}?`
      : `${label}: vad betyder ”${question.text}” (${count(question.rows)} ${question.rows === 1 ? 'rad' : 'rader'})?`;
  const lines = optionsOf(question).map(({ value, label: text }, at) => {
    const shapes = question.about === 'column' ? samples(value).map(masked) : [];
    const shown =
      shapes.length === 0 ? '' : paint.dim(`   ${shapes.map((shape) => shape || '(tom)').join(' | ')}`);
    return `  ${at + 1}  ${text}${value === question.guess ? ' (gissat)' : ''}${shown}`;
  });
  const none = question.about === 'column' ? 'listan har ingen sådan kolumn' : 'ordet betyder ingenting';
  const last = question.about === 'column' && !question.mayBeNone ? [] : [`  0  ${none}`];
  return [paint.bold(head), ...lines, ...last].join('\n');
}

/** What is asked after the options. */
export const answerPrompt = ({ guess }: MappingQuestion): string =>
  guess === null ? 'Nummer (Enter: lämna öppet):' : 'Nummer (Enter: låt gissningen stå):';

/** What a typed answer says; null where it says nothing that can be. */
export function readAnswer(question: MappingQuestion, typed: string): MappingAnswer | null {
  const text = typed.trim();
  if (text === '') return 'unsaid';
  if (text === '0') return question.about === 'column' && !question.mayBeNone ? null : 'none';
  const option = /^\d{1,3}$/u.test(text) ? optionsOf(question)[Number(text) - 1] : undefined;
  return option === undefined ? null : { chosen: option.value };
}

/** An answer as it is told of afterwards. */
export function saidText(question: MappingQuestion, answer: Exclude<MappingAnswer, 'unsaid'>): string {
  const { label } = question.field;
  if (question.about === 'column')
    return answer === 'none' ? `${label}: listan har ingen sådan kolumn` : `${label} ← ”${answer.chosen}”`;
  return `${label}: texten ”${question.text}” ${answer === 'none' ? 'betyder ingenting' : `läses som ${answer.chosen}`}`;
}
