import type { Profile } from '../profile/profile-schema.ts';
import { byKommun, endOf, named, step, whenOf, type Step } from './step.ts';
import type { PatientSubject } from './subject.ts';

/** Housing that lets a person be registered beforehand: everything but ordinärt boende, less the profile's exceptions. */
function mayBeRegisteredBeforehand({ facts, kommun }: PatientSubject, { exceptions }: Profile): boolean {
  const housing = facts?.housing ?? null;
  if (housing === null || housing === 'ordinart') return false;
  return !exceptions.some(
    (exception) =>
      exception.step === '1' &&
      exception.housing === housing &&
      exception.exceptKommuner.includes(kommun ?? ''),
  );
}

const isOfStepOne = (subject: PatientSubject, profile: Profile): boolean =>
  subject.hasOpenSip || mayBeRegisteredBeforehand(subject, profile);

/** A step that is about the person, whatever list the person is known from. */
export const isPatientStep = (step: string): boolean => PATIENT_STEPS.some(({ id }) => id === step);

export const PATIENT_STEPS: readonly Step[] = [
  step<'patient'>({
    id: '1',
    kind: 'patient',
    title: 'Steg 1 – Kommunen lägger in patienter i Lifecare SP',
    takes: (subject, profile) => !subject.isProtected && isOfStepOne(subject, profile),
    owner: byKommun('kommun', 'Kommunen'),
    deadline: endOf('steg-1'),
    deadlineText: whenOf('steg-1'),
    inTarget: [
      'Sök på personnumret mot befolkningsregistret: namn, adress och listad hälsocentral kommer med.',
      'Koppla patienten till boende (ordinärt eller särskilt).',
      'Ange eventuell hemsjukvårdsenhet och eventuell vistelseadress.',
      'Lägg till närstående om det finns i Prator.',
      'Fast vårdkontakt: listad hälsocentral kommer av sig själv (gulmarkerad, bekräfta den); en kontaktperson i kommunen kan läggas till.',
    ],
    inSource: ['Läs av boende, hemsjukvård, vistelseadress och närstående.'],
    traps: [
      'Listan har inga personnummer: läs numret i Prator, eller be systemförvaltaren om en lista med personnummer (--with-personnummer, loggas).',
      'Görs det inte går meddelanden efter patientens adress eller till en förvald enhet, och måste delegeras för hand.',
      'Reservnummer och samordningsnummer kan inte slås upp mot befolkningsregistret.',
    ],
    groups: true,
    source:
      '000, Steg 1 – Kommunen lägger in patienter i Lifecare SP; undantag: ”Privata aktörer (gäller ej Sundsvall)”',
  }),
  step<'patient'>({
    id: 'skyddade-patienter',
    kind: 'patient',
    title: 'Skyddade personuppgifter – patienter för utsedda handläggare',
    takes: (subject, profile) => subject.isProtected && isOfStepOne(subject, profile),
    owner: named('Utsedda handläggare'),
    deadline: endOf('steg-1'),
    deadlineText: whenOf('steg-1'),
    inTarget: ['Läggs in av utsedd handläggare enligt regionens rutin för skyddade personuppgifter.'],
    inSource: ['Hanteras av utsedd handläggare.'],
    traps: ['Folkbokföringen kan vara fiktiv: kommunen avgörs inte av den.', 'Lämna inte listan vidare.'],
    isGuarded: true,
    source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
  }),
];
