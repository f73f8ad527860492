import type { Classification } from '../domain/classification/class-rule.ts';
import { alsoText, casesNow, classWriter, setSetting, type CaseBookkeeping } from '../register/cases.ts';
import type { NewEvent } from '../register/events.ts';
import type { Database, Register } from '../register/register.ts';
import { newestListOn } from '../register/sources.ts';
import { openClassifier } from './classifier.ts';

/** Setting: the day that the stored classes count from. */
export const CLASSIFIED_ON = 'classified_on';

/**
 * Classifies anew every case that an import can have touched, both ways, and logs each change of class with its
 * rule. Vårdtillfällen come first, since SIPs follow them.
 *
 * The classes kept are those of `asOf`, or of the newest list's day where that is later; for any other day they are
 * worked out when asked for.
 *
 * @param justClassifiedBy the list whose new SIPs were classified as they came in
 */
export function reclassify(
  register: Register,
  asOf: string,
  justClassifiedBy: number | null,
  logEvent: (event: NewEvent) => number,
): void {
  const { db } = register;
  const day = classificationDay(db, asOf);
  const classifier = openClassifier(register, day);
  const writerOf = { sip: classWriter(db, 'sip'), vardtillfalle: classWriter(db, 'vardtillfalle') };
  const apply = (kind: 'sip' | 'vardtillfalle', row: CaseBookkeeping, classification: Classification<string>): void => {
    const isSameClass = row.class === classification.class && row.rule === classification.rule;
    if (isSameClass && row.also === alsoText(classification)) return;
    writerOf[kind](row.case_no, classification);
    if (row.class === null || isSameClass) return;
    logEvent({
      type: 'reclassified',
      effectiveOn: day,
      kind,
      caseId: row.key,
      data: { from: row.class, fromRule: row.rule, to: classification.class, rule: classification.rule },
    });
  };
  for (const { row, classification } of classifier.vardtillfallen) apply('vardtillfalle', row, classification);
  for (const row of casesNow(db, 'sip', justClassifiedBy)) apply('sip', row, classifier.classifySipRow(row).classification);
  setSetting(db, CLASSIFIED_ON, day);
}

/** The day that the kept classes count from. */
export function classificationDay(db: Database, asOf: string): string {
  const newest = newestListOn(db);
  return newest !== null && newest > asOf ? newest : asOf;
}
