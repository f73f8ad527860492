import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { byResponsibleParty } from '../../owners.ts';
import { WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';
import { arende } from '../arende/arende.ts';

export const avslutaSip = step({
  id: 'avsluta-sip',
  of: 'sip',
  title: 'Avsluta SIP:ar i {source} som är inskrivna i samordningsärendet',
  takes: ['move-with-vardtillfalle', 'move-outside-vardtillfalle'],
  owner: byResponsibleParty,
  role: 'Samordningsansvarig.',
  milestone: 'sipar',
  due: { deadline: 'allSipsClosed', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.role,
    about.remark,
    sip.consent,
    sip.phase,
    sip.changed,
    answer.status,
    answer.closedOn,
    answer.by,
    answer.comment,
  ],
  closesAfter: {
    step: arende.id,
    answered: answer.caseStartedOn,
    unlessNo: answer.consentTaken,
    byHand: ['sip-created-in-lifecare', 'sip-moved'],
    source: '004, Samtycke: ”Om personen inte samtycker till planeringen, startas inte i Cosmic Link”',
  },
  inTarget: [],
  inSource: [
    'Avsluta SIP:en i {source} när den är inskriven i personens samordningsärende i {target}.',
    'Startas inget ärende, eller är samtycket nekat: SIP:en flyttas inte. Är den avslutad ändå: skriv dagen och välj Inte aktuell i Status.',
  ],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som projektledningen beslutar om.' },
  traps: [
    'Avsluta inte SIP:en innan samordningsärendet är startat: avslutet räknas först när den som startar ärendet har svarat på sin lista.',
  ],
  groups: true,
  source: 'påhittad: 004 säger inte hur det gamla systemet lämnas',
});
