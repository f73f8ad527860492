import { kindOf, type Field } from '../kinds/kinds.ts';
import type { Mapping } from '../mapping/mapping.ts';
import type { Profile } from '../profile/profile-schema.ts';
import type { KindProposal } from './proposal.ts';
import { codesOf } from './propose-values.ts';

/** What a person can settle of a proposal, one thing at a time. */
export type MappingQuestion =
  | {
      readonly about: 'column';
      readonly field: Field;
      /** The headers it can be, the guess first. */
      readonly headers: readonly string[];
      readonly guess: string | null;
      /** Whether a list may lack it: not the column that names its cases. */
      readonly mayBeNone: boolean;
    }
  | {
      readonly about: 'value';
      readonly field: Field;
      readonly text: string;
      readonly rows: number;
      readonly codes: readonly { readonly code: string; readonly label: string }[];
      readonly guess: string | null;
    };

/** More texts of a column than this are settled in the file. */
const MOST_TEXTS = 8;

/** What is guessed or unclear of a proposal, as questions: its columns first, then the words in them. */
export function questionsOf(proposal: KindProposal, profile: Profile): readonly MappingQuestion[] {
  const { kind, columns, unclear, unmapped, values, notUnderstood } = proposal;
  const { fields, identifiedBy } = kindOf(kind);
  const guessed = columns.filter(({ confidence }) => confidence === 'guess');
  const open = unclear.flatMap((entry) => entry.headers);
  const left = [
    ...open,
    ...unmapped.filter(({ reason }) => reason === 'not-needed').map(({ header }) => header),
  ];
  const asked = fields.flatMap((field): readonly MappingQuestion[] => {
    const guess = guessed.find((column) => column.field === field)?.header ?? null;
    const candidates = unclear
      .filter((entry) => entry.fields.includes(field))
      .flatMap(({ headers }) => headers);
    if (guess === null && candidates.length === 0) return [];
    const headers = [...new Set([...(guess === null ? [] : [guess]), ...candidates, ...left])];
    return [{ about: 'column', field, headers, guess, mayBeNone: field.name !== identifiedBy }];
  });
  const ofValues = fields.flatMap((field): readonly MappingQuestion[] => {
    const codes = codesOf(field, profile);
    const near = values.filter((value) => value.field === field);
    const unread = notUnderstood.filter((value) => value.field === field && value.text !== null);
    return [
      ...near.map(({ text, rows, code }) => ({
        about: 'value' as const,
        field,
        text,
        rows,
        codes,
        guess: code,
      })),
      ...unread.slice(0, MOST_TEXTS).map(({ text, rows }) => ({
        about: 'value' as const,
        field,
        text: text ?? '',
        rows,
        codes,
        guess: null,
      })),
    ];
  });
  return [...asked, ...ofValues];
}

/** A mapping with one answer laid on it. */
export type MappingAnswer = { readonly chosen: string } | 'none' | 'unsaid';

/**
 * Lays an answer on a mapping. What is not said leaves it as it was.
 *
 * @param answer the header or code; `none`: the list has no such column, or the word means nothing
 */
export function withAnswer(mapping: Mapping, question: MappingQuestion, answer: MappingAnswer): Mapping {
  if (answer === 'unsaid') return mapping;
  const { name } = question.field;
  if (question.about === 'column') {
    const chosen = answer === 'none' ? [] : answer.chosen;
    // A header leads to one column: what was guessed of it before gives way.
    const others = Object.entries(mapping.columns).filter(([, source]) => source !== chosen);
    return { ...mapping, columns: { ...Object.fromEntries(others), [name]: chosen } };
  }
  const others = Object.fromEntries(
    Object.entries(mapping.values[name] ?? {}).filter(([text]) => text !== question.text),
  );
  if (answer !== 'none')
    return {
      ...mapping,
      values: { ...mapping.values, [name]: { ...others, [question.text]: answer.chosen } },
    };
  const nothing = [...new Set([...(mapping.nothing ?? []), question.text])];
  return { ...mapping, values: { ...mapping.values, [name]: others }, nothing };
}

/** What is left of a proposal beside what somebody has answered. */
export function withoutAnswered<P extends KindProposal>(
  proposal: P,
  answered: readonly MappingQuestion[],
): P {
  const isSettled = (field: Field): boolean =>
    answered.some((question) => question.about === 'column' && question.field === field);
  const isRead = (field: Field, text: string | null): boolean =>
    answered.some(
      (question) => question.about === 'value' && question.field === field && question.text === text,
    );
  return {
    ...proposal,
    columns: proposal.columns.filter(({ field }) => !isSettled(field)),
    values: proposal.values.filter(({ field, text }) => !isRead(field, text)),
    notUnderstood: proposal.notUnderstood.filter(({ field, text }) => !isRead(field, text)),
    unclear: proposal.unclear.filter(({ fields }) => fields.length === 0 || !fields.every(isSettled)),
  };
}

/** The shape of a text and nothing of what it says: figures become 0, letters x. */
export function masked(text: string): string {
  return text
    .slice(0, MASKED_LENGTH)
    .replace(/\p{N}/gu, '0')
    .replace(/\p{Lu}/gu, 'X')
    .replace(/\p{L}|\p{M}/gu, (letter) => (letter === 'X' ? letter : 'x'));
}
const MASKED_LENGTH = 24;
