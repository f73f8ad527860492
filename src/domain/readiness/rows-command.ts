import { COHORTS } from './cohorts.ts';
import type { Readiness, Scope } from './readiness.ts';
import { late } from '../words/late.ts';

/** How a command names the cases that have no kommun, part or unit. */
const UNKNOWN = 'okänd';

/** What is quoted, of the letters in use here: nearly every name of a unit. What knows every letter takes long to make. */
const QUOTED_HERE = /^[A-Za-zÀ-ÖØ-öø-ÿ0-9 _.,:;/()&'+=@-]+$/;
const BARE_HERE = /^[a-z0-9][a-z0-9-]*$/;
/** What every shell in use (sh, PowerShell, cmd) takes as it stands. */
const BARE = late(() => /^[\p{L}\p{N}_.:/][\p{L}\p{N}_.:/-]*$/u);
/** What none of them reads anything into between double quotes. */
const QUOTED = late(() => /^[\p{L}\p{N}\p{M} _.,:;/()&'+=@–-]+$/u);
/** What hides or reorders text would not survive being read off a page. */
const UNSEEN = late(() => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);

const COMPARING = new Set(COHORTS.filter(({ comparesDays }) => comparesDays === true).map(({ id }) => id));

/**
 * The command that lists the cases behind a figure: one cohort within one scope, as of a day, and where it compares days
 * with the day that the report compared with. Names of units are
 * quoted so that they can be pasted in a shell as they stand, whatever they hold.
 */
export function rowsCommand(
  cohort: string,
  scope: Scope,
  { asOf, since }: Pick<Readiness, 'asOf' | 'since'>,
): string {
  const words = ['overgang readiness', `--rows ${shellWord(cohort)}`];
  for (const [option, value] of [
    ['step', scope.step],
    ['kommun', scope.kommun],
    ['part', scope.part],
    ['unit', scope.unit],
  ] as const) {
    if (value === undefined) continue;
    const word = shellWord(value ?? UNKNOWN);
    // A name that begins with a dash would be taken for an option of its own.
    words.push(value?.startsWith('-') === true ? `--${option}=${word}` : `--${option} ${word}`);
  }
  if (since !== null && COMPARING.has(cohort)) words.push(`--since ${since.day}`);
  return [...words, `--as-of ${asOf}`].join(' ');
}

function shellWord(text: string): string {
  if (BARE_HERE.test(text)) return text;
  if (text.includes(' ') && QUOTED_HERE.test(text)) return `"${text}"`;
  if (BARE().test(text)) return text;
  if (QUOTED().test(text)) return `"${text}"`;
  if (UNSEEN().test(text)) return `$'${Array.from(text, escaped).join('')}'`;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** As bash and zsh write what can not be typed: byte for byte, so that it holds in every locale. */
function escaped(character: string): string {
  if (character === "'" || character === '\\') return `\\${character}`;
  if (!UNSEEN().test(character)) return character;
  return encodeURIComponent(character)
    .replaceAll(/%(..)/gu, String.raw`\x$1`)
    .replace(/^[^\\]$/u, (plain) => `\\x${plain.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
