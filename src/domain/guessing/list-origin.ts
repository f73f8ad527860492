import { PLAIN_KINDS, TARGET_KINDS, type KindName } from '../kinds/kinds.ts';
import type { Profile } from '../profile/profile-schema.ts';

/** What a list says of the system that it is of: the target's; perhaps the target's; or nothing. */
export type ListOrigin = 'target' | 'unclear' | 'unsaid';

/** What the kinds and flags of the program call the target system, whatever its name. */
const TARGET_CODE = 'lcsp';

const words = (text: string): string =>
  ` ${text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

/**
 * Which system a list is of, by the name of its file and the rows above its header. Lists of persons, vårdtillfällen and
 * units look alike in both systems: one that begins with the target's name is its; one that names it elsewhere, and not
 * the source, may be, and somebody must say.
 */
export function originOf(
  texts: readonly string[],
  { source, target }: Pick<Profile, 'source' | 'target'>,
): ListOrigin {
  const names = [TARGET_CODE, target, target.split(' ')[0] ?? target].map(words);
  const said = texts.map(words);
  if (said.some((text) => names.some((name) => text.startsWith(name)))) return 'target';
  const has = (name: string): boolean => said.some((text) => text.includes(name));
  return names.some(has) && !has(words(source)) ? 'unclear' : 'unsaid';
}

/** What lists of a kind are called in the names of files and above headers, in words that begin so. */
const CALLED: Partial<Record<KindName, RegExp>> = {
  lcsp_sip: / sip/u,
  lcsp_patient: / (?:patient|person)/u,
  lcsp_vardtillfalle: / v[aå]rdtillf/u,
  lcsp_enhet: / enhet/u,
};

/** The kinds of the target that the list calls itself by: asked for only where its headers are those of several. */
export const kindsNamedIn = (texts: readonly string[]): readonly KindName[] =>
  TARGET_KINDS.filter((kind) => texts.map(words).some((text) => CALLED[kind]?.test(text) === true));

/** The kinds that a list can be of, where nobody has said which. */
export const kindsOf = (origin: ListOrigin): readonly KindName[] =>
  origin === 'target' ? TARGET_KINDS : PLAIN_KINDS;
