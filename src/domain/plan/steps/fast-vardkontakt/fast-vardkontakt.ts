import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { byActorUnit, concerning, type Actor } from '../../actors.ts';
import { MOVING } from '../shared.ts';
import { step } from '../../step-entry.ts';

const ACTOR: Actor = {
  stage: 'contact',
  isSilent: true,
  part: 'primarvard',
  takesPart: () => true,
  unitOf: ({ halsocentral }) => halsocentral,
};

export const fastVardkontakt = step({
  id: 'fast-vardkontakt',
  of: 'vardtillfalle',
  title: 'Öppenvården utser fast vårdkontakt i {target}',
  takes: MOVING,
  narrowing: concerning(ACTOR),
  owner: byActorUnit(ACTOR, 'Öppenvården, vårdcentral saknas'),
  actor: ACTOR,
  role: 'Öppenvården.',
  milestone: 'start',
  due: { milestone: 'start' },
  gate: 'vardkontakter-utsedda',
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.ward,
    vardtillfalle.admitted,
    vardtillfalle.expected,
    answer.status,
    answer.contactNamedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Utse skyndsamt fast vårdkontakt, och meddela övriga parter.'],
  inSource: [],
  traps: [],
  source: '004, Slutenvårdprocessen: ”Öppenvård utser skyndsamt fast vårdkontakt”',
});
