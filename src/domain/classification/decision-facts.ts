import type { FactValue, FieldName } from '../kinds/kinds.ts';

/**
 * What a person's decision rests on: the row that showed the case when the decision was made, and the columns that
 * mattered. The facts themselves stay in the register; the log only points at them.
 */
export interface DecisionBasis {
  readonly sourceNo: number;
  readonly row: number;
  readonly columns: readonly string[];
}

/** Columns that every decision on a case of the kind rests on, whatever rule it overruled. */
const DECISION_COLUMNS = {
  sip: [
    'person_id',
    'kommun',
    'unit',
    'part',
    'plan_form',
    'status',
    'phase',
    'consent',
    'is_protected',
    'vardtillfalle_id',
  ],
  vardtillfalle: [
    'person_id',
    'kommun',
    'unit',
    'care_form',
    'ready_at',
    'discharged_at',
    'deceased_on',
    'status',
    'consent',
    'is_protected',
  ],
} as const satisfies {
  readonly sip: readonly FieldName<'sip'>[];
  readonly vardtillfalle: readonly FieldName<'vardtillfalle'>[];
};

/** What tells one person from another of the same name. */
export const WHO: readonly FieldName<'sip' | 'vardtillfalle'>[] = ['person_id', 'name', 'kommun'];

/** The columns under a decision: those of its kind, and those of the rule that it overruled. */
export function columnsUnderDecision(
  kind: keyof typeof DECISION_COLUMNS,
  overruledRestsOn: readonly string[],
): readonly string[] {
  return [...new Set<string>([...DECISION_COLUMNS[kind], ...overruledRestsOn])];
}

const UNCHANGED: readonly string[] = [];

/**
 * The columns under a decision whose facts are no longer what they were.
 *
 * @param then the facts when the decision was made
 * @param now the facts of the newest list
 */
export function changedUnderDecision(
  { columns }: DecisionBasis,
  then: Readonly<Record<string, FactValue>>,
  now: Readonly<Record<string, FactValue>>,
): readonly string[] {
  const changed = columns.filter((column) => (then[column] ?? null) !== (now[column] ?? null));
  return changed.length === 0 ? UNCHANGED : changed;
}
