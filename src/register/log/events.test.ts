import type { Engine, Value } from '../engine/engine.ts';
import { openDatabase } from '../engine/sqlite/driver.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { brokenEvents, eventsOfCase, eventsOfType, eventWriter } from './events.ts';
import { MIGRATIONS } from '../engine/migrations.ts';

let db: Engine;

beforeEach(() => {
  db = openDatabase(':memory:');
  for (const sql of MIGRATIONS) db.exec(sql);
  const write = eventWriter(db, { by: 'prov', recordedAt: '2025-09-29T13:00:00.000Z' });
  for (let number = 1; number <= 5; number += 1) {
    write({
      type: number % 2 === 0 ? 'marked' : 'decided',
      effectiveOn: `2025-10-0${String(number)}`,
      kind: 'sip',
      caseId: 'SIP-1',
      data: { number },
    });
  }
  // Whoever tampers with the file does not ask the triggers.
  db.exec('DROP TRIGGER event_is_never_changed; DROP TRIGGER event_is_never_removed');
});

describe('the chain', () => {
  it('holds as it was written, and goes on when it is opened again', () => {
    const write = eventWriter(db, { by: 'annan', recordedAt: '2025-09-30T13:00:00.000Z' });
    expect(write({ type: 'marked', effectiveOn: '2025-10-06', data: null })).toBe(6);
    expect(brokenEvents(db)).toEqual([]);
    expect(eventsOfType(db, 'marked', 'decided').map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(eventsOfCase(db, 'sip', 'SIP-1').map(({ data }) => data)).toEqual(
      [1, 2, 3, 4, 5].map((number) => JSON.stringify({ number })),
    );
  });

  it.each(['recorded_at', 'effective_on', 'by', 'type', 'kind', 'case_id', 'data', 'hash', 'prev_hash'])(
    'breaks when %s of any event is changed',
    (column) => {
      for (let seq = 1; seq <= 5; seq += 1) {
        const before = db.prepare(`SELECT ${column} FROM event WHERE seq = ?`).pluck().get(seq) as Value;
        db.prepare(`UPDATE event SET ${column} = ? WHERE seq = ?`).run('x', seq);
        expect([
          seq,
          brokenEvents(db)
            .map((one) => one.seq)
            .includes(seq),
        ]).toEqual([seq, true]);
        db.prepare(`UPDATE event SET ${column} = ? WHERE seq = ?`).run(before, seq);
        expect(brokenEvents(db)).toEqual([]);
      }
    },
  );

  it.each([1, 2, 3, 4])('breaks when event %i is taken out', (seq) => {
    db.prepare('DELETE FROM event WHERE seq = ?').run(seq);
    expect(brokenEvents(db)).toContainEqual({ seq, what: 'missing' });
    db.prepare('UPDATE event SET seq = seq - 1 WHERE seq > ?').run(seq);
    expect(brokenEvents(db)).not.toEqual([]);
  });

  it('breaks when two events change places, or one is put in', () => {
    db.exec(
      'UPDATE event SET seq = 99 WHERE seq = 2; UPDATE event SET seq = 2 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 99',
    );
    expect(brokenEvents(db)).not.toEqual([]);
    db.exec(
      'UPDATE event SET seq = 99 WHERE seq = 2; UPDATE event SET seq = 2 WHERE seq = 3; UPDATE event SET seq = 3 WHERE seq = 99',
    );
    expect(brokenEvents(db)).toEqual([]);
    db.exec(
      'INSERT INTO event SELECT 6, recorded_at, effective_on, by, type, kind, case_id, data, prev_hash, hash FROM event WHERE seq = 5',
    );
    expect(brokenEvents(db)).not.toEqual([]);
  });

  it('does not tell that its tail is cut off: only a checkpoint does', () => {
    db.exec('DELETE FROM event WHERE seq > 3');
    expect(brokenEvents(db)).toEqual([]);
  });
});
