import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { byActorUnit, concerning, isPsychiatry, type Actor } from '../../actors.ts';
import { MOVING, EXTRA_MESSAGE, ANSWER_QUESTIONS, ACKNOWLEDGE, isOpenPsychiatry } from '../shared.ts';
import { step } from '../../step-entry.ts';

const ACTOR: Actor = {
  stage: 'open-care',
  part: 'psykiatri',
  takesPart: isPsychiatry,
  unitOf: ({ openPsychiatry }) => openPsychiatry,
  hasUnitOf: isOpenPsychiatry,
};

export const step3Psykiatri = step({
  id: '3-psykiatri',
  of: 'vardtillfalle',
  title: 'Steg 3 – Psykiatrisk öppenvård kompletterar vårdtillfällen i {target}',
  takes: MOVING,
  narrowing: concerning(ACTOR),
  owner: byActorUnit(ACTOR, 'Psykiatrisk öppenvård, enhet att utse'),
  actor: ACTOR,
  role: 'Sjuksköterska eller utskrivningskoordinator (öppen fråga i källan).',
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
    vardtillfalle.openPsychiatry,
    answer.status,
    answer.acknowledged,
    answer.answered,
    answer.contact,
    answer.extraMessage,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    ACKNOWLEDGE,
    ANSWER_QUESTIONS,
    'Fyll i psykiatrisk öppenvårdsenhet.',
    'Fyll i och bekräfta fast vårdkontakt (öppen fråga i källan).',
  ],
  inSource: EXTRA_MESSAGE,
  traps: [],
  openQuestions: ['steg-3-roll-psykiatri', 'steg-3-fast-vardkontakt-psykiatri'],
  source:
    '000, Steg 3 – Psykiatrisk öppenvård kompletterar med sina pågående vårdtillfällen till Lifecare SP',
});
