import { isWhole, type Scope } from '../../domain/coverage/coverage.ts';
import { membershipOf } from '../../domain/coverage/together.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';

/** Somebody's word on what lists of a definition are the whole of, as it is remembered. */
export interface RememberedWord {
  readonly wordNo: number;
  readonly definition: string;
  readonly covers: Scope;
  /** The definition of each of the lists that are the whole only together; null where a list is so by itself. */
  readonly together: readonly string[] | null;
}

/** A list of a day, and what it is known by. */
export interface ListOfDay {
  readonly sourceNo: number;
  readonly definition: string | null;
  readonly covers: Scope | null;
}

/** What a list is known by the next time; null for one that is known by nothing. */
export function definitionOfSource(db: Engine, sourceNo: number): string | null {
  return db.prepare('SELECT definition FROM source WHERE source_no = ?').pluck().get(sourceNo) as
    string | null;
}

/** Whether a word has been given with a list. */
export const hasOwnWord = (db: Engine, sourceNo: number): boolean =>
  db.prepare('SELECT 1 FROM coverage_word_list WHERE source_no = ? LIMIT 1').get(sourceNo) !== undefined;

/** What lists are known by that words given with a list are remembered for, its own and those it was called whole with. */
export const definitionsSpokenFor = (db: Engine, sourceNo: number): ReadonlySet<string> =>
  new Set(
    db
      .prepare(
        `SELECT definition FROM coverage_word_list
         WHERE word_no IN (SELECT word_no FROM coverage_word_list WHERE source_no = ?)`,
      )
      .pluck()
      .all(sourceNo) as string[],
  );

export function setDefinition(db: Engine, sourceNo: number, definition: string): void {
  db.prepare('UPDATE source SET definition = ? WHERE source_no = ?').run(definition, sourceNo);
}

/** Notes what a list covers by a word (null: it needs none); nothing covered: only the cases that it has. */
export function setCovers(db: Engine, sourceNo: number, covers: Scope | null, wordNo: number | null): void {
  db.prepare('UPDATE source SET covers = ?, word_no = ? WHERE source_no = ?').run(
    covers === null ? null : JSON.stringify(covers),
    wordNo,
    sourceNo,
  );
}

/** What a list covers, and by which word. */
export const coversOf = (
  db: Engine,
  sourceNo: number,
): { readonly covers: Scope | null; readonly wordNo: number | null } => {
  const found = db
    .prepare('SELECT covers, word_no AS "wordNo" FROM source WHERE source_no = ?')
    .get(sourceNo) as { readonly covers: string | null; readonly wordNo: number | null } | undefined;
  const covers = found?.covers ?? null;
  return { covers: covers === null ? null : (JSON.parse(covers) as Scope), wordNo: found?.wordNo ?? null };
};

/** Lays a word on lists: it counts for them, and is remembered for their definitions, of several together. */
export function layWordOn(db: Engine, sourceNos: readonly number[], covers: Scope): void {
  const wordNo = db
    .prepare(
      `INSERT INTO coverage_word (word_no, covers) VALUES ((SELECT coalesce(max(word_no), 0) + 1 FROM coverage_word), ?)
       RETURNING word_no`,
    )
    .pluck()
    .get(JSON.stringify(covers)) as number;
  const remember = db.prepare(
    'INSERT INTO coverage_word_list SELECT ?, source_no, definition FROM source WHERE source_no = ? AND definition IS NOT NULL',
  );
  for (const sourceNo of sourceNos) {
    setCovers(db, sourceNo, covers, wordNo);
    remember.run(wordNo, sourceNo);
  }
}

/** Whether a word has been given with exactly these lists, or with these and others, and still counts for them. */
export function isSaidAlready(db: Engine, sourceNos: readonly number[], covers: Scope): boolean {
  const laid = db
    .prepare(
      `SELECT count(*) AS lists, count(DISTINCT s.word_no) AS words FROM source s
       JOIN coverage_word_list l ON l.word_no = s.word_no AND l.source_no = s.source_no
       WHERE s.source_no IN ${db.sql.numbers('?')} AND s.covers = ?`,
    )
    .get(JSON.stringify(sourceNos), JSON.stringify(covers)) as { lists: number; words: number };
  return laid.lists === sourceNos.length && laid.words === 1;
}

