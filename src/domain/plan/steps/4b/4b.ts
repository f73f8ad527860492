import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { byKommun } from '../../owners.ts';
import { concerning, type Actor } from '../../actors.ts';
import { MOVING, EXTRA_MESSAGE, ANSWER_QUESTIONS, ACKNOWLEDGE, isBistand } from '../shared.ts';
import { step } from '../../step-entry.ts';

const ACTOR: Actor = {
  stage: 'hsl',
  part: 'kommun',
  takesPart: () => true,
  unitOf: () => null,
  hasUnitOf: (type) => !isBistand(type),
};

export const step4b = step({
  id: '4b',
  of: 'vardtillfalle',
  title: 'Steg 4 B – Kommunal HSL-personal kompletterar vårdtillfällen i {target}',
  takes: MOVING,
  narrowing: concerning(ACTOR),
  owner: byKommun('kommun', 'Sjuksköterska, arbetsterapeut och fysioterapeut'),
  actor: ACTOR,
  role: 'Sjuksköterska eller distriktssköterska, arbetsterapeut och fysioterapeut.',
  milestone: 'steg-4',
  due: { milestone: 'steg-4' },
  gate: 'steg-4b-kompletterade',
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.ward,
    vardtillfalle.careForm,
    vardtillfalle.admitted,
    vardtillfalle.expected,
    vardtillfalle.halsocentral,
    answer.status,
    answer.acknowledged,
    answer.answeredNurse,
    answer.answeredOccupational,
    answer.answeredPhysio,
    answer.extraMessage,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    ACKNOWLEDGE,
    `${ANSWER_QUESTIONS} Sjuksköterska/distriktssköterska, arbetsterapeut och fysioterapeut fyller i var sina.`,
  ],
  inSource: EXTRA_MESSAGE,
  traps: ['Raden är klar först när alla tre yrkena har svarat, eller angett att det inte är aktuellt.'],
  source: '000, Steg 4 B – Kommunal HSL-personal',
});
