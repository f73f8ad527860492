import { ID_SIGNS, partsOfId } from '../../domain/identity/case-id.ts';
import type { Engine } from '../engine/engine.ts';

/** Where ids stand: those of cases and of messages, and where they are pointed at. One id is spelt in one way in all. */
const PLACES = [
  ['sip', 'key'],
  ['vardtillfalle', 'key'],
  ['meddelande', 'key'],
  ['sip', 'vardtillfalle_id'],
  ['meddelande', 'case_id'],
] as const;

interface Spellings {
  /** What stands between letters and figures, in the register and in the list so far. */
  readonly signs: Set<string>;
  /** Figures → the spelling that the register knows; made when there is more than one way to spell. */
  known: Map<string, string> | null;
}

/**
 * Opens the spelling of ids while a list is read: one that the register, or a row before, spells with another sign
 * between letters and figures is given that spelling. Costs nothing while all are spelt alike.
 */
export function openIdSpellings(db: Engine): (id: string) => string {
  const byPrefix = new Map<string, Spellings>();
  /** How an id begins whose letters have one spelling so far: such a one is as it is. */
  let alike: string | null = null;
  return (id) => {
    if (alike !== null && id.startsWith(alike) && areFigures(id, alike.length)) return id;
    const parts = partsOfId(id);
    if (parts === null) return id;
    const { prefix, sign, figures } = parts;
    let spellings = byPrefix.get(prefix);
    if (spellings === undefined) {
      spellings = { signs: new Set(ID_SIGNS.filter((one) => isUsed(db, prefix + one))), known: null };
      byPrefix.set(prefix, spellings);
    }
    spellings.signs.add(sign);
    const isAlike = spellings.signs.size === 1;
    alike = isAlike ? prefix + sign : null;
    if (isAlike) return id;
    spellings.known ??= knownSpellings(db, prefix);
    const known = spellings.known.get(figures);
    if (known === undefined) spellings.known.set(figures, id);
    return known ?? id;
  };
}

/** Whether a text is figures from a place on, and has some. */
function areFigures(text: string, from: number): boolean {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return false;
  }
  return text.length > from;
}
const ZERO = 48;
const NINE = 57;

/** Ids that begin so and go on with figures. ":" comes next after "9". */
const BETWEEN = 'BETWEEN ? AND ?';
const boundsOf = (start: string): readonly [string, string] => [`${start}0`, `${start}:`];

function isUsed(db: Engine, start: string): boolean {
  return PLACES.some(
    ([table, column]) =>
      db.prepare(`SELECT 1 FROM ${table} WHERE ${column} ${BETWEEN} LIMIT 1`).get(...boundsOf(start)) !==
      undefined,
  );
}

function knownSpellings(db: Engine, prefix: string): Map<string, string> {
  const known = new Map<string, string>();
  for (const [table, column] of PLACES) {
    for (const sign of ID_SIGNS) {
      const ids = db
        .prepare(`SELECT DISTINCT ${column} FROM ${table} WHERE ${column} ${BETWEEN}`)
        .pluck()
        .all(...boundsOf(prefix + sign)) as string[];
      for (const id of ids) {
        const figures = partsOfId(id)?.figures;
        if (figures !== undefined && !known.has(figures)) known.set(figures, id);
      }
    }
  }
  return known;
}
