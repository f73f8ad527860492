import * as answer from '../../../answers/answer-columns.ts';
import * as fact from '../../columns/fact-columns.ts';
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
    fact.reference,
    fact.vardtillfalleInSource,
    ...fact.PERSON,
    fact.kommun,
    fact.ward,
    fact.admitted,
    fact.expected,
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
