/** S = SIP, V = vårdtillfälle, P = person, M = meddelande, D = a party (deltagare) of a SIP. */
export type ReferenceKind = 'S' | 'V' | 'P' | 'M' | 'D';

export interface Reference {
  readonly kind: ReferenceKind;
  readonly number: number;
}

/** 23 letters (a prime number): without I, O and Q, which are read as 1 and 0. */
const CHECK_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** Distinct and not 0 modulo 23, so that a wrong kind letter always shows. */
const KIND_VALUE: Readonly<Record<ReferenceKind, number>> = { S: 1, V: 2, P: 3, M: 4, D: 5 };

/** A primitive root of 23: no two of 22 neighbouring positions weigh the same, and none weighs 0. */
const BASE = 5;

const MAX_DIGITS = 15;
const ZERO = '0'.charCodeAt(0);
const SHAPE = /^([SVPMD])(\d{1,15})-?([A-Z])$/;

/**
 * A short code for a case, to be spoken, written and typed; it carries nothing of the identity.
 *
 * In: the kind and a serial number (positive integer of at most 15 digits). Out: 'S1042-P': kind letter,
 * number, hyphen, check letter. The check letter is wrong after any single-digit error, any transposition
 * of two digits, and any change of the kind letter.
 * Throws RangeError if the number is not a positive integer of at most 15 digits.
 * Source: promises (Privacy), style (Errors): cite source row and reference code, never the identity.
 */
export function referenceCode(kind: ReferenceKind, number: number): string {
  if (!Number.isSafeInteger(number) || number < 1 || number >= 10 ** MAX_DIGITS) {
    throw new RangeError('A reference number is a positive integer of at most 15 digits.');
  }
  const digits = String(number);
  return `${kind}${digits}-${checkLetter(kind, digits)}`;
}

/**
 * Reads a code that a person has typed: any case, spaces anywhere, hyphen optional.
 *
 * Out: kind and number; 'wrong-check' if it looks like a code but was mistyped; null if it is no code.
 * Never throws.
 */
export function parseReferenceCode(text: string): Reference | 'wrong-check' | null {
  const compact = text
    .replace(/\s+/g, '')
    .replace(/\p{Pd}/gu, '-')
    .toUpperCase();
  const [, kind, digits, letter] = SHAPE.exec(compact) ?? [];
  if (!isKind(kind) || digits === undefined) return null;
  const isIssued = !digits.startsWith('0') && letter === checkLetter(kind, digits);
  return isIssued ? { kind, number: Number(digits) } : 'wrong-check';
}

function isKind(letter: string | undefined): letter is ReferenceKind {
  return letter !== undefined && Object.hasOwn(KIND_VALUE, letter);
}

/** Kind and digits read as one number in base 5, modulo 23. */
function checkLetter(kind: ReferenceKind, digits: string): string {
  let value = KIND_VALUE[kind];
  for (let at = 0; at < digits.length; at += 1) {
    value = (value * BASE + digits.charCodeAt(at) - ZERO) % CHECK_LETTERS.length;
  }
  return CHECK_LETTERS.charAt(value);
}
