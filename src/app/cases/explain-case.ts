import { fillNames } from '../../domain/profile/fill-text.ts';
import { ruleWithCode } from '../../domain/classification/class-rule.ts';
import { VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import { sipRule } from '../../domain/classification/own-sip-rules.ts';
import { VARDTILLFALLE_RULES } from '../../domain/classification/vardtillfalle-classes.ts';
import { referenceCode } from '../../domain/identity/reference-code.ts';
import type { CaseRow } from '../../register/cases/cases.ts';
import { confirmAttested, type Evidence } from '../../domain/tracking/confirmation.ts';
import { eventsOfCase } from '../../register/log/events.ts';
import { caseAsOf } from '../../register/rows/list-contents.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { latestListOn } from '../../register/lists/sources.ts';
import { worklistsOfCase } from '../../register/hand-outs/worklists.ts';
import { UserError } from '../../text/errors.ts';
import type { ExplainedRule, Explanation, ListedExplanation } from '../../domain/tracking/explanation.ts';
import { listsOfCase, toldEvents } from './case-history.ts';
import { openClassifier, type Classifier } from './classifier.ts';
import { countExtraMessagesOf } from './count-extra-messages.ts';
import { explainMessage, explainPatient } from './explain-listed.ts';
import { openProtection } from '../../register/cases/protected-persons.ts';
import { openSipParties } from './sip-parties.ts';
import { findExplained, type FoundCase } from './find-case.ts';
import { explainPerson } from './persons-attested.ts';
import { planOf } from '../../domain/plan/plan.ts';

/**
 * Everything the register knows of whatever can stand on a list, as of a day: a SIP, a vårdtillfälle, a patient or a
 * message.
 *
 * @throws UserError for what is none of these, or was in no list by the day
 */
export function explainAsked(
  register: Register,
  asked: string,
  asOf: string,
): Explanation | ListedExplanation {
  const { db } = register;
  const found = findExplained(db, asked);
  if (found.kind === 'sip' || found.kind === 'vardtillfalle') return explainFound(register, found, asOf);
  if (found.kind === 'patient') {
    const row = caseAsOf(db, 'patient', found.caseNo, asOf);
    if (row !== undefined) return explainPatient(register, row, asOf);
  } else {
    const row = caseAsOf(db, 'meddelande', found.caseNo, asOf);
    if (row !== undefined) return explainMessage(register, row, asOf);
  }
  throw new UserError('CASE_UNKNOWN');
}

function explainFound(register: Register, found: FoundCase, asOf: string): Explanation {
  const { db, profile } = register;
  const { row, decided, classifier } = decide(register, found, asOf);
  const { kind } = found;
  const lists = listsOfCase(register, kind, row as CaseRow<typeof kind>, asOf);
  return {
    kind,
    id: row.key,
    reference: referenceCode(kind === 'sip' ? 'S' : 'V', row.case_no),
    asOf,
    lock: lockOfRegister(db),
    ...decided,
    restsOn: lists.facts.filter(({ column }) => decided.columns.includes(column)),
    ...lists,
    events: toldEvents(db, eventsOfCase(db, kind, row.key), asOf),
    attested: confirmAttested(
      classifier.trackedOf(kind, row.key),
      evidenceOf(register, kind, row, asOf, classifier),
      profile,
    ),
    person: explainPerson(register, { kind, ...row }, asOf, classifier.targetLists),
    parties: partiesOf(register, kind, row, asOf),
    worklists: worklistsOfCase(db, kind, row.case_no),
  };
}

function partiesOf(
  register: Register,
  kind: FoundCase['kind'],
  row: FoundCase['row'],
  asOf: string,
): Explanation['parties'] {
  const isNamed = kind === 'sip' && !openProtection(register.db)(row) && row.consent !== 'no';
  if (!isNamed) return { named: [], unknown: 0 };
  const { parties, unknown } = openSipParties(register, asOf).done(row as CaseRow<'sip'>);
  return { named: parties.map(({ party, doneOn }) => ({ name: party.name, doneOn })), unknown };
}

/** What the lists up to a day say of what people can attest. */
function evidenceOf(
  register: Register,
  kind: FoundCase['kind'],
  row: FoundCase['row'],
  asOf: string,
  classifier: Classifier,
): Evidence {
  const { db } = register;
  const messageListOn = latestListOn(db, 'meddelande', asOf);
  const extraMessages =
    kind === 'vardtillfalle' && messageListOn !== null
      ? countExtraMessagesOf(register, asOf, { isKept: false }).messages
      : [];
  return {
    lastSeenOn: row.last_seen_on,
    latestListOn: coverageOf(db, kind, asOf).coveredOn(row),
    inTargetLists: (kind === 'sip'
      ? classifier.targetLists.sip(row as CaseRow<'sip'>)
      : classifier.targetLists.vardtillfalle(row as CaseRow<'vardtillfalle'>)
    ).evidence,
    isClosedInList: ['closed', 'avslutad'].includes(row.status ?? ''),
    messages:
      messageListOn === null
        ? null
        : {
            listOn: messageListOn,
            owed: classifier.vardtillfalleContext.unacknowledgedOf(row.key),
            doubted: classifier.vardtillfalleContext.unreadMessagesOf(row.key),
          },
    extraMessageOn: new Map(
      extraMessages.flatMap(({ vardtillfalleId, step, foundOn }) =>
        vardtillfalleId === row.key && foundOn !== null ? [[step, foundOn] as const] : [],
      ),
    ),
  };
}

interface Decided {
  readonly class: string;
  readonly classLabel: string;
  readonly rule: ExplainedRule;
  readonly also: readonly ExplainedRule[];
  readonly columns: readonly string[];
}

function decide(
  register: Register,
  found: FoundCase,
  asOf: string,
): { readonly row: FoundCase['row']; readonly decided: Decided; readonly classifier: Classifier } {
  const classifier = openClassifier(register, asOf);
  if (found.kind === 'sip') {
    const row = caseAsOf(register.db, 'sip', found.row.case_no, asOf);
    if (row === undefined) throw new UserError('CASE_UNKNOWN');
    const { item, classification } = classifier.classifySipRow(row);
    const explain = (code: string): ExplainedRule => {
      const rule = sipRule(code, classifier.sipContext);
      return { code, reason: rule?.reason(item, classifier.sipContext) ?? '', source: rule?.source ?? '' };
    };
    return {
      row,
      classifier,
      decided: {
        class: classification.class,
        classLabel: planOf(register.profile).sipLabels[classification.class],
        rule: explain(classification.rule),
        also: classification.also.map(explain),
        columns: sipRule(classification.rule, classifier.sipContext)?.restsOn ?? [],
      },
    };
  }
  const classified = classifier.vardtillfallen.find(({ row }) => row.case_no === found.row.case_no);
  if (classified === undefined) throw new UserError('CASE_UNKNOWN');
  const { row, item, classification } = classified;
  const explain = (code: string): ExplainedRule => {
    const rule = ruleWithCode(VARDTILLFALLE_RULES, code);
    return {
      code,
      reason: rule?.reason(item, classifier.vardtillfalleContext) ?? '',
      source: rule?.source ?? '',
    };
  };
  return {
    row,
    classifier,
    decided: {
      class: classification.class,
      classLabel: fillNames(VARDTILLFALLE_CLASSES[classification.class], register.profile),
      rule: explain(classification.rule),
      also: classification.also.map(explain),
      columns: ruleWithCode(VARDTILLFALLE_RULES, classification.rule)?.restsOn ?? [],
    },
  };
}
