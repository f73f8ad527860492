import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { byResponsibleParty } from '../../owners.ts';
import { SIPS_TO_MOVE, UNIT_NEVER, WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const reservSip = step({
  id: 'reserv-sip',
  of: 'sip',
  title: 'Reservrutin – SIP:ar hos enheter som inte är anslutna till {target}',
  takes: SIPS_TO_MOVE,
  share: UNIT_NEVER,
  owner: byResponsibleParty,
  milestone: null,
  due: { deadline: 'allSipsClosed', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.part,
    sip.unit,
    about.unitDay,
    sip.role,
    sip.consent,
    sip.meeting,
    answer.status,
    answer.receiverTold,
    answer.formsUsed,
    answer.closedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ingenting: enheten är inte ansluten till {target}.'],
  inSource: ['Avsluta SIP:en i {source} när den finns på blankett hos alla parter.'],
  traps: ['Det är regionen som beslutar om reservrutinen.'],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som projektledningen beslutar om.' },
  groups: true,
  source: '001, Reservrutin; Verksamheter som utreds när/om de ska få Lifecare SP',
});
