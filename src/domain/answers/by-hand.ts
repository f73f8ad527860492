import { MARKS, type MarkName } from './marks.ts';
import { undoneSeqs } from './undone.ts';

/** What a person says of a case by hand (`mark`), on no list. */
export const MARKED = 'marked';

export interface MarkedData {
  readonly mark: MarkName;
  readonly note: string;
  /** Of work in the source system, done before that was set read-only and said after. */
  readonly isLate?: true;
}

/** An event of the log, as far as what is said of a case is read from it. */
export interface LoggedWord {
  readonly seq: number;
  readonly type: string;
  readonly kind: string | null;
  readonly caseId: string | null;
  readonly effectiveOn: string;
  readonly data: string;
}

export interface WordByHand<Event extends LoggedWord = LoggedWord> {
  readonly kind: string;
  readonly caseId: string;
  readonly mark: MarkName;
  readonly event: Event;
}

/**
 * Picks out of the log what people have said by hand and nobody has undone: for whoever counts it, in whatever way.
 *
 * @param events those of `MARKED` and `UNDONE` at least, in the order of `seq`
 */
export function wordsByHand<Event extends LoggedWord>(
  events: readonly Event[],
): readonly WordByHand<Event>[] {
  const marked = events.filter(({ type }) => type === MARKED);
  if (marked.length === 0) return [];
  const undone = undoneSeqs(events);
  return marked.flatMap((event) => {
    const { seq, kind, caseId, data } = event;
    if (kind === null || caseId === null || undone.has(seq)) return [];
    return [{ kind, caseId, mark: (JSON.parse(data) as MarkedData).mark, event }];
  });
}

/** Those that say that a case is finished in the source system. */
export const closingsByHand = <Event extends LoggedWord>(
  events: readonly Event[],
): readonly WordByHand<Event>[] => wordsByHand(events).filter(({ mark }) => MARKS[mark].closesInSource);
