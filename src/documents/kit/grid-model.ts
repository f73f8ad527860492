/** A sheet with one table: what stands above it, its columns and its rows. */
export interface Grid {
  readonly name: string;
  readonly title: string;
  /** What is counted and how; a line each. */
  readonly notes: readonly string[];
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  /** The column whose text shows how deep a row lies, where rows lie under others. */
  readonly outlineAt?: number;
}

export interface GridColumn {
  readonly header: string;
  readonly format: 'text' | 'count' | 'decimal' | 'share' | 'day';
  /** Breaks lines at this width; without it the column is as wide as its longest cell. */
  readonly wrapAt?: number;
}

export interface GridRow {
  /** Days as ISO text, shares between 0 and 1. */
  readonly cells: readonly GridCell[];
  readonly isTotal?: boolean;
  /** How deep it lies under the row above it. */
  readonly level?: number;
}

export type GridCell = string | number | null;
