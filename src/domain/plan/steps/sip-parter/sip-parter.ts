import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { byParty } from '../../owners.ts';
import { WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

/** What the other parties of a SIP move. The SIP itself stands on the list of the responsible one alone: no sum has these rows. */
export const sipParter = step({
  id: 'sip-parter',
  of: 'sip_part',
  title: 'Parter – flytta er information i SIP:ar till {target}',
  takes: [],
  owner: byParty,
  role: 'Den som har deltagit i SIP:en för er del.',
  milestone: null,
  due: { deadline: 'sipWindowEnds', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.responsible,
    sip.how,
    answer.status,
    answer.ownPartMoved,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Vänta tills samordningsansvarig har skapat SIP:en i {target}.',
    'Lägg in er del: era delmål och den information som ni har i SIP:en i {source}.',
  ],
  inSource: [
    'Avsluta inte SIP:en i {source}. Det gör samordningsansvarig, när alla parter har flyttat sin information.',
  ],
  traps: [
    'Ert svar här avslutar ingenting. Samordningsansvarig ser på sin lista vilka som är klara och svarar själv på ”Alla parter klara”.',
  ],
  whenReadOnly: {
    traps: [],
    rows: 'SIP:en blir kvar som öppen i det gamla systemet. Lägg in er del i det nya.',
  },
  source:
    '000, Steg 6: ”Delmål läggs till av övriga parter”; ”Avsluta SIP i Prator när alla parter flyttat över sin information”',
});
