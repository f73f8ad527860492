import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { byResponsibleParty } from '../../owners.ts';
import { SIPS_TO_MOVE, UNIT_BEGUN, WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const enhetSip = step({
  id: 'enhet-sip',
  of: 'sip',
  title: 'Flytta SIP:ar till {target} – enheter som har börjat',
  takes: SIPS_TO_MOVE,
  share: UNIT_BEGUN,
  owner: byResponsibleParty,
  role: 'Samordningsansvarig.',
  milestone: 'enheterna-klara',
  isOngoing: true,
  due: { deadline: 'sipWindowEnds', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.part,
    sip.unit,
    about.unitDay,
    sip.role,
    sip.how,
    about.remark,
    sip.consent,
    sip.phase,
    sip.meeting,
    sip.parties,
    answer.status,
    answer.coordinator,
    answer.allParties,
    answer.closedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Skapa SIP:en i {target} från enhetens dag, med dem som redan har börjat.'],
  inSource: ['Avsluta SIP:en i {source} när alla parter har flyttat över sin information.'],
  traps: ['En part kan ha en senare dag, eller ingen: hen nås genom reservrutinen tills dess.'],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som projektledningen beslutar om.' },
  groups: true,
  source:
    'påhittad; 001: ”möjlighet att skapa och hantera samordnade individuella planer (SIP) både i och utanför utskrivningsprocessen”',
});
