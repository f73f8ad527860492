import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Database } from '../engine/driver.ts';
import type { CaseRow } from './cases.ts';

const PAGE = 2_000;

/** Every case with its current facts, page by page, so that the caller may write between them. */
export const casesNow = <K extends KindName>(db: Database, kind: K): Iterable<CaseRow<K>> =>
  pagesOf(db, `SELECT * FROM ${kind} WHERE case_no > :after`, {});

/**
 * Every SIP but those that a list added and that are as they were then: a contradiction within the list came after, and
 * so did the word of a later row that the person is protected, or is so no longer.
 *
 * @param persons those who are protected now
 */
export const sipsChangedSinceAdded = (
  db: Database,
  addedBy: number,
  persons: ReadonlySet<string>,
): Iterable<CaseRow<'sip'>> =>
  pagesOf(
    db,
    // One look at each row: of a long list, nearly all are as they were.
    `SELECT * FROM sip WHERE case_no > :after AND (
       (person_key IN (SELECT value FROM json_each(:persons)) OR class = 'protected') AND is_protected IS NOT 1
       OR first_source_no IS NOT :addedBy OR is_conflicting = 1)`,
    { addedBy, persons: JSON.stringify([...persons]) },
  );

function* pagesOf<Row extends { readonly case_no: number }>(
  db: Database,
  query: string,
  given: Readonly<Record<string, string | number>>,
): Iterable<Row> {
  const page = db.prepare(`${query} ORDER BY case_no LIMIT ${PAGE}`);
  let after = 0;
  for (;;) {
    const rows = page.all({ ...given, after }) as Row[];
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.case_no;
  }
}
