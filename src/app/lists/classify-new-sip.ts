import { decide } from '../../domain/classification/class-rule.ts';
import { closeProposedOn, SIP_RULES } from '../../domain/classification/sip-classes.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';
import type { CaseRow } from '../../register/cases/cases.ts';
import type { Register } from '../../register/file/register.ts';
import { hasListAfter, latestListOn } from '../../register/lists/sources.ts';
import type { NewClass } from '../../register/rows/list-writer.ts';
import { openClosedAs } from '../cases/closed-as.ts';
import { openClassifier } from '../cases/classifier.ts';
import { FOREVER } from '../cases/kept-classes.ts';

/**
 * Whether the new SIPs of a list can be classified before the rest of it is read. In a list with later ones after it they
 * can be gone, and where the target's lists have a person's SIP, it can be that of another row: such classes rest on what
 * the other rows say, and wait for the end of the list.
 */
export function isClassifiedAsItComes({ db }: Register, kind: KindName, exportedOn: string): boolean {
  if (kind !== 'sip' || hasListAfter(db, kind, exportedOn)) return false;
  return latestListOn(db, 'lcsp_sip', FOREVER) === null;
}

/** Classifies SIPs that are new, and knows which persons were protected before the list. */
export interface NewSipClassifier {
  readonly classify: (record: RecordRead) => NewClass;
  readonly protectedThen: ReadonlySet<string>;
}

/** A SIP that is new is classified as it comes in; everything else in one go afterwards (reclassify). */
export function newSipClassifier(register: Register, asOf: string, exportedOn: string): NewSipClassifier {
  const classifier = openClassifier(register, asOf);
  const { sipOf, sipContext, protectedPersons: protectedThen } = classifier;
  const closedAsOf = openClosedAs(register, classifier);
  // One row, seen through getters: each record in turn shows in it, and nothing of it is kept.
  let record: RecordRead;
  const ofRecord: Record<string, PropertyDescriptor> = {
    key: { get: () => record.key },
    person_key: { get: () => record.personKey },
    identity: { get: () => record.identity },
    not_understood: {
      get: () => (record.notUnderstood === null ? null : JSON.stringify(record.notUnderstood)),
    },
    is_conflicting: { value: 0 },
    facts_on: { value: exportedOn },
    last_seen_on: { value: exportedOn },
  };
  for (const [at, { name }] of kindOf('sip').fields.entries())
    ofRecord[name] = { get: () => record.values[at] };
  const row = Object.defineProperties({}, ofRecord) as CaseRow<'sip'>;
  const classify = (next: RecordRead): NewClass => {
    record = next;
    const item = sipOf(row);
    const classification = decide(sipContext.rules ?? SIP_RULES, item, sipContext);
    return {
      classification,
      closeProposedOn: closeProposedOn(item, sipContext, classification),
      closedAs: closedAsOf({ row, item, classification }),
    };
  };
  return { classify, protectedThen };
}
