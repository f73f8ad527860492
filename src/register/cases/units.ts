import type { Engine } from '../engine/engine.ts';

/** Units that can have lists: responsible for a SIP, of a patient, or a message's recipient. */
export function unitsWithLists(db: Engine): readonly string[] {
  return db
    .prepare(
      `SELECT unit FROM sip WHERE unit IS NOT NULL UNION SELECT unit FROM vardtillfalle WHERE unit IS NOT NULL
       UNION SELECT halsocentral FROM vardtillfalle WHERE halsocentral IS NOT NULL
       UNION SELECT to_unit FROM meddelande WHERE to_unit IS NOT NULL
       UNION SELECT name FROM enhet WHERE name IS NOT NULL ORDER BY 1`,
    )
    .pluck()
    .all() as string[];
}

/** The units of the list of units, by name. */
export function listedUnits(
  db: Engine,
): readonly { readonly name: string; readonly kommun: string | null }[] {
  return db.prepare('SELECT name, kommun FROM enhet WHERE name IS NOT NULL ORDER BY name, case_no').all() as {
    name: string;
    kommun: string | null;
  }[];
}

/** The kommun of each unit that is a kommun's own, by its folded name, where a list of units says. */
export function kommunOfKommunUnits(db: Engine): ReadonlyMap<string, string> {
  const units = db
    .prepare("SELECT key, kommun FROM enhet WHERE part = 'kommun' AND kommun IS NOT NULL")
    .all() as { key: string; kommun: string }[];
  return new Map(units.map(({ key, kommun }) => [key, kommun]));
}

/** The kommun and part of each unit, by its folded name, as the list of units has it. */
export function placesOfUnits(
  db: Engine,
): ReadonlyMap<string, { readonly kommun: string | null; readonly part: string | null }> {
  const units = db.prepare('SELECT key, kommun, part FROM enhet').all() as {
    key: string;
    kommun: string | null;
    part: string | null;
  }[];
  return new Map(units.map(({ key, ...place }) => [key, place]));
}
