/** Whom a password is looked up for. */
export interface PasswordFor {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
}

/**
 * The password that a file of passwords has for somebody; null where it has none.
 *
 * Source: PostgreSQL's manual, "The Password File": `host:port:database:user:password`, `*` for any, `\` before `:` and
 * `\`; the first line that fits counts.
 */
export function passwordIn(text: string, { host, port, database, user }: PasswordFor): string | null {
  const wanted = [host.startsWith('/') ? 'localhost' : host, String(port), database, user];
  for (const line of text.split(/\r?\n/u)) {
    if (line.startsWith('#')) continue;
    const parts = partsOf(line);
    const password = parts[4];
    if (password !== undefined && fits(parts, wanted, host)) return password;
  }
  return null;
}

function fits(parts: readonly string[], wanted: readonly string[], host: string): boolean {
  return wanted.every(
    (value, at) => parts[at] === '*' || parts[at] === value || (at === 0 && parts[0] === host),
  );
}

/** At most five: what follows the fourth colon is the password. */
function partsOf(line: string): string[] {
  const parts = [''];
  for (let at = 0; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    const next = line[at + 1];
    const last = parts.length - 1;
    if (sign === '\\' && (next === ':' || next === '\\')) {
      parts.push(`${parts.pop() ?? ''}${next}`);
      at += 1;
    } else if (sign === ':' && last < 4) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${sign}`);
  }
  return parts;
}
