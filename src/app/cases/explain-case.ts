import { fillNames } from '../../domain/profile/fill-text.ts';
import type { FindingCode } from '../../domain/validation/finding-catalogue.ts';
import { ruleWithCode } from '../../domain/classification/class-rule.ts';
import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import { SIP_RULES } from '../../domain/classification/sip-classes.ts';
import { VARDTILLFALLE_RULES } from '../../domain/classification/vardtillfalle-classes.ts';
import { referenceCode } from '../../domain/identity/reference-code.ts';
import { kindOf, type FactValue } from '../../domain/kinds/kinds.ts';
import { earlierFactsOfCase, type CaseRow } from '../../register/cases/cases.ts';
import { confirmAttested, type Evidence } from '../../domain/tracking/confirmation.ts';
import { shownEventData } from '../../domain/log/shown-event.ts';
import { UNDONE, undoneSeqs } from '../../domain/answers/undone.ts';
import { eventsOfCase, eventsOfType } from '../../register/log/events.ts';
import { caseAsOf } from '../../register/rows/list-contents.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import type { Register } from '../../register/file/register.ts';
import { coverageOf } from '../../register/lists/coverage.ts';
import { findingsOfRow } from '../../register/lists/findings.ts';
import { allSources, latestListOn } from '../../register/lists/sources.ts';
import { asideSource } from '../../register/rows/set-aside.ts';
import { worklistsOfCase } from '../../register/hand-outs/worklists.ts';
import { UserError } from '../../text/errors.ts';
import type {
  ExplainedFact,
  ExplainedRule,
  Explanation,
  SourceRow,
} from '../../domain/tracking/explanation.ts';
import { openClassifier, type Classifier } from './classifier.ts';
import { countExtraMessagesOf } from './count-extra-messages.ts';
import { factText } from './fact-text.ts';
import { openProtection } from '../../register/cases/protected-persons.ts';
import { openSipParties } from './sip-parties.ts';
import { findClassifiedCase, type FoundCase } from './find-case.ts';

/** Everything the register knows of one case, as of a day. */
export function explainCase(register: Register, asked: string, asOf: string): Explanation {
  const { db, profile } = register;
  const found = findClassifiedCase(db, asked);
  const { row, decided, classifier } = decide(register, found, asOf);
  const sources = new Map(allSources(db).map((source) => [source.sourceNo, source]));
  const sourceRow = (sourceNo: number, number: number): SourceRow => {
    const source = sources.get(sourceNo) ?? asideSource(db, sourceNo);
    return { file: source?.fileName ?? '?', row: number, exportedOn: source?.exportedOn ?? '?' };
  };
  const { fields } = kindOf(found.kind);
  const factsOf = (facts: Readonly<Record<string, FactValue>>): readonly ExplainedFact[] =>
    fields.map((field) => ({
      column: field.name,
      label: field.label,
      text: factText(field, facts[field.name] ?? null, profile),
    }));
  const facts = factsOf(row as unknown as Record<string, FactValue>);
  const undone = undoneSeqs(eventsOfType(db, UNDONE));
  const earlier = earlierFactsOfCase(db, found.kind, row.case_no).filter(
    (then) => then.factsOn <= asOf && (then.sourceNo !== row.source_no || then.row !== row.row),
  );
  return {
    kind: found.kind,
    id: row.key,
    reference: referenceCode(found.kind === 'sip' ? 'S' : 'V', row.case_no),
    asOf,
    lock: lockOfRegister(db),
    ...decided,
    restsOn: facts.filter(({ column }) => decided.columns.includes(column)),
    facts,
    from: sourceRow(row.source_no, row.row),
    lastSeen: sourceRow(row.last_source_no, row.last_row),
    earlier: earlier.map((then) => {
      const before = then.facts as unknown as Record<string, FactValue>;
      const now = row as unknown as Record<string, FactValue>;
      const changed = new Set(
        fields.filter(({ name }) => before[name] !== now[name]).map(({ name }) => name),
      );
      return {
        from: sourceRow(then.sourceNo, then.row),
        differs: factsOf(before).filter(({ column }) => changed.has(column)),
      };
    }),
    findings: findingsOfCase(db, row),
    events: eventsOfCase(db, found.kind, row.key)
      .filter(({ effectiveOn }) => effectiveOn <= asOf)
      .map(({ seq, effectiveOn, by, type, data }) => ({
        seq,
        effectiveOn,
        by,
        type,
        data: shownEventData(type, JSON.parse(data)),
        isUndone: undone.has(seq),
      })),
    attested: confirmAttested(
      classifier.trackedOf(found.kind, row.key),
      evidenceOf(register, found.kind, row, asOf, classifier),
      profile,
    ),
    parties: partiesOf(register, found.kind, row, asOf),
    worklists: worklistsOfCase(db, found.kind, row.case_no),
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
    inTargetLists:
      kind === 'sip'
        ? classifier.targetLists.sip(row as CaseRow<'sip'>)
        : classifier.targetLists.vardtillfalle(row as CaseRow<'vardtillfalle'>),
    isClosedInList: ['closed', 'avslutad'].includes(row.status ?? ''),
    messages:
      messageListOn === null
        ? null
        : { listOn: messageListOn, owed: classifier.vardtillfalleContext.unacknowledgedOf(row.key) },
    extraMessageOn: new Map(
      extraMessages.flatMap(({ vardtillfalleId, step, foundOn }) =>
        vardtillfalleId === row.key && foundOn !== null ? [[step, foundOn] as const] : [],
      ),
    ),
  };
}

/** What was remarked on the row that the facts come from, and on the newest that has the case. */
function findingsOfCase(db: Register['db'], row: FoundCase['row']): readonly FindingCode[] {
  const rows = [
    ...findingsOfRow(db, row.source_no, row.row),
    ...(row.last_source_no === row.source_no ? [] : findingsOfRow(db, row.last_source_no, row.last_row)),
  ];
  return [...new Set(rows.map(({ code }) => code))];
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
      const rule = ruleWithCode(SIP_RULES, code);
      return { code, reason: rule?.reason(item, classifier.sipContext) ?? '', source: rule?.source ?? '' };
    };
    return {
      row,
      classifier,
      decided: {
        class: classification.class,
        classLabel: fillNames(SIP_CLASSES[classification.class], register.profile),
        rule: explain(classification.rule),
        also: classification.also.map(explain),
        columns: ruleWithCode(SIP_RULES, classification.rule)?.restsOn ?? [],
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
