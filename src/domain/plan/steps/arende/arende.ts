import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as patient from '../../columns/patient-facts.ts';
import { byInitiator } from '../../owners.ts';
import { hasSipToMove, WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const arende = step({
  id: 'arende',
  of: 'patient',
  title: 'Starta samordningsärende i {target} – ett för varje person',
  takes: [],
  narrowing: hasSipToMove,
  owner: byInitiator,
  role: 'Den aktör som har initierat planeringen. Samma aktör avslutar ärendet.',
  milestone: 'sipar',
  due: { deadline: 'sipWindowEnds', text: WINDOW_AND_DEADLINES },
  gate: 'arenden-startade',
  columns: [
    about.reference,
    ...about.PERSON,
    patient.sipsToMove,
    patient.initiator,
    answer.status,
    answer.consentTaken,
    answer.caseStartedOn,
    answer.actorsAdded,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Inhämta personens samtycke. Utan samtycke startas inget ärende.',
    'Starta ett samordningsärende. En person har ett ärende i taget, oavsett hur många SIP:ar som finns.',
    'Lägg till de aktörer som ska samverka. Alla kontrollerar ärendeöversikten måndag–fredag klockan 08 och 14, och svarar.',
    'Skriv in varje SIP som en plan i ärendet (fliken Planer).',
  ],
  inSource: ['Läs av mål, insatser och vem som deltar i SIP:arna på raden.'],
  traps: [
    'Finns ett ärende redan: öppna eller återöppna det, starta inte ett till.',
    'En post-it i Cosmic Messenger är ingen journalhandling och visar inte att något är gjort.',
  ],
  groups: true,
  source: '004, Identifiera behov; Samtycke; Frågor och svar: ”personen bara har ett ärende”',
});
