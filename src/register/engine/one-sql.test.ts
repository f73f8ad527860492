import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Statements of the register are read alike by every engine that keeps one. What one engine alone has is a call of Engine;
 * what stands in words that another takes otherwise is found here, before anybody has run it there.
 */
const REGISTER = join(import.meta.dirname, '..');

/** Where one engine is meant: itself, the tables as SQLite makes them, and what only a file has. */
const OF_ONE_ENGINE =
  /^(?:engine\/(?:sqlite|postgres)\/|engine\/migrations\.ts|file\/(?:seal|seal-pages|seal-statement|file-soundness|checkpoint-copy|copy-register|register|server-\w+|create-schema|copy-rows)\.ts)/u;

const ONE_ENGINES_WORDS = {
  'an alias with a capital, unquoted: another engine folds it': /\bAS [a-z]+[A-Z]\w*/gu,
  'IS between values: say IS [NOT] DISTINCT FROM':
    /[\w}")] IS (?:NOT )?(?!(?:NOT )?(?:NULL|TRUE|FALSE|DISTINCT)\b)[\w?:$'(]+/gu,
  'a function that is SQLite’s own':
    /\b(?:json_\w+|iif|ifnull|zeroblob|strftime|group_concat|total|instr|typeof|last_insert_rowid)\(/gu,
  'JSON’s members: sql.member': /->>?/gu,
  'the greatest of several: sql.greatest': /\b(?:max|min)\((?:[^(),`]|\([^()]*\))+,/gu,
  'INSERT OR: say ON CONFLICT': /\b(?:INSERT OR|REPLACE INTO)\b/gu,
  'a row without a name: sql.asWritten, or its key': /\browid\b|lastInsertRowid/gu,
  'case: lower() and lowerCased': /\bCOLLATE\b|\bLIKE\b|\bGLOB\b/gu,
  'what a file alone has': /\bsqlite_\w+|\bpragma\w*|\bdbstat\b/gu,
  'a truth value among the columns: say CASE':
    /(?:SELECT|,)\s+(?:NOT )?EXISTS\b|(?:\bIN \([^()]*\)|\bIS TRUE|[<>=] [:?]\w*) AS "?(?:is|has|was)[A-Z]/gu,
};

/** What stands in texts: comments may say what they like, and so may code. */
function textsOf(source: string): readonly string[] {
  const bare = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gmu, '');
  return [...bare.matchAll(/`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/gu)].map(
    ([text]) => text,
  );
}

/** @param folder the register's */
function wordsOfOneEngine(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(?<!\.test|\.test-help)\.ts$/u.test(file) && !OF_ONE_ENGINE.test(file));
  return files.flatMap((file) =>
    textsOf(readFileSync(join(folder, file), 'utf8')).flatMap((text) =>
      Object.entries(ONE_ENGINES_WORDS).flatMap(([what, words]) =>
        [...text.matchAll(words)].map(([found]) => `${file}: ${found} (${what})`),
      ),
    ),
  );
}

describe('the register’s statements', () => {
  it('are in words that every engine takes alike', () => {
    expect(wordsOfOneEngine(REGISTER)).toEqual([]);
  });
});
