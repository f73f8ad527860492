/** Text of tag files (RFC 8493, 2.1.1): in the encoding that bagit.txt names; lines end with LF, CR or CRLF. */
export function tagDecoder(encoding: string): ((bytes: Uint8Array) => string | null) | null {
  const isUtf16 = /^utf-?16$/iu.test(encoding);
  const open = (label: string): InstanceType<typeof TextDecoder> =>
    new TextDecoder(label, { fatal: true, ignoreBOM: true });
  try {
    open(encoding);
  } catch {
    return null;
  }
  return (bytes) => {
    const isBigEndian = isUtf16 && bytes[0] === 0xfe && bytes[1] === 0xff;
    try {
      const text = open(isUtf16 ? (isBigEndian ? 'utf-16be' : 'utf-16le') : encoding).decode(bytes);
      return isUtf16 ? text.replace(/^\ufeff/u, '') : text;
    } catch {
      return null;
    }
  };
}

export function tagLines(text: string): readonly string[] {
  const lines = text.split(/\r\n|\n|\r/u);
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}
