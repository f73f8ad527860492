import { type Field, type KindName, kindOf } from '../kinds/kinds.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import { nearProtection } from '../kinds/near-protection.ts';
import { STEMS } from './header-words.ts';
import { late } from '../words/late.ts';

/**
 * What a header says about the canonical column it may lead to. A known spelling is knowledge; everything else here
 * is a pointer, told with how much of the header it explains.
 */
type HeaderLevel =
  /** A spelling that the product or the profile knows. */
  | 'known'
  /** The letters of a known spelling; only space, punctuation or accents differ. */
  | 'same-letters'
  /** One letter from a known spelling. */
  | 'near'
  /** Holds a word that belongs to the column. */
  | 'points'
  /** Holds a word that may belong to the column. */
  | 'hints'
  | 'none';

export interface HeaderEvidence {
  readonly level: HeaderLevel;
  /** 0–1, for choosing among columns. */
  readonly score: number;
  /** How much of the header its longest word or phrase explains, 0–1. */
  readonly coverage: number;
  /** The words that it was told by; headers told by the same words are not told apart by them. */
  readonly by: string;
  /** It says that the column is about something else. */
  readonly isNever?: true;
}

/** Headers of goals, kartläggning and other free text: never taken in (domain §9, minimisation). */
const FREE_TEXT = late(
  () =>
    /(?<!\p{L})(?:\p{L}*mål(?:en|et|sättning(?:ar)?)?|(?:huvud|del)mal|mal)(?!\p{L})|kartl[äa]gg|anteckn(?!ad)|diagnos|orsak|fritext|kommentar|notering|beskrivning|bed[öo]mning|sammanfattning|behov|[åa]tg[äa]rd|insats|l[äa]kemedel|ordination|(?<!(?:status|stat|fas|typ|typ av \p{L}+|roll|form|kod|l[äa]ge|namn|enhet|adress)(?:[ _-]| ?[[(]))(?<!\p{L})text(?!\p{L})|(?:meddelande|antecknings)text/iu,
);

/** Whether a header is of such text. */
export function isFreeTextHeader(header: string): boolean {
  return FREE_TEXT().test(header.normalize('NFC'));
}

/** A kommun that need not be where the patient is now (domain §3: three kommuner are kept apart). */
export function isOtherKommunHeader(header: string): boolean {
  const words = plainWords(header);
  return ['folkbok', 'skriven', 'mantal', 'placer', 'betal', 'remit', 'tidigare', 'ursprung', 'bostad'].some(
    (word) => holds(words, word),
  );
}

/** Words in lower case without accents; `PlanNr` is two. */
export function plainWords(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '');
}

/** Words that every header may hold and that say nothing of which column it is, as {@link plainWords} has them. */
const FILLERS = new Set(
  [
    'datum dat dag tid tidpunkt kl klockslag for av pa den det de i och patientens patient pat pt senaste',
    'vilken vilket vilka vad vem hur nar var som ar har finns eller till fran hos the of is has date time',
  ].flatMap((words) => words.split(' ')),
);
const TAIL = /(?:datum|tidpunkt|nummer|dag|tid|kod|namn|nr|id)$/u;

/** What names of columns in databases end with: `AVLDAT`, `ADMDTE`, `AVSENH`. */
const ENDING =
  /(?:datum|date|dat|dte|dt|tidpunkt|tid|nummer|num|nr|no|kod|namn|nm|enhet|enh|adress|addr|adr|flagga|flag|flg|id)$/u;

/** The words of a header, and what is left of each without such an ending. */
const withBare = (words: readonly string[]): readonly string[] => [
  ...new Set([...words, ...words.map((word) => word.replace(ENDING, '')).filter((word) => word.length > 1)]),
];

const letters = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0);

function holds(words: readonly string[], word: string): boolean {
  return words.some((own) =>
    word.length > 3 ? own.includes(word) : own === word || (word.length === 3 && own.endsWith(word)),
  );
}

/** Whether a header has a word cut off: "Uppd." of what is `uppdaterad`, "Anh." of `anhörig`. */
const abbreviates = (words: readonly string[], word: string): boolean =>
  words.some((own) => own.length >= 3 && own.length < word.length && word.startsWith(own));

interface Phrase {
  readonly isHint: boolean;
  readonly words: readonly string[];
}

const read = new Map<string, readonly Phrase[]>();

/** `ansv enhet, ~team` as phrases; each list is read once. */
function phrasesOf(list = ''): readonly Phrase[] {
  const phrases =
    read.get(list) ??
    list
      .split(',')
      .map((phrase) => ({ isHint: phrase.includes('~'), words: plainWords(phrase) }))
      .filter(({ words }) => words.length > 0);
  read.set(list, phrases);
  return phrases;
}

interface KnownHeaders {
  readonly folded: ReadonlySet<string>;
  /** Their letters and digits alone. */
  readonly squashed: ReadonlySet<string>;
  /** What headers have said for the column, by header: each is asked about several times a list, for every kind. */
  readonly told: Map<string, HeaderEvidence>;
}

/** So many headers are remembered of a column: those of the widest list that is weighed, and more. */
const MOST_TOLD = 1_024;

const knownHeaders = new WeakMap<Profile, Map<string, KnownHeaders>>();

