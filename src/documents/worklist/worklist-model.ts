/**
 * What a worklist is to the writers: text in order, nothing to decide. Whoever builds it knows the rules;
 * the workbook, the CSV and the HTML page only set it out.
 */
export type CellText = string | number | null;

export interface WorklistColumn {
  readonly key: string;
  /** Unique within the list: a returned file is read by its headers. */
  readonly header: string;
  /** In characters, as Excel counts them. */
  readonly width: number;
  /** A fact is handed out and locked; an answer is what we ask for. */
  readonly kind: 'fact' | 'answer';
  /** A `date` cell is given as `YYYY-MM-DD`; anything else in it is kept as text. */
  readonly format: 'text' | 'date' | 'choice';
  readonly choices?: readonly string[];
  /** The choices that settle a row: it is then greyed and never marked as late. */
  readonly settles?: readonly string[];
  /** Shown beside the cell when it is chosen, and under the header on paper. */
  readonly note?: string;
  readonly wrap?: boolean;
  /** Stays in sight when the sheet is scrolled sideways; counted from the first column. */
  readonly pinned?: boolean;
}

export interface WorklistRow {
  /** Recognises the row wherever it is moved. Unique within the list, says nothing about the person. */
  readonly token: string;
  /** The unit the row belongs to, when the list groups by unit. */
  readonly group: string | null;
  readonly cells: Readonly<Record<string, CellText>>;
  /** `YYYY-MM-DD`: written in a column of its own and coloured by how near it is. */
  readonly dueOn: string | null;
}

export interface WorklistSection {
  readonly heading: string;
  readonly lines: readonly string[];
}

export interface WorklistModel {
  readonly id: string;
  readonly snapshotId: string;
  readonly title: string;
  readonly subtitle: string;
  readonly owner: string;
  readonly deadline: string;
  readonly deadlineText: string;
  readonly environment: string;
  readonly environmentText: string;
  readonly asOf: string;
  /** The lists that the rows rest on, and their days; left out of lists that rest on answers alone. */
  readonly basedOn?: string;
  readonly privacyNotice: string;
  /** Printed on every page when the list does not count, as in a rehearsal. */
  readonly watermark: string | null;
  /** What to do in which system, the traps, how to send the file back. */
  readonly instructions: readonly WorklistSection[];
  /** Header of the column that `group` fills. */
  readonly groupHeader: string;
  readonly columns: readonly WorklistColumn[];
  readonly rows: readonly WorklistRow[];
  readonly footnotes: readonly string[];
}
