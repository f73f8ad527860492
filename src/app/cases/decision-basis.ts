import { ruleWithCode } from '../../domain/classification/class-rule.ts';
import { columnsUnderDecision } from '../../domain/classification/decision-facts.ts';
import { sipRule } from '../../domain/classification/own-sip-rules.ts';
import { classifySip } from '../../domain/classification/sip-classes.ts';
import {
  classifyVardtillfalle,
  VARDTILLFALLE_RULES,
} from '../../domain/classification/vardtillfalle-classes.ts';
import type { DecidedData } from '../../domain/tracking/tracking.ts';
import { caseAsOf } from '../../register/rows/list-contents.ts';
import type { Register } from '../../register/file/register.ts';
import { openClassifier, type Classifier } from './classifier.ts';
import type { FoundCase } from './find-case.ts';

type Basis = Required<Pick<DecidedData, 'overruled' | 'restsOn'>> & {
  /** Of a SIP that is to be moved, the way that the patient's vårdtillfällen say. */
  readonly moves: 'move-with-vardtillfalle' | 'move-outside-vardtillfalle';
};

/** What a decision overrules, and the facts it rests on: the case as a person sees it on the day of the decision. */
export function decisionBasis(
  register: Register,
  found: FoundCase,
  asOf: string,
): Required<Pick<DecidedData, 'overruled' | 'restsOn'>> {
  const { overruled, restsOn } = openDecisionBasis(register, asOf)(found);
  return { overruled, restsOn };
}

/** Looks up what decisions of a day overrule and rest on; the cases are classified once, when the first is asked for. */
export function openDecisionBasis(register: Register, asOf: string): (found: FoundCase) => Basis {
  let opened: ReturnType<typeof openClassifier> | undefined;
  return (found) => {
    const classifier = (opened ??= openClassifier(register, asOf));
    return found.kind === 'sip'
      ? sipBasis(register, found, asOf, classifier)
      : vardtillfalleBasis(found, classifier);
  };
}

function sipBasis(
  { db }: Register,
  found: Extract<FoundCase, { readonly kind: 'sip' }>,
  asOf: string,
  { classifySipRow, sipContext }: Classifier,
): Basis {
  const row = caseAsOf(db, 'sip', found.row.case_no, asOf) ?? found.row;
  const { item } = classifySipRow(row);
  const { class: overruled, rule } = classifySip({ ...item, decision: null }, sipContext);
  const columns = columnsUnderDecision('sip', sipRule(rule, sipContext)?.restsOn ?? []);
  const isWith = sipContext.vardtillfallenOf(item).some(({ isOpen, moves }) => isOpen && moves);
  return {
    overruled: { class: overruled, rule },
    restsOn: { sourceNo: row.last_source_no, row: row.last_row, columns },
    moves: isWith ? 'move-with-vardtillfalle' : 'move-outside-vardtillfalle',
  };
}

function vardtillfalleBasis(
  found: Extract<FoundCase, { readonly kind: 'vardtillfalle' }>,
  { vardtillfallen, vardtillfalleContext }: Classifier,
): Basis {
  const classified = vardtillfallen.find(({ row }) => row.case_no === found.row.case_no);
  const { class: overruled, rule } =
    classified === undefined
      ? { class: 'needs-decision', rule: '' }
      : classifyVardtillfalle({ ...classified.item, decision: null }, vardtillfalleContext);
  const row = classified?.row ?? found.row;
  const columns = columnsUnderDecision(
    'vardtillfalle',
    ruleWithCode(VARDTILLFALLE_RULES, rule)?.restsOn ?? [],
  );
  return {
    overruled: { class: overruled, rule },
    restsOn: { sourceNo: row.last_source_no, row: row.last_row, columns },
    moves: 'move-outside-vardtillfalle',
  };
}
