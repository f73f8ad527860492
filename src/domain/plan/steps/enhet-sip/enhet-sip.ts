import * as answer from '../../../answers/answer-columns.ts';
import * as fact from '../../columns/fact-columns.ts';
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
    fact.reference,
    fact.sipInSource,
    ...fact.PERSON,
    fact.kommun,
    fact.part,
    fact.unit,
    fact.unitDay,
    fact.role,
    fact.how,
    fact.remark,
    fact.consent,
    fact.phase,
    fact.meeting,
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
