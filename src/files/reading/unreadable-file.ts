export type UnreadableCode =
  | 'ENCODING_BROKEN'
  | 'FILE_BINARY'
  | 'FILE_CHANGED'
  | 'FILE_EMPTY'
  | 'FILE_ENCRYPTED_ALTERED'
  | 'FILE_ENCRYPTION_UNKNOWN'
  | 'FILE_IS_FOLDER'
  | 'FILE_LINES_QUOTED'
  | 'FILE_MARKUP'
  | 'FILE_MISSING'
  | 'FILE_OTHER_FORMAT'
  | 'FILE_PASSWORD_PROTECTED'
  | 'FILE_UNREADABLE'
  | 'FILE_XLSX_BROKEN'
  | 'FILE_XLSX_TIMEOUT'
  | 'FILE_XLSX_TOO_LARGE'
  | 'FILE_XLS_OLD'
  | 'LONE_SURROGATE'
  | 'NUL_CHARACTER'
  | 'QUOTE_OVER_ROWS'
  | 'QUOTE_UNCLOSED'
  | 'RECORD_TOO_LONG'
  | 'SHEET_MISSING'
  | 'TEXT_TWICE_ENCODED';

export type UnreadableDetail = Readonly<Record<string, string | number>>;

/** A file that cannot be read as a list, for a cause the user can mend. The sentences live elsewhere. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly code: UnreadableCode;
  readonly detail: UnreadableDetail;

  constructor(code: UnreadableCode, detail: UnreadableDetail = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}
