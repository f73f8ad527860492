import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as evidence from '../../columns/evidence-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { byResponsibleParty } from '../../owners.ts';
import { WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const step6 = step({
  id: '6',
  of: 'sip',
  title: 'Steg 6 – Flytta aktuella SIP:ar till {target}',
  takes: ['move-with-vardtillfalle', 'move-outside-vardtillfalle'],
  owner: byResponsibleParty,
  role: 'Samordningsansvarig inom primärvård eller kommun (slutenvård: öppen fråga i källan).',
  milestone: 'steg-6',
  due: { deadline: 'sipWindowEnds', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.registered,
    about.kommun,
    sip.role,
    sip.how,
    about.remark,
    sip.consent,
    sip.phase,
    sip.meeting,
    evidence.invitation,
    sip.changed,
    sip.parties,
    answer.status,
    answer.coordinator,
    answer.createdInTarget,
    answer.allParties,
    answer.closedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Skapa underlag för SIP med information hämtad från {source}. Grunduppgifter om patienten bör redan finnas (steg 1).',
    'Starta SIP:en som kolumnen ”Så här startas den” säger: ”Erbjud SIP” om patienten har ett pågående vårdtillfälle, annars ”Skapa en SIP utanför vårdtillfälle”.',
    'Fyll i samtycke, plan initierad av och samordningsansvarig.',
    'Kartläggning: ekonomi, fritid, kommunikation med mera.',
    'Skapa kallelse: välj mötesform och vad mötet avser för typ av SIP; agenda = initiativorsak från {source}; mottagare = alla som tackat ja i kallelsen i {source}; huvudmål från {source}. Delmål läggs till av övriga parter.',
  ],
  inSource: [
    'Gör en notering under ”Utvärdering och avslut av plan” om att SIP:en är överflyttad till {target}.',
    'Avsluta SIP:en i {source} när alla parter har flyttat över sin information.',
  ],
  traps: [
    'Den som skapar underlaget blir automatiskt samordningsansvarig: glöm inte att byta till rätt person, till exempel fast vårdkontakt.',
    'Datumet går att sätta bakåt i tiden om SIP-mötet redan är genomfört.',
    'Stäng inte i {source} innan alla parter är klara.',
  ],
  whenReadOnly: {
    traps: [
      'Den som skapar underlaget blir automatiskt samordningsansvarig: glöm inte att byta till rätt person, till exempel fast vårdkontakt.',
      'Datumet går att sätta bakåt i tiden om SIP-mötet redan är genomfört.',
    ],
    rows: 'En SIP som flyttas nu blir kvar som öppen i det gamla systemet. Den är ett känt undantag, som projektledningen har hand om.',
  },
  groups: true,
  source: '000, Steg 6 – Samordningsansvarig flyttar över aktuella SIPar till Lifecare SP',
});
