const ODD_SPACE = /[^\S ]| {2}/u;

/**
 * The form in which headers, terms, kommuner and units are compared: Unicode NFC, lower case,
 * no space around, one space within (contract: "without regard to case, surrounding space and Unicode form").
 *
 * @param text as it stands in the list
 * @returns the folded text; what people read is never taken from here
 */
export function fold(text: string): string {
  const folded = text.toLowerCase().normalize('NFC').trim();
  // Most are right as they are: a replacement would copy each.
  return ODD_SPACE.test(folded) ? folded.replace(/\s+/gu, ' ') : folded;
}
