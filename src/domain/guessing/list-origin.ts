import { kindOf, PLAIN_KINDS, TARGET_KINDS, type KindName } from '../kinds/kinds.ts';
import type { Profile } from '../profile/profile-schema.ts';

/** What a list says of the system that it is of: the one, the other, perhaps the target's, or nothing. */
export type ListOrigin = 'target' | 'source' | 'unclear' | 'unsaid';

/** What the kinds and flags of the program call the target system, whatever its name. */
const TARGET_CODE = 'lcsp';

const words = (text: string): string => {
  const small = text.normalize('NFC').toLowerCase();
  // Names of systems and of most files are plain: to know every letter costs a file's whole look more than the rest of it.
  const apart = PLAIN.test(small)
    ? small.replace(/[^a-z0-9åäö]+/gu, ' ')
    : small.replace(/[^\p{L}\p{N}]+/gu, ' ');
  return ` ${apart.trim()} `;
};
const PLAIN = /^[ -~åäö]*$/u;

/**
 * Which system a list is of, by the name of its file and the rows above its header. Lists of persons, vårdtillfällen and
 * units look alike in both systems: one that begins with the target's name is its; one that names the source is the source's;
 * one that names the target elsewhere may be its, and somebody must say.
 */
export function originOf(
  texts: readonly string[],
  { source, target }: Pick<Profile, 'source' | 'target'>,
): ListOrigin {
  const names = [TARGET_CODE, target, target.split(' ')[0] ?? target].map(words);
  const said = texts.map(words);
  if (said.some((text) => names.some((name) => text.startsWith(name)))) return 'target';
  const has = (name: string): boolean => said.some((text) => text.includes(name));
  if (has(words(source))) return 'source';
  return names.some(has) ? 'unclear' : 'unsaid';
}

/**
 * The kind of the target that a list may as well be of, so that somebody must say which: persons and vårdtillfällen are
 * listed alike in both systems, and a list of the one read as the other's closes or confirms what it knows nothing of.
 * Where it says nothing itself it is the source's, as lists are, but for one with a column that only the target's lists
 * have. The register of units is of no system, and stays what it is unless the list says otherwise.
 *
 * @param kind what it is read as, of the source's
 * @param beside the columns that it would have as the target's list, of those that are not read so
 */
export function targetItMayBe(
  kind: KindName,
  beside: readonly string[],
  origin: ListOrigin,
): KindName | undefined {
  const alike = mirrorOf(kind);
  if (alike === undefined || origin === 'source' || origin === 'target') return undefined;
  if (origin === 'unclear') return alike;
  if (!kindOf(kind).isDated) return undefined;
  const has = (one: KindName, name: string): boolean =>
    kindOf(one).fields.some((field) => field.name === name);
  return beside.some((name) => !has(kind, name)) ? alike : undefined;
}

/**
 * Whether the columns of a list gainsay what it calls itself: it names the one system, and has a column that only lists
 * of the other have. A name alone never says whose a list is.
 *
 * @param kind what it is read as by its name
 * @param beside the columns that it would have as the other system's list, of those that are not read so
 */
export function isGainsaid(kind: KindName, beside: readonly string[], origin: ListOrigin): boolean {
  if (!kindOf(kind).isDated || (origin !== 'target' && origin !== 'source')) return false;
  const other = kindOf(kind).mirrors ?? mirrorOf(kind);
  if (other === undefined) return false;
  const own = new Set(kindOf(kind).fields.map(({ name }) => name));
  // Either system may number its cases.
  return beside.some((name) => !own.has(name) && name !== kindOf(other).identifiedBy);
}

/** The kind of the target system that looks like one of the source. */
export const mirrorOf = (kind: KindName): KindName | undefined =>
  TARGET_KINDS.find((one) => kindOf(one).mirrors === kind);

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
