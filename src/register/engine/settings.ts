import type { Database } from './driver.ts';

export function setSetting(db: Database, name: string, value: string): void {
  db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, value);
}

export function getSetting(db: Database, name: string): string | undefined {
  return db.prepare('SELECT value FROM setting WHERE name = ?').pluck().get(name) as string | undefined;
}
