/** What of the package `pg` is used, and nothing else of it: its types are none of ours elsewhere. */
declare module 'pg' {
  import type { EventEmitter } from 'node:events';
  import type { Socket } from 'node:net';

  export interface Connection {
    readonly stream: Socket;
    query(text: string): void;
    sendCopyFromChunk(chunk: Uint8Array): void;
    endCopyFrom(): void;
  }

  export interface QueryResult {
    readonly fields: readonly { readonly name: string }[];
    readonly rows: readonly (readonly unknown[])[];
    readonly rowCount: number | null;
  }

  /** What pg calls of a query of one's own. */
  export interface Submittable {
    submit(connection: Connection): Error | null;
  }

  interface ClientConfig {
    readonly host: string;
    readonly port: number;
    readonly database: string;
    readonly user: string;
    readonly password: () => string;
    readonly ssl: false | Readonly<Record<string, unknown>>;
    readonly application_name: string;
    readonly connectionTimeoutMillis: number;
    readonly keepAlive: boolean;
    readonly keepAliveInitialDelayMillis: number;
    readonly pipeline: boolean;
    readonly types: { readonly getTypeParser: (oid: number) => (text: string) => unknown };
  }

  export class Client extends EventEmitter {
    constructor(config: ClientConfig);
    /** Several statements may be under way at once. */
    pipeline: boolean;
    readonly connection: Connection;
    readonly processID: number | null;
    connect(): Promise<unknown>;
    query(query: {
      readonly text: string;
      readonly name?: string;
      readonly values?: readonly unknown[];
      readonly rowMode: 'array';
    }): Promise<QueryResult | readonly QueryResult[]>;
    query(query: Submittable): unknown;
    end(): Promise<void>;
  }
}
