import * as answer from '../../../answers/answer-columns.ts';
import * as fact from '../../columns/fact-columns.ts';
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
    fact.reference,
    fact.vardtillfalleInSource,
    ...fact.PERSON,
    fact.kommun,
    fact.ward,
    fact.admitted,
    fact.expected,
    fact.openPsychiatry,
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
