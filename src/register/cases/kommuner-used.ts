import type { Engine } from '../engine/engine.ts';

/** Tables in which something is of a kommun: what lists say now, what they said of protection, and lists handed out. */
const OF_KOMMUN = [
  ...['sip', 'vardtillfalle', 'patient', 'enhet', 'lcsp_patient', 'lcsp_vardtillfalle', 'lcsp_enhet'],
  ...['unplaced_protection', 'protected_name', 'worklist'],
] as const;

/** Texts in which a kommun stands by its code: what lists are the whole of, and what parties are called. */
const TEXTS = [
  'SELECT DISTINCT covers FROM source WHERE covers IS NOT NULL',
  'SELECT DISTINCT covers FROM coverage_word',
  'SELECT DISTINCT party_key FROM sip_part',
] as const;

/** Whether anything in a register is, or has been, of a kommun: a case, a unit, a list from or to it, a tick. */
export function isKommunUsed(db: Engine, code: string): boolean {
  const isFound = (sql: string): boolean => db.prepare(`${sql} = ? LIMIT 1`).pluck().get(code) !== undefined;
  const isNamed = (sql: string): boolean =>
    (db.prepare(sql).pluck().all() as string[]).some((text) => text.includes(code));
  return (
    OF_KOMMUN.some((table) => isFound(`SELECT 1 FROM ${table} WHERE kommun`)) ||
    isFound(`SELECT 1 FROM earlier_facts WHERE ${db.sql.member('facts', 'kommun')}`) ||
    isFound(`SELECT 1 FROM event WHERE type = 'milestone-ticked' AND ${db.sql.member('data', 'kommun')}`) ||
    TEXTS.some(isNamed)
  );
}
