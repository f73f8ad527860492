import type { MessagePort } from 'node:worker_threads';
import type { ServerFault } from '../server-error.ts';

/** What the program and the thread that speaks with the server say to each other. */

/** What a value is on its way; the bytes of a blob arrive as bytes. */
export type Value = string | number | bigint | null | Uint8Array;

/** What the thread is told when it is started. */
export interface ThreadData {
  readonly port: MessagePort;
  /** Three numbers that both see: answers sent, beats of its heart, and whether it has ended. */
  readonly signals: SharedArrayBuffer;
}

export const SIGNALS = { answers: 0, beats: 1, ended: 2, count: 3 } as const;

export interface ConnectionSettings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string | null;
  /** Null on a socket, which does not leave the machine. */
  readonly tls: {
    /** Certificates of who may vouch for the server; null for those that Node knows. */
    readonly ca: string | null;
    readonly cert: string | null;
    readonly key: string | null;
  } | null;
  readonly applicationName: string;
}

/** One thing to do. Of several in an order, those before the last are done for what they do. */
export type Step =
  | {
      readonly kind: 'query';
      readonly text: string;
      readonly name: string | null;
      readonly values: readonly (Value | readonly Value[])[];
    }
  /** Rows in COPY's text format. */
  | { readonly kind: 'copy'; readonly text: string; readonly rows: string };

export type Order =
  | { readonly id: number; readonly kind: 'connect'; readonly settings: ConnectionSettings }
  | { readonly id: number; readonly kind: 'do'; readonly steps: readonly Step[] }
  | { readonly id: number; readonly kind: 'end' };

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  /** How many rows were written. */
  readonly changes: number;
}

export type Answer =
  { readonly id: number; readonly done: Rows } | { readonly id: number; readonly fault: ServerFault };
