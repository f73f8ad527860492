import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as evidence from '../../columns/evidence-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { UNTIL_READ_ONLY, WARD } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const step5 = step({
  id: '5',
  of: 'vardtillfalle',
  title: 'Steg 5 – Slutenvården avslutar vårdtillfället när patienten är utskriven',
  takes: ['start-in-lifecare', 'finish-in-prator', 'moved-back', 'awaiting-acknowledgement'],
  owner: WARD,
  role: 'Sjuksköterska eller utskrivningskoordinator.',
  milestone: 'steg-5',
  // 000, Ärendegång 3: who was ready for discharge in time is finished in the source, also before the milestone.
  isOngoing: true,
  due: { milestone: 'steg-5', text: UNTIL_READ_ONLY },
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.careForm,
    vardtillfalle.admitted,
    vardtillfalle.expected,
    vardtillfalle.ready,
    vardtillfalle.discharged,
    vardtillfalle.why,
    evidence.billing,
    evidence.summonsSent,
    about.remark,
    answer.status,
    answer.closedOn,
    answer.closedInTarget,
    answer.reportScanned,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Skicka utskrivningsmeddelande och avsluta vårdtillfället, om det är startat i {target}.'],
  inSource: [
    'Skicka utskrivningsmeddelande och avsluta vårdtillfället.',
    'Skriv ut utskrivningsrapporten och skanna in den i patientjournalen. Den låses när utskrivningsmeddelandet skickas.',
    'Vårdtillfället ligger kvar i översikten tills alla har kvitterat, och försvinner sedan av sig självt.',
  ],
  traps: [
    'Om utskrivningsdatumet flyttas, eller utskrivningsklar makuleras, kan patienten behöva flyttas till {target}: säg till.',
  ],
  whenReadOnly: {
    title: 'Steg 5 – Vårdtillfällen som var öppna när läsläget kom',
    rows: 'Det som inte är startat i {target} är öppna undantag, som projektledningen beslutar om.',
  },
  source:
    '000, Steg 5 – Slutenvården avslutar vårdtillfälle i Prator; 003: ”Skriver ut och skannar in utskrivningsrapporten i patientjournalen”',
});
