import { attestsWorkInSource, MARKS, type MarkName } from './marks.ts';

/**
 * What a person says of a case, whichever way it comes in: in a cell of a list, on a list of conflicts, by `mark` or by
 * `decide`.
 */
export interface Statement {
  /** What it is about; null where no work is attested by it. */
  readonly mark: MarkName | null;
  /** Whether it says that this is done; an answer that is taken back, or No, says nothing of the kind. */
  readonly isDone: boolean;
  /** The class that it decides; null where it decides none. */
  readonly decides: string | null;
  /** The day that it gives itself; null where it gives none. */
  readonly on: string | null;
  /** The day that speaks for it: its own, or the row's. */
  readonly doneOn: string | null;
}

/** How things stand when it is said. */
export interface StatedCase {
  readonly asOf: string;
  /** The day since which the source system is read-only; null while it is not. */
  readonly lockedSince: string | null;
  /** The day that the work begins by the plan; null where it has none. */
  readonly stepBeginsOn: string | null;
  /** The day that the case itself began; null where no list says. */
  readonly caseBeganOn: string | null;
  /** Whether the newest list says No to the consent that moving the case needs. */
  readonly isConsentRefused: boolean;
  /** Whether all parties have moved their information; null where that is not asked of the case. */
  readonly areAllPartiesDone: boolean | null;
  /** Whether an earlier step says what a closing rests on; null where none need, and on a list, where the closing waits. */
  readonly isGroundLaid: boolean | null;
}

export type StatementFault =
  | 'ANSWER_AFTER_READ_ONLY'
  | 'ANSWER_IN_THE_FUTURE'
  | 'ANSWER_BEFORE_CASE'
  | 'ANSWER_BEFORE_STEP'
  | 'MOVED_WITHOUT_CONSENT'
  | 'CLOSED_BEFORE_ALL_PARTIES'
  | 'CLOSED_BEFORE_STEP';

interface StatementRule {
  readonly code: StatementFault;
  readonly isBroken: (said: Statement, of: StatedCase) => boolean;
}

const isWork = ({ mark }: Statement): boolean => mark !== null && MARKS[mark].system !== 'both';
/** What is said of a case can not have been so before there was one: of work, and of a decision. */
const isOfCase = (said: Statement): boolean => said.mark === null || isWork(said);
const MOVES_SIP: readonly MarkName[] = ['sip-created-in-lifecare', 'sip-moved'];
const MOVING_SIP: readonly string[] = ['move-with-vardtillfalle', 'move-outside-vardtillfalle'];

const attests = ({ mark, isDone }: Statement, marks: (mark: MarkName) => boolean): boolean =>
  mark !== null && isDone && marks(mark);

const closes = (said: Statement): boolean =>
  attests(said, (mark) => MARKS[mark].closesInSource) || said.decides === 'closed';

/** The one guard: in this order, the first that is broken is why nothing of it is taken in. */
const STATEMENT_RULES: readonly StatementRule[] = [
  {
    // 000: from 16 October the source system can only be read. What was done before is told of late.
    code: 'ANSWER_AFTER_READ_ONLY',
    isBroken: (said, { lockedSince }) =>
      lockedSince !== null && isWorkInSourceBy(said) && (said.doneOn === null || said.doneOn >= lockedSince),
  },
  {
    code: 'ANSWER_IN_THE_FUTURE',
    isBroken: ({ on }, { asOf }) => on !== null && on > asOf,
  },
  {
    code: 'ANSWER_BEFORE_CASE',
    isBroken: (said, { caseBeganOn }) =>
      isOfCase(said) && said.on !== null && caseBeganOn !== null && said.on < caseBeganOn,
  },
  {
    code: 'ANSWER_BEFORE_STEP',
    isBroken: (said, { stepBeginsOn }) =>
      isWork(said) && said.on !== null && stepBeginsOn !== null && said.on < stepBeginsOn,
  },
  {
    // 003, Menprövning: ”Menprövning kan inte användas för att överpröva ett nekande till samtycke”.
    code: 'MOVED_WITHOUT_CONSENT',
    isBroken: (said, { isConsentRefused }) =>
      isConsentRefused &&
      (attests(said, (mark) => MOVES_SIP.includes(mark)) || MOVING_SIP.includes(said.decides ?? '')),
  },
  {
    // 000, Steg 6: ”Avsluta SIP i Prator när alla parter flyttat över sin information”.
    code: 'CLOSED_BEFORE_ALL_PARTIES',
    isBroken: (said, { areAllPartiesDone }) => areAllPartiesDone === false && closes(said),
  },
  {
    // 004, Samtycke: ”Om personen inte samtycker till planeringen, startas inte i Cosmic Link”.
    code: 'CLOSED_BEFORE_STEP',
    isBroken: (said, { isGroundLaid }) => isGroundLaid === false && closes(said),
  },
];

/** Why what is said can not be taken in, whichever way it comes; null where it can. */
export function statementFault(said: Statement, of: StatedCase): StatementFault | null {
  return STATEMENT_RULES.find(({ isBroken }) => isBroken(said, of))?.code ?? null;
}

/** Of work in the source system: what is taken in of it once that is read-only was done before, and comes late. */
export const isWorkInSourceBy = ({ mark }: Pick<Statement, 'mark'>): boolean =>
  mark !== null && attestsWorkInSource(mark);
