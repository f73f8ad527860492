import type { Source } from '../../register/lists/sources.ts';
import type { ImportReport } from './import-report.ts';
import type { RecognisedList } from './recognise-list.ts';

/** A list that somebody else took in while this run waited to write. */
export class TakenInMeanwhile extends Error {
  readonly list: RecognisedList;
  readonly source: Source;

  constructor(list: RecognisedList, source: Source) {
    super('the list is in');
    this.list = list;
    this.source = source;
  }
}

/** A list that is held once its rows have been looked at: what was written of it is taken back. */
export class ListHeld extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport) {
    super('the list is held');
    this.report = report;
  }
}
