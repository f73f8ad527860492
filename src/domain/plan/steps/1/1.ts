import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as patient from '../../columns/patient-facts.ts';
import { byKommun } from '../../owners.ts';
import { toBeRegistered } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const step1 = step({
  id: '1',
  of: 'patient',
  title: 'Steg 1 – Kommunen lägger in patienter i {target}',
  takes: [],
  narrowing: toBeRegistered,
  owner: byKommun('kommun', 'Kommunen'),
  role: 'Biståndshandläggare, sjuksköterska eller distriktssköterska i kommunen.',
  milestone: 'steg-1',
  due: { milestone: 'steg-1' },
  gate: 'steg-1-registrerade',
  columns: [
    about.reference,
    patient.caseInSource,
    ...about.PERSON,
    patient.housing,
    patient.hemsjukvard,
    patient.temporaryAddress,
    patient.nextOfKin,
    patient.listed,
    patient.hasSip,
    patient.inTargetList,
    answer.status,
    answer.registeredOn,
    answer.contact,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Sök på personnumret mot befolkningsregistret: namn, adress och listad hälsocentral kommer med.',
    'Koppla patienten till boende (ordinärt eller särskilt).',
    'Ange eventuell hemsjukvårdsenhet och eventuell vistelseadress.',
    'Lägg till närstående om det finns i {source}.',
    'Fast vårdkontakt: listad hälsocentral kommer av sig själv (gulmarkerad, bekräfta den); en kontaktperson i kommunen kan läggas till.',
  ],
  inSource: ['Läs av boende, hemsjukvård, vistelseadress och närstående.'],
  traps: [
    'Listan har inga personnummer: sök i {source} på SIP:en eller vårdtillfället i kolumnen ”Sök i {source} på”, och läs numret där. Den som inte har något ärende går bara att söka med personnummer: be systemförvaltaren om en lista med dem (--with-personnummer, loggas).',
    'Görs det inte går meddelanden efter patientens adress eller till en förvald enhet, och måste delegeras för hand.',
    'Reservnummer och samordningsnummer kan inte slås upp mot befolkningsregistret.',
  ],
  groups: true,
  source:
    '000, Steg 1 – Kommunen lägger in patienter i Lifecare SP; undantag: ”Privata aktörer (gäller ej Sundsvall)”',
});
