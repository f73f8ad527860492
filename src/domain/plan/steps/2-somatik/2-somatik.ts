import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { byActorUnit, concerning, isSomatic, type Actor } from '../../actors.ts';
import { MOVING, EXTRA_MESSAGE } from '../shared.ts';
import { step } from '../../step-entry.ts';

const ACTOR: Actor = { stage: 'start', part: 'slutenvard', takesPart: isSomatic, unitOf: ({ unit }) => unit };

export const step2Somatik = step({
  id: '2-somatik',
  of: 'vardtillfalle',
  title: 'Steg 2 – Somatisk slutenvård startar vårdtillfällen i {target}',
  takes: MOVING,
  narrowing: concerning(ACTOR),
  owner: byActorUnit(ACTOR, 'Somatisk slutenvård, enhet saknas'),
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
    answer.status,
    answer.registeredOn,
    answer.extraMessage,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Registrera patientens personuppgifter. Vissa finns redan (steg 1); saknas patienten vid sökning på personnumret ska den först registreras.',
    'Fyll i inskrivningsmeddelandet. Kommunens biståndsenhet, boendeenhet och hemsjukvårdsenhet är förvalda om kommunen har gjort steg 1.',
    'Börja fylla i Planeringsunderlaget: besvara slutenvårdens frågor och hänvisa till att mer information finns i {source}.',
  ],
  inSource: EXTRA_MESSAGE,
  traps: ['Starta bara patienter på listan: den som blev utskrivningsklar i tid hör till {source}.'],
  source: '000, Steg 2 – Somatisk slutenvård flyttar över pågående vårdtillfällen till Lifecare SP',
});