/** The newest word for each definition, of those given before a word. */
export function rememberedWords(db: Engine, before: number | null = null): readonly RememberedWord[] {
  const rows = db
    .prepare(
      `SELECT w.word_no AS "wordNo", l.definition, w.covers FROM coverage_word w JOIN coverage_word_list l USING (word_no)
       WHERE w.word_no < coalesce(?, w.word_no + 1) ORDER BY w.word_no, l.definition, l.source_no`,
    )
    .all(before) as { wordNo: number; definition: string; covers: string }[];
  const definitionsOf = new Map<number, string[]>();
  for (const { wordNo, definition } of rows)
    definitionsOf.set(wordNo, [...(definitionsOf.get(wordNo) ?? []), definition]);
  const newest = new Map<string, RememberedWord>();
  for (const { wordNo, definition, covers } of rows) {
    const together = definitionsOf.get(wordNo) ?? [];
    newest.set(definition, {
      wordNo,
      definition,
      covers: JSON.parse(covers) as Scope,
      together: together.length > 1 ? together : null,
    });
  }
  return [...newest.values()];
}

/** The lists of a day; a list that mends another holds a part of it and is none of them. */
export function listsOfDay(db: Engine, kind: KindName, day: string): readonly ListOfDay[] {
  const rows = db
    .prepare(
      `SELECT source_no AS "sourceNo", definition, covers FROM source
       WHERE kind = ? AND exported_on = ? AND mends IS NULL ORDER BY source_no`,
    )
    .all(kind, day) as { sourceNo: number; definition: string | null; covers: string | null }[];
  return rows.map(({ covers, ...list }) => ({
    ...list,
    covers: covers === null ? null : (JSON.parse(covers) as Scope),
  }));
}

/** Whether two lists have a case in common. */
export function openSharesCase(db: Engine): (one: number, other: number) => boolean {
  const common = db.prepare(
    'SELECT 1 FROM source_row a JOIN source_row b USING (case_no) WHERE a.source_no = ? AND b.source_no = ? LIMIT 1',
  );
  return (one, other) => common.get(one, other) !== undefined;
}

/** The lists of a day that have been called whole and share no case with a list: its day is theirs together. */
export function otherWholesOfDay(
  db: Engine,
  kind: KindName,
  { sourceNo, day }: { readonly sourceNo: number; readonly day: string },
): readonly number[] {
  const sharesCase = openSharesCase(db);
  return listsOfDay(db, kind, day).flatMap(({ sourceNo: other, covers }) =>
    other !== sourceNo && covers !== null && isWhole(covers) && !sharesCase(sourceNo, other) ? [other] : [],
  );
}

/** What a list rests on that is set aside or given up. */
interface RestingList {
  readonly sourceNo: number;
  readonly wordNo: number;
  readonly kind: KindName;
  readonly day: string;
  readonly definition: string | null;
}

/**
 * Takes back what was said with a list, before it is taken out: lists that rest on it rest on what was said before, or
 * cover their own cases alone; and so do those that are the whole only together with it.
 *
 * @returns the lists that are the whole no longer
 */
export function takeBackWords(db: Engine, sourceNo: number): readonly number[] {
  const words = db
    .prepare('SELECT word_no FROM coverage_word_list WHERE source_no = ? ORDER BY word_no')
    .pluck()
    .all(sourceNo) as number[];
  const resting = db
    .prepare(
      `SELECT s.source_no AS "sourceNo", s.word_no AS "wordNo", s.kind, s.exported_on AS day, s.definition FROM source s
       WHERE s.source_no <> :sourceNo AND s.word_no IS NOT NULL AND (s.word_no IN ${db.sql.numbers(':words')}
         OR EXISTS (SELECT 1 FROM source o WHERE o.source_no = :sourceNo AND o.kind = s.kind
           AND o.exported_on = s.exported_on AND o.word_no = s.word_no))
       ORDER BY s.source_no`,
    )
    .all({ sourceNo, words: JSON.stringify(words) }) as RestingList[];
  for (const wordNo of words) {
    db.prepare('DELETE FROM coverage_word_list WHERE word_no = ?').run(wordNo);
    db.prepare('UPDATE source SET word_no = NULL WHERE word_no = ?').run(wordNo);
    db.prepare('DELETE FROM coverage_word WHERE word_no = ?').run(wordNo);
  }
  const ofDay = (list: RestingList): readonly ListOfDay[] =>
    listsOfDay(db, list.kind, list.day).filter((one) => one.sourceNo !== sourceNo);
  const lost: number[] = [];
  for (const list of resting) {
    const word = rememberedWords(db, list.wordNo + 1).find(
      ({ definition }) => definition === list.definition,
    );
    const isComplete =
      (word?.together ?? null) === null ||
      membershipOf(word?.together ?? [], ofDay(list), openSharesCase(db)).waitsFor === 0;
    if (word !== undefined && isComplete) {
      setCovers(db, list.sourceNo, word.covers, word.wordNo);
    } else {
      setCovers(db, list.sourceNo, null, null);
      lost.push(list.sourceNo);
    }
  }
  return lost;
}
