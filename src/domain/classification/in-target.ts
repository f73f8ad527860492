/** What a list of the target system says of a case. */
export interface TargetEvidence {
  readonly listOn: string;
  readonly isThere: boolean;
  /** Whether it has it, going on or finished: enough to say that it was begun there. */
  readonly wasThere?: true;
  /** The day it came to be there, where the list says. */
  readonly createdOn?: string | null;
}

/** What says that a case goes on in the target system, and with what standing. */
export interface InTarget {
  /** The first day from which it is there, by whoever says so. */
  readonly since: string;
  /**
   * By a person's word alone; by a list of the target system alone; by both; or by a word that a later whole list from
   * there does not bear out.
   */
  readonly standing: 'attested' | 'listed' | 'confirmed' | 'contradicted';
  /** The list of the target system that says so, or says otherwise; null where none says anything. */
  readonly listOn: string | null;
}

/** Whether the case counts as going on in the target system: a word that a list contradicts does not. */
export const isInTarget = (of: InTarget | null): of is InTarget =>
  of !== null && of.standing !== 'contradicted';

/** "är intygat startat i Lifecare SP 2025-09-30 (bekräftat av uttaget därifrån 2025-10-02)": inside a sentence. */
export function inTargetText({ since, standing, listOn }: InTarget, begun: string, target: string): string {
  if (standing === 'listed') return `finns i uttaget från ${target} ${listOn ?? ''}`;
  const borneOut = {
    attested: 'ännu inte bekräftat av något uttag därifrån',
    confirmed: `bekräftat av uttaget därifrån ${listOn ?? ''}`,
    contradicted: `uttaget därifrån ${listOn ?? ''} har det inte`,
  }[standing];
  return `är intygat ${begun} i ${target} ${since} (${borneOut})`;
}
