import type { Client, Connection, QueryResult, Submittable } from 'pg';
import type { ConnectionSettings, Rows, Step, Value } from './protocol.ts';

/** A connection to a server, from the thread that owns it. */
export interface ServerConnection {
  /** Does the steps in their order; what the last one gave. */
  readonly take: (steps: readonly Step[]) => Promise<Rows>;
  readonly end: () => Promise<void>;
}

/** So long may it take until there is a connection. */
const CONNECT_MS = 5_000;
/**
 * So long may it take a living server to say that it lives, over a connection that is made for it: one that has much to
 * do is slow to let anybody in. With the silence before, nobody waits ten seconds for a dead one (docs/promises.md).
 */
const LOOK_MS = 6_000;
/** So long may a server be silent before it is asked whether it lives: a long statement is no dead server. */
const SILENCE_MS = 2_000;
/** So long may each end of a connection wait for the other, before what was said between them is taken to be lost. */
const IDLE_MS = 4_000;
const WATCH_MS = 500;

type Package = typeof import('pg');

/**
 * The package asks whether it runs at Cloudflare; where no browser is named, by an answer of the web's own, whose making
 * takes as long as all the rest of its start.
 */
function sayWhereWeRun(): void {
  if ('navigator' in globalThis) return;
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Node.js' }, configurable: true });
}

/** Opens it; a certificate that does not fit, a wrong password or silence is an error. */
export async function openConnection(settings: ConnectionSettings): Promise<ServerConnection> {
  sayWhereWeRun();
  const pg = await import('pg');
  const client = clientOf(pg, settings, CONNECT_MS);
  await client.connect();
  const watch = watchOver(client, () => clientOf(pg, settings, LOOK_MS));
  return {
    async take(steps) {
      watch.begin();
      try {
        return await takeSteps(client, steps);
      } finally {
        watch.pause();
      }
    },
    async end() {
      watch.end();
      await client.end();
    },
  };
}

function clientOf({ Client: Made }: Package, settings: ConnectionSettings, patience: number): Client {
  const { host, port, database, user, password, tls, applicationName } = settings;
  const client = new Made({
    host,
    port,
    database,
    user,
    // A function, so that the package looks nowhere itself.
    password: () => password ?? '',
    ssl:
      tls === null
        ? false
        : {
            rejectUnauthorized: true,
            minVersion: 'TLSv1.2',
            ...(tls.ca === null ? {} : { ca: tls.ca }),
            ...(tls.cert === null ? {} : { cert: tls.cert }),
            ...(tls.key === null ? {} : { key: tls.key }),
          },
    application_name: applicationName,
    connectionTimeoutMillis: patience,
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    pipeline: true,
    types: { getTypeParser: parserOf },
  });
  // A connection that is lost fails what is under way; nobody else is to fall over it.
  client.on('error', () => undefined);
  return client;
}

const INT8 = 20;
const INTEGERS = [INT8, 21, 23];
const NUMBERS = [...INTEGERS, 700, 701, 1700];
const BOOL = 16;
const BYTEA = 17;

/** What a value is here: as SQLite gives it. */
function parserOf(oid: number): (text: string) => unknown {
  if (NUMBERS.includes(oid)) return Number;
  if (oid === BOOL) return (text) => (text === 't' ? 1 : 0);
  if (oid === BYTEA) return (text) => Buffer.from(text.slice(2), 'hex');
  return (text) => text;
}

async function takeSteps(client: Client, steps: readonly Step[]): Promise<Rows> {
  let last: Rows = { columns: [], rows: [], changes: 0 };
  let together: Promise<Rows>[] = [];
  const settle = async (): Promise<void> => {
    last = (await Promise.all(together)).at(-1) ?? last;
    together = [];
  };
  const { stream } = client.connection;
  // What goes together goes as one: a packet for each would wait for each.
  stream.cork();
  try {
    for (const step of steps) {
      if (step.kind === 'query') together.push(ask(client, step));
      else {
        stream.uncork();
        await settle();
        last = await copyIn(client, step.text, step.rows);
        stream.cork();
      }
    }
  } finally {
    stream.uncork();
  }
  await settle();
  return last;
}

async function ask(client: Client, { text, name, values }: Extract<Step, { kind: 'query' }>): Promise<Rows> {
  const result = await client.query({
    text,
    ...(name === null ? {} : { name }),
    ...(name === null && values.length === 0 ? {} : { values }),
    rowMode: 'array',
  });
  // Of several statements in one text the last.
  const last = (Array.isArray(result) ? result.at(-1) : result) as QueryResult | undefined;
  return {
    columns: last?.fields.map(({ name: column }) => column) ?? [],
    rows: (last?.rows ?? []) as readonly (readonly Value[])[],
    changes: last?.rowCount ?? 0,
  };
}

