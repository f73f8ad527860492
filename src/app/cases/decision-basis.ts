import { ruleWithCode } from '../../domain/classification/class-rule.ts';
import { columnsUnderDecision } from '../../domain/classification/decision-facts.ts';
import { classifySip, SIP_RULES } from '../../domain/classification/sip-classes.ts';
import {
  classifyVardtillfalle,
  VARDTILLFALLE_RULES,
} from '../../domain/classification/vardtillfalle-classes.ts';
import type { DecidedData } from '../../domain/tracking/tracking.ts';
import { caseAsOf } from '../../register/rows/list-contents.ts';
import type { Register } from '../../register/file/register.ts';
import { openClassifier } from './classifier.ts';
import type { FoundCase } from './find-case.ts';

/** What a decision overrules, and the facts it rests on: the case as a person sees it on the day of the decision. */
export function decisionBasis(
  register: Register,
  found: FoundCase,
  asOf: string,
): Required<Pick<DecidedData, 'overruled' | 'restsOn'>> {
  const classifier = openClassifier(register, asOf);
  if (found.kind === 'sip') {
    const row = caseAsOf(register.db, 'sip', found.row.case_no, asOf) ?? found.row;
    const { item } = classifier.classifySipRow(row);
    const { class: overruled, rule } = classifySip({ ...item, decision: null }, classifier.sipContext);
    const columns = columnsUnderDecision('sip', ruleWithCode(SIP_RULES, rule)?.restsOn ?? []);
    return {
      overruled: { class: overruled, rule },
      restsOn: { sourceNo: row.last_source_no, row: row.last_row, columns },
    };
  }
  const classified = classifier.vardtillfallen.find(({ row }) => row.case_no === found.row.case_no);
  const { class: overruled, rule } =
    classified === undefined
      ? { class: 'needs-decision', rule: '' }
      : classifyVardtillfalle({ ...classified.item, decision: null }, classifier.vardtillfalleContext);
  const row = classified?.row ?? found.row;
  const columns = columnsUnderDecision(
    'vardtillfalle',
    ruleWithCode(VARDTILLFALLE_RULES, rule)?.restsOn ?? [],
  );
  return {
    overruled: { class: overruled, rule },
    restsOn: { sourceNo: row.last_source_no, row: row.last_row, columns },
  };
}
