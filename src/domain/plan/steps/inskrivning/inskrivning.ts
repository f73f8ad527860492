import * as answer from '../../../answers/answer-columns.ts';
import * as fact from '../../columns/fact-columns.ts';
import { byActorUnit, concerning, type Actor } from '../../actors.ts';
import { MOVING } from '../shared.ts';
import { step } from '../../step-entry.ts';

const ACTOR: Actor = {
  stage: 'ward',
  isSilent: true,
  part: 'slutenvard',
  takesPart: () => true,
  unitOf: ({ unit }) => unit,
};

export const inskrivning = step({
  id: 'inskrivning',
  of: 'vardtillfalle',
  title: 'Slutenvården skickar inskrivningsmeddelande i {target}',
  takes: MOVING,
  narrowing: concerning(ACTOR),
  owner: byActorUnit(ACTOR, 'Slutenvården, enhet saknas'),
  actor: ACTOR,
  role: 'Slutenvården.',
  milestone: 'start',
  due: { milestone: 'start' },
  gate: 'vardtillfallen-startade',
  columns: [
    fact.reference,
    fact.vardtillfalleInSource,
    ...fact.PERSON,
    fact.kommun,
    fact.careForm,
    fact.admitted,
    fact.expected,
    fact.ready,
    answer.status,
    answer.registeredOn,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Skicka inskrivningsmeddelande inom 24 timmar från start: personuppgifter, inläggningsorsak och beräknad utskrivningsdag till alla berörda parter.',
  ],
  inSource: ['Läs av vilka parter som deltar.'],
  traps: ['Starta bara patienter på listan: den som blev utskrivningsklar i tid hör till {source}.'],
  source: '004, Slutenvårdprocessen: ”inskrivningsmeddelande inom 24 timmar”',
});
