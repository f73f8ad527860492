/**
 * The form in which headers, terms, kommuner and units are compared: Unicode NFC, lower case,
 * no space around, one space within (contract: "without regard to case, surrounding space and Unicode form").
 *
 * @param text as it stands in the list
 * @returns the folded text; what people read is never taken from here
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[\s\u00a0]+/gu, ' ')
    .trim();
}
