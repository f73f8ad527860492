import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
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
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.careForm,
    vardtillfalle.admitted,
    vardtillfalle.expected,
    vardtillfalle.ready,
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
