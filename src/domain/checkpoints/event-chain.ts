import { bagProblem, type BagProblem } from './bag-problems.ts';
import { BAG_FILES, CHECKPOINT_CREATED } from './checkpoint.ts';
import { isEventKeptWithoutPersons } from './pseudonymised.ts';

/** How events are chained; the hash before the first is `genesis`. */
export interface Hashing {
  readonly genesis: string;
  /** SHA-256 of a text, in hexadecimal digits. */
  readonly sha256: (text: string) => string;
}

interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** The events of a bag, and what is wrong with their chain. */
export interface EventChain {
  readonly lines: readonly string[];
  /** The members of the last line that is an event, as it was hashed; empty where none is. */
  readonly last: readonly unknown[];
  readonly head: Link;
  readonly headBefore: Link;
  readonly problems: readonly BagProblem[];
}

/** Where the last line of the events stands, as problems say it. */
export const lastLineOf = ({ lines }: EventChain): string => `${BAG_FILES.events}:${lines.length}`;

/** What a line of the events says; what ends a line is LF and nothing else. Empty where it is no such line. */
function partsOfEventLine(line: string): readonly string[] {
  return (
    /^\{"hash":"([0-9a-f]{64})","event":(\[.*\])(?:,"dataSha256":"([0-9a-f]{64})")?\}$/su.exec(line) ?? []
  );
}

/** Goes through the chain link by link. Without persons the data of some events is withheld: their hashes can not be made anew. */
export function readChain(text: string, isPseudonymised: boolean, hashing: Hashing): EventChain {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const problems: BagProblem[] = [];
  let head: Link = { seq: 0, hash: hashing.genesis };
  let headBefore = head;
  let last: readonly unknown[] = [];
  for (const [at, line] of lines.entries()) {
    const where = `${BAG_FILES.events}:${at + 1}`;
    const [, hash = '', written = '', dataSha256] = partsOfEventLine(line);
    const event = arrayOf(written);
    if (event === null) {
      problems.push(bagProblem('EVENT_LINE_FAULTY', where));
      continue;
    }
    const isWithheld = isPseudonymised && dataSha256 !== undefined;
    const isChanged = isWithheld
      ? isWithheldForNothing(String(event[TYPE]))
      : hash !== hashing.sha256(written);
    problems.push(...linkProblems(event, head, where));
    if (isChanged) problems.push(bagProblem('EVENT_CHANGED', where, String(event[SEQ])));
    headBefore = head;
    head = { seq: Number(event[SEQ]), hash };
    last = event;
  }
  return { lines, last, head, headBefore, problems };
}

const MEMBERS = 9;
const SEQ = 0;
const TYPE = 4;
const PREV_HASH = 8;

function linkProblems(event: readonly unknown[], before: Link, where: string): readonly BagProblem[] {
  const seq = event[SEQ];
  return [
    ...(seq === before.seq + 1 ? [] : [bagProblem('EVENT_MISSING', where, String(before.seq + 1))]),
    ...(event[PREV_HASH] === before.hash ? [] : [bagProblem('EVENT_LINK_BROKEN', where, String(seq))]),
  ];
}

/** Of an earlier checkpoint only its data, which is not there, could tell. */
const isWithheldForNothing = (type: string): boolean =>
  type !== CHECKPOINT_CREATED && isEventKeptWithoutPersons(type, '');

/** Null unless the text is an event as the log writes it. */
function arrayOf(text: string): readonly unknown[] | null {
  try {
    const value = JSON.parse(text) as unknown;
    return Array.isArray(value) && value.length === MEMBERS && JSON.stringify(value) === text ? value : null;
  } catch {
    return null;
  }
}
