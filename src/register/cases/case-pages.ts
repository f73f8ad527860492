import type { KindName } from '../../domain/kinds/kinds.ts';
import type { Engine } from '../engine/engine.ts';
import type { CaseRow } from './cases.ts';

const PAGE = 2_000;

/** Every case with its current facts, page by page, so that the caller may write between them. */
export const casesNow = <K extends KindName>(db: Engine, kind: K): Iterable<CaseRow<K>> =>
  pagesOf(db, `SELECT * FROM ${kind} WHERE case_no > :after`, {});

/**
 * Every SIP up to a number, and some of those after it.
 *
 * @param upTo all with this number and lower ones
 * @param besides the numbers of the others
 */
export function* someSips(
  db: Engine,
  { upTo, besides }: { readonly upTo: number; readonly besides: readonly number[] },
): Iterable<CaseRow<'sip'>> {
  yield* pagesOf<CaseRow<'sip'>>(db, 'SELECT * FROM sip WHERE case_no > :after AND case_no <= :upTo', {
    upTo,
  });
  const looked = db.prepare(`SELECT * FROM sip WHERE case_no IN ${db.sql.numbers('?')} ORDER BY case_no`);
  for (let from = 0; from < besides.length; from += PAGE)
    yield* looked.all(JSON.stringify(besides.slice(from, from + PAGE))) as CaseRow<'sip'>[];
}

function* pagesOf<Row extends { readonly case_no: number }>(
  db: Engine,
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
