import { describe, expect, it } from 'vitest';
import { plainInsert } from './plain-insert.ts';
import type { Step } from './protocol.ts';
import { simple } from './statement.ts';
import { TABLE_FACTS, tablesIn } from './tables.ts';
import { openWaitingWrites } from './waiting-writes.ts';

/** What reaches the server, in its order, by its first words. */
function sentBy(work: (waiting: ReturnType<typeof openWaitingWrites>) => void): readonly string[] {
  const sent: string[] = [];
  const note = (steps: readonly Step[]): void => {
    sent.push(...steps.map(({ text }) => text.split(' ').slice(0, 3).join(' ')));
  };
  const waiting = openWaitingWrites(
    {
      send: note,
      ask(steps) {
        note(steps);
        return { rows: [], columns: [], changes: 0 };
      },
    },
    TABLE_FACTS,
  );
  work(waiting);
  waiting.flush();
  return sent;
}

const put = (waiting: ReturnType<typeof openWaitingWrites>, sql: string): void => {
  const into = plainInsert(sql);
  if (into === null) throw new Error(sql);
  waiting.insert(into, []);
};
const change = (waiting: ReturnType<typeof openWaitingWrites>, sql: string): void => {
  waiting.change(simple(sql), null, tablesIn(sql));
};

describe('rows that wait', () => {
  it('have gone before a statement that changes their table', () => {
    const sent = sentBy((waiting) => {
      put(waiting, "INSERT INTO setting (name, value) VALUES ('a', 'b')");
      change(waiting, 'UPDATE setting SET value = 1');
    });
    expect(sent).toEqual(['COPY setting ("name",', 'UPDATE setting SET']);
  });

  it('have gone before a statement that puts in rows which refer to them, and names them nowhere', () => {
    const sent = sentBy((waiting) => {
      put(waiting, 'INSERT INTO event (seq) VALUES (1)');
      change(waiting, 'INSERT INTO aside_source SELECT 1 FROM source');
    });
    expect(sent).toEqual(['COPY event ("seq")', 'INSERT INTO aside_source']);
  });

  it('go on waiting where a statement is of other tables', () => {
    const sent = sentBy((waiting) => {
      put(waiting, 'INSERT INTO event (seq) VALUES (1)');
      change(waiting, 'UPDATE sip SET name = 1');
    });
    expect(sent).toEqual(['UPDATE sip SET', 'COPY event ("seq")']);
  });
});