/** The spellings that lead to a column; each column's are read once. */
function knownHeadersOf(kind: KindName, field: Field, profile: Profile): KnownHeaders {
  let ofProfile = knownHeaders.get(profile);
  if (ofProfile === undefined) knownHeaders.set(profile, (ofProfile = new Map<string, KnownHeaders>()));
  const name = `${kind} ${field.name}`;
  let known = ofProfile.get(name);
  if (known === undefined) {
    const own = profile.headers[kind]?.[field.name] ?? [];
    const spellings = [field.name, field.label, ...field.headers, ...own];
    known = {
      folded: new Set(spellings.map(fold)),
      squashed: new Set(spellings.map((spelling) => plainWords(spelling).join(''))),
      told: new Map<string, HeaderEvidence>(),
    };
    ofProfile.set(name, known);
  }
  return known;
}

const none: HeaderEvidence = { level: 'none', score: 0, coverage: 0, by: '' };

/** What a header says for one column of a kind. */
export function headerEvidence(
  kind: KindName,
  field: Field,
  header: string,
  profile: Profile,
): HeaderEvidence {
  const known = knownHeadersOf(kind, field, profile);
  const told = known.told.get(header);
  if (told !== undefined) return told;
  const evidence = evidenceOf(kind, field, header, known);
  if (known.told.size < MOST_TOLD) known.told.set(header, evidence);
  return evidence;
}

function evidenceOf(kind: KindName, field: Field, header: string, known: KnownHeaders): HeaderEvidence {
  if (known.folded.has(fold(header))) return { level: 'known', score: 1, coverage: 1, by: header };
  const words = plainWords(header);
  const stems = STEMS[kind][field.name];
  const isNever = phrasesOf(stems?.never).some((phrase) => phrase.words.every((word) => holds(words, word)));
  if (isNever) return { ...none, isNever };
  if (words.length === 0) return none;
  const squashed = words.join('');
  if (known.squashed.has(squashed)) return { level: 'same-letters', score: 0.96, coverage: 1, by: header };
  if ([...known.squashed].some((spelling) => isOneLetterOff(spelling, squashed)))
    return { level: 'near', score: 0.88, coverage: 0.9, by: header };
  const found = phrasesEvidence([...phrasesOf(stems?.points), ...spelledOut(field)], words);
  const mayProtect =
    found.level === 'none' && field.name === 'is_protected' && nearProtection(header) === 'near';
  return mayProtect ? { level: 'hints', score: 0.3, coverage: 0.5, by: header } : found;
}

/** Long words of known spellings are the column's wherever they stand: "Upplagd den" is `Upplagd`. */
const spelledOut = ({ headers }: Field): readonly Phrase[] =>
  phrasesOf(headers.filter((spelling) => /^\p{L}{6,}$/u.test(spelling)).join(','));

/** Whether a header speaks of the number of a case of a kind, beyond what every number is called. */
export function speaksOfCase(kind: KindName, header: string, profile: Profile): boolean {
  const field = kindOf(kind).fields.find(({ name }) => name === kindOf(kind).identifiedBy);
  if (field === undefined) return false;
  const { level } = headerEvidence(kind, field, header, profile);
  return level === 'hints' ? plainWords(header).some((word) => word.startsWith('arende')) : level !== 'none';
}

/** Whether the letters before a number are what a column of ids is called, or the beginning of it: `vt`, `sip`, `m`. */
export function beginsName(kind: KindName, field: Field, letters: string, profile: Profile): boolean {
  const [word = ''] = plainWords(letters);
  const stems = phrasesOf(STEMS[kind][field.name]?.points)
    .filter(({ isHint }) => !isHint)
    .map(({ words: [first = ''] }) => first);
  return [...knownHeadersOf(kind, field, profile).squashed, ...stems].some((name) => name.startsWith(word));
}

function phrasesEvidence(phrases: readonly Phrase[], words: readonly string[]): HeaderEvidence {
  const telling = words.filter((word) => !FILLERS.has(word)).map((word) => word.replace(TAIL, '') || word);
  const toExplain = Math.max(1, letters(telling.length === 0 ? words : telling));
  // What every header may hold explains nothing where something else stands beside it.
  const counts = (part: string): boolean => telling.length === 0 || !FILLERS.has(part);
  const explainedBy = (parts: readonly string[]): Pick<HeaderEvidence, 'coverage' | 'by'> => ({
    coverage: Math.min(1, letters(parts.filter(counts)) / toExplain),
    by: parts.join(' '),
  });
  const own = withBare(words);
  const held = phrases.filter((phrase) => phrase.words.every((part) => holds(own, part)));
  const pointing = held.filter(({ isHint }) => !isHint);
  if (pointing.length > 0) {
    const all = explainedBy(notWithin(pointing.flatMap((phrase) => phrase.words)));
    // How clear it is rests on what is said at once: two words for one thing are no proof.
    const coverage = Math.max(...pointing.map((phrase) => explainedBy(phrase.words).coverage));
    return { level: 'points', score: 0.55 + 0.3 * all.coverage, coverage, by: all.by };
  }
  const hints = held.map((phrase) => explainedBy(phrase.words));
  const cutOff = phrases
    .filter(({ words: parts }) => parts.every((part) => holds(own, part) || abbreviates(own, part)))
    .map(({ words: parts }) => explainedBy(parts));
  const [best] = [...hints, ...cutOff].sort((a, b) => b.coverage - a.coverage);
  return best === undefined ? none : { level: 'hints', score: 0.25 + 0.15 * best.coverage, ...best };
}

/** Words without those that are part of another: the letters of each are counted once. */
const notWithin = (parts: readonly string[]): readonly string[] =>
  [...new Set(parts)].filter((part, _, all) => !all.some((other) => other !== part && other.includes(part)));

/** A slip of one letter in a word long enough for it to be one; "in" and "ut" are two letters apart. */
function isOneLetterOff(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const restA = a.slice(at);
  const restB = b.slice(at);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
