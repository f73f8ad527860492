import { UnusableRegister } from './unusable-register.ts';

/** Where a register on a server lies: a schema of a database. Who asks, and with what password, is not part of it. */
export interface ServerAddress {
  /** A name, an IP address, or the folder of a socket; null for what libpq's environment says. */
  readonly host: string | null;
  readonly port: number | null;
  readonly user: string | null;
  readonly database: string;
  /** The register: the schema's name. */
  readonly register: string;
}

/** So that the names of its roles, made by adding to it, fit in PostgreSQL's 63 signs. */
const REGISTER_NAME = /^[a-z][a-z0-9_]{0,39}$/u;
const TAKEN = /^(?:pg_.*|public|information_schema)$/u;

/** PostgreSQL's reserved words (its manual, "SQL Key Words"), which can be no schema's name. */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross current_catalog current_date current_role current_schema current_time
  current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign freeze from
  full grant group having ilike in initially inner intersect into is isnull join lateral leading left like limit localtime
  localtimestamp natural not notnull null offset on only or order outer overlaps placing primary references returning
  right select session_user similar some symmetric system_user table tablesample then to trailing true union unique user
  using variadic verbose when where window with`.split(/\s+/u),
);

const ADDRESS =
  /^postgres(?:ql)?:\/\/(?:(?<user>[^@/?#]*)@)?(?<host>\[[^\]/?#]*\]|[^:@/?#]*)(?::(?<port>\d{1,5}))?\/(?<database>[^/?#]+)\?(?<options>[^#]*)$/iu;

/**
 * Reads `postgres://[USER@]host[:port]/database?register=NAME`; the host may be the folder of a socket
 * (`?host=/run/postgresql`).
 *
 * @throws UnusableRegister of an address with a password in it, which history and process lists would keep, and of one
 *   that says anything else than where the register is. The error repeats nothing of it.
 */
export function parseServerAddress(text: string): ServerAddress {
  if (hasPassword(text)) throw new UnusableRegister('SERVER_PASSWORD_GIVEN', NOT_TOLD);
  const { user, host, port, database, options } = partsOf(text);
  const register = options.get('register') ?? '';
  const asked = options.get('host');
  const isRead =
    database !== '' &&
    REGISTER_NAME.test(register) &&
    !TAKEN.test(register) &&
    !RESERVED.has(register) &&
    // The host is said once, and nothing else is said.
    (host === '' || asked === undefined) &&
    [...options.keys()].every((name) => name === 'register' || name === 'host');
  if (!isRead) throw new UnusableRegister('SERVER_ADDRESS_FAULTY', NOT_TOLD);
  return {
    host: orNull(host === '' ? (asked ?? '') : host),
    port: port === '' ? null : Number(port),
    user: orNull(user),
    database,
    register,
  };
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** All empty of what is no address. */
function partsOf(text: string): Record<'user' | 'host' | 'port' | 'database', string> & {
  readonly options: ReadonlyMap<string, string>;
} {
  const found = ADDRESS.exec(text)?.groups ?? {};
  const part = (name: string): string => plain(found[name] ?? '');
  return {
    user: part('user'),
    host: part('host').replace(/^\[(?<address>.*)\]$/u, '$<address>'),
    port: part('port'),
    database: part('database'),
    options: new Map(new URLSearchParams(found['options'] ?? '')),
  };
}

/** What is said of an address that was not read: where in it a password may stand is not known, so none of it is. */
const NOT_TOLD = 'postgres://…';

/** Between a colon and an at sign, whatever signs it has and however they are written, or said as an option. */
const PASSWORD = /:.*:.*@|[?&]password=/isu;
/** The folder of a socket, which may be called anything. */
const SOCKET_FOLDER = /(?<=[?&]host=)\/[^&]*$/u;

function hasPassword(text: string): boolean {
  const bare = text.replace(SOCKET_FOLDER, '');
  return PASSWORD.test(bare) || PASSWORD.test(plain(bare.replace(/%(?![0-9a-f]{2})/giu, '%25')));
}

/** What a register on a server is called in a sentence. */
export function nameOfAddress(text: string): string {
  try {
    const { register, host } = parseServerAddress(text);
    return host === null || host.startsWith('/') ? register : `${register} på ${host}`;
  } catch (error) {
    if (error instanceof UnusableRegister) return NOT_TOLD;
    throw error;
  }
}

/** The address as it is opened again. */
export function addressText({ host, port, user, database, register }: ServerAddress): string {
  const isSocket = host?.startsWith('/') === true;
  const place = host === null ? '' : isSocket ? '' : host.includes(':') ? `[${host}]` : host;
  const at = `${user === null ? '' : `${encodeURIComponent(user)}@`}${place}${port === null ? '' : `:${port}`}`;
  return `postgres://${at}/${database}?register=${register}${isSocket ? `&host=${host}` : ''}`;
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
