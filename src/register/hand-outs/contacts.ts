import type { Contact } from '../../domain/packages/contacts.ts';
import type { Engine } from '../engine/engine.ts';

/** By the recipient's name, folded. */
export function contactsByName(db: Engine): ReadonlyMap<string, Contact> {
  const rows = db
    .prepare(
      `SELECT key, recipient, function, channel, address, password_channel AS "passwordChannel", phone
       FROM contact ORDER BY recipient, key`,
    )
    .all() as (Contact & { readonly key: string })[];
  return new Map(rows.map(({ key, ...contact }) => [key, contact]));
}

/** The whole of them: who is not among these has no contact. */
export function replaceContacts(db: Engine, contacts: ReadonlyMap<string, Contact>): void {
  db.exec('DELETE FROM contact');
  const insert = db.prepare('INSERT INTO contact VALUES (?, ?, ?, ?, ?, ?, ?)');
  for (const [key, one] of contacts)
    insert.run(key, one.recipient, one.function, one.channel, one.address, one.passwordChannel, one.phone);
}

export function passwordGeneration(db: Engine, recipientKey: string): number {
  const found = db
    .prepare('SELECT generation FROM password_generation WHERE recipient_key = ?')
    .pluck()
    .get(recipientKey) as number | undefined;
  return found ?? 1;
}

/** @returns the new generation */
export function raiseGeneration(db: Engine, recipientKey: string): number {
  const generation = passwordGeneration(db, recipientKey) + 1;
  db.prepare(
    `INSERT INTO password_generation VALUES (?, ?)
     ON CONFLICT (recipient_key) DO UPDATE SET generation = excluded.generation`,
  ).run(recipientKey, generation);
  return generation;
}

/** Everybody who has been handed a list. */
export function recipientsOfLists(
  db: Engine,
): readonly { readonly key: string; readonly name: string; readonly step: string }[] {
  return db
    .prepare(
      `SELECT recipient_key AS key, max(recipient) AS name, max(step) AS step FROM worklist
       WHERE recipient_key IS NOT NULL GROUP BY recipient_key ORDER BY recipient_key`,
    )
    .all() as { key: string; name: string; step: string }[];
}
