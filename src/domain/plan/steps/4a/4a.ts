import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { byKommun } from '../../owners.ts';
import { concerning, type Actor } from '../../actors.ts';
import { MOVING, EXTRA_MESSAGE, ANSWER_QUESTIONS, ACKNOWLEDGE, isBistand } from '../shared.ts';
import { step } from '../../step-entry.ts';

const ACTOR: Actor = {
  stage: 'bistand',
  part: 'kommun',
  takesPart: () => true,
  unitOf: () => null,
  hasUnitOf: isBistand,
};

export const step4a = step({
  id: '4a',
  of: 'vardtillfalle',
  title: 'Steg 4 A – Biståndshandläggare kompletterar vårdtillfällen i {target}',
  takes: MOVING,
  narrowing: concerning(ACTOR),
  owner: byKommun('kommun', 'Biståndshandläggare'),
  actor: ACTOR,
  role: 'Biståndshandläggare.',
  milestone: 'steg-4',
  due: { milestone: 'steg-4' },
  gate: 'steg-4a-kompletterade',
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
    answer.answered,
    answer.extraMessage,
    answer.by,
    answer.comment,
  ],
  inTarget: [ACKNOWLEDGE, `${ANSWER_QUESTIONS} Fyll i de som rör biståndshandläggare.`],
  inSource: EXTRA_MESSAGE,
  traps: [],
  source: '000, Steg 4 A – Biståndshandläggare',
});
