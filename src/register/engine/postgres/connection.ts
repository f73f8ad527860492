import type { Client, Connection, QueryResult, Submittable } from 'pg';
import type { ConnectionSettings, Rows, Step, Value } from './protocol.ts';

/** A connection to a server, from the thread that owns it. */
export interface ServerConnection {
  /** Does the steps in their order; what the last one gave. */
  readonly take: (steps: readonly Step[]) => Promise<Rows>;
  readonly end: () => Promise<void>;
}

/** So long may it take until there is a connection, and until a living server says that it lives. */
const CONNECT_MS = 5_000;
const LOOK_MS = 3_500;
/** So long may a server be silent before it is asked whether it lives: a long statement is no dead server. */
const SILENCE_MS = 2_000;
const WATCH_MS = 500;

type Package = typeof import('pg');

/** Opens it; a certificate that does not fit, a wrong password or silence is an error. */
export async function openConnection(settings: ConnectionSettings): Promise<ServerConnection> {
  const pg = await import('pg');
  const client = clientOf(pg, settings);
  await client.connect();
  const watch = watchOver(client, () => clientOf(pg, settings));
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

function clientOf({ Client: Made }: Package, settings: ConnectionSettings): Client {
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
    connectionTimeoutMillis: CONNECT_MS,
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
 * that does not say so in time is given up: what is under way fails, and whoever waits is told.
 */
function watchOver(client: Client, another: () => Client): Watch {
  let isBusy = false;
  let isLooking = false;
  let heardAt = 0;
  let other: Client | null = null;
  client.connection.stream.on('data', () => {
    heardAt = Date.now();
  });
  const look = async (): Promise<boolean> => {
    if (other === null) {
      other = another();
      await other.connect();
    }
    const found = (await other.query({
      text: 'SELECT 1 FROM pg_stat_activity WHERE pid = $1',
      values: [client.processID],
      rowMode: 'array',
    })) as QueryResult;
    return found.rows.length === 1;
  };
  const timer = setInterval(() => {
    if (!isBusy || isLooking || Date.now() - heardAt < SILENCE_MS) return;
    isLooking = true;
    void within(LOOK_MS, look().catch(saysThatItLives)).then((isAlive) => {
      isLooking = false;
      if (isAlive) heardAt = Date.now();
      else {
        other?.connection.stream.destroy();
        other = null;
        if (isBusy) client.connection.stream.destroy();
      }
    });
  }, WATCH_MS);
  return {
    begin() {
      isBusy = true;
      heardAt = Date.now();
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

/** A server that has no room for one more connection has answered. */
function saysThatItLives(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '53300';
}

function within(milliseconds: number, answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, milliseconds);
  });
  return Promise.race([answer, silence]).finally(() => {
    clearTimeout(timer);
  });
}
