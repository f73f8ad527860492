import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { byActorUnit, concerning, isSomatic, type Actor } from '../../actors.ts';
import { MOVING, EXTRA_MESSAGE, ANSWER_QUESTIONS, ACKNOWLEDGE } from '../shared.ts';
import { step } from '../../step-entry.ts';

const ACTOR: Actor = {
  stage: 'open-care',
  part: 'primarvard',
  takesPart: isSomatic,
  isHalsocentral: true,
  unitOf: ({ halsocentral }) => halsocentral,
};

export const step3Primarvard = step({
  id: '3-primarvard',
  of: 'vardtillfalle',
  title: 'Steg 3 – Primärvården kompletterar vårdtillfällen i {target}',
  takes: MOVING,
  narrowing: concerning(ACTOR),
  owner: byActorUnit(ACTOR, 'Primärvården, hälsocentral saknas'),
  actor: ACTOR,
  role: 'Sjuksköterska (öppen fråga i källan).',
  milestone: 'steg-3',
  due: { milestone: 'steg-3' },
  gate: 'steg-3-kompletterade',
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.ward,
    vardtillfalle.admitted,
    vardtillfalle.expected,
    answer.status,
    answer.acknowledged,
    answer.answered,
    answer.contact,
    answer.extraMessage,
    answer.by,
    answer.comment,
  ],
  inTarget: [ACKNOWLEDGE, ANSWER_QUESTIONS, 'Fyll i och bekräfta fast vårdkontakt.'],
  inSource: EXTRA_MESSAGE,
  traps: [],
  openQuestions: ['steg-3-roll-primarvard'],
  source: '000, Steg 3 – Primärvården kompletterar med sina pågående vårdtillfällen till Lifecare SP',
});
