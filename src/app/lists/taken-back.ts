import type { ImportReport } from './import-report.ts';

/** A list that is held once its rows have been looked at: what was written of it is taken back. */
export class ListHeld extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('the list is held');
    this.report = report;
  }
}
