import { doubtsText, type RowDoubt } from '../target/target-row.ts';

/** What a list of the target system says of a case. */
export interface TargetEvidence {
  readonly listOn: string;
  readonly isThere: boolean;
  /** Whether it has it, going on or finished: enough to say that it was begun there. */
  readonly wasThere?: true;
  /** The day it came to be there, where the list says. */
  readonly createdOn?: string | null;
}

/** Rows of the target that may be of a case, where none of them is evidence of it. */
export interface UnclearThere {
  readonly listOn: string;
  readonly why: readonly RowDoubt[];
}

/** What says that a case goes on in the target system, and with what standing. */
export interface InTarget {
  /** The first day from which it is there, by whoever says so. */
  readonly since: string;
  /**
   * By a person's word alone; by a list of the target system alone; by both; or by a word that a later whole list from
   * there does not bear out. `unclear`: by nobody, but a list from there has a row that may be of it.
   */
  readonly standing: 'attested' | 'listed' | 'confirmed' | 'contradicted' | 'unclear';
  /** The list of the target system that says so, or says otherwise; null where none says anything. */
  readonly listOn: string | null;
  /** Why its row there proves nothing. */
  readonly why?: readonly RowDoubt[];
}

/** Whether the case counts as going on in the target system: a word that a list contradicts does not. */
export const isInTarget = (of: InTarget | null): of is InTarget =>
  of !== null && of.standing !== 'contradicted' && of.standing !== 'unclear';

/** Whether nobody can say: what would be otherwise if it went on there needs a decision. */
export const isUnclearInTarget = (of: InTarget | null): of is InTarget => of?.standing === 'unclear';

/** "är intygat startat i Lifecare SP 2025-09-30 (bekräftat av uttaget därifrån 2025-10-02)": inside a sentence. */
export function inTargetText(
  { since, standing, listOn, why = [] }: InTarget,
  begun: string,
  target: string,
): string {
  if (standing === 'listed') return `finns i uttaget från ${target} ${listOn ?? ''}`;
  if (standing === 'unclear')
    return `har kanske en rad i uttaget från ${target} ${listOn ?? ''}, som inte räknas (${doubtsText(why)})`;
  const borneOut = {
    attested: 'ännu inte bekräftat av något uttag därifrån',
    confirmed: `bekräftat av uttaget därifrån ${listOn ?? ''}`,
    contradicted: `uttaget därifrån ${listOn ?? ''} har det inte`,
  }[standing];
  return `är intygat ${begun} i ${target} ${since} (${borneOut})`;
}
