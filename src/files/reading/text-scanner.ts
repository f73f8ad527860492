/** The delimiters a list may come with. */
export const DELIMITERS = [';', '\t', '|', ','] as const;

// What a byte may be. Those below LINE_FEED are text; a delimiter is DELIMITER plus its place in DELIMITERS.
const ORDINARY = 0;
const HIGH = 1;
const CONTROL = 2;
const NUL = 3;
const QUOTE = 4;
const LINE_FEED = 5;
const CARRIAGE_RETURN = 6;
const DELIMITER = 7;

const KIND = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  const delimiter = (DELIMITERS as readonly string[]).indexOf(character);
  if (delimiter >= 0) return DELIMITER + delimiter;
  if (character === '\n') return LINE_FEED;
  if (character === '\r') return CARRIAGE_RETURN;
  if (character === '"') return QUOTE;
  if (byte === 0) return NUL;
  if (byte >= 0x80) return HIGH;
  return byte < 0x20 || byte === 0x7f ? CONTROL : ORDINARY;
});

/** A–Z, a–z. */
const IS_LETTER = Uint8Array.from({ length: 256 }, (_, byte) => {
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x7a ? 1 : 0;
});
/** Whether a byte has a letter on both sides. */
const isInWord = (bytes: Uint8Array, at: number): boolean =>
  IS_LETTER[bytes[at - 1] ?? 0] === 1 && IS_LETTER[bytes[at + 1] ?? 0] === 1;
/** The bytes that stand before the last one of what {@link isSuspect} tells of. */
const IS_BEFORE_SUSPECT = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 0xce && byte <= 0xd3) || [0xd8, 0xc2].includes(byte) ? 1 : 0,
);

/** Records with more delimiters than this are counted as having this many. */
const WIDEST = 1023;

/**
 * Looks once at every byte of a text in an ASCII-compatible encoding and counts what is needed to choose encoding
 * and delimiter. It must be quick, so it knows no cells: a quote opens after any delimiter it might be.
 */
export class TextScanner {
  /** How often each byte from 0x80 up occurs. */
  readonly highBytes = new Uint32Array(256);
  /** How often with a letter on both sides. */
  readonly highInWords = new Uint32Array(256);
  /** For each delimiter: how many records have 0, 1, 2 … of it outside quotes. */
  readonly shapes = DELIMITERS.map(() => new Uint32Array(WIDEST + 1));
  /** Ended records; {@link finish} counts a last one without line end. */
  records = 0;
  blankRecords = 0;
  /** Those that end records; a line end inside quotes belongs to its cell. */
  lineFeeds = 0;
  carriageReturns = 0;
  crlfs = 0;
  longestRecord = 0;
  /** The first record with a zero byte. */
  nulRecord = 0;
  controls = 0;
  /** å ä ö and their like as UTF-8 writes them: 0xC3 and one more high byte. */
  utf8Letters = 0;
  /** "Ã" before what follows it where UTF-8 was read as Windows-1252 and saved again, and the first record with it. */
  twiceEncoded = 0;
  twiceEncodedRecord = 0;
  /** The first record with half a surrogate pair in the way that careless writers of UTF-8 spell it. */
  surrogateRecord = 0;
  /** Some character may be one that {@link inspectCell} tells of. */
  hasSuspect = false;
  /** The last record has no line end. */
  isCutOff = false;
  /** There is a quote somewhere, in a cell or around it. */
  hasQuote = false;
  /** A quote that ends where no cell ends, or never. */
  hasOddQuote = false;

  readonly #delimiters = new Uint32Array(DELIMITERS.length);
  #position = 0;
  #recordStart = 0;
  #cellStart = 0;
  #isQuoted = false;
  /** Where the quote stands that ends the quotes, unless another one follows at once. */
  #closingQuote = -1;
  #lastReturn = -1;
  #high1 = 0;
  #high2 = 0;

  /** True when nothing stands after the last line end. */
  get isAtRecordStart(): boolean {
    return this.#position === this.#recordStart;
  }

