import type { Field, KindName } from '../kinds/kinds.ts';

/** How far a proposal can be trusted. */
type Confidence = 'sure' | 'guess';

export type ReasonCode =
  | 'HEADER_KNOWN'
  | 'HEADER_SAME_LETTERS'
  | 'HEADER_NEAR'
  | 'HEADER_POINTS'
  | 'HEADER_HINTS'
  | 'HEADER_SILENT'
  | 'VALUES_PROVE'
  | 'VALUES_FIT'
  | 'VALUES_DOUBTFUL'
  | 'VALUES_ORDERED'
  | 'VALUES_DISORDERED'
  | 'LEFT_OVER'
  | 'COLUMN_EMPTY'
  | 'OTHER_COLUMN_COMPETES'
  | 'KOMMUN_MAY_BE_OTHER'
  | 'KIND_NOT_SURE';

export interface Reason {
  readonly code: ReasonCode;
  /** A share in per cent, or other headers. Never a cell's content. */
  readonly detail: string | null;
}

export interface ColumnProposal {
  readonly field: Field;
  readonly index: number;
  readonly header: string;
  readonly confidence: Confidence;
  readonly because: readonly Reason[];
}

interface ValueProposal {
  readonly field: Field;
  readonly text: string;
  readonly code: string;
  readonly rows: number;
}

/** A text of a column with a vocabulary that nothing leads to. */
export interface TextNotUnderstood {
  readonly field: Field;
  /** Null where it may say who somebody is. */
  readonly text: string | null;
  readonly rows: number;
}

export type UnclearReason =
  'columns-equal' | 'fields-equal' | 'day-of-what' | 'values-contradict' | 'header-twice' | 'header-missing';

export interface Unclear {
  readonly reason: UnclearReason;
  /** Canonical columns that may be meant. */
  readonly fields: readonly Field[];
  readonly headers: readonly string[];
}

export type UnmappedReason = 'free-text' | 'person-of-another' | 'not-needed';

export interface KindProposal {
  readonly kind: KindName;
  readonly isIdentified: boolean;
  readonly score: number;
  readonly columns: readonly ColumnProposal[];
  readonly values: readonly ValueProposal[];
  readonly notUnderstood: readonly TextNotUnderstood[];
  readonly unclear: readonly Unclear[];
  readonly unmapped: readonly { readonly header: string; readonly reason: UnmappedReason }[];
  readonly missing: readonly Field[];
}

export interface MappingProposal extends KindProposal {
  readonly kindIsSure: boolean;
}

export type ProposalResult =
  | { readonly proposal: MappingProposal }
  /** Several kinds fit as well; someone must say which. */
  | { readonly kinds: readonly KindName[] }
  /** No kind fits. */
  | { readonly nearest: KindProposal };
