/** The checks of a register, in the order in which they are made and told. */
export const CHECKS = {
  file: 'Filen går att läsa',
  identity: 'Den är ett register av känd version',
  integrity: 'Databasen hänger ihop (SQLite)',
  keys: 'Rader pekar på rader som finns',
  schema: 'Tabellerna är som de ska',
  chain: 'Loggens händelser hänger ihop',
  tail: 'Loggens slut finns kvar',
  seal: 'Filens sidor är som när de förseglades',
  statement: 'Förseglingen är den som loggen anger',
  ledger: 'Varje läst rad är bokförd en gång',
  cases: 'Bokförda rader har sina ärenden',
  facts: 'Uppgifter har sin källrad',
  worklists: 'Arbetslistor stämmer med loggen',
  head: 'Det angivna huvudet finns i loggen',
  companions: 'Registrets nyckelfiler ligger bredvid',
} as const;

export type CheckId = keyof typeof CHECKS;

export interface Problem {
  readonly check: CheckId;
  /** What is wrong, as people read it. */
  readonly what: string;
  /** The event, page, table, list or case: never a name or a number. */
  readonly where: string;
}

export interface Verification {
  readonly ok: boolean;
  readonly problems: readonly Problem[];
  /** The checks that were made; the rest need what could not be read, or there was nothing to compare with. */
  readonly checks: readonly CheckId[];
  /** The checks for which there is nothing to compare with: they have found no fault, and say nothing. */
  readonly uncompared: readonly CheckId[];
  /** The newest event; its hash covers the log. Null where it can not be read. */
  readonly head: { readonly seq: number; readonly hash: string; readonly events: number } | null;
  /** So many times something was shown that has no place in the log yet, as somebody writes. Left out of a file. */
  readonly waiting?: number;
  /** `behind`: events were written after the sealing, and pages could not be held against it; `none`: on a server. */
  readonly seal: {
    readonly state: 'never' | 'behind' | 'sealed' | 'unknown' | 'none';
    readonly eventSeq: number;
  };
}

/** A person lets an altered register stand, with a reason. */
export const ALTERATION_ACCEPTED = 'alteration-accepted';

export interface AlterationAcceptedData {
  readonly reason: string;
  /** The claimed user of the operating system; `by` of the event is who decided. */
  readonly user: string;
  readonly problems: number;
  /** The first of them. */
  readonly found: readonly { readonly check: CheckId; readonly where: string }[];
}
