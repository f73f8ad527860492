/** How the cells of a text are quoted. */
export interface QuoteStyle {
  readonly quote: '"' | "'";
  /** There is space between delimiters and quotes, which is part of no cell. */
  readonly isSpaced: boolean;
  /** How many cells most records have; null where it does not matter. */
  readonly width: number | null;
}

/** The share of lines that must be written in one way for the file to be. */
const NEARLY_ALL = 0.9;
/** Lines looked at; a program writes all of its lines alike. */
const LINES = 200;

/**
 * How a text is quoted, by its first lines.
 *
 * @param start the beginning of the text
 * @param hasQuote whether there is a double quote anywhere in it
 * @param width how many cells most records have
 * @returns null where nothing is quoted
 */
export function quoteStyleOf(
  start: string,
  delimiter: string,
  hasQuote: boolean,
  width: number,
): QuoteStyle | null {
  const lines = linesOf(start);
  if (!hasQuote)
    return isMost(lines, (line) => isSingleQuoted(line, delimiter))
      ? { quote: "'", isSpaced: false, width }
      : null;
  return { quote: '"', width, isSpaced: isMost(lines, (line) => line.includes(`${delimiter} "`)) };
}

/** Whether each line as a whole stands in quotes, as if it were a single cell. */
export function hasQuotedLines(start: string, delimiters: readonly string[]): boolean {
  const lines = linesOf(start);
  return isMost(lines, (line) => {
    const within = line.slice(1, -1).replaceAll('""', '');
    return /^".*"$/u.test(line) && !within.includes('"') && delimiters.some((one) => within.includes(one));
  });
}

function isSingleQuoted(line: string, delimiter: string): boolean {
  const cells = line.split(delimiter);
  return (
    cells.length > 1 && cells.every((cell) => cell.length > 1 && cell.startsWith("'") && cell.endsWith("'"))
  );
}

function linesOf(start: string): readonly string[] {
  return start
    .split(/\r\n|[\r\n]/)
    .slice(0, LINES)
    .filter((line) => line.trim() !== '');
}

function isMost(lines: readonly string[], test: (line: string) => boolean): boolean {
  return lines.length > 1 && lines.filter(test).length >= lines.length * NEARLY_ALL;
}