  scan(bytes: Uint8Array): void {
    const length = bytes.length;
    const delimiters = this.#delimiters;
    for (let index = 0; index < length; index++) {
      const byte = bytes[index] ?? 0;
      const kind = KIND[byte] ?? ORDINARY;
      if (kind === ORDINARY) continue;
      if (kind >= DELIMITER && this.#closingQuote < 0) {
        // What most of these bytes are.
        if (this.#isQuoted) continue;
        delimiters[kind - DELIMITER] = (delimiters[kind - DELIMITER] ?? 0) + 1;
        this.#cellStart = this.#position + index + 1;
        continue;
      }
      if (kind === HIGH) {
        if (byte === 0xc3 && this.#isLetterCounted(byte, bytes[index + 1] ?? 0)) {
          index += 1;
          continue;
        }
        this.#countHigh(byte, isInWord(bytes, index));
        if (this.#closingQuote < 0) continue;
      }
      this.#step(kind, this.#position + index);
    }
    this.#position += length;
  }

  finish(): void {
    this.#closeQuotes(this.#position, false);
    if (this.#isQuoted) this.hasOddQuote = true;
    this.isCutOff = !this.isAtRecordStart;
    if (this.isCutOff) this.#endRecord(this.#position, this.#position);
  }

  #step(kind: number, place: number): void {
    if (this.#closingQuote >= 0) {
      if (kind === QUOTE && this.#closingQuote === place - 1) {
        this.#closingQuote = -1;
        return;
      }
      this.#closeQuotes(place, kind < LINE_FEED);
    }
    switch (kind) {
      case LINE_FEED:
      case CARRIAGE_RETURN:
        this.#endLine(kind, place);
        return;
      case QUOTE:
        this.hasQuote = true;
        if (this.#isQuoted) this.#closingQuote = place;
        else this.#isQuoted = this.#cellStart === place;
        return;
      case HIGH:
        // It has been counted.
        return;
      case NUL:
        this.controls++;
        if (this.nulRecord === 0) this.nulRecord = this.records + 1;
        return;
      case CONTROL:
        this.controls++;
        this.hasSuspect = true;
        return;
      default:
        if (this.#isQuoted) return;
        this.#delimiters[kind - DELIMITER] = (this.#delimiters[kind - DELIMITER] ?? 0) + 1;
        this.#cellStart = place + 1;
    }
  }

  #endLine(kind: number, place: number): void {
    if (kind === LINE_FEED && this.#lastReturn === place - 1) {
      this.lineFeeds++;
      this.crlfs++;
      this.#recordStart = place + 1;
      this.#cellStart = place + 1;
      return;
    }
    if (this.#isQuoted) return;
    if (kind === LINE_FEED) {
      this.lineFeeds++;
    } else {
      this.carriageReturns++;
      this.#lastReturn = place;
    }
    this.#endRecord(place, place + 1);
  }

  /** A closing quote is odd when anything but the end of the cell follows it. */
  #closeQuotes(place: number, isText: boolean): void {
    if (this.#closingQuote < 0) return;
    if (isText || this.#closingQuote !== place - 1) this.hasOddQuote = true;
    this.#closingQuote = -1;
    this.#isQuoted = false;
  }

  /** Counts å, ä, ö and their like as UTF-8 writes them, after 0xC3: nearly all that is high in a Swedish list. */
  #isLetterCounted(byte: 0xc3, next: number): boolean {
    // What half a character before it says is for #countHigh.
    if (next < 0x80 || next >= 0xc0 || this.#high1 >= 0xc0 || this.#closingQuote >= 0) return false;
    this.highBytes[byte] = (this.highBytes[byte] ?? 0) + 1;
    this.highBytes[next] = (this.highBytes[next] ?? 0) + 1;
    this.utf8Letters++;
    this.#high2 = byte;
    this.#high1 = next;
    return true;
  }

  #countHigh(byte: number, isWithinWord: boolean): void {
    this.highBytes[byte] = (this.highBytes[byte] ?? 0) + 1;
    if (isWithinWord) this.highInWords[byte] = (this.highInWords[byte] ?? 0) + 1;
    const before = this.#high1;
    if (before === 0xc3 && byte < 0xc0) this.utf8Letters++;
    if (before === 0xed || before === 0x83) this.#countMiswritten(before, byte);
    const mayBeSuspect = IS_BEFORE_SUSPECT[before] === 1 || this.#high2 === 0xef || this.#high2 === 0xe2;
    if (mayBeSuspect && isSuspect(this.#high2, before, byte)) this.hasSuspect = true;
    this.#high2 = before;
    this.#high1 = byte;
  }

  #countMiswritten(before: number, byte: number): void {
    if (before === 0xed && byte >= 0xa0 && byte < 0xc0 && this.surrogateRecord === 0) {
      this.surrogateRecord = this.records + 1;
    }
    if (this.#high2 === 0xc3 && before === 0x83 && (byte === 0xc2 || byte === 0xe2)) {
      this.twiceEncoded++;
      if (this.twiceEncodedRecord === 0) this.twiceEncodedRecord = this.records + 1;
    }
  }

  #endRecord(end: number, next: number): void {
    this.records++;
    const length = end - this.#recordStart;
    if (length === 0) this.blankRecords++;
    if (length > this.longestRecord) this.longestRecord = length;
    this.#recordStart = next;
    this.#cellStart = next;
    this.#isQuoted = false;
    for (let index = 0; index < DELIMITERS.length; index++) {
      const count = Math.min(this.#delimiters[index] ?? 0, WIDEST);
      const shape = this.shapes[index];
      if (shape !== undefined) shape[count] = (shape[count] ?? 0) + 1;
      this.#delimiters[index] = 0;
    }
  }
}

/** May the bytes be UTF-8 for something invisible, for a direction mark, or for a Greek or Cyrillic letter? */
function isSuspect(first: number, second: number, third: number): boolean {
  if (second >= 0xce && second <= 0xd3) return true;
  if (second === 0xd8) return third === 0x9c;
  if (second === 0xc2) return third < 0xa0 || third === 0xad;
  if (first === 0xef) return second === 0xbb && third === 0xbf;
  return first === 0xe2 && isSuspectPunctuation(second, third);
}

/** U+200B, U+200E, U+200F, U+202A–U+202E, U+2060–U+2069. */
function isSuspectPunctuation(second: number, third: number): boolean {
  if (second === 0x81) return third >= 0xa0 && third <= 0xa9;
  return (
    second === 0x80 &&
    (third === 0x8b || third === 0x8e || third === 0x8f || (third >= 0xaa && third <= 0xae))
  );
}

/** The count from 1 up that most records have. */
function mostUsual(shape: Uint32Array): number {
  let width = 1;
  for (let count = 2; count < shape.length; count++) {
    if ((shape[count] ?? 0) > (shape[width] ?? 0)) width = count;
  }
  return width;
}

/** How many cells most records have that have more than one; 0 for a delimiter that was not counted. */
export function usualWidth(scanner: TextScanner, delimiter: string): number {
  const shape = scanner.shapes[(DELIMITERS as readonly string[]).indexOf(delimiter)];
  return shape === undefined ? 0 : mostUsual(shape) + 1;
}

/** The share of records that must have the same number of a delimiter for it to be a stable one. */
const STABLE = 0.8;

/**
 * The delimiter that gives the file its shape: the one of the widest stable column count. A comma also lives inside
 * Swedish cells ("Berg, Anna", 2,5): it wins over another stable one only where it is wider and holds in more records,
 * the header among them.
 * A file of a single column is called semicolon-separated.
 */
export function chooseDelimiter(scanner: TextScanner): string {
  const filled = Math.max(1, scanner.records - scanner.blankRecords);
  const shapes = DELIMITERS.map((delimiter, index) => {
    const shape = scanner.shapes[index] ?? new Uint32Array();
    const width = mostUsual(shape);
    return { delimiter, width, records: shape[width] ?? 0 };
  }).filter(({ records }) => records > 0);
  const stable = shapes.filter(({ records }) => records >= filled * STABLE);
  const byWidth = (a: { width: number }, b: { width: number }): number => b.width - a.width;
  const [widest] = stable.filter(({ delimiter }) => delimiter !== ',').toSorted(byWidth);
  const comma = stable.find(({ delimiter }) => delimiter === ',');
  if (widest !== undefined && comma !== undefined) {
    return comma.width > widest.width && comma.records > widest.records ? ',' : widest.delimiter;
  }
  const [chosen] =
    stable.length > 0
      ? stable.toSorted(byWidth)
      : shapes.toSorted((a, b) => b.records * b.width - a.records * a.width);
  return chosen?.delimiter ?? ';';
}
