import type { Engine } from './engine.ts';

export function setSetting(db: Engine, name: string, value: string): void {
  db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  ).run(name, value);
}

export function getSetting(db: Engine, name: string): string | undefined {
  return db.prepare('SELECT value FROM setting WHERE name = ?').pluck().get(name) as string | undefined;
}
