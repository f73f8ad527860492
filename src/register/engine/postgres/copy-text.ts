import type { Value } from './protocol.ts';

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A row in COPY's text format. */
export function copyRow(values: readonly (Value | undefined)[]): string {
  return `${values.map(copyValue).join('\t')}\n`;
}

function copyValue(value: Value | undefined): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return value.replace(/[\\\n\r\t]/gu, (sign) => ESCAPED[sign] ?? sign);
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`;
  return String(value);
}