const CHUNK = 65_536;

/** COPY FROM STDIN, which can not share the connection with other statements while it runs. */
function copyIn(client: Client, text: string, rows: string): Promise<Rows> {
  client.pipeline = false;
  return new Promise<Rows>((resolve, reject) => {
    let changes = 0;
    const copy = {
      submit(connection: Connection) {
        connection.query(text);
        return null;
      },
      handleCopyInResponse(connection: Connection) {
        const bytes = Buffer.from(rows, 'utf8');
        for (let at = 0; at < bytes.length; at += CHUNK) {
          connection.sendCopyFromChunk(bytes.subarray(at, at + CHUNK));
        }
        connection.endCopyFrom();
      },
      handleCommandComplete({ text: said }: { readonly text: string }) {
        changes = Number(/\d+$/u.exec(said)?.[0] ?? 0);
      },
      handleReadyForQuery() {
        resolve({ columns: [], rows: [], changes });
      },
      handleError: reject,
    };
    client.query(copy as Submittable);
  }).finally(() => {
    client.pipeline = true;
  });
}

interface Watch {
  readonly begin: () => void;
  readonly pause: () => void;
  readonly end: () => void;
}

/**
 * Asks a server that is silent for some time, over a connection of its own, whether it lives and still works for us. One
 * that does not say so in time is given up: what is under way fails, and whoever waits is told. So is a connection whose
 * other end waits for us while we wait for it: what was said last is lost, and nothing more will come of it.
 */
function watchOver(client: Client, another: () => Client): Watch {
  let isBusy = false;
  let isLooking = false;
  let heardAt = 0;
  let lookedAt = 0;
  let idle: { readonly as: string; readonly since: number } | null = null;
  let other: Client | null = null;
  const { stream } = client.connection;
  const hear = (): void => {
    heardAt = Date.now();
    idle = null;
  };
  stream.on('data', hear);
  const look = async (): Promise<Seen> => {
    if (other === null) {
      other = another();
      await other.connect();
    }
    const found = (await other.query({
      text: LOOK,
      values: [client.processID],
      rowMode: 'array',
    })) as QueryResult;
    const [state] = found.rows as (readonly (string | null)[])[];
    if (state === undefined) return 'gone';
    // What is still on its way out is work as well.
    return state[0] === null ? 'works' : { as: `${String(state[0])} ${stream.writableLength}` };
  };
  /** Whether to go on waiting, after what was seen. */
  const goesOn = (seen: Seen, askedAt: number): boolean => {
    if (seen === 'gone') return false;
    if (seen === 'works' || heardAt >= askedAt) idle = null;
    else if (idle?.as !== seen.as) idle = { as: seen.as, since: askedAt };
    else return askedAt - idle.since < IDLE_MS;
    return true;
  };
  const timer = setInterval(() => {
    const askedAt = Date.now();
    if (!isBusy || isLooking || askedAt - Math.max(heardAt, lookedAt) < SILENCE_MS) return;
    isLooking = true;
    void within(LOOK_MS, look().catch(saysThatItLives), 'gone').then((seen) => {
      isLooking = false;
      lookedAt = Date.now();
      if (seen === 'gone') {
        other?.connection.stream.destroy();
        other = null;
      }
      // What was heard meanwhile counts for more than what was seen.
      if (isBusy && heardAt < askedAt && !goesOn(seen, askedAt)) stream.destroy();
    });
  }, WATCH_MS);
  return {
    begin() {
      isBusy = true;
      hear();
    },
    pause() {
      isBusy = false;
    },
    end() {
      clearInterval(timer);
      other?.connection.stream.destroy();
    },
  };
}

/** What another connection sees of ours: that it is no more, that the server works for it, or how it waits for us. */
type Seen = 'gone' | 'works' | { readonly as: string };

/**
 * How the other end of our connection waits for us: idle, or in the midst of what we send (with how far it has come) or
 * of what it sends; null where it does not, or where the server does not tell (`track_activities`).
 */
const LOOK = `SELECT CASE WHEN state LIKE 'idle%' OR wait_event_type = 'Client'
    THEN concat_ws(' ', state, state_change, wait_event, bytes_processed) END
  FROM pg_stat_activity LEFT JOIN pg_stat_progress_copy USING (pid) WHERE pid = $1`;

/** A server that has no room for one more connection has answered. */
function saysThatItLives(error: unknown): Seen {
  return error instanceof Error && 'code' in error && error.code === '53300' ? 'works' : 'gone';
}

function within<T>(milliseconds: number, answer: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<T>((resolve) => {
    timer = setTimeout(() => {
      resolve(otherwise);
    }, milliseconds);
  });
  return Promise.race([answer, silence]).finally(() => {
    clearTimeout(timer);
  });
}
