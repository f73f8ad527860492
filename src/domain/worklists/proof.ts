import { isGuardedStep } from './guarded.ts';
import type { Subject } from './subject.ts';

/** A sum that the lists of some steps must make: every case that should be on them is, once. */
export interface ProvenSum {
  readonly label: string;
  readonly steps: readonly string[];
  readonly expected: number;
  readonly rows: number;
  /** Of the rows, those on lists for named persons alone. */
  readonly guardedRows: number;
}

interface SumRule {
  readonly label: string;
  readonly steps: readonly string[];
  readonly counts: (subject: Subject) => boolean;
  /** Told only where there are any: nothing to prove before the systems can be compared. */
  readonly isRare?: true;
}

const isOpenVardtillfalle = (subject: Subject): boolean =>
  subject.kind === 'vardtillfalle' && subject.classification.class !== 'closed';
const moves = (subject: Subject): boolean =>
  subject.kind === 'vardtillfalle' && subject.moves && !subject.isProtected;

/** Each line counts the cases on its own, without the steps' own conditions. */
const SUMS: readonly SumRule[] = [
  {
    label: 'Öppna SIP:ar',
    steps: ['6', 'stada', 'vardplan', 'beslut', 'skyddade'],
    counts: (subject) => subject.kind === 'sip' && subject.classification.class !== 'closed',
  },
  { label: 'Vårdtillfällen som startas i Lifecare SP', steps: ['2-somatik', '2-psykiatri'], counts: moves },
  { label: 'Samma vårdtillfällen hos öppenvården', steps: ['3-primarvard', '3-psykiatri'], counts: moves },
  { label: 'Samma vårdtillfällen hos biståndshandläggare', steps: ['4a'], counts: moves },
  { label: 'Samma vårdtillfällen hos kommunal HSL-personal', steps: ['4b'], counts: moves },
  {
    label: 'Öppna vårdtillfällen',
    steps: ['5', 'beslut-vardtillfallen', 'skyddade-vardtillfallen'],
    counts: isOpenVardtillfalle,
  },
  {
    label: 'Borttappade SIP:ar',
    steps: ['borttappade'],
    counts: (subject) => subject.kind === 'sip' && subject.lost !== null,
    isRare: true,
  },
  {
    label: 'Okvitterade meddelanden i öppna ärenden',
    steps: ['kvittera', 'skyddade-kvittera'],
    counts: (subject) => subject.kind === 'meddelande',
  },
];

/** The sums that the steps handed out can be held to: only those whose steps were all asked for. */
export function proveSums(
  subjects: Iterable<Subject>,
  rowsOfStep: ReadonlyMap<string, number>,
  stepsAsked: readonly string[],
): readonly ProvenSum[] {
  const rules = SUMS.filter(({ steps }) => steps.every((step) => stepsAsked.includes(step)));
  const expected = rules.map(() => 0);
  for (const subject of subjects) {
    rules.forEach(({ counts }, at) => {
      if (counts(subject)) expected[at] = (expected[at] ?? 0) + 1;
    });
  }
  return rules.flatMap(({ label, steps, isRare }, at) => {
    const rowsOf = (of: readonly string[]): number =>
      of.reduce((total, step) => total + (rowsOfStep.get(step) ?? 0), 0);
    const rows = rowsOf(steps);
    const guardedRows = rowsOf(steps.filter(isGuardedStep));
    const sum = { label, steps, expected: expected[at] ?? 0, rows, guardedRows };
    return isRare === true && sum.expected + rows === 0 ? [] : [sum];
  });
}
