export interface GeneratedList {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** The same list with other words in it, saved by the same hand. */
  readonly reworded: (reword: (text: string) => string) => GeneratedList;
}

type Encoding = 'utf-8' | 'utf-8-bom' | 'windows-1252' | 'utf-16le';

/** How one list was saved: each of them by another hand. */
export interface ListForm {
  readonly encoding: Encoding;
  readonly delimiter: ';' | ',' | '\t';
  readonly titleRows?: readonly string[];
  readonly footer?: string;
}

export type Row = readonly string[];

/** The only characters of our lists that Windows-1252 keeps elsewhere than Unicode does. */
const WINDOWS_1252: ReadonlyMap<number, number> = new Map([
  [0x2013, 0x96],
  [0x2019, 0x92],
]);

function windows1252(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const byte = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : WINDOWS_1252.get(code);
    if (byte === undefined) throw new RangeError(`U+${code.toString(16)} is not in Windows-1252`);
    bytes[index] = byte;
  }
  return bytes;
}

function utf16le(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let index = 0; index < text.length; index++)
    view.setUint16(2 + index * 2, text.charCodeAt(index), true);
  return bytes;
}

const ENCODERS: Readonly<Record<Encoding, (text: string) => Uint8Array>> = {
  'utf-8': (text) => new TextEncoder().encode(text),
  'utf-8-bom': (text) => new TextEncoder().encode(`\uFEFF${text}`),
  'windows-1252': windows1252,
  'utf-16le': utf16le,
};

export function encode(text: string, encoding: Encoding): Uint8Array {
  return ENCODERS[encoding](text);
}

function csvLine(row: Row, delimiter: string): string {
  return row
    .map((value) =>
      value.includes(delimiter) || value.includes('"') ? `"${value.replaceAll('"', '""')}"` : value,
    )
    .join(delimiter);
}

export function writeList(
  fileName: string,
  form: ListForm,
  header: Row,
  rows: readonly Row[],
): GeneratedList {
  // Excel pads what it takes for a short row with a few empty cells, but not the first line.
  const titles = (form.titleRows ?? []).map((title, index) =>
    index === 0 ? title : title + form.delimiter.repeat(3),
  );
  const lines = [...titles, ...[header, ...rows].map((row) => csvLine(row, form.delimiter))];
  if (form.footer !== undefined) lines.push(form.footer);
  const text = lines.map((line) => `${line}\r\n`).join('');
  const saved = (reword: (text: string) => string): GeneratedList => ({
    fileName: reword(fileName),
    bytes: encode(reword(text), form.encoding),
    reworded: (again) => saved((written) => again(reword(written))),
  });
  return saved((written) => written);
}
