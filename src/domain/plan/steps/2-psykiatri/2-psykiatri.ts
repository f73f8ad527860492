import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { byActorUnit, concerning, isPsychiatry, type Actor } from '../../actors.ts';
import { MOVING, EXTRA_MESSAGE, isOpenPsychiatry } from '../shared.ts';
import { step } from '../../step-entry.ts';

const ACTOR: Actor = {
  stage: 'start',
  part: 'psykiatri',
  takesPart: isPsychiatry,
  unitOf: ({ unit }) => unit,
  hasUnitOf: (type) => !isOpenPsychiatry(type),
};

export const step2Psykiatri = step({
  id: '2-psykiatri',
  of: 'vardtillfalle',
  title: 'Steg 2 – Psykiatrisk slutenvård startar vårdtillfällen i {target}',
  takes: MOVING,
  narrowing: concerning(ACTOR),
  owner: byActorUnit(ACTOR, 'Psykiatrisk slutenvård, enhet saknas'),
  actor: ACTOR,
  role: 'Sjuksköterska eller utskrivningskoordinator.',
  milestone: 'steg-2',
  due: { milestone: 'steg-2' },
  gate: 'steg-2-startade',
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.registered,
    about.kommun,
    vardtillfalle.admitted,
    vardtillfalle.expected,
    vardtillfalle.ready,
    vardtillfalle.halsocentral,
    vardtillfalle.openPsychiatry,
    answer.status,
    answer.registeredOn,
    answer.openPsychiatrySet,
    answer.halsocentralAdded,
    answer.extraMessage,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Registrera patientens personuppgifter. Vissa finns redan (steg 1).',
    'Gå in på patientens personuppgifter och ange psykiatrisk öppenvårdsenhet. Gör det först.',
    'Fyll i inskrivningsmeddelandet. Aktuell hälsocentral måste läggas till för hand om den ska vara med i vårdtillfället.',
    'Börja fylla i Planeringsunderlaget: besvara slutenvårdens frågor och hänvisa till att mer information finns i {source}.',
  ],
  inSource: EXTRA_MESSAGE,
  traps: ['Hälsocentralen kommer inte med av sig själv i psykiatrin.'],
  source: '000, Steg 2 – Psykiatrisk slutenvården flyttar över pågående vårdtillfällen till Lifecare SP',
});
