import * as answer from '../../../answers/answer-columns.ts';
import * as decision from '../../../answers/decision-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as evidence from '../../columns/evidence-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { named } from '../../owners.ts';
import { UNTIL_READ_ONLY } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const beslutVardtillfallen = step({
  id: 'beslut-vardtillfallen',
  of: 'vardtillfalle',
  title: 'Beslut – vårdtillfällen som ingen kan avsluta eller flytta utan besked',
  takes: ['needs-decision', 'in-both-systems', 'trapped'],
  owner: named('Projektledningen'),
  milestone: null,
  due: { deadline: 'readOnly', text: UNTIL_READ_ONLY },
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.ward,
    vardtillfalle.careForm,
    vardtillfalle.admitted,
    vardtillfalle.ready,
    vardtillfalle.why,
    evidence.billing,
    answer.status,
    decision.vardtillfalleDecision,
    decision.decisionReason,
    decision.decidedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ingenting förrän beslutet är fattat.'],
  inSource: [
    'Rätta det som saknas i {source} och ta ut listan på nytt, eller besluta här: välj i kolumnen ”Beslut” och skriv varför i ”Skäl”.',
  ],
  traps: [
    'Patienter som är utskrivningsklara men kvar på sjukhus ska stå kvar i {source} för faktureringen, men {source} kan inte skrivas i efter läsläget. Källan ger inget svar.',
  ],
  whenReadOnly: {
    rows: 'Raderna är öppna undantag. Projektledningen beslutar i kolumnerna ”Beslut” och ”Skäl”.',
  },
  openQuestions: ['instangda'],
  calls: 'decision',
  source:
    'domain §3, The trap cohort (inferred); 000, Ärendegång 3 b: ”Viktigt att dessa finns kvar i Prator pga fakturering”',
});
