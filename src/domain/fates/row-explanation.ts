import type { Severity } from '../validation/finding-catalogue.ts';
import type { Fate } from './fates.ts';
import type { KindName } from '../kinds/kinds.ts';
import type { ChangedField } from './list-diff.ts';

/** What became of one row of a list. */
export interface RowExplanation {
  readonly source: {
    readonly sourceNo: number;
    readonly kind: KindName;
    readonly file: string;
    readonly exportedOn: string | null;
  };
  readonly row: number;
  readonly fate: Fate;
  readonly fateText: string;
  /** The case that the row belongs to; null for a row that names none. */
  readonly case: {
    readonly id: string | null;
    readonly reference: string | null;
    /** The class now; null for kinds that have none, and for a case not known on the day asked for. */
    readonly class: string | null;
    readonly classLabel: string | null;
  } | null;
  /** For a changed row: what differs from the list before that had the case. */
  readonly changed: readonly ChangedField[];
  /** The list's other rows on the same case. */
  readonly otherRows: readonly { readonly row: number; readonly fate: Fate }[];
  readonly findings: readonly {
    readonly code: string;
    readonly severity: Severity;
    readonly column: string | null;
    readonly message: string;
    readonly remedy: string;
  }[];
}

/** What a fate means, as a Swedish sentence. */
export const FATE_SENTENCES: Readonly<Record<Fate, string>> = {
  new: 'Inläst: ett nytt ärende.',
  changed: 'Inläst: ärendet var känt och uppgifterna ändrades.',
  unchanged: 'Inläst: ärendet var känt och raden säger inget nytt.',
  duplicate: 'Räknas en gång: raden är en exakt upprepning av en annan rad.',
  rejected: 'Avvisad.',
  excluded: 'Undantagen: raden hör inte till det som läses in.',
  blank: 'Tom rad.',
  title: 'Titel- eller rubrikrad.',
  footer: 'Summarad.',
};
